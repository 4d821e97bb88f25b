"""Which of a unit's duties a question is about, and what else is asked in the same line."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.asking.understanding import SURE_ENOUGH, Question, understand
from bot.asking.vocabulary import Intent
from bot.rules.obligations import Duty, in_order
from bot.rules.plans import REPORTS

_PARTS = re.compile(r"[?!;\n]|[,.](?!\d)|\b(?:và|va|với lại)\b")
_DAY = re.compile(r"(?<![\d/])(\d{1,2}) ?[/.-] ?(\d{1,2})(?![\d%])")
_FEWEST_WORDS = 2
_FEWEST_PARTS = 2
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
    asked = [whole if each.intent is whole.intent else each for each in map(understand, parts)]
    for place, other in enumerate(asked):
        is_new = other.intent not in (whole.intent, *_NO_SECOND)
        if is_new and other.confidence >= SURE_ENOUGH:
            second = replace(other, kind=other.kind or whole.kind)
            return (second, whole) if whole in asked[place:] else (whole, second)
    return (whole,)


def days_named(text: str) -> frozenset[tuple[int, int]]:
    """The days a text names as day/month: (day, month)."""
    named = ((int(day), int(month)) for day, month in _DAY.findall(text))
    return frozenset((day, month) for day, month in named if 0 < day < 32 and 0 < month < 13)


def meant(duties: Sequence[Duty], question: Question, text: str = "") -> list[Duty]:
    """The duties that may be meant, undone ones first, nearest first.

    A day that is named points at the duty that has it, written or in force.
    """
    if question.kind is not None:
        duties = [duty for duty in duties if duty.obligation.kind is question.kind]
    elif on_day := of_days(duties, text):
        duties = on_day
    elif question.on_reports:
        duties = [duty for duty in duties if duty.obligation.kind in REPORTS]
    return sorted(in_order(duties), key=lambda duty: duty.is_done)


def of_days(duties: Sequence[Duty], text: str) -> list[Duty]:
    """The duties due on a day that a text names."""
    named = days_named(text)
    found = []
    for duty in duties:
        deadline = duty.obligation.deadline
        if deadline is None:
            continue
        days = {deadline.written, deadline.day, deadline.last_day}
        if named & {(day.day, day.month) for day in days}:
            found.append(duty)
    return found
