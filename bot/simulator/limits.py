"""How fast Telegram lets a bot send, for whoever wants to meet its 429."""

import math
import time
from collections import deque
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
        "forwardMessages",
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
class _Minute:
    most: int
    times: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Seconds until one more may pass within a minute; 0 when it may now."""
        while self.times and self.times[0] <= now - 60:
            self.times.popleft()
        return 0.0 if len(self.times) < self.most else self.times[0] + 60 - now


@dataclass(slots=True)
class FloodLimits:
    """Telegram's published limits on real time: 30 messages a second, about one a second a chat.

    A chat takes a short burst before it refuses, as Telegram's documentation allows. A group takes
    20 a minute.
    """

    per_second: float = 30
    per_chat: float = 1
    burst: int = 3
    per_group_minute: int = 20
    clock: Callable[[], float] = time.monotonic
    _buckets: dict[int, _Bucket] = field(default_factory=dict)
    _minutes: dict[int, _Minute] = field(default_factory=dict)

    def take(self, chat_id: int) -> int:
        """Count one message; return 0, or the whole seconds to wait when it is one too many."""
        now = self.clock()
        buckets = (
            self._bucket(0, self.per_second, self.per_second, now),
            self._bucket(chat_id, self.per_chat, self.burst, now),
        )
        wait = max(bucket.wait(now) for bucket in buckets)
        if chat_id < 0:
            minute = self._minutes.setdefault(chat_id, _Minute(self.per_group_minute))
            wait = max(wait, minute.wait(now))
        if wait == 0:
            for bucket in buckets:
                bucket.level -= 1
            if chat_id < 0:
                minute.times.append(now)
        return math.ceil(wait)

    def _bucket(self, key: int, rate: float, size: float, now: float) -> _Bucket:
        return self._buckets.setdefault(key, _Bucket(rate, size, size, now))
