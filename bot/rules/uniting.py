"""An organisation that becomes a part of another: what stands in the way, what is called how."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.rules.audiences import Audience
from bot.rules.errors import RuleViolation
from bot.rules.folding import fold
from bot.rules.plans import Actor, ObligationDraft, PlanDraft
from bot.rules.units import NO_BLOC


class SameOrganisation(RuleViolation):
    """An organisation cannot become a part of itself."""


class AlreadyMerged(RuleViolation):
    """One of the two was merged into an organisation before."""


class Difference(StrEnum):
    """In what two organisations must be alike to become one."""

    KIND = "kind"
    ZONE = "time zone"
    WORKDAY = "moving to the next working day"


class OrganisationsDiffer(RuleViolation):
    """The two count days otherwise, or are of another kind: dates and titles would change."""

    def __init__(self, what: Difference, coming: str, there: str) -> None:
        super().__init__(what, coming, there)
        self.what = what
        self.coming = coming
        self.there = there


@dataclass(frozen=True, slots=True)
class Own:
    """What was one organisation's own before: its blocs by id and by name.

    `rest` is the bloc that its units without one were given, None where there were none.
    """

    bloc_ids: tuple[int, ...]
    blocs: tuple[str, ...]
    rest: int | None = None


def check_alike(coming: Mapping[Difference, str], there: Mapping[Difference, str]) -> None:
    """Raise OrganisationsDiffer for the first thing in which they are not alike."""
    for what in Difference:
        if coming[what] != there[what]:
            raise OrganisationsDiffer(what, coming[what], there[what])


def free_name(name: str, of: str, taken: Collection[str]) -> str:
    """The name, or with whose it was behind it where it is taken; `taken` are folded names."""
    if fold(name) not in taken:
        return name
    bracketed, number = f"{name} ({of})", 2
    while fold(bracketed) in taken:
        bracketed, number = f"{name} ({of} {number})", number + 1
    return bracketed


def free_names(
    names: Iterable[tuple[int, str]], of: str, taken: Iterable[str]
) -> dict[int, tuple[str, str]]:
    """Those of the names, by id, that are taken: each with what it becomes."""
    there = {fold(name) for name in taken}
    coming = list(names)
    # A new name must be neither of those that are there nor of those that keep theirs.
    used, found = there | {fold(name) for _, name in coming}, {}
    for id_, name in coming:
        if fold(name) in there:
            found[id_] = (name, free_name(name, of, used))
            used.add(fold(found[id_][1]))
    return found


def free_slug(slug: str, taken: Collection[str]) -> str:
    """The slug, or with a number behind it where it is taken."""
    free, number = slug, 2
    while free in taken:
        free, number = f"{slug}-{number}", number + 1
    return free


def narrowed(audience: Audience, own: Own, titles: Mapping[int, int]) -> Audience:
    """The audience as it was meant: of the blocs of that organisation alone.

    `titles` are those that became one with another.
    """
    blocs = audience.blocs
    if own.rest is not None:
        blocs = tuple(dict.fromkeys(own.rest if id_ == NO_BLOC else id_ for id_ in blocs))
    if not blocs and not audience.units:
        blocs = own.bloc_ids
    kept = dict.fromkeys(titles.get(id_, id_) for id_ in audience.titles)
    return replace(audience, blocs=blocs, titles=tuple(kept))


def narrowed_plan(draft: PlanDraft, own: Own, renamed: Mapping[str, str]) -> PlanDraft:
    """A plan in preparation that asks nobody but the units of that organisation.

    `renamed` are blocs that have another name now, by their folded names.
    """

    def narrow(item: ObligationDraft) -> ObligationDraft:
        if item.actor is not Actor.UNIT:
            return item
        named = tuple(renamed.get(fold(name), name) for name in item.blocs)
        return replace(item, blocs=named or own.blocs)

    return replace(draft, obligations=tuple(narrow(item) for item in draft.obligations))
