"""Wording what people hear of the units they speak for: stopped, working again, renamed, of
another bloc or type, merged, handed over."""

from datetime import datetime

from bot.delivery.reading import Reading, Wording
from bot.messages import amending, merging, moving, renaming, seats, stopped
from bot.messages.screens import Screen
from bot.rules.members import Post
from bot.rules.obligations import Duty, Obligation
from storage.obligations import duties_of, obligation_by_id
from storage.units import seat_by_id


async def _unit_stopped(r: Reading) -> Screen | None:
    """Nothing once it works again, or to whoever speaks for it no more."""
    post = _post(r)
    if post is None or post.unit_id is None or post.stopped_on is None:
        return None
    found = await seat_by_id(r.db, post.id)
    because = found[1].stopped_because if found else ""
    return stopped.told_of_stop(
        r.t, post.organisation, post.unit, post.unit_id, post.stopped_on, because
    )


async def _unit_restored(r: Reading) -> Screen | None:
    post = _post(r)
    if post is None or post.unit_id is None or post.stopped_on is not None:
        return None
    return stopped.told_of_restoring(r.t, post.organisation, post.unit, post.unit_id)


async def _unit_renamed(r: Reading) -> Screen | None:
    post = _post(r)
    if post is None:
        return None
    return renaming.told_of_renaming(r.t, post.organisation, r.words("before"), post.unit)


async def _unit_placed(r: Reading) -> Screen | None:
    """What is asked of it now that was not, and no more; nothing of what was over before."""
    post = _post(r)
    if post is None or post.unit_id is None or post.stopped_on is not None:
        return None
    duties = {duty.obligation.id: duty for duty in await duties_of(r.db, post.unit_id)}
    anew = [duties[id_] for id_ in r.message.details["anew"] if id_ in duties]
    dropped = [
        await obligation_by_id(r.db, post.organisation_id, id_)
        for id_ in r.message.details["no_longer"]
        if id_ not in duties
    ]
    news = amending.News(
        added=[duty for duty in anew if _is_ahead(duty, r.now)],
        dropped=[each for each in dropped if each is not None and _was_collected(each)],
    )
    if news.is_empty:
        return None
    unit = post.unit_id, post.unit
    return moving.told_of_place(r.t, post.organisation, unit, news, r.today)


def _is_ahead(duty: Duty, now: datetime) -> bool:
    is_over = duty.term is not None and now >= duty.term.closes_at
    return duty.is_awaited and duty.obligation.is_collected and not is_over


def _was_collected(obligation: Obligation) -> bool:
    is_over = obligation.is_withdrawn or obligation.closed_at is not None
    return obligation.is_collected and not is_over


async def _units_merged(r: Reading) -> Screen | None:
    post = _post(r)
    if post is None or post.unit_id is None:
        return None
    return merging.told_of_merging(
        r.t, post.organisation, r.words("from"), post.unit, post.unit_id, post.role
    )


async def _seat_handed_over(r: Reading) -> Screen | None:
    return seats.seat_handed_over(r.t, r.words("organisation"), r.words("unit"), r.words("to"))


def _post(r: Reading) -> Post | None:
    """The seat in the unit that the message is about, as it is held now."""
    unit_id = r.number("unit")
    return next((post for post in r.member.posts if post.unit_id == unit_id), None)


WORDINGS: dict[str, Wording] = {
    "unit_stopped": _unit_stopped,
    "unit_restored": _unit_restored,
    "unit_renamed": _unit_renamed,
    "unit_placed": _unit_placed,
    "units_merged": _units_merged,
    "seat_handed_over": _seat_handed_over,
}
