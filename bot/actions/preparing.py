"""Plans in preparation: begun, read, changed and thrown away by any officer of the organisation.

Nothing of them is told to units. Whoever changes one holds it first and names the version they
saw, so that of two officers at once the second looks again.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.actions.scopes import known_to
from bot.campaigns import dump, parse
from bot.rules.deadlines import Calendar
from bot.rules.dialogues import Form, StaleForm
from bot.rules.files import FilePart, add_part
from bot.rules.members import Member, check_officer
from bot.rules.plan_checks import Finding, lint
from bot.rules.plans import PlanDraft
from bot.rules.preparing import (
    MOST_ITEMS,
    PreparationGone,
    PreparationMoved,
    Prepared,
    TooManyItems,
    new_plan,
)
from bot.rules.scopes import Known
from storage.locking import hold
from storage.organisations import calendar_of
from storage.tables import Dialogue, Organisation, Preparation
from storage.tables import Member as MemberRow


@dataclass(frozen=True, slots=True)
class PreparationView:
    """A plan in preparation as it stands, with what is odd in it and how its days are counted.

    `known` is what its duties may be asked of; `changed_by` is "" where nobody in chat did.
    """

    id: int
    version: int
    prepared: Prepared
    files: tuple[FilePart, ...]
    amends_id: int | None
    findings: tuple[Finding, ...]
    calendar: Calendar
    known: Known
    changed_by: str
    changed_at: datetime

    @property
    def draft(self) -> PlanDraft:
        return self.prepared.draft


async def preparations_of(db: AsyncSession, member: Member) -> list[tuple[int, PlanDraft]]:
    """What is in preparation in the officer's organisation, newest first. Raises NotAllowed."""
    post = check_officer(member)
    rows = await db.exec(
        select(Preparation)
        .where(col(Preparation.organisation_id) == post.organisation_id)
        .order_by(col(Preparation.id).desc())
    )
    return [(row.id, parse(row.document)) for row in rows if row.id is not None]


async def begin_plan(
    db: AsyncSession, member: Member, title: str, year: int, now: datetime
) -> PreparationView:
    """Begin a plan by hand. Raises NotAllowed."""
    post = check_officer(member)
    organisation = await db.get_one(Organisation, post.organisation_id)
    draft = new_plan(organisation.name, organisation.kind, title, year)
    return await start_from(db, member, draft, now)


async def start_from(
    db: AsyncSession,
    member: Member,
    draft: PlanDraft,
    now: datetime,
    *,
    files: tuple[FilePart, ...] = (),
) -> PreparationView:
    """Begin with a plan that was read: an officer has yet to confirm each thing it asks for.

    Whatever organisation it names, it is prepared for the officer's. Raises NotAllowed,
    TooManyItems.
    """
    post = check_officer(member)
    id_ = await prepare(db, member, post.organisation_id, draft, now, files=files)
    return await _view(db, await db.get_one(Preparation, id_))


async def prepare(
    db: AsyncSession,
    member: Member | None,
    organisation_id: int,
    draft: PlanDraft,
    now: datetime,
    *,
    files: tuple[FilePart, ...] = (),
    rolled_from_id: int | None = None,
) -> int:
    """The same for an organisation, by nobody in chat where there is no member; gives its id.

    Where it carries a plan in force into another year, that one is named. Rights are the caller's
    business. Raises TooManyItems.
    """
    if len(draft.obligations) > MOST_ITEMS:
        raise TooManyItems
    organisation = await db.get_one(Organisation, organisation_id)
    own = replace(draft, organisation=organisation.name, organisation_kind=organisation.kind)
    row = Preparation(
        organisation_id=organisation_id,
        document=dump(own),
        confirmed=[],
        files=[asdict(part) for part in files],
        rolled_from_id=rolled_from_id,
        changed_by=member.id if member else None,
        changed_at=now,
    )
    db.add(row)
    await db.flush()
    note(
        db,
        member,
        "plan begun",
        own.title,
        now=now,
        organisation_id=organisation_id,
        after={"preparation": row.id},
    )
    return row.id or 0


async def look_at_preparation(
    db: AsyncSession, member: Member, preparation_id: int, version: int | None = None
) -> PreparationView:
    """A plan in preparation, for looking only.

    Raises NotAllowed, PreparationGone, and PreparationMoved at another version.
    """
    row = await _row(db, member, preparation_id)
    if version is not None and row.version != version:
        raise PreparationMoved(preparation_id)
    return await _view(db, row)


async def hold_preparation(
    db: AsyncSession, member: Member, preparation_id: int, version: int | None = None
) -> PreparationView:
    """The same, held until the transaction ends."""
    await hold(db, Preparation, preparation_id)
    row = await db.get(Preparation, preparation_id, populate_existing=True)
    if row is None:
        raise PreparationGone
    return await look_at_preparation(db, member, preparation_id, version)


async def change_preparation(
    db: AsyncSession,
    member: Member,
    preparation_id: int,
    version: int,
    now: datetime,
    change: Callable[[Prepared], Prepared],
) -> PreparationView:
    """Change what the plan says, or what of it is confirmed; the version rises.

    Raises as looking does, and what `change` raises.
    """
    view = await hold_preparation(db, member, preparation_id, version)
    prepared = change(view.prepared)
    row = await db.get_one(Preparation, preparation_id)
    row.document, row.confirmed = dump(prepared.draft), sorted(prepared.confirmed)
    return await _changed(db, member, row, now)


async def add_document(
    db: AsyncSession, member: Member, preparation_id: int, part: FilePart, now: datetime
) -> PreparationView:
    """Add a file, or a photographed page, of the document itself. Raises what `add_part` does."""
    view = await hold_preparation(db, member, preparation_id)
    row = await db.get_one(Preparation, preparation_id)
    row.files = [asdict(each) for each in add_part(view.files, part)]
    return await _changed(db, member, row, now)


async def drop_document(
    db: AsyncSession, member: Member, preparation_id: int, version: int, place: int, now: datetime
) -> PreparationView:
    """Take a file out again. Raises StaleForm where there is none."""
    view = await hold_preparation(db, member, preparation_id, version)
    if not 0 <= place < len(view.files):
        raise StaleForm
    row = await db.get_one(Preparation, preparation_id)
    row.files = [asdict(part) for at, part in enumerate(view.files) if at != place]
    return await _changed(db, member, row, now)


async def discard_preparation(
    db: AsyncSession, member: Member, preparation_id: int, version: int, now: datetime
) -> PlanDraft:
    """Throw a plan in preparation away. Raises as looking does."""
    view = await hold_preparation(db, member, preparation_id, version)
    note(db, member, "plan discarded", view.draft.title, now=now, before=dump(view.draft))
    await forget_preparation(db, preparation_id)
    return view.draft


async def forget_preparation(db: AsyncSession, preparation_id: int) -> None:
    """Remove the row, and the forms in which officers were at it."""
    forms = col(Dialogue.form) == Form.PLAN, col(Dialogue.subject) == str(preparation_id)
    await db.exec(delete(Dialogue).where(*forms))
    await db.exec(delete(Preparation).where(col(Preparation.id) == preparation_id))


async def _row(db: AsyncSession, member: Member, preparation_id: int) -> Preparation:
    post = check_officer(member)
    row = await db.get(Preparation, preparation_id)
    if row is None or row.organisation_id != post.organisation_id:
        raise PreparationGone
    return row


async def _changed(
    db: AsyncSession, member: Member, row: Preparation, now: datetime
) -> PreparationView:
    row.version += 1
    row.changed_by, row.changed_at = member.id, now
    await db.flush()
    return await _view(db, row)


async def _view(db: AsyncSession, row: Preparation) -> PreparationView:
    assert row.id is not None
    draft, calendar = parse(row.document), await calendar_of(db, row.organisation_id)
    known = await known_to(db, row.organisation_id, draft)
    by = await db.get_one(MemberRow, row.changed_by) if row.changed_by else None
    return PreparationView(
        id=row.id,
        version=row.version,
        prepared=Prepared(draft, frozenset(row.confirmed)),
        files=tuple(FilePart(**part) for part in row.files),
        amends_id=row.amends_id,
        findings=lint(draft, calendar, known),
        calendar=calendar,
        known=known,
        changed_by=by.name if by else "",
        changed_at=row.changed_at,
    )
