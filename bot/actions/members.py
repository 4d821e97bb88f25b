"""People: meeting them, their settings, the post they speak from."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.rules.members import Address, Language, Member, NotAllowed, NotYourUnit
from bot.rules.reminders import EARLIEST_HOUR, LATEST_HOUR
from storage.members import member_by_id, member_by_telegram
from storage.tables import Member as MemberRow

NAME_LENGTH = 128


async def recognise(db: AsyncSession, telegram_id: int) -> Member | None:
    """The person with this Telegram id as known now, None for someone never met."""
    return await member_by_telegram(db, telegram_id)


async def meet(db: AsyncSession, telegram_id: int, name: str, now: datetime) -> Member:
    """Remember a person by Telegram id and name; whoever wrote us is reachable again."""
    row = (
        await db.exec(select(MemberRow).where(col(MemberRow.telegram_id) == telegram_id))
    ).first()
    if row is None:
        row = MemberRow(telegram_id=telegram_id, name=name[:NAME_LENGTH], created_at=now)
        db.add(row)
    row.blocked_at, row.lost_because = None, ""
    await db.flush()
    assert row.id is not None
    return await member_by_id(db, row.id)


async def lose(db: AsyncSession, telegram_id: int, now: datetime) -> None:
    """The person blocked the bot: nothing more is sent until they come back."""
    await db.exec(
        update(MemberRow).where(col(MemberRow.telegram_id) == telegram_id).values(blocked_at=now)
    )


async def speak_as(db: AsyncSession, member: Member, post_key: str, now: datetime) -> Member:
    """Speak from another of one's posts. Raises NotAllowed for a post not held."""
    post = next((post for post in member.posts if post.key == post_key), None)
    if post is None:
        raise NotAllowed
    await _change(db, member, speaks_as=post.key)
    return member.speaking_as(post)


async def speak_for(db: AsyncSession, member: Member, unit_id: int) -> Member:
    """Speak for this unit from now on. Raises NotYourUnit without a seat in it."""
    post = next((post for post in member.posts if post.unit_id == unit_id), None)
    if post is None:
        raise NotYourUnit
    await _change(db, member, speaks_as=post.key)
    return member.speaking_as(post)


async def set_language(db: AsyncSession, member: Member, language: Language) -> Member:
    """Speak this language from now on; gives the member as changed."""
    await _change(db, member, language=language)
    return replace(member, language=language)


async def set_address(db: AsyncSession, member: Member, address: Address) -> Member:
    """Use this form of address from now on; gives the member as changed."""
    await _change(db, member, address=address)
    return replace(member, address=address)


async def set_reminder_hour(db: AsyncSession, member: Member, hour: int | None) -> Member:
    """Remind at this local hour (6 to 20), or in working hours (None); gives the member changed.

    Raises NotAllowed for any other hour.
    """
    if hour is not None and not EARLIEST_HOUR <= hour < LATEST_HOUR:
        raise NotAllowed
    await _change(db, member, reminder_hour=hour)
    return replace(member, reminder_hour=hour)


async def remember_menu(db: AsyncSession, member: Member) -> Member:
    """The commands and the keyboard that suit the person now are being offered."""
    await _change(db, member, menu=member.wanted_menu)
    return replace(member, menu=member.wanted_menu)


async def consent(db: AsyncSession, member: Member, now: datetime) -> None:
    """The person agreed to what is kept. The first agreement's time stands."""
    if not member.consented:
        await _change(db, member, consented_at=now)
        note(db, member, "consented", member.name, now=now)


async def set_phone(db: AsyncSession, member: Member, phone: str, now: datetime) -> None:
    """Keep the number the person shared."""
    await _change(db, member, phone=phone[:32])
    note(db, member, "phone shared", member.name, now=now)


async def _change(db: AsyncSession, member: Member, **values: object) -> None:
    await db.exec(update(MemberRow).where(col(MemberRow.id) == member.id).values(**values))
