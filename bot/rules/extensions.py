"""More time: asked for by a unit with a reason, granted or refused by an officer."""

from enum import StrEnum


class Purpose(StrEnum):
    """What the time is for: to hand in at all, or to amend what was handed in."""

    MORE_TIME = "more_time"
    AMEND = "amend"


class ExtensionState(StrEnum):
    """How far a request for more time has come."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
