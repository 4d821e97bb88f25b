"""The home screen of each kind of person, and help."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.deadlines import ListDuties, OpenDuty, days_left, do_now
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.dialogues import Draft, Form
from bot.rules.members import Member, Post, Role
from bot.rules.obligations import Duty, next_due
from bot.texts import N_, Texts


@callback("h")
@dataclass(frozen=True, slots=True)
class GoHome:
    """Back to the home screen."""


@callback("go")
@dataclass(frozen=True, slots=True)
class GoTo:
    """Do what a command does; `command` is one of the names below."""

    command: str


@callback("as")
@dataclass(frozen=True, slots=True)
class SpeakAs:
    """Speak from another post."""

    post_key: str


@callback("ch")
@dataclass(frozen=True, slots=True)
class ChoosePost:
    """Show the posts to choose from."""


@callback("on")
@dataclass(frozen=True, slots=True)
class ResumeForm:
    """Go on with a half-filled form."""

    draft_id: int


ROLES = {
    Role.OWNER: N_("owner"),
    Role.OFFICER: N_("officer"),
    Role.REPRESENTATIVE: N_("representative"),
    Role.DEPUTY: N_("deputy"),
}

FORMS = {
    Form.ACCESS: N_("access request"),
    Form.REGISTRATION: N_("registration"),
    Form.REPORT: N_("report"),
    Form.NOTICE: N_("notice"),
    Form.BLOC: N_("new bloc"),
    Form.UNIT: N_("new unit"),
    Form.DEADLINE: N_("deadline"),
    Form.RETURN: N_("reason for returning"),
}


@dataclass(frozen=True, slots=True)
class OfficerNumbers:
    """What an officer's home counts."""

    units: int
    joined: int
    waiting: int


def manager_home(
    t: Texts, post: Post, duties: list[Duty], drafts: list[Draft], today: date, *, several: bool
) -> Screen:
    """Which unit, what is due next, and the way to everything."""
    lines: list[str | Markup] = [
        t("<b>{unit}</b>\n{organisation}", unit=post.unit, organisation=post.organisation),
        "",
        *_next(t, duties, today),
    ]
    rows: list[Row] = []
    coming = next_due(duties)
    if coming is not None:
        rows += do_now(t, coming)
        rows.append((Button(t.plain("Details of this deadline"), OpenDuty(coming.obligation.id)),))
    rows += _resume(t, drafts)
    rows.append((Button(t.plain("All deadlines"), ListDuties()),))
    if several:
        rows.append((Button(t.plain("Speak for another unit"), ChoosePost()),))
    return Screen(t.join(lines), tuple(rows))


def officer_home(
    t: Texts, post: Post, numbers: OfficerNumbers, drafts: list[Draft], *, several: bool
) -> Screen:
    """The organisation, its numbers, and the officer's tools."""
    lines: list[str | Markup] = [
        t("<b>{organisation}</b>", organisation=post.organisation),
        t("You are here as {role}.", role=t.plain(ROLES[post.role])),
        "",
        t(
            "Units: <b>{units}</b>, of which {joined} have joined.",
            units=numbers.units,
            joined=numbers.joined,
        ),
    ]
    if numbers.waiting:
        lines.append(t("Requests for access waiting: <b>{count}</b>.", count=numbers.waiting))
    rows: list[Row] = [
        (Button(t.plain("Who has not"), GoTo("chuanop")),),
        (Button(t.plain("Send a notice"), GoTo("thongbao")),),
        (
            Button(t.plain("Units"), GoTo("donvi")),
            Button(t.plain("Deadlines"), GoTo("han")),
        ),
        (Button(t.plain("What has arrived"), GoTo("danop")),),
        *_resume(t, drafts),
    ]
    if numbers.waiting:
        rows.insert(0, (Button(t.plain("Open the requests"), GoTo("yeucau")),))
    if several:
        rows.append((Button(t.plain("Speak for another unit"), ChoosePost()),))
    return Screen(t.join(lines), tuple(rows))


def choose_post(t: Texts, member: Member) -> Screen:
    """The posts a person holds, to pick one to speak from."""
    rows = [(Button(_post_label(t, post), SpeakAs(post.key)),) for post in member.posts]
    return Screen(t("For whom do you speak now?"), (*rows,))


def welcome(t: Texts, name: str) -> str:
    """The message that carries the main keyboard."""
    return t("Good day, {name}. The buttons below are always here.", name=name)


MANAGER_COMMANDS = (
    ("han", N_("Deadlines of the unit")),
    ("dangky", N_("Register titles and targets")),
    ("baocao", N_("Hand in a report")),
    ("kehoach", N_("The plan in force")),
    ("caidat", N_("Language, form of address, reminder hour")),
    ("trogiup", N_("What this bot can do")),
    ("huy", N_("Cancel what is being filled in")),
    ("privacy", N_("What is kept about you")),
)

OFFICER_COMMANDS = (
    ("chuanop", N_("Who has not handed in")),
    ("thongbao", N_("Send a notice")),
    ("donvi", N_("Blocs, units, invites")),
    ("han", N_("Deadlines in the plans")),
    ("kehoach", N_("The plan in force")),
    ("caidat", N_("Language, form of address, reminder hour")),
    ("trogiup", N_("What this bot can do")),
    ("huy", N_("Cancel what is being filled in")),
    ("privacy", N_("What is kept about you")),
)

STRANGER_COMMANDS = (
    ("start", N_("Begin")),
    ("trogiup", N_("What this bot can do")),
    ("caidat", N_("Language, form of address, reminder hour")),
    ("privacy", N_("What is kept about you")),
)


def help_screen(t: Texts, member: Member) -> Screen:
    """What the bot can do for this person."""
    head = t(
        "This bot carries the yearly emulation campaign: deadlines, registration, reports, "
        "receipts and reminders."
    )
    commands = commands_for(member)
    lines = [t("/{command} – {what}", command=name, what=t.plain(what)) for name, what in commands]
    asked: list[str | Markup] = []
    if member.is_manager:
        asked = [
            "",
            t("{You} may also simply ask, for example: <i>when is the 6-month report due</i>."),
        ]
    return screen(t.join([head, "", *lines, *asked]), Button(t.plain("Home"), GoHome()))


def commands_for(member: Member) -> tuple[tuple[str, str], ...]:
    """The commands a person can use, each with a message id that says what it does."""
    if member.post is None:
        return STRANGER_COMMANDS
    return OFFICER_COMMANDS if member.is_officer else MANAGER_COMMANDS


MANAGER_KEYBOARD = (
    (("han", N_("📅 Deadlines")), ("baocao", N_("📤 Hand in"))),
    (("dangky", N_("📝 Register")), ("trogiup", N_("❔ Help"))),
)

OFFICER_KEYBOARD = (
    (("chuanop", N_("📋 Who has not")), ("thongbao", N_("📢 Notice"))),
    (("donvi", N_("🏢 Units")), ("trogiup", N_("❔ Help"))),
)


def keyboard_for(member: Member) -> tuple[tuple[tuple[str, str], ...], ...]:
    """The rows of the main keyboard: command and message id of its label. Empty for strangers."""
    if member.post is None:
        return ()
    return OFFICER_KEYBOARD if member.is_officer else MANAGER_KEYBOARD


def _next(t: Texts, duties: list[Duty], today: date) -> list[str | Markup]:
    if not duties:
        return [t("No plan in force asks anything of {you} yet.")]
    coming = next_due(duties)
    if coming is None:
        return [t("Everything asked so far is handed in. Thank you.")]
    head = t("Next: <b>{title}</b>", title=coming.obligation.title)
    if coming.term is None:
        return [head, t("Deadline: <b>not set yet</b>{source}.", source="")]
    last = t("The last day is <b>{last}</b>.", last=t.long_day(coming.term.last_day))
    return [head, last, days_left(t, coming.term, today)]


def _resume(t: Texts, drafts: list[Draft]) -> list[Row]:
    return [
        (Button(t.plain("Go on: {form}", form=t.plain(FORMS[draft.form])), ResumeForm(draft.id)),)
        for draft in drafts[:3]
    ]


def _post_label(t: Texts, post: Post) -> str:
    return f"{post.unit or post.organisation} ({t.plain(ROLES[post.role])})"
