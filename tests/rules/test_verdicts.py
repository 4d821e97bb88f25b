"""The truth table of verdicts: what is on time and what is late, to the second, by which rule.

Each term is asked about the last moment that is on time and about the one that closes it. The
closed days are the real ones.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.rules.deadlines import NO_DATES, Calendar, Deadline, Granularity, OwnDates, TermBasis
from bot.rules.reports import Verdict, verdict_of
from storage.workdays import closed_days

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SECOND = timedelta(seconds=1)
DAYS = closed_days(range(2022, 2027))
AS_WRITTEN = Calendar(ZONE, DAYS, shifts=False)
BY_148_5 = Calendar(ZONE, DAYS, shifts=True)

PLAN, EXTENSION, MENDING = TermBasis.PLAN, TermBasis.EXTENSION, TermBasis.MENDING


def by(day: str, hour: time | None = None) -> Deadline:
    """ "chậm nhất ngày …" """
    return Deadline(date.fromisoformat(day), inclusive=True, hour=hour)


def before(day: str, hour: time | None = None) -> Deadline:
    """ "trước ngày …" """
    return Deadline(date.fromisoformat(day), inclusive=False, hour=hour)


def extended(day: str, mend_by: str | None = None) -> OwnDates:
    return OwnDates(date.fromisoformat(day), date.fromisoformat(mend_by) if mend_by else None)


def mending(day: str) -> OwnDates:
    return OwnDates(mend_by=date.fromisoformat(day))


@dataclass(frozen=True)
class Row:
    """A deadline, what was given to the unit, and when it closes, first moment that is late."""

    says: str
    deadline: Deadline | None
    closes: str
    calendar: Calendar = AS_WRITTEN
    own: OwnDates = NO_DATES
    basis: TermBasis = PLAN
    shifted: bool = False


TABLE = (
    Row("the day itself counts to its end", by("2023-02-10"), "2023-02-11 00:00"),
    Row("the day before is the last", before("2022-12-10"), "2022-12-10 00:00"),
    Row("the first of a month, not counted", before("2023-03-01"), "2023-03-01 00:00"),
    Row("an hour ends the day early", by("2023-06-09", time(16, 30)), "2023-06-09 16:30"),
    Row("an hour before a day", before("2023-06-10", time(17)), "2023-06-09 17:00"),
    Row(
        "a month counts to its last day",
        Deadline(date(2023, 11, 30), inclusive=True, granularity=Granularity.MONTH),
        "2023-12-01 00:00",
    ),
    Row(
        "the date in force, not the one written",
        Deadline(date(2022, 2, 28), inclusive=True, in_force=date(2023, 2, 28)),
        "2023-03-01 00:00",
    ),
    Row("a Saturday stays where it is", by("2023-06-10"), "2023-06-11 00:00"),
    Row("a Saturday by 148.5", by("2023-06-10"), "2023-06-13 00:00", BY_148_5, shifted=True),
    Row("a Sunday by 148.5", by("2023-12-10"), "2023-12-12 00:00", BY_148_5, shifted=True),
    Row("a Friday is not moved by 148.5", by("2023-06-09"), "2023-06-10 00:00", BY_148_5),
    Row("before a Sunday stays a Saturday", before("2022-07-10"), "2022-07-10 00:00"),
    Row(
        "before a Sunday by 148.5",
        before("2022-07-10"),
        "2022-07-12 00:00",
        BY_148_5,
        shifted=True,
    ),
    Row("before a Saturday by 148.5", before("2022-12-10"), "2022-12-10 00:00", BY_148_5),
    Row(
        "an hour on a Saturday by 148.5",
        by("2023-06-10", time(16, 30)),
        "2023-06-12 16:30",
        BY_148_5,
        shifted=True,
    ),
    # Tết 2023: off from Friday 20/01 to Thursday 26/01.
    Row("in Tết, as written", by("2023-01-23"), "2023-01-24 00:00"),
    Row("in Tết by 148.5", by("2023-01-23"), "2023-01-28 00:00", BY_148_5, shifted=True),
    # 14/02/2026, a Saturday, to 22/02/2026, a Sunday.
    Row("nine days of Tết", by("2026-02-14"), "2026-02-24 00:00", BY_148_5, shifted=True),
    # Monday 29/04/2024 was swapped with Saturday 04/05/2024, which was worked.
    Row("a Saturday made up", by("2024-05-04"), "2024-05-05 00:00", BY_148_5),
    Row("the day it was made up for", by("2024-04-29"), "2024-05-03 00:00", BY_148_5, shifted=True),
    Row("before a Sunday after it", before("2024-05-05"), "2024-05-05 00:00", BY_148_5),
    # Giỗ Tổ, 10/03 by the moon.
    Row("a holiday amid the week", by("2025-04-07"), "2025-04-08 00:00"),
    Row("the same by 148.5", by("2025-04-07"), "2025-04-09 00:00", BY_148_5, shifted=True),
    Row(
        "more time",
        by("2023-06-10"),
        "2023-06-16 00:00",
        own=extended("2023-06-15"),
        basis=EXTENSION,
    ),
    Row(
        "more time to a Saturday",
        by("2023-06-10"),
        "2023-06-18 00:00",
        own=extended("2023-06-17"),
        basis=EXTENSION,
    ),
    Row(
        "more time to a Saturday by 148.5",
        by("2023-06-10"),
        "2023-06-20 00:00",
        BY_148_5,
        extended("2023-06-17"),
        EXTENSION,
        shifted=True,
    ),
    Row(
        "more time takes the plan's hour away",
        by("2023-06-09", time(16, 30)),
        "2023-06-13 00:00",
        own=extended("2023-06-12"),
        basis=EXTENSION,
    ),
    Row(
        "more time that is less than the plan's",
        by("2023-06-10"),
        "2023-06-11 00:00",
        own=extended("2023-06-09"),
    ),
    Row(
        "more time no later than what 148.5 gives",
        by("2023-06-10"),
        "2023-06-13 00:00",
        BY_148_5,
        extended("2023-06-12"),
        shifted=True,
    ),
    Row(
        "a day to mend",
        by("2023-06-10"),
        "2023-06-20 00:00",
        own=mending("2023-06-19"),
        basis=MENDING,
    ),
    Row(
        "a day to mend that is a Sunday, by 148.5",
        by("2023-06-10"),
        "2023-06-20 00:00",
        BY_148_5,
        mending("2023-06-18"),
        MENDING,
        shifted=True,
    ),
    Row(
        "a day to mend before the plan's",
        before("2023-07-10"),
        "2023-07-10 00:00",
        own=mending("2023-06-19"),
    ),
    Row(
        "a day to mend after more time",
        by("2023-06-10"),
        "2023-06-23 00:00",
        own=extended("2023-06-15", "2023-06-22"),
        basis=MENDING,
    ),
    Row(
        "a day to mend before more time ends",
        by("2023-06-10"),
        "2023-06-23 00:00",
        own=extended("2023-06-22", "2023-06-15"),
        basis=EXTENSION,
    ),
    Row(
        "a day to mend where the plan has none",
        None,
        "2023-06-20 00:00",
        own=mending("2023-06-19"),
        basis=MENDING,
    ),
)


def local(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=ZONE)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.says)
def test_what_is_on_time_is_so_to_the_second_and_by_the_rule_that_gave_the_day(row: Row) -> None:
    term = row.calendar.term(row.deadline, row.own)
    closes = local(row.closes)

    last, first_late = (verdict_of(term, at, at) for at in (closes - SECOND, closes))

    assert last == Verdict(closes - SECOND, closes, False, row.basis, row.shifted)
    assert first_late == Verdict(closes, closes, True, row.basis, row.shifted)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.says)
def test_the_zone_the_moment_is_told_in_decides_nothing(row: Row) -> None:
    term = row.calendar.term(row.deadline, row.own)
    closes = local(row.closes)

    verdicts = [
        verdict_of(term, at.astimezone(UTC), at.astimezone(UTC)) for at in (closes - SECOND, closes)
    ]

    assert [verdict.late for verdict in verdicts] == [False, True]


@pytest.mark.parametrize(
    ("completed", "confirmed", "late"),
    [
        ("2023-06-10 23:59", "2023-06-11 00:30", False),
        ("2023-06-10 22:00", "2023-06-11 00:00", False),
        ("2023-06-10 21:59", "2023-06-11 00:00", True),
        ("2023-06-11 00:00", "2023-06-11 00:30", True),
        ("2023-06-11 00:05", "2023-06-10 23:59", False),
    ],
)
def test_around_midnight_the_last_message_counts_if_confirmed_within_two_hours(
    completed: str, confirmed: str, late: bool
) -> None:
    term = AS_WRITTEN.term(by("2023-06-10"))

    assert verdict_of(term, local(completed), local(confirmed)).late is late


def test_without_a_day_nothing_is_ever_late() -> None:
    at = local("2030-01-01 00:00")

    assert verdict_of(AS_WRITTEN.term(None), at, at) == Verdict(at, None, late=False)
