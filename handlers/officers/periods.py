"""What recurs in a plan in preparation, as the duties that would be made of it."""

from bot.actions.preparing import PreparationView
from bot.context import BotContext
from bot.messages.preparing import written_phrase
from bot.messages.preparing_forms import PLANS_WORDS
from bot.plan_reader.periods import periods_of
from bot.rules.deadlines import Deadline
from bot.rules.preparing import NothingAhead, Occurrence
from handlers.officers.acting import today


def occurrences(
    context: BotContext, view: PreparationView, recurrence: str, *, inclusive: bool
) -> list[Occurrence]:
    """One a period of the plan's year that is not over yet. Raises NothingAhead."""
    found = []
    for period in periods_of(recurrence, view.draft.year):
        deadline = Deadline(period.day, inclusive)
        if deadline.last_day >= today(context):
            words = written_phrase(PLANS_WORDS, deadline)
            found.append(Occurrence(period.name, deadline, words))
    if not found:
        raise NothingAhead(view.draft.year)
    return found
