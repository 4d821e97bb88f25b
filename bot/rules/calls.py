"""Telephone calls to units that stay silent: what may come of one."""

from enum import StrEnum


class CallOutcome(StrEnum):
    """How a call ended: a day was promised, nobody was reached, or something else was said."""

    PROMISED = "promised"
    NOT_REACHED = "not_reached"
    TALKED = "talked"
