"""An amended plan held against the one in force: which dates move, what is added and dropped."""

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from bot.rules.errors import RuleViolation
from bot.rules.folding import fold
from bot.rules.plans import Actor, Kind, ObligationDraft, PlanDraft
from bot.rules.scopes import scope_of

NAMELESS = frozenset({Kind.EVENT, Kind.OTHER, Kind.QUARTERLY_REPORT, Kind.MONTHLY_REPORT})
"""A plan may ask for several unlike things of these kinds; of the others, one is the same one."""

ALIKE = 0.6
"""How much of two titles must agree for one to be the other reworded."""

# "Ngày 10 tháng 6" is a day, "6 tháng" is half a year: neither says which month a report is of.
_PERIOD = re.compile(r"(?<!\d )\b(?:thang \d{1,2}|quy (?:[ivx]+|\d))\b(?:/\d{4}\b)?")


class NothingChanged(RuleViolation):
    """The amended plan says what the one in force says."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An obligation in force, by id, that the amended plan has too, at `place`."""

    id: int
    before: ObligationDraft
    after: ObligationDraft
    place: int

    @property
    def is_changed(self) -> bool:
        return self.before != self.after

    @property
    def is_moved(self) -> bool:
        """Whether another day or hour counts."""
        return _counting(self.before) != _counting(self.after)

    @property
    def is_rescoped(self) -> bool:
        """Whether it is asked of other units."""
        return not scope_of(self.before).is_same(scope_of(self.after))


@dataclass(frozen=True, slots=True)
class PlanChanges:
    """What an amended plan does to the obligations of the one in force."""

    kept: tuple[Kept, ...]
    added: tuple[ObligationDraft, ...]
    dropped: tuple[tuple[int, ObligationDraft], ...]

    @property
    def moved(self) -> tuple[Kept, ...]:
        return tuple(each for each in self.kept if each.is_moved)

    @property
    def rescoped(self) -> tuple[Kept, ...]:
        return tuple(each for each in self.kept if each.is_rescoped)

    @property
    def reworded(self) -> tuple[Kept, ...]:
        said = (each for each in self.kept if each.is_changed)
        return tuple(each for each in said if not each.is_moved and not each.is_rescoped)

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.dropped or any(each.is_changed for each in self.kept))

    @property
    def touched(self) -> tuple[int, ...]:
        """The obligations of units that another day counts for, or that are asked no more."""
        moved = (each.id for each in self.moved if each.after.actor is Actor.UNIT)
        dropped = (id_ for id_, before in self.dropped if before.actor is Actor.UNIT)
        return (*moved, *dropped)

    @property
    def mark(self) -> int:
        """A number that differs where the changes do: what was shown can be told from it."""
        return zlib.crc32(repr(self).encode())


def compare(
    before: Sequence[tuple[int, ObligationDraft]], after: Sequence[ObligationDraft]
) -> PlanChanges:
    """Hold what is asked afterwards against what is in force.

    One thing is another reworded only where its kind and who must do it are the same, and never
    where one is of another month or quarter.
    """
    pairs: dict[int, int] = {}
    for likely in (_same_title, _only_one_left, _alike):
        likely(before, after, pairs)
    kept = tuple(
        Kept(*before[at], after=after[place], place=place) for place, at in sorted(pairs.items())
    )
    dropped = [each for at, each in enumerate(before) if at not in pairs.values()]
    added = [each for place, each in enumerate(after) if place not in pairs]
    return PlanChanges(kept, tuple(added), tuple(dropped))


def as_collected(draft: PlanDraft, kept: Iterable[Kept]) -> PlanDraft:
    """The amended plan, with what its document cannot say taken from the plan in force.

    Where it names nobody, it is asked of the same units; it is collected as it was.
    """
    items = [*draft.obligations]
    for each in kept:
        before, after = each.before, items[each.place]
        scope = scope_of(before) if scope_of(after).is_all else scope_of(after)
        items[each.place] = replace(
            after,
            blocs=scope.blocs,
            unit_types=scope.types,
            signed_counts=before.signed_counts,
            ladder=before.ladder,
        )
    return replace(draft, obligations=tuple(items))


Before = Sequence[tuple[int, ObligationDraft]]


def _same_title(before: Before, after: Sequence[ObligationDraft], pairs: dict[int, int]) -> None:
    # Of two with one title, one may be of some units and one of others: those that agree in more
    # find each other first.
    for scope_counts, day_counts in ((True, True), (True, False), (False, True), (False, False)):
        for place, new in enumerate(after):
            if place in pairs:
                continue
            for at in _free(before, new, pairs):
                old = before[at][1]
                if (
                    fold(old.title) == fold(new.title)
                    and (not scope_counts or scope_of(old).is_same(scope_of(new)))
                    and (not day_counts or _counting(old) == _counting(new))
                ):
                    pairs[place] = at
                    break


def _only_one_left(before: Before, after: Sequence[ObligationDraft], pairs: dict[int, int]) -> None:
    for place, new in enumerate(after):
        if place in pairs or new.kind in NAMELESS:
            continue
        others = [
            each for at, each in enumerate(after) if at not in pairs and _sort(each) == _sort(new)
        ]
        free = _free(before, new, pairs)
        if len(free) == len(others) == 1 and _may_be_same(before[free[0]][1], new):
            pairs[place] = free[0]


def _alike(before: Before, after: Sequence[ObligationDraft], pairs: dict[int, int]) -> None:
    near = [
        (_likeness(before[at][1], new), place, at)
        for place, new in enumerate(after)
        if place not in pairs
        for at in _free(before, new, pairs)
    ]
    for likeness, place, at in sorted(near, reverse=True):
        if likeness >= ALIKE and place not in pairs and at not in pairs.values():
            pairs[place] = at


def _free(before: Before, new: ObligationDraft, pairs: dict[int, int]) -> list[int]:
    """What of the same sort is not taken yet."""
    taken = set(pairs.values())
    return [
        at for at, (_, old) in enumerate(before) if at not in taken and _sort(old) == _sort(new)
    ]


def _sort(obligation: ObligationDraft) -> tuple[Kind, Actor]:
    return obligation.kind, obligation.actor


def _may_be_same(one: ObligationDraft, other: ObligationDraft) -> bool:
    """Whether they are not of two different months or quarters."""
    periods, others = _periods(one), _periods(other)
    return periods == others or not (periods and others)


def _likeness(one: ObligationDraft, other: ObligationDraft) -> float:
    """How much of two titles agrees; nothing where they are not of the same period.

    The periods do not count: they would make any two months of one report nearly alike.
    """
    if _periods(one) != _periods(other):
        return 0.0
    this, that = (_PERIOD.sub("", fold(each.title)) for each in (one, other))
    return SequenceMatcher(None, this, that).ratio()


def _periods(obligation: ObligationDraft) -> frozenset[str]:
    """The months and quarters that a title names."""
    return frozenset(_PERIOD.findall(fold(obligation.title)))


def _counting(obligation: ObligationDraft) -> object:
    deadline = obligation.deadline
    return None if deadline is None else (deadline.last_day, deadline.hour)
