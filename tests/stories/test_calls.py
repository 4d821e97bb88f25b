"""The officers' call list: who is on it and why, and what came of each call."""

import pytest
from sqlmodel import col, select

from bot.actions.closing import close_duty
from bot.actions.members import recognise
from bot.callbacks import pack
from bot.messages.call_card import AskCallDay, AskCallWords, RecordCall
from bot.messages.calls import OpenCall, OpenCalls
from storage.tables import AuditEntry, Call, Promise
from tests.stories.beginning import Alliance
from tests.stories.test_at_once import second_officer, together
from tests.stories.test_contribution_sheet import sheet_of
from tests.stories.test_escalation import midyear
from tests.stories.test_heads import names_head
from tests.stories.test_missing import hand_in
from tests.stories.test_reminders import reminders
from tests.stories.world import Phone

TAM_DUONG, PHONG_THO = "LĐLĐ huyện Tam Đường", "LĐLĐ huyện Phong Thổ"
GIAO_DUC = "Công đoàn ngành Giáo dục"
MIDYEAR = "Báo cáo sơ kết 6 tháng"
FIRST_RUNG, WEEK_OVERDUE = "2023-05-11 08:00", "2023-06-19 08:00"
NOBODY = "Hiện không có đơn vị nào cần gọi điện."


async def opens_list(officer: Phone, title: str = MIDYEAR) -> str:
    """The list of one duty, from /goidien."""
    await officer.sends("/goidien")
    return await officer.taps(next(label for label in officer.buttons if label.startswith(title)))


async def opens_card(officer: Phone, unit: str, title: str = MIDYEAR) -> str:
    await opens_list(officer, title)
    return await officer.taps(unit)


def news(officer: Phone) -> list[str]:
    """The morning's words to an officer."""
    return [text for text in officer.read if "đơn vị cần gọi điện\n" in text]


async def keeps_contact(officer: Phone) -> None:
    """An officer knows whom to call at Phong Thổ."""
    await officer.sends("/donvi")
    await officer.taps("Khối huyện: 1/2")
    await officer.taps(f"○ {PHONG_THO}")
    await officer.taps("Người liên hệ")
    await officer.sends("Giàng A Chu 0912 345 678")


@pytest.mark.both_engines
async def test_a_unit_nobody_can_be_reached_for_is_to_be_called_from_the_first_rung_on(
    alliance: Alliance,
):
    world, officer = alliance.world, alliance.officer
    await keeps_contact(officer)
    await world.goes_to("2023-05-10 08:00")
    await officer.sends("/goidien")
    early = [label for label in officer.buttons if label.startswith(MIDYEAR)]
    await world.goes_to(FIRST_RUNG)
    told = officer.last
    read = await opens_list(officer)

    assert early == []
    assert told.startswith("Có 1 đơn vị cần gọi điện\nLiên đoàn Lao động tỉnh Lai Châu")
    assert f"{MIDYEAR}\nCần gọi: 1." in told
    assert f"{PHONG_THO}: chưa có người tham gia\n• Giàng A Chu: +84912345678" in read
    assert TAM_DUONG not in read


async def test_a_unit_whose_people_have_all_blocked_the_bot_is_to_be_called(alliance: Alliance):
    await alliance.world.goes_to(FIRST_RUNG)
    alliance.pao.person.block()
    await alliance.world.settle()
    read = await opens_list(alliance.officer)

    assert f"{GIAO_DUC}: không nhận được tin\n• Vàng A Páo (người đại diện)" in read


@pytest.mark.both_engines
async def test_units_a_week_overdue_are_to_be_called_and_leave_once_they_have_handed_in(
    alliance: Alliance,
):
    world, officer = alliance.world, alliance.officer
    await world.goes_to("2023-06-16 08:00")
    before = await opens_list(officer)
    await world.goes_to(WEEK_OVERDUE)
    told = officer.last
    read = await opens_list(officer)
    await hand_in(alliance.hoa)
    after = await opens_list(officer)

    assert TAM_DUONG not in before
    assert told.startswith("Có 3 đơn vị cần gọi điện")
    assert f"{TAM_DUONG}: quá hạn 9 ngày" in read
    assert "Cần gọi: 3." in read
    assert TAM_DUONG not in after
    assert "Cần gọi: 2." in after


async def test_officers_are_told_of_new_ones_alone_and_once_a_day_at_most(alliance: Alliance):
    world, officer = alliance.world, alliance.officer
    for moment in ("2023-05-11 07:30", "2023-05-11 09:00", "2023-05-12 08:00", "2023-05-15 08:00"):
        await world.goes_to(moment)
    first = len(news(officer))
    await world.unit(alliance.id, "LĐLĐ huyện Sìn Hồ", "Khối huyện")
    await world.goes_to("2023-05-16 08:00")

    assert first == 1
    assert len(news(officer)) == 2
    assert news(officer)[-1].startswith("Có 2 đơn vị cần gọi điện")
    assert "Trong đó mới thêm: 1" in news(officer)[-1]


async def test_nobody_is_told_on_a_day_off_and_all_of_it_on_the_next_working_day(
    alliance: Alliance,
):
    world, officer = alliance.world, alliance.officer
    await world.goes_to("2023-05-13 09:00")
    saturday = len(news(officer))
    await world.goes_to("2023-05-15 08:00")

    assert saturday == 0
    assert len(news(officer)) == 1


@pytest.mark.both_engines
async def test_one_press_writes_down_that_nobody_was_reached(alliance: Alliance):
    world, officer = alliance.world, alliance.officer
    await world.goes_to(WEEK_OVERDUE)
    card = await opens_card(officer, TAM_DUONG)
    after = await officer.taps("Không liên lạc được")
    listed = await officer.taps("Quay lại danh sách")

    assert card.startswith(f"{TAM_DUONG}\n{MIDYEAR}\nHạn cuối: Thứ Bảy, 10/06/2023.")
    assert "• 08:00 19/06/2023, không liên lạc được (Lò Thị Mai)" in after
    assert "Gọi gần nhất: 08:00 19/06/2023, không liên lạc được (Lò Thị Mai)" in listed
    assert listed.index(TAM_DUONG) > listed.index(PHONG_THO)
    async with world.app.database.reading() as db:
        noted = await db.exec(select(AuditEntry.after).where(col(AuditEntry.act) == "called"))
    (row,) = noted
    assert row is not None
    assert (row["unit"], row["outcome"]) == (world.units[TAM_DUONG], "not_reached")


async def test_a_call_takes_a_word_of_what_was_said(alliance: Alliance):
    await alliance.world.goes_to(WEEK_OVERDUE)
    officer = alliance.officer
    await opens_card(officer, TAM_DUONG)
    await officer.taps("Đã gọi")
    await officer.taps("Ghi chú cuộc gọi gần nhất")
    read = await officer.sends("Kế toán nghỉ ốm, <mai> gửi")

    assert "• 08:00 19/06/2023, đã gọi (Lò Thị Mai): Kế toán nghỉ ốm, <mai> gửi" in read


@pytest.mark.both_engines
async def test_a_day_promised_by_telephone_pauses_the_nudges_and_broken_brings_the_unit_back(
    alliance: Alliance,
):
    world, officer, hoa = alliance.world, alliance.officer, alliance.hoa
    await world.goes_to(WEEK_OVERDUE)
    await opens_card(officer, TAM_DUONG)
    await officer.taps("Đã gọi, hẹn ngày nộp…")
    read = await officer.sends("28/6")
    listed = await officer.taps("Quay lại danh sách")
    before = len(reminders(hoa))
    await world.goes_to("2023-06-26 08:00")
    in_peace = len(reminders(hoa))
    await world.goes_to("2023-06-29 08:00")
    broken = await opens_list(officer)

    assert "Chưa cần gọi: hẹn nộp ngày 28/06." in read
    assert f"{TAM_DUONG}: hẹn nộp ngày 28/06" in listed
    assert "Cần gọi: 2. Đã hẹn ngày: 1." in listed
    assert in_peace == before
    assert news(officer)[-1].startswith("Có 3 đơn vị cần gọi điện")
    assert "Trong đó mới thêm: 1" in news(officer)[-1]
    assert broken.index(f"{TAM_DUONG}: hẹn nộp ngày 28/06 mà chưa nộp") < broken.index(PHONG_THO)


async def test_a_day_is_promised_by_one_of_the_days_offered(alliance: Alliance):
    await alliance.world.goes_to(WEEK_OVERDUE)
    officer = alliance.officer
    await opens_card(officer, TAM_DUONG)
    await officer.taps("Đã gọi, hẹn ngày nộp…")
    read = await officer.taps("Thứ Năm, 22/06/2023")

    assert "• 08:00 19/06/2023, hẹn nộp ngày 22/06 (Lò Thị Mai)" in read
    async with alliance.world.app.database.reading() as db:
        (kept,) = await db.exec(select(Promise))
    assert (kept.unit_id, kept.by_office) == (alliance.world.units[TAM_DUONG], True)


@pytest.mark.both_engines
async def test_two_officers_writing_down_at_once_leave_one_call_and_the_second_is_told(
    alliance: Alliance,
):
    other = await second_officer(alliance)
    await alliance.world.goes_to(WEEK_OVERDUE)
    for phone in (alliance.officer, other):
        await opens_card(phone, TAM_DUONG)
    alliance.officer.person.tap("Đã gọi")
    await together(other, label="Không liên lạc được")
    told = other.last
    read = await other.taps("Mở bản hiện tại")

    assert told.startswith("Vừa có một cuộc gọi tới đơn vị này được ghi lại")
    assert "đã gọi (Lò Thị Mai)" in read
    async with alliance.world.app.database.reading() as db:
        assert len(list(await db.exec(select(Call)))) == 1


async def test_one_thumb_pressing_twice_writes_one_call(alliance: Alliance):
    await alliance.world.goes_to(WEEK_OVERDUE)
    officer = alliance.officer
    await opens_card(officer, TAM_DUONG)
    officer.person.tap("Đã gọi")
    officer.person.tap("Đã gọi")
    await alliance.world.settle()

    async with alliance.world.app.database.reading() as db:
        assert len(list(await db.exec(select(Call)))) == 1


async def test_a_unit_that_handed_in_meanwhile_needs_no_call(alliance: Alliance):
    await alliance.world.goes_to(WEEK_OVERDUE)
    officer = alliance.officer
    await opens_card(officer, TAM_DUONG)
    card = officer.person.last["message_id"]
    await hand_in(alliance.hoa)
    officer.person.tap("Không liên lạc được", card)
    await alliance.world.settle()

    assert officer.last == "Đơn vị vừa nộp, không cần gọi nữa."


async def test_the_list_is_taken_away_as_a_sheet_in_which_nothing_is_a_formula(alliance: Alliance):
    await keeps_contact(alliance.officer)
    await alliance.world.goes_to(WEEK_OVERDUE)
    officer = alliance.officer
    await opens_card(officer, TAM_DUONG)
    await officer.taps("Đã gọi")
    await officer.taps("Ghi chú cuộc gọi gần nhất")
    await officer.sends("=1+1")
    await officer.sends("/goidien")
    await officer.taps("Tải bảng Excel")

    document = officer.person.last["document"]
    rows = {row[1].value: row for row in sheet_of(officer).iter_rows(min_row=2)}
    assert document["file_name"] == "danh-sach-goi-dien-2023-06-19.xlsx"
    assert {TAM_DUONG, PHONG_THO, GIAO_DUC} <= set(rows)
    assert [cell.value for cell in rows[PHONG_THO]][6:8] == ["Giàng A Chu", "+84912345678"]
    assert (rows[TAM_DUONG][11].value, rows[TAM_DUONG][11].data_type) == ("=1+1", "s")


@pytest.mark.both_engines
async def test_an_officer_elsewhere_a_dismissed_one_and_a_manager_see_and_write_nothing(
    alliance: Alliance,
):
    world = alliance.world
    _, code = await world.organisation("yen-bai-2025")
    stranger = await world.officer(code, "Đỗ Nhân Đạo")
    await world.goes_to(WEEK_OVERDUE)
    await opens_card(alliance.officer, TAM_DUONG)
    await alliance.officer.taps("Đã gọi")
    unit, duty = world.units[TAM_DUONG], await midyear(alliance)
    for phone in (stranger, alliance.pao):
        await phone.sends("/goidien")
        for press in (
            OpenCalls(duty),
            OpenCall(unit, duty),
            RecordCall(unit, duty, "talked", 1),
            AskCallDay(unit, duty),
            AskCallWords(1),
        ):
            phone.person.tap_data(phone.person.last["message_id"], pack(press))
            await world.settle()
        await phone.sends("20/6")

    assert "Tam Đường" not in " ".join([*stranger.read, *alliance.pao.read])
    async with world.app.database.reading() as db:
        assert [call.words for call in await db.exec(select(Call))] == [""]
        assert list(await db.exec(select(Promise))) == []


async def test_with_nobody_to_call_the_list_says_so_and_who_would_be_on_it(alliance: Alliance):
    await alliance.world.manager(alliance.officer, PHONG_THO, "Giàng A Chu")
    read = await alliance.officer.sends("/goidien")

    assert NOBODY in read
    assert "đơn vị quá hạn từ 7 ngày" in read


async def test_a_duty_that_was_closed_is_no_longer_called_about_nor_told_to_the_head(
    alliance: Alliance,
):
    world, officer = alliance.world, alliance.officer
    await names_head(officer)
    await world.goes_to("2023-06-12 08:00")
    async with world.app.database.transaction() as db:
        member = await recognise(db, officer.person.id)
        assert member is not None
        await close_duty(db, member, await midyear(alliance), closed=True, now=world.clock.now())
    await world.goes_to("2023-06-14 08:00")
    await world.goes_to(WEEK_OVERDUE)
    read = await officer.sends("/goidien")

    assert MIDYEAR not in read
    assert not any(text.startswith("Đơn vị trong khối chưa nộp") for text in alliance.hoa.read)
