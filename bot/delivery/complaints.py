"""Saying that something is wrong once, then once a minute, and that it is over."""

import time
from collections.abc import Callable

import structlog

log = structlog.get_logger()

EVERY = 60.0


class Complaint:
    """A trouble that may last: said at once, again every minute, and when it ends."""

    def __init__(self, over: str, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._over = over
        self._monotonic = monotonic
        self._said: str | None = None
        self._said_at = 0.0

    def about(self, trouble: str, words: str, **details: object) -> None:
        """Say it, unless the same trouble was spoken of within the last minute."""
        now = self._monotonic()
        if trouble != self._said or now - self._said_at >= EVERY:
            log.warning(words, **details)
            self._said, self._said_at = trouble, now

    def settled(self) -> None:
        """The trouble, if there was one, is over."""
        if self._said is not None:
            log.info(self._over)
        self._said = None
