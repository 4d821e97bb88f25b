"""/nhom: the groups the bot is in, whose they are, and a bloc's standing posted there."""

from contextlib import suppress

from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.actions.groups import (
    blocs_to_choose,
    forget_group,
    link_group,
    note_left,
    own_groups,
    read_group,
    set_weekly,
)
from bot.actions.standings import post_standing, preview_standing
from bot.context import BotContext
from bot.messages import groups as words
from bot.messages import standings
from bot.messages.standing_buttons import PreviewStanding
from bot.rules.members import NotAllowed, Post, check_office
from handlers.officers.acting import organisation_of
from handlers.routing import command, pressed
from handlers.showing import show


async def on_groups(context: BotContext) -> None:
    """Every group of the organisation."""
    await _show_list(context, 0)


async def on_list(context: BotContext, press: words.ListGroups) -> None:
    await _show_list(context, press.page)


async def on_open(context: BotContext, press: words.OpenGroup) -> None:
    async with context.reading() as db:
        group = await read_group(db, context.member, press.group_id)
    if not group.is_linked and group.left_at is None:
        await _show_choice(context, group.id, context.member.offices, 0)
    else:
        await show(context, words.group_screen(context.texts, group))


async def on_choose(context: BotContext, press: words.ChooseWhose) -> None:
    offices = (check_office(context.member, press.organisation_id),)
    await _show_choice(context, press.group_id, offices, press.page)


async def on_link(context: BotContext, press: words.LinkGroup) -> None:
    async with context.transaction() as db:
        group = await link_group(
            db,
            context.member,
            press.group_id,
            press.organisation_id,
            press.bloc_id,
            context.now(),
        )
    await show(context, words.group_linked(context.texts, group))


async def on_weekly(context: BotContext, press: words.SetWeekly) -> None:
    async with context.transaction() as db:
        group = await set_weekly(
            db, context.member, press.group_id, weekly=press.weekly, now=context.now()
        )
    await show(context, words.group_screen(context.texts, group))


async def on_ask_leave(context: BotContext, press: words.AskLeave) -> None:
    async with context.reading() as db:
        group = await read_group(db, context.member, press.group_id)
    await show(context, words.ask_leave(context.texts, group))


async def on_leave(context: BotContext, press: words.LeaveGroup) -> None:
    """Leave, then note it: Telegram tells us of it anyway, should we fall in between."""
    async with context.reading() as db:
        group = await read_group(db, context.member, press.group_id)
    with suppress(Forbidden, BadRequest):  # It is out of it already.
        try:
            await context.bot.leave_chat(group.telegram_id)
        except ChatMigrated as moved:
            await context.bot.leave_chat(moved.new_chat_id)
    async with context.transaction() as db:
        await note_left(db, context.member, press.group_id, context.now())
    await show(context, words.left_screen(context.texts, group))


async def on_forget(context: BotContext, press: words.ForgetGroup) -> None:
    async with context.transaction() as db:
        await forget_group(db, context.member, press.group_id, context.now())
    await _show_list(context, 0)


async def on_preview(context: BotContext, press: PreviewStanding) -> None:
    async with context.reading() as db:
        found = await preview_standing(
            db, context.member, press.bloc_id, press.obligation_id, context.now()
        )
    screen = standings.preview(
        context.texts,
        *found,
        context.now(),
        obligation_id=press.obligation_id,
        back=words.back_from_standing(context.texts, press),
    )
    await show(context, screen)


async def on_post(context: BotContext, press: standings.PostStanding) -> None:
    async with context.transaction() as db:
        group, is_new = await post_standing(
            db,
            context.member,
            press.bloc_id,
            press.group_id,
            press.obligation_id,
            context.now(),
        )
    asked = PreviewStanding(press.bloc_id, press.obligation_id)
    back = words.back_from_standing(context.texts, asked)
    await show(context, standings.posted_screen(context.texts, group, back, is_new=is_new))


async def _show_list(context: BotContext, page: int) -> None:
    async with context.reading() as db:
        groups = await own_groups(db, context.member)
    name = context.bot.username
    screen = words.groups_screen(context.texts, organisation_of(context), groups, page, name)
    await show(context, screen)


async def _show_choice(
    context: BotContext, group_id: int, offices: tuple[Post, ...], page: int
) -> None:
    if not offices:
        raise NotAllowed
    async with context.reading() as db:
        group = await read_group(db, context.member, group_id)
        blocs = await blocs_to_choose(db, context.member, offices[0].organisation_id)
    await show(context, words.whose_screen(context.texts, group, offices, blocs, page))


HANDLERS = (
    command(on_groups, "nhom", "groups"),
    pressed(words.ListGroups, on_list),
    pressed(words.OpenGroup, on_open),
    pressed(words.ChooseWhose, on_choose),
    pressed(words.LinkGroup, on_link),
    pressed(words.SetWeekly, on_weekly),
    pressed(words.AskLeave, on_ask_leave),
    pressed(words.LeaveGroup, on_leave),
    pressed(words.ForgetGroup, on_forget),
    pressed(PreviewStanding, on_preview),
    pressed(standings.PostStanding, on_post),
)
COMMANDS = {"nhom": on_groups}
