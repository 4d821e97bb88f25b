"""The way in: what Telegram gives is stored by the Poller and handled by the Dispatcher."""

from bot.delivery.dispatching import Dispatcher
from bot.delivery.polling import Poller

__all__ = ["Dispatcher", "Poller"]
