"""Registering on a unit's behalf: by which way it came, and on which day."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.channels import CHANNELS
from bot.messages.duty_records import receipt_number
from bot.messages.forms import cancel_button
from bot.messages.paging import lines_within
from bot.messages.receipts import verdict_line
from bot.messages.record_buttons import open_button, review_row
from bot.messages.registrations import registration_lines
from bot.messages.screens import Button, Row, Screen, screen
from bot.messages.units import OpenUnit
from bot.rules.channels import Channel
from bot.rules.dialogues import Draft
from bot.rules.receipts import ReceiptView
from bot.rules.registrations import RegistrationDraft
from bot.rules.reviews import RecordKind, RecordRef
from bot.texts import N_, Texts

WAYS = {
    Channel.PAPER: N_("Registered for the unit: received on paper on {day}"),
    Channel.ZALO: N_("Registered for the unit: received by Zalo on {day}"),
    Channel.EMAIL: N_("Registered for the unit: received by email on {day}"),
}


@callback("gh")
@dataclass(frozen=True, slots=True)
class CameBy:
    """It came this way; `channel` is the value of one."""

    draft_id: int
    channel: str


@callback("gj")
@dataclass(frozen=True, slots=True)
class CameAgo:
    """It came today (0) or yesterday (1)."""

    draft_id: int
    days: int


@callback("gw")
@dataclass(frozen=True, slots=True)
class AskWay:
    """Ask once more how and when it came."""

    draft_id: int


def ask_way(t: Texts, draft: Draft, unit: str, title: str) -> Screen:
    """By which way the unit's registration came."""
    return screen(
        t(
            "<b>Register for the unit</b>\n{unit}\n{title}\n\nBy which way did it come?",
            unit=unit,
            title=title,
        ),
        tuple(
            Button(t.plain(label), CameBy(draft.id, channel.value))
            for channel, label in CHANNELS.items()
        ),
        cancel_button(t, draft),
    )


def ask_coming(t: Texts, draft: Draft, unit: str) -> Screen:
    """On which day it came, which decides on time or late."""
    return screen(
        t(
            "<b>Register for the unit</b>\n{unit}\n\nOn which day did it come? That day decides "
            "whether it is on time. Please choose, or type it, for example <i>9/2</i> or "
            "<i>9/2 16:30</i>.",
            unit=unit,
        ),
        (
            Button(t.plain("Today"), CameAgo(draft.id, 0)),
            Button(t.plain("Yesterday"), CameAgo(draft.id, 1)),
        ),
        Button(t.plain("Another way"), AskWay(draft.id)),
        cancel_button(t, draft),
    )


def way_line(t: Texts, channel: Channel, day: date) -> Markup:
    """How and when it came, above the form."""
    return t(WAYS[channel], day=t.day(day))


def below_way(t: Texts, draft: Draft, line: Markup, below: Screen) -> Screen:
    """A screen of the form below how and when it came, which may still be changed."""
    change = (Button(t.plain("Change how it came"), AskWay(draft.id)),)
    rows = (*below.rows[:-1], change, *below.rows[-1:])
    return Screen(t.join([line, "", Markup(below.html)]), rows)  # noqa: S704


def entered_for(
    t: Texts, receipt: ReceiptView, line: Markup, registered: RegistrationDraft, people: int
) -> Screen:
    """It is registered: the verdict, who of the unit hears of it, and the officer's answers."""
    told = (
        t.n("{count} person is being told.", "{count} people are being told.", people)
        if people
        else t("Nobody has joined for the unit; the receipt is kept.")
    )
    title, unit = receipt.obligation.title, receipt.unit
    lines: list[str | Markup] = [
        t("<b>Sent: {title}</b>\n{unit}", title=title, unit=unit),
        line,
        verdict_line(t, receipt.verdict.closes_at, late=receipt.verdict.late),
        t("Receipt No. {number}", number=receipt_number(receipt.number)),
        told,
        "",
        *lines_within(t, registration_lines(t, registered)),
    ]
    rows: list[Row] = []
    if receipt.registration_id is not None:
        ref = RecordRef(RecordKind.REGISTRATION, receipt.registration_id)
        rows += [review_row(t, ref), (open_button(t, ref),)]
    rows.append((Button(t.plain("Open the unit"), OpenUnit(receipt.unit_id)),))
    return Screen(t.join(lines), tuple(rows))
