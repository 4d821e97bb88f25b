"""Wording what is told of plans: that one came into force, was withdrawn, holds again."""

from bot.delivery.reading import Reading, Wording
from bot.messages import publishing, withdrawing
from bot.messages.screens import Screen
from bot.rules.publishing import Asked, asked_in
from storage.obligations import duties_of
from storage.plans import plan_by_id


async def _plan_published(r: Reading) -> Screen | None:
    """For all of the reader's units in that organisation; nothing once it is withdrawn."""
    plan = await plan_by_id(r.db, r.number("plan"))
    units = [
        (post.unit_id, post.unit)
        for post in r.member.posts
        if post.unit_id is not None and post.organisation_id == r.number("organisation")
    ]
    if plan.withdrawn_at is not None or not units:
        return None
    # What one of the units handed in meanwhile, another may still have to.
    asked = max([await _asked_of(r, unit_id) for unit_id, _ in units], key=len)
    return publishing.tell_published(
        r.t, r.number("plan"), plan.organisation, plan.title, plan.number, units, asked, r.today
    )


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
    "plan_withdrawn": _plan_withdrawn,
    "plan_restored": _plan_restored,
}
