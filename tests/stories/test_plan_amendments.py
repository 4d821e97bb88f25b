"""A plan in force is amended: the difference is shown, and only those concerned are told."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import col, select

from bot.campaigns import load, write_plan
from bot.rules.deadlines import Deadline
from storage.tables import Obligation, Plan, Preparation
from tests.files import a_pdf
from tests.stories.beginning import Alliance
from tests.stories.test_at_once import second_officer
from tests.stories.test_plan_drafts import adds, drafts
from tests.stories.test_promises import promises
from tests.stories.test_records import reports
from tests.stories.world import Phone

MIDYEAR = "Báo cáo sơ kết 6 tháng"
ANNUAL = "Báo cáo tổng kết năm"


async def opens(officer: Phone) -> str:
    """The plan in force as a draft of its next version."""
    await officer.sends("/kehoach")
    return await officer.taps("Sửa đổi kế hoạch…")


async def moves(officer: Phone, title: str, when: str) -> str:
    """Another date for one duty, confirmed; the whole draft."""
    (label,) = [each for each in officer.buttons if each.endswith(f". {title}")]
    await officer.taps(label)
    await officer.sends(when)
    return await officer.taps("Đúng, xem toàn bộ")


async def applies(officer: Phone) -> tuple[str, str]:
    preview = await officer.taps("Xem thay đổi…")
    return preview, await officer.taps("Áp dụng bản sửa đổi")


@pytest.mark.both_engines
async def test_a_moved_date_is_shown_beside_the_old_and_told_to_who_still_has_to(
    alliance: Alliance,
) -> None:
    officer, hoa, pao = alliance.officer, alliance.hoa, alliance.pao
    await reports(hoa)
    before = len(hoa.read)
    whole = await opens(officer)
    await moves(officer, MIDYEAR, "chậm nhất 20/6")
    preview, done = await applies(officer)

    assert "Đây là bản sửa đổi của kế hoạch đang có hiệu lực." in whole
    assert (
        f"Đổi thời hạn: {MIDYEAR}: chậm nhất ngày 10/06/2023 → chậm nhất ngày 20/06/2023\n"
        in preview
    )
    assert "1 người sẽ được báo tin." in preview
    assert done.startswith("Kế hoạch đã được sửa đổi")
    assert len(hoa.read) == before
    assert pao.last.startswith("Kế hoạch được sửa đổi")
    assert f"• {MIDYEAR}: nay đến hết Thứ Ba, 20/06/2023 (trước là 10/06/2023)." in pao.last
    assert ANNUAL not in pao.last
    assert "Tệp lịch (.ics)" in pao.buttons


async def test_what_is_added_is_told_to_all_and_what_is_dropped_is_asked_no_more(
    alliance: Alliance,
) -> None:
    officer, hoa = alliance.officer, alliance.hoa
    await opens(officer)
    (label,) = [each for each in officer.buttons if each.endswith(ANNUAL)]
    await officer.taps(label)
    await officer.taps("Bỏ việc này")
    await officer.taps("Thêm việc")
    await adds(officer, "Báo cáo quý", "trước ngày 5/4")
    await officer.taps("Đúng, xem toàn bộ")
    preview, _ = await applies(officer)
    told = hoa.last
    await officer.sends("/kehoach")
    listed = await opens(officer)

    assert "Thêm: Báo cáo quý: trước ngày 05/04/2023" in preview
    assert f"Bỏ: {ANNUAL}" in preview
    assert "2 người sẽ được báo tin." in preview
    assert "• Việc mới: Báo cáo quý: đến hết Thứ Ba, 04/04/2023." in told
    assert f"• {ANNUAL}: không phải làm nữa." in told
    assert "Báo cáo quý" in listed
    assert ANNUAL not in listed
    async with alliance.world.app.database.reading() as db:
        dropped = select(Obligation.title).where(col(Obligation.dropped_at).is_not(None))
        assert list(await db.exec(dropped)) == [ANNUAL]


async def test_an_amended_plan_file_needs_a_look_only_at_what_changed(alliance: Alliance) -> None:
    officer, pao = alliance.officer, alliance.pao
    plan = load("lai-chau-2023")
    items = list(plan.obligations)
    items[1] = replace(
        items[1],
        deadline=Deadline(date(2023, 6, 16), inclusive=False),
        written="trước ngày 16/6/2023",
    )
    amended = replace(plan, number="512/KH - LĐLĐ", obligations=tuple(items))
    await opens(officer)
    read = await officer.sends_file("sua-doi.yaml", write_plan(amended).encode())
    await officer.taps("Kiểm tra từng việc (còn 1)")
    await officer.taps("Đúng, xem toàn bộ")
    preview, _ = await applies(officer)

    assert f"○ 2. {MIDYEAR}: trước ngày 16/06/2023" in read
    assert "Số: 403/KH - LĐLĐ → 512/KH - LĐLĐ" in preview
    assert "nay đến hết Thứ Năm, 15/06/2023 (trước là 10/06/2023)" in pao.last
    async with alliance.world.app.database.reading() as db:
        (kept,) = await db.exec(select(Plan))
        rows = await db.exec(select(Obligation).where(col(Obligation.title) == MIDYEAR))
        (row,) = rows
    assert (kept.number, kept.slug) == ("512/KH - LĐLĐ", "lai-chau-2023")
    assert (str(row.written_on), row.in_force_on, row.inclusive) == ("2023-06-16", None, False)


async def test_a_day_promised_beyond_the_new_end_holds_no_more(alliance: Alliance) -> None:
    officer, hoa = alliance.officer, alliance.hoa
    await alliance.world.goes_to("2023-05-30 09:00")
    await promises(hoa, "8/6")
    await opens(officer)
    await moves(officer, MIDYEAR, "chậm nhất 6/6")
    await applies(officer)

    assert "LĐLĐ huyện Tam Đường đã hẹn gửi ngày 08/06/2023, sau hạn cuối mới" in hoa.last


async def test_the_new_date_is_reminded_of_and_the_old_one_is_not(alliance: Alliance) -> None:
    officer, pao = alliance.officer, alliance.pao
    await alliance.world.goes_to("2023-06-05 08:00")
    await opens(officer)
    await moves(officer, MIDYEAR, "chậm nhất 30/6")
    await applies(officer)
    told = len(pao.read)
    for day in (6, 7, 8, 9, 12):
        await alliance.world.goes_to(f"2023-06-{day:02} 08:00")
    quiet = [text for text in pao.read[told:] if MIDYEAR in text]
    await alliance.world.goes_to("2023-06-16 08:00")

    assert quiet == []
    assert MIDYEAR in pao.last


async def test_nothing_changed_is_said_and_a_scan_alone_is_told_to_nobody(
    alliance: Alliance,
) -> None:
    officer, hoa = alliance.officer, alliance.hoa
    await opens(officer)
    refused = await officer.taps("Xem thay đổi…")
    read = len(hoa.read)
    await officer.sends_file("ban-ky.pdf", a_pdf("Ke hoach"))
    await officer.taps("Toàn bộ bản nháp")
    preview, _ = await applies(officer)

    assert refused.startswith("Bản nháp giống kế hoạch đang có hiệu lực")
    assert "Các việc giữ nguyên." in preview
    assert "0 người sẽ được báo tin." in preview
    assert len(hoa.read) == read
    await hoa.sends("/kehoach")
    assert "Văn bản kế hoạch" in hoa.buttons


async def test_a_date_set_meanwhile_is_not_overwritten_unseen(alliance: Alliance) -> None:
    first, second = alliance.officer, await second_officer(alliance)
    await opens(first)
    await moves(first, ANNUAL, "chậm nhất 15/12")
    await first.taps("Xem thay đổi…")
    await second.sends("/han")
    await second.taps(MIDYEAR)
    await second.taps("Thay đổi thời hạn")
    await second.sends("chậm nhất 21/6")
    await second.taps("Ấn định ngày này")
    refused = await first.taps("Áp dụng bản sửa đổi")
    await first.taps("Mở bản hiện tại")
    preview = await first.taps("Xem thay đổi…")

    assert refused.startswith("Bản nháp đã thay đổi")
    assert f"Đổi thời hạn: {MIDYEAR}: chậm nhất ngày 21/06/2023 → " in preview


async def test_two_officers_go_on_with_one_amendment(alliance: Alliance) -> None:
    first, second = alliance.officer, await second_officer(alliance)
    await opens(first)
    await moves(first, ANNUAL, "chậm nhất 15/12")
    await second.sends("/kehoach")
    (label,) = [each for each in second.buttons if each.startswith("Kế hoạch công tác")]
    await second.taps(label)
    whole = await second.taps("Sửa đổi kế hoạch…")

    assert f"3. {ANNUAL}: chậm nhất ngày 15/12/2023" in whole
    assert len(await drafts(alliance.world)) == 1


async def test_of_a_plan_withdrawn_meanwhile_nothing_is_amended(alliance: Alliance) -> None:
    officer = alliance.officer
    await opens(officer)
    await moves(officer, ANNUAL, "chậm nhất 15/12")
    await officer.taps("Xem thay đổi…")
    async with alliance.world.app.database.transaction() as db:
        (plan,) = await db.exec(select(Plan))
        plan.withdrawn_at = alliance.world.clock.now()
    refused = await officer.taps("Áp dụng bản sửa đổi")

    assert refused == "Việc này đã làm rồi, hoặc kế hoạch thuộc cơ quan khác."
    async with alliance.world.app.database.reading() as db:
        assert len(list(await db.exec(select(Preparation)))) == 1
