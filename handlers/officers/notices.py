"""/thongbao: the notices of the organisation, and how each of them went."""

from bot.actions.composing import open_scheduled
from bot.actions.notices import notices_with, own_notice
from bot.context import BotContext
from bot.messages import notice_buttons as buttons
from bot.messages import notices as words
from bot.messages.paging import page_of
from handlers.officers.acting import organisation_of
from handlers.officers.notice_form import put_in_chat, show_where_left
from handlers.routing import answer, command, pressed
from handlers.showing import show


async def on_notices(context: BotContext) -> None:
    """The notices with their numbers, and the way to a new one."""
    await on_list(context, buttons.ListNotices())


async def on_list(context: BotContext, press: buttons.ListNotices) -> None:
    async with context.reading() as db:
        page = page_of(await notices_with(db, context.member), press.page)
        notices = [await own_notice(db, context.member, id_) for id_ in page.items]
        waiting = await notices_with(db, context.member, scheduled=True)
        scheduled = [await own_notice(db, context.member, id_) for id_ in reversed(waiting)]
    organisation = organisation_of(context)
    await show(context, words.notices_screen(context.texts, organisation, page, notices, scheduled))


async def on_open(context: BotContext, press: buttons.OpenNotice) -> None:
    async with context.reading() as db:
        notice = await own_notice(db, context.member, press.notice_id)
    await show(context, words.notice_screen(context.texts, notice))


async def on_see(context: BotContext, press: buttons.SeeNotice) -> None:
    """As recipients see it, at the bottom of the officer's chat."""
    async with context.reading() as db:
        notice = await own_notice(db, context.member, press.notice_id)
    await answer(context)
    await put_in_chat(context, notice.text)


async def on_change(context: BotContext, press: buttons.ChangeScheduled) -> None:
    async with context.transaction() as db:
        form = await open_scheduled(db, context.member, press.notice_id, context.now())
    await show_where_left(context, form)


HANDLERS = (
    command(on_notices, "thongbao", "notice"),
    pressed(buttons.ListNotices, on_list),
    pressed(buttons.OpenNotice, on_open),
    pressed(buttons.SeeNotice, on_see),
    pressed(buttons.ChangeScheduled, on_change),
)
COMMANDS = {"thongbao": on_notices}
