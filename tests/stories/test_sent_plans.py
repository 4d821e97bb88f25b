"""A plan sent without pressing anything: what it is, is asked, and nothing is done before."""

from dataclasses import replace

import pytest

from bot.campaigns import load, write_plan
from bot.messages.sent_plans import AmendFromFile, NewFromFile
from tests.plan_reader.made import as_text, as_word
from tests.stories.beginning import Alliance
from tests.stories.test_missing import hand_in
from tests.stories.test_plan_amendments import MIDYEAR
from tests.stories.test_plan_drafts import drafts, plans
from tests.stories.test_scopes import presses

AMENDED = write_plan(replace(load("lai-chau-2023"), number="512/KH - LĐLĐ")).encode()


@pytest.mark.both_engines
async def test_a_plan_in_word_is_asked_about_and_begun_with_one_press(alliance: Alliance) -> None:
    officer = alliance.officer
    asked = await officer.sends_file("ke-hoach.docx", as_word())
    nothing = await drafts(alliance.world)
    whole = await officer.taps("Kế hoạch mới")
    (kept,) = await drafts(alliance.world)

    assert asked.startswith("Đây có phải kế hoạch mới?")
    assert nothing == []
    assert "Văn bản đính kèm: 1 tệp." in whole
    assert "Kiểm tra từng việc" in "".join(officer.buttons)
    assert kept.amends_id is None


async def test_it_may_amend_a_plan_in_force(alliance: Alliance) -> None:
    officer = alliance.officer
    await officer.sends_file("sua-doi.yaml", AMENDED)
    (label,) = [each for each in officer.buttons if each.startswith("Sửa đổi: ")]
    whole = await officer.taps(label)
    preview = await officer.taps("Xem thay đổi…")

    assert "Đây là bản sửa đổi của kế hoạch đang có hiệu lực." in whole
    assert f"✓ 2. {MIDYEAR}" in whole
    assert "Số: 403/KH - LĐLĐ → 512/KH - LĐLĐ" in preview


async def test_something_else_is_left_alone_and_says_where_files_go(alliance: Alliance) -> None:
    officer = alliance.officer
    await officer.sends_file("ke-hoach.txt", as_text().encode())
    left = await officer.taps("Tệp khác")

    assert left.startswith("Chưa làm gì với tệp này.")
    assert await drafts(alliance.world) == []
    assert len(await plans(alliance.world, alliance.id)) == 1


async def test_a_question_stays_open_while_other_things_are_asked(alliance: Alliance) -> None:
    officer = alliance.officer
    await officer.sends_file("ke-hoach.txt", as_text().encode())
    await officer.sends("/chuanop")
    await officer.sends("bao giờ nộp báo cáo 6 tháng")
    await officer.taps("Kế hoạch mới")

    assert len(await drafts(alliance.world)) == 1
    assert any(text.startswith("Bản nháp") for text in officer.read)


async def test_a_file_sent_in_an_open_form_belongs_to_the_form(alliance: Alliance) -> None:
    officer = alliance.officer
    await officer.sends("/thongbao")
    await officer.taps("Soạn thông báo")
    await officer.taps("Tất cả đơn vị")
    said = await officer.sends_file("ke-hoach.docx", as_word())

    assert "Đây có phải kế hoạch mới?" not in said
    assert "ke-hoach.docx" in "".join(f"{each}" for each in officer.got[-3:])


async def test_what_reads_as_no_plan_is_answered_as_before(alliance: Alliance) -> None:
    said = await alliance.officer.sends_file("anh.txt", "Thơ mùa xuân.".encode())

    assert "Đây có phải kế hoạch mới?" not in said


async def test_a_managers_plan_is_a_file_of_a_report(alliance: Alliance) -> None:
    said = await alliance.hoa.sends_file("ke-hoach.docx", as_word())
    await presses(alliance.hoa, NewFromFile())
    await presses(alliance.hoa, AmendFromFile(1))

    assert "Đây có phải kế hoạch mới?" not in said
    assert await drafts(alliance.world) == []


async def test_a_press_that_answers_to_no_file_does_nothing(alliance: Alliance) -> None:
    await hand_in(alliance.hoa)
    await presses(alliance.officer, NewFromFile())
    await presses(alliance.officer, AmendFromFile(1))

    assert await drafts(alliance.world) == []
