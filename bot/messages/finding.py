"""Units found by the name an officer typed."""

from collections.abc import Sequence

from bot.messages.paging import A_PAGE, short
from bot.messages.screens import Button, Row, Screen
from bot.messages.units import ListBlocs, OpenUnit
from bot.texts import Texts
from storage.units import UnitRow


def units_found(t: Texts, units: Sequence[UnitRow]) -> Screen:
    """Those whose names hold the words, each with a button; the first of many."""
    rows: list[Row] = [(Button(_label(t, unit), OpenUnit(unit.id)),) for unit in units[:A_PAGE]]
    rows.append((Button(t.plain("Blocs and units"), ListBlocs()),))
    found = t.n("{count} unit of such a name:", "{count} units of such a name:", len(units))
    return Screen(found, tuple(rows))


def _label(t: Texts, unit: UnitRow) -> str:
    if unit.stopped_on is None:
        return short(unit.name)
    return t.plain("{unit} (no longer working)", unit=short(unit.name, 50))
