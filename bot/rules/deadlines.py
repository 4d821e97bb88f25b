"""When a duty ends: dates as written, the last valid day, the moment of closing."""

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class Granularity(StrEnum):
    """How exactly a plan names the day: "tháng 12/2023" is a month, its last day counts."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day as written: "chậm nhất ngày 10/6" includes the day, "trước ngày 10/7" does not.

    `written` never changes. Where the source is plainly wrong, an officer's `in_force` date stands
    beside it. `hour` is local and ends the last day early ("trước 16h30").
    """

    written: date
    inclusive: bool
    hour: time | None = None
    granularity: Granularity = Granularity.DAY
    in_force: date | None = None

    @property
    def day(self) -> date:
        """The date that counts, still as the wording has it ("trước ngày 10/7" gives 10/7)."""
        return self.in_force or self.written

    @property
    def last_day(self) -> date:
        """The last valid day by the wording alone, weekends and holidays not considered."""
        return self.day if self.inclusive else self.day - ONE_DAY


class ClosedDays:
    """Weekends and holidays of one organisation, with the Saturdays made up by work taken out."""

    def __init__(self, holidays: Set[date], workdays: Set[date] = frozenset()) -> None:
        self._holidays = holidays
        self._workdays = workdays

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date) or day in self._workdays:
            return False
        return day.weekday() >= SATURDAY or day in self._holidays

    def last_open(self, day: date) -> date:
        """The day itself if it is worked, else the nearest earlier day that is."""
        while day in self:
            day -= ONE_DAY
        return day

    def next_open(self, day: date) -> date:
        """The day itself if it is worked, else the nearest later day that is."""
        while day in self:
            day += ONE_DAY
        return day


def working_days_after(day: date, count: int, closed: ClosedDays) -> date:
    """The working day that is `count` of them after the day; the day itself is not counted."""
    for _ in range(count):
        day = closed.next_open(day + ONE_DAY)
    return day


class TermBasis(StrEnum):
    """What a last valid day rests on: the plan, time granted to a unit, or time to mend."""

    PLAN = "plan"
    EXTENSION = "extension"
    MENDING = "mending"


@dataclass(frozen=True, slots=True)
class OwnDates:
    """Days given to one unit alone, each still valid itself; `set_at` when the last was given."""

    extended_to: date | None = None
    mend_by: date | None = None
    set_at: datetime | None = None


NO_DATES = OwnDates()


@dataclass(frozen=True, slots=True)
class Term:
    """A deadline as one organisation applies it: the last valid day and the moment after it.

    `shifted` tells that the last day moved to the next working day because the organisation
    applies Điều 148 khoản 5 of Bộ luật Dân sự 2015; `closed` that the last day is not worked.
    Where the `basis` is not the plan, the day was given to one unit; `deadline` stays the plan's.
    """

    deadline: Deadline
    last_day: date
    closes_at: datetime
    shifted: bool
    closed: bool
    basis: TermBasis = TermBasis.PLAN
    granted: date | None = None

    @property
    def unshifted(self) -> date:
        """The last valid day before Điều 148 khoản 5 moved it."""
        return self.granted or self.deadline.last_day

    def is_over(self, now: datetime) -> bool:
        """Whether something handed in at `now` (aware) is late."""
        return now >= self.closes_at

    def days_left(self, today: date) -> int:
        """Days from `today` (local) to the last valid day: 0 on that day, negative after it."""
        return (self.last_day - today).days


def term_of(deadline: Deadline, closed: ClosedDays, zone: tzinfo, *, shifts: bool) -> Term:
    """Apply a deadline: `shifts` is the organisation's choice on Điều 148 khoản 5.

    A term without an hour closes at 24:00 of its last valid day, local time (Điều 148 khoản 3).
    """
    last_day = closed.next_open(deadline.last_day) if shifts else deadline.last_day
    return Term(
        deadline=deadline,
        last_day=last_day,
        closes_at=_closing(last_day, deadline.hour, zone),
        shifted=last_day != deadline.last_day,
        closed=last_day in closed,
    )


def _closing(day: date, hour: time | None, zone: tzinfo) -> datetime:
    if hour is not None:
        return datetime.combine(day, hour, zone)
    return datetime.combine(day + ONE_DAY, time.min, zone)


@dataclass(frozen=True, slots=True)
class Calendar:
    """How one organisation counts days: its zone, its closed days, its choice on Điều 148.5."""

    zone: tzinfo
    closed: ClosedDays
    shifts: bool

    def term(self, deadline: Deadline | None, own: OwnDates = NO_DATES) -> Term | None:
        """The deadline as this organisation applies it; None stays None («chưa ấn định»).

        A day given to a unit alone counts where it is later than the plan's.
        """
        term = None if deadline is None else self._applied(deadline)
        for basis, day in (
            (TermBasis.EXTENSION, own.extended_to),
            (TermBasis.MENDING, own.mend_by),
        ):
            if day is None:
                continue
            given = self._applied(Deadline(day, inclusive=True))
            if term is None or given.last_day > term.last_day:
                written = deadline or given.deadline
                term = replace(given, deadline=written, basis=basis, granted=day)
        return term

    def _applied(self, deadline: Deadline) -> Term:
        return term_of(deadline, self.closed, self.zone, shifts=self.shifts)

    def today(self, now: datetime) -> date:
        """The local day of a moment."""
        return now.astimezone(self.zone).date()
