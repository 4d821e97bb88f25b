"""What units send in beside reports, and what is said about it."""

from datetime import datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from bot.rules.contributions import ContributionKind, ContributionState
from storage.columns import Choice, Moment, Words


class Contribution(SQLModel, table=True):
    """One initiative, exemplar, difficulty or petition. `number` counts per organisation.

    `person` is whom an exemplar praises, or who had the initiative. Sent to an organisation that
    was merged since, it was `number_then` of `issuer_id`.
    """

    __table_args__ = (UniqueConstraint("organisation_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id")
    unit_id: int = Field(foreign_key="unit.id", index=True)
    number: int
    kind: ContributionKind = Field(sa_type=Choice(ContributionKind))
    state: ContributionState = Field(sa_type=Choice(ContributionState))
    title: str = Field(sa_type=Words)
    person: str = Field(default="", sa_type=Words)
    words: str = Field(default="", sa_type=Words)
    member_id: int = Field(foreign_key="member.id")
    sent_at: datetime = Field(sa_type=Moment)
    issuer_id: int | None = Field(default=None, foreign_key="organisation.id")
    number_then: int | None = None


class ContributionAnswer(SQLModel, table=True):
    """One message of the thread under a contribution, from the office or from the unit."""

    id: int | None = Field(default=None, primary_key=True)
    contribution_id: int = Field(foreign_key="contribution.id", index=True)
    member_id: int = Field(foreign_key="member.id")
    from_office: bool
    words: str = Field(sa_type=Words)
    at: datetime = Field(sa_type=Moment)
