"""Whom to call at a unit, kept by officers."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.actions.units import unit_to_change
from bot.rules.contacts import Contact
from bot.rules.dialogues import NAME_LENGTH, AnswerTooLong
from bot.rules.members import Member

NOBODY = Contact("", "")


async def set_contact(
    db: AsyncSession, member: Member, unit_id: int, contact: Contact, now: datetime
) -> None:
    """Call this person from now on, or NOBODY. Raises NotAllowed, AnswerTooLong."""
    if len(contact.name) > NAME_LENGTH:
        raise AnswerTooLong(len(contact.name), NAME_LENGTH)
    unit = await unit_to_change(db, member, unit_id)
    before = {"contact": unit.contact, "phone": unit.phone}
    unit.contact, unit.phone = contact.name, contact.phone
    after = {"contact": unit.contact, "phone": unit.phone}
    note(db, member, "contact changed", unit.name, now=now, before=before, after=after)
