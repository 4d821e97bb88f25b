"""/thongbao: the notices sent, and how each of them went."""

from bot.actions.notices import own_notice, own_notices
from bot.context import BotContext
from bot.messages import notices as words
from handlers.officers.acting import organisation_of
from handlers.routing import command, pressed
from handlers.showing import show


async def on_notices(context: BotContext) -> None:
    """The last notices with their numbers, and the way to a new one."""
    async with context.reading() as db:
        found = await own_notices(db, context.member)
    await show(context, words.notices_screen(context.texts, organisation_of(context), found))


async def on_list(context: BotContext, _press: words.ListNotices) -> None:
    await on_notices(context)


async def on_open(context: BotContext, press: words.OpenNotice) -> None:
    async with context.reading() as db:
        notice = await own_notice(db, context.member, press.notice_id)
    await show(context, words.notice_screen(context.texts, notice, context.now()))


HANDLERS = (
    command(on_notices, "thongbao", "notice"),
    pressed(words.ListNotices, on_list),
    pressed(words.OpenNotice, on_open),
)
COMMANDS = {"thongbao": on_notices}
