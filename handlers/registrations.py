"""/dangky: the registration form, kept answer by answer."""

from decimal import Decimal, InvalidOperation

from bot.actions import registering
from bot.actions.dialogues import close_form, completed_at, people_in
from bot.actions.registering import read_registration_form, start_registration
from bot.actions.registering_people import confirm_people, drop_person
from bot.actions.registering_targets import (
    confirm_targets,
    drop_target,
    next_step,
    set_before,
    set_target,
)
from bot.actions.registrations import submit_registration
from bot.context import BotContext
from bot.messages import registering_people as people_words
from bot.messages import registration_buttons as buttons
from bot.messages import registrations as words
from bot.messages.deadlines import StartRegistration
from bot.rules.dialogues import Draft, Form, StaleForm
from bot.rules.members import check_manager
from bot.rules.obligations import Standing
from bot.rules.registrations import Scope
from bot.rules.reviews import Part
from bot.rules.targets import LARGEST_PLANNED
from handlers.deadlines import on_deadlines, unit_of
from handlers.officers import registering as registering_for_unit
from handlers.posts import pressed_for_unit, pressed_in_form
from handlers.registration_screens import at_step, screen_at, show_at, show_screen
from handlers.registration_typed import after_target, on_typed
from handlers.routing import command
from handlers.showing import show

PARTS = {Part.TITLES: "collective", Part.PEOPLE: "people", Part.TARGETS: "targets"}


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
    """Open the form; one that was sent back opens at the part the reason speaks of."""
    async with context.transaction() as db:
        form = await start_registration(db, context.member, press.obligation_id, context.now())
        step = "menu"
        if form.duty.standing is Standing.RETURNED:
            step = PARTS.get(form.duty.part, step)
        form = await registering.go_to_step(db, context.member, form, step, context.now())
    screen = words.returned_above(context.texts, await screen_at(context, form), form.duty)
    await show_screen(context, form, screen, below=True)


async def on_menu(context: BotContext, press: buttons.RegistrationMenu) -> None:
    form = await at_step(context, press.draft_id, "menu")
    screen = words.returned_above(context.texts, await screen_at(context, form), form.duty)
    await show_screen(context, form, screen)


async def on_collective(context: BotContext, press: buttons.CollectiveTitles) -> None:
    await show_at(context, await at_step(context, press.draft_id, "collective"))


async def on_tick(context: BotContext, press: buttons.TickTitle) -> None:
    async with context.transaction() as db:
        member, now = context.member, context.now()
        form = await registering.tick_title(
            db, member, press.draft_id, press.title_id, now, on=press.on
        )
        form = await registering.go_to_step(db, member, form, "collective", now)
    await show_at(context, form)


async def on_individual(context: BotContext, press: buttons.IndividualTitles) -> None:
    await show_at(context, await at_step(context, press.draft_id, "people"), page=press.page)


async def on_add_people(context: BotContext, press: buttons.AddPeople) -> None:
    form = await at_step(context, press.draft_id, f"person:{press.title_id}")
    title = form.catalogue.title(press.title_id, Scope.INDIVIDUAL)
    await show_screen(context, form, people_words.ask_people(context.texts, form.draft, title))


async def on_confirm_people(context: BotContext, press: buttons.ConfirmPeople) -> None:
    """What could not be read stays in the message above, to be typed again."""
    async with context.transaction() as db:
        form = await confirm_people(db, context.member, press.draft_id, context.now())
    await show_at(context, form, below=True)


async def on_drop_person(context: BotContext, press: buttons.DropPerson) -> None:
    async with context.transaction() as db:
        form = await drop_person(
            db, context.member, press.draft_id, press.title_id, press.key, context.now()
        )
        form = await registering.go_to_step(db, context.member, form, "people", context.now())
    await show_at(context, form, page=press.page)


async def on_indicators(context: BotContext, press: buttons.Indicators) -> None:
    await show_at(context, await at_step(context, press.draft_id, "targets"))


async def on_set_target(context: BotContext, press: buttons.SetTarget) -> None:
    await show_at(context, await at_step(context, press.draft_id, f"target:{press.indicator_id}"))


async def on_take_number(context: BotContext, press: buttons.TakeNumber) -> None:
    async with context.transaction() as db:
        form = await read_registration_form(db, context.member, press.draft_id)
        form = await set_target(
            db, context.member, form, press.indicator_id, _number(press.number), context.now()
        )
    await show_at(context, form)


async def on_take_before(context: BotContext, press: buttons.TakeBefore) -> None:
    async with context.transaction() as db:
        form = await read_registration_form(db, context.member, press.draft_id)
        form = await set_before(
            db, context.member, form, press.indicator_id, _number(press.number), context.now()
        )
    await _go_on(context, form, press.indicator_id)


async def on_next(context: BotContext, press: buttons.NextIndicator) -> None:
    async with context.transaction() as db:
        form = await read_registration_form(db, context.member, press.draft_id)
        step = next_step(form, press.indicator_id)
        form = await registering.go_to_step(db, context.member, form, step, context.now())
    await _go_on(context, form, press.indicator_id)


async def on_confirm_targets(context: BotContext, press: buttons.ConfirmTargets) -> None:
    """What could not be read stays in the message above, to be typed again."""
    async with context.transaction() as db:
        form = await confirm_targets(db, context.member, press.draft_id, context.now())
    await show_at(context, form, below=True)


async def on_drop_target(context: BotContext, press: buttons.DropTarget) -> None:
    async with context.transaction() as db:
        form = await drop_target(
            db, context.member, press.draft_id, press.indicator_id, context.now()
        )
        form = await registering.go_to_step(db, context.member, form, "targets", context.now())
    await show_at(context, form)


async def on_review(context: BotContext, press: buttons.ReviewRegistration) -> None:
    await show_at(context, await at_step(context, press.draft_id, "review"))


async def on_submit(context: BotContext, press: buttons.SubmitRegistration) -> None:
    if context.member.is_officer:
        await registering_for_unit.on_submit(context, press)
        return
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


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the form again, at its parts."""
    async with context.reading() as db:
        step = (await read_registration_form(db, context.member, draft.id)).first_step
    await show_at(context, await at_step(context, draft.id, step), below=True)


async def _go_on(
    context: BotContext, form: registering.RegistrationForm, indicator_id: int
) -> None:
    step, _, following = form.draft.step.partition(":")
    if step != "target":
        await show_at(context, form)
        return
    await show_screen(context, form, after_target(context, form, indicator_id, int(following)))


def _number(text: str) -> Decimal:
    """A number out of a button, which anybody may have made up."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise StaleForm from None
    if not number.is_finite() or not 0 <= number < LARGEST_PLANNED:
        raise StaleForm
    return number


FORMS = {Form.REGISTRATION: on_typed}

HANDLERS = (
    command(on_register, "dangky", "register"),
    pressed_for_unit(StartRegistration, on_start),
    pressed_in_form(buttons.RegistrationMenu, on_menu),
    pressed_in_form(buttons.CollectiveTitles, on_collective),
    pressed_in_form(buttons.TickTitle, on_tick),
    pressed_in_form(buttons.IndividualTitles, on_individual),
    pressed_in_form(buttons.AddPeople, on_add_people),
    pressed_in_form(buttons.ConfirmPeople, on_confirm_people),
    pressed_in_form(buttons.DropPerson, on_drop_person),
    pressed_in_form(buttons.Indicators, on_indicators),
    pressed_in_form(buttons.SetTarget, on_set_target),
    pressed_in_form(buttons.TakeNumber, on_take_number),
    pressed_in_form(buttons.TakeBefore, on_take_before),
    pressed_in_form(buttons.NextIndicator, on_next),
    pressed_in_form(buttons.ConfirmTargets, on_confirm_targets),
    pressed_in_form(buttons.DropTarget, on_drop_target),
    pressed_in_form(buttons.ReviewRegistration, on_review),
    pressed_in_form(buttons.SubmitRegistration, on_submit),
)
