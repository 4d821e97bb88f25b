"""Campaign time: the system's, or one that can be moved for rehearsals and the demo."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells campaign time. Leases, limits and network waits never ask it: they use monotonic."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class SystemClock:
    """The time of this machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class RehearsalClock:
    """A clock that starts at any moment, runs at any speed and can be moved.

    `speed` is campaign seconds a real second; 0 stands still, as tests like it. Whoever moves it
    lets the application tick afterwards.
    """

    def __init__(self, start: datetime, speed: float = 1.0) -> None:
        if start.tzinfo is None:
            raise ValueError("a clock needs a start with its zone")
        self._speed = speed
        self._start = start.astimezone(UTC)
        self._since = time.monotonic()

    def now(self) -> datetime:
        elapsed = (time.monotonic() - self._since) * self._speed
        return self._start + timedelta(seconds=elapsed)

    def move_to(self, moment: datetime) -> None:
        """Go to a moment (aware), forwards or back."""
        self._start = moment.astimezone(UTC)
        self._since = time.monotonic()

    def move_by(self, step: timedelta) -> None:
        """Go on by a step, as `move_to`."""
        self.move_to(self.now() + step)
