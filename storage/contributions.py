"""Queries on initiatives, exemplars, difficulties and petitions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import ColumnElement
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import Select

from bot.rules.contributions import (
    ContributionKind,
    ContributionState,
    ContributionView,
    ThreadLine,
)
from storage.tables import Bloc, Contribution, ContributionAnswer, Member, Organisation, Unit


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which contributions of an organisation: of one kind, state or unit where these are said."""

    organisation_id: int
    kind: ContributionKind | None = None
    state: ContributionState | None = None
    unit_id: int | None = None

    @property
    def conditions(self) -> list[ColumnElement[bool]]:
        found = [col(Contribution.organisation_id) == self.organisation_id]
        if self.kind is not None:
            found.append(col(Contribution.kind) == self.kind)
        if self.state is not None:
            found.append(col(Contribution.state) == self.state)
        if self.unit_id is not None:
            found.append(col(Contribution.unit_id) == self.unit_id)
        return found


@dataclass(frozen=True, slots=True)
class ContributionLine:
    """A contribution in a list; `last_from_office` is None while nobody has written under it."""

    id: int
    number: int
    kind: ContributionKind
    state: ContributionState
    unit: str
    title: str
    person: str
    sent_at: datetime
    last_from_office: bool | None

    @property
    def name(self) -> str:
        """What it is known by: an exemplar by whom it praises."""
        return self.person if self.kind is ContributionKind.EXEMPLAR else self.title


async def next_number(db: AsyncSession, organisation_id: int) -> int:
    """The number after the highest; to be asked while the organisation is held."""
    highest = select(func.max(col(Contribution.number)))
    found = await db.exec(highest.where(col(Contribution.organisation_id) == organisation_id))
    return (found.one() or 0) + 1


async def count_of(db: AsyncSession, wanted: Wanted) -> int:
    """How many there are."""
    return (await db.exec(select(func.count(col(Contribution.id))).where(*wanted.conditions))).one()


async def lines_of(
    db: AsyncSession, wanted: Wanted, *, offset: int, limit: int
) -> list[ContributionLine]:
    """The newest first."""
    last = (
        select(ContributionAnswer.from_office)
        .where(col(ContributionAnswer.contribution_id) == col(Contribution.id))
        .order_by(col(ContributionAnswer.id).desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = await db.exec(
        select(Contribution, Unit.name, last)
        .join(Unit, col(Unit.id) == col(Contribution.unit_id))
        .where(*wanted.conditions)
        .order_by(col(Contribution.number).desc())
        .offset(offset)
        .limit(limit)
    )
    return [
        ContributionLine(
            id=row.id,
            number=row.number,
            kind=row.kind,
            state=row.state,
            unit=unit,
            title=row.title,
            person=row.person,
            sent_at=row.sent_at,
            last_from_office=from_office,
        )
        for row, unit, from_office in rows
        if row.id is not None
    ]


async def views_of(db: AsyncSession, wanted: Wanted) -> list[ContributionView]:
    """All of them whole, in order of their numbers."""
    return await _views(db, wanted.conditions)


async def view_by_id(db: AsyncSession, contribution_id: int) -> ContributionView | None:
    """One of them whole; None when it is not there."""
    views = await _views(db, [col(Contribution.id) == contribution_id])
    return views[0] if views else None


async def thread_line_by_id(db: AsyncSession, line_id: int) -> tuple[int, ThreadLine] | None:
    """One message of a thread, and the id of the contribution above it."""
    row = (await db.exec(_thread().where(col(ContributionAnswer.id) == line_id))).first()
    return None if row is None else (row[0].contribution_id, _line(*row))


async def _views(
    db: AsyncSession, conditions: Sequence[ColumnElement[bool]]
) -> list[ContributionView]:
    rows = await db.exec(
        select(Contribution, Unit.name, Bloc.name, Member.name)
        .join(Unit, col(Unit.id) == col(Contribution.unit_id))
        .join(Member, col(Member.id) == col(Contribution.member_id))
        .join(Bloc, col(Bloc.id) == col(Unit.bloc_id), isouter=True)
        .where(*conditions)
        .order_by(col(Contribution.number))
    )
    threads = await _threads(db, conditions)
    issuers = dict((await db.exec(_merged_ones())).all())
    return [
        ContributionView(
            id=row.id,
            number=row.number,
            kind=row.kind,
            state=row.state,
            organisation_id=row.organisation_id,
            unit_id=row.unit_id,
            unit=unit,
            bloc=bloc or "",
            member_id=row.member_id,
            member=member,
            sent_at=row.sent_at,
            title=row.title,
            person=row.person,
            words=row.words,
            thread=threads.get(row.id, ()),
            issuer=issuers.get(row.issuer_id, ""),
            number_then=row.number_then or 0,
        )
        for row, unit, bloc, member in rows
        if row.id is not None
    ]


def _merged_ones() -> Select[int | None, str]:
    """The organisations that were merged into another: few, if any."""
    columns = select(Organisation.id, Organisation.name)
    return columns.where(col(Organisation.merged_into_id).is_not(None))


async def _threads(
    db: AsyncSession, conditions: Sequence[ColumnElement[bool]]
) -> dict[int, tuple[ThreadLine, ...]]:
    above = col(Contribution.id) == col(ContributionAnswer.contribution_id)
    found = _thread().join(Contribution, above).where(*conditions)
    order = col(ContributionAnswer.contribution_id), col(ContributionAnswer.id)
    rows = await db.exec(found.order_by(*order))
    return {
        contribution_id: tuple(_line(*row) for row in group)
        for contribution_id, group in groupby(rows, key=lambda row: row[0].contribution_id)
    }


def _thread() -> Select[ContributionAnswer, str]:
    return select(ContributionAnswer, Member.name).join(
        Member, col(Member.id) == col(ContributionAnswer.member_id)
    )


def _line(row: ContributionAnswer, member: str) -> ThreadLine:
    assert row.id is not None
    return ThreadLine(row.id, member, row.from_office, row.words, row.at)
