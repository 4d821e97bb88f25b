"""Requests of strangers to speak for a unit."""

from dataclasses import dataclass

from bot.rules.errors import RuleViolation
from bot.rules.members import RequestState


class AlreadyDecided(RuleViolation):
    """Another officer was faster; `state` is what was decided."""

    def __init__(self, state: RequestState) -> None:
        super().__init__(state)
        self.state = state


class AlreadyAsked(RuleViolation):
    """The person's earlier request to this organisation still waits."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request for access as officers see it."""

    id: int
    member_id: int
    name: str
    unit_name: str
    organisation: str
    state: RequestState
