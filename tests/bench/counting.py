"""What the counting Telegram knows: who has asked, what was answered when, what was too fast."""

import json
import time
from collections import deque
from collections.abc import Callable
from typing import Any

FIRST_PERSON = 7_000_000_000
WINDOW = 1.0


class Counting:
    """Hands out questions, counts what is said, and refuses what is said too fast.

    `limit` is messages in any second (0: none). While people `keep_asking`, each asks again as
    soon as they are answered. A wait is from the question to the arrival of the first message.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._next_id = 1
        self.pending: deque[tuple[int, bytes]] = deque()
        self.limit = 0
        self.keep_asking = False
        self.polled_at = 0.0
        self._asked_at: dict[int, float] = {}
        self._accepted: deque[float] = deque()
        self.mark()

    def mark(self) -> None:
        """Begin to count anew."""
        self._times: list[float] = []
        self._waits: list[float] = []
        self._others: dict[str, int] = {}
        self._refused = 0

    def ask(self, number: int, text: str = "/han") -> None:
        """Let a person (by number, from 0) write to the bot."""
        person = FIRST_PERSON + number
        body = json.dumps(_update(self._next_id, person, text)).encode()
        self.pending.append((self._next_id, body))
        self._next_id += 1
        self._asked_at.setdefault(person, self._clock())

    def updates(self, offset: int, limit: int) -> bytes:
        """The updates of one poll, as a JSON list; those before the offset are confirmed."""
        while self.pending and self.pending[0][0] < offset:
            self.pending.popleft()
        given = [body for _, body in list(self.pending)[:limit]]
        return b"[" + b",".join(given) + b"]"

    def send(self, chat_id: int) -> float:
        """Take a message to a chat; the seconds to wait first if it came too fast, else 0."""
        now = self._clock()
        if self._is_too_fast(now):
            self._refused += 1
            return WINDOW
        self._times.append(now)
        asked_at = self._asked_at.pop(chat_id, None)
        if asked_at is not None:
            self._waits.append(now - asked_at)
            if self.keep_asking:
                self.ask(chat_id - FIRST_PERSON)
        return 0

    def note(self, method: str) -> None:
        """Count a call of another method."""
        self._others[method] = self._others.get(method, 0) + 1

    def report(self) -> dict[str, Any]:
        """What was counted since the mark."""
        return {
            "messages": len(self._times),
            "first": self._times[0] if self._times else 0.0,
            "last": self._times[-1] if self._times else 0.0,
            "now": self._clock(),
            "answers": len(self._waits),
            "waits": {str(n): percentile(self._waits, n) for n in (50, 95)},
            "unanswered": len(self._asked_at),
            "refused": self._refused,
            "others": self._others,
            "polled_at": self.polled_at,
        }

    def _is_too_fast(self, now: float) -> bool:
        if not self.limit:
            return False
        while self._accepted and self._accepted[0] <= now - WINDOW:
            self._accepted.popleft()
        if len(self._accepted) >= self.limit:
            return True
        self._accepted.append(now)
        return False


def percentile(values: list[float], share: int) -> float:
    """The value that `share` percent do not exceed; 0 without any."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)] if ordered else 0.0


def _update(number: int, person: int, text: str) -> dict[str, Any]:
    name = "Nguyễn Văn Hòa"
    message: dict[str, Any] = {
        "message_id": number,
        "date": int(time.time()),
        "chat": {"id": person, "type": "private", "first_name": name},
        "from": {"id": person, "is_bot": False, "first_name": name, "language_code": "vi"},
        "text": text,
    }
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    return {"update_id": number, "message": message}
