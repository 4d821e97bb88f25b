"""When a unit stays silent: its deputy, the head of its bloc, the officers."""

from datetime import date

import pytest
from sqlmodel import col, select

from bot.actions.members import recognise, set_reminder_hour
from bot.actions.promises import promise
from bot.actions.setting_dates import set_deadline
from bot.rules.members import Role
from storage.tables import Obligation
from tests.stories.beginning import Alliance
from tests.stories.test_heads import names_head
from tests.stories.test_missing import hand_in
from tests.stories.test_reminders import reminders
from tests.stories.world import Phone, World

TAM_DUONG, PHONG_THO = "LĐLĐ huyện Tam Đường", "LĐLĐ huyện Phong Thổ"
EARLY_RUNG = "2023-05-11 08:00"
"""Thirty days before the mid-year report."""


async def deputy_of_tam_duong(alliance: Alliance) -> Phone:
    return await alliance.world.manager(alliance.officer, TAM_DUONG, "Lò Văn Phó", Role.DEPUTY)


@pytest.mark.both_engines
async def test_a_deputy_is_reminded_of_early_rungs_where_the_representative_cannot_be_reached(
    alliance: Alliance,
):
    deputy = await deputy_of_tam_duong(alliance)
    await alliance.world.goes_to("2023-05-10 08:00")
    alliance.hoa.person.block()
    await alliance.world.settle()
    before = len(reminders(deputy))
    await alliance.world.goes_to(EARLY_RUNG)

    assert len(reminders(deputy)) == before + 1
    assert "Báo cáo sơ kết 6 tháng" in deputy.last


async def test_a_deputy_stands_in_where_nobody_represents_the_unit(alliance: Alliance):
    world, officer = alliance.world, alliance.officer
    deputy = await world.manager(officer, PHONG_THO, "Giàng A Chu", Role.DEPUTY)
    await world.goes_to("2023-05-10 08:00")
    before = len(reminders(deputy))
    await world.goes_to(EARLY_RUNG)

    assert len(reminders(deputy)) == before + 1


async def test_a_deputy_is_left_in_peace_on_early_rungs_while_there_is_a_representative(
    alliance: Alliance,
):
    deputy = await deputy_of_tam_duong(alliance)
    await alliance.world.goes_to("2023-05-10 08:00")
    before = len(reminders(deputy))
    await alliance.world.goes_to(EARLY_RUNG)

    assert len(reminders(deputy)) == before


HEADS_DAY = "2023-06-14 08:00"
"""Four days after the mid-year report: the day before was a rung of the ladder."""

SILENT = "Đơn vị trong khối chưa nộp"


def silent_lists(phone: Phone) -> list[str]:
    """The lists that somebody read as head."""
    return [text for text in phone.read if text.startswith(SILENT)]


async def silent_alliance(alliance: Alliance) -> Phone:
    """Hòa heads the bloc, Chu speaks for its other unit; it is the day before the head's."""
    chu = await alliance.world.manager(alliance.officer, PHONG_THO, "Giàng A Chu")
    await names_head(alliance.officer)
    await alliance.hoa.starts()
    await alliance.world.goes_to("2023-06-12 08:00")
    await alliance.world.goes_to("2023-06-13 08:00")
    return chu


@pytest.mark.both_engines
async def test_the_head_reads_once_which_units_stay_silent_and_reminds_them(alliance: Alliance):
    world, hoa = alliance.world, alliance.hoa
    chu = await silent_alliance(alliance)
    before = len(silent_lists(hoa))
    for moment in (HEADS_DAY, "2023-06-14 09:00", "2023-06-15 08:00", "2023-06-19 08:00"):
        await world.goes_to(moment)
        if moment == HEADS_DAY:
            told = hoa.last
            done = await hoa.taps("Nhắc các đơn vị này (1)")

    assert before == 0
    assert f"• {TAM_DUONG} (đơn vị mình)\n• {PHONG_THO}" in told
    assert "Đã quá hạn 4 ngày." in told
    assert "Giáo dục" not in told
    assert "Đang nhắc 1 người." in done
    assert any(text.startswith("Nguyễn Văn Hòa (trưởng Khối huyện)") for text in chu.read)
    assert len(silent_lists(hoa)) == 1


async def test_the_head_reads_nothing_once_the_others_have_handed_in(alliance: Alliance):
    chu = await silent_alliance(alliance)
    await hand_in(chu)
    await alliance.world.goes_to(HEADS_DAY)

    assert silent_lists(alliance.hoa) == []


async def test_what_was_handed_in_while_the_list_waited_is_not_on_it(alliance: Alliance):
    world, hoa = alliance.world, alliance.hoa
    await world.unit(alliance.id, "LĐLĐ huyện Sìn Hồ", "Khối huyện")
    chu = await silent_alliance(alliance)
    await set_hour(world, hoa, 20)
    await world.goes_to(HEADS_DAY)
    await hand_in(chu)
    early = len(silent_lists(hoa))
    await world.goes_to("2023-06-14 20:00")

    assert early == 0
    assert len(silent_lists(hoa)) == 1
    assert PHONG_THO not in silent_lists(hoa)[0]


@pytest.mark.both_engines
async def test_units_that_promised_a_day_ahead_are_left_out(alliance: Alliance):
    world = alliance.world
    chu = await silent_alliance(alliance)
    async with world.app.database.transaction() as db:
        member = await recognise(db, chu.person.id)
        assert member is not None
        await promise(db, member, await midyear(alliance), date(2023, 6, 16), world.clock.now())
    await world.goes_to(HEADS_DAY)

    assert silent_lists(alliance.hoa) == []


async def test_a_deadline_moved_by_an_officer_is_told_of_anew(alliance: Alliance):
    world, hoa = alliance.world, alliance.hoa
    await silent_alliance(alliance)
    await world.goes_to(HEADS_DAY)
    async with world.app.database.transaction() as db:
        officer = await recognise(db, alliance.officer.person.id)
        assert officer is not None
        day, now = date(2023, 6, 20), world.clock.now()
        await set_deadline(db, officer, await midyear(alliance), day, inclusive=True, now=now)
    await world.goes_to("2023-06-21 08:00")
    early = len(silent_lists(hoa))
    await world.goes_to("2023-06-23 08:00")
    await world.goes_to("2023-06-26 08:00")

    assert early == 1
    assert len(silent_lists(hoa)) == 2


async def test_after_an_outage_of_a_day_the_list_still_comes_and_after_two_weeks_not(
    alliance: Alliance,
):
    world, hoa = alliance.world, alliance.hoa
    await silent_alliance(alliance)
    await world.goes_to("2023-06-15 10:00")
    late = len(silent_lists(hoa))
    await names_head(alliance.officer, PHONG_THO)
    await names_head(alliance.officer, TAM_DUONG)
    await world.goes_to("2023-06-30 08:00")

    assert late == 1
    assert len(silent_lists(hoa)) == 1


async def test_nothing_goes_up_on_days_off_or_out_of_hours(alliance: Alliance):
    world, hoa = alliance.world, alliance.hoa
    await silent_alliance(alliance)
    await world.goes_to("2023-06-14 06:30")
    await world.goes_to("2023-06-14 12:30")
    await world.goes_to("2023-06-17 09:00")

    assert silent_lists(hoa) == []


async def midyear(alliance: Alliance) -> int:
    """The id of the mid-year report."""
    async with alliance.world.app.database.reading() as db:
        found = select(Obligation.id).where(col(Obligation.title) == "Báo cáo sơ kết 6 tháng")
        return (await db.exec(found)).one() or 0


async def set_hour(world: World, phone: Phone, hour: int) -> None:
    async with world.app.database.transaction() as db:
        member = await recognise(db, phone.person.id)
        assert member is not None
        await set_reminder_hour(db, member, hour)
