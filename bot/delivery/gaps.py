"""Which updates may be handled while others, older than they, are still on their way.

Telegram's webhook brings a person's messages in order and their taps in order, but the two in
lines of their own: a tap may overtake the file that was sent before it. Numbers of updates follow
each other, so a number that is missing is one to wait for, for a moment.
"""

import time
from collections.abc import Callable, Iterable

PATIENCE = 0.5
NOTHING = -1
NEAR = 10_000
"""A number farther away than this is no gap: after a week of silence Telegram numbers anew."""


class Gaps:
    """Remembers which numbers came, and says up to which no older one is missing.

    A gap is waited for as long as others are being filled, and `patience` seconds more: an update
    may also have run out at Telegram and never come.
    """

    def __init__(
        self, patience: float = PATIENCE, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self.patience = patience
        self._monotonic = monotonic
        self._last: int | None = None
        self._ahead: dict[int, float] = {}
        self._filled_at = float("-inf")

    def begin(self, last: int | None) -> None:
        """Start after the newest number known from earlier, whatever came meanwhile."""
        self._last = last
        self._ahead.clear()

    def note(self, numbers: Iterable[int]) -> None:
        """These came and are stored."""
        now = self._monotonic()
        for number in sorted(numbers):
            if self._last is None or abs(number - self._last) > NEAR:
                self._last = number
                self._ahead.clear()
            elif number > self._last:
                self._add(number, now)

    @property
    def is_waiting(self) -> bool:
        """Whether something is held back for an older one."""
        self._give_up()
        return bool(self._ahead)

    def limit(self) -> int:
        """The highest number that may be handled. What was not noted lies beyond it."""
        self._give_up()
        return NOTHING if self._last is None else self._last

    def _give_up(self) -> None:
        now = self._monotonic()
        while self._ahead:
            first = min(self._ahead)
            if now - max(self._ahead[first], self._filled_at) < self.patience:
                return
            self._last = first - 1
            self._close_up()

    def _add(self, number: int, now: float) -> None:
        if self._ahead and number < max(self._ahead):
            self._filled_at = now
        self._ahead.setdefault(number, now)
        self._close_up()

    def _close_up(self) -> None:
        """Move on over what follows without a gap."""
        while self._last is not None and self._last + 1 in self._ahead:
            self._last += 1
            del self._ahead[self._last]
