"""What a plan file must also satisfy once every value has its type."""

import re

from bot.campaigns.values import WrongValue
from bot.rules.plans import PlanDraft

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
    _check_programme(draft)


def _check_programme(draft: PlanDraft) -> None:
    numbers: set[int] = set()
    for n, item in enumerate(draft.programme, 1):
        if item.quarter not in _QUARTERS:
            raise WrongValue(f"programme[{n}].quarter", f"cannot be {item.quarter}", "write 1 to 4")
        if item.number in numbers:
            raise WrongValue(f"programme[{n}].number", f"{item.number} is used twice", "renumber")
        numbers.add(item.number)
