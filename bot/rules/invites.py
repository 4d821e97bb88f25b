"""Codes of invites."""

import secrets

CODE_BYTES = 16
"""128 bits: nobody guesses one. Written in 22 signs, well under the 64 of a deep link
(https://core.telegram.org/bots/features#deep-linking)."""


def new_code() -> str:
    """A fresh code of letters, digits, "-" and "_"."""
    return secrets.token_urlsafe(CODE_BYTES)
