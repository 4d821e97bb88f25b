"""What a plan file must also satisfy once every value has its type."""

import re

from bot.campaigns.values import WrongValue
from bot.rules.errors import RuleViolation
from bot.rules.folding import fold
from bot.rules.ladders import ladder_of
from bot.rules.plans import ObligationDraft, PlanDraft

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_YEARS = range(2000, 2101)
_QUARTERS = range(1, 5)


def check_sense(draft: PlanDraft) -> None:
    """Raise `WrongValue` for what no plan can mean: year 20023, quarter 5."""
    if not _SLUG.fullmatch(draft.slug):
        raise WrongValue("slug", f"cannot be {draft.slug!r}", "use a-z, 0-9 and single hyphens")
    if draft.year not in _YEARS:
        raise WrongValue("year", f"cannot be {draft.year}", "write four digits, as 2023")
    for n, phase in enumerate(draft.phases, 1):
        if phase.starts_on and phase.ends_on and phase.ends_on < phase.starts_on:
            raise WrongValue(f"phases[{n}].ends_on", "is before starts_on", "swap or mend them")
    for n, obligation in enumerate(draft.obligations, 1):
        if not obligation.title.strip():
            raise WrongValue(f"obligations[{n}].title", "is empty", "say what is to be done")
        _check_scope(obligation, f"obligations[{n}]")
        _check_ladder(obligation, f"obligations[{n}].ladder")
    _check_programme(draft)


def _check_scope(obligation: ObligationDraft, key: str) -> None:
    for name, named in (("blocs", obligation.blocs), ("unit_types", obligation.unit_types)):
        if not all(each.strip() for each in named):
            raise WrongValue(f"{key}.{name}", "has an empty name", "leave it out")
        if len({fold(each) for each in named}) < len(named):
            raise WrongValue(f"{key}.{name}", "has a name twice", "write each once")


def _check_ladder(obligation: ObligationDraft, key: str) -> None:
    if obligation.ladder is None:
        return
    try:
        ordered = ladder_of(obligation.ladder.before, obligation.ladder.after)
    except RuleViolation:
        raise WrongValue(
            key, "has days too far away, or too many", "write fewer or nearer ones"
        ) from None
    if ordered != obligation.ladder:
        raise WrongValue(key, "is out of order", "write before: [7, 3, 1] and after: [1, 3]")


def _check_programme(draft: PlanDraft) -> None:
    numbers: set[int] = set()
    for n, item in enumerate(draft.programme, 1):
        if item.quarter not in _QUARTERS:
            raise WrongValue(f"programme[{n}].quarter", f"cannot be {item.quarter}", "write 1 to 4")
        if item.number in numbers:
            raise WrongValue(f"programme[{n}].number", f"{item.number} is used twice", "renumber")
        numbers.add(item.number)
