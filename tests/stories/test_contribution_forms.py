"""Forms of contributions: too much, nothing, the wrong thing, left and found again, restarted."""

from pathlib import Path

import pytest

from tests.stories.beginning import Alliance
from tests.stories.contributing import (
    DIFFICULTY,
    INITIATIVE,
    PETITION,
    kept,
    sends_in,
    threads,
)
from tests.stories.program import WITHIN, press, program_in, shows
from tests.stories.world import starts_again


@pytest.mark.parametrize("at", ["title", "person", "words", "review"])
async def test_ten_thousand_characters_are_refused_whole_and_the_form_is_intact(
    alliance: Alliance, at: str
):
    hoa = alliance.hoa
    given = {"title": "Tên", "person": "Tác giả A", "words": "Nội dung."}
    await hoa.sends("/gopy")
    await hoa.taps(INITIATIVE)
    for field, words in given.items():
        if field == at:
            break
        await hoa.sends(words)

    await hoa.sends("x" * 4096 + "y" * 4096 + "z" * 60)
    refused = hoa.last
    for words in list(given.values())[[*given, "review"].index(at) :]:
        await hoa.sends(words)
    await hoa.taps("Gửi")

    assert "8.252" in refused
    (row,) = await kept(alliance.world)
    assert (row.title, row.person, row.words) == ("Tên", "Tác giả A", "Nội dung.")


async def test_a_message_in_a_thread_has_its_limit_too(alliance: Alliance):
    await sends_in(alliance.hoa, PETITION, "Đề nghị tập huấn.")
    officer = alliance.officer
    await officer.taps("Trả lời")
    await officer.sends("Đồng ý.")

    refused = await officer.sends("x" * 4096 + "y" * 10)
    await officer.sends("Từ tháng 3.")
    await officer.taps("Gửi")

    assert "4.106" in refused
    assert await threads(alliance.world) == ["Đồng ý.\nTừ tháng 3."]


@pytest.mark.parametrize("nothing", ["\u200b", "\u2060 \u200d"])
async def test_signs_that_cannot_be_seen_are_no_answer(alliance: Alliance, nothing: str):
    await alliance.hoa.sends("/gopy")
    await alliance.hoa.taps(DIFFICULTY)

    refused = await alliance.hoa.sends(nothing)
    review = await alliance.hoa.sends("Thiếu vốn.")

    assert "Chưa nhập" in refused or "nhập" in refused
    assert "Thiếu vốn." in review


async def test_a_photo_is_refused_and_the_form_goes_on(alliance: Alliance):
    await alliance.hoa.sends("/gopy")
    await alliance.hoa.taps(DIFFICULTY)

    refused = await alliance.hoa.sends_file("anh.pdf", b"%PDF-1.4\n", caption="Ảnh chụp")
    review = await alliance.hoa.sends("Thiếu vốn.")

    assert "chỉ nhận chữ" in refused
    assert "Thiếu vốn." in review


async def test_the_program_may_end_between_any_two_questions(alliance: Alliance, tmp_path: Path):
    world, hoa, officer = alliance.world, alliance.hoa, alliance.officer
    acts = [
        *((hoa.sends, "/gopy"), (hoa.taps, INITIATIVE)),
        *((hoa.sends, words) for words in ("Tên sáng kiến", "Lò Văn A", "Nội dung.", "Hiệu quả.")),
        *((hoa.taps, "Gửi"), (officer.taps, "Trả lời")),
        *((officer.sends, "Ghi nhận."), (officer.taps, "Gửi")),
    ]

    for act, words in acts:
        await act(words)
        await starts_again(world, tmp_path)

    assert "Ghi nhận." in hoa.last
    (sent,) = [text for text in officer.read if "Mới gửi đến: Sáng kiến số 0001" in text]
    for words in ("Tên sáng kiến", "Lò Văn A", "Nội dung.\nHiệu quả."):
        assert words in sent


async def test_a_form_left_is_found_again_where_it_was(alliance: Alliance):
    await alliance.hoa.sends("/gopy")
    await alliance.hoa.taps(INITIATIVE)
    await alliance.hoa.sends("Tên sáng kiến mới")
    await alliance.hoa.sends("/han")
    await alliance.hoa.sends("/gopy")
    again = await alliance.hoa.taps(INITIATIVE)
    await alliance.hoa.sends("/start")
    resumed = await alliance.hoa.taps("Tiếp tục: nội dung gửi cơ quan")

    assert "Tác giả" in again
    assert again == resumed


async def test_an_answer_left_half_written_waits_for_the_officer(alliance: Alliance):
    await sends_in(alliance.hoa, PETITION, "Đề nghị tập huấn.")
    officer = alliance.officer
    await officer.taps("Trả lời")
    await officer.sends("Đồng ý.")
    await officer.sends("/start")
    resumed = await officer.taps("Tiếp tục: trả lời")
    anew = await officer.taps("Nhập lại")
    await officer.sends("Không.")
    await officer.taps("Gửi")

    assert "Đồng ý." in resumed
    assert "Đồng ý." not in anew
    assert await threads(alliance.world) == ["Không."]


async def test_words_typed_while_the_program_was_killed_are_in_the_form(tmp_path: Path):
    async with program_in(tmp_path) as (program, telegram, person):
        person.send("/gopy")
        await shows(telegram, person, PETITION)
        await press(telegram, person, PETITION, then="Huỷ")

        await program.dies()
        person.send("Đề nghị tập huấn.")
        await program.starts()
        await shows(telegram, person, "Gửi")
        await program.dies()
        person.tap("Gửi")
        await program.starts()

        await telegram.until(lambda: "Kiến nghị số 0001" in person.last_text, within=WITHIN)
