"""Receipts: our numbered proof that we hold something."""

from dataclasses import dataclass
from datetime import datetime

from bot.rules.answers import NO_ANSWERS, Answers
from bot.rules.channels import Channel
from bot.rules.files import FilePart
from bot.rules.obligations import Obligation
from bot.rules.reports import Verdict
from bot.rules.signed import SignedView


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """A receipt with all that it says. `number` counts per plan; `issued_at` is our own time.

    What came by another `channel` than the bot was entered by `member`, an officer, and of its
    moment the day alone is known. Where a signed copy (`signed_id`) decides nothing, `attached_to`
    is the number of the receipt whose verdict stands. `signed` is the newest signed copy of what
    this proves; `awaits_signed` when there is none and one may be sent. `unit` is the name the unit
    had when it was issued, `unit_now` its present one where that is another; likewise
    `organisation` and `organisation_now`, which may be the one that it was merged into.
    """

    number: int
    code: str
    organisation_id: int
    unit_id: int
    unit: str
    member: str
    obligation: Obligation
    version: int
    verdict: Verdict
    issued_at: datetime
    files: tuple[FilePart, ...] = ()
    words: str = ""
    report_id: int | None = None
    registration_id: int | None = None
    answers: Answers = NO_ANSWERS
    signed_id: int | None = None
    channel: Channel = Channel.BOT
    attached_to: int | None = None
    signed: SignedView | None = None
    awaits_signed: bool = False
    unit_now: str = ""
    organisation: str = ""
    organisation_now: str = ""

    @property
    def has_answers(self) -> bool:
        """Whether its report holds figures or sections, to be written out on paper."""
        return not self.answers.is_empty
