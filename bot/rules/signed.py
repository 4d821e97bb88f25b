"""Signed copies: the paper of what was handed in, signed and stamped, as a photo or a scan."""

from dataclasses import dataclass
from datetime import datetime

from bot.rules.errors import RuleViolation
from bot.rules.files import FilePart

SCANS = frozenset({"application/pdf", "image/jpeg", "image/png"})
"""What a signed copy may be: a scan, or pictures of its pages."""


class NothingToSign(RuleViolation):
    """Nothing stands that a signed copy could be attached to."""


class NotAScan(RuleViolation):
    """A file that can be altered: no copy of a signed page."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NoPages(RuleViolation):
    """Not one page has been sent."""


class NewerVersion(RuleViolation):
    """What is to be signed was handed in anew since its pages were looked at."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version


@dataclass(frozen=True, slots=True)
class ToSign:
    """What stands of a unit for an obligation: the report or registration a signed copy is of."""

    report_id: int | None
    registration_id: int | None
    version: int
    is_signed: bool


@dataclass(frozen=True, slots=True)
class SignedDraft:
    """A signed copy about to be attached. `completed_at` is when its last page was sent."""

    files: tuple[FilePart, ...]
    completed_at: datetime


@dataclass(frozen=True, slots=True)
class SignedView:
    """A signed copy as attached; its receipt's `number`, and the moment it came.

    `late` or not where it is what decides, None where it is no more than attached.
    """

    id: int
    number: int
    came_at: datetime
    member: str
    files: tuple[FilePart, ...]
    late: bool | None = None


def check_scan(part: FilePart) -> None:
    """Raise NotAScan for anything but a PDF or a picture."""
    if part.mime not in SCANS:
        raise NotAScan(part.name)


def check_pages(draft: SignedDraft) -> None:
    """Raise NoPages unless there is something to attach."""
    if not draft.files:
        raise NoPages
