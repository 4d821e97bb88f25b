"""What somebody asked last."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from bot.rules.plans import Kind
from storage.columns import Choice, Moment, Words


class LastQuestion(SQLModel, table=True):
    """What a person's last question wanted, and the kind of duty that its answer was about: what
    goes on from it («nộp ở đâu?») is about that. Nothing of what was typed is kept."""

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    intent: str = Field(sa_type=Words)
    kind: Kind = Field(sa_type=Choice(Kind))
    asked_at: datetime = Field(sa_type=Moment)
