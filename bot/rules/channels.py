"""Which way something came to the alliance, and when, where an officer enters it."""

import re
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from bot.rules.dates import NoSuchDay, NotADate, read_date
from bot.rules.errors import RuleViolation
from bot.rules.folding import fold, untelex

NOON = time(12)
LONGEST_AGO = timedelta(days=366)
LONGEST_MEANT = timedelta(days=122)
"""How far back a day without a year may lie: "20/6" typed on 12/6 is a slip, not last year's."""

LONGEST_NOTE = 1000

_HOUR = re.compile(
    r"(?:\b(?:vao )?luc )?(?<![\d/.-])(?P<h>\d{1,2}) ?(?::|h|gio|g) ?(?P<m>\d{1,2})?"
    r"(?: ?(?:phut|p))?(?![\d/a-z]|[.-]\d)"
)
_AHEAD = re.compile(r"\b(?:(?:tuan|thang|nam) (?:sau|toi)|nua|mai|toi)\b")
_BACK = (timedelta(days=6), timedelta(days=30), timedelta(days=364))
"""How far back to stand so that a weekday, a day of the month, a day of the year lies behind."""


class Channel(StrEnum):
    """`bot`: the unit sent it here itself; else an officer entered what came another way."""

    BOT = "bot"
    PAPER = "paper"
    ZALO = "zalo"
    EMAIL = "email"


class NotPastDay(RuleViolation):
    """The day it is said to have come lies ahead, or more than a year back."""

    def __init__(self, day: date, *, ahead: bool) -> None:
        super().__init__(day)
        self.day = day
        self.ahead = ahead


def read_coming(text: str, today: date) -> tuple[date, time | None]:
    """The day on which something came, as an officer types it, and the hour where it is typed.

    "9/6", "9/6 16:30", "hôm qua 16h", "thứ sáu": the nearest such day that has begun. Raises
    NotADate, NoSuchDay, NotPastDay.
    """
    typed = fold(untelex(text))
    hour = _HOUR.search(typed)
    rest = typed if hour is None else f"{typed[: hour.start()]} {typed[hour.end() :]}"
    try:
        day = _past_day(" ".join(rest.split()).strip(" ,"), today)
    except NotADate:
        raise NotADate(text) from None
    return check_coming(day, today), None if hour is None else _time(hour, text)


def check_coming(day: date, today: date) -> date:
    """The day, if something entered today may have come on it. Raises NotPastDay."""
    if day > today or today - day > LONGEST_AGO:
        raise NotPastDay(day, ahead=day > today)
    return day


def _past_day(typed: str, today: date) -> date:
    day = read_date(typed, today)
    if day <= today or _AHEAD.search(typed):
        return day
    earlier = (read_date(typed, today - back) for back in _BACK)
    return next((each for each in earlier if timedelta() <= today - each <= LONGEST_MEANT), day)


def _time(hour: re.Match[str], text: str) -> time:
    try:
        return time(int(hour["h"]), int(hour["m"] or 0))
    except ValueError:
        raise NoSuchDay(text) from None


def came_at(day: date, hour: time | None, zone: tzinfo, now: datetime) -> datetime:
    """The moment that counts for what came on this local day, at this local hour if it is known.

    Without an hour it is noon: late for no deadline that ends with a day, and the day alone is
    shown. Never later than `now`.
    """
    return min(datetime.combine(day, hour or NOON, zone), now)
