"""Carrying on with notices: what each asks for is brought about in small transactions.

What an officer pressed is one row changed at once; what follows from it, for hundreds or thousands
of messages, is done here a chunk at a time, so that nobody who asks something waits for long. Begun
again after a kill it goes on where it was: owing twice is made impossible by keys.
"""

from datetime import datetime
from typing import Any

from sqlmodel import col, exists, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.actions.officers import tell_officers
from bot.rules.audiences import audience_of_json
from bot.rules.notices import NoticePost, NoticeState
from bot.rules.outbox import OutboxState
from bot.rules.schedules import may_start
from storage.fanning import (
    note_units,
    owe_following,
    owe_groups,
    owe_people,
    turn_rows,
    unfinished,
)
from storage.locking import hold
from storage.notices import first_posts, tells_of
from storage.obligations import obligations_of
from storage.organisations import calendar_of
from storage.tables import Notice, OutboxMessage

CHUNK = 500
"""Messages owed, held or dropped in one transaction: ten milliseconds or so."""


async def to_carry_on(db: AsyncSession, now: datetime) -> list[int]:
    """The notices for which something may have to be done."""
    return await unfinished(db, now)


async def carry_on(db: AsyncSession, notice_id: int, now: datetime) -> bool:
    """Do the next piece of what a notice asks for; False when nothing is left to do for now."""
    await hold(db, Notice, notice_id)
    notice = await db.get_one(Notice, notice_id, populate_existing=True)
    if notice.state is NoticeState.SCHEDULED:
        return await _start(db, notice, now)
    if notice.fanned_to is not None:
        await _fan_out(db, notice, now)
        return True
    if await _turn(db, notice):
        return True
    if notice.followed_to is not None:
        await _follow(db, notice, now)
        return True
    return await _finish(db, notice, now)


async def _start(db: AsyncSession, notice: Notice, now: datetime) -> bool:
    """Begin to send what was scheduled, when its time has come."""
    calendar = await calendar_of(db, notice.organisation_id)
    if notice.due_at is None or not may_start(notice.due_at, now, calendar):
        return False
    if not await _is_still_asked(db, notice):
        await _let_be(db, notice, now)
        return True
    notice.state, notice.sent_at, notice.fanned_to = NoticeState.SENDING, now, 0
    note(
        db,
        None,
        "notice sent",
        str(notice.number),
        now=now,
        organisation_id=notice.organisation_id,
    )
    return True


async def _is_still_asked(db: AsyncSession, notice: Notice) -> bool:
    """Whether what its readers have not done is still collected: nobody asks for anything else."""
    undone = audience_of_json(notice.audience).undone
    if not undone:
        return True
    asked = await obligations_of(db, notice.organisation_id)
    return {each.id for each in asked}.issuperset(undone)


async def _let_be(db: AsyncSession, notice: Notice, now: datetime) -> None:
    """Cancel what was scheduled for a duty withdrawn or closed since; officers hear of it."""
    notice.state, notice.ended_at = NoticeState.CANCELLED, now
    note(
        db,
        None,
        "notice let be",
        str(notice.number),
        now=now,
        organisation_id=notice.organisation_id,
    )
    details = {"notice": notice.id, "number": notice.number}
    await tell_officers(db, notice.organisation_id, "notice_let_be", details, now)


async def _fan_out(db: AsyncSession, notice: Notice, now: datetime) -> None:
    """Owe it to the next people, at the end to the groups. Of a paused one it is held at once."""
    audience, organisation_id = audience_of_json(notice.audience), notice.organisation_id
    assert notice.id is not None
    assert notice.fanned_to is not None
    paused = notice.state is NoticeState.PAUSED
    state = OutboxState.HELD if paused else OutboxState.WAITING
    if notice.fanned_to == 0:
        await note_units(db, organisation_id, audience, notice.id)
    notice.fanned_to = await owe_people(
        db,
        organisation_id,
        audience,
        notice.id,
        state,
        after=notice.fanned_to,
        most=CHUNK,
        now=now,
    )
    if notice.fanned_to is None:
        await owe_groups(db, organisation_id, audience, notice.id, state, now)


async def _turn(db: AsyncSession, notice: Notice) -> bool:
    """Hold, let go or drop the next messages, as the notice was paused, resumed or stopped."""
    turns = {
        NoticeState.PAUSED: ((OutboxState.WAITING,), OutboxState.HELD),
        NoticeState.SENDING: ((OutboxState.HELD,), OutboxState.WAITING),
        NoticeState.STOPPED: ((OutboxState.WAITING, OutboxState.HELD), OutboxState.DROPPED),
    }
    if notice.state not in turns:
        return False
    states, into = turns[notice.state]
    assert notice.id is not None
    return await turn_rows(db, notice.id, states, into, CHUNK) > 0


async def _follow(db: AsyncSession, notice: Notice, now: datetime) -> None:
    """Owe the next recipients the correction, or the withdrawal, of what they have."""
    assert notice.id is not None
    assert notice.followed_to is not None
    chunk: dict[str, Any] = {
        "version": notice.version,
        "after": notice.followed_to,
        "most": CHUNK,
        "now": now,
    }
    if notice.withdrawn_at is not None:
        notice.followed_to = await owe_following(
            db, notice.id, NoticePost.WITHDRAWAL, occasion="", **chunk
        )
        return
    occasion = f"v{notice.version}:"
    tells = await tells_of(db, notice.id, notice.version - 1)
    last = await owe_following(db, notice.id, NoticePost.CORRECTION, occasion=occasion, **chunk)
    if tells or notice.asks_receipt:
        await owe_following(
            db,
            notice.id,
            NoticePost.READ_AGAIN,
            occasion=occasion,
            acknowledged_only=not tells,
            **chunk,
        )
    notice.followed_to = last


async def _finish(db: AsyncSession, notice: Notice, now: datetime) -> bool:
    """Note the end of a notice of which nothing is left to send."""
    if notice.ended_at is not None or notice.state is NoticeState.PAUSED:
        return False
    live = (OutboxState.WAITING, OutboxState.CLAIMED, OutboxState.HELD)
    assert notice.id is not None
    left = exists().where(*first_posts(notice.id), col(OutboxMessage.state).in_(live))
    if (await db.exec(select(left))).one():
        return False
    notice.ended_at = now
    if notice.state is NoticeState.SENDING:
        notice.state = NoticeState.DONE
    return False
