"""The hour at which something is to be sent, as officers type it, and what speaks against it."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.rules.dates import NoSuchDay, NotADate, read_date
from bot.rules.deadlines import Calendar
from bot.rules.errors import RuleViolation
from bot.rules.folding import fold, untelex
from bot.rules.reminders import may_send

MORNING, AFTERNOON = time(8), time(14)
"""What is offered: half an hour after people have come, when their desks are cleared."""

MOST_AHEAD = timedelta(days=400)
LATE = timedelta(hours=1)

_CLOCK = r"(?P<h>\d{1,2}) ?(?:[:hg]|gio) ?(?P<m>\d{1,2})?(?: ?(?:phut|p))?"
_HOUR = re.compile(
    rf"(?:\b(?:vao )?luc )?(?<![\d/.-]){_CLOCK}(?! ?[/.-] ?\d)(?![\da-z])"
    r"(?: (?P<part>sang|trua|chieu|toi))?"
)
# «tối» apart from the hour may as well be «tới»: next week, next Friday.
_PART = re.compile(r"\b(?:vao )?(?:buoi )?(sang|trua|chieu)\b")
_NOON = 12
_FORENOON = 10


class NoHour(RuleViolation):
    """A day was typed without the hour."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class MomentPassed(RuleViolation):
    """The moment lies behind, or so far ahead that it must be a slip."""

    def __init__(self, moment: datetime, *, ahead: bool) -> None:
        super().__init__(moment)
        self.moment = moment
        self.ahead = ahead


@dataclass(frozen=True, slots=True)
class Misgiving:
    """What speaks against a moment: it is out of hours, or its day is not worked."""

    out_of_hours: bool
    closed: bool

    @property
    def is_none(self) -> bool:
        return not (self.out_of_hours or self.closed)


def read_moment(text: str, now: datetime) -> datetime:
    """The moment a person means: "8:00 15/6", "mai 9h", "14h30 thứ sáu", "9h sáng mai", "9h".

    `now` is local, and so is the moment given. Without a day it is the next time the clock shows
    that hour. Raises NotADate, NoSuchDay, NoHour, MomentPassed.
    """
    typed = fold(untelex(text))
    hour = _HOUR.search(typed)
    if hour is None:
        read_date(text, now.date())
        raise NoHour(text)
    rest = f"{typed[: hour.start()]} {typed[hour.end() :]}"
    part = hour["part"] or next(iter(_PART.findall(rest)), "")
    clock = _time(hour, part, text)
    rest = " ".join(_PART.sub("", rest).split()).strip(" ,.")
    if not rest:
        today = datetime.combine(now.date(), clock, now.tzinfo)
        return check_moment(today if today > now else today + timedelta(days=1), now)
    try:
        day = read_date(rest, now.date())
    except NotADate:
        raise NotADate(text) from None
    return check_moment(datetime.combine(day, clock, now.tzinfo), now)


def check_moment(moment: datetime, now: datetime) -> datetime:
    """The moment, if something can be put off until then. Raises MomentPassed."""
    if moment <= now or moment - now > MOST_AHEAD:
        raise MomentPassed(moment, ahead=moment > now)
    return moment


def offered_moments(now: datetime, calendar: Calendar) -> list[datetime]:
    """Moments to choose from, local: this afternoon if it is to come, the next two mornings on
    which people work, and the afternoon of the first of them."""
    today = now.date()
    next_day = calendar.closed.next_open(today + timedelta(days=1))
    after = calendar.closed.next_open(next_day + timedelta(days=1))
    days = [(today, AFTERNOON)] if today not in calendar.closed else []
    days += [(next_day, MORNING), (next_day, AFTERNOON), (after, MORNING)]
    moments = [datetime.combine(day, clock, calendar.zone) for day, clock in days]
    return [moment for moment in moments if moment > now]


def misgiving(moment: datetime, calendar: Calendar) -> Misgiving:
    """What speaks against sending at that moment."""
    local = moment.astimezone(calendar.zone)
    return Misgiving(not may_send(local, None), local.date() in calendar.closed)


def may_start(due_at: datetime, now: datetime, calendar: Calendar) -> bool:
    """Whether what was due at `due_at` may go out now.

    After an outage nobody is written to at night or on a holiday for it, unless the hour chosen
    was such a one itself.
    """
    if now - due_at <= LATE:
        return now >= due_at
    return misgiving(now, calendar).is_none or not misgiving(due_at, calendar).is_none


def _time(found: re.Match[str], part: str, text: str) -> time:
    hour = int(found["h"])
    # "11h trưa" is before noon, "1h trưa" after it.
    later = hour < _NOON if part in ("chieu", "toi") else part == "trua" and hour < _FORENOON
    try:
        return time(hour + _NOON if later else hour, int(found["m"] or 0))
    except ValueError:
        raise NoSuchDay(text) from None
