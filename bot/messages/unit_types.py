"""The form for what sort of organisation a unit is: chosen from those in use, or typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.callbacks import callback
from bot.messages.forms import cancel_button
from bot.messages.paging import short
from bot.messages.screens import Button, Row, Screen
from bot.rules.dialogues import Draft
from bot.texts import Texts
from storage.units import UnitRow

MOST_OFFERED = 20


@callback("ouy")
@dataclass(frozen=True, slots=True)
class AskType:
    """Begin to say what sort of organisation a unit is."""

    unit_id: int


@callback("ouyc")
@dataclass(frozen=True, slots=True)
class ChooseType:
    """Take one of the types offered, by its place in the form."""

    draft_id: int
    version: int
    place: int


@callback("ouyx")
@dataclass(frozen=True, slots=True)
class DropType:
    """The unit is of no type."""

    draft_id: int
    version: int


def ask_type(t: Texts, draft: Draft, unit: UnitRow, offered: Sequence[str]) -> Screen:
    """The only question: which type."""
    lines = [
        t("<b>Type of unit</b>\n{unit}", unit=unit.name),
        "",
        *([t("Type: {type}", type=unit.type)] if unit.type else []),
        t("Please choose the type, or type another one. Notices may be sent to one type alone."),
    ]
    rows: list[Row] = [
        (Button(short(type_), ChooseType(draft.id, draft.version, place)),)
        for place, type_ in enumerate(offered[:MOST_OFFERED])
    ]
    if unit.type:
        rows.append((Button(t.plain("Take the type out"), DropType(draft.id, draft.version)),))
    rows.append((cancel_button(t, draft),))
    return Screen(t.join(lines), tuple(rows))
