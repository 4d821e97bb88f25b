"""What units are told of a plan that comes into force."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.rules.deadlines import Calendar, Term
from bot.rules.obligations import Duty
from bot.rules.plans import PlanDraft
from bot.rules.preparing import collected, without_period
from bot.rules.scopes import ALL, Known, Scope, scope_of


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to hand in: its title and its term, None while no date is set.

    Before it is told, also the `scope` it would be asked in, and of how many `units` that is.
    """

    title: str
    term: Term | None
    scope: Scope = ALL
    units: int = 0


def asked_by(draft: PlanDraft, calendar: Calendar, known: Known) -> list[Asked]:
    """What the plan would ask of units, nearest first, the undated at the end."""
    found = ((each, scope_of(each)) for each in collected(draft))
    return _in_order(
        Asked(each.title, calendar.term(each.deadline), scope, known.count(scope))
        for each, scope in found
    )


def in_series(asked: Sequence[Asked]) -> list[tuple[Asked, ...]]:
    """Each duty with all its periods, nearest first; what has no periods stands alone."""
    series: dict[tuple[str, Scope], list[Asked]] = {}
    for each in asked:
        series.setdefault((without_period(each.title), each.scope), []).append(each)
    return [tuple(periods) for periods in series.values()]


def concerns(draft: PlanDraft, bloc: str, type_: str) -> bool:
    """Whether a unit is to hear of the plan: it is asked for something, or nobody is."""
    asked = [scope_of(each) for each in collected(draft)]
    return not asked or any(scope.has(bloc, type_) for scope in asked)


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
