"""A campaign lived through: 300 units in three blocs, a diary of what everybody does, a clock.

What people do goes through the program's own actions; what they are told comes through a Telegram
that refuses, breaks off and loses answers, from a program that is killed now and then.
"""

import asyncio
import random
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.invites import seat_member
from bot.actions.members import meet, recognise
from bot.actions.missing import nudge
from bot.actions.promises import promise
from bot.actions.putting_off import put_off_to
from bot.actions.registrations import submit_registration
from bot.actions.reports import submit_report
from bot.actions.seats import undo_joining
from bot.actions.setting_dates import set_deadline
from bot.actions.units import new_bloc, new_unit
from bot.delivery.outbox import Delivery
from bot.rules.errors import RuleViolation
from bot.rules.members import Member, Role
from bot.rules.obligations import can_register, in_order
from bot.rules.outbox import OutboxState
from bot.rules.registrations import RegistrationDraft, Scope, TitleLine
from bot.rules.reports import ReportDraft
from bot.simulator.person import Person
from storage.obligations import duties_of, obligations_of
from storage.organisations import YEARS
from storage.tables import OutboxMessage
from storage.workdays import closed_days
from tests.stories.world import LOCAL, Phone, World, starts_again
from tests.year.hours import Hours
from tests.year.people import Act, Deed, diary
from tests.year.secretary import Duty, Said, Speaker, Unit, speak
from tests.year.secretary import nudge as remind

UNITS, BLOCS = 300, 3
MORNING, WORK = time(7, 31), time(10, 0)
KEY = b"a key of the stories"
CLOSED = closed_days(YEARS)
TITLES = RegistrationDraft((TitleLine(Scope.COLLECTIVE, "Tập thể Lao động tiên tiến"),))
A_DAY = timedelta(days=1)
MANY = 40
KILLED = 0.3
"""How often the program is killed in a morning of many messages."""
LONGEST_WAIT = 700.0
"""Longer than any retry waits."""


@dataclass
class Seated:
    """What the program knows of a unit of the diary."""

    id: int
    seats: list[tuple[int, Person]] = field(default_factory=list)


@dataclass
class Campaign:
    """One organisation's year. `said` is what a secretary would have said to whom."""

    world: World
    folder: Path
    hours: Hours
    organisation_id: int
    officer: Phone
    chances: random.Random
    units: list[Unit] = field(default_factory=list)
    rows: list[Seated] = field(default_factory=list)
    obligations: list[int] = field(default_factory=list)
    said: Said = field(default_factory=dict)
    kills: int = 0

    async def sets_registration(self, day: date) -> None:
        """The officer dates the registration, which the plan leaves open."""
        async with self.world.app.database.transaction() as db:
            officer = await self._member(db, self.officer.person)
            asked = await obligations_of(db, self.organisation_id)
            obligation = next(each for each in asked if can_register(each))
            await set_deadline(db, officer, obligation.id, day, inclusive=True, now=self._now())

    async def fill(self) -> None:
        """Make blocs and units, and let people join: one has a deputy of five, one nobody of 60."""
        today = self._today()
        async with self.world.app.database.transaction() as db:
            blocs = [
                await new_bloc(db, self.organisation_id, f"Khối {number}")
                for number in range(1, BLOCS + 1)
            ]
            for number in range(UNITS):
                id_ = await new_unit(
                    db, self.organisation_id, f"Đơn vị {number}", blocs[number % BLOCS], self._now()
                )
                self.rows.append(Seated(id_))
                self.units.append(Unit(f"Đơn vị {number}", [], []))
                if number % 60:
                    await self._seat(db, number, Role.REPRESENTATIVE)
                if number % 5 == 1:
                    await self._seat(db, number, Role.DEPUTY)
        async with self.world.app.database.reading() as db:
            asked = [d for d in await duties_of(db, self.rows[0].id) if d.term is not None]
        for duty in in_order(asked):
            assert duty.term is not None
            self.obligations.append(duty.obligation.id)
            for unit in self.units:
                unit.duties.append(Duty(duty.obligation.title, duty.term.last_day, today))

    async def live(self, until: date) -> None:
        """Go through the days, each with its morning and what people do at work."""
        acts = diary(self.chances, UNITS, [duty.last_day for duty in self.units[0].duties])
        day = self._today() + A_DAY
        while day <= until:
            await self._morning(day)
            if today := acts.get(day):
                self.world.clock.move_to(datetime.combine(day, WORK, LOCAL))
                for act in today:
                    await self._do(act, day)
                await self._settle()
            if day not in CLOSED and self.chances.random() < 0.04:
                await self._officer_reminds(day)
            day += A_DAY

    async def _morning(self, day: date) -> None:
        self.world.clock.move_to(datetime.combine(day, MORNING, LOCAL))
        today = speak(self.units, day, CLOSED)
        self.said |= today
        await self.world.app.tick()
        if len(today) > MANY and self.chances.random() < KILLED:
            await self._is_killed()
        await self._settle()

    async def _is_killed(self) -> None:
        """The program dies while messages are on their way, and another begins."""
        before = len(self.world.telegram.calls)
        sending = asyncio.create_task(self.world.app.delivery.deliver_due())
        with suppress(TimeoutError):
            await self.world.telegram.until(
                lambda: sending.done() or len(self.world.telegram.calls) > before + 20, within=5
            )
        if sending.done():
            await sending
            return
        self.kills += 1
        sending.cancel()
        with suppress(asyncio.CancelledError):
            await sending
        await cut_off(self.world.app.delivery)
        await starts_again(self.world, self.folder)
        await self.world.app.delivery.recover()

    async def _settle(self) -> None:
        """Deliver until nothing waits any more, however often it must be tried."""
        await self.world.settle()
        while await self._waits():
            self.hours.skip(LONGEST_WAIT)
            await self.world.settle()

    async def _waits(self) -> bool:
        async with self.world.app.database.reading() as db:
            waiting = col(OutboxMessage.state) == OutboxState.WAITING
            return (
                await db.exec(select(OutboxMessage.id).where(waiting).limit(1))
            ).first() is not None

    async def _do(self, act: Act, day: date) -> None:
        unit, row = self.units[act.unit], self.rows[act.unit]
        here = [place for place, each in enumerate(unit.speakers) if each.is_reachable]
        if act.deed is Deed.COME_BACK:
            for place, speaker in enumerate(unit.speakers):
                if speaker.blocked and not speaker.left:
                    row.seats[place][1].unblock()
                    speaker.blocked = False
            await self.world.settle()
        elif here:
            await self._act(act, day, unit.speakers[here[0]], row.seats[here[0]][1])

    async def _act(self, act: Act, day: date, speaker: Speaker, person: Person) -> None:
        duty = self.units[act.unit].duties[act.duty]
        match act.deed:
            case Deed.HAND_IN if duty.is_open():
                await self._hands_in(act, person)
                duty.done_on, duty.promised_on = day, None
            case Deed.BLOCK:
                person.block()
                speaker.blocked = True
                await self.world.settle()
            case Deed.HAND_OVER:
                await self._hands_over(act.unit, speaker, person)
            case Deed.PROMISE if duty.is_open():
                wanted = day + timedelta(days=self.chances.randint(1, 9))
                with suppress(RuleViolation):
                    async with self.world.app.database.transaction() as db:
                        member = await self._member(db, person)
                        await promise(db, member, self.obligations[act.duty], wanted, self._now())
                    duty.promised_on = wanted
            case Deed.WAIT:
                wanted = day + timedelta(days=self.chances.randint(1, 6))
                with suppress(RuleViolation):
                    async with self.world.app.database.transaction() as db:
                        member = await self._member(db, person)
                        until = await put_off_to(db, member, wanted, self._now())
                    speaker.waits_until = until

    async def _hands_in(self, act: Act, person: Person) -> None:
        now, id_ = self._now(), self.obligations[act.duty]
        async with self.world.app.database.transaction() as db:
            member = await self._member(db, person)
            duties = await duties_of(db, self.rows[act.unit].id)
            duty = next(each for each in duties if each.obligation.id == id_)
            if can_register(duty.obligation):
                await submit_registration(db, member, id_, TITLES, now, now, KEY)
            else:
                draft = ReportDraft((), "Đã hoàn thành các chỉ tiêu.", now)
                await submit_report(db, member, id_, draft, now, KEY)

    async def _hands_over(self, unit: int, speaker: Speaker, person: Person) -> None:
        place = self.units[unit].speakers.index(speaker)
        async with self.world.app.database.transaction() as db:
            officer = await self._member(db, self.officer.person)
            await undo_joining(db, officer, self.rows[unit].seats[place][0], self._now())
            role = Role.DEPUTY if speaker.is_deputy else Role.REPRESENTATIVE
            await self._seat(db, unit, role)
        speaker.left = True

    async def _officer_reminds(self, day: date) -> None:
        """An officer presses «Nhắc các đơn vị này» for one duty: that is the day's one message."""
        place = self.chances.randrange(len(self.obligations))
        if all(not unit.duties[place].is_open() for unit in self.units):
            return
        self.world.clock.move_to(datetime.combine(day, WORK, LOCAL))
        async with self.world.app.database.transaction() as db:
            officer = await self._member(db, self.officer.person)
            await nudge(db, officer, self.obligations[place], self._now())
        self.said |= remind(self.units, place, day, self.said, CLOSED)
        await self._settle()

    async def _seat(self, db: AsyncSession, unit: int, role: Role) -> None:
        person = self.world.stranger(f"Người {len(self.world.telegram.people)}").person
        person.chat.started = True
        member = await meet(db, person.id, "Nguyễn Văn An", self._now())
        seat_id = await seat_member(db, member.id, self.rows[unit].id, role, self._now())
        self.rows[unit].seats.append((seat_id, person))
        speaker = Speaker(person.id, self._today(), is_deputy=role is Role.DEPUTY)
        self.units[unit].speakers.append(speaker)

    async def _member(self, db: AsyncSession, person: Person) -> Member:
        member = await recognise(db, person.id)
        assert member is not None
        return member

    def _now(self) -> datetime:
        return self.world.clock.now()

    def _today(self) -> date:
        return self._now().astimezone(LOCAL).date()


async def cut_off(delivery: Delivery) -> None:
    """What is on its way stays without an outcome, as when the program is killed."""
    in_flight = list(delivery._in_flight.values())
    for sending in in_flight:
        sending.cancel()
    await asyncio.gather(*in_flight, return_exceptions=True)
