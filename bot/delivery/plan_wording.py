"""Wording what is told of plans: in force, amended, withdrawn, in force again."""

from collections.abc import Iterable, Mapping
from datetime import date

from bot.delivery.reading import Reading, Wording
from bot.messages import amending, publishing, withdrawing
from bot.messages.arrivals import let_go_lines
from bot.messages.screens import Screen
from bot.rules.obligations import Duty, Obligation
from bot.rules.publishing import Asked, asked_in
from storage.missing import undone_of
from storage.obligations import duties_of, obligation_by_id
from storage.plans import plan_by_id


async def _plan_published(r: Reading) -> Screen | None:
    """For all of the reader's units in that organisation; nothing once it is withdrawn."""
    plan, units = await plan_by_id(r.db, r.number("plan")), _units_in(r)
    if plan.withdrawn_at is not None or not units:
        return None
    asked = [(unit, await _asked_of(r, unit[0])) for unit in units]
    # What one unit is not asked, or handed in meanwhile, another may still have to.
    concerned = [(unit, each) for unit, each in asked if each] or asked
    title = publishing.named(r.t, plan.title, plan.number)
    return publishing.tell_published(
        r.t, r.number("plan"), plan.organisation, title, concerned, r.today
    )


async def _plan_amended(r: Reading) -> Screen | None:
    """What of it concerns each of the reader's units; nothing when all that changed is done."""
    plan, units = await plan_by_id(r.db, r.number("plan")), _units_in(r)
    if plan.withdrawn_at is not None:
        return None
    found = [(unit, await _news_of(r, unit[0])) for unit in units]
    news = [(unit, each) for unit, each in found if not each.is_empty]
    if not news:
        return None
    said = r.message.details
    promises = {
        int(unit_id): date.fromisoformat(day) for unit_id, day in said.get("promises", {}).items()
    }
    until = date.fromisoformat(said["until"]) if said.get("until") else None
    own_days = let_go_lines(r.t, dict(units), promises, until)
    title = publishing.named(r.t, plan.title, plan.number)
    return amending.tell_amended(
        r.t, r.number("plan"), plan.organisation, title, news, own_days, r.today
    )


async def _news_of(r: Reading, unit_id: int) -> amending.News:
    said = r.message.details
    of_unit = await duties_of(r.db, unit_id)
    duties = {duty.obligation.id: duty for duty in of_unit if not duty.is_done}
    anew = [int(id_) for id_, units in said.get("anew", {}).items() if unit_id in units]
    return amending.News(
        moved=[
            (duties[int(id_)], date.fromisoformat(was) if was else None)
            for id_, was in said["moved"].items()
            if int(id_) in duties and int(id_) not in anew
        ],
        added=[
            duties[id_]
            for id_ in (*said["added"], *anew)
            if id_ in duties and duties[id_].obligation.is_collected
        ],
        dropped=[
            *await _named(r, await undone_of(r.db, [unit_id], said["dropped"])),
            *await _no_longer(r, unit_id, duties),
        ],
    )


async def _no_longer(r: Reading, unit_id: int, duties: Mapping[int, Duty]) -> list[Obligation]:
    """What was asked of the unit and is asked of it no more."""
    ids = [
        int(id_)
        for id_, units in r.message.details.get("no_longer", {}).items()
        if unit_id in units
    ]
    return await _named(r, [id_ for id_ in ids if id_ not in duties])


async def _named(r: Reading, ids: Iterable[int]) -> list[Obligation]:
    found = [await obligation_by_id(r.db, r.number("organisation"), id_) for id_ in ids]
    return [each for each in found if each is not None]


def _units_in(r: Reading) -> list[tuple[int, str]]:
    """The reader's units in the organisation whose plan it is, of those that work on."""
    return [
        (post.unit_id, post.unit)
        for post in r.member.posts
        if post.unit_id is not None
        and post.stopped_on is None
        and post.organisation_id == r.number("organisation")
    ]


async def _asked_of(r: Reading, unit_id: int) -> list[Asked]:
    duties = await duties_of(r.db, unit_id)
    return asked_in(duty for duty in duties if duty.obligation.plan_id == r.number("plan"))


async def _plan_withdrawn(r: Reading) -> Screen | None:
    """Nothing once it is in force again: whoever has not heard need not."""
    plan = await plan_by_id(r.db, r.number("plan"))
    if plan.withdrawn_at is None or plan.withdrawn_at.isoformat() != r.words("at"):
        return None
    return withdrawing.tell_withdrawn(r.t, plan.organisation, plan.title, plan.number)


async def _plan_restored(r: Reading) -> Screen | None:
    plan = await plan_by_id(r.db, r.number("plan"))
    if plan.withdrawn_at is not None:
        return None
    return withdrawing.tell_restored(r.t, plan.organisation, plan.title, plan.number)


WORDINGS: dict[str, Wording] = {
    "plan_published": _plan_published,
    "plan_amended": _plan_amended,
    "plan_withdrawn": _plan_withdrawn,
    "plan_restored": _plan_restored,
}
