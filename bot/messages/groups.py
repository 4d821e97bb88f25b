"""Group chats: what officers read of them and choose."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.missing import OpenMissing
from bot.messages.paging import page_line, page_of, page_row, short
from bot.messages.screens import Button, Row, Screen, screen
from bot.messages.standing_buttons import PreviewStanding, post_button
from bot.rules.groups import Group
from bot.rules.members import Post
from bot.texts import Texts

LONGEST_LABEL = 40


@callback("ojl")
@dataclass(frozen=True, slots=True)
class ListGroups:
    """Show the groups."""

    page: int = 0


@callback("ojo")
@dataclass(frozen=True, slots=True)
class OpenGroup:
    """Show one group."""

    group_id: int


@callback("ojw")
@dataclass(frozen=True, slots=True)
class ChooseWhose:
    """Ask whose a group is, within one organisation."""

    group_id: int
    organisation_id: int
    page: int = 0


@callback("ojk")
@dataclass(frozen=True, slots=True)
class LinkGroup:
    """The group is the officers' of the organisation (`bloc_id` 0), or that of a bloc."""

    group_id: int
    organisation_id: int
    bloc_id: int = 0


@callback("ojm")
@dataclass(frozen=True, slots=True)
class SetWeekly:
    """Post the bloc's standing into the group every week, or no more."""

    group_id: int
    weekly: bool


@callback("ojx")
@dataclass(frozen=True, slots=True)
class AskLeave:
    """Ask before leaving a group."""

    group_id: int


@callback("ojy")
@dataclass(frozen=True, slots=True)
class LeaveGroup:
    """Leave a group."""

    group_id: int


@callback("ojf")
@dataclass(frozen=True, slots=True)
class ForgetGroup:
    """Take a group that was left off the list."""

    group_id: int


def groups_screen(
    t: Texts, organisation: str, groups: Sequence[Group], number: int, bot_name: str
) -> Screen:
    """Every group with whose it is, each with a button, and how to add the bot to another."""
    page = page_of(groups, number)
    lines: list[str | Markup] = [
        t("<b>Telegram groups</b>\n{organisation}", organisation=organisation),
        "",
    ]
    if not groups:
        lines.append(t("The bot is in no group yet."))
    lines += [_line(t, group) for group in page.items]
    lines += page_line(t, page)
    lines += [
        "",
        t(
            "In a group of the officers or of a bloc the bot posts notices and, if {you} wish, the "
            "bloc’s standing in counts. It says nothing of one unit’s record there."
        ),
    ]
    rows: list[Row] = [
        (Button(short(group.title, LONGEST_LABEL), OpenGroup(group.id)),) for group in page.items
    ]
    rows.append(page_row(t, page, ListGroups))
    adding = f"https://t.me/{bot_name}?startgroup=nhom"
    rows.append((Button(t.plain("Add the bot to a group"), url=adding),))
    return Screen(t.join(lines), tuple(rows))


def _line(t: Texts, group: Group) -> Markup:
    line = t("• {title} – {whose}", title=short(group.title), whose=whose(t, group))
    if group.left_at is None:
        return line
    return t("{line} (<i>the bot is no longer in it</i>)", line=line)


def whose(t: Texts, group: Group) -> str:
    """Whose the group is, in a few plain words."""
    if not group.is_linked:
        return t.plain("not chosen yet")
    return group.bloc or t.plain("officers’ group")


def whose_screen(
    t: Texts, group: Group, offices: Sequence[Post], blocs: Sequence[tuple[int, str]], number: int
) -> Screen:
    """Whose is the group? With one office its blocs are offered at once, with several first those.

    `blocs` are of the first of the `offices`.
    """
    question = t("Whose is the group <b>{title}</b>?", title=group.title)
    return _choice(t, question, group, offices, blocs, number)


def _choice(
    t: Texts,
    head: Markup,
    group: Group,
    offices: Sequence[Post],
    blocs: Sequence[tuple[int, str]],
    number: int = 0,
) -> Screen:
    rows: list[Row]
    if len(offices) > 1:
        lines = [head, "", t("Please choose the organisation first.")]
        rows = [
            (Button(post.organisation, ChooseWhose(group.id, post.organisation_id)),)
            for post in offices
        ]
    else:
        organisation_id = offices[0].organisation_id
        page = page_of(blocs, number)
        lines = [head, t("{organisation}", organisation=offices[0].organisation)]
        rows = [(Button(t.plain("Officers’ group"), LinkGroup(group.id, organisation_id)),)]
        rows += [
            (Button(name, LinkGroup(group.id, organisation_id, bloc_id)),)
            for bloc_id, name in page.items
        ]
        rows.append(page_row(t, page, lambda to: ChooseWhose(group.id, organisation_id, to)))
    if not group.is_linked:
        lines += ["", t("Nothing is posted there until it is chosen.")]
    rows.append((Button(t.plain("Leave the group"), AskLeave(group.id)),))
    if group.is_linked:
        rows.append((Button(t.plain("Back to the group"), OpenGroup(group.id)),))
    return Screen(t.join(lines), tuple(rows))


def group_added(
    t: Texts, group: Group, offices: Sequence[Post], blocs: Sequence[tuple[int, str]]
) -> Screen:
    """The officer who added the bot is asked whose the group is, or told that it is as before."""
    if group.is_linked:
        again = t("The bot is in the group <b>{title}</b> again.", title=group.title)
        return _with_head(t, again, group_screen(t, group))
    question = t(
        "The bot was just added to the group <b>{title}</b>. Whose is it?", title=group.title
    )
    return _choice(t, question, group, offices, blocs)


def group_screen(t: Texts, group: Group) -> Screen:
    """One group: whose, since when, and what can be done with it."""
    lines: list[str | Markup] = [
        t("<b>{title}</b>\n{organisation}", title=group.title, organisation=group.organisation),
        "",
        t("Whose: <b>{whose}</b>", whose=whose(t, group)),
    ]
    back = Button(t.plain("All groups"), ListGroups())
    if group.left_at is not None:
        lines.append(t("The bot is no longer in it since {at}.", at=t.moment(group.left_at)))
        forget = Button(t.plain("Take it off the list"), ForgetGroup(group.id))
        return screen(t.join(lines), forget, back)
    lines.append(t("The bot is in it since {at}.", at=t.moment(group.added_at)))
    rows: list[Row] = []
    if group.bloc_id is not None:
        lines.append(_weekly(t, group))
        rows += _bloc_rows(t, group, group.bloc_id)
    change = ChooseWhose(group.id, group.organisation_id or 0)
    rows += [
        (Button(t.plain("Change whose it is"), change),),
        (Button(t.plain("Leave the group"), AskLeave(group.id)),),
        (back,),
    ]
    return Screen(t.join(lines), tuple(rows))


def group_linked(t: Texts, group: Group) -> Screen:
    """The officer reads whose the group is now."""
    return _with_head(t, t("Done. The group has been told."), group_screen(t, group))


def ask_leave(t: Texts, group: Group) -> Screen:
    """Before leaving."""
    words = t(
        "The bot will leave the group <b>{title}</b> and post nothing there any more. Somebody in "
        "the group can add it again.",
        title=group.title,
    )
    leave = Button(t.plain("Leave the group"), LeaveGroup(group.id))
    return screen(words, leave, Button(t.plain("Stay"), OpenGroup(group.id)))


def left_screen(t: Texts, group: Group) -> Screen:
    """After leaving."""
    words = t("The bot has left the group <b>{title}</b>.", title=group.title)
    return screen(words, Button(t.plain("All groups"), ListGroups()))


def group_left(t: Texts, group: Group) -> Screen:
    """Officers hear that the bot was put out of a group."""
    words = t(
        "The bot was removed from the group <b>{title}</b> ({whose}) and posts nothing there any "
        "more. If this is a mistake, please add it again.",
        title=group.title,
        whose=whose(t, group),
    )
    return screen(words, Button(t.plain("All groups"), ListGroups()))


def group_barred(t: Texts, group: Group) -> Screen:
    """Officers hear that the bot may not write in a group."""
    words = t(
        "The bot may not write in the group <b>{title}</b>, so a message did not get there. Please "
        "let an administrator of the group allow the bot to send messages, then post it again.",
        title=group.title,
    )
    return screen(words, Button(t.plain("Open the group"), OpenGroup(group.id)))


def back_from_standing(t: Texts, press: PreviewStanding) -> Button:
    """The way back to where a bloc's standing was asked for."""
    if press.obligation_id:
        back = OpenMissing(press.obligation_id, press.bloc_id)
        return Button(t.plain("Back to the list"), back)
    return Button(t.plain("All groups"), ListGroups())


def _weekly(t: Texts, group: Group) -> Markup:
    if group.weekly_since is None:
        return t("The bloc’s standing is posted when {you} wish.")
    return t(
        "The bloc’s standing is posted every Monday morning, from {day} on.",
        day=t.day(group.weekly_since),
    )


def _bloc_rows(t: Texts, group: Group, bloc_id: int) -> list[Row]:
    if group.weekly_since is None:
        weekly = Button(t.plain("Post it every Monday"), SetWeekly(group.id, weekly=True))
    else:
        weekly = Button(t.plain("Post it weekly no more"), SetWeekly(group.id, weekly=False))
    return [(post_button(t, bloc_id),), (weekly,)]


def _with_head(t: Texts, head: Markup, below: Screen) -> Screen:
    return Screen(t.join([head, "", Markup(below.html)]), below.rows)  # noqa: S704
