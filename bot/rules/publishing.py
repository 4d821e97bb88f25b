"""What units are told of a plan that comes into force."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.rules.deadlines import Calendar, Term
from bot.rules.obligations import Duty
from bot.rules.plans import PlanDraft
from bot.rules.preparing import collected


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to hand in: its title and its term, None while no date is set."""

    title: str
    term: Term | None


def asked_by(draft: PlanDraft, calendar: Calendar) -> list[Asked]:
    """What the plan would ask of every unit, nearest first, the undated at the end."""
    return _in_order(Asked(each.title, calendar.term(each.deadline)) for each in collected(draft))


def asked_in(duties: Iterable[Duty]) -> list[Asked]:
    """What of a plan is still awaited from a unit, in the same order."""
    awaited = (duty for duty in duties if duty.is_awaited and duty.obligation.is_collected)
    return _in_order(Asked(duty.obligation.title, duty.term) for duty in awaited)


def _in_order(asked: Iterable[Asked]) -> list[Asked]:
    return sorted(asked, key=lambda each: each.term.last_day if each.term else date.max)


def free_slug(wanted: str, taken: Iterable[str]) -> str:
    """The name a plan is kept under: the one wanted, numbered where it is taken."""
    known = set(taken)
    numbered = (wanted, *(f"{wanted}-{number}" for number in range(2, len(known) + 3)))
    return next(slug for slug in numbered if slug not in known)
