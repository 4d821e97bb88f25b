"""What every handler is given: the member, words, campaign time and transactions."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel.ext.asyncio.session import AsyncSession
from telegram import Update
from telegram.ext import Application, CallbackContext, ContextTypes, ExtBot

from bot.actions.inbox import UpdateDone, mark_done
from bot.actions.members import meet, recognise
from bot.clock import Clock
from bot.delivery.outbox import Delivery
from bot.delivery.progress import Progress
from bot.rules.dialogues import StaleForm
from bot.rules.members import Member
from bot.rules.plans import ReadPlan
from bot.texts import Texts
from storage.archive import Archive
from storage.database import Database
from storage.locking import is_doubled

SERVICES = "services"


@dataclass(frozen=True, slots=True)
class Services:
    """What the composition root hands to the edge."""

    database: Database
    clock: Clock
    archive: Archive
    delivery: Delivery
    progress: Progress
    receipt_key: bytes
    read_plan: ReadPlan


BotApplication = Application[Any, "BotContext", Any, Any, Any, Any]


class BotContext(CallbackContext[ExtBot[None], dict[str, Any], dict[str, Any], dict[str, Any]]):
    """One update's context. `member` and `texts` are read from the database for every update."""

    member: Member
    texts: Texts
    incoming: Update
    is_answered: bool = False
    is_done: bool = False

    @classmethod
    def from_update(cls, update: object, application: Any) -> "BotContext":
        context = super().from_update(update, application)
        assert isinstance(update, Update)
        context.incoming = update
        return context

    async def refresh_data(self) -> None:
        """Find out who is speaking; python-telegram-bot calls this before the first handler."""
        await super().refresh_data()
        user = self.incoming.effective_user
        if user is None:
            return
        async with self.reading() as db:
            member = await recognise(db, user.id)
        if member is None or member.is_lost:
            async with self.services.database.transaction() as db:
                member = await meet(db, user.id, user.full_name, self.now())
        self.become(member)

    def become(self, member: Member) -> None:
        """Go on as this member, in the member's words."""
        self.member = member
        self.texts = Texts.of(member)

    @property
    def services(self) -> Services:
        services: Services = self.application.bot_data[SERVICES]
        return services

    def now(self) -> datetime:
        """Campaign time."""
        return self.services.clock.now()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session for looking only."""
        async with self.services.database.reading() as db:
            yield db

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """The one transaction of a handler: what it does and that its update is done, together.

        After it, delivery is woken: what the action owes people goes out at once. Raises
        StaleForm when somebody else did the very same a moment earlier, and UpdateDone when
        another process, which lost the lead or has it now, acted on this very update: nothing is
        done then.
        """
        try:
            async with self.services.database.transaction() as db:
                yield db
                is_ours = await mark_done(db, self.incoming.update_id, self.now())
                if not is_ours and not self.is_done:
                    raise UpdateDone
        except IntegrityError as error:
            if not is_doubled(error):
                raise
            raise StaleForm from error
        self.is_done = True
        self.services.delivery.wake()


context_types = ContextTypes(context=BotContext)
