"""What the bot says in a group: what it is there for, and that units are answered in private."""

from markupsafe import Markup

from bot.messages.screens import Button, Screen, screen
from bot.rules.groups import Group
from bot.texts import Texts


def greeting(t: Texts, group: Group, bot_name: str) -> Screen:
    """Said in a group once it is somebody’s: what the bot is there for, and what it is not."""
    if group.bloc:
        head = t(
            "This group receives the notices of <b>{organisation}</b> to <b>{bloc}</b>.",
            organisation=group.organisation,
            bloc=group.bloc,
        )
    else:
        head = t(
            "This group receives the notices of <b>{organisation}</b> to its officers.",
            organisation=group.organisation,
        )
    return screen(t.join([head, in_private(t)]), private_chat(t, bot_name))


def group_help(t: Texts, group: Group, bot_name: str) -> Screen:
    """What the bot answers in a group when it is called and asked nothing that it understands."""
    head = t(
        "This is the emulation campaign’s bot of <b>{organisation}</b>.",
        organisation=group.organisation,
    )
    common = t(
        "Asked here by its name, it answers what is common to all: deadlines, what the plan "
        "says, whom to ask, how to hand in."
    )
    return screen(t.join([head, common, in_private(t)]), private_chat(t, bot_name))


def untied(t: Texts) -> Screen:
    """What a group hears that is nobody’s yet."""
    return screen(
        t(
            "This group is not tied to an organisation yet. The officer who added the bot does so "
            "in the private chat, by /nhom."
        )
    )


def in_private(t: Texts) -> Markup:
    """Why nothing of a unit is said in a group."""
    return t(
        "What concerns one unit (registration, reports, receipts, more time) is answered in the "
        "private chat alone."
    )


def private_chat(t: Texts, bot_name: str) -> Button:
    """The way from a group to the bot itself."""
    return Button(t.plain("Open the private chat"), url=f"https://t.me/{bot_name}")


def unwanted(t: Texts, bot_name: str, *, anonymous: bool) -> Screen:
    """Said in a group to which nobody who runs a campaign added the bot, before it leaves."""
    lines = [
        t(
            "Good day. This is a bot of emulation campaigns. In a group it works only when an "
            "officer of the alliance adds it, so it takes its leave."
        )
    ]
    if anonymous:
        lines.append(
            t("An officer who is an anonymous administrator here: please add it under your name.")
        )
    return screen(t.join(list(lines)), private_chat(t, bot_name))


def only_in_private(t: Texts) -> str:
    """The short answer to a button pressed in a group."""
    return t.plain("This button works in the private chat with the bot.")
