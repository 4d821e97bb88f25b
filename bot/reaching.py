"""The first word with Telegram: reached, however long that takes, and told who we are."""

import asyncio
from urllib.parse import urlsplit

import structlog
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot

from bot.context import BotApplication
from bot.delivery.secrets import redact
from bot.delivery.webhook import Webhook, announce
from handlers.commands import present

log = structlog.get_logger()

FIRST_WAIT = 1.0
LONGEST_WAIT = 60.0


class TokenRefused(Exception):
    """Telegram does not know the token."""


async def reach(application: BotApplication, bot: ExtBot[None], webhook: Webhook | None) -> None:
    """Return once Telegram knows us and where updates go. Raises TokenRefused, WebhookRefused."""
    wait = FIRST_WAIT
    while not await _is_reached(application, bot, webhook, wait):
        await asyncio.sleep(wait)
        wait = min(wait * 2, LONGEST_WAIT)
    way = f"webhook at {webhook.public_url}" if webhook else "polling"
    log.info("telegram.reached", bot=bot.username, updates_by=way)


async def present_quietly(bot: ExtBot[None]) -> None:
    """How the bot presents itself to strangers: it works without, so nobody waits for it."""
    try:
        await present(bot)
    except TelegramError as error:
        log.warning("bot.not_presented", error=redact(str(error)))


async def _is_reached(
    application: BotApplication, bot: ExtBot[None], webhook: Webhook | None, wait: float
) -> bool:
    try:
        await application.initialize()
        if webhook:
            await announce(bot, webhook)
    except InvalidToken:
        raise TokenRefused from None
    except TelegramError as error:
        host = urlsplit(bot.base_url).netloc
        words = f"Telegram cannot be reached at {host}, trying again in {wait:g} s"
        log.warning(words, reason=redact(str(error)))
        return False
    return True
