"""Strangers, invites, and the few questions before someone is in."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.forms import cancel_button
from bot.messages.home import ROLES
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.dialogues import Draft
from bot.rules.invites import Invitation
from bot.texts import Texts


@callback("jy")
@dataclass(frozen=True, slots=True)
class ConfirmInvite:
    """Yes, this is my unit."""

    code: str


@callback("jn")
@dataclass(frozen=True, slots=True)
class DeclineInvite:
    """No, this is not my unit."""


@callback("ja")
@dataclass(frozen=True, slots=True)
class AgreeAndJoin:
    """I agree to what is kept; take the seat."""

    code: str


@callback("aa")
@dataclass(frozen=True, slots=True)
class AskAccess:
    """Show the organisations to ask for access to."""


@callback("ao")
@dataclass(frozen=True, slots=True)
class AskAccessTo:
    """Ask this organisation for access."""

    organisation_id: int


def stranger_home(t: Texts) -> Screen:
    """What the bot is, for someone without a post."""
    return screen(
        t(
            "This bot serves the emulation campaigns of cooperative alliances, labour "
            "federations, business associations and wards: deadlines, registration, reports, "
            "receipts and reminders.\n\n"
            "Whoever speaks for a unit joins by the <b>invite link</b> that the alliance sends. "
            "Without a link, access can be asked for here."
        ),
        Button(t.plain("Ask for access"), AskAccess()),
    )


def choose_organisation(t: Texts, organisations: list[tuple[int, str]]) -> Screen:
    """To whom the request for access goes."""
    if not organisations:
        return screen(t("No organisation is using this bot yet."))
    rows: list[Row] = [(Button(name, AskAccessTo(id_)),) for id_, name in organisations]
    return Screen(t("Which organisation does the unit belong to?"), tuple(rows))


def ask_unit_name(t: Texts, organisation: str, draft: Draft) -> Screen:
    """The only question of a request for access."""
    return screen(
        t(
            "Request to <b>{organisation}</b>.\n\nPlease type the name of the unit, and your "
            "position there.",
            organisation=organisation,
        ),
        cancel_button(t, draft),
    )


def access_was_asked(t: Texts, organisation: str) -> Screen:
    """The request is with the officers."""
    return screen(
        t(
            "The request was sent to the officers of <b>{organisation}</b>. The answer will come "
            "here.",
            organisation=organisation,
        )
    )


def invitation_screen(t: Texts, invitation: Invitation) -> Screen:
    """Which post the link leads to, before anything is taken."""
    lines: list[str | Markup] = [
        t(
            "Invitation from <b>{organisation}</b>, as <b>{role}</b>.",
            organisation=invitation.organisation,
            role=t.plain(ROLES[invitation.role]),
        )
    ]
    if invitation.unit:
        lines += ["", t("Unit: <b>{unit}</b>", unit=invitation.unit)]
        if invitation.bloc:
            lines.append(t("Bloc: {bloc}", bloc=invitation.bloc))
        lines += ["", t("Is this your unit?")]
        yes = t.plain("Yes, this is my unit")
        no = t.plain("No, not my unit")
    else:
        yes, no = t.plain("Yes, I accept"), t.plain("No")
    return screen(
        t.join(lines),
        Button(yes, ConfirmInvite(invitation.code)),
        Button(no, DeclineInvite()),
    )


def consent_screen(t: Texts, invitation: Invitation) -> Screen:
    """What is kept, why, by whom, how long: before anything is kept (Luật 91/2025/QH15)."""
    return screen(
        t.join(
            [
                t("<b>Before you join</b>"),
                "",
                t(
                    "Kept: the Telegram name and number, the phone number if you share it, what "
                    "you send for the unit, and when."
                ),
                t("Why: to remind, to take reports and to prove that they were handed in."),
                t(
                    "By whom: {organisation}. Only its officers and the people of your unit see "
                    "it.",
                    organisation=invitation.organisation,
                ),
                t(
                    "How long: as long as the records of the campaign are kept. You may take or "
                    "erase your own data at any time with /privacy."
                ),
            ]
        ),
        Button(t.plain("I agree"), AgreeAndJoin(invitation.code)),
        Button(t.plain("I do not agree"), DeclineInvite()),
    )


def declined(t: Texts) -> Screen:
    """Nothing was taken; the link stays good."""
    return screen(
        t(
            "Nothing was changed and nothing is kept. The link stays valid; if it was sent to "
            "you by mistake, please tell the officer who sent it."
        )
    )


def joined_screen(t: Texts, invitation: Invitation, at: datetime) -> Screen:
    """The seat is taken."""
    return screen(
        t(
            "Joined: <b>{name}</b> at {at}. The officers have been told.",
            name=invitation.unit or invitation.organisation,
            at=t.moment(at),
        )
    )


def ask_phone(t: Texts) -> str:
    """The words above the button that shares one's own number."""
    return t(
        "May the officers have your phone number, to call when something is urgent? This is "
        "voluntary."
    )


def phone_kept(t: Texts, phone: str) -> str:
    """The number is kept."""
    return t("Thank you. The number {phone} is kept for the officers.", phone=phone)


def phone_not_own(t: Texts) -> str:
    """Somebody else's contact was sent."""
    return t(
        "That is somebody else's number. Please press the button below to share your own, or "
        "skip it."
    )


def phone_skipped(t: Texts) -> str:
    """No number, no matter."""
    return t("All right, no number is kept.")
