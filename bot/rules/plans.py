"""A plan document as a value: what it says, of whom, by when. Read from a file or by an officer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.rules.deadlines import Deadline
from bot.rules.errors import RuleViolation
from bot.rules.ladders import Ladder


class UnknownPlan(RuleViolation):
    """No such plan in the member's organisation, or none that this can be done to."""


class PlanNotRead(RuleViolation):
    """No plan can be read in a file: at which `key` and what is wrong, "" for another kind of file.

    `mend` says what to do about it.
    """

    def __init__(self, name: str, key: str = "", problem: str = "", mend: str = "") -> None:
        super().__init__(name, key, problem, mend)
        self.name = name
        self.key = key
        self.problem = problem
        self.mend = mend


class OrganisationKind(StrEnum):
    """Who runs the campaign; decides the catalogue of titles and indicators."""

    ALLIANCE = "alliance"
    FEDERATION = "federation"
    ASSOCIATION = "association"
    WARD = "ward"


class Kind(StrEnum):
    """What an obligation asks for."""

    REGISTRATION = "registration"
    MIDYEAR_REPORT = "midyear_report"
    ANNUAL_REPORT = "annual_report"
    QUARTERLY_REPORT = "quarterly_report"
    MONTHLY_REPORT = "monthly_report"
    DOSSIER = "dossier"
    EVENT = "event"
    OTHER = "other"


REPORTS = frozenset(
    {Kind.MIDYEAR_REPORT, Kind.ANNUAL_REPORT, Kind.QUARTERLY_REPORT, Kind.MONTHLY_REPORT}
)
"""The kinds that `/baocao` can hand in."""


class Actor(StrEnum):
    """Who must act: the member unit, the issuing body, or both."""

    UNIT = "unit"
    ISSUER = "issuer"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class ObligationDraft:
    """One thing a plan asks for. `written` is the date phrase as the source has it, "" if none.

    `quote` is the passage of the document that asks for it, exactly.

    Where `blocs` or `unit_types` are named, only units of these are asked. `signed_counts` and a
    `ladder` of its own are how it is collected: an officer's choice, and no part of what it says.
    """

    kind: Kind
    title: str
    actor: Actor = Actor.UNIT
    deadline: Deadline | None = None
    written: str = ""
    starts_on: date | None = None
    clause: str = ""
    addressee: str = ""
    note: str = ""
    blocs: tuple[str, ...] = ()
    unit_types: tuple[str, ...] = ()
    quote: str = field(default="", compare=False)
    signed_counts: bool = field(default=False, compare=False)
    ladder: Ladder | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the campaign ("đợt"). Days are inclusive; `written` is the source's wording."""

    title: str
    starts_on: date | None
    ends_on: date | None
    written: str = ""
    clause: str = ""
    in_force_starts_on: date | None = None
    in_force_ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeItem:
    """A line of the year's programme: what is done in which quarter, and by whom."""

    number: int
    quarter: int
    title: str
    actor: Actor
    responsible: str
    kind: Kind = Kind.EVENT


@dataclass(frozen=True, slots=True)
class Anniversary:
    """A day the campaign honours. Never a deadline. `day` is None where the source names none."""

    title: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """One plan document. Empty strings and None stand for what the source leaves blank.

    `duties` are asked all year round with nothing to hand in: shown, never reminded. `cut_offs` say
    until when figures are counted; none of them is a day to hand in.
    """

    slug: str
    organisation: str
    organisation_kind: OrganisationKind
    issuer: str
    title: str
    year: int
    number: str = ""
    place: str = ""
    issued_on: date | None = None
    issued_written: str = ""
    theme: str = ""
    contact: str = ""
    bases: tuple[str, ...] = ()
    blocs: tuple[str, ...] = ()
    unit_types: tuple[str, ...] = ()
    phases: tuple[Phase, ...] = ()
    obligations: tuple[ObligationDraft, ...] = ()
    programme: tuple[ProgrammeItem, ...] = ()
    rules: tuple[str, ...] = ()
    cut_offs: tuple[str, ...] = ()
    unregistered_excluded: bool = False
    anniversaries: tuple[Anniversary, ...] = ()
    recipients: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()


ReadPlan = Callable[[str, bytes], PlanDraft]
"""Reads the plan in a file of this name and content. Blocking.

Raises a RuleViolation that says why there is none to read.
"""
