"""What is offered around the chat: commands and main keyboard of each role, and help."""

from markupsafe import Markup

from bot.messages.home import GoHome
from bot.messages.screens import Button, Screen, screen
from bot.rules.members import Member
from bot.texts import N_, Texts

MANAGER_COMMANDS = (
    ("han", N_("Deadlines of the unit")),
    ("dangky", N_("Register titles and targets")),
    ("baocao", N_("Hand in a report")),
    ("giahan", N_("Ask for more time")),
    ("gopy", N_("Send an initiative, a difficulty, a petition")),
    ("kehoach", N_("The plan in force")),
    ("lienhe", N_("Whom to ask at the organisation")),
    ("caidat", N_("Language, form of address, reminder hour")),
    ("trogiup", N_("What this bot can do")),
    ("huy", N_("Cancel what is being filled in")),
    ("kiemtra", N_("Verify a receipt by its code")),
    ("privacy", N_("What is kept about you")),
)

HEAD_COMMANDS = (*MANAGER_COMMANDS[:1], ("khoi", N_("The bloc you head")), *MANAGER_COMMANDS[1:])

OFFICER_COMMANDS = (
    ("chuanop", N_("Who has not handed in")),
    ("choxem", N_("What waits for review")),
    ("danop", N_("What has arrived")),
    ("giahan", N_("Requests for more time")),
    ("thongbao", N_("Send a notice")),
    ("donvi", N_("Blocs, units, invites")),
    ("lienhe", N_("Contacts for units")),
    ("cauhoi", N_("Questions not understood lately")),
    ("yeucau", N_("Requests for access")),
    ("nhom", N_("Groups of the officers and blocs")),
    ("danhmuc", N_("Titles and indicators to register")),
    ("goidien", N_("Units to call")),
    ("khongden", N_("People and messages not reached")),
    ("gopy", N_("Initiatives and petitions of units")),
    ("hoidap", N_("Questions answered for all units")),
    ("han", N_("Deadlines in the plans")),
    ("kehoach", N_("The plan in force")),
    ("caidat", N_("Language, form of address, reminder hour")),
    ("trogiup", N_("What this bot can do")),
    ("huy", N_("Cancel what is being filled in")),
    ("kiemtra", N_("Verify a receipt by its code")),
    ("privacy", N_("What is kept about you")),
)

STRANGER_COMMANDS = (
    ("start", N_("Begin")),
    ("trogiup", N_("What this bot can do")),
    ("caidat", N_("Language, form of address, reminder hour")),
    ("kiemtra", N_("Verify a receipt by its code")),
    ("privacy", N_("What is kept about you")),
)

GROUP_COMMANDS = (("trogiup", N_("What this bot can do")),)


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
    if member.is_officer:
        return OFFICER_COMMANDS
    return HEAD_COMMANDS if member.post.heads_bloc else MANAGER_COMMANDS


MANAGER_KEYBOARD = (
    (("han", N_("📅 Deadlines")), ("baocao", N_("📤 Hand in"))),
    (("dangky", N_("📝 Register")), ("trogiup", N_("❔ Help"))),
)

OFFICER_KEYBOARD = (
    (("chuanop", N_("📋 Who has not")), ("choxem", N_("📥 To review"))),
    (("thongbao", N_("📢 Notice")), ("donvi", N_("🏢 Units")), ("trogiup", N_("❔ Help"))),
)


def keyboard_for(member: Member) -> tuple[tuple[tuple[str, str], ...], ...]:
    """The rows of the main keyboard: command and message id of its label. Empty for strangers."""
    if member.post is None:
        return ()
    return OFFICER_KEYBOARD if member.is_officer else MANAGER_KEYBOARD
