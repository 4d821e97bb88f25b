"""Questions that officers have answered for everybody."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.columns import Moment, Words


class KnownQuestion(SQLModel, table=True):
    """A question and the answer that every unit of the organisation may read.

    `answered_by` and `answered_at` are of the answer as it stands; `contribution_id` is whose
    thread it was made of, if of any.
    """

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    question: str = Field(sa_type=Words)
    folded: str = Field(sa_type=Words)
    answer: str = Field(sa_type=Words)
    answered_by: int = Field(foreign_key="member.id")
    answered_at: datetime = Field(sa_type=Moment)
    contribution_id: int | None = Field(default=None, foreign_key="contribution.id")
