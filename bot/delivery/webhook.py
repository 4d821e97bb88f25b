"""Telling Telegram where to bring updates."""

import hmac
from dataclasses import dataclass, field

import structlog
from telegram import Bot
from telegram.error import BadRequest

from bot.delivery.polling import ALLOWED_UPDATES
from bot.delivery.secrets import redact

log = structlog.get_logger()

CONNECTIONS = 100
"""As many as Telegram allows: what comes together is stored together."""


class WebhookRefused(Exception):
    """Telegram does not take the address; the message is its reason."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram brings updates; `path` and `secret` are known to it and us alone."""

    public_url: str
    path: str = field(repr=False)
    secret: str = field(repr=False)

    @property
    def url(self) -> str:
        """The whole address. It belongs into no log."""
        return f"{self.public_url}/{self.path}"


def webhook_at(public_url: str, key: bytes, secret: str = "") -> Webhook:
    """The webhook below a public address. What is not given is derived from the key."""
    return Webhook(public_url, _derived(key, "path"), secret or _derived(key, "secret"))


async def announce(bot: Bot, webhook: Webhook) -> None:
    """Have updates brought from now on; what waits at Telegram is brought too.

    Raises WebhookRefused for an address Telegram does not take, else TelegramError.
    """
    try:
        await bot.set_webhook(
            webhook.url,
            max_connections=CONNECTIONS,
            allowed_updates=ALLOWED_UPDATES,
            drop_pending_updates=False,
            secret_token=webhook.secret,
        )
    except BadRequest as error:
        raise WebhookRefused(redact(error.message)) from None


def _derived(key: bytes, purpose: str) -> str:
    """A word that tells nothing of the key; the same after every start."""
    return hmac.digest(key, f"webhook {purpose}".encode(), "sha256").hex()
