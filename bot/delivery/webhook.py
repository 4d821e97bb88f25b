"""Telling Telegram where to bring updates."""

import hmac
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from telegram import Bot, WebhookInfo
from telegram.error import BadRequest, TelegramError

from bot.clock import Clock
from bot.delivery.complaints import Complaint
from bot.delivery.hearing import Hearing
from bot.delivery.polling import ALLOWED_UPDATES
from bot.delivery.secrets import redact
from storage.database import Database

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


class Watch:
    """Looks now and then whether Telegram still brings updates here, and says so if not.

    A copy of the bot that was started elsewhere, if only for a moment, has ended our webhook:
    it is set again.
    """

    def __init__(self, bot: Bot, webhook: Webhook) -> None:
        self._bot = bot
        self._webhook = webhook
        self._failing = Complaint("webhook.reached_again")
        self._last_error: datetime | None = None
        self._is_unreached = False

    async def look(self) -> bool:
        """Ask Telegram once; whether it reaches us. Never raises for what it answers."""
        try:
            info = await self._bot.get_webhook_info()
            if info.url != self._webhook.url:
                log.warning("Another copy of this bot took the updates: end it; ours are back")
                await announce(self._bot, self._webhook)
                return False
        except (TelegramError, WebhookRefused) as error:
            self._failing.about("unasked", "webhook.not_looked_after", error=redact(str(error)))
            return False
        return self._judge(info)

    def _judge(self, info: WebhookInfo) -> bool:
        is_new = info.last_error_date is not None and info.last_error_date != self._last_error
        self._last_error = info.last_error_date
        if is_new and info.pending_update_count:
            words = f"Telegram cannot bring updates to {self._webhook.public_url}"
            waiting, reason = info.pending_update_count, redact(info.last_error_message or "")
            self._failing.about("unreached", words, reason=reason, waiting=waiting)
            self._is_unreached = True
        elif not info.pending_update_count:
            self._failing.settled()
            self._is_unreached = False
        return not self._is_unreached


async def look_after(watch: Watch, hearing: Hearing, database: Database, clock: Clock) -> None:
    """Look once, and note whether Telegram reaches us."""
    if await watch.look():
        await hearing.hear(database, clock.now())
    else:
        hearing.lost()


def _derived(key: bytes, purpose: str) -> str:
    """A word that tells nothing of the key; the same after every start."""
    return hmac.digest(key, f"webhook {purpose}".encode(), "sha256").hex()
