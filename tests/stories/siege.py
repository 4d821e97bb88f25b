"""A campaign in full swing, to be killed in the midst of it: much that is owed, much that comes in.

What is owed is told apart by its number; what comes in goes into half-filled reports, where every
line typed must stand once and in its place, and some of these are handed in.
"""

import random
import re
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.members import recognise
from bot.actions.organisations import add_organisation
from bot.actions.outbox import put
from bot.actions.plans import import_plan
from bot.actions.reporting import ReportForm, add_words, report_duties, start_report
from bot.actions.units import new_unit
from bot.callbacks import pack
from bot.campaigns import load
from bot.messages.reports import SubmitReport
from bot.rules.members import Role
from bot.rules.outbox import Lane
from bot.rules.plans import OrganisationKind
from bot.simulator.faults import WEBHOOK, Cut, Dropped, Late, Page, Refused
from bot.simulator.person import Person
from bot.simulator.telegram import Telegram
from storage.database import Database
from storage.schema import migrate
from storage.tables import Dialogue, Member, OutboxMessage, Report, Seat

READERS = 200
WRITERS = 12
FINISHERS = 8
IN_FLIGHT = 64 + 32
"""The sender's workers and one group of outcomes: what a kill may double."""

_NUMBER = re.compile(r"số (\d+)\.")
_LOGGED = re.compile(r"possibly_repeated.*ids=\[([\d, ]*)\]")


@dataclass
class Siege:
    """The campaign: people who are owed words, who write, and who are about to hand in."""

    telegram: Telegram
    database: Database
    readers: list[Person]
    writers: list[Person]
    finishers: dict[int, str]
    chances: random.Random
    typed: dict[int, list[str]] = field(default_factory=dict)

    @property
    def arrived(self) -> Counter[int]:
        """How often each of what is owed has arrived, by its number."""
        texts = (
            str(posted.body.get("text"))
            for person in self.readers
            for posted in person.chat
            if not posted.outgoing
        )
        return Counter(int(found[1]) for text in texts if (found := _NUMBER.search(text)))

    def types(self, lines: int = 1) -> None:
        """Everybody who writes types so many lines more."""
        for person in self.writers:
            for _ in range(lines):
                typed = self.typed.setdefault(person.id, [])
                typed.append(f"Đã làm xong việc {len(typed) + 1}.")
                person.send(typed[-1])

    def hands_in(self) -> None:
        """One of those who may hands in, pressing twice as people do."""
        waiting = [id_ for id_ in self.finishers if id_ not in self.typed]
        if waiting:
            id_ = self.chances.choice(waiting)
            self.typed[id_] = []
            for _ in range(2):
                self.telegram.people[id_].tap_data(1, self.finishers[id_])

    def worsens(self) -> None:
        """From now on the network is as bad as one sees it in the mountains."""
        inject = self.telegram.faults.inject
        for fault in (Page(502), Page(504, accepted=True), Dropped(), Dropped(accepted=True)):
            inject(fault, chance=0.02)
        inject(Cut(), chance=0.02)
        inject(Late(0.05), chance=0.2)
        inject(Refused(429, "Too Many Requests", {"retry_after": 1}), "sendMessage", chance=0.01)
        inject(Dropped(accepted=True), WEBHOOK, chance=0.1)

    async def everything_settles(self, within: float = 60.0) -> None:
        """Wait until all that is owed has arrived and all that came in is handled."""
        await self.telegram.until(lambda: len(self.arrived) == READERS, within)
        await self.telegram.until(lambda: not len(self.telegram.updates), within)
        await self.telegram.until(lambda: all(map(_has_receipt, self._handed_in())), within)
        for person in self.writers:
            last = self.typed[person.id][-1]
            await self.telegram.until(lambda p=person, w=last: w in p.last_text, within)  # type: ignore[misc]

    async def reports(self) -> list[str]:
        """What stands in the half-filled report of everybody who writes."""
        mine = select(Dialogue.answers).order_by(col(Dialogue.id)).limit(len(self.writers))
        async with self.database.reading() as db:
            return [answers["words"] for answers in await db.exec(mine)]

    async def handed_in(self) -> list[int]:
        """The units that have handed in, once for every time they did."""
        async with self.database.reading() as db:
            return list(await db.exec(select(Report.unit_id).order_by(col(Report.unit_id))))

    async def numbers_of(self, ids: Iterable[int]) -> set[int]:
        """The numbers of what was owed as these rows."""
        async with self.database.reading() as db:
            rows = await db.exec(
                select(OutboxMessage.details).where(
                    col(OutboxMessage.id).in_(ids), col(OutboxMessage.message) == "seat_ended"
                )
            )
            return {int(details["unit"].rpartition(" ")[2].rstrip(".")) for details in rows}

    def _handed_in(self) -> list[Person]:
        return [self.telegram.people[id_] for id_ in self.finishers if id_ in self.typed]


async def reckoning(siege: Siege, *logs: Path) -> str:
    """Hold what people have against what they were owed and what they did; gives the figures.

    Whatever arrived twice was logged beforehand, and a kill doubles no more than its bound.
    """
    arrived, logged, said = siege.arrived, _logged_repeats(*logs), Counter[int]()
    assert set(arrived) == set(range(READERS))
    for ids in logged:
        assert len(ids) <= IN_FLIGHT
        said.update(await siege.numbers_of(ids))
    unsaid = {number for number, copies in arrived.items() if copies > 1 + said[number]}
    assert not unsaid
    lines = [words.splitlines() for words in await siege.reports()]
    want = [siege.typed[person.id] for person in siege.writers]
    assert lines == want, [(a, b) for a, b in zip(lines, want, strict=False) if a != b][:3]
    pressed = [siege.telegram.people[id_] for id_ in siege.finishers if id_ in siege.typed]
    units = await siege.handed_in()
    assert len(units) == len(set(units)) == len(pressed)
    assert all(len(set(_receipts(person))) == 1 for person in pressed)
    return (
        f"owed {READERS}, arrived {sum(arrived.values())}, logged {sum(map(len, logged))}; "
        f"{sum(map(len, lines))} lines typed, {len(pressed)} handed in"
    )


def _receipts(person: Person) -> list[str]:
    texts = [str(message.get("text")) for message in person.messages]
    return [text for text in texts if "BIÊN NHẬN số" in text]


def _logged_repeats(*logs: Path) -> list[set[int]]:
    """Rows of the outbox that were logged as possibly repeated, line by line."""
    text = "\n".join(log.read_text() for log in logs)
    return [{int(id_) for id_ in found.split(",")} for found in _LOGGED.findall(text)]


def _has_receipt(person: Person) -> bool:
    return bool(_receipts(person))


@asynccontextmanager
async def besieged(telegram: Telegram, url: str, seed: int) -> AsyncIterator[Siege]:
    """The campaign in the database at an address, before any program has seen it."""
    database = Database(url)
    await migrate(database)
    now = datetime.now(UTC)
    async with database.transaction() as db:
        draft = load("lai-chau-2023")
        id_, _ = await add_organisation(db, "LĐLĐ", OrganisationKind.FEDERATION, now)
        await import_plan(db, id_, draft, now)
        readers = [await _reader(db, telegram, number, now) for number in range(READERS)]
        writers = [await _writer(db, telegram, id_, number, now) for number in range(WRITERS)]
        for person in writers:
            await _begins(db, person, now)
        finishing = [
            await _writer(db, telegram, id_, WRITERS + number, now) for number in range(FINISHERS)
        ]
        finishers = {person.id: await _finishes(db, person, now) for person in finishing}
    telegram.updates.forget()
    yield Siege(telegram, database, readers, writers, finishers, random.Random(seed))
    await database.close()


async def _reader(db: AsyncSession, telegram: Telegram, number: int, now: datetime) -> Person:
    """Somebody who is owed a message that can be told from all others."""
    person = telegram.add_person(f"Người đọc {number}")
    person.start()
    member = Member(telegram_id=person.id, name=f"Người đọc {number}", created_at=now)
    db.add(member)
    await db.flush()
    lane = (Lane.ANSWER, Lane.REMINDER, Lane.NOTICE)[number % 3]
    details = {"organisation": "LĐLĐ", "unit": f"đơn vị số {number}."}
    await put(
        db,
        lane=lane,
        message="seat_ended",
        due_at=now,
        member_id=member.id,
        details=details,
        key=f"siege {number}",
    )
    return person


async def _writer(
    db: AsyncSession, telegram: Telegram, organisation_id: int, number: int, now: datetime
) -> Person:
    """Somebody who speaks for a unit of their own."""
    person = telegram.add_person(f"Người viết {number}")
    person.start()
    unit_id = await new_unit(db, organisation_id, f"Công đoàn {number}", None, now)
    member = Member(
        telegram_id=person.id, name=f"Người viết {number}", created_at=now, consented_at=now
    )
    db.add(member)
    await db.flush()
    assert member.id is not None
    seat = Seat(unit_id=unit_id, member_id=member.id, role=Role.REPRESENTATIVE, since_at=now)
    db.add(seat)
    await db.flush()
    return person


async def _begins(db: AsyncSession, person: Person, now: datetime) -> ReportForm:
    """A report half-filled, with nothing in it yet."""
    member = await recognise(db, person.id)
    assert member is not None
    duty = (await report_duties(db, member))[0]
    return await start_report(db, member, duty.obligation.id, now)


async def _finishes(db: AsyncSession, person: Person, now: datetime) -> str:
    """The data of the button that hands in what is ready."""
    form = await _begins(db, person, now)
    draft = await add_words(db, form.draft, "Đã xong cả.", 1, now, now)
    return pack(SubmitReport(draft.id, draft.version))
