"""A registration stated in a sentence: put into its form, to be confirmed there."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.registering import (
    RegistrationForm,
    change_answers,
    go_to_step,
    look_at_registration_form,
    read_registration_form,
    start_registration,
)
from bot.actions.registering_people import MOST_PEOPLE, PERSON_LENGTH, is_listed
from bot.actions.registering_targets import Offer, read_number_for
from bot.asking.wishing import StatedTarget, Wishes, read_wishes
from bot.rules.catalogue import Catalogue, IndicatorEntry, TitleEntry
from bot.rules.errors import RuleViolation
from bot.rules.members import Member, check_manager
from bot.rules.registrations import TooManyPeople
from bot.rules.targets import LARGEST_PLANNED
from storage.catalogue import indicators_of, titles_of


@dataclass(frozen=True, slots=True)
class StatedRegistration:
    """The form with what a sentence asked for in it, and what of it could not be put down.

    `titles` are new ones with the person (""), `targets` with the number planned before, if
    another. An `offer` is asked about. `refused` are clauses, `unknown` a title of no catalogue.
    """

    form: RegistrationForm
    titles: tuple[tuple[TitleEntry, str], ...] = ()
    targets: tuple[tuple[IndicatorEntry, Decimal, Decimal | None], ...] = ()
    offer: Offer | None = None
    refused: tuple[str, ...] = ()
    unknown: str = ""


async def asks_to_register(db: AsyncSession, member: Member, text: str) -> bool:
    """Whether a sentence names what is to be registered, by the organisation's catalogue."""
    post, _ = check_manager(member)
    catalogue = Catalogue(
        tuple(await titles_of(db, post.organisation_id)),
        tuple(await indicators_of(db, post.organisation_id)),
    )
    return not read_wishes(text, catalogue).is_empty


async def state_registration(
    db: AsyncSession,
    member: Member,
    obligation_id: int,
    text: str,
    now: datetime,
    sent_at: datetime,
) -> StatedRegistration:
    """Open the form of a registration with what a sentence asks for in it.

    Raises RegistrationClosed, TooManyPeople.
    """
    check_manager(member)
    form = await start_registration(db, member, obligation_id, now)
    return await _put(db, member, form, read_wishes(text, form.catalogue), now, sent_at)


async def wish_in_form(
    db: AsyncSession, member: Member, draft_id: int, text: str, now: datetime, sent_at: datetime
) -> StatedRegistration:
    """Put what a sentence asks for into the open form."""
    form = await read_registration_form(db, member, draft_id)
    return await _put(db, member, form, read_wishes(text, form.catalogue), now, sent_at)


async def wishes_in(db: AsyncSession, member: Member, draft_id: int, text: str) -> bool:
    """Whether a sentence asks for something that belongs into the open form; for looking only.

    Where targets are listed, one line of a single target is left to the list.
    """
    form = await look_at_registration_form(db, member, draft_id)
    wishes = read_wishes(text, form.catalogue)
    at_targets = form.draft.step == "targets"
    return not wishes.is_empty and not (at_targets and (len(wishes.targets) < 2 or wishes.unclear))


async def _put(
    db: AsyncSession,
    member: Member,
    form: RegistrationForm,
    wishes: Wishes,
    now: datetime,
    sent_at: datetime,
) -> StatedRegistration:
    collective = [each for each in wishes.collective if each.id not in form.chosen]
    people = _new_people(form, wishes)
    offers, refused = await _offers(db, form, wishes)
    sure = {each.indicator_id: each.values[0] for each in offers if each.is_sure}
    asked = [each for each in offers if not each.is_sure]
    refused += [each.typed for each in asked[1:]]
    planned = form.planned
    targets = tuple(
        (form.catalogue.indicator(id_), value, before if before != value else None)
        for id_, value in sure.items()
        for before in [planned.get(id_)]
    )
    changed = _changed(form, collective, people, sure)
    if changed:
        form = await change_answers(db, member, form, now, sent_at, **changed)
    step = _step(wishes, asked[0] if asked else None)
    form = await go_to_step(db, member, form, step, now)
    titles = (*((each, "") for each in collective), *people)
    offer = asked[0] if asked else None
    return StatedRegistration(form, titles, targets, offer, tuple(refused), wishes.unknown)


def _new_people(form: RegistrationForm, wishes: Wishes) -> list[tuple[TitleEntry, str]]:
    listed, found = form.people, list[tuple[TitleEntry, str]]()
    for title, person in wishes.people:
        if len(person) <= PERSON_LENGTH and not is_listed(listed, title.id, person):
            listed.append((title.id, person))
            found.append((title, person))
    if len(listed) > MOST_PEOPLE:
        raise TooManyPeople
    return found


async def _offers(
    db: AsyncSession, form: RegistrationForm, wishes: Wishes
) -> tuple[list[Offer], list[str]]:
    offers, refused = list[Offer](), list(wishes.unclear)
    for target in wishes.targets:
        try:
            offers.append(await _offer(db, form, target))
        except RuleViolation:
            refused.append(f"{target.indicator.name}: {target.said}")
    return offers, refused


async def _offer(db: AsyncSession, form: RegistrationForm, target: StatedTarget) -> Offer:
    """The number meant; «thêm 3» beside a number planned may be 3 or 3 more."""
    indicator = target.indicator
    offer = await read_number_for(db, form, indicator, target.said)
    known = form.planned.get(indicator.id)
    if target.more and known is not None and offer.is_sure:
        together = known + offer.values[0]
        if together < LARGEST_PLANNED:
            offer = Offer(indicator.id, (together, offer.values[0]))
    typed = offer.typed or f"{indicator.name}: {target.said}"
    return Offer(indicator.id, offer.values, offer.base, typed, offer.of_last_year)


def _changed(
    form: RegistrationForm,
    collective: list[TitleEntry],
    people: list[tuple[TitleEntry, str]],
    sure: dict[int, Decimal],
) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    if collective:
        changed["collective"] = [*form.chosen, *(each.id for each in collective)]
    if people:
        changed["people"] = [*form.people, *((title.id, person) for title, person in people)]
    if sure:
        numbers = {str(id_): format(value, "f") for id_, value in sure.items()}
        changed["targets"] = {**form.draft.answers.get("targets", {}), **numbers}
    return changed


def _step(wishes: Wishes, offer: Offer | None) -> str:
    """Where the form goes on: what is in doubt, whose name is missing, else its parts."""
    if offer is not None:
        return f"target:{offer.indicator_id}"
    return f"person:{wishes.nameless[0].id}" if wishes.nameless else "menu"
