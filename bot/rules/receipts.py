"""Receipts: our numbered proof that we hold something."""

from dataclasses import dataclass
from datetime import datetime

from bot.rules.files import FilePart
from bot.rules.obligations import Obligation
from bot.rules.reports import Verdict


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """A receipt with all that it says. `number` counts per plan; `issued_at` is our own time.

    `has_answers` tells that its report holds figures or sections, to be written out on paper.
    """

    number: int
    code: str
    organisation_id: int
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
    has_answers: bool = False
