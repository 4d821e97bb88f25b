"""Dates of one unit's own: time granted, time given to mend."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from bot.rules.extensions import ExtensionState, Purpose
from storage.columns import Choice, Moment, Words


class UnitDeadline(SQLModel, table=True):
    """What an obligation's last valid day is for one unit, beside the plan's.

    `extended_to` stands for what is handed in first, `mend_by` for what was returned or may be
    amended; it is taken away when that is handed in.
    """

    unit_id: int = Field(primary_key=True, foreign_key="unit.id")
    obligation_id: int = Field(primary_key=True, foreign_key="obligation.id", index=True)
    extended_to: date | None = None
    mend_by: date | None = None
    set_at: datetime = Field(sa_type=Moment)


class Extension(SQLModel, table=True):
    """A unit's request for more time, or an officer's grant without one (`asked_by` is None)."""

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    obligation_id: int = Field(foreign_key="obligation.id", index=True)
    purpose: Purpose = Field(sa_type=Choice(Purpose))
    state: ExtensionState = Field(sa_type=Choice(ExtensionState))
    asked_by: int | None = Field(default=None, foreign_key="member.id")
    asked_at: datetime = Field(sa_type=Moment)
    reason: str = Field(default="", sa_type=Words)
    wanted_on: date | None = None
    decided_by: int | None = Field(default=None, foreign_key="member.id")
    decided_at: datetime | None = Field(default=None, sa_type=Moment)
    until_on: date | None = None
    answer: str = Field(default="", sa_type=Words)
