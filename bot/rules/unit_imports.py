"""What a list of units would do, as values: rows that are no unit, units to add and to change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

from bot.rules.errors import RuleViolation
from bot.rules.folding import fold
from bot.rules.unit_sheets import Field


class Doubt(StrEnum):
    """What is wrong with a row or with one of its fields."""

    HIDDEN = "hidden"
    NO_NAME = "no_name"
    MERGED_NAME = "merged_name"
    FORMULA_NAME = "formula_name"
    NAME_TOO_LONG = "name_too_long"
    NOT_A_NAME = "not_a_name"
    STOPPED = "stopped"
    SAME_ROW = "same_row"
    ALIKE = "alike"
    FORMULA = "formula"
    TOO_LONG = "too_long"
    PHONE = "phone"
    HEADS_BLOC = "heads_bloc"
    BLOC_ALIKE = "bloc_alike"


@dataclass(frozen=True, slots=True)
class Finding:
    """A doubt about a row; `said` is the cell, the row or the name it is about.

    `name` is what the row calls the unit, `field` what was not taken of it.
    """

    row: int
    doubt: Doubt
    name: str = ""
    said: str = ""
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a sheet may say of a unit; "" where it says nothing."""

    name: str
    bloc: str = ""
    type: str = ""
    contact: str = ""
    phone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit as it is here; `heads` names the year from now on in which it heads its bloc.

    It is known by its `former` names, too, unless another unit is called so now.
    """

    id: int
    facts: Facts
    heads: int | None = None
    former: tuple[str, ...] = ()
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What the organisation has: an import was checked against exactly this."""

    units: tuple[KnownUnit, ...] = ()
    blocs: tuple[str, ...] = ()
    types: tuple[str, ...] = ()

    @property
    def working(self) -> tuple[KnownUnit, ...]:
        """The units that were not stopped."""
        return tuple(unit for unit in self.units if not unit.stopped)

    def by_name(self) -> dict[str, KnownUnit]:
        """The units by every folded name they are known by."""
        former = {fold(name): unit for unit in self.units for name in unit.former}
        return former | {fold(unit.facts.name): unit for unit in self.units}


@dataclass(frozen=True, slots=True)
class Choice:
    """What an officer decided about a sheet: take hidden rows, take names that look alike."""

    hidden: bool = False
    alike: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """A unit to be made, and the row that asks for it."""

    row: int
    facts: Facts


@dataclass(frozen=True, slots=True)
class Changed:
    """A unit to be changed: before and after, by field."""

    row: int
    unit_id: int
    name: str
    changes: tuple[tuple[Field, str, str], ...]


@dataclass(frozen=True, slots=True)
class Import:
    """What would happen. `refused` rows are not taken at all; `warnings` are about taken ones."""

    blocs: tuple[str, ...] = ()
    added: tuple[Added, ...] = ()
    changed: tuple[Changed, ...] = ()
    unchanged: tuple[tuple[int, str], ...] = ()
    refused: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.added or self.changed)

    @property
    def mark(self) -> str:
        """The same for the same doings, whatever is said about them."""
        doings = repr((self.blocs, self.added, self.changed))
        return sha256(doings.encode()).hexdigest()[:32]

    def refused_for(self, doubt: Doubt) -> int:
        """How many rows are not taken for this reason."""
        return sum(finding.doubt is doubt for finding in self.refused)


@dataclass(frozen=True, slots=True)
class Alike:
    """Which names each new name resembles: those of units there are or of other new ones; the
    same of blocs."""

    units: Mapping[str, Sequence[str]] = field(default_factory=dict)
    blocs: Mapping[str, Sequence[str]] = field(default_factory=dict)


class UnitsMoved(RuleViolation):
    """The units are no longer as they were when the sheet was checked."""
