"""«Đã nhận»: said by recipients, counted for officers; and a second call to those who have not."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.actions.notices import held_notice, own_notice
from bot.rules.acknowledgements import Acknowledged, NoReceiptAsked, Receipts
from bot.rules.members import Member, NotAllowed
from bot.rules.notices import BEGUN
from storage.acknowledgements import (
    add_acknowledgement,
    owe_second_call,
    receipts_of,
    speaks_for_recipient,
)
from storage.notices import notice_now


async def acknowledge(
    db: AsyncSession, member: Member, notice_id: int, version: int, now: datetime
) -> Acknowledged:
    """Note that the member has received a version of a notice; pressed again it changes nothing.

    For whoever speaks now for a unit that the notice is for, whichever post they speak from.
    Raises NotAllowed, NoReceiptAsked.
    """
    if not await speaks_for_recipient(db, member.id, notice_id):
        raise NotAllowed
    found = await notice_now(db, notice_id)
    if not found.text.asks_receipt or found.withdrawn_at is not None:
        raise NoReceiptAsked
    read = min(max(version, 1), found.text.version)
    at = await add_acknowledgement(db, notice_id, member.id, read, now)
    return Acknowledged(at, is_current=read == found.text.version)


async def read_receipts(db: AsyncSession, member: Member, notice_id: int) -> Receipts:
    """Which units have acknowledged a notice of the officer's organisation. Raises NotAllowed."""
    notice = await own_notice(db, member, notice_id)
    return Receipts(tuple(await receipts_of(db, notice_id, notice.text.version)))


async def call_again(db: AsyncSession, member: Member, notice_id: int, now: datetime) -> int:
    """Call once more on everybody whom the notice reached and whose unit has not acknowledged it;
    how many people. Once a day each.

    Raises NotAllowed, NoticeMoved, NoReceiptAsked.
    """
    notice = await held_notice(db, member, notice_id, *BEGUN)
    if not notice.asks_receipt or notice.withdrawn_at is not None:
        raise NoReceiptAsked
    day = now.astimezone(member.zone).date()
    people = await owe_second_call(db, notice_id, notice.version, day.isoformat(), now)
    subject, after = str(notice.number), {"people": people}
    note(db, member, "notice called again", subject, now=now, after=after)
    return people
