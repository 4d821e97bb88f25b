"""What a plan in force asks of a unit, and how far that unit has come with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeGuard

from bot.rules.channels import Channel
from bot.rules.deadlines import Deadline, Term, TermBasis
from bot.rules.errors import RuleViolation
from bot.rules.ladders import DEFAULT, Ladder
from bot.rules.plans import REPORTS, Kind
from bot.rules.promises import Promise
from bot.rules.reports import HANDED_IN
from bot.rules.reviews import Part


class Standing(StrEnum):
    """How far a unit has come with an obligation. Drafts and returned ones are not done.

    `unsigned` is not done either: what was handed in lacks the signed copy, which is what counts.
    """

    OPEN = "open"
    UNSIGNED = "unsigned"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"


DONE = frozenset({Standing.SUBMITTED, Standing.ACCEPTED})

COLLECTED = REPORTS | {Kind.REGISTRATION, Kind.DOSSIER}


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing a published plan asks of units, with the plan it stands in.

    `ladder` is the one its units are reminded by, `has_own_ladder` when it is not the
    organisation's; rungs before the day `rungs_from_on` are not owed. Since `closed_at` nobody is
    reminded of it any more; once it `is_withdrawn`, with its plan or out of it, it asks nothing of
    anyone. One that `is_of_some` is not asked of every unit.
    """

    id: int
    organisation_id: int
    plan_id: int
    plan_number: str
    plan_title: str
    kind: Kind
    title: str
    clause: str
    addressee: str
    note: str
    written: str
    deadline: Deadline | None
    set_by_officer: bool
    unregistered_excluded: bool
    starts_on: date | None = None
    signed_counts: bool = False
    ladder: Ladder = DEFAULT
    has_own_ladder: bool = False
    rungs_from_on: date | None = None
    closed_at: datetime | None = None
    is_withdrawn: bool = False
    is_of_some: bool = False

    @property
    def is_collected(self) -> bool:
        """Whether units hand something in for it: dated, or a registration, report or dossier.

        What a plan merely asks for ("a programme of one's own") waits until an officer dates it.
        """
        return self.deadline is not None or self.kind in COLLECTED


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One receipt of a unit for an obligation: its number, the moment that counts, the verdict.

    What came by another `channel` than the bot was entered by `officer`; of its moment the day is
    known.
    `made_good_by` names what makes it on time although the receipt, as issued, says late.
    """

    number: int
    counted_at: datetime
    late: bool
    channel: Channel = Channel.BOT
    officer: str = ""
    made_good_by: TermBasis | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """An obligation as it stands for one unit.

    `term` is the unit's own where it was given time. `counted_at`, `late` and `receipt` are of
    what was handed in `first`; the `latest` stands beside it once there are two. Where the signed
    copy counts, only what holds one is among them. `part` is what the reason for returning it
    speaks of. `lacks_signed` when what stands may have a signed copy and has none, counted or not.
    `promise` is a day the unit said it will hand in, kept or not.
    """

    unit_id: int
    obligation: Obligation
    term: Term | None
    standing: Standing
    first: HandedIn | None = None
    latest: HandedIn | None = None
    reason: str = ""
    part: Part = Part.WHOLE
    lacks_signed: bool = False
    promise: Promise | None = None

    @property
    def counted_at(self) -> datetime | None:
        return self.first.counted_at if self.first else None

    @property
    def late(self) -> bool:
        return self.first is not None and self.first.late

    @property
    def receipt(self) -> int | None:
        return self.first.number if self.first else None

    @property
    def is_done(self) -> bool:
        return self.standing in DONE

    @property
    def is_awaited(self) -> bool:
        """Whether it is still to be handed in: not done, and an officer has not closed it."""
        return not self.is_done and self.obligation.closed_at is None


class UnknownObligation(RuleViolation):
    """No such obligation in the member's organisation."""


class DutyClosed(RuleViolation):
    """An officer ended the collecting of it: nobody is asked for it any more."""


class DeadlineTooEarly(RuleViolation):
    """A deadline set by hand must not lie in the past."""

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day


def in_order(duties: Iterable[Duty]) -> list[Duty]:
    """By last valid day, the undated at the end."""

    def place(duty: Duty) -> tuple[bool, date, int]:
        last_day = duty.term.last_day if duty.term else date.max
        return duty.term is None, last_day, duty.obligation.id

    return sorted(duties, key=place)


def next_due(duties: Iterable[Duty]) -> Duty | None:
    """The awaited duty whose last valid day comes first; an undated one only if nothing else is."""
    return next((duty for duty in in_order(duties) if duty.is_awaited), None)


def is_unsigned(duty: Duty | None) -> TypeGuard[Duty]:
    """Whether it was handed in and lacks just the signed copy that counts."""
    return duty is not None and duty.standing is Standing.UNSIGNED


def can_report(obligation: Obligation) -> bool:
    """Whether the obligation is answered with a report."""
    return obligation.kind in HANDED_IN


def can_register(obligation: Obligation) -> bool:
    """Whether the obligation is answered with a registration."""
    return obligation.kind is Kind.REGISTRATION


def is_handed_in(obligation: Obligation) -> bool:
    """Whether units do it through the bot, so that it can be told who has not."""
    answerable = can_report(obligation) or can_register(obligation)
    return obligation.is_collected and answerable
