"""The right commands and keyboard for whoever's post changed behind their back."""

from telegram import ReplyKeyboardRemove, Update
from telegram.ext import TypeHandler

from bot.context import BotContext
from bot.messages import access as words
from handlers.commands import offer_commands, send_keyboard


async def renew_menu(update: Update, context: BotContext) -> None:
    """Before anything is answered: access was granted, or a post ended, since the last message.

    /start brings both by itself.
    """
    said = update.message or update.callback_query
    if said is None or update.effective_user is None or not context.member.lacks_menu:
        return
    if update.message and (update.message.text or "").startswith("/start"):
        return
    await offer_commands(context)
    if context.member.post is not None:
        await send_keyboard(context, words.buttons_changed(context.texts))
        return
    await context.bot.send_message(
        context.member.telegram_id,
        words.buttons_gone(context.texts),
        reply_markup=ReplyKeyboardRemove(),
    )


RENEWAL = TypeHandler[Update, BotContext, None](Update, renew_menu)
BEFORE_ALL = -1
"""The group of handlers that is asked before the usual one."""
