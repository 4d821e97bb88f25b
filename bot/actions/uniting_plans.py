"""Plans of two organisations that become one: each asks the units it asked before."""

from collections.abc import Mapping

from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.campaigns import dump, parse
from bot.rules.ladders import DEFAULT, as_kept
from bot.rules.plans import Actor
from bot.rules.uniting import Own, free_slug, narrowed_plan
from storage.tables import Obligation, ObligationScope, Organisation, Plan, Preparation, Receipt


async def slugs_to_change(db: AsyncSession, of_id: int, into_id: int) -> dict[int, tuple[str, str]]:
    """The plans, by id, whose short name is taken in the other organisation: it, and the new."""
    coming = await _slugs(db, of_id)
    there = set((await _slugs(db, into_id)).values())
    used, found = there | set(coming.values()), {}
    for id_, slug in coming.items():
        if slug in there:
            found[id_] = (slug, free_slug(slug, used))
            used.add(found[id_][1])
    return found


async def scope_plans(db: AsyncSession, organisation_id: int, own: Own) -> None:
    """Ask what is asked of all blocs of these alone: of the same units, that is.

    Those asked of some blocs, or of types, stay so within them.
    """
    rows = await db.exec(
        select(Obligation)
        .join(Plan, col(Plan.id) == col(Obligation.plan_id))
        .where(
            col(Plan.organisation_id) == organisation_id,
            col(Obligation.actor) == Actor.UNIT,
            col(Obligation.by_bloc).is_(False),
        )
    )
    for row in rows.all():
        assert row.id is not None
        row.by_bloc = True
        db.add_all(ObligationScope(obligation_id=row.id, bloc_id=id_) for id_ in own.bloc_ids)
    await db.flush()


async def narrow_preparations(
    db: AsyncSession, organisation_id: int, own: Own, renamed: Mapping[str, str]
) -> None:
    """Let plans in preparation ask its own blocs; whoever looks at one has to look again."""
    mine = select(Preparation).where(col(Preparation.organisation_id) == organisation_id)
    for row in await db.exec(mine):
        row.document = dump(narrowed_plan(parse(row.document), own, renamed))
        row.version += 1
    await db.flush()


async def move_plans(
    db: AsyncSession, of: Organisation, into: Organisation, slugs: Mapping[int, tuple[str, str]]
) -> None:
    """Let plans, and those in preparation, be the other organisation's.

    Receipts keep the name of who issued them, obligations the days on which they remind.
    """
    mine = select(Plan.id).where(col(Plan.organisation_id) == of.id)
    issued = col(Receipt.plan_id).in_(mine), col(Receipt.issuer_id).is_(None)
    await db.exec(update(Receipt).where(*issued).values(issuer_id=of.id))
    if of.ladder != into.ladder:
        ladder = as_kept(DEFAULT) if of.ladder is None else of.ladder
        for row in await db.exec(select(Obligation).where(col(Obligation.plan_id).in_(mine))):
            row.ladder = ladder if row.ladder is None else row.ladder
        await db.flush()
    for id_, (_, slug) in slugs.items():
        await db.exec(update(Plan).where(col(Plan.id) == id_).values(slug=slug))
    for table in (Plan, Preparation):
        own = col(table.organisation_id) == of.id
        await db.exec(update(table).where(own).values(organisation_id=into.id))


async def _slugs(db: AsyncSession, organisation_id: int) -> dict[int, str]:
    own = select(Plan.id, Plan.slug).where(col(Plan.organisation_id) == organisation_id)
    rows = await db.exec(own.order_by(col(Plan.id)))
    return {id_: slug for id_, slug in rows if id_ is not None}
