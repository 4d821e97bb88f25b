"""What a unit owes, as its managers and its officers may see it."""

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.members import Member, NoPost, NotAllowed, check_manager
from bot.rules.obligations import Duty, Obligation, UnknownObligation
from bot.rules.other_units import named_among
from bot.rules.units import UnitStopped
from storage.obligations import all_obligations_of, duties_of, obligation_by_id
from storage.units import names_in, unit_by_id


async def own_duties(db: AsyncSession, member: Member) -> list[Duty]:
    """What is collected from the unit the member speaks for, nearest first.

    Raises NoPost, NotAllowed for officers, UnitStopped.
    """
    post, unit_id = check_manager(member)
    if post.stopped_on is not None:
        raise UnitStopped(post.unit, post.stopped_on)
    return [duty for duty in await duties_of(db, unit_id) if duty.obligation.is_collected]


async def other_unit_named(db: AsyncSession, member: Member, text: str) -> str | None:
    """Another unit of the organisation that a line names, by name; None where it names none."""
    post, _ = check_manager(member)
    return named_among(text, await names_in(db, post.organisation_id), post.unit)


async def own_duty(db: AsyncSession, member: Member, obligation_id: int) -> Duty:
    """One duty of the unit the member speaks for. Raises also UnknownObligation."""
    for duty in await own_duties(db, member):
        if duty.obligation.id == obligation_id:
            return duty
    raise UnknownObligation


async def duty_for(db: AsyncSession, member: Member, unit_id: int, obligation_id: int) -> Duty:
    """One duty of a unit, for whoever speaks for it now and for its organisation's officers.

    Raises NotAllowed, UnknownObligation.
    """
    if member.post is None or member.post.unit_id not in (None, unit_id):
        raise NotAllowed
    duties = (
        await duties_of_unit(db, member, unit_id)
        if member.is_officer
        else await own_duties(db, member)
    )
    for duty in duties:
        if duty.obligation.id == obligation_id and duty.obligation.is_collected:
            return duty
    raise UnknownObligation


async def duties_of_unit(db: AsyncSession, member: Member, unit_id: int) -> list[Duty]:
    """Every duty of a unit, for an officer of its organisation. Raises NotAllowed."""
    post = member.post
    if post is None or not post.is_office:
        raise NotAllowed
    if await unit_by_id(db, post.organisation_id, unit_id) is None:
        raise NotAllowed
    return await duties_of(db, unit_id)


async def asked_obligations(db: AsyncSession, member: Member) -> list[Obligation]:
    """What the member's organisation asks of its units, closed or not; of a manager's unit alone.

    Raises NoPost.
    """
    if member.post is None:
        raise NoPost
    if member.post.unit_id is not None:
        own = [duty.obligation for duty in await duties_of(db, member.post.unit_id)]
        return sorted(own, key=lambda obligation: obligation.id)
    return await all_obligations_of(db, member.post.organisation_id)


async def asked_obligation(db: AsyncSession, member: Member, obligation_id: int) -> Obligation:
    """One thing the member's organisation asks. Raises NoPost, UnknownObligation.

    Of a plan that was withdrawn nothing is asked any more.
    """
    if member.post is None:
        raise NoPost
    obligation = await obligation_by_id(db, member.post.organisation_id, obligation_id)
    if obligation is None or obligation.is_withdrawn:
        raise UnknownObligation
    return obligation
