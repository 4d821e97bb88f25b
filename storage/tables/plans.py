"""Plans in force and what they ask for."""

from datetime import date, datetime, time
from typing import Any

from sqlmodel import Field, SQLModel, UniqueConstraint

from bot.rules.deadlines import Granularity
from bot.rules.plans import Actor, Kind
from storage.columns import Choice, Document, Moment, Words


class Plan(SQLModel, table=True):
    """One plan document of an organisation. `document` is the whole draft it was made from.

    `files` are the document itself as it was scanned, or the file it was read from (parts as JSON).
    Once withdrawn it asks nothing of anyone any more; its records stay.
    """

    __table_args__ = (UniqueConstraint("organisation_id", "slug"),)

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    slug: str = Field(sa_type=Words)
    number: str = Field(sa_type=Words)
    title: str = Field(sa_type=Words)
    year: int
    unregistered_excluded: bool
    document: dict[str, Any] = Field(sa_type=Document)
    files: list[dict[str, Any]] = Field(default_factory=list, sa_type=Document)
    published_at: datetime = Field(sa_type=Moment)
    last_receipt: int = Field(default=0)
    withdrawn_at: datetime | None = Field(default=None, sa_type=Moment)
    withdrawn_by: int | None = Field(default=None, foreign_key="member.id")


class Preparation(SQLModel, table=True):
    """A plan that officers are preparing: common to all of an organisation, gone once in force.

    `confirmed` are the places of the obligations that were looked at; `amends_id` is the plan in
    force whose new version it is, `rolled_from_id` the one that it carries into another year.
    `version` rises with every change; nobody in chat made one without `changed_by`.
    """

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    document: dict[str, Any] = Field(sa_type=Document)
    confirmed: list[int] = Field(default_factory=list, sa_type=Document)
    files: list[dict[str, Any]] = Field(default_factory=list, sa_type=Document)
    amends_id: int | None = Field(default=None, foreign_key="plan.id")
    rolled_from_id: int | None = Field(default=None, foreign_key="plan.id")
    version: int = Field(default=1)
    changed_by: int | None = Field(default=None, foreign_key="member.id")
    changed_at: datetime = Field(sa_type=Moment)


class Obligation(SQLModel, table=True):
    """One thing a plan asks of a unit; `signed_counts`: done only once the signed copy is there.

    `written_on` is the date as the plan has it and never changes; `in_force_on` stands beside it
    when an officer set or corrected it (`set_by`, `set_at`). `ladder` is a ladder of reminders of
    its own; rungs before the day `rungs_from_on` are not owed, for then its date or ladder was set
    otherwise. `closed_at` tells since when nobody is reminded of it any more, `dropped_at` since
    when its plan asks for it no more: it is kept for the records that hang on it. Asked `by_bloc`,
    or `by_type`, it is asked only of the units that its scopes name.
    """

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    kind: Kind = Field(sa_type=Choice(Kind))
    actor: Actor = Field(sa_type=Choice(Actor))
    title: str = Field(sa_type=Words)
    clause: str = Field(default="", sa_type=Words)
    addressee: str = Field(default="", sa_type=Words)
    note: str = Field(default="", sa_type=Words)
    written: str = Field(default="", sa_type=Words)
    written_on: date | None = None
    inclusive: bool = Field(default=True)
    hour: time | None = None
    granularity: Granularity = Field(default=Granularity.DAY, sa_type=Choice(Granularity))
    starts_on: date | None = None
    in_force_on: date | None = None
    set_by: int | None = Field(default=None, foreign_key="member.id")
    set_at: datetime | None = Field(default=None, sa_type=Moment)
    closed_at: datetime | None = Field(default=None, sa_type=Moment)
    dropped_at: datetime | None = Field(default=None, sa_type=Moment)
    signed_counts: bool = Field(default=False)
    ladder: dict[str, Any] | None = Field(default=None, sa_type=Document)
    rungs_from_on: date | None = None
    by_bloc: bool = Field(default=False)
    by_type: bool = Field(default=False)


class ObligationScope(SQLModel, table=True):
    """One bloc, or one type of unit, that an obligation is asked of."""

    id: int | None = Field(default=None, primary_key=True)
    obligation_id: int = Field(foreign_key="obligation.id", index=True)
    bloc_id: int | None = Field(default=None, foreign_key="bloc.id")
    unit_type: str | None = Field(default=None, sa_type=Words)
