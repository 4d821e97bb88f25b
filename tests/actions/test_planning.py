"""Planning against a real database, whatever ladder, closed days and clock it is given."""

import asyncio
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel, col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

import storage.tables  # noqa: F401 - registers the tables
from bot.actions.reminders import plan_reminders
from bot.rules.deadlines import ClosedDays
from bot.rules.ladders import Ladder, as_kept, ladder_of
from bot.rules.members import Role
from bot.rules.outbox import OutboxState
from bot.rules.plans import Actor, Kind, OrganisationKind
from bot.rules.reminders import may_send
from storage import organisations
from storage.database import Database, sqlite_url
from storage.reminders import daily_key
from storage.tables import (
    Member,
    Obligation,
    Organisation,
    OutboxMessage,
    Plan,
    Promise,
    PutOff,
    Reminder,
    Seat,
    Unit,
)

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
LAST = date(2023, 6, 10)
LONG_AGO = datetime(2022, 1, 1, tzinfo=ZONE)
REPRESENTATIVE, DEPUTY = 1, 2

Hours = tuple[int | None, int | None]


@dataclass(frozen=True)
class Tick:
    """The planner looks; what is due then goes out at once, or stays where it is."""

    at: datetime
    delivers: bool

    @property
    def day(self) -> date:
        return self.at.date()


@dataclass
class Heard:
    """What each person was sent, and when."""

    sent: list[tuple[int, datetime]] = field(default_factory=list)
    rungs: list[Reminder] = field(default_factory=list)


days_off = st.builds(
    lambda starts: ClosedDays(
        frozenset(start + timedelta(days=n) for start in starts for n in range(4))
    ),
    st.lists(st.dates(LAST - timedelta(days=45), LAST + timedelta(days=60)), max_size=3),
)
rungs = st.sets(st.integers(1, 40), min_size=2, max_size=6) | st.just(frozenset())
ladders = st.builds(ladder_of, rungs, rungs)
times = st.sampled_from(
    [time(2), time(7, 30), time(8), time(11, 29), time(12), time(14), time(16, 59), time(19)]
)
ticks = st.lists(
    st.builds(
        lambda days, at, delivers: Tick(
            datetime.combine(LAST + timedelta(days=days), at, ZONE), delivers
        ),
        st.integers(-45, 55),
        times,
        st.booleans() | st.just(value=True),
    ),
    min_size=4,
    max_size=20,
)
clocks = ticks | ticks.map(lambda found: sorted(found, key=lambda tick: tick.at))
hours = st.none() | st.none() | st.integers(6, 20)


promises = st.none() | st.none() | st.integers(-20, 31)
waiting = st.none() | st.none() | st.integers(-30, 10)


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with one unit, its representative and its deputy, and one report due."""
    path = tmp_path_factory.mktemp("planning") / "thidua.db"
    asyncio.run(_make(path))
    return path


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    clock=clocks,
    ladder=ladders,
    closed=days_off,
    chosen=st.tuples(hours, hours),
    promised=promises,
    waits=waiting,
)
def test_whatever_the_clock_does_everybody_hears_once_a_day_on_working_days_in_their_hours(
    planned: Path,
    clock: list[Tick],
    ladder: Ladder,
    closed: ClosedDays,
    chosen: Hours,
    promised: int | None,
    waits: int | None,
) -> None:
    promised_on = None if promised is None else LAST + timedelta(days=promised)
    until = None if waits is None else closed.next_open(LAST + timedelta(days=waits))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(organisations, "_closed", lambda: closed)
        heard = asyncio.run(_run(planned, clock, ladder, chosen, promised_on, until))

    by_day = [(person, moment.date()) for person, moment in heard.sent]
    assert len(by_day) == len(set(by_day))
    for person, moment in heard.sent:
        assert may_send(moment, chosen[person - 1])
        assert moment.date() not in closed or moment.date() == LAST
    for seat in (REPRESENTATIVE, DEPUTY):
        numbers = [row.rung for row in heard.rungs if row.seat_id == seat]
        assert numbers == sorted(set(numbers))
    for row in heard.rungs:
        assert row.owed_on not in closed or (row.rung, row.owed_on) == (0, LAST)
        assert row.rung >= 0 or row.seat_id == REPRESENTATIVE
        if promised_on is not None and row.owed_on < promised_on:
            assert (row.rung, row.owed_on) == (0, LAST)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    clock=clocks,
    at=times,
    ladder=ladders,
    closed=days_off,
    chosen=st.tuples(hours, hours),
    promised=promises,
    waits=waiting,
)
def test_the_last_mornings_reminder_comes_whenever_the_program_runs_then(
    planned: Path,
    clock: list[Tick],
    at: time,
    ladder: Ladder,
    closed: ClosedDays,
    chosen: Hours,
    promised: int | None,
    waits: int | None,
) -> None:
    promised_on = None if promised is None else LAST + timedelta(days=promised)
    until = None if waits is None else closed.next_open(LAST + timedelta(days=waits))
    last = Tick(datetime.combine(LAST, at, ZONE), delivers=True)
    before = [tick for tick in clock if tick.day < LAST]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(organisations, "_closed", lambda: closed)
        heard = asyncio.run(_run(planned, [*before, last], ladder, chosen, promised_on, until))

    on_the_day = {person for person, moment in heard.sent if moment.date() == LAST}
    assert on_the_day == {
        person for person in (REPRESENTATIVE, DEPUTY) if may_send(last.at, chosen[person - 1])
    }


async def _make(path: Path) -> None:
    database = Database(sqlite_url(path))
    async with database.engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)
    async with database.transaction() as db:
        db.add(
            Organisation(id=1, name="LĐLĐ", kind=OrganisationKind.FEDERATION, created_at=LONG_AGO)
        )
        for id_ in (REPRESENTATIVE, DEPUTY):
            db.add(Member(id=id_, telegram_id=id_, name=f"Người {id_}", created_at=LONG_AGO))
        db.add(Unit(id=1, organisation_id=1, name="Tam Đường", folded="", created_at=LONG_AGO))
        db.add(
            Plan(
                id=1,
                organisation_id=1,
                slug="a",
                number="1",
                title="Kế hoạch",
                year=2023,
                unregistered_excluded=False,
                document={},
                published_at=LONG_AGO,
            )
        )
        await db.flush()
        for id_, role in ((REPRESENTATIVE, Role.REPRESENTATIVE), (DEPUTY, Role.DEPUTY)):
            db.add(Seat(id=id_, unit_id=1, member_id=id_, role=role, since_at=LONG_AGO))
        db.add(
            Obligation(
                id=1,
                plan_id=1,
                kind=Kind.MIDYEAR_REPORT,
                actor=Actor.UNIT,
                title="Báo cáo",
                written_on=LAST,
            )
        )
    await database.close()


async def _run(
    path: Path,
    clock: list[Tick],
    ladder: Ladder,
    chosen: Hours,
    promised_on: date | None,
    until: date | None,
) -> Heard:
    """Everything from nothing: the ticks in their order, and what came of them."""
    database = Database(sqlite_url(path))
    async with database.transaction() as db:
        await _begin(db, ladder, chosen, promised_on, until)
    heard = Heard()
    for tick in clock:
        async with database.transaction() as db:
            await plan_reminders(db, tick.at)
        if tick.delivers:
            async with database.transaction() as db:
                heard.sent += await _deliver(db, tick.at)
    async with database.reading() as db:
        heard.rungs = list(await db.exec(select(Reminder).order_by(col(Reminder.id))))
    await database.close()
    return heard


async def _begin(
    db: AsyncSession,
    ladder: Ladder,
    chosen: Hours,
    promised_on: date | None,
    until: date | None,
) -> None:
    for table in (Reminder, OutboxMessage, Promise, PutOff):
        await db.exec(delete(table))
    (await db.get_one(Obligation, 1)).ladder = as_kept(ladder)
    for person, hour in zip((REPRESENTATIVE, DEPUTY), chosen, strict=True):
        (await db.get_one(Member, person)).reminder_hour = hour
    if promised_on is not None:
        db.add(
            Promise(
                unit_id=1,
                obligation_id=1,
                promised_on=promised_on,
                member_id=REPRESENTATIVE,
                promised_at=LONG_AGO,
            )
        )
    if until is not None:
        db.add(PutOff(member_id=REPRESENTATIVE, until_on=until))


async def _deliver(db: AsyncSession, now: datetime) -> list[tuple[int, datetime]]:
    due = select(OutboxMessage).where(
        col(OutboxMessage.state) == OutboxState.WAITING, col(OutboxMessage.due_at) <= now
    )
    sent = []
    for row in await db.exec(due):
        assert row.member_id is not None
        assert row.key == daily_key(row.member_id, now.date())
        row.state = OutboxState.SENT
        sent.append((row.member_id, now))
    return sent
