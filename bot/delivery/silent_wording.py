"""Wording what is said of units that stay silent: to heads of blocs and to officers."""

from bot.actions.blocs import bloc_silent
from bot.actions.calls import call_news
from bot.delivery.reading import Reading, Wording
from bot.messages import blocs, calls, heads
from bot.messages.screens import Screen
from bot.rules.heads import NotHead, represented_by
from bot.rules.obligations import UnknownObligation
from storage.heads import heading_by_id


async def _head_named(r: Reading) -> Screen | None:
    """Nothing once another unit heads the bloc, or to whoever lost their seat meanwhile."""
    heading = await heading_by_id(r.db, r.number("head"))
    if heading is None or heading.unit_id not in represented_by(r.member):
        return None
    return heads.told_of_heading(r.t, heading)


async def _head_ended(r: Reading) -> Screen | None:
    return heads.told_of_ending(
        r.t,
        r.words("bloc"),
        r.number("year"),
        r.words("unit"),
        deputy=bool(r.message.details.get("deputy")),
    )


async def _bloc_silent(r: Reading) -> Screen | None:
    """Nothing to whoever is head no more, or once no unit but their own is silent."""
    head_id, obligation_id = r.number("head"), r.number("obligation")
    try:
        heading, missing = await bloc_silent(r.db, r.member, head_id, obligation_id, r.now)
    except (NotHead, UnknownObligation):
        return None
    if all(unit.id == heading.unit_id for unit in missing.units):
        return None
    return blocs.silent_list(r.t, heading, missing, r.today)


async def _calls_needed(r: Reading) -> Screen | None:
    """Nothing once all have handed in, or to whoever is no officer there any more."""
    organisation_id = r.number("organisation")
    post = next(
        (p for p in r.member.posts if p.is_office and p.organisation_id == organisation_id), None
    )
    news = await call_news(r.db, organisation_id, r.now)
    return calls.calls_needed(r.t, post.organisation, news) if post and news.units else None


WORDINGS: dict[str, Wording] = {
    "head_named": _head_named,
    "head_ended": _head_ended,
    "bloc_silent": _bloc_silent,
    "calls_needed": _calls_needed,
}
