"""/caidat and /privacy."""

import json
from enum import StrEnum
from typing import TypeVar

from telegram import InputFile

from bot.actions.members import set_address, set_language, set_reminder_hour
from bot.actions.privacy import data_of, erase
from bot.actions.putting_off import waits_until
from bot.context import BotContext
from bot.messages import settings as words
from bot.rules.dialogues import StaleForm
from bot.rules.members import Address, Language
from handlers.commands import offer_commands, send_keyboard
from handlers.routing import command, pressed
from handlers.showing import show

Choice = TypeVar("Choice", bound=StrEnum)


async def on_settings(context: BotContext) -> None:
    async with context.reading() as db:
        until = await waits_until(db, context.member)
    await show(context, words.settings_screen(context.texts, context.member, until))


async def on_privacy(context: BotContext) -> None:
    await show(context, words.privacy_screen(context.texts, context.member))


async def on_language(context: BotContext, press: words.SetLanguage) -> None:
    """Speak the language at once: screen, commands and keyboard."""
    language = _chosen(Language, press.language)
    async with context.transaction() as db:
        context.become(await set_language(db, context.member, language))
    await on_settings(context)
    await offer_commands(context)
    if context.member.post is not None:
        await send_keyboard(context, words.language_changed(context.texts))


async def on_address(context: BotContext, press: words.SetAddress) -> None:
    address = _chosen(Address, press.address)
    async with context.transaction() as db:
        context.become(await set_address(db, context.member, address))
    await on_settings(context)


async def on_hour(context: BotContext, press: words.SetHour) -> None:
    hour = None if press.hour == words.NO_HOUR else press.hour
    async with context.transaction() as db:
        context.become(await set_reminder_hour(db, context.member, hour))
    await on_settings(context)


async def on_take_data(context: BotContext, _press: words.TakeData) -> None:
    async with context.reading() as db:
        data = await data_of(db, context.member)
    content = json.dumps(data, ensure_ascii=False, indent=2).encode()
    await context.bot.send_document(
        context.member.telegram_id, InputFile(content, filename="thidua.json")
    )


async def on_erase(context: BotContext, press: words.EraseData) -> None:
    if not press.sure:
        await show(context, words.confirm_erasing(context.texts))
        return
    async with context.transaction() as db:
        await erase(db, context.member, context.now())
    await show(context, words.erased(context.texts))


def _chosen(choices: type[Choice], value: str) -> Choice:
    try:
        return choices(value)
    except ValueError:
        raise StaleForm from None


HANDLERS = (
    command(on_settings, "caidat", "settings"),
    command(on_privacy, "privacy", "riengtu"),
    pressed(words.SetLanguage, on_language),
    pressed(words.SetAddress, on_address),
    pressed(words.SetHour, on_hour),
    pressed(words.TakeData, on_take_data),
    pressed(words.EraseData, on_erase),
)
