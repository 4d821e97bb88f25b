"""Group chats: whose they are, and what may be done with them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.rules.errors import RuleViolation
from bot.rules.members import Member, NotAllowed, check_office


class Arrival(StrEnum):
    """What comes of the bot being added to a group.

    It was there already; an officer is asked whose the group is; or nobody who added it runs a
    campaign, and the bot had better go.
    """

    KNOWN = "known"
    ASKED = "asked"
    UNWANTED = "unwanted"


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


def check_keeper(member: Member, group: Group) -> None:
    """Raise NotAllowed unless the member may say whose the group is.

    Officers of its organisation may, whichever post they speak from; while it is nobody's, the
    officer who added the bot.
    """
    if group.organisation_id is not None:
        check_office(member, group.organisation_id)
    elif group.added_by != member.id or not member.offices:
        raise NotAllowed
