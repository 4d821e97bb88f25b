"""Blocs and units as values."""

from dataclasses import dataclass

from bot.rules.errors import RuleViolation

NO_BLOC = -1
"""Stands for the units that belong to no bloc."""

TYPE_LENGTH = 60
UNIT_NOTE_LENGTH = 500


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


class SeatEnded(RuleViolation):
    """Nobody holds this seat any more."""


def names_in(text: str) -> list[str]:
    """The names in a typed or pasted text, one a line, without the marks of a list."""
    lines = (line.strip().lstrip("-•*+ \t").strip() for line in text.splitlines())
    return [line for line in lines if line]
