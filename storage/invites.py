"""Queries on invites."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.members import Role
from storage.tables import Invite, Member, Seat


@dataclass(frozen=True, slots=True)
class OpenInvite:
    """A link that may still be used; `replaces` names who loses the seat by its use."""

    id: int
    role: Role
    created_at: datetime
    expires_at: datetime | None
    replaces: str = ""


async def open_invites(
    db: AsyncSession, organisation_id: int, unit_id: int | None, now: datetime
) -> list[OpenInvite]:
    """The links to a unit's seats that may still be used, or (None) to an officer's post."""
    rows = await db.exec(
        select(Invite, Member.name)
        .join(Seat, col(Seat.id) == col(Invite.replaces_seat_id), isouter=True)
        .join(Member, col(Member.id) == col(Seat.member_id), isouter=True)
        .where(
            col(Invite.organisation_id) == organisation_id,
            col(Invite.unit_id).is_(None) if unit_id is None else col(Invite.unit_id) == unit_id,
            col(Invite.role) != Role.OWNER,
            col(Invite.used_at).is_(None),
            col(Invite.withdrawn_at).is_(None),
            or_(col(Invite.expires_at).is_(None), col(Invite.expires_at) > now),
        )
        .order_by(col(Invite.id))
    )
    return [
        OpenInvite(invite.id, invite.role, invite.created_at, invite.expires_at, replaced or "")
        for invite, replaced in rows
        if invite.id is not None
    ]


async def unused_invites(
    db: AsyncSession, organisation_id: int
) -> dict[int, tuple[str, datetime | None]]:
    """By unit the newest link to its representative's seat that nobody used or withdrew: its code
    and its end, which may be past."""
    rows = await db.exec(
        select(Invite.unit_id, Invite.code, Invite.expires_at)
        .where(
            col(Invite.organisation_id) == organisation_id,
            col(Invite.role) == Role.REPRESENTATIVE,
            col(Invite.used_at).is_(None),
            col(Invite.withdrawn_at).is_(None),
        )
        .order_by(col(Invite.id))
    )
    return {unit_id: (code, expires_at) for unit_id, code, expires_at in rows if unit_id}
