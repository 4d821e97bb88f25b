"""Half-filled forms: opened, changed, put aside, closed. Always a row, never memory."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.dialogues import Draft, Form, StaleForm
from bot.rules.members import Member
from storage.tables import Dialogue


async def open_form(
    db: AsyncSession,
    member: Member,
    form: Form,
    step: str,
    now: datetime,
    *,
    subject: str = "",
    answers: dict[str, Any] | None = None,
) -> Draft:
    """The form left half-filled, else a new one; from now on it receives what is typed."""
    await put_aside(db, member)
    same = select(Dialogue).where(
        col(Dialogue.member_id) == member.id,
        col(Dialogue.form) == form,
        col(Dialogue.subject) == subject,
    )
    row = (await db.exec(same)).first()
    if row is None:
        row = Dialogue(
            member_id=member.id,
            form=form,
            subject=subject,
            step=step,
            answers=answers or {},
            updated_at=now,
        )
        db.add(row)
    row.active = True
    await db.flush()
    return _draft(row)


async def active_form(db: AsyncSession, member: Member) -> Draft | None:
    """The form that receives what the member types, if any."""
    row = (
        await db.exec(
            select(Dialogue).where(
                col(Dialogue.member_id) == member.id, col(Dialogue.active).is_(True)
            )
        )
    ).first()
    return None if row is None else _draft(row)


async def open_drafts(db: AsyncSession, member: Member) -> list[Draft]:
    """The half-filled forms the member may go on with, newest first.

    Those of any unit they hold a seat in; the others are for the post they now speak from.
    """
    rows = await db.exec(
        select(Dialogue)
        .where(col(Dialogue.member_id) == member.id)
        .order_by(col(Dialogue.updated_at).desc())
    )
    return [draft for row in rows if _may_go_on(draft := _draft(row), member)]


async def read_form(
    db: AsyncSession, member: Member, draft_id: int, version: int | None = None
) -> Draft:
    """A form of the member's own, active again. Raises StaleForm if gone or at another version."""
    row = await _own(db, member, draft_id)
    if version is not None and row.version != version:
        raise StaleForm
    if not row.active:
        await put_aside(db, member)
        row.active = True
        await db.flush()
    return _draft(row)


async def look_at_form(db: AsyncSession, member: Member, draft_id: int) -> Draft:
    """A form of the member's own, for looking only. Raises StaleForm if gone."""
    return _draft(await _own(db, member, draft_id))


async def change_form(
    db: AsyncSession,
    draft: Draft,
    now: datetime,
    *,
    step: str | None = None,
    answers: dict[str, Any] | None = None,
) -> Draft:
    """Keep a step or answers (merged over the old ones); the version rises.

    Raises StaleForm when the form moved on since `draft` was read.
    """
    row = await db.get(Dialogue, draft.id)
    if row is None or row.version != draft.version:
        raise StaleForm
    row.answers = {**row.answers, **(answers or {})}
    row.step = step or row.step
    row.version += 1
    row.updated_at = now
    await db.flush()
    return _draft(row)


def completed_at(draft: Draft, now: datetime) -> datetime:
    """When the last answer was given, by Telegram's clock if typed; now for an empty form."""
    moment = draft.answers.get("completed_at")
    return datetime.fromisoformat(moment) if moment else now


async def show_in(db: AsyncSession, draft: Draft, message_id: int) -> None:
    """Remember which message shows the form, so that the next screen takes its place."""
    await db.exec(
        update(Dialogue).where(col(Dialogue.id) == draft.id).values(message_id=message_id)
    )


async def close_form(db: AsyncSession, draft: Draft) -> None:
    """The form is done or thrown away."""
    await db.exec(delete(Dialogue).where(col(Dialogue.id) == draft.id))


async def put_aside(db: AsyncSession, member: Member) -> None:
    """No form receives what is typed; all keep what they hold."""
    await db.exec(
        update(Dialogue)
        .where(col(Dialogue.member_id) == member.id, col(Dialogue.active).is_(True))
        .values(active=False)
    )


async def _own(db: AsyncSession, member: Member, draft_id: int) -> Dialogue:
    row = await db.get(Dialogue, draft_id)
    if row is None or row.member_id != member.id:
        raise StaleForm
    return row


def _may_go_on(draft: Draft, member: Member) -> bool:
    if draft.unit_id is not None:
        return any(post.unit_id == draft.unit_id for post in member.posts)
    return not member.is_manager


def _draft(row: Dialogue) -> Draft:
    assert row.id is not None
    return Draft(
        id=row.id,
        member_id=row.member_id,
        form=row.form,
        subject=row.subject,
        step=row.step,
        answers=dict(row.answers),
        version=row.version,
        message_id=row.message_id,
    )
