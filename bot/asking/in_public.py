"""What is asked in front of everybody: which of it may be answered there, and as what it is kept.

Kept is what was understood, never what somebody wrote.
"""

from collections.abc import Sequence
from typing import Any

from bot.asking.choosing import readings_of
from bot.asking.days import days_named
from bot.asking.phrases import heard_in
from bot.asking.understanding import Question, is_asking
from bot.asking.vocabulary import Intent
from bot.rules.phrases import Phrase
from bot.rules.plans import Kind

SURE_OF_REPLIES = 0.8
"""Replies are mostly meant for the colleagues: only what is surely asked of us is answered."""

_SMALL_TALK = frozenset({Intent.OTHER, Intent.GREETING_HELP})
_OF_ONE_UNIT = frozenset({Intent.MY_STATUS, Intent.DIFFICULTY_FEEDBACK})
_SLOTS_OF_ONE_UNIT = frozenset({"overdue", "amend"})
_DONE_IN_PRIVATE = frozenset({Intent.SUBMIT_REPORT, Intent.REGISTER})


def asked_in_public(
    text: str, phrases: Sequence[Phrase] = (), *, is_reply: bool
) -> tuple[Question, ...]:
    """The questions put to the bot in a group; none where it is small talk or not understood.

    `phrases` are those of the organisation whose group it is.
    """
    first, *also = heard_in(text, phrases)
    if readings_of(first):
        # A guess is for the private chat, where it can be asked about.
        return ()
    asked = (first, *(each for each in also if not readings_of(each)))
    if first.intent in _SMALL_TALK:
        return asked if first.intent is Intent.OTHER and days_named(text) else ()
    if is_reply and not is_asking(text):
        is_idle = is_of_one_unit(first) or first.intent in _DONE_IN_PRIVATE
        return () if is_idle or first.confidence < SURE_OF_REPLIES else asked
    return asked


def is_of_one_unit(question: Question) -> bool:
    """Whether the answer would be about one unit's own record."""
    return question.intent in _OF_ONE_UNIT or question.slot in _SLOTS_OF_ONE_UNIT


def kept_of(questions: tuple[Question, ...], text: str) -> dict[str, Any]:
    """What was asked, as JSON values: of the text no more than the days it names."""
    asked = [
        {
            "intent": each.intent.value,
            "kind": each.kind.value if each.kind else None,
            "slot": each.slot,
            "reports": each.on_reports,
        }
        for each in questions
    ]
    return {"asked": asked, "days": " ".join(days_named(text))}


def questions_kept(kept: dict[str, Any]) -> list[Question]:
    """The questions again."""
    return [
        Question(
            Intent(each["intent"]),
            Kind(each["kind"]) if each["kind"] else None,
            each["slot"],
            1.0,
            each["reports"],
        )
        for each in kept["asked"]
    ]
