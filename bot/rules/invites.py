"""Invites: what they lead to, and their codes."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from bot.rules.members import Role

CODE_BYTES = 16
"""128 bits: nobody guesses one. Written in 22 signs, well under the 64 of a deep link
(https://core.telegram.org/bots/features#deep-linking)."""


def new_code() -> str:
    """A fresh code of letters, digits, "-" and "_"."""
    return secrets.token_urlsafe(CODE_BYTES)


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an invite leads to, as its reader may know it."""

    id: int
    code: str
    organisation: str
    role: Role
    unit: str = ""
    bloc: str = ""
    expires_at: datetime | None = None
