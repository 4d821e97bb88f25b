"""/khongden: who was not reached, and sending again."""

from bot.actions.undelivered import send_again, settle_messages, undelivered, unreached
from bot.context import BotContext
from bot.messages import undelivered as words
from handlers.officers.acting import organisation_of
from handlers.routing import answer, command, pressed
from handlers.showing import show


async def on_undelivered(context: BotContext) -> None:
    """Everybody and every group that was not reached."""
    await on_list(context, words.ListUnreached())


async def on_list(context: BotContext, press: words.ListUnreached) -> None:
    async with context.reading() as db:
        found = await undelivered(db, context.member, context.now())
    screen = words.undelivered_list(context.texts, organisation_of(context), found, press.page)
    await show(context, screen)


async def on_open(context: BotContext, press: words.OpenUnreached) -> None:
    await _show_person(context, press.member_id)


async def on_again(context: BotContext, press: words.SendAgain) -> None:
    """Pressed twice, or by two officers, it sends once."""
    async with context.transaction() as db:
        count = await send_again(db, context.member, press.member_id, context.now())
    await answer(context, words.sent_again_words(context.texts, count))
    await _show_person(context, press.member_id)


async def on_settle(context: BotContext, press: words.SettleMessages) -> None:
    async with context.transaction() as db:
        await settle_messages(db, context.member, press.member_id, context.now())
    await _show_person(context, press.member_id)


async def _show_person(context: BotContext, member_id: int) -> None:
    async with context.reading() as db:
        person = await unreached(db, context.member, member_id, context.now())
    await show(context, words.unreached_screen(context.texts, person))


HANDLERS = (
    command(on_undelivered, "khongden", "undelivered"),
    pressed(words.ListUnreached, on_list),
    pressed(words.OpenUnreached, on_open),
    pressed(words.SendAgain, on_again),
    pressed(words.SettleMessages, on_settle),
)
COMMANDS = {"khongden": on_undelivered}
