"""Wording what people hear of the units they speak for: stopped, working again, renamed, merged,
handed over."""

from bot.delivery.reading import Reading, Wording
from bot.messages import merging, renaming, seats, stopped
from bot.messages.screens import Screen
from bot.rules.members import Post
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
    "units_merged": _units_merged,
    "seat_handed_over": _seat_handed_over,
}
