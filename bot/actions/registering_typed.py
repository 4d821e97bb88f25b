"""What is typed while a registration is filled in: it answers the question the form is at."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.registering import RegistrationForm, go_to_step, tick_title
from bot.actions.registering_behalf import set_coming
from bot.actions.registering_people import take_people
from bot.actions.registering_targets import (
    Offer,
    next_step,
    read_number_for,
    set_before,
    set_target,
    take_targets,
)
from bot.rules.channels import read_coming
from bot.rules.folding import fold
from bot.rules.members import Member
from bot.rules.numbers import ReadingKind
from bot.rules.people import title_named
from bot.rules.registrations import NoSuchTitle, NotANumber, RelativeNumber, Scope
from bot.rules.targets import read_planned

LEFT_OUT = frozenset({"bo qua", "khong", "khong co", "khong ro", "chua co", "-", "ko", "k"})

Taken = tuple[RegistrationForm, Offer | None]


async def take_typed(
    db: AsyncSession,
    member: Member,
    form: RegistrationForm,
    text: str,
    now: datetime,
    sent_at: datetime,
) -> Taken:
    """The form with the answer in it, at its next question; or the number that is not yet sure.

    Where nothing is asked the form stays as it is. Raises what people and numbers raise.
    """
    step, _, number = form.draft.step.partition(":")
    if step == "came":
        day, hour = read_coming(text, now.astimezone(member.zone).date())
        return await set_coming(db, member, form.draft.id, day, hour, now), None
    if step == "collective":
        return await _take_titles(db, member, form, text, now), None
    is_list = "\n" in text.strip() or "\t" in text.strip()
    if step == "person":
        return await take_people(db, member, form, int(number), text, now, sent_at), None
    if step in ("targets", "pasted_targets") or (step in ("target", "before") and is_list):
        return await take_targets(db, member, form, text, now, sent_at), None
    if step == "target":
        return await _take_number(db, member, form, int(number), text, now, sent_at)
    if step == "before":
        return await _take_before(db, member, form, int(number), text, now, sent_at)
    return form, None


async def _take_titles(
    db: AsyncSession, member: Member, form: RegistrationForm, text: str, now: datetime
) -> RegistrationForm:
    """Tick the titles named, one a line, in full or by their first letters. Raises NoSuchTitle."""
    offered = form.catalogue.offered(Scope.COLLECTIVE)
    wanted: list[int] = []
    for line in filter(str.strip, text.splitlines()):
        place = title_named(line, [each.name for each in offered])
        if place is None:
            raise NoSuchTitle(line.strip())
        wanted.append(offered[place].id)
    for title_id in wanted:
        form = await tick_title(db, member, form.draft.id, title_id, now, on=True)
    return form


async def _take_number(
    db: AsyncSession,
    member: Member,
    form: RegistrationForm,
    indicator_id: int,
    text: str,
    now: datetime,
    sent_at: datetime,
) -> Taken:
    offer = await read_number_for(db, form, form.catalogue.indicator(indicator_id), text)
    if not offer.is_sure:
        return form, offer
    value = offer.values[0]
    return await set_target(db, member, form, indicator_id, value, now, sent_at), None


async def _take_before(
    db: AsyncSession,
    member: Member,
    form: RegistrationForm,
    indicator_id: int,
    text: str,
    now: datetime,
    sent_at: datetime,
) -> Taken:
    if fold(text) in LEFT_OUT:
        return await go_to_step(db, member, form, next_step(form, indicator_id), now), None
    try:
        values = read_planned(text, form.catalogue.indicator(indicator_id).measure)
    except RelativeNumber as change:
        raise NotANumber(text, ReadingKind.NOT_A_NUMBER) from change
    if len(values) > 1:
        return form, Offer(indicator_id, values, of_last_year=True)
    return await set_before(db, member, form, indicator_id, values[0], now, sent_at), None
