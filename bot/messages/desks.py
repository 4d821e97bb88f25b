"""Whom units may ask, as officers see and change it; what cannot be kept of it, in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.desk_lines import LABELS, card_lines
from bot.messages.forms import cancel_button
from bot.messages.paging import short
from bot.messages.phrases import unheard_row
from bot.messages.screens import Button, Row, Screen, screen
from bot.messages.units import ListBlocs
from bot.rules import desks
from bot.rules.desks import MOST_DESKS, Desk, Detail
from bot.rules.dialogues import Draft
from bot.texts import N_, Texts


@callback("owl")
@dataclass(frozen=True, slots=True)
class ListDesks:
    """Show whom units may ask."""


@callback("owo")
@dataclass(frozen=True, slots=True)
class OpenDesk:
    """Show one of them."""

    desk_id: int


@callback("owa")
@dataclass(frozen=True, slots=True)
class AddDesk:
    """Begin to name somebody more."""


@callback("owd")
@dataclass(frozen=True, slots=True)
class AskDetail:
    """Begin to type a detail."""

    desk_id: int
    detail: str


@callback("owc")
@dataclass(frozen=True, slots=True)
class ClearDetail:
    """Give the detail that is asked for no more."""

    draft_id: int
    version: int


@callback("owf")
@dataclass(frozen=True, slots=True)
class PutFirst:
    """Name this one before the others."""

    desk_id: int


@callback("owx")
@dataclass(frozen=True, slots=True)
class AskDrop:
    """Ask before taking one out."""

    desk_id: int


@callback("owy")
@dataclass(frozen=True, slots=True)
class DropDesk:
    """Let units ask this one no more."""

    desk_id: int


ASKED = {
    Detail.NAME: N_("Please type the name, for example <i>Nguyễn Văn An</i>."),
    Detail.ROLE: N_("Please type the role, for example <i>Chuyên viên Ban Kiểm tra – Thi đua</i>."),
    Detail.PHONE: N_("Please type the telephone number, for example <i>0912 345 678</i>."),
    Detail.EMAIL: N_("Please type the e-mail address, for example <i>thidua@lmhtx.vn</i>."),
    Detail.ZALO: N_(
        "Please type the Zalo number, or the link of a group, for example <i>zalo.me/g/abc123</i>."
    ),
    Detail.ADDRESS: N_(
        "Please type the address where paper is handed in, for example <i>Phòng 203, số 12 Trần "
        "Phú</i>."
    ),
    Detail.PURPOSE: N_(
        "Please type what they are to be asked about, with commas, for example <i>thi đua, báo "
        "cáo</i>. Whoever asks about it is given this contact first."
    ),
}


def desks_screen(t: Texts, organisation: str, known: Sequence[Desk]) -> Screen:
    """All of them with what units read, each with a button."""
    lines: list[str | Markup] = [
        t("<b>Contacts for units</b>\n{organisation}", organisation=organisation),
        "",
        t("Whoever asks the bot for a phone number, address or whom to see is told this."),
    ]
    if not known:
        lines += ["", t("None is set yet: units are told whom the plan names, if it names one.")]
    rows: list[Row] = []
    for desk in known:
        lines += ["", *card_lines(t, desk)]
        rows.append((Button(short(desk.title, 40), OpenDesk(desk.id)),))
    if len(known) < MOST_DESKS:
        rows.append((Button(t.plain("Add a contact"), AddDesk()),))
    rows.append(unheard_row(t))
    rows.append((Button(t.plain("Blocs and units"), ListBlocs()),))
    return Screen(t.join(lines), tuple(rows))


def desk_screen(t: Texts, desk: Desk, *, is_first: bool) -> Screen:
    """One of them: what units read, and a button for each detail."""
    buttons = [
        Button(
            ("✓ " if desk.detail(which) else "") + t.plain(label), AskDetail(desk.id, which.value)
        )
        for which, label in LABELS.items()
    ]
    rows: list[Row] = [tuple(buttons[place : place + 2]) for place in range(0, len(buttons), 2)]
    if not is_first:
        rows.append((Button(t.plain("Name this one first"), PutFirst(desk.id)),))
    rows.append((Button(t.plain("Take the contact out"), AskDrop(desk.id)),))
    rows.append((Button(t.plain("Contacts for units"), ListDesks()),))
    lines: list[str | Markup] = [
        *card_lines(t, desk),
        "",
        t("Units read this at once. Press a line below to fill it in or change it."),
    ]
    return Screen(t.join(lines), tuple(rows))


def ask_desk(t: Texts, draft: Draft, known: Desk) -> Screen:
    """Type whom to ask, all in one message; `known` is what was typed so far."""
    lines: list[str | Markup] = [t("<b>Add a contact</b>"), ""]
    if any(known.detail(which) for which in Detail):
        lines += [*card_lines(t, known), "", t("Please type the name or role, too.")]
    else:
        lines += [
            t(
                "Please type in one message what is to be given, for example:\n"
                "<i>Nguyễn Văn An – Chuyên viên Ban Thi đua\n0912 345 678, an@lmhtx.vn\n"
                "Địa chỉ: Phòng 203, số 12 Trần Phú</i>"
            ),
            t("A name or role is enough; the rest may be added afterwards."),
        ]
    return screen(t.join(lines), cancel_button(t, draft))


def ask_detail(t: Texts, draft: Draft, desk: Desk, which: Detail) -> Screen:
    """Type one detail; what stands there may be taken out, but not the last of name and role."""
    label = t.plain(LABELS[which])
    now = desk.detail(which)
    lines: list[str | Markup] = [t("<b>{name}</b>\n{detail}", name=desk.title, detail=label)]
    if now:
        lines.append(t("Now: {value}", value=now))
    lines += ["", t(ASKED[which])]
    rows: list[Row] = []
    is_last = which in (Detail.NAME, Detail.ROLE) and not (desk.name and desk.role)
    if now and not is_last:
        gone = ClearDetail(draft.id, draft.version)
        rows.append((Button(t.plain("Give it no more"), gone),))
    rows.append((cancel_button(t, draft),))
    return Screen(t.join(lines), tuple(rows))


def ask_drop(t: Texts, desk: Desk) -> Screen:
    """Before one is taken out."""
    words = t("Take this contact out? Units are not told it any more.")
    return screen(
        t.join([*card_lines(t, desk), "", words]),
        Button(t.plain("Yes, take it out"), DropDesk(desk.id)),
        Button(t.plain("No, keep it"), OpenDesk(desk.id)),
    )


def _not_an_email(t: Texts, violation: desks.NotAnEmail) -> str:
    return t(
        "“{text}” is no e-mail address. Please check it and type it again.",
        text=violation.text[:60],
    )


DESK_WORDS: dict[type, Callable[[Texts, Any], str]] = {
    desks.NotAnEmail: _not_an_email,
    desks.NamelessDesk: lambda t, _violation: t("A contact needs a name or a role."),
    desks.TooManyDesks: lambda t, violation: t(
        "There are {count} contacts, which is the most. Please take one out first.",
        count=violation.most,
    ),
    desks.UnknownDesk: lambda t, _violation: t(
        "This contact was taken out meanwhile. Press /lienhe for the list."
    ),
}
