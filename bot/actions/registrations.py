"""Registering titles and targets."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, func, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.duties import duty_for
from bot.actions.handing_in import facts_of, prove, unit_for
from bot.actions.outages import judge
from bot.actions.own_days import mended
from bot.rules.channels import Channel
from bot.rules.members import Member, check_manager, check_officer
from bot.rules.obligations import Duty, UnknownObligation, can_register
from bot.rules.registrations import (
    RegistrationClosed,
    RegistrationDraft,
    RegistrationState,
    RegistrationView,
    TargetLine,
    TitleLine,
    check_complete,
)
from bot.rules.reports import verdict_of
from storage.locking import hold
from storage.registrations import lines_of
from storage.tables import RegisteredTitle, Registration, Target, Unit


async def submit_registration(
    db: AsyncSession,
    member: Member,
    obligation_id: int,
    draft: RegistrationDraft,
    completed_at: datetime,
    now: datetime,
    key: bytes,
    also: Sequence[int] = (),
) -> int:
    """Hand in a registration for the member's unit; gives the id of the receipt, signed by `key`.

    An earlier version is kept as replaced. After the deadline the first one still counts, marked
    late; an approved one is no longer changed then. Officers hear of it; the receipt is owed to
    the sender and to those `also` named. Raises NothingRegistered, UnknownObligation,
    RegistrationClosed.
    """
    _, unit_id = check_manager(member)
    duty = await _duty_to_answer(db, member, unit_id, obligation_id, draft)
    verdict = await judge(db, duty.term, completed_at, now)
    if verdict.late and duty.is_done:
        raise RegistrationClosed(unit_id, obligation_id)
    record = await _keep(db, member, duty, draft, Channel.BOT)
    return await prove(db, member, duty, verdict, record, now, key, also)


async def enter_registration(
    db: AsyncSession,
    member: Member,
    unit_id: int,
    obligation_id: int,
    draft: RegistrationDraft,
    channel: Channel,
    came_at: datetime,
    now: datetime,
    key: bytes,
) -> int:
    """An officer enters what a unit sent another way; gives the id of the receipt.

    The verdict counts `came_at`. Those who speak for the unit are owed the receipt. Raises
    NotAllowed, NothingRegistered, UnknownObligation.
    """
    check_officer(member)
    duty = await _duty_to_answer(db, member, unit_id, obligation_id, draft)
    verdict = verdict_of(duty.term, came_at, came_at)
    record = await _keep(db, member, duty, draft, channel)
    return await prove(db, member, duty, verdict, record, now, key)


async def _duty_to_answer(
    db: AsyncSession, member: Member, unit_id: int, obligation_id: int, draft: RegistrationDraft
) -> Duty:
    check_complete(draft)
    await hold(db, Unit, unit_id)
    duty = await duty_for(db, member, unit_id, obligation_id)
    if not can_register(duty.obligation):
        raise UnknownObligation
    return duty


async def read_registration(
    db: AsyncSession, member: Member, registration_id: int
) -> RegistrationView:
    """A registration, for its unit and for its officers. Raises NotAllowed for anyone else."""
    row = await db.get(Registration, registration_id)
    await unit_for(db, member, row)
    assert row is not None
    return await _view(db, row)


async def registration_by_id(db: AsyncSession, registration_id: int) -> RegistrationView:
    """A registration; for the program's own use."""
    return await _view(db, await db.get_one(Registration, registration_id))


async def latest_registration(
    db: AsyncSession, unit_id: int, obligation_id: int
) -> RegistrationView | None:
    """The newest version of a unit's registration, if any."""
    row = (
        await db.exec(
            select(Registration)
            .where(
                col(Registration.unit_id) == unit_id,
                col(Registration.obligation_id) == obligation_id,
            )
            .order_by(col(Registration.version).desc())
        )
    ).first()
    return None if row is None else await _view(db, row)


async def _keep(
    db: AsyncSession, member: Member, duty: Duty, draft: RegistrationDraft, channel: Channel
) -> Registration:
    unit_id, obligation_id = duty.unit_id, duty.obligation.id
    same = (col(Registration.unit_id) == unit_id, col(Registration.obligation_id) == obligation_id)
    latest = (await db.exec(select(func.max(Registration.version)).where(*same))).one()
    await db.exec(update(Registration).where(*same).values(state=RegistrationState.REPLACED))
    row = Registration(
        unit_id=unit_id,
        obligation_id=obligation_id,
        version=(latest or 0) + 1,
        state=RegistrationState.PENDING,
        member_id=member.id,
        channel=channel,
    )
    db.add(row)
    await db.flush()
    assert row.id is not None
    db.add_all(_title_row(row.id, title) for title in draft.titles)
    db.add_all(_target_row(row.id, target) for target in draft.targets)
    await mended(db, unit_id, obligation_id)
    return row


def _title_row(registration_id: int, line: TitleLine) -> RegisteredTitle:
    return RegisteredTitle(
        registration_id=registration_id,
        title_id=line.title_id,
        scope=line.scope,
        title=line.title,
        person=line.person,
    )


def _target_row(registration_id: int, line: TargetLine) -> Target:
    return Target(
        registration_id=registration_id,
        indicator_id=line.indicator_id,
        indicator=line.indicator,
        measure=line.measure,
        planned=format(line.planned, "f"),
        before="" if line.before is None else format(line.before, "f"),
    )


async def _view(db: AsyncSession, row: Registration) -> RegistrationView:
    assert row.id is not None
    return RegistrationView(
        **await facts_of(db, row),
        state=row.state,
        reason=row.reason,
        channel=row.channel,
        draft=await lines_of(db, row.id),
    )
