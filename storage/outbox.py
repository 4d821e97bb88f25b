"""Messages we owe: put once, claimed in lane order, settled in groups.

These are the hottest statements of the program, so they are plain tables and narrow rows.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Update, bindparam, exists, func, literal, or_, select, text, update
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.members import Address, Language
from bot.rules.outbox import LANES, Lane, OutboxState, Sent
from storage.columns import Choice, Document
from storage.inserting import insert_new
from storage.looking import AnyRow, look
from storage.tables import OutboxMessage

OUTBOX = SQLModel.metadata.tables["outboxmessage"]
MEMBER = SQLModel.metadata.tables["member"]
GROUP = SQLModel.metadata.tables["groupchat"]

# Said in the very words of the partial index: with a parameter in it, neither engine would dare
# to use the index.
LIVE = text("outboxmessage.state IN ('waiting', 'claimed')")


@dataclass(frozen=True, slots=True)
class ClaimedMessage:
    """A message taken for sending, with what is needed to word and address it.

    It goes to a member or to a group: `chat_id` is Telegram's number of either. A group reads
    Vietnamese. `lost_at` tells since when nothing can be sent there. `attempts` counts the tries
    before this one.
    """

    id: int
    lane: Lane
    message: str
    details: dict[str, Any]
    key: str | None
    notice_id: int | None
    due_at: datetime
    attempts: int
    possibly_repeated: bool
    member_id: int | None
    group_id: int | None
    chat_id: int
    language: Language
    address: Address
    lost_at: datetime | None


async def add_message(db: AsyncSession, **values: Any) -> bool:
    """Owe a message; False when its key is owed already."""
    row = {"state": OutboxState.WAITING, "attempts": 0, "possibly_repeated": False, "error": ""}
    statement = insert_new(db, OutboxMessage).values(**row, **values).returning(OUTBOX.c.id)
    return (await db.exec(statement)).first() is not None


async def let_go_of(db: AsyncSession, key: str) -> None:
    """Let what carries this key, and will never arrive, not stand in the way of what does."""
    gone = OUTBOX.c.state.in_((OutboxState.DROPPED, OutboxState.FAILED))
    freed = update(OUTBOX).where(OUTBOX.c.key == key, gone)
    await (await db.connection()).execute(freed.values(key=None, state=OutboxState.DROPPED))


async def told_by(db: AsyncSession, key_begins: str) -> list[int]:
    """The people to whom the messages with such keys went out, or are just going out."""
    went = OUTBOX.c.state.in_((OutboxState.SENT, OutboxState.CLAIMED))
    told = select(OUTBOX.c.member_id).where(OUTBOX.c.key.startswith(key_begins), went)
    return list((await (await db.connection()).execute(told)).scalars())


async def lanes_due(db: AsyncSession, *, now: datetime, real_now: datetime) -> frozenset[Lane]:
    """The lanes in which something is due."""
    connection = await db.connection()
    row = (await connection.execute(_LANES_DUE, {"now": now, "real_now": real_now})).one()
    return frozenset(lane for lane, is_due in zip(LANES, row, strict=True) if is_due)


async def take_due(
    db: AsyncSession, lane: Lane, limit: int, *, now: datetime, real_now: datetime
) -> list[ClaimedMessage]:
    """Claim what is due in a lane, longest due first; rows another process holds are skipped."""
    connection = await db.connection()
    asked = {"of_lane": lane, "most": limit, "now": now, "real_now": real_now}
    rows: Sequence[AnyRow] = (await connection.execute(_DUE, asked)).all()
    if rows:
        ids = [row.id for row in rows]
        await connection.execute(_TAKEN, {"ids": ids, "real_now": real_now})
    return [ClaimedMessage(*row) for row in rows]


_IS_DUE = (
    LIVE,
    OUTBOX.c.state == OutboxState.WAITING,
    OUTBOX.c.due_at <= bindparam("now"),
    or_(OUTBOX.c.retry_at.is_(None), OUTBOX.c.retry_at <= bindparam("real_now")),
)
# Built once: at 30 messages a second, building them anew cost more than running them.
_LANES_DUE = select(
    *(exists().where(*_IS_DUE, OUTBOX.c.lane == lane).label(lane.value) for lane in LANES)
)
_DUE = (
    select(
        *(OUTBOX.c[name] for name in ("id", "lane", "message", "details", "key", "notice_id")),
        *(OUTBOX.c[name] for name in ("due_at", "attempts", "possibly_repeated", "member_id")),
        OUTBOX.c.group_id,
        func.coalesce(MEMBER.c.telegram_id, GROUP.c.telegram_id),
        func.coalesce(MEMBER.c.language, literal(Language.VI, Choice(Language))),
        func.coalesce(MEMBER.c.address, literal(Address.UNIT, Choice(Address))),
        func.coalesce(MEMBER.c.blocked_at, GROUP.c.left_at),
    )
    .join(MEMBER, MEMBER.c.id == OUTBOX.c.member_id, isouter=True)
    .join(GROUP, GROUP.c.id == OUTBOX.c.group_id, isouter=True)
    .where(*_IS_DUE, OUTBOX.c.lane == bindparam("of_lane"))
    .order_by(OUTBOX.c.due_at, OUTBOX.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=OUTBOX)
)
_TAKEN = (
    update(OUTBOX)
    .where(OUTBOX.c.id.in_(bindparam("ids", expanding=True)))
    .values(state=OutboxState.CLAIMED, claimed_at=bindparam("real_now"))
)


async def set_sent(db: AsyncSession, sent: Mapping[int, Sent], now: datetime) -> None:
    """Settle {outbox id: what Telegram took} as sent."""
    plain, more = [], []
    for row, each in sent.items():
        values = {"row": row, "told": each.message_id, "now": now}
        if each.others or each.how or each.version > 1:
            more.append({**values, **_more(each)})
        else:
            plain.append(values)
    await _set_each(db, _SENT, plain)
    await _set_each(db, _SENT_WITH_MORE, more)


async def set_begun(db: AsyncSession, begun: Mapping[int, Sent]) -> None:
    """Note {outbox id: what has arrived so far} of messages that wait for another try."""
    params = [{"row": row, "told": each.message_id, **_more(each)} for row, each in begun.items()]
    await _set_each(db, _BEGUN, params)


async def begun_of(db: AsyncSession, row: int) -> Sent | None:
    """What has arrived of a message that waits for another try."""
    (found,) = await look(db, _BEGUN_OF, row=row)
    message_id, others, how, version = found
    return None if message_id is None else Sent(message_id, tuple(others or ()), how, version or 1)


async def set_state(db: AsyncSession, ids: Collection[int], state: OutboxState) -> None:
    """Bring messages into a state: dropped, when they are no longer owed, or held."""
    if ids:
        turned = _OURS.where(OUTBOX.c.id.in_(ids)).values(state=state, claimed_at=None)
        await (await db.connection()).execute(turned)


async def set_failed(db: AsyncSession, reasons: Mapping[int, str]) -> None:
    """Settle {outbox id: reason} as failed."""
    params = [{"row": row, "reason": reason} for row, reason in reasons.items()]
    await _set_each(db, _FAILED, params)


async def set_waiting(
    db: AsyncSession, waits: Mapping[int, tuple[datetime, str]], *, tries: int
) -> None:
    """Give claims back until {outbox id: (moment, reason)}; `tries` are added to the count."""
    params = [
        {"row": row, "until": until, "reason": reason, "tries": tries}
        for row, (until, reason) in waits.items()
    ]
    await _set_each(db, _AGAIN, params)


async def set_possibly_repeated(db: AsyncSession, ids: Collection[int]) -> None:
    """Note that these may have arrived although we were not told."""
    unsure = update(OUTBOX).where(OUTBOX.c.id.in_(ids)).values(possibly_repeated=True)
    await (await db.connection()).execute(unsure)


async def take_back_claims(
    db: AsyncSession, *, before: datetime | None, beside: Collection[int]
) -> Sequence[int]:
    """Make claims waiting and possibly repeated, all or those older than `before`; their ids."""
    left = update(OUTBOX).where(LIVE, OUTBOX.c.state == OutboxState.CLAIMED)
    if before is not None:
        left = left.where(OUTBOX.c.claimed_at < before)
    if beside:
        left = left.where(OUTBOX.c.id.not_in(beside))
    values = {
        "state": OutboxState.WAITING,
        "claimed_at": None,
        "possibly_repeated": True,
        "attempts": OUTBOX.c.attempts + 1,
    }
    back = await (await db.connection()).execute(left.values(values).returning(OUTBOX.c.id))
    return sorted(back.scalars())


async def set_blocked(db: AsyncSession, lost: Mapping[int, str], now: datetime) -> None:
    """Note since when people cannot be reached and why: {member id: what Telegram said}.

    An earlier moment stays, with its reason.
    """
    params = [{"row": row, "now": now, "reason": reason} for row, reason in lost.items()]
    await _set_each(db, _BLOCKED, params)


async def set_left(db: AsyncSession, group_ids: Collection[int], now: datetime) -> None:
    """Note since when the bot is no longer in groups; an earlier moment stays."""
    newly = GROUP.c.id.in_(group_ids), GROUP.c.left_at.is_(None)
    await (await db.connection()).execute(update(GROUP).where(*newly).values(left_at=now))


def _more(sent: Sent) -> dict[str, Any]:
    return {"others": list(sent.others), "how": sent.how, "version": sent.version}


async def _set_each(db: AsyncSession, statement: Update, params: list[dict[str, Any]]) -> None:
    if params:
        await (await db.connection()).execute(statement, params)


_BLOCKED = (
    update(MEMBER)
    .where(MEMBER.c.id == bindparam("row"), MEMBER.c.blocked_at.is_(None))
    .values(blocked_at=bindparam("now"), lost_because=bindparam("reason"))
)
_ROW = OUTBOX.c.id == bindparam("row")
# That it was sent is true whoever has it now. All else is for him to say who still has the claim.
_OURS = update(OUTBOX).where(OUTBOX.c.state == OutboxState.CLAIMED)
_SENT = (
    update(OUTBOX)
    .where(_ROW)
    .values(
        state=OutboxState.SENT,
        sent_at=bindparam("now"),
        telegram_message_id=bindparam("told"),
        error="",
    )
)
_MORE = {
    "other_message_ids": bindparam("others", type_=Document),
    "how": bindparam("how"),
    "version": bindparam("version"),
}
_SENT_WITH_MORE = _SENT.values(_MORE)
_BEGUN_OF = select(
    OUTBOX.c.telegram_message_id, OUTBOX.c.other_message_ids, OUTBOX.c.how, OUTBOX.c.version
).where(_ROW)
_BEGUN = update(OUTBOX).where(_ROW).values(telegram_message_id=bindparam("told"), **_MORE)
_FAILED = _OURS.where(_ROW).values(state=OutboxState.FAILED, error=bindparam("reason"))
_AGAIN = _OURS.where(_ROW).values(
    state=OutboxState.WAITING,
    claimed_at=None,
    retry_at=bindparam("until"),
    error=bindparam("reason"),
    attempts=OUTBOX.c.attempts + bindparam("tries"),
)
