"""The registration form on the phone: each part shown where the person looks."""

from bot.actions import registering
from bot.actions.dialogues import completed_at
from bot.actions.registering import RegistrationForm, read_registration_form
from bot.actions.registering_people import pasted_people, person_key
from bot.actions.registering_targets import known_last_year, pasted_targets
from bot.context import BotContext
from bot.messages import registering_behalf as behalf_words
from bot.messages import registering_people as people_words
from bot.messages import registering_targets as target_words
from bot.messages import registrations as words
from bot.messages.paging import A_PAGE
from bot.messages.screens import Screen
from bot.rules.channels import Channel
from bot.rules.registrations import Scope
from handlers.confirming import in_time
from handlers.showing import show_form


async def at_step(context: BotContext, draft_id: int, step: str) -> RegistrationForm:
    """The form, at this question from now on."""
    async with context.transaction() as db:
        form = await read_registration_form(db, context.member, draft_id)
        return await registering.go_to_step(db, context.member, form, step, context.now())


async def show_at(
    context: BotContext, form: RegistrationForm, *, below: bool = False, page: int | None = None
) -> None:
    """Show the form at its step."""
    await show_screen(context, form, await screen_at(context, form, page), below=below)


async def show_screen(
    context: BotContext, form: RegistrationForm, screen: Screen, *, below: bool = False
) -> None:
    """Show a screen of the form; whoever speaks for several units reads for which one."""
    named = form.draft.step in ("menu", "review", "way", "came")
    if not named and (form.draft.on_behalf or len(context.member.posts) > 1):
        screen = words.for_unit(context.texts, screen, form.unit)
    await show_form(context, form.draft, screen, below=below)


async def screen_at(context: BotContext, form: RegistrationForm, page: int | None = None) -> Screen:
    """The screen of the step the form is at; of people the last page unless another is named."""
    t, draft = context.texts, form.draft
    if draft.step == "way":
        return behalf_words.ask_way(t, draft, form.unit, form.duty.obligation.title)
    if draft.step == "came":
        return behalf_words.ask_coming(t, draft, form.unit)
    step, _, number = draft.step.partition(":")
    if step == "collective":
        titles = [each for each in form.catalogue.titles if each.scope is Scope.COLLECTIVE]
        return words.collective_screen(t, draft, titles, form.chosen)
    if step in ("people", "person"):
        return people_screen(context, form, len(form.people) // A_PAGE if page is None else page)
    if step == "pasted_people":
        return _pasted_people(context, form)
    if step == "targets":
        return target_words.targets_screen(
            t, draft, form.catalogue.indicators, form.planned, form.before
        )
    if step == "target":
        indicator = form.catalogue.indicator(int(number))
        now = None
        if (known := form.planned.get(indicator.id)) is not None:
            now = target_words.told(t, indicator, known, form.before.get(indicator.id))
        return target_words.ask_number(t, draft, indicator, form.planned, now=now)
    if step == "before":
        return await _ask_before(context, form, int(number))
    if step == "pasted_targets":
        return _pasted_targets(context, form)
    if step == "review":
        review = words.review_registration(t, form.unit, form.duty, draft, form.lines)
        if not draft.on_behalf:
            completed = completed_at(draft, context.now())
            review = await in_time(context, review, form.duty.term, completed)
        return with_way(context, form, review)
    menu = words.registration_menu(t, form.unit, form.duty, draft, form.lines)
    return with_way(context, form, menu)


def with_way(context: BotContext, form: RegistrationForm, screen: Screen) -> Screen:
    """A part of the form, below how and when it came where an officer enters it."""
    if not form.draft.on_behalf or form.came_on is None or form.channel is Channel.BOT:
        return screen
    line = behalf_words.way_line(context.texts, form.channel, form.came_on)
    return behalf_words.below_way(context.texts, form.draft, line, screen)


def people_screen(context: BotContext, form: RegistrationForm, page: int) -> Screen:
    """Who is put down."""
    titles = [each for each in form.catalogue.titles if each.scope is Scope.INDIVIDUAL]
    people = [(id_, person, person_key(person)) for id_, person in form.people]
    return people_words.people_screen(context.texts, form.draft, titles, people, page)


def _pasted_people(context: BotContext, form: RegistrationForm) -> Screen:
    pasted = pasted_people(form)
    titles = [each for each in form.catalogue.titles if each.scope is Scope.INDIVIDUAL]
    return people_words.read_back_people(
        context.texts,
        form.draft,
        form.catalogue.title(pasted.title_id, Scope.INDIVIDUAL),
        titles,
        pasted.people,
        pasted.doubled,
        pasted.unread,
    )


async def _ask_before(context: BotContext, form: RegistrationForm, indicator_id: int) -> Screen:
    indicator = form.catalogue.indicator(indicator_id)
    async with context.reading() as db:
        known = await known_last_year(db, form, indicator)
    return target_words.ask_before(
        context.texts,
        form.draft,
        indicator,
        form.planned[indicator_id],
        form.before.get(indicator_id),
        None if known is None else (known.value, known.year, known.reported),
    )


def _pasted_targets(context: BotContext, form: RegistrationForm) -> Screen:
    targets, read = pasted_targets(form)
    known = [(form.catalogue.indicator(id_), planned, before) for id_, planned, before in targets]
    return target_words.read_back_targets(context.texts, form.draft, known, read.unread)
