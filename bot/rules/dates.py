"""Dates as people type them: "10/6", "mung 3", "thứ 6 tuần sau", "cuối tháng". Day first."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count

from bot.rules.errors import RuleViolation
from bot.rules.folding import fold, untelex

YEARS = range(1900, 2200)
MONTHS_A_YEAR = 12
DAYS_A_WEEK = 7

_DAYS_FROM_TODAY = {
    **dict.fromkeys(("hom nay", "ngay hom nay", "bua nay", "nay", "today"), 0),
    **dict.fromkeys(("mai", "ngay mai", "hom mai", "sang mai", "chieu mai", "tomorrow"), 1),
    **dict.fromkeys(("mot", "ngay mot", "ngay kia", "kia"), 2),
    **dict.fromkeys(("hom qua", "ngay hom qua"), -1),
    "hom kia": -2,
}
_WEEKDAYS = {
    **{str(number): number - 2 for number in range(2, 8)},
    **{"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5, "chu nhat": 6, "cn": 6},
}
_WEEKDAY = r"(?:thu ?(?P<thu>[2-7]|hai|ba|tu|nam|sau|bay)|(?P<cn>chu nhat|cn))"
_DATED = r"(?P<d>\d{1,2})"
_Y = r"(?P<y>\d{4}|\d\d)"
_MONTH = rf"(?:(?P<which>nay|sau|toi)|(?P<m>\d{{1,2}})(?:(?: ?[/.-] ?|,? (?:nam )?){_Y})?)"


class NotADate(RuleViolation):
    """The text names no day that can be understood."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class NoSuchDay(RuleViolation):
    """The text names a day that no calendar has: 31/6, 29/2/2023, 10/13."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def read_date(text: str, today: date) -> date:
    """The day that a person means on `today`; raises `NotADate` or `NoSuchDay`.

    A missing year or month gives the nearest occurrence from `today` on, today included. A year of
    two digits is 20xx. "giữa tháng" is the 15th and "cuối năm" 31/12 (Bộ luật Dân sự, Điều 146);
    weeks begin on Monday. "mùng" is read by the solar calendar.
    """
    typed = fold(untelex(text)).strip(" .,;!?")
    if typed in _DAYS_FROM_TODAY:
        return today + timedelta(days=_DAYS_FROM_TODAY[typed])
    for pattern, meaning in _FORMS:
        if found := pattern.fullmatch(typed):
            try:
                return meaning(found, today)
            except ValueError:
                raise NoSuchDay(text) from None
            except _Unclear:
                break
    raise NotADate(text)


class _Unclear(Exception):
    """A form fits, but what stands in it is no date."""


def _numeric(found: re.Match[str], today: date) -> date:
    day, month, year = int(found["d"]), int(found["m"]), found["y"]
    return date(_year(year), month, day) if year else _next_day_and_month(day, month, today)


def _iso(found: re.Match[str], today: date) -> date:
    return date(_year(found["y"]), int(found["m"]), int(found["d"]))


def _in_words(found: re.Match[str], today: date) -> date:
    if found["which"]:
        first = _month_from(today, 0 if found["which"] == "nay" else 1)
        return first.replace(day=int(found["d"]))
    return _numeric(found, today)


def _day_alone(found: re.Match[str], today: date) -> date:
    day = int(found["d"])
    if not 1 <= day <= 31:
        raise ValueError
    for ahead in count():
        first = _month_from(today, ahead)
        if day <= _length(first) and first.replace(day=day) >= today:
            return first.replace(day=day)
    raise AssertionError


def _weekday(found: re.Match[str], today: date) -> date:
    wanted = _WEEKDAYS[found["thu"] or found["cn"]]
    monday = today - timedelta(days=today.weekday())
    if found["when"] == "tuan nay":
        return monday + timedelta(days=wanted)
    if found["when"] in {"tuan sau", "tuan toi", "sau"}:
        return monday + timedelta(days=DAYS_A_WEEK + wanted)
    from_day = today + timedelta(days=1) if found["when"] == "toi" else today
    return from_day + timedelta(days=(wanted - from_day.weekday()) % DAYS_A_WEEK)


def _part_of_month(found: re.Match[str], today: date) -> date:
    month = found["m"]
    if month and found["y"]:
        first = date(_year(found["y"]), int(month), 1)
        return first.replace(day=_part(found["part"], first))
    if month:
        return _next_part(found["part"], int(month), today)
    first = _month_from(today, 1 if found["which"] in {"sau", "toi"} else 0)
    return first.replace(day=_part(found["part"], first))


def _part_of_year(found: re.Match[str], today: date) -> date:
    year = today.year + (found["which"] in {"sau", "toi"})
    if found["y"]:
        year = _year(found["y"])
    return {"dau": date(year, 1, 1), "giua": date(year, 6, 30)}.get(
        found["part"], date(year, MONTHS_A_YEAR, 31)
    )


def _from_now(found: re.Match[str], today: date) -> date:
    return today + timedelta(days=int(found["n"]) * (DAYS_A_WEEK if found["unit"] == "tuan" else 1))


def _next_day_and_month(day: int, month: int, today: date) -> date:
    """This year's or the next; 29/2 in a year far from a leap year is no such day."""
    if month == 2 and day == 29 and monthrange(today.year, 2)[1] < day:
        return date(today.year + 1, month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)


def _next_part(part: str, month: int, today: date) -> date:
    first = date(today.year, month, 1)
    day = first.replace(day=_part(part, first))
    if day >= today:
        return day
    first = date(today.year + 1, month, 1)
    return first.replace(day=_part(part, first))


def _part(part: str, first: date) -> int:
    return {"dau": 1, "giua": 15}.get(part, _length(first))


def _length(first: date) -> int:
    return monthrange(first.year, first.month)[1]


def _month_from(today: date, ahead: int) -> date:
    months = today.year * MONTHS_A_YEAR + today.month - 1 + ahead
    return date(months // MONTHS_A_YEAR, months % MONTHS_A_YEAR + 1, 1)


def _year(digits: str) -> int:
    year = 2000 + int(digits) if len(digits) == 2 else int(digits)
    if year not in YEARS:
        raise _Unclear
    return year


_LED_BY = rf"(?:{_WEEKDAY},? ?)?(?:vao )?(?:ngay )?"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date]], ...] = tuple(
    (re.compile(pattern, re.ASCII), meaning)
    for pattern, meaning in (
        (rf"{_LED_BY}{_DATED} ?(?P<s>[/.-]) ?(?P<m>\d{{1,2}})(?: ?(?P=s) ?{_Y})?", _numeric),
        (r"(?P<y>\d{4})([/.-])(?P<m>\d{1,2})\2(?P<d>\d{1,2})", _iso),
        (rf"{_LED_BY}(?:mung |mong )?{_DATED} ?thang ?{_MONTH}", _in_words),
        (rf"(?:ngay )?(?:mung |mong |ngay ){_DATED}", _day_alone),
        (rf"(?:vao )?{_WEEKDAY}(?: (?P<when>tuan nay|tuan sau|tuan toi|nay|sau|toi))?", _weekday),
        (rf"(?P<part>dau|giua|cuoi|het) thang(?: ?{_MONTH})?", _part_of_month),
        (rf"(?P<part>dau|giua|cuoi|het) nam(?: (?:(?P<which>nay|sau|toi)|{_Y}))?", _part_of_year),
        (r"(?P<n>\d{1,3}) (?P<unit>ngay|tuan) nua", _from_now),
    )
)


def in_year(day: date, year: int) -> date:
    """The same day of another year; of 29 February the 28th where that year has none."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=year, day=28) if is_leap_day else day.replace(year=year)
