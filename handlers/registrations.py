"""/dangky: the registration form, kept answer by answer."""

from decimal import Decimal, InvalidOperation

from bot.actions import registering
from bot.actions.dialogues import close_form, completed_at, people_in
from bot.actions.registering import RegistrationForm, read_registration_form, start_registration
from bot.actions.registrations import submit_registration
from bot.context import BotContext
from bot.messages import registration_buttons as buttons
from bot.messages import registrations as words
from bot.messages.deadlines import StartRegistration
from bot.messages.paging import A_PAGE
from bot.messages.screens import Screen
from bot.rules.dialogues import Draft, Form, StaleForm
from bot.rules.members import check_manager
from handlers.deadlines import on_deadlines, unit_of
from handlers.posts import pressed_for_unit, pressed_in_form
from handlers.routing import command
from handlers.showing import show, show_form


async def on_register(context: BotContext) -> None:
    """Open the registration; with several plans in force the list of duties leads to each."""
    check_manager(context.member)
    async with context.reading() as db:
        duties = await registering.registration_duties(db, context.member)
    if len(duties) == 1:
        await on_start(context, StartRegistration(duties[0].obligation.id, duties[0].unit_id))
    elif duties:
        await on_deadlines(context)
    else:
        await show(context, words.no_registration(context.texts))


async def on_start(context: BotContext, press: StartRegistration) -> None:
    async with context.transaction() as db:
        form = await start_registration(db, context.member, press.obligation_id, context.now())
    await show_form(context, form.draft, menu(context, form), below=True)


async def on_menu(context: BotContext, press: buttons.RegistrationMenu) -> None:
    form = await _at_step(context, press.draft_id, "menu")
    await _show(context, form, menu(context, form))


async def on_collective(context: BotContext, press: buttons.CollectiveTitles) -> None:
    form = await _at_step(context, press.draft_id, "collective")
    await _show_collective(context, form)


async def on_toggle(context: BotContext, press: buttons.ToggleTitle) -> None:
    async with context.transaction() as db:
        form = await registering.toggle_title(
            db, context.member, press.draft_id, press.version, press.title_id, context.now()
        )
    await _show_collective(context, form)


async def on_individual(context: BotContext, press: buttons.IndividualTitles) -> None:
    form = await _at_step(context, press.draft_id, "people")
    await _show_people(context, form, press.page)


async def on_add_people(context: BotContext, press: buttons.AddPeople) -> None:
    form = await _at_step(context, press.draft_id, f"person:{press.title_id}")
    title = form.catalogue.individual_title(press.title_id)
    await _show(context, form, _named(context, words.ask_people(context.texts, form.draft, title)))


async def on_drop_person(context: BotContext, press: buttons.DropPerson) -> None:
    async with context.transaction() as db:
        form = await registering.drop_person(
            db, context.member, press.draft_id, press.version, press.place, context.now()
        )
    await _show_people(context, form, press.place // A_PAGE)


async def on_indicators(context: BotContext, press: buttons.Indicators) -> None:
    form = await _at_step(context, press.draft_id, "targets")
    await _show_targets(context, form)


async def on_set_target(context: BotContext, press: buttons.SetTarget) -> None:
    form = await _at_step(context, press.draft_id, f"target:{press.indicator_id}")
    name, measure = form.catalogue.indicator(press.indicator_id)
    is_set = press.indicator_id in form.planned
    screen = words.ask_number(
        context.texts, form.draft, press.indicator_id, name, measure, is_set=is_set
    )
    await _show(context, form, _named(context, screen))


async def on_take_number(context: BotContext, press: buttons.TakeNumber) -> None:
    try:
        number = Decimal(press.number)
    except InvalidOperation:
        raise StaleForm from None
    async with context.transaction() as db:
        form = await read_registration_form(db, context.member, press.draft_id, press.version)
        form = await registering.set_target(
            db, context.member, form, press.indicator_id, number, context.now()
        )
    await _show_targets(context, form)


async def on_drop_target(context: BotContext, press: buttons.DropTarget) -> None:
    async with context.transaction() as db:
        form = await read_registration_form(db, context.member, press.draft_id, press.version)
        form = await registering.set_target(
            db, context.member, form, press.indicator_id, None, context.now()
        )
    await _show_targets(context, form)


async def on_review(context: BotContext, press: buttons.ReviewRegistration) -> None:
    form = await _at_step(context, press.draft_id, "review")
    screen = words.review_registration(
        context.texts, unit_of(context), form.duty, form.draft, form.lines
    )
    await _show(context, form, screen)


async def on_submit(context: BotContext, press: buttons.SubmitRegistration) -> None:
    now = context.now()
    async with context.transaction() as db:
        form = await read_registration_form(db, context.member, press.draft_id, press.version)
        completed = completed_at(form.draft, now)
        await submit_registration(
            db,
            context.member,
            form.duty.obligation.id,
            form.lines,
            completed,
            now,
            context.services.receipt_key,
            await people_in(db, form.draft),
        )
        await close_form(db, form.draft)
    screen = words.registration_sent(context.texts, unit_of(context), form.duty, form.lines)
    await show(context, screen)


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    """What is typed answers the question the form is at."""
    message = context.incoming.message
    assert message is not None
    async with context.transaction() as db:
        form = await read_registration_form(db, context.member, draft.id)
        step, _, number = draft.step.partition(":")
        now, sent_at = context.now(), message.date
        if step == "person":
            form = await registering.add_people(
                db, context.member, form, int(number), text, now, sent_at
            )
        elif step == "target":
            readings = registering.read_planned(text, form.catalogue.indicator(int(number))[1])
            if len(readings) == 1:
                form = await registering.set_target(
                    db, context.member, form, int(number), readings[0], now, sent_at
                )
    await _show_typed(context, form, text)


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the form again, at its parts."""
    form = await _at_step(context, draft.id, "menu")
    await show_form(context, form.draft, menu(context, form), below=True)


def menu(context: BotContext, form: RegistrationForm) -> Screen:
    """The form's first screen."""
    return words.registration_menu(
        context.texts, unit_of(context), form.duty, form.draft, form.lines
    )


async def _show_typed(context: BotContext, form: RegistrationForm, text: str) -> None:
    step, _, number = form.draft.step.partition(":")
    if step == "target":
        name, measure = form.catalogue.indicator(int(number))
        first, second = registering.read_planned(text, measure)
        screen = words.which_number(
            context.texts, form.draft, int(number), name, measure, (first, second)
        )
        screen = _named(context, screen)
    elif step == "people":
        screen = _people(context, form, len(form.people) // A_PAGE)
    elif step == "targets":
        screen = _targets(context, form)
    else:
        screen = menu(context, form)
    await show_form(context, form.draft, screen, below=True)


async def _at_step(context: BotContext, draft_id: int, step: str) -> RegistrationForm:
    async with context.transaction() as db:
        form = await read_registration_form(db, context.member, draft_id)
        return await registering.go_to_step(db, context.member, form, step, context.now())


async def _show(context: BotContext, form: RegistrationForm, screen: Screen) -> None:
    await show_form(context, form.draft, screen, below=False)


async def _show_collective(context: BotContext, form: RegistrationForm) -> None:
    titles = list(form.catalogue.collective)
    screen = words.collective_screen(context.texts, form.draft, titles, form.chosen)
    await _show(context, form, _named(context, screen))


async def _show_people(context: BotContext, form: RegistrationForm, page: int) -> None:
    await _show(context, form, _people(context, form, page))


async def _show_targets(context: BotContext, form: RegistrationForm) -> None:
    await _show(context, form, _targets(context, form))


def _people(context: BotContext, form: RegistrationForm, page: int) -> Screen:
    titles = list(form.catalogue.individual)
    screen = words.people_screen(context.texts, form.draft, titles, form.people, page)
    return _named(context, screen)


def _targets(context: BotContext, form: RegistrationForm) -> Screen:
    indicators = list(form.catalogue.indicators)
    screen = words.targets_screen(context.texts, form.draft, indicators, form.planned)
    return _named(context, screen)


def _named(context: BotContext, screen: Screen) -> Screen:
    if len(context.member.posts) == 1:
        return screen
    return words.for_unit(context.texts, screen, unit_of(context))


FORMS = {Form.REGISTRATION: on_typed}

HANDLERS = (
    command(on_register, "dangky", "register"),
    pressed_for_unit(StartRegistration, on_start),
    pressed_in_form(buttons.RegistrationMenu, on_menu),
    pressed_in_form(buttons.CollectiveTitles, on_collective),
    pressed_in_form(buttons.ToggleTitle, on_toggle),
    pressed_in_form(buttons.IndividualTitles, on_individual),
    pressed_in_form(buttons.AddPeople, on_add_people),
    pressed_in_form(buttons.DropPerson, on_drop_person),
    pressed_in_form(buttons.Indicators, on_indicators),
    pressed_in_form(buttons.SetTarget, on_set_target),
    pressed_in_form(buttons.TakeNumber, on_take_number),
    pressed_in_form(buttons.DropTarget, on_drop_target),
    pressed_in_form(buttons.ReviewRegistration, on_review),
    pressed_in_form(buttons.SubmitRegistration, on_submit),
)
