"""The hour at which something is to be sent."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.dates import NoSuchDay, NotADate
from bot.rules.deadlines import Calendar, ClosedDays
from bot.rules.schedules import (
    MomentPassed,
    NoHour,
    check_moment,
    may_start,
    misgiving,
    offered_moments,
    read_moment,
)

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
CALENDAR = Calendar(LOCAL, ClosedDays(frozenset()), shifts=False)
NOW = datetime(2023, 1, 30, 8, 0, tzinfo=LOCAL)
"""A Monday."""


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("8:00 15/6", "2023-06-15 08:00"),
        ("15/6 lúc 8h", "2023-06-15 08:00"),
        ("vào lúc 8h ngày 15/6", "2023-06-15 08:00"),
        ("7 giờ 30 phút ngày 15/6/2023", "2023-06-15 07:30"),
        ("mai 9h", "2023-01-31 09:00"),
        ("9h sáng mai", "2023-01-31 09:00"),
        ("3 giờ chiều mai", "2023-01-31 15:00"),
        ("chiều thứ 6 lúc 2h", "2023-02-03 14:00"),
        ("14h30 thứ sáu", "2023-02-03 14:30"),
        ("7h30 sang thu 2 tuan sau", "2023-02-06 07:30"),
        ("8h thứ sáu tới", "2023-02-03 08:00"),
        ("20h toi nay", "2023-01-30 20:00"),
        ("11h trưa mai", "2023-01-31 11:00"),
        ("1h trưa mai", "2023-01-31 13:00"),
        ("9h", "2023-01-30 09:00"),
        ("7:00", "2023-01-31 07:00"),
    ],
)
def test_a_moment_is_read_as_people_type_it(typed: str, meant: str) -> None:
    assert read_moment(typed, NOW) == at(meant)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("15/6", NoHour),
        ("mai", NoHour),
        ("hôm nào đó", NotADate),
        ("8h hôm nào đó", NotADate),
        ("25h mai", NoSuchDay),
        ("8h 31/6", NoSuchDay),
        ("7h hôm nay", MomentPassed),
        ("8h 15/6/2022", MomentPassed),
        ("8h 15/6/2025", MomentPassed),
    ],
)
def test_what_is_no_moment_to_come_is_refused(typed: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_moment(typed, NOW)


@given(st.integers(0, 365 * 24 * 60))
def test_every_moment_offered_is_to_come_and_within_working_hours(minutes: int) -> None:
    now = NOW + timedelta(minutes=minutes)

    offered = offered_moments(now, CALENDAR)

    assert offered == sorted(offered)
    assert len(offered) >= 3
    for moment in offered:
        assert check_moment(moment, now) == moment
        assert misgiving(moment, CALENDAR).is_none


@pytest.mark.parametrize(
    ("moment", "out_of_hours", "closed"),
    [
        ("2023-01-31 08:00", False, False),
        ("2023-01-31 12:00", True, False),
        ("2023-02-05 08:00", False, True),
        ("2023-02-05 19:00", True, True),
    ],
)
def test_what_speaks_against_an_hour_is_said(moment: str, out_of_hours: bool, closed: bool) -> None:
    found = misgiving(at(moment), CALENDAR)

    assert (found.out_of_hours, found.closed) == (out_of_hours, closed)


@pytest.mark.parametrize(
    ("due", "now", "starts"),
    [
        ("2023-01-31 08:00", "2023-01-31 07:59", False),
        ("2023-01-31 08:00", "2023-01-31 08:00", True),
        ("2023-01-31 19:00", "2023-01-31 19:30", True),
        # The bot was away: at night and on a Sunday nobody is written to for it.
        ("2023-01-31 08:00", "2023-01-31 23:00", False),
        ("2023-02-03 08:00", "2023-02-05 09:00", False),
        ("2023-02-03 08:00", "2023-02-06 07:30", True),
        # The officer chose such an hour: then one like it does no harm.
        ("2023-02-04 19:00", "2023-02-05 19:00", True),
    ],
)
def test_after_an_outage_a_notice_waits_for_working_hours(due: str, now: str, starts: bool) -> None:
    assert may_start(at(due), at(now), CALENDAR) is starts


def test_a_moment_given_in_another_zone_is_the_same() -> None:
    moment = at("2023-01-31 08:00").astimezone(ZoneInfo("UTC"))

    assert misgiving(moment, CALENDAR).is_none
    assert check_moment(moment, NOW) - NOW == timedelta(days=1)
