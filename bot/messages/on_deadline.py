"""The answer on a deadline asked for in a person's own words: in chat and by the command alike."""

from collections.abc import Sequence
from datetime import date

from bot.asking import Intent, Question, SaidDay, day_to_hand_in, days_said, meant, of_days
from bot.messages.asking import no_such_duty, to_the_point
from bot.messages.deadlines import duty_screen
from bot.messages.screens import Screen
from bot.rules.obligations import Duty
from bot.rules.plans import Kind
from bot.texts import Texts

MOST_OTHERS = 3


def answer_on_deadline(
    t: Texts, unit: str, duties: Sequence[Duty], question: Question, text: str, today: date
) -> tuple[Screen, Kind | None]:
    """The whole answer on the nearest of a unit's duties that may be meant, the others below it.

    Above it what the line asks of a day that it names: whether that is early enough, or that
    nothing is due then. With it comes the kind of the duty that it is about.
    """
    said = days_said(text, today)
    found = meant(duties, question, said)
    if not found:
        return no_such_duty(t), None
    first, *others = found
    undone = [duty for duty in found if not duty.is_done]
    # Of several a day may be early enough for one and too late for another.
    is_judged = question.intent is Intent.DEADLINE_QUERY and len(undone) == 1
    handing_in = day_to_hand_in(text, said, first, today) if is_judged else None
    named = _day_of_none(duties, question, said) if handing_in is None else None
    point = to_the_point(t, first, handing_in, named)
    screen = duty_screen(t, unit, first, today, others[:MOST_OTHERS], point)
    return screen, first.obligation.kind


def answer_on_a_day(
    t: Texts, unit: str, duties: Sequence[Duty], text: str, today: date
) -> Screen | None:
    """The answer on what is due on a day that a line names, though no more of it is understood."""
    found = of_days(duties, days_said(text, today))
    return duty_screen(t, unit, found[0], today, found[1 : 1 + MOST_OTHERS]) if found else None


def _day_of_none(
    duties: Sequence[Duty], question: Question, said: Sequence[SaidDay]
) -> date | None:
    """A day and month that a line names without a duty, when no duty is due on it."""
    if question.kind is not None or of_days(duties, said):
        return None
    return next((day.on for day in said if day.has_month and not day.is_relative), None)
