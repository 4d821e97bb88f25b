"""Codes of receipts: read out over a telephone, typed on a phone, guessed by nobody."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U, which are misread."""

CODE_LENGTH = 16
"""16 signs of 5 bits: 80 bits."""

GROUP = 4
LINK_PREFIX = "k-"
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None, "–": None})


def new_receipt_code() -> str:
    """A fresh code of 80 random bits, without separators."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def shown_code(code: str) -> str:
    """The code in groups of four: 7KQ2-M4TX-9B0C-V1EH."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def read_code(text: str) -> str | None:
    """The code meant by what was typed: any case, with or without separators, O for 0, I for 1.

    None for what cannot be a code.
    """
    code = text.upper().translate(MISREAD)
    if len(code) != CODE_LENGTH or any(sign not in ALPHABET for sign in code):
        return None
    return code


def link_payload(code: str) -> str:
    """What stands behind ?start= in a receipt's link."""
    return f"{LINK_PREFIX}{code}"


def code_in_link(payload: str) -> str | None:
    """The code in the payload of a receipt's link; None for any other, an invite's above all.

    An invite's code is longer, and may well begin with the same two signs.
    """
    prefix, code = payload[: len(LINK_PREFIX)], payload[len(LINK_PREFIX) :]
    if prefix != LINK_PREFIX or len(code) != CODE_LENGTH:
        return None
    return read_code(code)


def signature_of(key: bytes, facts: Mapping[str, object]) -> str:
    """HMAC-SHA256 in hex over the facts in a canonical form: sorted keys, no blanks, UTF-8."""
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def is_genuine(key: bytes, facts: Mapping[str, object], signature: str) -> bool:
    """Whether the facts are those that were signed, compared in constant time."""
    return hmac.compare_digest(signature_of(key, facts), signature)
