"""The program was away, or its clock was set back: one summary, nothing twice, nothing at night."""

import asyncio
from pathlib import Path

import pytest

from tests.stories.beginning import Alliance
from tests.stories.test_meanwhile import owes
from tests.stories.test_missing import hand_in
from tests.stories.test_promises import registered
from tests.stories.test_putting_off import came_on
from tests.stories.test_reminders import reminders
from tests.stories.world import Phone, World, local, starts_again


async def ticks(world: World, *moments: str) -> None:
    """Ticks with all their deliveries, in this order."""
    for moment in moments:
        await world.goes_to(moment)


def said(phone: Phone) -> list[str]:
    """How long there was by each reminder about the mid-year report."""
    return [
        line
        for text in reminders(phone)
        for line in text.splitlines()
        if line.startswith(("Còn", "Hôm nay", "Đã quá hạn"))
    ]


async def test_an_hour_away_is_made_up_for_the_same_morning(alliance: Alliance) -> None:
    await registered(alliance)
    await ticks(alliance.world, "2023-06-02 07:29", "2023-06-02 08:31")

    assert said(alliance.hoa) == ["Còn 8 ngày."]


@pytest.mark.parametrize(
    ("back", "heard"),
    [
        ("2023-06-03 08:00", []),
        ("2023-06-05 08:00", ["Còn 5 ngày."]),
        ("2023-06-09 08:00", ["Còn 1 ngày."]),
        ("2023-06-10 08:00", ["Hôm nay là hạn cuối."]),
        ("2023-06-11 08:00", []),
        ("2023-06-12 08:00", ["Đã quá hạn 2 ngày."]),
        ("2023-07-21 08:00", ["Đã quá hạn 41 ngày."]),
        ("2023-07-24 08:00", []),
    ],
)
@pytest.mark.both_engines
async def test_after_days_away_one_summary_says_what_still_matters(
    alliance: Alliance, back: str, heard: list[str]
) -> None:
    await registered(alliance)
    await ticks(alliance.world, "2023-06-01 17:00", back, back.replace("08:00", "15:00"))

    assert said(alliance.hoa) == heard


async def test_away_over_tet_the_nearest_rung_comes_on_the_first_working_day(
    world: World,
) -> None:
    world.clock.move_to(local("2023-01-19 09:00"))
    organisation_id, code = await world.organisation("lai-chau-2023")
    officer = await world.officer(code)
    await world.unit(organisation_id, "LĐLĐ huyện Tam Đường")
    hoa = await world.manager(officer, "LĐLĐ huyện Tam Đường", "Nguyễn Văn Hòa")

    # Fourteen days before 10/2 is Friday 27/1, the first working day after Tết.
    await ticks(world, *(f"2023-01-{day} 08:00" for day in (20, 21, 24, 26)))
    assert reminders(hoa) == []
    await ticks(world, "2023-01-30 08:00")

    assert said(hoa) == ["Còn 11 ngày."]


@pytest.mark.both_engines
async def test_what_did_not_get_out_by_night_waits_for_the_morning_as_its_one_message(
    alliance: Alliance,
) -> None:
    world, hoa = alliance.world, alliance.hoa
    await registered(alliance)
    await owes(world, "2023-06-07 16:59")
    await ticks(world, "2023-06-07 17:05", "2023-06-07 23:00", "2023-06-08 02:00")
    assert said(hoa) == []
    await ticks(world, "2023-06-08 07:29", "2023-06-08 07:30", "2023-06-08 14:00")

    assert said(hoa) == ["Còn 2 ngày."]


async def test_what_did_not_get_out_before_a_day_with_a_rung_of_its_own_is_said_by_that(
    alliance: Alliance,
) -> None:
    world = alliance.world
    await registered(alliance)
    await owes(world, "2023-06-07 16:59")
    await owes(world, "2023-06-08 16:59")
    await ticks(world, "2023-06-09 08:00", "2023-06-09 14:00")

    assert said(alliance.hoa) == ["Còn 1 ngày."]


async def test_what_did_not_get_out_on_friday_waits_over_the_weekend(alliance: Alliance) -> None:
    world = alliance.world
    await registered(alliance)
    await owes(world, "2023-06-02 16:59")
    await ticks(world, "2023-06-03 08:00", "2023-06-04 09:00")
    assert said(alliance.hoa) == []
    await ticks(world, "2023-06-05 08:00")

    assert said(alliance.hoa) == ["Còn 5 ngày."]


async def test_the_last_days_own_that_missed_its_morning_goes_out_in_the_afternoon(
    alliance: Alliance,
) -> None:
    world = alliance.world
    await registered(alliance)
    await owes(world, "2023-06-10 11:29")
    await ticks(world, "2023-06-10 12:00")
    assert said(alliance.hoa) == []
    await ticks(world, "2023-06-10 13:30")

    assert said(alliance.hoa) == ["Hôm nay là hạn cuối."]


async def test_an_officers_nudge_that_was_kept_back_comes_the_next_day_in_working_hours(
    alliance: Alliance,
) -> None:
    world, officer, hoa = alliance.world, alliance.officer, alliance.hoa
    await registered(alliance)
    await ticks(world, "2023-05-26 08:00", "2023-05-30 16:00")
    await officer.sends("/chuanop")
    await officer.taps("Báo cáo sơ kết 6 tháng: 3")
    officer.person.tap("Nhắc các đơn vị này (3)")
    assert world.app.poller is not None
    await world.app.poller.receive_once(timeout=0)
    await world.app.dispatcher.handle_waiting()
    before = len(hoa.read)
    await ticks(world, "2023-05-31 03:00")
    assert len(hoa.read) == before
    await ticks(world, "2023-05-31 08:00")

    assert len(hoa.read) == before + 1
    assert "Lò Thị Mai" in hoa.last


async def test_a_person_of_the_evening_gets_what_was_kept_back_the_next_evening(
    alliance: Alliance,
) -> None:
    world, hoa = alliance.world, alliance.hoa
    await registered(alliance)
    await hoa.sends("/caidat")
    await hoa.taps("19:00")
    await owes(world, "2023-06-07 20:59")
    await ticks(world, "2023-06-07 21:00", "2023-06-08 08:00", "2023-06-08 18:59")
    assert said(hoa) == []
    await ticks(world, "2023-06-08 19:00")

    assert said(hoa) == ["Còn 2 ngày."]


@pytest.mark.both_engines
async def test_two_planners_at_once_owe_everybody_once(alliance: Alliance) -> None:
    world = alliance.world
    await registered(alliance)
    world.clock.move_to(local("2023-06-02 08:00"))

    await asyncio.gather(*(world.app.tick() for _ in range(4)))
    await world.settle()

    assert [len(reminders(phone)) for phone in (alliance.hoa, alliance.pao)] == [1, 1]


@pytest.mark.parametrize("back", ["2023-06-09 07:00", "2023-06-08 08:00", "2023-05-09 08:00"])
@pytest.mark.both_engines
async def test_a_clock_set_back_and_forward_again_repeats_nothing(
    alliance: Alliance, back: str
) -> None:
    world = alliance.world
    await registered(alliance)
    await ticks(world, "2023-06-09 08:00")
    month = "2023-05-11 08:00", "2023-05-26 08:00", "2023-06-02 08:00", "2023-06-07 08:00"
    await ticks(world, back, *(day for day in month if day > back), "2023-06-09 08:00")
    await ticks(world, "2023-06-10 08:00")

    assert said(alliance.hoa) == ["Còn 1 ngày.", "Hôm nay là hạn cuối."]


async def test_started_again_the_program_plans_before_it_sends(
    alliance: Alliance, tmp_path: Path
) -> None:
    world = alliance.world
    await registered(alliance)
    await hand_in(alliance.pao)
    await owes(world, "2023-06-07 16:59")
    world.clock.move_to(local("2023-06-08 02:00"))
    world.app.stop()
    await world.app.run()

    assert said(alliance.hoa) == []
    await starts_again(world, tmp_path)
    assert await came_on(alliance, alliance.hoa, 8) == [8]
