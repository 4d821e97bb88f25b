"""What the wording of a group's message may look at."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.groups import Group
from bot.texts import Texts
from storage.outbox import ClaimedMessage


@dataclass(frozen=True, slots=True)
class GroupReading:
    """The group, its words and the message that is owed. `now` is campaign time, `bot_name` the
    bot's @name."""

    db: AsyncSession
    group: Group
    t: Texts
    message: ClaimedMessage
    now: datetime
    bot_name: str
