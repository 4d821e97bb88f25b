"""How people do: what each will do on which day of the year, drawn by lot from a seed."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto


class Deed(Enum):
    """What somebody does on a day."""

    HAND_IN = auto()
    BLOCK = auto()
    COME_BACK = auto()
    HAND_OVER = auto()
    PROMISE = auto()
    WAIT = auto()


@dataclass(frozen=True)
class Act:
    """Somebody of a unit does something about a duty (by its place among the unit's duties)."""

    unit: int
    deed: Deed
    duty: int = 0


Diary = dict[date, list[Act]]

HABITS = (
    # of a hundred, days from the last valid one between which they hand in
    (35, -45, -8),
    (25, -7, -1),
    (10, 0, 0),
    (18, 1, 30),
)
"""The rest never do."""


def diary(chances: random.Random, units: int, last_days: list[date]) -> Diary:
    """What all units do, day by day."""
    days: Diary = {}
    for unit in range(units):
        for place, last_day in enumerate(last_days):
            for act, day in _about(chances, unit, place, last_day):
                days.setdefault(day, []).append(act)
    return days


def _about(chances: random.Random, unit: int, place: int, last_day: date) -> list[tuple[Act, date]]:
    lot, acts = chances.randrange(100), []
    for share, earliest, latest in HABITS:
        if lot < share:
            day = last_day + timedelta(days=chances.randint(earliest, latest))
            acts.append((Act(unit, Deed.HAND_IN, place), day))
            break
        lot -= share
    if chances.random() < 0.08:
        day = last_day + timedelta(days=chances.randint(-25, 10))
        acts.append((Act(unit, Deed.PROMISE, place), day))
    if chances.random() < 0.08:
        day = last_day + timedelta(days=chances.randint(-29, -2))
        acts.append((Act(unit, Deed.WAIT, place), day))
    if chances.random() < 0.05:
        day = last_day + timedelta(days=chances.randint(-35, 20))
        acts += (Act(unit, Deed.BLOCK), day), (Act(unit, Deed.COME_BACK), day + timedelta(days=9))
    if chances.random() < 0.03:
        day = last_day + timedelta(days=chances.randint(-20, 10))
        acts.append((Act(unit, Deed.HAND_OVER), day))
    return acts
