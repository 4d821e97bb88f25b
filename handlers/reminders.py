"""«Để mai nhắc» under a reminder."""

from bot.actions.reminders import put_off
from bot.context import BotContext
from bot.messages.reminders import PutOffReminder, put_off_answer
from handlers.routing import answer, pressed


async def on_put_off(context: BotContext, _press: PutOffReminder) -> None:
    async with context.transaction() as db:
        until = await put_off(db, context.member, context.now())
    await answer(context, put_off_answer(context.texts, until), alert=True)


HANDLERS = (pressed(PutOffReminder, on_put_off),)
