"""The form for another name of a unit, and what its people hear of it."""

from dataclasses import dataclass

from bot.callbacks import callback
from bot.messages.forms import cancel_button
from bot.messages.screens import Screen, screen
from bot.rules.dialogues import Draft
from bot.texts import Texts
from storage.units import UnitRow


@callback("oun")
@dataclass(frozen=True, slots=True)
class AskName:
    """Begin to give a unit another name."""

    unit_id: int


def ask_name(t: Texts, draft: Draft, unit: UnitRow) -> Screen:
    """The only question: the new name."""
    return screen(
        t(
            "<b>Rename</b>\n{unit}\n\nPlease type the new name. The present one stays on record: "
            "receipts issued until now keep it, and the unit is still found by it.",
            unit=unit.name,
        ),
        cancel_button(t, draft),
    )


def told_of_renaming(t: Texts, organisation: str, before: str, unit: str) -> Screen:
    """Whoever speaks for the unit hears what it is called from now on."""
    return screen(
        t(
            "<b>{organisation}</b>\n\nThe unit <b>{before}</b> is called <b>{unit}</b> from now "
            "on. Receipts issued until now keep the former name and stay valid.",
            organisation=organisation,
            before=before,
            unit=unit,
        )
    )
