"""Days that a line names: "10/6", "mùng 10", "thứ 6 tuần sau", "mai". Day first."""

import re
from dataclasses import dataclass
from datetime import date

from bot.rules.dates import NoSuchDay, NotADate, in_year, read_date
from bot.rules.folding import fold, untelex

_LONGEST = 300
_MEASURES = r"ty|ti|tr|trieu|nghin|ngan|ha|tan|ta|kg|nguoi|diem"
_WEEKDAY = r"(?:thu[ ]?(?:[2-7]|hai|ba|tu|nam|sau|bay)|chu[ ]nhat|cn)"
_WHICH = r"(?:tuan[ ]nay|tuan[ ]sau|tuan[ ]toi|nay|sau|toi)"
_NEAR = r"hom[ ]nay|bua[ ]nay|(?:ngay|hom|sang|chieu)[ ]mai|ngay[ ]mot|ngay[ ]kia|hom[ ]qua"
_SAID = re.compile(
    rf"""
    (?P<dated>(?<![\d/.,])\d{{1,2}}[ ]?(?P<s>[/.-])[ ]?\d{{1,2}}
        (?:[ ]?(?P=s)[ ]?(?P<y>\d{{4}}|\d\d))?(?![\d%/])(?![ ]?(?:{_MEASURES})\b))
    | (?P<words>\b(?:mung|mong|ngay)[ ]\d{{1,2}}(?![\d./-])
        (?P<month>[ ]?thang[ ]?\d{{1,2}}(?![\d])(?:[ ](?:nam[ ])?(?P<year>\d{{4}}))?)?(?![ ]ngay))
    | (?P<relative>
        (?<!dot[ ])(?<!lan[ ])(?<!quy[ ])\b{_WEEKDAY}\b(?:[ ]{_WHICH})?
        | \b(?:{_NEAR})\b
        | (?<!thuong[ ])(?<!chi[ ])(?<!co[ ])(?<!ban[ ])(?<!anh[ ])\bmai\b
        | \b(?:dau|giua|cuoi|het)[ ]thang(?:[ ](?:nay|sau|toi)|[ ]?\d{{1,2}}(?!\d))?
        | \b\d{{1,2}}[ ](?:ngay|tuan)[ ]nua)
    """,
    re.VERBOSE,
)

_DESCRIBES = re.compile(r"(?:\bla|\broi(?: dung)?(?: vao)?|\bvao|\bnham|\btrung) $")
"""Behind these a weekday only tells of the day before it: «10/6 rơi vào thứ 7»."""


@dataclass(frozen=True, slots=True)
class SaidDay:
    """A day as somebody said it: the date meant from today on, and how much of it was said.

    `has_month` is false for "mùng 10"; `is_exact` is true where a year was written, or where the
    day was said from today ("mai", "thứ 6 tuần sau"): then no other year or month is meant.
    """

    on: date
    has_month: bool = True
    is_exact: bool = False
    is_relative: bool = False

    def near(self, other: date) -> date:
        """The day meant that is nearest to another one, where no year was said."""
        if self.is_exact:
            return self.on
        years = (in_year(self.on, other.year + step) for step in (-1, 0, 1))
        return min(years, key=lambda day: abs(day - other))

    def may_be(self, day: date) -> bool:
        """Whether what was said may mean this day."""
        if self.is_exact:
            return self.on == day
        return self.on.day == day.day and (not self.has_month or self.on.month == day.month)


def days_said(text: str, today: date) -> tuple[SaidDay, ...]:
    """The days a text names, in its order; shares, amounts and impossible dates are none."""
    found: list[SaidDay] = []
    folded = fold(untelex(text[:_LONGEST]))
    for match in _SAID.finditer(folded):
        try:
            on = read_date(match[0], today)
        except (NotADate, NoSuchDay):
            continue
        is_relative = match["relative"] is not None
        has_month = match["words"] is None or match["month"] is not None
        has_year = bool(match["y"] or match["year"])
        said = SaidDay(on, has_month, is_relative or has_year, is_relative)
        describes = bool(found) and _DESCRIBES.search(folded[: match.start()]) is not None
        if not describes and not any(_is_no_other(said, first) for first in found):
            found.append(said)
    return tuple(found)


def days_named(text: str) -> list[str]:
    """The days with their month that a text names, as "10/6"; none that is said from today."""
    any_day = date(2000, 1, 1)
    said = [day for day in days_said(text, any_day) if day.has_month and not day.is_relative]
    return [f"{day.on.day}/{day.on.month}" for day in said]


def names_day(folded: str) -> bool:
    """Whether a folded text names a day, whichever it is."""
    return _SAID.search(folded) is not None


def _is_no_other(said: SaidDay, first: SaidDay) -> bool:
    """Whether it only says once more what was named before: «10/7 … cả ngày 10»."""
    return said == first or (not said.has_month and said.on.day == first.on.day)
