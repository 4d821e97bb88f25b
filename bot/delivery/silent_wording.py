"""Wording what is said of units that stay silent: to heads of blocs and to officers."""

from bot.delivery.reading import Reading, Wording
from bot.messages import heads
from bot.messages.screens import Screen
from bot.rules.heads import HEADS
from storage.heads import heading_by_id


async def _head_named(r: Reading) -> Screen | None:
    """Nothing once another unit heads the bloc, or to whoever lost their seat meanwhile."""
    heading = await heading_by_id(r.db, r.number("head"))
    represented = {post.unit_id for post in r.member.posts if post.role is HEADS}
    if heading is None or heading.unit_id not in represented:
        return None
    return heads.told_of_heading(r.t, heading)


async def _head_ended(r: Reading) -> Screen | None:
    return heads.told_of_ending(r.t, r.words("bloc"), r.number("year"), r.words("unit"))


WORDINGS: dict[str, Wording] = {
    "head_named": _head_named,
    "head_ended": _head_ended,
}
