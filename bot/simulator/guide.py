"""What a newcomer to the demo may try, step by step, each ticked once it has happened."""

from dataclasses import dataclass, field

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.asking import Intent, understand
from bot.rules.members import Language
from bot.rules.outbox import OutboxState
from bot.simulator.chats import Posted
from bot.simulator.page_state import GuideStep, NextReminder, OpenLink
from bot.simulator.sample import Sample
from bot.texts import N_, Texts
from storage.tables import Notice, OutboxMessage, Registration, Report, Seat

STEPS = (
    ("open", N_("Open the invite to {unit} on the phone of {newcomer}.")),
    ("join", N_("Press Start there, then “Yes, this is my unit” and “I agree”.")),
    ("remind", N_("Let the clock run to the next reminder.")),
    ("ask", N_("As a manager, type: bao gio nop bc 6 thang")),
    ("register", N_("Press “Register now”, tick a title, review and send.")),
    ("report", N_("Press “Hand in”, send any file or photo, review and hand in.")),
    ("notice", N_("As the officer, see who has not, then send a notice.")),
)


@dataclass(slots=True)
class Guide:
    """The steps, with what has happened as of the last `look`."""

    sample: Sample
    _done: dict[str, bool] = field(default_factory=dict)

    async def look(self, db: AsyncSession) -> None:
        """See what has happened."""
        people = (*self.sample.managers, self.sample.newcomer)
        self._done = {
            "open": self.sample.newcomer.pending_start is not None
            or self.sample.newcomer.chat.started,
            "join": await _count(db, Seat) > len(self.sample.managers),
            "remind": await _reminded(db),
            "ask": any(_asks(posted) for person in people for posted in person.chat),
            "register": await _count(db, Registration) > 0,
            "report": await _count(db, Report) > 0,
            "notice": await _count(db, Notice) > 0,
        }

    def steps(self) -> list[GuideStep]:
        """The steps for the page."""
        t = Texts(Language.VI)
        newcomer = self.sample.newcomer
        name = newcomer.user["first_name"]
        actions: dict[str, OpenLink | NextReminder] = {
            "open": OpenLink(self.sample.invite),
            "remind": NextReminder(),
        }
        phones = {
            "open": newcomer.id,
            "join": newcomer.id,
            "ask": self.sample.managers[0].id,
            "register": self.sample.managers[0].id,
            "report": self.sample.managers[1].id,
            "notice": self.sample.officer.id,
        }
        return [
            GuideStep(
                id=step,
                text=t.plain(words, unit=self.sample.newcomer_unit, newcomer=name),
                done=self._done.get(step, False),
                phone=phones.get(step),
                action=actions.get(step),
            )
            for step, words in STEPS
        ]


def _asks(posted: Posted) -> bool:
    typed = posted.outgoing and not posted.body.get("text", "").startswith("/")
    return typed and understand(posted.body.get("text", "")).intent is Intent.DEADLINE_QUERY


async def _count(db: AsyncSession, table: type[Seat | Registration | Report | Notice]) -> int:
    return (await db.exec(select(func.count(col(table.id))))).one()


async def _reminded(db: AsyncSession) -> bool:
    sent = select(OutboxMessage.id).where(
        col(OutboxMessage.message) == "reminder", col(OutboxMessage.state) == OutboxState.SENT
    )
    return (await db.exec(sent.limit(1))).first() is not None
