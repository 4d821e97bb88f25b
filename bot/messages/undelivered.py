"""Who was not reached, why, and what an officer can do about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.home import ROLES
from bot.messages.paging import page_line, page_of, page_row, short
from bot.messages.screens import Button, Row, Screen
from bot.messages.units import OpenUnit
from bot.rules.outbox import MAX_ATTEMPTS
from bot.rules.undelivered import FailedMessage, LostGroup, Speaks, Undelivered, Unreached, Why
from bot.texts import N_, Texts

MOST_MESSAGES = 5
MOST_UNITS = 3

LOST = {
    Why.BLOCKED: N_("has blocked the bot"),
    Why.DELETED: N_("has deleted the Telegram account"),
    Why.NEVER_STARTED: N_("has no chat with the bot"),
}

WHAT_TO_DO = {
    Why.BLOCKED: N_(
        "Please call, and ask them to open the bot in Telegram and press “Unblock” or “Restart”; "
        "or invite somebody else to speak for the unit."
    ),
    Why.DELETED: N_(
        "Please call. A new account needs a new invite link; or invite somebody else to speak for "
        "the unit."
    ),
    Why.NEVER_STARTED: N_(
        "Please call, and ask them to open the bot in Telegram and press Start; or invite somebody "
        "else to speak for the unit."
    ),
    Why.REFUSED: N_(
        "Telegram refused the message itself and may do so again: then please call, and give the "
        "technical reason to whoever runs this bot."
    ),
    Why.EXHAUSTED: N_("The way to Telegram failed every time. Please send it again."),
    Why.NOT_WORDED: N_(
        "The program could not word the message. Please send it again; if it fails again, give the "
        "technical reason to whoever runs this bot."
    ),
}

REFUSALS = (
    ("too long", N_("it is longer than Telegram takes")),
    ("parse entities", N_("Telegram does not understand its formatting")),
    ("reply markup", N_("Telegram does not take one of its buttons")),
    ("button", N_("Telegram does not take one of its buttons")),
    ("file", N_("Telegram does not take a file in it")),
)

NAMES = {
    "reminder": N_("Reminder"),
    "nudge": N_("Reminder"),
    "head_nudge": N_("Reminder"),
    "signed_nudge": N_("Reminder of the signed copy"),
    "receipt": N_("Receipt"),
    "report_decided": N_("Decision on a report"),
    "registration_decided": N_("Decision on a registration"),
    "deadline_set": N_("New deadline"),
    "extension_decided": N_("Answer on more time"),
    "contribution_written": N_("Answer on an initiative or petition"),
    "contribution_decided": N_("Answer on an initiative or petition"),
    "access_granted": N_("Answer on access"),
    "unit_stopped": N_("News of the unit"),
    "unit_restored": N_("News of the unit"),
    "unit_renamed": N_("News of the unit"),
    "unit_placed": N_("News of the unit"),
    "units_merged": N_("News of the unit"),
    "organisation_renamed": N_("News of the organisation"),
    "organisations_merged": N_("News of the organisation"),
}
OTHER = N_("Message")
MOST_NOTICES = 10


@callback("onl")
@dataclass(frozen=True, slots=True)
class ListUnreached:
    """Show what did not get through."""

    page: int = 0


@callback("ono")
@dataclass(frozen=True, slots=True)
class OpenUnreached:
    """Show what did not reach one person."""

    member_id: int


@callback("ong")
@dataclass(frozen=True, slots=True)
class SendAgain:
    """Try anew what did not reach a person."""

    member_id: int


@callback("onx")
@dataclass(frozen=True, slots=True)
class SettleMessages:
    """Take what did not reach a person off the list."""

    member_id: int


def undelivered_list(t: Texts, organisation: str, found: Undelivered, number: int) -> Screen:
    """Everybody who was not reached and why, each with a button; groups below them."""
    lines: list[str | Markup] = [
        t("<b>Not reached</b>\n{organisation}", organisation=organisation),
        "",
    ]
    if not found.count and not found.notices:
        lines.append(t("Everything sent has arrived, and everybody can be written to."))
    if found.notices:
        numbers = ", ".join(str(number) for number in found.notices[-MOST_NOTICES:])
        lines += [
            t(
                "Notices that did not reach everybody: No. {numbers}. They are sent again under "
                "/thongbao.",
                numbers=numbers,
            ),
            "",
        ]
    page = page_of(found.people, number)
    lines += [_person_line(t, person) for person in page.items]
    lines += page_line(t, page)
    if found.groups and page.number == page.pages - 1:
        lines += _group_lines(t, found.groups)
    rows: list[Row] = [
        (Button(short(person.name or "–"), OpenUnreached(person.member_id)),)
        for person in page.items
    ]
    rows.append(page_row(t, page, ListUnreached))
    return Screen(t.join(lines), tuple(rows))


def unreached_screen(t: Texts, person: Unreached | None) -> Screen:
    """One person: what happened, what to do, and what did not arrive; None when all is settled."""
    back = (Button(t.plain("All that were not reached"), ListUnreached()),)
    if person is None:
        return Screen(t("This has been settled: nothing is left to be done."), (back,))
    lines: list[str | Markup] = [t("<b>{name}</b>", name=person.name)]
    lines += [_post_line(t, post) for post in person.posts]
    if person.phone:
        lines.append(t("Phone: {phone}", phone=person.phone))
    if (why := person.why_lost) and person.lost_at:
        lines += ["", t("{lost} (since {at}).", lost=_begun(t, why), at=t.moment(person.lost_at))]
        lines.append(what_to_do(t, why))
    lines += _message_lines(t, person)
    return Screen(t.join(lines), (*_person_rows(t, person), back))


def sent_again_words(t: Texts, count: int) -> str:
    """What pressing «Gửi lại» did, in a notification."""
    if not count:
        return t.plain("There is nothing left to send again.")
    return t.plain("Being sent again: {count}", count=count)


def lost_words(t: Texts, why: Why) -> str:
    """Why somebody cannot be written to, to go on after their name. Plain."""
    return t.plain(LOST[why])


def what_to_do(t: Texts, why: Why) -> Markup:
    """What an officer can do about it."""
    return t(WHAT_TO_DO[why])


def _person_line(t: Texts, person: Unreached) -> Markup:
    name, unit = short(person.name), short(person.posts[0].unit) if person.posts else ""
    who = f"{name} ({unit})" if unit else name
    if why := person.why_lost:
        return t("• {who}: {why}", who=who, why=lost_words(t, why))
    count = len(person.messages)
    return t.n(
        "• {who}: {count} message has not arrived",
        "• {who}: {count} messages have not arrived",
        count,
        who=who,
    )


def _post_line(t: Texts, post: Speaks) -> str:
    role = t.plain(ROLES[post.role])
    return f"{post.unit} – {role}" if post.unit else role


def _begun(t: Texts, why: Why) -> str:
    words = lost_words(t, why)
    return words[:1].upper() + words[1:]


def _message_lines(t: Texts, person: Unreached) -> list[str | Markup]:
    lines: list[str | Markup] = []
    if person.messages:
        lines += ["", t("<b>Has not arrived</b>")]
    for message in person.messages[-MOST_MESSAGES:]:
        lines.append(
            t(
                "• {name}, {at}: {why}",
                name=t.plain(NAMES.get(message.name, OTHER)),
                at=t.moment(message.due_at),
                why=_why_not(t, message),
            )
        )
        if person.lost_at is None:
            lines.append(what_to_do(t, message.why))
        lines.append(t("<i>Technical reason: {reason}</i>", reason=short(message.reason, 200)))
    return lines


def _why_not(t: Texts, message: FailedMessage) -> str:
    if message.why is Why.EXHAUSTED:
        return t.plain("tried {count} times in vain", count=MAX_ATTEMPTS)
    if message.why is Why.NOT_WORDED:
        return t.plain("could not be worded")
    said = message.reason.lower()
    for sign, words in REFUSALS:
        if sign in said:
            return t.plain(words)
    return t.plain("Telegram did not take it")


def _person_rows(t: Texts, person: Unreached) -> list[Row]:
    rows: list[Row] = []
    if person.may_be_sent_again:
        label = t.plain("Send again ({count})", count=len(person.messages))
        rows.append((Button(label, SendAgain(person.member_id)),))
    units = [post for post in person.posts if post.unit_id is not None]
    for post in units[:MOST_UNITS]:
        label = t.plain("Open: {unit}", unit=short(post.unit, 40))
        rows.append((Button(label, OpenUnit(post.unit_id or 0)),))
    if person.messages:
        label = t.plain("Take off this list")
        rows.append((Button(label, SettleMessages(person.member_id)),))
    return rows


def _group_lines(t: Texts, groups: Sequence[LostGroup]) -> list[str | Markup]:
    lines: list[str | Markup] = ["", t("<b>Groups the bot is no longer in</b>")]
    lines += [
        t("• {title} (since {at})", title=short(group.title), at=t.moment(group.left_at))
        for group in groups
    ]
    return [*lines, t("Please add the bot to the group again, or write to its people one by one.")]
