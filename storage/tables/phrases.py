"""What people type in an organisation's own words."""

from datetime import datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.columns import Moment, Words


class Phrase(SQLModel, table=True):
    """Words that mean a kind of duty or a wish in this organisation, as an officer said. `words`
    are those `typed` as they are compared, `means` the value of the kind or the intent."""

    __table_args__ = (UniqueConstraint("organisation_id", "words"),)

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id")
    typed: str = Field(sa_type=Words)
    words: str = Field(sa_type=Words)
    means: str = Field(sa_type=Words)


class UnheardLine(SQLModel, table=True):
    """A line that was not understood, how often and when last. Nothing tells who typed it."""

    __table_args__ = (UniqueConstraint("organisation_id", "words"),)

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id")
    line: str = Field(sa_type=Words)
    words: str = Field(sa_type=Words)
    times: int = Field(default=1)
    last_at: datetime = Field(sa_type=Moment)
