"""Putting screens on the phone: edited in place, else sent anew with the old buttons taken away."""

from contextlib import suppress

from telegram import Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.actions.dialogues import show_in
from bot.context import BotContext
from bot.delivery.answering import say_answer
from bot.delivery.keyboards import markup
from bot.messages.screens import Screen
from bot.rules.dialogues import Draft


async def show(context: BotContext, screen: Screen) -> int:
    """Show a screen where the pressed button was, else as a new message; gives its message id."""
    query = context.incoming.callback_query
    if query is not None and isinstance(query.message, Message):
        return await _edit_or_send(context, query.message.message_id, screen)
    return await send(context, screen)


async def send(context: BotContext, screen: Screen, *, as_reply: bool = False) -> int:
    """Send a screen as a new message; gives its message id.

    `as_reply`: to what was typed just now, or what the message of a pressed button replied to: the
    buttons then find it beside their message.
    """
    typed = context.incoming.message or typed_before(context)
    if not as_reply or typed is None:
        return await say_answer(context.bot, context.member.telegram_id, screen)
    message = await context.bot.send_message(
        context.member.telegram_id,
        screen.html,
        parse_mode=ParseMode.HTML,
        reply_markup=markup(screen),
        disable_web_page_preview=True,
        # Somebody who has taken the words back meanwhile is answered all the same.
        reply_parameters=ReplyParameters(typed.message_id, allow_sending_without_reply=True),
    )
    return message.message_id


def typed_before(context: BotContext) -> Message | None:
    """What the message of the pressed button is a reply to; None if that is gone."""
    query = context.incoming.callback_query
    message = query.message if query else None
    return message.reply_to_message if isinstance(message, Message) else None


async def show_form(context: BotContext, draft: Draft, screen: Screen, *, below: bool) -> None:
    """Show a form. `below`: as the newest message, as after something was typed.

    Only one message of a form has buttons: the older one loses them.
    """
    if below or draft.message_id is None:
        if draft.message_id is not None:
            await _take_buttons(context, draft.message_id)
        message_id = await send(context, screen)
    else:
        message_id = await _edit_or_send(context, draft.message_id, screen)
    if message_id != draft.message_id:
        async with context.services.database.transaction() as db:
            await show_in(db, draft, message_id)


async def _edit_or_send(context: BotContext, message_id: int, screen: Screen) -> int:
    try:
        await context.bot.edit_message_text(
            screen.html,
            chat_id=context.member.telegram_id,
            message_id=message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=markup(screen),
            disable_web_page_preview=True,
        )
    except BadRequest as error:
        if "not modified" in error.message.lower():
            return message_id
        # Too old to edit, deleted, or with a reply keyboard: the words must arrive all the same.
        return await send(context, screen)
    return message_id


async def _take_buttons(context: BotContext, message_id: int) -> None:
    with suppress(BadRequest):
        await context.bot.edit_message_reply_markup(
            context.member.telegram_id, message_id, reply_markup=None
        )
