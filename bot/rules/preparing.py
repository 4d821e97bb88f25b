"""A plan in preparation: filled in by hand or read from a file, walked through item by item."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.rules.deadlines import Deadline
from bot.rules.dialogues import StaleForm
from bot.rules.errors import RuleViolation
from bot.rules.obligations import COLLECTED
from bot.rules.plans import Actor, Kind, ObligationDraft, OrganisationKind, PlanDraft

TITLE_LENGTH = 300
NUMBER_LENGTH = 60
MOST_ITEMS = 60
_PERIOD = re.compile(r" \((?:tháng \d{1,2}|quý [IV]+)/\d{4}\)$")


class PreparationGone(RuleViolation):
    """It was put in force or thrown away, or is another organisation's."""


class PreparationMoved(RuleViolation):
    """It was changed since the button was shown, perhaps by another officer."""

    def __init__(self, preparation_id: int) -> None:
        super().__init__(preparation_id)
        self.preparation_id = preparation_id


class TooManyItems(RuleViolation):
    """More obligations than a plan holds."""


class NothingAhead(RuleViolation):
    """No day of what recurs lies ahead in the plan's year."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


class NothingToPublish(RuleViolation):
    """The plan asks for nothing yet."""


class StillUnconfirmed(RuleViolation):
    """An officer must have looked at every obligation first; `count` are left."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a plan says so far, and the places of the obligations that an officer confirmed."""

    draft: PlanDraft
    confirmed: frozenset[int] = frozenset()

    @property
    def unconfirmed(self) -> tuple[int, ...]:
        """The places still to be looked at, in order."""
        places = range(len(self.draft.obligations))
        return tuple(place for place in places if place not in self.confirmed)

    def item(self, place: int) -> ObligationDraft:
        """The obligation at a place. Raises StaleForm where there is none."""
        if not 0 <= place < len(self.draft.obligations):
            raise StaleForm
        return self.draft.obligations[place]


def new_plan(organisation: str, kind: OrganisationKind, title: str, year: int) -> PlanDraft:
    """A plan that names itself and asks for nothing yet."""
    return PlanDraft(
        slug=f"plan-{year}",
        organisation=organisation,
        organisation_kind=kind,
        issuer=organisation,
        title=title,
        year=year,
    )


def with_item(prepared: Prepared, kind: Kind, title: str) -> Prepared:
    """With one more obligation of units at the end, undated. Raises TooManyItems."""
    items = prepared.draft.obligations
    if len(items) >= MOST_ITEMS:
        raise TooManyItems
    return _with_items(prepared, (*items, ObligationDraft(kind, title)), prepared.confirmed)


def with_changes(prepared: Prepared, place: int, **changes: Any) -> Prepared:
    """With these fields of an obligation changed; it is to be confirmed anew."""
    changed = replace(prepared.item(place), **changes)
    items = [*prepared.draft.obligations]
    items[place] = changed
    return _with_items(prepared, tuple(items), prepared.confirmed - {place})


def with_day(prepared: Prepared, place: int, day: date, *, inclusive: bool, words: str) -> Prepared:
    """With an officer's date.

    What a document says of it stays, and the date is in force beside it. In an obligation entered
    by hand, `words` say the date.
    """
    item = prepared.item(place)
    if not is_quoted(item):
        return with_changes(prepared, place, deadline=Deadline(day, inclusive), written=words)
    written = item.deadline.written if item.deadline else day
    deadline = Deadline(written, inclusive, in_force=day)
    return with_changes(prepared, place, deadline=deadline)


def with_day_as_written(prepared: Prepared, place: int, words: str) -> Prepared:
    """With the officer's date as what the document says: it had been read wrongly."""
    deadline = prepared.item(place).deadline
    if deadline is None or deadline.in_force is None:
        raise StaleForm
    read_again = Deadline(deadline.day, deadline.inclusive)
    return with_changes(prepared, place, deadline=read_again, written=words)


def is_quoted(item: ObligationDraft) -> bool:
    """Whether its date is said in a document's words rather than an officer's."""
    return bool(item.clause and item.written)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One of several like obligations: its period ("tháng 3/2026"), its date, that in words."""

    period: str
    deadline: Deadline
    words: str


def with_occurrences(prepared: Prepared, place: int, each: Sequence[Occurrence]) -> Prepared:
    """With one obligation a period in the place of one; the officer has seen them all.

    Raises TooManyItems.
    """
    item, items = prepared.item(place), prepared.draft.obligations
    more = len(each) - 1
    if len(items) + more > MOST_ITEMS:
        raise TooManyItems
    made = [
        replace(
            item,
            title=f"{item.title} ({one.period})" if one.period else item.title,
            deadline=one.deadline,
            written=item.written if is_quoted(item) else one.words,
        )
        for one in each
    ]
    moved = {at + more * (at > place) for at in prepared.confirmed if at != place}
    confirmed = frozenset(moved | set(range(place, place + len(each))))
    return _with_items(prepared, (*items[:place], *made, *items[place + 1 :]), confirmed)


def without_item(prepared: Prepared, place: int) -> Prepared:
    """Without an obligation; those below it move up."""
    prepared.item(place)
    items = [each for at, each in enumerate(prepared.draft.obligations) if at != place]
    moved = frozenset(at - (at > place) for at in prepared.confirmed if at != place)
    return _with_items(prepared, tuple(items), moved)


def periods_with(prepared: Prepared, place: int) -> tuple[int, ...]:
    """The places of the periods that one sentence of the plan asks for, this one's among them.

    They have the same words, place and kind, and differ in the period that ends the title.
    """
    return tuple(
        at
        for at, each in enumerate(prepared.draft.obligations)
        if _without_period(each) == _without_period(prepared.item(place))
    )


def without_period(title: str) -> str:
    """A title without the month or quarter that ends it."""
    return _PERIOD.sub("", title)


def _without_period(item: ObligationDraft) -> ObligationDraft:
    return replace(item, title=without_period(item.title), deadline=None)


def with_confirmed(prepared: Prepared, *places: int) -> Prepared:
    """With obligations looked at and found right."""
    for place in places:
        prepared.item(place)
    return replace(prepared, confirmed=prepared.confirmed | {*places})


def with_head(prepared: Prepared, **changes: Any) -> Prepared:
    """With fields of the plan itself changed: title, year, number, day of issue."""
    return replace(prepared, draft=replace(prepared.draft, **changes))


def check_ready(prepared: Prepared) -> None:
    """Raise NothingToPublish or StillUnconfirmed unless it may be put in force."""
    if not prepared.draft.obligations:
        raise NothingToPublish
    if prepared.unconfirmed:
        raise StillUnconfirmed(len(prepared.unconfirmed))


def collected(draft: PlanDraft) -> list[ObligationDraft]:
    """What units would hand in by it: dated, or a registration, report or dossier."""
    return [item for item in draft.obligations if is_collected(item)]


def is_collected(item: ObligationDraft) -> bool:
    """Whether units would hand it in."""
    return item.actor is Actor.UNIT and (item.deadline is not None or item.kind in COLLECTED)


def _with_items(
    prepared: Prepared, items: tuple[ObligationDraft, ...], confirmed: frozenset[int]
) -> Prepared:
    return Prepared(replace(prepared.draft, obligations=items), confirmed)
