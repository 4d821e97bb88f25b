"""Receipts: our numbered proof that we hold something."""

from dataclasses import dataclass
from datetime import datetime

from bot.rules.answers import NO_ANSWERS, Answers
from bot.rules.files import FilePart
from bot.rules.obligations import Obligation
from bot.rules.reports import Verdict


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """A receipt with all that it says. `number` counts per plan; `issued_at` is our own time."""

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

    @property
    def has_answers(self) -> bool:
        """Whether its report holds figures or sections, to be written out on paper."""
        return not self.answers.is_empty
