"""What a newcomer to the demo may try, step by step, each ticked once it has happened."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import ColumnElement, true
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.asking import Intent, understand
from bot.rules.members import Language
from bot.rules.outbox import OutboxState
from bot.rules.plans import REPORTS, Actor, ObligationDraft, PlanDraft
from bot.simulator.chats import Posted
from bot.simulator.page_state import GuideStep, MakeGroup, NextReminder, OpenLink
from bot.simulator.sample import Sample
from bot.texts import N_, Texts
from storage.tables import GroupChat, Notice, Obligation, OutboxMessage, Registration, Report, Seat

STEPS = (
    ("open", N_("Open the invite to {unit} on the phone of {newcomer}.")),
    ("join", N_("Press Start there, then “Yes, this is my unit” and “I agree”.")),
    ("date", N_("As the officer, press “Deadlines”, open the first one and set its date: {day}")),
    ("remind", N_("Let the clock run to the next reminder.")),
    ("ask", N_("As a manager, type: {question}")),
    ("register", N_("Press “Register”, tick a title, review and send.")),
    ("report", N_("Press “Hand in”, send any file or photo, review and hand in.")),
    ("notice", N_("As the officer, see who has not, then send a notice.")),
    ("group", N_("Make a group with the bot; as the officer, choose “{bloc}” for it.")),
)
ASKS_REPORT, ASKS_REGISTRATION = "bao gio nop bc 6 thang", "han dang ky thi dua"
SOON = timedelta(days=18)
"""After the plan's issue: a day to set in a demo whose plan has no date of its own."""


@dataclass(slots=True)
class Guide:
    """The steps that the campaign allows, with what has happened as of the last `look`."""

    sample: Sample
    campaign: PlanDraft
    _done: dict[str, bool] = field(default_factory=dict)

    async def look(self, db: AsyncSession) -> None:
        """See what has happened."""
        people = (*self.sample.managers, self.sample.newcomer)
        self._done = {
            "open": self.sample.newcomer.pending_start is not None
            or self.sample.newcomer.chat.started,
            "join": await _count(db, Seat) > len(self.sample.managers),
            "date": await _exists(db, col(Obligation.set_by).is_not(None)),
            "remind": await _exists(db, *_REMINDED),
            "ask": any(_asks(posted) for person in people for posted in person.chat),
            "register": await _count(db, Registration) > 0,
            "report": await _count(db, Report) > 0,
            "notice": await _count(db, Notice) > 0,
            "group": await _exists(db, col(GroupChat.organisation_id).is_not(None)),
        }

    def steps(self) -> list[GuideStep]:
        """The steps for the page."""
        t = Texts(Language.VI)
        sample = self.sample
        actions: dict[str, OpenLink | NextReminder | MakeGroup] = {
            "open": OpenLink(sample.invite),
            "remind": NextReminder(),
            "group": MakeGroup(),
        }
        phones = {
            "open": sample.newcomer.id,
            "join": sample.newcomer.id,
            "date": sample.officer.id,
            "ask": sample.managers[0].id,
            "register": sample.managers[0].id,
            "report": sample.managers[1].id,
            "notice": sample.officer.id,
            "group": sample.officer.id,
        }
        return [
            GuideStep(
                id=step,
                text=t.plain(
                    words,
                    unit=sample.newcomer_unit,
                    bloc=sample.bloc,
                    newcomer=sample.newcomer.user["first_name"],
                    question=ASKS_REPORT if self._has_reports else ASKS_REGISTRATION,
                    day=t.day((self.campaign.issued_on or date(self.campaign.year, 1, 2)) + SOON),
                ),
                done=self._done.get(step, False),
                phone=phones.get(step),
                action=actions.get(step),
            )
            for step, words in STEPS
            if self._is_possible(step)
        ]

    def _is_possible(self, step: str) -> bool:
        """A date is set by hand where the plan has none; reports are handed in where it asks."""
        if step == "date":
            return not any(each.deadline for each in self._asked)
        return step != "report" or self._has_reports

    @property
    def _has_reports(self) -> bool:
        return any(each.kind in REPORTS for each in self._asked)

    @property
    def _asked(self) -> list[ObligationDraft]:
        return [each for each in self.campaign.obligations if each.actor is Actor.UNIT]


def _asks(posted: Posted) -> bool:
    typed = posted.outgoing and not posted.body.get("text", "").startswith("/")
    return typed and understand(posted.body.get("text", "")).intent is Intent.DEADLINE_QUERY


async def _count(db: AsyncSession, table: type[Seat | Registration | Report | Notice]) -> int:
    return (await db.exec(select(func.count(col(table.id))))).one()


_REMINDED = (
    col(OutboxMessage.message) == "reminder",
    col(OutboxMessage.state) == OutboxState.SENT,
)


async def _exists(db: AsyncSession, *where: ColumnElement[bool]) -> bool:
    return (await db.exec(select(true()).where(*where).limit(1))).first() is not None
