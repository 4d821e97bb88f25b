"""A bloc's standing, posted into groups: counts alone, when an officer wishes or every week."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.actions.outbox import put
from bot.rules.groups import Group, UnknownGroup
from bot.rules.members import Member, NotAllowed, check_office
from bot.rules.outbox import Lane
from bot.rules.standings import (
    FEWEST_UNITS,
    BlocStanding,
    DutyCount,
    check_telling,
    may_post,
    monday_of,
    worth_telling,
)
from storage.groups import bloc_groups, officers_groups, weekly_groups
from storage.obligations import obligations_of
from storage.organisations import calendar_of, organisation_name
from storage.standings import asked_in, done_in, units_in
from storage.units import bloc_by_id


async def bloc_standing(
    db: AsyncSession, bloc_id: int, now: datetime, asked: int = 0
) -> BlocStanding:
    """How the bloc stands now, with the obligation `asked` about whenever it ends.

    Raises NotAllowed where there is no bloc with this number.
    """
    bloc = await bloc_by_id(db, bloc_id)
    if bloc is None:
        raise NotAllowed
    organisation_id, name = bloc
    calendar = await calendar_of(db, organisation_id)
    units = await units_in(db, bloc_id)
    duties = []
    for each in await obligations_of(db, organisation_id):
        term = calendar.term(each.deadline)
        few = await asked_in(db, bloc_id, each.id) if each.is_of_some else None
        # Asked of a single unit, its count is that unit's own record.
        if term is not None and (few is None or few >= FEWEST_UNITS):
            done = await done_in(db, bloc_id, each.id)
            duties.append(DutyCount(each.id, each.title, term, done, few))
    return BlocStanding(
        organisation_id=organisation_id,
        organisation=await organisation_name(db, organisation_id),
        bloc_id=bloc_id,
        bloc=name,
        units=units,
        duties=worth_telling(duties, units, calendar.today(now), asked),
    )


async def can_post_standing(db: AsyncSession, member: Member, bloc_id: int) -> bool:
    """Whether there is a group that the bloc's standing could be posted to. Raises NotAllowed."""
    return bool(await _targets(db, member, bloc_id))


async def preview_standing(
    db: AsyncSession, member: Member, bloc_id: int, asked: int, now: datetime
) -> tuple[BlocStanding, Sequence[Group]]:
    """What would be posted, and the groups it may go to: the bloc's, then the officers'.

    Raises NotAllowed, NothingToPost.
    """
    targets = await _targets(db, member, bloc_id)
    standing = await bloc_standing(db, bloc_id, now, asked)
    check_telling(standing)
    return standing, targets


async def post_standing(
    db: AsyncSession,
    member: Member,
    bloc_id: int,
    group_id: int,
    asked: int,
    now: datetime,
) -> tuple[Group, bool]:
    """Post the bloc's standing into one of the groups; False where today has seen the very same.

    Raises NotAllowed, UnknownGroup, NothingToPost.
    """
    standing, targets = await preview_standing(db, member, bloc_id, asked, now)
    group = next((each for each in targets if each.id == group_id), None)
    if group is None:
        raise UnknownGroup
    today = (await calendar_of(db, standing.organisation_id)).today(now)
    posted = await put(
        db,
        lane=Lane.ANSWER,
        group_id=group.id,
        message="bloc_standing",
        details={"bloc": bloc_id, "obligation": asked},
        key=f"standing:{group.id}:{bloc_id}:{today}:{standing.summary}",
        due_at=now,
    )
    if posted:
        organisation_id = standing.organisation_id
        note(
            db,
            member,
            "standing posted",
            standing.bloc,
            now=now,
            organisation_id=organisation_id,
            after={"group": group.title},
        )
    return group, posted


async def plan_standings(db: AsyncSession, now: datetime) -> None:
    """Owe every bloc's group that wants it this week's standing, once."""
    for group in await weekly_groups(db):
        assert group.organisation_id is not None
        assert group.weekly_since is not None
        calendar = await calendar_of(db, group.organisation_id)
        monday = monday_of(calendar.today(now))
        local = now.astimezone(calendar.zone)
        if monday < group.weekly_since or not may_post(local, calendar.closed):
            continue
        await put(
            db,
            lane=Lane.NOTICE,
            group_id=group.id,
            message="weekly_standing",
            details={"bloc": group.bloc_id},
            key=f"standing:{group.id}:week:{monday}",
            due_at=now,
        )


async def _targets(db: AsyncSession, member: Member, bloc_id: int) -> list[Group]:
    bloc = await bloc_by_id(db, bloc_id)
    if bloc is None:
        raise NotAllowed
    organisation_id, _ = bloc
    check_office(member, organisation_id)
    own = await bloc_groups(db, organisation_id, [bloc_id])
    return [*own, *await officers_groups(db, organisation_id)]
