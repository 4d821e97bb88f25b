"""The command menu and the main keyboard, per role and language; how the bot presents itself."""

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    KeyboardButton,
    ReplyKeyboardMarkup,
)
from telegram.error import TelegramError

from bot.actions.members import remember_menu
from bot.context import BotContext
from bot.delivery.secrets import redact
from bot.messages.menu import GROUP_COMMANDS, STRANGER_COMMANDS, commands_for, keyboard_for
from bot.rules.members import Language
from bot.texts import N_, Texts

log = structlog.get_logger()

DESCRIPTION = N_(
    "The emulation campaign of your alliance: deadlines, registration, reports, receipts and "
    "reminders. Open the invite link that the alliance sent, or press Start to ask for access."
)
SHORT_DESCRIPTION = N_("Deadlines, registration, reports and reminders of the emulation campaign.")


async def offer_commands(context: BotContext) -> None:
    """Show this person the commands of their role, in their language. They protect nothing.

    When Telegram refuses, the menu stays as it was: what the person asked for goes on.
    """
    async with context.services.database.transaction() as db:
        context.become(await remember_menu(db, context.member))
    try:
        await context.bot.set_my_commands(
            _commands(context.texts, commands_for(context.member)),
            scope=BotCommandScopeChat(context.member.telegram_id),
        )
    except TelegramError as error:
        log.warning("commands.not_offered", error=redact(str(error)))


async def send_keyboard(context: BotContext, html: str) -> None:
    """A message that brings the main keyboard. It can never be edited afterwards."""
    rows = [
        [KeyboardButton(context.texts.plain(label)) for _, label in row]
        for row in keyboard_for(context.member)
    ]
    markup = ReplyKeyboardMarkup(rows, resize_keyboard=True, is_persistent=True) if rows else None
    await context.bot.send_message(
        context.member.telegram_id, html, parse_mode="HTML", reply_markup=markup
    )


async def present(bot: Bot) -> None:
    """Set commands for strangers and groups and the bot's descriptions.

    Vietnamese for every other language. Raises TelegramError; the bot works without.
    """
    in_groups = BotCommandScopeAllGroupChats()
    for language, code in ((Language.VI, ""), (Language.EN, "en")):
        t = Texts(language)
        await bot.set_my_commands(_commands(t, STRANGER_COMMANDS), language_code=code)
        await bot.set_my_commands(_commands(t, GROUP_COMMANDS), in_groups, language_code=code)
        await bot.set_my_description(t.plain(DESCRIPTION), language_code=code)
        await bot.set_my_short_description(t.plain(SHORT_DESCRIPTION), language_code=code)


def _commands(t: Texts, commands: tuple[tuple[str, str], ...]) -> list[BotCommand]:
    return [BotCommand(name, t.plain(what)) for name, what in commands]
