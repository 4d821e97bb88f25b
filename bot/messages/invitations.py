"""Invite links: a message to forward, and the officer's hold on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.home import ROLES
from bot.messages.paging import short
from bot.messages.screens import Button, Row, Screen, screen
from bot.messages.units import (
    ListBlocs,
    ListOfficers,
    OpenUnit,
    WithdrawInvite,
    invite_lines,
    invite_rows,
)
from bot.rules.invites import Invitation
from bot.rules.members import Role
from bot.texts import Texts
from storage.invites import OpenInvite
from storage.organisations import OfficeRow


@callback("oio")
@dataclass(frozen=True, slots=True)
class InviteOfficer:
    """Make a link to an officer's post."""


@callback("oit")
@dataclass(frozen=True, slots=True)
class InviteText:
    """Give an invite as plain words to copy."""

    invite_id: int


@callback("oiq")
@dataclass(frozen=True, slots=True)
class InviteQr:
    """Give an invite as a QR code."""

    invite_id: int


@callback("oir")
@dataclass(frozen=True, slots=True)
class RenewInvite:
    """Make a fresh link in place of one that nobody used. `unit_id` as in WithdrawInvite."""

    invite_id: int
    unit_id: int


@callback("ood")
@dataclass(frozen=True, slots=True)
class DismissOfficer:
    """Ask before an officer's post ends."""

    office_id: int


@callback("ooc")
@dataclass(frozen=True, slots=True)
class ConfirmDismissal:
    """End an officer's post."""

    office_id: int


def invite_to_forward(t: Texts, invitation: Invitation, link: str) -> Screen:
    """A message with nothing but the invite, to be forwarded as it is."""
    lines: list[str | Markup] = [
        t("<b>{organisation}</b>", organisation=invitation.organisation),
        _whom(t, invitation),
        "",
        t("Please open this link in Telegram and press START:\n{link}", link=link),
        "",
    ]
    if invitation.expires_at is not None:
        lines.append(
            t("The link serves one person, once, until {at}.", at=t.moment(invitation.expires_at))
        )
    return screen(t.join(lines))


def invite_made(t: Texts, invitation: Invitation, unit_id: int) -> Screen:
    """What to do with the message above, and how to take it back."""
    name = invitation.unit or invitation.organisation
    back = (
        Button(t.plain("Back to the unit"), OpenUnit(unit_id))
        if unit_id
        else Button(t.plain("Officers"), ListOfficers())
    )
    lines: list[str | Markup] = [
        t(
            "The invite for <b>{name}</b> ({role}) is the message above. Please forward it to the "
            "right person only: whoever opens it first takes the post.",
            name=name,
            role=t.plain(ROLES[invitation.role]),
        )
    ]
    if invitation.replaces:
        lines += [
            "",
            t(
                "At that moment the right of <b>{name}</b> to speak for the unit ends; until then "
                "nothing changes. Half-filled forms of the unit stay.",
                name=invitation.replaces,
            ),
        ]
    return screen(
        t.join(lines),
        (
            Button(t.plain("Text for Zalo"), InviteText(invitation.id)),
            Button(t.plain("QR code"), InviteQr(invitation.id)),
        ),
        Button(t.plain("A new link instead"), RenewInvite(invitation.id, unit_id)),
        Button(t.plain("Withdraw this invite"), WithdrawInvite(invitation.id, unit_id)),
        back,
    )


def text_to_copy(t: Texts, invitation: Invitation, link: str) -> Screen:
    """The invite as plain words, which a tap copies: another program shows no formatting."""
    return screen(
        t(
            "Please tap the text to copy it, and paste it in Zalo or a text message:\n\n"
            "<pre>{text}</pre>",
            text=invite_text(t, invitation, link),
        )
    )


def invite_text(t: Texts, invitation: Invitation, link: str) -> str:
    """The invite for whoever may not know Telegram yet. Plain."""
    lines = [
        invitation.organisation,
        str(_whom(t, invitation).striptags()),
        "",
        t.plain("1. Install Telegram on the phone (App Store, CH Play), if it is not there yet."),
        t.plain("2. Open this link and press START: {link}", link=link),
    ]
    if invitation.expires_at is not None:
        at = t.moment(invitation.expires_at)
        lines += ["", t.plain("The link serves one person, once, until {at}.", at=at)]
    return "\n".join(lines)


def qr_caption(t: Texts, invitation: Invitation) -> Markup:
    """What stands under the QR code of an invite."""
    name = invitation.unit or invitation.organisation
    role = t.plain(ROLES[invitation.role])
    return t(
        "Invite for <b>{name}</b> ({role}): to be read by a phone's camera.", name=name, role=role
    )


def invite_withdrawn(t: Texts, unit_id: int) -> Screen:
    """The link is worthless, unless it had been used before."""
    back = (
        Button(t.plain("Back to the unit"), OpenUnit(unit_id))
        if unit_id
        else Button(t.plain("Officers"), ListOfficers())
    )
    return screen(
        t(
            "The invite is withdrawn: the link no longer works. Whoever used it before stays "
            "until removed."
        ),
        back,
    )


def officers_screen(
    t: Texts, organisation: str, officers: Sequence[OfficeRow], invites: Sequence[OpenInvite]
) -> Screen:
    """Who runs the campaign; the owner may invite and dismiss."""
    lines: list[str | Markup] = [
        t("<b>Officers</b>\n{organisation}", organisation=organisation),
        "",
    ]
    rows: list[Row] = [(Button(t.plain("Invite an officer"), InviteOfficer()),)]
    for officer in officers:
        lines.append(t("{name} – {role}", name=officer.name, role=t.plain(ROLES[officer.role])))
        if officer.phone:
            lines.append(t("Phone: {phone}", phone=officer.phone))
        if officer.role is not Role.OWNER:
            label = t.plain("Dismiss {name}", name=short(officer.name, 40))
            rows.append((Button(label, DismissOfficer(officer.id)),))
    lines += invite_lines(t, invites)
    rows += invite_rows(t, invites, 0)
    rows.append((Button(t.plain("Blocs and units"), ListBlocs()),))
    return Screen(t.join(lines), tuple(rows))


def dismissal_screen(t: Texts, officer: OfficeRow, organisation: str) -> Screen:
    """Asked before the post ends."""
    return screen(
        t(
            "End the post of <b>{name}</b> as an officer of <b>{organisation}</b>?\n\n"
            "It ends at once and the person is told.",
            name=officer.name,
            organisation=organisation,
        ),
        Button(t.plain("Yes, end it"), ConfirmDismissal(officer.id)),
        Button(t.plain("No, keep it"), ListOfficers()),
    )


def officer_dismissed(t: Texts, name: str, organisation: str) -> Screen:
    """The post ended."""
    return screen(
        t(
            "<b>{name}</b> is no longer an officer of <b>{organisation}</b>.",
            name=name,
            organisation=organisation,
        ),
        Button(t.plain("Officers"), ListOfficers()),
    )


def _whom(t: Texts, invitation: Invitation) -> Markup:
    if invitation.role is Role.DEPUTY:
        return t("invites a deputy for <b>{unit}</b> to join.", unit=invitation.unit)
    if invitation.role is Role.REPRESENTATIVE:
        return t("invites the representative of <b>{unit}</b> to join.", unit=invitation.unit)
    return t("invites an officer to run the emulation campaign.")
