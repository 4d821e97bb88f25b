"""Who has not: the counts, the units by bloc, and what a nudge did."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.rules.deadlines import NO_DATES, OwnDates, Term, TermBasis
from bot.rules.obligations import Obligation
from bot.rules.promises import Promise, is_in_peace
from bot.rules.units import NO_BLOC


@dataclass(frozen=True, slots=True)
class MissingUnit:
    """A unit that has not done an obligation; `returned` when it had, and it was sent back,
    `unsigned` when it has but for the signed copy.

    `reachable` when somebody who joined for it has not blocked the bot. `own` are days given to it
    alone, `term` what they make of the last day where they count; `promise` is a day it named.
    """

    id: int
    name: str
    bloc_id: int | None
    bloc: str
    joined: bool
    reachable: bool
    returned: bool
    unsigned: bool = False
    own: OwnDates = NO_DATES
    term: Term | None = None
    promise: Promise | None = None
    asked_since: datetime | None = None

    def came_after(self, term: Term) -> bool:
        """Whether it was entered, or came to be asked, once that was over: nobody asks it then."""
        return self.asked_since is not None and self.asked_since >= term.closes_at


@dataclass(frozen=True, slots=True)
class Tally:
    """An obligation with how many units have not done it, of how many."""

    obligation: Obligation
    term: Term | None
    missing: int
    units: int


@dataclass(frozen=True, slots=True)
class Missing:
    """An obligation with the units that have not done it, by bloc."""

    obligation: Obligation
    term: Term | None
    units: tuple[MissingUnit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Nudge:
    """What a nudge did: people it goes to, people reminded earlier today, units without anyone,
    and how many units were left in peace because they promised a day that is still to come, or
    were given more time."""

    people: int
    already: int
    unreachable: tuple[str, ...]
    promised: int = 0
    extended: int = 0


def has_more_time(unit: MissingUnit, today: date) -> bool:
    """Whether the unit was given a later last day, and that is still ahead."""
    term = unit.term
    return term is not None and term.basis is TermBasis.EXTENSION and today < term.last_day


def to_nudge(missing: Missing, units: Iterable[MissingUnit], today: date) -> list[MissingUnit]:
    """Those of the units that are not left in peace until the day they promised."""
    return [
        unit for unit in units if not is_in_peace(unit.promise, unit.term or missing.term, today)
    ]


def in_bloc(units: Iterable[MissingUnit], bloc_id: int) -> list[MissingUnit]:
    """The units of one bloc: 0 means all of them, NO_BLOC those that belong to none."""
    wanted = None if bloc_id == NO_BLOC else bloc_id
    return [unit for unit in units if not bloc_id or unit.bloc_id == wanted]


def by_bloc(units: Iterable[MissingUnit]) -> list[tuple[int, str, int]]:
    """Every bloc among the units with its name ("" for none) and how many units, in order."""
    counts: dict[int, tuple[str, int]] = {}
    for unit in units:
        key = NO_BLOC if unit.bloc_id is None else unit.bloc_id
        name, count = counts.get(key, (unit.bloc, 0))
        counts[key] = (name, count + 1)
    return [(key, name, count) for key, (name, count) in counts.items()]
