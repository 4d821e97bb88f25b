"""Lines that go on from the one before: «nộp ở đâu?», «thế còn báo cáo năm?»."""

from dataclasses import replace

from bot.asking.understanding import OF_A_KIND, Question, goes_on
from bot.asking.vocabulary import Intent

SURE_OF_FOLLOWING = 0.8
_ABOUT_A_DUTY = OF_A_KIND - {Intent.SUBMIT_REPORT}
_OWN_SLOTS = frozenset({"all", "bloc", "overdue", "phase"})
"""What is asked about all duties, or of others: about no single one of the unit."""


def followed(
    text: str, question: Question, before: Question | None, *, names_duty: bool = False
) -> Question:
    """The question as it goes on from the one `before` (None: there was none lately).

    One that names no duty is about the duty asked about before; one that names only a duty wants
    to know of it what was asked before. `names_duty`: by the day on which it is due.
    """
    if before is None or names_duty:
        return question
    sure = max(SURE_OF_FOLLOWING, question.confidence)
    if question.kind is not None and goes_on(text) and before.intent in _ABOUT_A_DUTY:
        return replace(question, intent=before.intent, confidence=sure, or_else=None)
    if question.kind is not None or question.on_reports or question.intent not in _ABOUT_A_DUTY:
        return question
    if question.slot is not None and question.slot.split("_")[0] in _OWN_SLOTS:
        return question
    slot = before.slot if question.slot is None else question.slot
    return replace(question, kind=before.kind, slot=slot, confidence=sure, or_else=None)
