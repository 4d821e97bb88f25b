"""Which of a unit's duties a question is about, and what else is asked in the same line."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from bot.asking.days import SaidDay
from bot.asking.understanding import SURE_ENOUGH, Question, understand
from bot.asking.vocabulary import Intent
from bot.rules.folding import fold
from bot.rules.obligations import Duty, in_order
from bot.rules.plans import REPORTS

_PARTS = re.compile(r"[?!;\n]|[,.](?!\d)|\b(?:và|va|với lại)\b", re.IGNORECASE)
_HANDING_IN = re.compile(r"\b(?:nop|gui|xong|kip)\b")
_FEWEST_WORDS = 2
_FEWEST_PARTS = 2
_OF_ANY_DUTY = frozenset({Intent.DEADLINE_QUERY, Intent.MY_STATUS, Intent.HOW_TO_SUBMIT})
_NO_SECOND = frozenset({Intent.OTHER, Intent.GREETING_HELP})


def questions_in(text: str) -> tuple[Question, ...]:
    """The question of a line, and a second one where its parts ask for two different things.

    «bc 6t nop bao gio, nop o dau»: when, and where. The second is about the same duty unless it
    names another; they come in the order in which they were asked.
    """
    whole = understand(text)
    if whole.stated:
        return (whole,)
    parts = [part for part in _PARTS.split(text) if len(part.split()) >= _FEWEST_WORDS]
    if len(parts) < _FEWEST_PARTS or whole.intent in _NO_SECOND:
        return (whole,)
    heard = [understand(part) for part in parts]
    if whole.confidence < SURE_ENOUGH:
        # Two questions in one line are hard to hear together.
        whole = next(filter(_is_sure, heard), whole)
    asked = [whole if each.intent is whole.intent else each for each in heard]
    for place, other in enumerate(asked):
        if other.intent is not whole.intent and _is_sure(other):
            second = replace(other, kind=other.kind or whole.kind)
            return (second, whole) if whole in asked[place:] else (whole, second)
    return _of_two_duties(whole, heard)


def _of_two_duties(whole: Question, heard: Sequence[Question]) -> tuple[Question, ...]:
    """«bc 6t va bc nam han bao gio»: the same is asked of a second kind of duty."""
    kinds = (each.kind for each in heard if each.kind not in (None, whole.kind))
    other = next(kinds, None)
    if other is None or whole.kind is None or whole.intent not in _OF_ANY_DUTY:
        return (whole,)
    return (whole, replace(whole, kind=other, slot=other.value))


def _is_sure(question: Question) -> bool:
    return question.intent not in _NO_SECOND and question.confidence >= SURE_ENOUGH


def readings_of(question: Question) -> tuple[Question, ...]:
    """What a line may mean where that is in doubt, likeliest first; none where it is clear.

    One alone is a guess: no rule knows the line, or it is rather nobody's matter here. «báo cáo»
    alone may ask when, or hand in.
    """
    if question.or_else is Intent.OTHER:
        return (question,)
    if question.intent is Intent.OTHER and question.or_else is not None:
        return (replace(question, intent=question.or_else, or_else=Intent.OTHER, slot=None),)
    if question.or_else is not None:
        return (question, replace(question, intent=question.or_else, slot=None))
    if question.intent in _NO_SECOND or question.confidence >= SURE_ENOUGH:
        return ()
    if question.intent is Intent.SUBMIT_REPORT:
        others = (Intent.DEADLINE_QUERY, Intent.MY_STATUS)
        return (question, *(replace(question, intent=each) for each in others))
    return (question,)


def meant(duties: Sequence[Duty], question: Question, said: Sequence[SaidDay] = ()) -> list[Duty]:
    """The duties that may be meant, undone ones first, then by last valid day.

    A day that is named points at the duty that has it, written or in force.
    """
    if question.kind is not None:
        duties = [duty for duty in duties if duty.obligation.kind is question.kind]
    if on_day := of_days(duties, said):
        duties = on_day
    elif question.kind is None and question.on_reports:
        duties = [duty for duty in duties if duty.obligation.kind in REPORTS]
    return sorted(in_order(duties), key=lambda duty: duty.is_done)


def of_days(duties: Sequence[Duty], said: Sequence[SaidDay]) -> list[Duty]:
    """The duties due on a day that a line names: as written, in force, or the last valid one.

    A day said from today («thứ 6 tuần sau») is one to hand in on: it points at no duty.
    """
    named = [day for day in said if not day.is_relative]
    return [duty for duty in duties if any(map(partial(_is_due_on, duty), named))]


def _is_due_on(duty: Duty, said: SaidDay) -> bool:
    deadline = duty.obligation.deadline
    if deadline is None:
        return False
    return any(said.may_be(day) for day in (deadline.written, deadline.day, deadline.last_day))


def day_to_hand_in(text: str, said: Sequence[SaidDay], duty: Duty, today: date) -> date | None:
    """The day of which a line asks whether it is early enough for a duty, if it asks that.

    Not the duty's own day, of which its answer speaks anyway, and no day that is over. One without
    a year is that of the year nearest to the duty's last day.
    """
    if not _HANDING_IN.search(fold(text)) or duty.is_done or duty.term is None:
        return None
    last = duty.term.last_day
    days = [day.near(last) for day in said if not _is_due_on(duty, day)]
    return next((day for day in days if day >= today), None)
