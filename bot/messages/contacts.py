"""The form for whom to call at a unit: one message with a name and a number."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.forms import cancel_button
from bot.messages.screens import Button, Row, Screen
from bot.rules.dialogues import Draft
from bot.texts import Texts
from storage.units import UnitRow


@callback("ouk")
@dataclass(frozen=True, slots=True)
class AskContact:
    """Begin to say whom to call at a unit."""

    unit_id: int


@callback("oukx")
@dataclass(frozen=True, slots=True)
class DropContact:
    """There is nobody to call any more."""

    draft_id: int
    version: int


def contact_lines(t: Texts, unit: UnitRow) -> list[str | Markup]:
    """Whom to call though they may never have joined; nothing where nobody is known."""
    if not unit.phone:
        return [t("To call: {name}, number not known", name=unit.contact)] if unit.contact else []
    if not unit.contact:
        return [t("To call: {phone}", phone=unit.phone)]
    return [t("To call: {name}, {phone}", name=unit.contact, phone=unit.phone)]


def ask_contact(t: Texts, draft: Draft, unit: UnitRow, name: str) -> Screen:
    """The only question: name and number; the number alone once a `name` is typed."""
    head = t("<b>Whom to call</b>\n{unit}", unit=unit.name)
    lines: list[str | Markup] = [head, "", *contact_lines(t, unit)]
    if name:
        lines.append(
            t("Name taken down: <b>{name}</b>. Please type the telephone number.", name=name)
        )
    else:
        lines.append(
            t(
                "Please type a name and a telephone number in one message, for example "
                "<i>Nguyễn Văn An 0912 345 678</i>."
            )
        )
    rows: list[Row] = []
    if unit.phone or unit.contact:
        gone = DropContact(draft.id, draft.version)
        rows.append((Button(t.plain("Take this contact out"), gone),))
    rows.append((cancel_button(t, draft),))
    return Screen(t.join(lines), tuple(rows))
