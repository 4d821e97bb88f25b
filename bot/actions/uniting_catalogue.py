"""The catalogues of two organisations that become one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.dialogues import Form
from bot.rules.folding import fold
from bot.rules.uniting import free_name
from storage.tables import (
    Dialogue,
    Indicator,
    RegisteredTitle,
    ReportFigure,
    Target,
    Title,
    Unit,
)

Joined = Mapping[int, int]
"""The entries that became one with another, each with that one, by id."""


@dataclass(frozen=True, slots=True)
class JoinedCatalogues:
    """What both catalogues had."""

    titles: Joined
    indicators: Joined


async def join_catalogues(db: AsyncSession, of_id: int, into_id: int, of: str) -> JoinedCatalogues:
    """Let the catalogue be the other organisation's; what both have is one entry from now on.

    What was registered under the double is found under that one. The double stays behind, for
    half-filled reports may still name it.
    """
    titles = await _join_titles(db, of_id, into_id)
    indicators = await _join_indicators(db, of_id, into_id, of)
    for before, now in titles.items():
        named = col(RegisteredTitle.title_id) == before
        await db.exec(update(RegisteredTitle).where(named).values(title_id=now))
    for before, now in indicators.items():
        for table in (Target, ReportFigure):
            counted = col(table.indicator_id) == before
            await db.exec(update(table).where(counted).values(indicator_id=now))
    for entry, joined in ((Title, titles), (Indicator, indicators)):
        own = col(entry.organisation_id) == of_id, col(entry.id).not_in(joined)
        await db.exec(update(entry).where(*own).values(organisation_id=into_id))
    return JoinedCatalogues(titles, indicators)


async def rename_in_forms(
    db: AsyncSession, joined: JoinedCatalogues, bloc_ids: Collection[int]
) -> None:
    """Let the half-filled registrations of the units of these blocs name the joined entries."""
    rows = await db.exec(select(Dialogue).where(col(Dialogue.form) == Form.REGISTRATION))
    units = select(Unit.id).where(col(Unit.bloc_id).in_(bloc_ids))
    theirs = set((await db.exec(units)).all())
    for row in rows:
        # The subject is "unit-obligation", with "for-" in front where an officer fills it in.
        if int(row.subject.removeprefix("for-").partition("-")[0]) in theirs:
            row.answers = _renamed(row.answers, joined)
    await db.flush()


async def _join_titles(db: AsyncSession, of_id: int, into_id: int) -> dict[int, int]:
    there = {(row.scope, fold(row.name)): row.id for row in await _entries(db, Title, into_id)}
    joined = {}
    for row in await _entries(db, Title, of_id):
        same = there.get((row.scope, fold(row.name)))
        if same is not None:
            joined[row.id] = same
    return joined


async def _join_indicators(db: AsyncSession, of_id: int, into_id: int, of: str) -> dict[int, int]:
    rows = await _entries(db, Indicator, into_id)
    there = {(fold(row.name), fold(row.measure)): row.id for row in rows}
    taken, joined = {fold(row.name) for row in rows}, {}
    for row in await _entries(db, Indicator, of_id):
        same = there.get((fold(row.name), fold(row.measure)))
        if same is not None:
            joined[row.id] = same
        else:
            row.name = free_name(row.name, of, taken)
            taken.add(fold(row.name))
    await db.flush()
    return joined


async def _entries(db: AsyncSession, table: Any, organisation_id: int) -> list[Any]:
    own = select(table).where(col(table.organisation_id) == organisation_id)
    return list((await db.exec(own.order_by(col(table.id)))).all())


def _renamed(answers: dict[str, Any], joined: JoinedCatalogues) -> dict[str, Any]:
    """The answers of a registration with the entries that there are now."""
    titles, indicators = joined.titles, joined.indicators
    kept = dict(answers)
    if "collective" in kept:
        kept["collective"] = [titles.get(id_, id_) for id_ in kept["collective"]]
    if "people" in kept:
        kept["people"] = _people(kept["people"], titles)
    for part in ("targets", "before"):
        if part in kept:
            numbers = {int(id_): number for id_, number in kept[part].items()}
            kept[part] = {str(indicators.get(id_, id_)): each for id_, each in numbers.items()}
    # Lists that were pasted wait for a yes, one for each person.
    if "pasted_people" in kept:
        kept["pasted_people"] = {
            member: {
                **each,
                "title": titles.get(each["title"], each["title"]),
                "people": _people(each["people"], titles),
            }
            for member, each in kept["pasted_people"].items()
        }
    if "pasted_targets" in kept:
        kept["pasted_targets"] = {
            member: {
                **each,
                "targets": [[indicators.get(id_, id_), *rest] for id_, *rest in each["targets"]],
            }
            for member, each in kept["pasted_targets"].items()
        }
    return kept


def _people(lines: list[Any], titles: Joined) -> list[list[Any]]:
    return [[titles.get(id_, id_), person] for id_, person in lines]
