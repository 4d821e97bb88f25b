"""Half-filled forms: opened, changed, put aside, closed. Always a row, never memory.

A form of a unit is shared by everyone who speaks for it: the answers are common, while each person
is at a question of their own. Whatever is about to change is held first, so that of two people
writing at once the second sees what the first wrote.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, or_
from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.dialogues import (
    ABOUT_A_UNIT,
    FIRST_STEPS,
    OF_A_UNIT,
    ON_BEHALF,
    Draft,
    Form,
    FormMoved,
    StaleForm,
)
from bot.rules.members import Member
from storage.locking import hold
from storage.tables import Dialogue, Place


async def open_form(
    db: AsyncSession,
    member: Member,
    form: Form,
    step: str,
    now: datetime,
    *,
    subject: str = "",
    unit_id: int | None = None,
    answers: dict[str, Any] | None = None,
) -> Draft:
    """The form left half-filled, else a new one; from now on it receives what is typed.

    With `unit_id` it is the one of the unit, whoever of its people began it.
    """
    row = await _begun(db, member, form, subject, unit_id)
    if row is None:
        row = Dialogue(
            member_id=member.id if unit_id is None else None,
            unit_id=unit_id,
            form=form,
            subject=subject,
            answers=answers or {},
            updated_at=now,
        )
        db.add(row)
        await db.flush()
    return _draft(row, await _come_to(db, member, row, step))


async def active_form(db: AsyncSession, member: Member) -> Draft | None:
    """The form that receives what the member types, if any."""
    here = select(Dialogue, Place).join(Place, col(Place.dialogue_id) == col(Dialogue.id))
    here = here.where(col(Place.member_id) == member.id, col(Place.active).is_(True))
    found = [(row, place) for row, place in await db.exec(here) if _is_theirs(row, member)]
    return _draft(*found[0]) if found else None


async def open_drafts(db: AsyncSession, member: Member) -> list[Draft]:
    """The half-filled forms the member may go on with, newest first.

    Those of any unit they hold a seat in that works on; the others are for the post they now speak
    from.
    """
    units = [post.unit_id for post in member.posts if post.unit_id and not post.stopped_on]
    theirs = or_(col(Dialogue.member_id) == member.id, col(Dialogue.unit_id).in_(units))
    rows = await db.exec(select(Dialogue).where(theirs).order_by(col(Dialogue.updated_at).desc()))
    drafts = [_draft(row, None, member.id) for row in rows]
    return [draft for draft in drafts if _may_go_on(draft, member)]


async def read_form(
    db: AsyncSession, member: Member, draft_id: int, version: int | None = None
) -> Draft:
    """A form the member may fill in, active again, held until the transaction ends.

    Raises StaleForm if it is gone, FormMoved if it is at another version.
    """
    row = await _held(db, member, draft_id)
    if version is not None and row.version != version:
        raise FormMoved(draft_id, shared=row.unit_id is not None)
    return _draft(row, await _come_to(db, member, row, FIRST_STEPS.get(row.form, "")))


async def look_at_form(
    db: AsyncSession, member: Member, draft_id: int, version: int | None = None
) -> Draft:
    """A form the member may fill in, for looking only. Raises as reading it does."""
    row = await db.get(Dialogue, draft_id)
    if row is None or not _is_theirs(row, member):
        raise StaleForm
    if version is not None and row.version != version:
        raise FormMoved(draft_id, shared=row.unit_id is not None)
    return _draft(row, await db.get(Place, (draft_id, member.id)), member.id)


async def change_form(
    db: AsyncSession,
    draft: Draft,
    now: datetime,
    *,
    step: str | None = None,
    answers: dict[str, Any] | None = None,
) -> Draft:
    """Keep a step or answers (merged over the old ones); the version rises.

    Going from question to question in a unit's form raises no version: a colleague's buttons stay
    good. Raises FormMoved when the form moved on since `draft` was read.
    """
    row = await db.get(Dialogue, draft.id)
    if row is None:
        raise StaleForm
    if row.version != draft.version:
        raise FormMoved(draft.id, shared=row.unit_id is not None)
    place = await db.get_one(Place, (draft.id, draft.member_id))
    place.step = step or place.step
    if answers or row.unit_id is None:
        row.answers = {**row.answers, **(answers or {})}
        row.version += 1
        row.updated_at = now
    await db.flush()
    return _draft(row, place)


async def keep_beside(db: AsyncSession, draft: Draft, **answers: Any) -> None:
    """Keep answers that are not what somebody filled in, and no version rises: the buttons shown
    stay good. A form that is gone meanwhile is no trouble."""
    await hold(db, Dialogue, draft.id)
    row = await db.get(Dialogue, draft.id, populate_existing=True)
    if row is not None:
        row.answers = {**row.answers, **answers}


def completed_at(draft: Draft, now: datetime) -> datetime:
    """When the last answer was given, by Telegram's clock if typed; now for an empty form."""
    moment = draft.answers.get("completed_at")
    return datetime.fromisoformat(moment) if moment else now


async def show_in(db: AsyncSession, draft: Draft, message_id: int) -> None:
    """Remember which message shows the form, so that the next screen takes its place."""
    await db.exec(
        update(Place)
        .where(col(Place.dialogue_id) == draft.id, col(Place.member_id) == draft.member_id)
        .values(message_id=message_id)
    )


async def people_in(db: AsyncSession, draft: Draft) -> list[int]:
    """The members who have come to the form: one, or several who filled it in together."""
    places = select(Place.member_id).where(col(Place.dialogue_id) == draft.id)
    return list((await db.exec(places.order_by(col(Place.member_id)))).all())


async def close_form(db: AsyncSession, draft: Draft) -> None:
    """The form is done or thrown away."""
    await db.exec(delete(Dialogue).where(col(Dialogue.id) == draft.id))


async def rest_forms_of(db: AsyncSession, unit_id: int) -> None:
    """Let no form of a unit receive what its people type; all keep what they hold."""
    forms = select(Dialogue.id).where(col(Dialogue.unit_id) == unit_id)
    await db.exec(update(Place).where(col(Place.dialogue_id).in_(forms)).values(active=False))


async def end_forms_of(db: AsyncSession, unit_id: int) -> None:
    """Throw away every half-filled form of a unit or about it, whoever is at it."""
    subject, form = col(Dialogue.subject), col(Dialogue.form)
    begins = [subject.startswith(f"{who}{unit_id}-") for who in ("", ON_BEHALF)]
    about = or_(
        col(Dialogue.unit_id) == unit_id,
        and_(form.in_(OF_A_UNIT), or_(*begins)),
        and_(form.in_(ABOUT_A_UNIT), subject == str(unit_id)),
    )
    await db.exec(delete(Dialogue).where(about))


async def put_aside(db: AsyncSession, member: Member) -> None:
    """No form receives what is typed; all keep what they hold."""
    await db.exec(
        update(Place)
        .where(col(Place.member_id) == member.id, col(Place.active).is_(True))
        .values(active=False)
    )


async def _begun(
    db: AsyncSession, member: Member, form: Form, subject: str, unit_id: int | None
) -> Dialogue | None:
    whose = (
        col(Dialogue.unit_id) == unit_id
        if unit_id is not None
        else col(Dialogue.member_id) == member.id
    )
    same = whose, col(Dialogue.form) == form, col(Dialogue.subject) == subject
    id_ = (await db.exec(select(Dialogue.id).where(*same))).first()
    return None if id_ is None else await _held(db, member, id_)


async def _held(db: AsyncSession, member: Member, draft_id: int) -> Dialogue:
    await hold(db, Dialogue, draft_id)
    row = await db.get(Dialogue, draft_id, populate_existing=True)
    if row is None or not _is_theirs(row, member):
        raise StaleForm
    return row


async def _come_to(db: AsyncSession, member: Member, row: Dialogue, step: str) -> Place:
    """The member's place in the form, receiving what is typed from now on."""
    assert row.id is not None
    place = await db.get(Place, (row.id, member.id))
    if place is None:
        place = Place(dialogue_id=row.id, member_id=member.id, step=step, active=False)
        db.add(place)
    if not place.active:
        await put_aside(db, member)
        place.active = True
        await db.flush()
    return place


def _is_theirs(row: Dialogue, member: Member) -> bool:
    if row.unit_id is None:
        return row.member_id == member.id
    return any(post.unit_id == row.unit_id for post in member.posts)


def _may_go_on(draft: Draft, member: Member) -> bool:
    if draft.unit_id is not None and not draft.on_behalf:
        return any(post.unit_id == draft.unit_id for post in member.posts)
    return not member.is_manager


def _draft(row: Dialogue, place: Place | None, member_id: int = 0) -> Draft:
    assert row.id is not None
    return Draft(
        id=row.id,
        member_id=place.member_id if place else member_id,
        form=row.form,
        subject=row.subject,
        step=place.step if place else FIRST_STEPS.get(row.form, ""),
        answers=dict(row.answers),
        version=row.version,
        message_id=place.message_id if place else None,
    )
