"""Group chats that the bot posts in."""

from datetime import date, datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from storage.columns import Moment, Words


class GroupChat(SQLModel, table=True):
    """A group the bot was added to: the officers' of an organisation, or that of one of its blocs.

    Until an officer says whose it is it belongs to nobody (`organisation_id` None) and gets
    nothing. `telegram_id` follows a group that became a supergroup. `left_at` tells since when the
    bot is no longer in it. From the Monday `weekly_since_on` on, the bloc's standing is posted
    every week.
    """

    id: int | None = Field(default=None, primary_key=True)
    telegram_id: int = Field(sa_type=BigInteger, unique=True)
    title: str = Field(sa_type=Words)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    bloc_id: int | None = Field(default=None, foreign_key="bloc.id", index=True)
    added_by: int = Field(foreign_key="member.id")
    added_at: datetime = Field(sa_type=Moment)
    left_at: datetime | None = Field(default=None, sa_type=Moment)
    weekly_since_on: date | None = None
