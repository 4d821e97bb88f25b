"""Verifying receipts: what anyone with the code may see, and how often one may guess."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.rules.channels import Channel
from bot.rules.errors import RuleViolation

MOST_FAILURES = 10
FAILURES_WITHIN = timedelta(hours=1)


class UnknownCode(RuleViolation):
    """No receipt has this code, or its record is not the one that was signed."""


class TooManyGuesses(RuleViolation):
    """The person has typed too many wrong codes within the hour."""


@dataclass(frozen=True, slots=True)
class VerifiedReceipt:
    """What a holder of the code sees: unit, time, verdict and fingerprints, nothing more.

    `replaced` tells that the unit handed in a newer version since. `signed`: it is the receipt of a
    signed copy; `attached_to` the number of the one whose verdict stands, if it decides nothing.
    `unit` and `organisation` are the names of that day, `unit_now` and `organisation_now` the
    present ones where these are others.
    """

    code: str
    number: int
    organisation: str
    unit: str
    title: str
    plan_number: str
    version: int
    counted_at: datetime
    issued_at: datetime
    closes_at: datetime | None
    late: bool
    fingerprints: tuple[str, ...]
    replaced: bool
    signed: bool = False
    attached_to: int | None = None
    channel: Channel = Channel.BOT
    unit_now: str = ""
    organisation_now: str = ""

    def has(self, sha256: str) -> bool:
        """Whether a file with this fingerprint was handed in."""
        return sha256 in self.fingerprints


def check_guesses(failures: int) -> None:
    """Raise TooManyGuesses once a person failed ten times within the hour."""
    if failures >= MOST_FAILURES:
        raise TooManyGuesses
