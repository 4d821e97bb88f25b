"""Organisations, the units in them, and the people who speak for either."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger
from sqlmodel import Field, Index, SQLModel, UniqueConstraint, text

from bot.rules.members import Address, Language, RequestState, Role
from bot.rules.plans import OrganisationKind
from storage.columns import Choice, Document, Moment, Words


class Organisation(SQLModel, table=True):
    """One alliance; everything else is scoped by it. `ladder` is its own ladder of reminders,
    `escalated_on` the day on which silent units were last gone through. One that was merged into
    another stays as a row, with its name, and nobody can choose it any more."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(sa_type=Words)
    kind: OrganisationKind = Field(sa_type=Choice(OrganisationKind))
    zone: str = Field(default="Asia/Ho_Chi_Minh", sa_type=Words)
    shifts_to_workday: bool = Field(default=False)
    ladder: dict[str, Any] | None = Field(default=None, sa_type=Document)
    escalated_on: date | None = None
    merged_into_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    merged_at: datetime | None = Field(default=None, sa_type=Moment)
    created_at: datetime = Field(sa_type=Moment)


class FormerOrganisationName(SQLModel, table=True):
    """A name an organisation had until a moment; or, with `merged_id`, the name of one that became
    a part of it then."""

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    name: str = Field(sa_type=Words)
    until_at: datetime = Field(sa_type=Moment)
    merged_id: int | None = Field(default=None, foreign_key="organisation.id")


class Member(SQLModel, table=True):
    """A person in Telegram. `speaks_as` names the post chosen when there are several, `menu` the
    commands and keyboard offered last. `lost_because` is what Telegram said when they could not be
    written to any more, "" when they blocked the bot before our eyes."""

    id: int | None = Field(default=None, primary_key=True)
    telegram_id: int = Field(sa_type=BigInteger, unique=True)
    name: str = Field(sa_type=Words)
    phone: str | None = Field(default=None, sa_type=Words)
    language: Language = Field(default=Language.VI, sa_type=Choice(Language))
    address: Address = Field(default=Address.UNIT, sa_type=Choice(Address))
    reminder_hour: int | None = None
    menu: str = Field(default="", sa_type=Words)
    speaks_as: str | None = Field(default=None, sa_type=Words)
    consented_at: datetime | None = Field(default=None, sa_type=Moment)
    blocked_at: datetime | None = Field(default=None, sa_type=Moment)
    lost_because: str = Field(default="", sa_type=Words)
    created_at: datetime = Field(sa_type=Moment)


class Office(SQLModel, table=True):
    """A person's right to run the campaign of an organisation, as owner or officer."""

    __table_args__ = (
        Index(
            "ix_office_held",
            "organisation_id",
            "member_id",
            unique=True,
            sqlite_where=text("until_at IS NULL"),
            postgresql_where=text("until_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    role: Role = Field(sa_type=Choice(Role))
    since_at: datetime = Field(sa_type=Moment)
    until_at: datetime | None = Field(default=None, sa_type=Moment)


class Bloc(SQLModel, table=True):
    """Units compared with each other."""

    __table_args__ = (UniqueConstraint("organisation_id", "folded"),)

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    name: str = Field(sa_type=Words)
    folded: str = Field(sa_type=Words)


class BlocHead(SQLModel, table=True):
    """The unit that heads a bloc in a year, or stands in for the head: whoever represents it sees
    the bloc and nudges it."""

    __table_args__ = (UniqueConstraint("bloc_id", "year", "is_deputy"),)

    id: int | None = Field(default=None, primary_key=True)
    bloc_id: int = Field(foreign_key="bloc.id")
    year: int
    is_deputy: bool = Field(default=False)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    set_by: int = Field(foreign_key="member.id")
    set_at: datetime = Field(sa_type=Moment)


class Unit(SQLModel, table=True):
    """A member organisation. `folded` is its name without accents, for search and sameness.

    `type` is what sort of organisation it is, in the alliance's own words; `contact` and `phone`
    are whom to call though nobody has joined, `note` what officers keep in mind about it. One that
    was `stopped_on` a day is asked for nothing from then on; `merged_into` is what it became.
    `placed_at` is when another bloc or type last made more be asked of it, None while none did.
    """

    __table_args__ = (UniqueConstraint("organisation_id", "folded"),)

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    bloc_id: int | None = Field(default=None, foreign_key="bloc.id", index=True)
    name: str = Field(sa_type=Words)
    folded: str = Field(sa_type=Words)
    type: str = Field(default="", sa_type=Words)
    contact: str = Field(default="", sa_type=Words)
    phone: str = Field(default="", sa_type=Words)
    note: str = Field(default="", sa_type=Words)
    stopped_on: date | None = None
    stopped_because: str = Field(default="", sa_type=Words)
    merged_into: int | None = Field(default=None, foreign_key="unit.id", index=True)
    created_at: datetime = Field(sa_type=Moment)
    placed_at: datetime | None = Field(default=None, sa_type=Moment)


class FormerName(SQLModel, table=True):
    """A name a unit had until a moment; what was issued before then stays in that name."""

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    name: str = Field(sa_type=Words)
    until_at: datetime = Field(sa_type=Moment)


class Seat(SQLModel, table=True):
    """A person's right to speak for one unit. Ended seats stay, as the record's witness."""

    __table_args__ = (
        Index(
            "ix_seat_held",
            "unit_id",
            "member_id",
            unique=True,
            sqlite_where=text("until_at IS NULL"),
            postgresql_where=text("until_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    role: Role = Field(sa_type=Choice(Role))
    since_at: datetime = Field(sa_type=Moment)
    until_at: datetime | None = Field(default=None, sa_type=Moment)


class Invite(SQLModel, table=True):
    """A single-use link: to a seat of a unit, to an officer's post, or to own the organisation.

    With `replaces_seat_id` its use ends that seat: the new representative takes over from the old.
    """

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(sa_type=Words, unique=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    role: Role = Field(sa_type=Choice(Role))
    replaces_seat_id: int | None = Field(default=None, foreign_key="seat.id")
    created_by: int | None = Field(default=None, foreign_key="member.id")
    created_at: datetime = Field(sa_type=Moment)
    expires_at: datetime | None = Field(default=None, sa_type=Moment)
    used_at: datetime | None = Field(default=None, sa_type=Moment)
    used_by: int | None = Field(default=None, foreign_key="member.id")
    withdrawn_at: datetime | None = Field(default=None, sa_type=Moment)


class AccessRequest(SQLModel, table=True):
    """A stranger's wish to speak for a unit, in the stranger's own words."""

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    unit_name: str = Field(sa_type=Words)
    state: RequestState = Field(sa_type=Choice(RequestState))
    asked_at: datetime = Field(sa_type=Moment)
    decided_at: datetime | None = Field(default=None, sa_type=Moment)
    decided_by: int | None = Field(default=None, foreign_key="member.id")
