"""How fast Telegram lets a bot send, for whoever wants to meet its 429."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field

# A chat action does not count.
SENDING = frozenset(
    {
        "sendMessage",
        "sendPhoto",
        "sendDocument",
        "sendVoice",
        "sendMediaGroup",
        "copyMessage",
        "forwardMessage",
        "editMessageText",
        "editMessageCaption",
        "editMessageMedia",
        "editMessageReplyMarkup",
    }
)


@dataclass(slots=True)
class _Bucket:
    rate: float
    size: float
    level: float
    at: float

    def wait(self, now: float) -> float:
        """Seconds until one more may pass; 0 when it may now."""
        self.level = min(self.size, self.level + (now - self.at) * self.rate)
        self.at = now
        return max(0.0, (1 - self.level) / self.rate)


@dataclass(slots=True)
class FloodLimits:
    """Telegram's published limits on real time: 30 messages a second, about one a second a chat.

    A chat takes a short burst before it refuses, as Telegram's documentation allows.
    """

    per_second: float = 30
    per_chat: float = 1
    burst: int = 3
    clock: Callable[[], float] = time.monotonic
    _buckets: dict[int, _Bucket] = field(default_factory=dict)

    def take(self, chat_id: int) -> int:
        """Count one message; return 0, or the whole seconds to wait when it is one too many."""
        now = self.clock()
        buckets = (
            self._bucket(0, self.per_second, self.per_second, now),
            self._bucket(chat_id, self.per_chat, self.burst, now),
        )
        wait = max(bucket.wait(now) for bucket in buckets)
        if wait == 0:
            for bucket in buckets:
                bucket.level -= 1
        return math.ceil(wait)

    def _bucket(self, key: int, rate: float, size: float, now: float) -> _Bucket:
        return self._buckets.setdefault(key, _Bucket(rate, size, size, now))
