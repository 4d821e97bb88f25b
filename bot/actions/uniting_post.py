"""Notices, contributions and what is still owed, of an organisation that becomes a part of
another."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import col, func, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.audiences import audience_of_json, audience_to_json
from bot.rules.dialogues import Form
from bot.rules.folding import fold
from bot.rules.outbox import OutboxState
from bot.rules.uniting import Own, free_names, narrowed
from storage.tables import (
    Contribution,
    Dialogue,
    Notice,
    Organisation,
    OutboxMessage,
    SavedAudience,
)

NAMES_AN_ORGANISATION = (
    "calls_needed",
    "member_lost",
    "plan_published",
    "plan_amended",
    "organisation_renamed",
    "organisations_merged",
)
"""The messages whose details have an organisation by its number."""


async def narrow_audiences(
    db: AsyncSession, organisation_id: int, own: Own, titles: Mapping[int, int]
) -> None:
    """Let saved lists and notices, half-written ones too, mean the organisation's own blocs."""
    of_both: tuple[Any, ...] = SavedAudience, Notice
    for table in of_both:
        rows = await db.exec(select(table).where(col(table.organisation_id) == organisation_id))
        for row in rows:
            row.audience = _narrowed(row.audience, own, titles)
    written = col(Dialogue.form) == Form.NOTICE
    for form in await db.exec(select(Dialogue).where(written)):
        is_own = form.subject.partition("-")[0] == str(organisation_id)
        if is_own and form.answers.get("audience") is not None:
            audience = _narrowed(form.answers["audience"], own, titles)
            form.answers = {**form.answers, "audience": audience}
    await db.flush()


async def number_anew(db: AsyncSession, of: Organisation, into: Organisation) -> None:
    """Give notices and contributions the next numbers there; what they were before stays written.

    Saved lists come along, under names that are free there.
    """
    numbered: tuple[Any, ...] = Notice, Contribution
    for table in numbered:
        highest = select(func.max(table.number)).where(col(table.organisation_id) == into.id)
        number = (await db.exec(highest)).one() or 0
        own = select(table).where(col(table.organisation_id) == of.id)
        for row in (await db.exec(own.order_by(col(table.number)))).all():
            number += 1
            # Of one that came from elsewhere before, the first number is what people know.
            row.issuer_id, row.number_then = row.issuer_id or of.id, row.number_then or row.number
            row.organisation_id, row.number = into.id, number
            await db.flush()
    names = dict(await _lists(db, of))
    renamed = free_names(names.items(), of.name, [name for _, name in await _lists(db, into)])
    for id_, (_, name) in renamed.items():
        values = {"name": name, "folded": fold(name)}
        await db.exec(update(SavedAudience).where(col(SavedAudience.id) == id_).values(**values))
    mine = col(SavedAudience.organisation_id) == of.id
    await db.exec(update(SavedAudience).where(mine).values(organisation_id=into.id))


async def move_owed(db: AsyncSession, of_id: int, into_id: int) -> None:
    """Let what was sent, and what is still to be, be the other organisation's business."""
    of = col(OutboxMessage.organisation_id) == of_id
    await db.exec(update(OutboxMessage).where(of).values(organisation_id=into_id))
    named = (
        col(OutboxMessage.message).in_(NAMES_AN_ORGANISATION),
        col(OutboxMessage.state).not_in((OutboxState.SENT, OutboxState.DROPPED)),
    )
    for row in await db.exec(select(OutboxMessage).where(*named)):
        if row.details.get("organisation") == of_id:
            row.details = {**row.details, "organisation": into_id}
    await db.flush()


async def _lists(db: AsyncSession, row: Organisation) -> list[tuple[int, str]]:
    own = select(SavedAudience.id, SavedAudience.name).where(
        col(SavedAudience.organisation_id) == row.id
    )
    rows = await db.exec(own.order_by(col(SavedAudience.id)))
    return [(id_, name) for id_, name in rows if id_ is not None]


def _narrowed(kept: Mapping[str, object], own: Own, titles: Mapping[int, int]) -> dict[str, object]:
    return audience_to_json(narrowed(audience_of_json(kept), own, titles))
