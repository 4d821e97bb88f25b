"""«Đã nhận»: who has said to have received a notice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.rules.errors import RuleViolation


@dataclass(frozen=True, slots=True)
class UnitReceipt:
    """A unit that a notice is for. It has acknowledged when one of its people has, in the version
    that stands; `reached` when the notice arrived with one of them, `joined` when it has any."""

    unit_id: int
    unit: str
    bloc: str
    acknowledged: bool
    reached: bool
    joined: bool


@dataclass(frozen=True, slots=True)
class BlocReceipts:
    """Of how many units of a bloc ("" for none) how many have acknowledged."""

    bloc: str
    units: int
    acknowledged: int


@dataclass(frozen=True, slots=True)
class Receipts:
    """How a notice that asks for receipts stands, unit by unit, in the order of blocs."""

    units: tuple[UnitReceipt, ...]

    @property
    def acknowledged(self) -> int:
        return sum(unit.acknowledged for unit in self.units)

    @property
    def missing(self) -> tuple[UnitReceipt, ...]:
        """The units that have not acknowledged."""
        return tuple(unit for unit in self.units if not unit.acknowledged)

    @property
    def can_be_called(self) -> bool:
        """Whether somebody is there to be called again."""
        return any(unit.reached for unit in self.missing)

    @property
    def blocs(self) -> tuple[BlocReceipts, ...]:
        return tuple(_by_bloc(self.units))


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A person's receipt. `is_current` unless the notice was corrected since they read it."""

    at: datetime
    is_current: bool


class NoReceiptAsked(RuleViolation):
    """The notice asks for no receipt, or was withdrawn."""


def _by_bloc(units: Iterable[UnitReceipt]) -> Iterable[BlocReceipts]:
    blocs: dict[str, list[UnitReceipt]] = {}
    for unit in units:
        blocs.setdefault(unit.bloc, []).append(unit)
    for bloc, of_bloc in blocs.items():
        yield BlocReceipts(bloc, len(of_bloc), sum(unit.acknowledged for unit in of_bloc))
