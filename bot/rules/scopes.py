"""Whom an obligation is asked of: all units, or those of some blocs, of some types, or of both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from zlib import crc32

from bot.rules.errors import RuleViolation
from bot.rules.folding import fold
from bot.rules.plans import Actor, ObligationDraft, PlanDraft


class UnknownScope(RuleViolation):
    """An obligation is asked of blocs or types that the organisation does not have."""

    def __init__(self, title: str, names: tuple[str, ...]) -> None:
        super().__init__(title, names)
        self.title = title
        self.names = names


class ScopeKind(StrEnum):
    """By what units are chosen."""

    BLOC = "b"
    TYPE = "t"


@dataclass(frozen=True, slots=True)
class Scope:
    """Blocs and types by name; a unit has to be of one of each kind that is named at all."""

    blocs: tuple[str, ...] = ()
    types: tuple[str, ...] = ()

    @property
    def is_all(self) -> bool:
        """Whether every unit is asked."""
        return not (self.blocs or self.types)

    def has(self, bloc: str, type_: str) -> bool:
        """Whether a unit of this bloc and type is asked."""
        return (not self.blocs or is_among(bloc, self.blocs)) and (
            not self.types or is_among(type_, self.types)
        )

    def is_same(self, other: "Scope") -> bool:
        """Whether both name the same, in whatever order and writing."""
        return _folded(self.blocs) == _folded(other.blocs) and _folded(self.types) == _folded(
            other.types
        )


ALL = Scope()


@dataclass(frozen=True, slots=True)
class Known:
    """The blocs and types of an organisation, and how many of its units there are of each pair."""

    blocs: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    units: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def count(self, scope: Scope) -> int:
        """How many units the scope has."""
        return sum(count for (bloc, type_), count in self.units.items() if scope.has(bloc, type_))


def scope_of(item: ObligationDraft) -> Scope:
    """Whom a draft asks."""
    return Scope(item.blocs, item.unit_types)


def unknown_in(scope: Scope, known: Known) -> tuple[str, ...]:
    """The names in a scope that the organisation does not have."""
    blocs = (name for name in scope.blocs if not is_among(name, known.blocs))
    types = (name for name in scope.types if not is_among(name, known.types))
    return (*blocs, *types)


def check_scopes(draft: PlanDraft, known: Known) -> None:
    """Raise UnknownScope for the first obligation that is asked of somebody unknown."""
    for item in draft.obligations:
        names = unknown_in(scope_of(item), known)
        if names and item.actor is Actor.UNIT:
            raise UnknownScope(item.title, names)


def is_among(name: str, names: Iterable[str]) -> bool:
    """Whether it is one of the names, written with accents or without."""
    return bool(name) and fold(name) in _folded(names)


def mark_of(name: str) -> int:
    """A number by which a button names a bloc or a type, however the list around it changes."""
    return crc32(fold(name).encode())


def choices_in(item: ObligationDraft, known: Known) -> list[tuple[ScopeKind, str, bool]]:
    """What can be ticked or is, blocs first; also what an obligation names and nobody knows."""
    found = []
    for kind, named, there in (
        (ScopeKind.BLOC, item.blocs, known.blocs),
        (ScopeKind.TYPE, item.unit_types, known.types),
    ):
        strange = [name for name in named if not is_among(name, there)]
        found += [(kind, name, is_among(name, named)) for name in (*there, *strange)]
    return found


def toggled(item: ObligationDraft, known: Known, kind: ScopeKind, mark: int) -> Scope:
    """The scope with one more bloc or type, or one less; the same when the mark is of none."""
    scope = scope_of(item)
    for each, name, is_ticked in choices_in(item, known):
        if each is kind and mark_of(name) == mark:
            named = scope.blocs if kind is ScopeKind.BLOC else scope.types
            kept = tuple(other for other in named if fold(other) != fold(name))
            changed = kept if is_ticked else (*kept, name)
            if kind is ScopeKind.BLOC:
                return Scope(changed, scope.types)
            return Scope(scope.blocs, changed)
    return scope


def _folded(names: Iterable[str]) -> set[str]:
    return {fold(name) for name in names}
