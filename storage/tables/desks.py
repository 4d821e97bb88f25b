"""Whom units may ask at an organisation."""

from sqlmodel import Field, SQLModel

from storage.columns import Words


class Desk(SQLModel, table=True):
    """Somebody, or an office, whom units may ask; "" where a detail is not given. `place` orders
    those of one organisation."""

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    place: int
    name: str = Field(default="", sa_type=Words)
    role: str = Field(default="", sa_type=Words)
    phone: str = Field(default="", sa_type=Words)
    email: str = Field(default="", sa_type=Words)
    zalo: str = Field(default="", sa_type=Words)
    address: str = Field(default="", sa_type=Words)
    purpose: str = Field(default="", sa_type=Words)
