"""How fast Telegram may be written to: all in all, in one chat, and after a 429.

Only arithmetic on monotonic time; nothing here sleeps. Telegram lets a bot send about 30 messages
a second, one a second to a chat and 20 a minute to a group (https://core.telegram.org/bots/faq).
"""

import math
import time
from collections.abc import Callable

from bot.delivery.pacing import Pace, Window
from bot.rules.outbox import LANES, Lane

SHARE = 0.98
"""What of a limit is used: at 100% the network's jitter alone earns a 429."""

HEADROOM = 0.8
"""What of the rate reminders and notices may take while people are being answered."""

ANSWERING = 5.0
"""For how many seconds after an answer people count as being answered."""

UNLIMITED = 1_000_000.0
GROUP_MINUTE = 60 / SHARE
MOST_CHATS = 10_000


class Limits:
    """What may be sent now, by lane and chat.

    `rate` is messages a second in all, `chat_rate` in one chat, `group_rate` a minute in a group.
    Answers may use whatever the rate leaves, at once; reminders and notices go evenly, and leave
    headroom while people are being answered.
    """

    def __init__(
        self,
        rate: float = 30.0,
        chat_rate: float = 1.0,
        group_rate: int = 20,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        most = max(1, int(rate))
        self._rate = rate * SHARE
        self._between = 1 / (chat_rate * SHARE)
        self._group_rate = group_rate
        self._monotonic = monotonic
        self._all = Window(most, most / self._rate)
        self._bulk = Pace()
        self._paused: dict[Lane, float] = {}
        self._answered_at = float("-inf")
        self._chats: dict[int, float] = {}
        self._groups: dict[int, Window] = {}

    @classmethod
    def unlimited(cls) -> "Limits":
        """No limits but those of a 429: for a Telegram of one's own."""
        return cls(UNLIMITED, math.inf, int(UNLIMITED))

    def room(self, lane: Lane) -> int:
        """How many messages of a lane may go now, chats aside."""
        now = self._monotonic()
        if self.pause_of(lane) > 0:
            return 0
        room = self._all.room(now)
        return room if lane is Lane.ANSWER else min(room, self._bulk.room(now, self._interval(now)))

    def wait(self, lane: Lane) -> float:
        """Seconds until a message of the lane may go; 0 when one may now."""
        now = self._monotonic()
        waits = [self.pause_of(lane), self._all.wait(now)]
        if lane is not Lane.ANSWER:
            waits.append(self._bulk.wait(now))
        return max(waits)

    def turn(self) -> float:
        """Seconds until one more may go in all, pauses aside; 0 when it may now."""
        return self._all.wait(self._monotonic())

    def chat_wait(self, chat_id: int, ahead: int = 0) -> float:
        """Seconds until the chat may get a message, with `ahead` others before it."""
        now = self._monotonic()
        wait = max(0.0, self._chats.get(chat_id, float("-inf")) + self._between - now)
        if chat_id < 0 and chat_id in self._groups:
            wait = max(wait, self._groups[chat_id].wait(now))
        return wait + ahead * self._between

    def spend(self, lane: Lane, chat_id: int) -> None:
        """Count a message that goes out now, whether or not it was allowed."""
        now = self._monotonic()
        self._all.note(now)
        if lane is Lane.ANSWER:
            self._answered_at = now
        else:
            self._bulk.note(now, self._interval(now))
        self._note_chat(chat_id, now)

    def pause(self, lane: Lane, seconds: float) -> None:
        """Let nothing of a lane go for so long: Telegram said 429."""
        until = self._monotonic() + seconds
        self._paused[lane] = max(until, self._paused.get(lane, until))

    def pause_chat(self, chat_id: int, seconds: float) -> None:
        """Let nothing go to a chat for so long: Telegram said 429 of this one alone."""
        self._chats[chat_id] = self._monotonic() + seconds - self._between

    def pause_all(self, seconds: float) -> None:
        """Let nothing go for so long: Telegram cannot be reached."""
        for lane in LANES:
            self.pause(lane, seconds)

    def pause_of(self, lane: Lane) -> float:
        """Seconds the lane has still to pause."""
        return max(0.0, self._paused.get(lane, 0.0) - self._monotonic())

    def shortest_pause(self, most: float) -> float:
        """Seconds until a pausing lane may go on, at most `most`."""
        return min([most, *(left for lane in LANES if (left := self.pause_of(lane)) > 0)])

    def _interval(self, now: float) -> float:
        answering = now - self._answered_at < ANSWERING
        return 1 / (self._rate * (HEADROOM if answering else 1.0))

    def _note_chat(self, chat_id: int, now: float) -> None:
        if len(self._chats) >= MOST_CHATS:
            self._chats = {c: at for c, at in self._chats.items() if now - at < self._between}
            self._groups = {c: w for c, w in self._groups.items() if not w.is_empty(now)}
        self._chats[chat_id] = now
        if chat_id < 0:
            window = self._groups.setdefault(chat_id, Window(self._group_rate, GROUP_MINUTE))
            window.note(now)
