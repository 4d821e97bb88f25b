"""Invites: what they lead to, and their codes."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.rules.errors import RuleViolation
from bot.rules.members import Role

CODE_BYTES = 16
"""128 bits: nobody guesses one. Written in 22 signs, well under the 64 of a deep link
(https://core.telegram.org/bots/features#deep-linking)."""


def new_code() -> str:
    """A fresh code of letters, digits, "-" and "_"."""
    return secrets.token_urlsafe(CODE_BYTES)


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an invite leads to, as its reader may know it.

    `replaces` names who would lose the seat by its use: for officers alone.
    """

    id: int
    code: str
    organisation: str
    role: Role
    unit: str = ""
    bloc: str = ""
    expires_at: datetime | None = None
    replaces: str = ""
    unit_id: int = 0


class InviteNotOpen(RuleViolation):
    """An officer would give out a link that was used or withdrawn, or has expired."""


class Joining(StrEnum):
    """How far a unit is on its way in."""

    JOINED = "joined"
    INVITED = "invited"
    EXPIRED = "expired"
    NOT_INVITED = "not_invited"


@dataclass(frozen=True, slots=True)
class UnitInvite:
    """A unit with the newest link for a representative that nobody used, if there is one.

    `code` is "" where no link may be used now; `expires_at` may lie in the past.
    """

    unit_id: int
    unit: str
    bloc: str
    joining: Joining
    contact: str = ""
    phone: str = ""
    code: str = ""
    expires_at: datetime | None = None

    @property
    def wants_link(self) -> bool:
        """Whether nobody speaks for the unit and no link would let anyone."""
        return self.joining in (Joining.EXPIRED, Joining.NOT_INVITED)


def joining_of(seats: int, has_link: bool, expires_at: datetime | None, now: datetime) -> Joining:
    """Where a unit stands: by who speaks for it, then by its newest link that nobody used."""
    if seats:
        return Joining.JOINED
    if not has_link:
        return Joining.NOT_INVITED
    is_over = expires_at is not None and now >= expires_at
    return Joining.EXPIRED if is_over else Joining.INVITED
