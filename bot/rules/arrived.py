"""What came another way than the bot, as an officer enters it."""

from dataclasses import dataclass
from datetime import date, time

from bot.rules.channels import Channel
from bot.rules.errors import RuleViolation
from bot.rules.files import FilePart


@dataclass(frozen=True, slots=True)
class Arrived:
    """By which way it came, on which local day (and hour where known), with what."""

    channel: Channel
    day: date
    hour: time | None = None
    files: tuple[FilePart, ...] = ()
    note: str = ""


class HandedInMeanwhile(RuleViolation):
    """A version stands that the officer had not seen; entering makes another one only if told so.

    `version` is the one that stands.
    """

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version
