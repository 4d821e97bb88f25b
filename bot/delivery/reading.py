"""What the wording of a message to one person may look at."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.messages.screens import Screen
from bot.rules.contributions import ContributionView
from bot.rules.members import Member
from bot.texts import Texts
from storage.outbox import ClaimedMessage


@dataclass(frozen=True, slots=True)
class Reading:
    """What a wording may look at."""

    db: AsyncSession
    member: Member
    t: Texts
    message: ClaimedMessage
    now: datetime

    @property
    def today(self) -> date:
        return self.now.astimezone(self.member.zone).date()

    def number(self, name: str) -> int:
        """A number among the message's details."""
        return int(self.message.details[name])

    def words(self, name: str) -> str:
        """A text among the message's details."""
        return str(self.message.details[name])

    def speaks_for(self, view: ContributionView) -> bool:
        """Whether the reader holds a seat in the unit that sent it."""
        return any(post.unit_id == view.unit_id for post in self.member.posts)

    def is_officer_of(self, view: ContributionView) -> bool:
        """Whether the reader holds an office in its organisation."""
        posts = [post for post in self.member.posts if post.is_office]
        return any(post.organisation_id == view.organisation_id for post in posts)


Wording = Callable[[Reading], Awaitable[Screen | None]]
