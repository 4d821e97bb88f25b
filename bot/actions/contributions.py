"""What units send in beside reports: sent, listed, opened, given a standing."""

from dataclasses import replace
from datetime import datetime, tzinfo

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.actions.officers import tell_officers
from bot.actions.outbox import put
from bot.rules.contributions import (
    FIELDS,
    MOST,
    SKIPPABLE,
    ContributionDraft,
    ContributionKind,
    ContributionMoved,
    ContributionState,
    ContributionView,
    Field,
    check_body,
    title_of,
)
from bot.rules.dialogues import check_words
from bot.rules.members import Member, NotAllowed, Role, check_manager, check_officer
from bot.rules.outbox import Lane
from storage.contributions import (
    ContributionLine,
    Wanted,
    count_of,
    lines_of,
    next_number,
    view_by_id,
    views_of,
)
from storage.locking import hold
from storage.organisations import calendar_of
from storage.tables import Contribution, Organisation
from storage.units import seats_of

__all__ = ["ContributionLine"]


async def send_contribution(
    db: AsyncSession, member: Member, content: ContributionDraft, now: datetime
) -> ContributionView:
    """Keep it under the organisation's next number (there are no gaps) and tell the officers.

    Raises NotAllowed for anyone but a manager, EmptyAnswer or AnswerTooLong.
    """
    post, unit_id = check_manager(member)
    content = _checked(content)
    await hold(db, Organisation, post.organisation_id)
    row = Contribution(
        organisation_id=post.organisation_id,
        unit_id=unit_id,
        number=await next_number(db, post.organisation_id),
        kind=content.kind,
        state=ContributionState.NEW,
        title=title_of(content),
        person=content.person,
        words=content.words,
        member_id=member.id,
        sent_at=now,
    )
    db.add(row)
    await db.flush()
    assert row.id is not None
    note(db, member, f"{content.kind} sent", str(row.number), now=now, after={"title": row.title})
    details = {"contribution": row.id}
    await tell_officers(
        db, post.organisation_id, "contribution_arrived", details, now, besides=member.id
    )
    return await read_contribution(db, member, row.id)


async def read_contribution(
    db: AsyncSession, member: Member, contribution_id: int
) -> ContributionView:
    """One of them with its thread, for its unit and its officers. Raises NotAllowed."""
    view = await view_by_id(db, contribution_id)
    post = member.post
    if view is None or post is None:
        raise NotAllowed
    own_office = post.is_office and post.organisation_id == view.organisation_id
    if post.unit_id != view.unit_id and not own_office:
        raise NotAllowed
    return view


async def own_contributions(
    db: AsyncSession, member: Member, *, offset: int = 0, limit: int = 8
) -> list[ContributionLine]:
    """What the member's unit sent, the newest first. Raises NoPost, NotAllowed."""
    post, unit_id = check_manager(member)
    wanted = Wanted(post.organisation_id, unit_id=unit_id)
    return await lines_of(db, wanted, offset=offset, limit=limit)


async def contributions(
    db: AsyncSession,
    member: Member,
    kind: ContributionKind | None,
    state: ContributionState | None,
    *,
    offset: int = 0,
    limit: int = 8,
) -> list[ContributionLine]:
    """What the units of the officer's organisation sent, the newest first. Raises NotAllowed."""
    wanted = Wanted(check_officer(member).organisation_id, kind, state)
    return await lines_of(db, wanted, offset=offset, limit=limit)


async def whole_contributions(
    db: AsyncSession,
    member: Member,
    kind: ContributionKind | None,
    state: ContributionState | None,
) -> tuple[list[ContributionView], tzinfo]:
    """The same with all their words, in order of their numbers, and the organisation's zone.

    Raises NotAllowed.
    """
    organisation_id = check_officer(member).organisation_id
    calendar = await calendar_of(db, organisation_id)
    return await views_of(db, Wanted(organisation_id, kind, state)), calendar.zone


async def count_new(db: AsyncSession, member: Member) -> int:
    """How many no officer of the organisation has looked into yet. Raises NotAllowed."""
    post = check_officer(member)
    return await count_of(db, Wanted(post.organisation_id, state=ContributionState.NEW))


async def set_state(
    db: AsyncSession,
    member: Member,
    contribution_id: int,
    state: ContributionState,
    was: ContributionState,
    now: datetime,
) -> ContributionView:
    """The officer gives it a standing, and the unit is told.

    Raises NotAllowed, and ContributionMoved when it no longer stands as it `was`.
    """
    check_officer(member)
    await hold(db, Contribution, contribution_id)
    view = await read_contribution(db, member, contribution_id)
    if view.state is not was or state is was:
        raise ContributionMoved
    await keep_state(db, member, view, state, now)
    for listener in await listeners(db, view):
        await put(
            db,
            lane=Lane.ANSWER,
            member_id=listener,
            organisation_id=view.organisation_id,
            message="contribution_decided",
            details={"contribution": view.id, "state": state},
            due_at=now,
        )
    return replace(view, state=state)


async def keep_state(
    db: AsyncSession,
    member: Member,
    view: ContributionView,
    state: ContributionState,
    now: datetime,
) -> None:
    """Note and keep the standing of a contribution that is held; nobody is told here."""
    row = await db.get_one(Contribution, view.id)
    row.state = state
    before, after = {"state": view.state}, {"state": state}
    note(db, member, f"{view.kind} {state}", str(view.number), now=now, before=before, after=after)


async def listeners(db: AsyncSession, view: ContributionView) -> list[int]:
    """Who of the unit hears about it: the sender, else the representatives, else whoever speaks.

    Only people the bot can write to, and who hold a seat now.
    """
    seats = [seat for seat in await seats_of(db, view.unit_id) if seat.reachable]
    sender = [seat for seat in seats if seat.member_id == view.member_id]
    representatives = [seat for seat in seats if seat.role is Role.REPRESENTATIVE]
    return [seat.member_id for seat in sender or representatives or seats]


def _checked(content: ContributionDraft) -> ContributionDraft:
    asked = FIELDS[content.kind]

    def line(field: Field, words: str) -> str:
        if field not in asked or (not words and (content.kind, field) in SKIPPABLE):
            return ""
        return check_words(words, MOST[field])

    return ContributionDraft(
        content.kind,
        line(Field.TITLE, content.title),
        line(Field.PERSON, content.person),
        check_body(content.words, MOST[Field.WORDS]),
    )
