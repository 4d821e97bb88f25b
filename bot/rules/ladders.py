"""On which days before and after the last valid one units are reminded."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.rules.errors import RuleViolation
from bot.rules.folding import fold, untelex

FURTHEST_BEFORE, FURTHEST_AFTER = 120, 90
MOST_RUNGS = 10
"""On either side: who is reminded more often reads nothing any more."""

OFFERED_BEFORE = (30, 14, 10, 7, 5, 3, 2, 1)
OFFERED_AFTER = (1, 3, 7, 14, 21, 28, 35)

_NONE = frozenset({"khong", "khong nhac", "0", "none", "-"})
_BETWEEN = re.compile(r"\s*(?:[,;+&]|\bva\b|\bngay\b|\bdays?\b|\band\b|\s)\s*")


class NotDays(RuleViolation):
    """The text is no list of numbers of days."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class RungTooFar(RuleViolation):
    """More days from the last valid one than `most`."""

    def __init__(self, days: int, most: int) -> None:
        super().__init__(days, most)
        self.days = days
        self.most = most


class TooManyRungs(RuleViolation):
    """More than `most` reminders on one side."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


@dataclass(frozen=True, slots=True)
class Ladder:
    """Days before the last valid one, most first, and days after it, fewest first.

    The last valid day itself belongs to every ladder and is not named.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]


DEFAULT = Ladder(before=(30, 14, 7, 3, 1), after=(1, 3, 7, 14, 21, 28, 35))
"""Days after: three early ones, then four weekly."""


def ladder_of(before: Iterable[int], after: Iterable[int]) -> Ladder:
    """A ladder of these days, each once and in order. Raises RungTooFar, TooManyRungs."""
    ladder = Ladder(tuple(sorted({*before}, reverse=True)), tuple(sorted({*after})))
    for days, most in ((ladder.before, FURTHEST_BEFORE), (ladder.after, FURTHEST_AFTER)):
        for day in days:
            if not 1 <= day <= most:
                raise RungTooFar(day, most)
        if len(days) > MOST_RUNGS:
            raise TooManyRungs(MOST_RUNGS)
    return ladder


def read_days(text: str) -> tuple[int, ...]:
    """Numbers of days as people type them: "30, 14, 7", "3 và 1 ngày"; "không" is none at all.

    The last day itself (0) goes without saying. Raises NotDays for anything that could mean
    something else: a range, a fraction, a date.
    """
    typed = fold(untelex(text)).strip(" .")
    if typed in _NONE:
        return ()
    parts = [part for part in _BETWEEN.split(typed) if part]
    if not parts or not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):
        raise NotDays(text)
    return tuple(int(part) for part in parts if int(part))


def as_kept(ladder: Ladder) -> dict[str, Any]:
    """The ladder as JSON."""
    return {"before": list(ladder.before), "after": list(ladder.after)}


def from_kept(kept: Mapping[str, Any]) -> Ladder:
    """The ladder that `as_kept` gave."""
    return Ladder(tuple(kept["before"]), tuple(kept["after"]))
