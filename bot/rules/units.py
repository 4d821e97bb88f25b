"""Blocs and units as values."""

from dataclasses import dataclass
from datetime import date

from bot.rules.channels import NotPastDay, read_coming
from bot.rules.dates import NotADate
from bot.rules.errors import RuleViolation

NO_BLOC = -1
"""Stands for the units that belong to no bloc."""

TYPE_LENGTH = 60
UNIT_NOTE_LENGTH = 500
REASON_LENGTH = 200

DATE_WORDS = 5
"""So many words may a day have that is typed before the reason: «ngày 30 tháng 6»."""


@dataclass(frozen=True, slots=True)
class BlocSize:
    """A bloc with how many units it has and for how many of them somebody speaks."""

    id: int
    name: str
    units: int
    joined: int


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a pasted list: names made, names there already, names over the length."""

    made: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    too_long: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherUnit:
    """A unit that another one became a part of, or the other way round."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class UnitPast:
    """What was of a unit: names it had until a day, units merged into it, what it became itself,
    whether anything was ever handed in."""

    former: tuple[tuple[str, date], ...] = ()
    merged: tuple[OtherUnit, ...] = ()
    became: OtherUnit | None = None
    handed_in: bool = False


class UnitStopped(RuleViolation):
    """The unit is recorded as stopped: nothing is asked of it and nobody joins."""

    def __init__(self, unit: str, since: date) -> None:
        super().__init__(unit, since)
        self.unit = unit
        self.since = since


class DayAhead(RuleViolation):
    """The day on which a unit is said to have stopped is still to come."""

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day


class SeatEnded(RuleViolation):
    """Nobody holds this seat any more."""


def names_in(text: str) -> list[str]:
    """The names in a typed or pasted text, one a line, without the marks of a list."""
    lines = (line.strip().lstrip("-•*+ \t").strip() for line in text.splitlines())
    return [line for line in lines if line]


def read_stop(text: str, today: date) -> tuple[date, str]:
    """The day on which a unit stopped, as it is typed, and the reason behind it, if any.

    "30/6 Giải thể theo Quyết định 12". Raises NotADate, NoSuchDay, NotPastDay, DayAhead.
    """
    words = text.split()
    for length in range(min(DATE_WORDS, len(words)), 0, -1):
        try:
            day, hour = read_coming(" ".join(words[:length]).rstrip(":,;-–"), today)
        except NotADate:
            continue
        except NotPastDay as error:
            if error.ahead:
                raise DayAhead(error.day) from None
            raise
        if hour is None:
            return day, " ".join(words[length:]).lstrip(":,;-– ")
    raise NotADate(text)
