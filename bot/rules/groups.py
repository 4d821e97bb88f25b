"""Group chats: whose they are, and what may be done with them."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.rules.errors import RuleViolation


@dataclass(frozen=True, slots=True)
class Group:
    """A group the bot was added to: the officers' of an organisation, or that of one of its blocs.

    It is nobody's (`organisation_id` None) until an officer says whose. `left_at` tells since when
    the bot is no longer in it. From `weekly_since` on, a Monday, the bloc's standing is posted
    every week; None for never.
    """

    id: int
    telegram_id: int
    title: str
    organisation_id: int | None
    organisation: str
    bloc_id: int | None
    bloc: str
    added_by: int
    added_at: datetime
    left_at: datetime | None = None
    weekly_since: date | None = None

    @property
    def is_linked(self) -> bool:
        return self.organisation_id is not None

    @property
    def is_officers(self) -> bool:
        return self.is_linked and self.bloc_id is None


class UnknownGroup(RuleViolation):
    """No group of the member's: of another organisation, or forgotten."""


class GroupLeft(RuleViolation):
    """The bot is no longer in the group."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title
