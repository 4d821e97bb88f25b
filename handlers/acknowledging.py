"""«Đã nhận» under a notice: noted, answered at once, and the button turns into the receipt."""

from contextlib import suppress

from telegram.error import BadRequest

from bot.actions.acknowledgements import acknowledge
from bot.context import BotContext
from bot.delivery.keyboards import markup
from bot.messages import acknowledgements as words
from bot.messages.notice_text import Acknowledge
from bot.messages.screens import Screen
from handlers.routing import answer, pressed


async def on_acknowledge(context: BotContext, press: Acknowledge) -> None:
    """For whoever speaks for a unit the notice is for, whichever post they speak from just now."""
    t = context.texts
    if not press.notice_id:
        await answer(context, words.preview_pressed(t))
        return
    async with context.transaction() as db:
        said = await acknowledge(db, context.member, press.notice_id, press.version, context.now())
    await answer(context, words.receipt_noted(t, said), alert=not said.is_current)
    query = context.incoming.callback_query
    if query is None or query.message is None or not said.is_current:
        return
    rows = words.pressed_rows(t, press.notice_id, press.version, said)
    # Pressed twice it has turned already; a message that is gone needs no button.
    with suppress(BadRequest):
        await context.bot.edit_message_reply_markup(
            query.message.chat.id,
            query.message.message_id,
            reply_markup=markup(Screen("", rows)),
        )


HANDLERS = (pressed(Acknowledge, on_acknowledge),)
