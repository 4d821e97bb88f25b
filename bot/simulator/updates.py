"""The queue of news for the bot: fetched by long polling, or brought by a webhook."""

import time
from collections.abc import Sequence

from bot.simulator.bell import Bell
from bot.simulator.refusals import Json, Refusal

MAX_LIMIT = 100
MAX_TIMEOUT = 50
FIRST_UPDATE_ID = 700_000_001
# These three come only to a bot that asks for them by name.
_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}
TWO_POLLERS = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
WEBHOOK_SET = "Conflict: terminated by setWebhook request"


class UpdateQueue:
    """Updates wait here until the bot confirms them with a higher offset."""

    def __init__(self) -> None:
        self.open = True
        self._bell = Bell()
        self._waiting: list[Json] = []
        self.next_id = FIRST_UPDATE_ID
        self._allowed: frozenset[str] = frozenset()
        self._poll: object = None
        self._thrown_out_by = TWO_POLLERS

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def waiting(self) -> Sequence[Json]:
        """What the bot has not taken yet, the oldest first."""
        return self._waiting

    @property
    def allowed(self) -> list[str]:
        """The kinds that the bot asked for by name; none for the usual ones."""
        return sorted(self._allowed)

    def push(self, kind: str, news: Json) -> None:
        """Queue news of a kind ("message"), unless the bot has said it does not want that kind."""
        wanted = kind in self._allowed if self._allowed else kind not in _ON_REQUEST
        if wanted:
            self._waiting.append({"update_id": self.next_id, kind: news})
            self.next_id += 1
            self._bell.ring()

    def allow(self, kinds: Sequence[str] | None) -> None:
        """Which kinds come from now on; an empty list is the default, None changes nothing."""
        if kinds is not None:
            self._allowed = frozenset(kinds)

    def forget(self) -> None:
        """Drop everything that waits."""
        self._waiting.clear()

    def take(self, update_id: int) -> None:
        """The bot has this one."""
        self._waiting = [each for each in self._waiting if each["update_id"] != update_id]

    def ring(self) -> None:
        """Something changed for whoever waits."""
        self._bell.ring()

    async def wait(self, seconds: float) -> None:
        """Return at the next news or change, or quietly after so many real seconds."""
        await self._bell.wait(seconds)

    def end_polling(self) -> None:
        """Throw out whoever polls: updates go another way from now on."""
        self._poll, self._thrown_out_by = None, WEBHOOK_SET
        self._bell.ring()

    def close(self) -> None:
        """Let whoever polls go, empty-handed: the server stops."""
        self.open = False
        self._bell.ring()

    async def fetch(self, offset: int, limit: int, seconds: int) -> list[Json]:
        """Confirm what is before `offset` and return up to `limit` updates, the oldest first.

        With none there, waits up to `seconds` of real time for the first. Whoever was waiting
        already is refused with 409.
        """
        self._confirm(offset)
        limit = limit if 0 < limit <= MAX_LIMIT else MAX_LIMIT
        if self._waiting or seconds <= 0:
            return self._waiting[:limit]
        self._poll = poll = object()
        self._thrown_out_by = TWO_POLLERS
        self._bell.ring()
        ends_at = time.monotonic() + min(seconds, MAX_TIMEOUT)
        while self.open and not self._waiting and (left := ends_at - time.monotonic()) > 0:
            await self._bell.wait(left)
            if self._poll is not poll:
                raise Refusal(409, self._thrown_out_by)
        return self._waiting[:limit]

    def _confirm(self, offset: int) -> None:
        if offset > 0:
            self._waiting = [update for update in self._waiting if update["update_id"] >= offset]
        elif offset < 0:
            self._waiting = self._waiting[offset:]
