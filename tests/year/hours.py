"""The machine's time for a campaign in two minutes: waits of a retry are skipped, not waited."""

import time
from datetime import UTC, datetime, timedelta


class Hours:
    """Goes on by itself, as the machine's clock does, and may be moved on."""

    def __init__(self) -> None:
        self._skipped = 0.0

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self._skipped)

    def monotonic(self) -> float:
        return time.monotonic() + self._skipped

    def skip(self, seconds: float) -> None:
        """Let so much time have passed."""
        self._skipped += seconds
