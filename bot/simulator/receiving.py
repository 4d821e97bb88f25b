"""Methods by which a bot gets its updates: asking for them, or having them brought."""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

from bot.simulator.refusals import Json, Refusal, bad_request
from bot.simulator.telegram import Telegram
from bot.simulator.webhooks import WebhookSettings

MOST_CONNECTIONS = 100
LONGEST_SECRET = 256
PORTS = {"80", "88", "443", "8443"}
_SECRET = re.compile(r"[A-Za-z0-9_-]*")
ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


async def get_updates(telegram: Telegram, p: Json) -> list[Json]:
    """getUpdates: waits really up to `timeout` seconds for news."""
    if telegram.webhook.settings is not None:
        raise Refusal(409, ACTIVE)
    telegram.updates.allow(p.get("allowed_updates"))
    return await telegram.updates.fetch(p.get("offset", 0), p.get("limit", 0), p.get("timeout", 0))


def set_webhook(telegram: Telegram, p: Json) -> bool:
    """setWebhook: whoever polls is thrown out, what waits is brought; an empty url ends it."""
    if not p["url"]:
        return delete_webhook(telegram, p)
    secret = p.get("secret_token", "")
    _check_secret(secret)
    if not telegram.webhook.is_local:
        _check_address(urlsplit(p["url"]))
    connections = min(max(p.get("max_connections", 40), 1), MOST_CONNECTIONS)
    telegram.updates.allow(p.get("allowed_updates"))
    _drop_if_asked(telegram, p)
    telegram.updates.end_polling()
    telegram.webhook.set(WebhookSettings(p["url"], secret, connections))
    return True


def delete_webhook(telegram: Telegram, p: Json) -> bool:
    """deleteWebhook: back to getUpdates."""
    _drop_if_asked(telegram, p)
    telegram.webhook.set(None)
    return True


def get_webhook_info(telegram: Telegram, p: Json) -> Json:
    """getWebhookInfo: where updates go, how many wait, and what went wrong last."""
    settings, error = telegram.webhook.settings, telegram.webhook.last_error
    allowed = telegram.updates.allowed
    return {
        "url": settings.url if settings else "",
        "has_custom_certificate": False,
        "pending_update_count": len(telegram.updates),
        **({"max_connections": settings.connections} if settings else {}),
        **({"allowed_updates": allowed} if settings and allowed else {}),
        **({"last_error_date": error[0], "last_error_message": error[1]} if error else {}),
    }


def _drop_if_asked(telegram: Telegram, p: Json) -> None:
    if p.get("drop_pending_updates"):
        telegram.updates.forget()


def _check_secret(secret: str) -> None:
    if len(secret) > LONGEST_SECRET:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")


def _check_address(url: SplitResult) -> None:
    """As Telegram's own servers do, except that no name is looked up: nothing leaves here."""
    if url.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if str(url.port or 443) not in PORTS:
        ports = "Webhook can be set up only on ports 80, 88, 443 or 8443"
        raise bad_request(f"bad webhook: {ports}")
    if not url.hostname or "." not in url.hostname:
        raise bad_request("bad webhook: Failed to resolve host: Name or service not known")
    try:
        address = ipaddress.ip_address(url.hostname)
    except ValueError:
        return
    if not address.is_global:
        raise bad_request(f"bad webhook: IP address {address} is reserved")
