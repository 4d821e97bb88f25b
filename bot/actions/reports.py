"""Handing in reports, and officers opening them."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, func, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.duties import own_duty
from bot.actions.handing_in import facts_of, prove, unit_for
from bot.actions.outages import judge
from bot.actions.own_days import mended
from bot.rules.channels import Channel
from bot.rules.files import FilePart
from bot.rules.members import Member, check_manager
from bot.rules.obligations import can_report
from bot.rules.reports import (
    NotHandedIn,
    ReportDraft,
    ReportState,
    ReportView,
    check_report,
)
from storage.answers import answers_of, keep_answers
from storage.locking import hold
from storage.tables import Report, ReportFile, Unit


async def submit_report(
    db: AsyncSession,
    member: Member,
    obligation_id: int,
    draft: ReportDraft,
    now: datetime,
    key: bytes,
    also: Sequence[int] = (),
) -> int:
    """Hand in a report for the member's unit; gives the id of the receipt, signed with `key`.

    A later one is a new version, the earlier stays on record with its time. A late report is
    taken and marked so. Officers hear of it; the receipt is owed to the sender and to those `also`
    named. Raises EmptyReport, UnknownObligation, NotHandedIn.
    """
    _, unit_id = check_manager(member)
    check_report(draft)
    await hold(db, Unit, unit_id)
    duty = await own_duty(db, member, obligation_id)
    if not can_report(duty.obligation):
        raise NotHandedIn
    verdict = await judge(db, duty.term, draft.completed_at, now)
    record = await keep_report(db, member, unit_id, obligation_id, draft)
    await mended(db, unit_id, obligation_id)
    return await prove(db, member, duty, verdict, record, now, key, also)


async def read_report(db: AsyncSession, member: Member, report_id: int) -> ReportView:
    """A report, for its unit and for its officers. Raises NotAllowed for anyone else."""
    row = await db.get(Report, report_id)
    await unit_for(db, member, row)
    assert row is not None
    return await _view(db, row)


async def latest_report(db: AsyncSession, unit_id: int, obligation_id: int) -> ReportView | None:
    """The newest version of a unit's report, if any; for those who may fill in the next."""
    same = (col(Report.unit_id) == unit_id, col(Report.obligation_id) == obligation_id)
    newest = select(Report).where(*same).order_by(col(Report.version).desc())
    row = (await db.exec(newest)).first()
    return None if row is None else await _view(db, row)


async def keep_report(
    db: AsyncSession,
    member: Member,
    unit_id: int,
    obligation_id: int,
    draft: ReportDraft,
    channel: Channel = Channel.BOT,
) -> Report:
    """Keep the next version of a unit's report. Who may is the caller's to check."""
    same = (col(Report.unit_id) == unit_id, col(Report.obligation_id) == obligation_id)
    latest = (await db.exec(select(func.max(Report.version)).where(*same))).one()
    await db.exec(update(Report).where(*same).values(state=ReportState.REPLACED))
    row = Report(
        unit_id=unit_id,
        obligation_id=obligation_id,
        version=(latest or 0) + 1,
        state=ReportState.SUBMITTED,
        member_id=member.id,
        words=draft.words,
        channel=channel,
    )
    db.add(row)
    await db.flush()
    assert row.id is not None
    db.add_all(_file(row.id, position, part) for position, part in enumerate(draft.files))
    keep_answers(db, row.id, draft.answers)
    return row


def _file(report_id: int, position: int, part: FilePart) -> ReportFile:
    return ReportFile(
        report_id=report_id,
        position=position,
        name=part.name,
        mime=part.mime,
        size=part.size,
        sha256=part.sha256,
        telegram_file_id=part.telegram_file_id,
    )


async def _view(db: AsyncSession, row: Report) -> ReportView:
    assert row.id is not None
    files = await db.exec(
        select(ReportFile)
        .where(col(ReportFile.report_id) == row.id)
        .order_by(col(ReportFile.position))
    )
    return ReportView(
        **await facts_of(db, row),
        state=row.state,
        words=row.words,
        files=tuple(
            FilePart(file.name, file.mime, file.size, file.sha256, file.telegram_file_id)
            for file in files
        ),
        answers=await answers_of(db, row.id),
    )
