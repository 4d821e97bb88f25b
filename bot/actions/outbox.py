"""What the bot owes people out of turn: put, claim, record, hand back.

Two times meet here. `now` is campaign time: it says what is due and when something was sent, and
a rehearsal may move it or stop it. `real_now` is the machine's time: leases and waits for another
try are measured in it, so that no moved clock makes a claim look abandoned or a 429 look over. It
is kept in the row rather than in memory: a restart, or another process, waits as long as told.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.outbox import (
    LANES,
    Dropped,
    Failed,
    Held,
    Lane,
    Moved,
    OutboxState,
    Outcome,
    Retry,
    Sent,
)
from storage.groups import move_group
from storage.outbox import (
    ClaimedMessage,
    add_message,
    set_begun,
    set_blocked,
    set_failed,
    set_left,
    set_possibly_repeated,
    set_sent,
    set_state,
    set_waiting,
    take_back_claims,
    take_due,
)

__all__ = [
    "LEASE",
    "ClaimedMessage",
    "claim_due",
    "give_back",
    "hand_back_stale",
    "note_begun",
    "put",
    "record",
]

log = structlog.get_logger()

LEASE = timedelta(seconds=60)
"""How long a claim is believed while its sender is silent."""


async def put(
    db: AsyncSession,
    *,
    lane: Lane,
    message: str,
    due_at: datetime,
    member_id: int | None = None,
    group_id: int | None = None,
    organisation_id: int | None = None,
    details: Mapping[str, Any] | None = None,
    key: str | None = None,
    notice_id: int | None = None,
) -> bool:
    """Owe a person, or a group, a message from `due_at` on, in the transaction of its cause.

    `message` names it and `details` are its values (JSON): it is worded when it is sent.
    `organisation_id` says whose officers hear of it should it not arrive. False, and nothing
    changes, when `key` is owed already or was ever.
    """
    return await add_message(
        db,
        lane=lane,
        member_id=member_id,
        group_id=group_id,
        organisation_id=organisation_id,
        message=message,
        due_at=due_at,
        details=dict(details or {}),
        key=key,
        notice_id=notice_id,
    )


async def claim_due(
    db: AsyncSession, now: datetime, room: int | Mapping[Lane, int], *, real_now: datetime
) -> list[ClaimedMessage]:
    """Take what is due for sending: answers first, then reminders, then notices.

    `room` is how many at most, in all or of each lane. Several may claim at once: no message is
    given to two.
    """
    claimed: list[ClaimedMessage] = []
    for lane in LANES:
        free = room - len(claimed) if isinstance(room, int) else room.get(lane, 0)
        if free > 0:
            claimed += await take_due(db, lane, free, now=now, real_now=real_now)
    return claimed


async def record(
    db: AsyncSession,
    outcomes: Sequence[tuple[ClaimedMessage, Outcome]],
    now: datetime,
    *,
    real_now: datetime,
    unsure: Collection[int] = (),
) -> None:
    """Settle a group of claimed messages as their sending went.

    A retry waits and counts as a try; what is held waits until somebody lets it go; what went to a
    group that moved is due again at once, at the new number. Who turned out to be unreachable is
    noted so. Ids in `unsure` may have arrived although they are tried again.
    """
    sent: dict[int, Sent] = {}
    waits: dict[int, tuple[datetime, str]] = {}
    failed: dict[int, str] = {}
    settled: dict[OutboxState, list[int]] = {OutboxState.DROPPED: [], OutboxState.HELD: []}
    moved: dict[int, int] = {}
    again: dict[int, tuple[datetime, str]] = {}
    for message, outcome in outcomes:
        match outcome:
            case Sent():
                sent[message.id] = outcome
            case Dropped():
                settled[OutboxState.DROPPED].append(message.id)
            case Held():
                settled[OutboxState.HELD].append(message.id)
            case Retry(wait, error):
                waits[message.id] = (real_now + wait, error)
            case Moved(chat_id):
                moved[message.chat_id] = chat_id
                again[message.id] = real_now, ""
            case Failed(error):
                failed[message.id] = error
    await set_sent(db, sent, now)
    await set_waiting(db, waits, tries=1)
    await set_waiting(db, again, tries=0)
    for old, new in moved.items():
        await move_group(db, old, new)
    await set_failed(db, failed)
    for state, ids in settled.items():
        await set_state(db, ids, state)
    await _note_unsure(db, unsure)
    await _note_gone(db, outcomes, now)


async def _note_unsure(db: AsyncSession, unsure: Collection[int]) -> None:
    if unsure:
        await set_possibly_repeated(db, unsure)
        _warn_of_repeats(unsure)


async def _note_gone(
    db: AsyncSession, outcomes: Sequence[tuple[ClaimedMessage, Outcome]], now: datetime
) -> None:
    """Note who cannot be written to any more, people with what Telegram said of them."""
    gone = [(m, o.error) for m, o in outcomes if isinstance(o, Failed) and o.unreachable]
    await set_blocked(db, {m.member_id: e for m, e in gone if m.member_id is not None}, now)
    if groups := {m.group_id for m, _ in gone if m.group_id is not None}:
        await set_left(db, groups, now)


async def note_begun(db: AsyncSession, begun: Mapping[int, Sent]) -> None:
    """Keep {outbox id: what has arrived so far} of messages that wait for another try."""
    await set_begun(db, begun)


async def give_back(
    db: AsyncSession, waits: Mapping[int, timedelta], *, real_now: datetime, reason: str = ""
) -> None:
    """Return claims for `waits` from now on; it counts as no try."""
    until = {row: (real_now + wait, reason) for row, wait in waits.items()}
    await set_waiting(db, until, tries=0)


async def hand_back_stale(
    db: AsyncSession,
    real_now: datetime,
    *,
    lease: timedelta | None = LEASE,
    beside: Collection[int] = (),
) -> Sequence[int]:
    """Make claims whose sender is gone waiting again, marked as possibly repeated; their ids.

    Stale are claims older than the lease, `beside` those the caller knows to be in flight. At
    start, when no other sender lives, `lease` is None: every claim is a dead process's.
    """
    before = None if lease is None else real_now - lease
    back = await take_back_claims(db, before=before, beside=beside)
    if back:
        _warn_of_repeats(back)
    return back


def _warn_of_repeats(ids: Collection[int]) -> None:
    """Said before they can be sent again, so that a doubled message is never a riddle."""
    log.warning("outbox.possibly_repeated", count=len(ids), ids=sorted(ids))
