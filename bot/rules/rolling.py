"""Next year's plan out of this year's: every day a year on, what is not known yet left blank."""

import re
from calendar import isleap, monthrange
from dataclasses import replace
from datetime import date

from bot.rules.deadlines import Deadline, Granularity
from bot.rules.errors import RuleViolation
from bot.rules.plans import ObligationDraft, Phase, PlanDraft, ProgrammeItem

# Without a year a slash alone makes a day of it: "29.2" may be a figure.
_LEAP_DAY = re.compile(
    r"(?<!\d)29(?P<month>(?: ?/ ?| ?[.-] ?(?=0?2 ?[.-] ?\d{4})| tháng )0?2(?!\d))"
    r"(?:(?P<before>(?: ?[/.-] ?| năm ))(?P<year>\d{4})(?!\d))?"
)


class SameYear(RuleViolation):
    """The plan is of that year itself."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


def rolled(plan: PlanDraft, year: int) -> PlanDraft:
    """The plan as a draft for another year.

    Phases, blocs, rules, programme, whom each duty is asked of and how it is collected stay. Number
    and day of issue, the days honoured, and the faults of the document are of its own year. Raises
    SameYear.
    """
    if year == plan.year:
        raise SameYear(year)
    on = _Years(plan.year, year)
    return replace(
        plan,
        slug=on.slug(plan.slug),
        title=on.words(plan.title),
        theme=on.words(plan.theme),
        year=year,
        number="",
        issued_on=None,
        issued_written="",
        phases=tuple(on.phase(each) for each in plan.phases),
        obligations=tuple(on.obligation(each) for each in plan.obligations),
        programme=tuple(on.line(each) for each in plan.programme),
        anniversaries=(),
        faults=(),
    )


class _Years:
    """Moves days, and the years in words, from one year of a plan to another."""

    def __init__(self, old: int, new: int) -> None:
        self._old, self._by = old, new - old
        # The years around a plan's own are those it may speak of: its end, the year it looks back.
        self._near = {str(old + n): str(new + n) for n in (-1, 0, 1)}
        self._named = re.compile(
            rf"(?<!\d)(?:(\d{{4}})( ?[-–] ?)(\d{{4}})|{'|'.join(self._near)})(?!\d)"
        )

    def words(self, text: str, year: int | None = None) -> str:
        """The text of another year; days in it that name none are of `year`, else of the plan's."""
        moved = self._named.sub(self._moved, text)
        of = year or self._old + self._by
        return _LEAP_DAY.sub(lambda found: _existing(found, of), moved)

    def _moved(self, found: re.Match[str]) -> str:
        if found[1] is None:
            return self._near[found[0]]
        first, last = int(found[1]), int(found[3])
        # "Năm học 2023-2024" is the plan's own; "giai đoạn 2021-2025" is of several, and stays.
        if last - first == 1 and self._old in (first, last):
            return f"{first + self._by}{found[2]}{last + self._by}"
        return found[0]

    def slug(self, slug: str) -> str:
        moved = self.words(slug)
        return moved if moved != slug else f"{slug}-{self._old + self._by}"

    def day(self, day: date | None, granularity: Granularity = Granularity.DAY) -> date | None:
        if day is None:
            return None
        last = monthrange(day.year, day.month)[1]
        most = monthrange(day.year + self._by, day.month)[1]
        # "Tháng 2" ends with its last day, whichever that is.
        is_end = granularity is not Granularity.DAY and day.day == last
        number = most if is_end else min(day.day, most)
        return date(day.year + self._by, day.month, number)

    def deadline(self, deadline: Deadline | None) -> Deadline | None:
        if deadline is None:
            return None
        written = deadline.written
        if deadline.in_force is not None and written.year not in (self._old, self._old + 1):
            # The document had the wrong year: what an officer set instead is what was meant.
            written = deadline.in_force
        moved = self.day(written, deadline.granularity)
        assert moved is not None
        return replace(deadline, written=moved, in_force=None)

    def obligation(self, item: ObligationDraft) -> ObligationDraft:
        deadline = self.deadline(item.deadline)
        # Nothing quotes a document yet: without its clause a date is the officer's to change.
        return replace(
            item,
            title=self.words(item.title),
            deadline=deadline,
            written=self.words(item.written, deadline.written.year if deadline else None),
            starts_on=self.day(item.starts_on),
            clause="",
        )

    def phase(self, phase: Phase) -> Phase:
        return replace(
            phase,
            title=self.words(phase.title),
            starts_on=self.day(phase.in_force_starts_on or phase.starts_on),
            ends_on=self.day(phase.in_force_ends_on or phase.ends_on),
            written=self.words(phase.written),
            in_force_starts_on=None,
            in_force_ends_on=None,
        )

    def line(self, item: ProgrammeItem) -> ProgrammeItem:
        return replace(item, title=self.words(item.title))


def _existing(found: re.Match[str], year: int) -> str:
    """A day written as 29/2, as the last of the February there is."""
    if isleap(int(found["year"] or year)):
        return found[0]
    return f"28{found['month']}{found['before'] or ''}{found['year'] or ''}"
