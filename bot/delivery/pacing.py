"""Two ways to keep a rate: so many in any window, and one after another at a pace.

A turn that is taken somewhat late counts from when it came: the lateness of timers would
otherwise add up and cost the rate.
"""

from collections import deque

LATENESS = 0.01
"""How late a turn of a window may be taken and still count from when it came."""

CATCH_UP = 0.02
"""How far a pace may lag behind and still catch up."""


class Window:
    """At most `most` in any `seconds`."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        self._times: deque[float] = deque(maxlen=most)

    def room(self, now: float) -> int:
        """How many may go now."""
        over = 0
        for at in self._times:
            if at + self._seconds > now:
                break
            over += 1
        return self._most - len(self._times) + over

    def wait(self, now: float) -> float:
        """Seconds until one may go; 0 when one may."""
        if len(self._times) < self._most:
            return 0.0
        return max(0.0, self._times[0] + self._seconds - now)

    def note(self, now: float) -> None:
        """Count one that goes now."""
        if len(self._times) == self._most:
            turn = self._times[0] + self._seconds
            now = max(now - LATENESS, min(now, turn))
        # The oldest falls out by itself.
        self._times.append(now)

    def is_empty(self, now: float) -> bool:
        """Whether nothing counts any more."""
        return not self._times or self._times[-1] + self._seconds <= now


class Pace:
    """One after another, an interval apart; the interval may change between them."""

    def __init__(self) -> None:
        self._next = float("-inf")

    def room(self, now: float, interval: float) -> int:
        """How many may go now: one, and those the pace lags behind."""
        turn = max(self._next, now - CATCH_UP)
        return 0 if turn > now else 1 + int((now - turn) / interval)

    def wait(self, now: float) -> float:
        """Seconds until one may go; 0 when one may."""
        return max(0.0, self._next - now)

    def note(self, now: float, interval: float) -> None:
        """Count one that goes now."""
        self._next = max(self._next, now - CATCH_UP) + interval
