"""What is typed while a registration is filled in, and what is shown next."""

from bot.actions.registering import RegistrationForm, read_registration_form
from bot.actions.registering_typed import take_typed
from bot.context import BotContext
from bot.messages import registering_targets as words
from bot.messages.screens import Screen
from bot.rules.dialogues import Draft
from handlers.registration_asked import asked
from handlers.registration_screens import screen_at, show_screen
from handlers.stating import take_wishes


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    """Keep what was typed and show what comes next; what cannot be kept is explained."""
    message = context.incoming.message
    assert message is not None
    if await take_wishes(context, draft, text):
        return
    async with context.transaction() as db:
        was = await read_registration_form(db, context.member, draft.id)
        form, offer = await take_typed(db, context.member, was, text, context.now(), message.date)
    screen = await _next(context, was, form) if offer is None else asked(context, form, offer)
    await show_screen(context, form, screen, below=True)


async def _next(context: BotContext, was: RegistrationForm, form: RegistrationForm) -> Screen:
    """The next question; after last year's number, with what was just put down above it."""
    before, _, indicator_id = was.draft.step.partition(":")
    step, _, following = form.draft.step.partition(":")
    if before == "before" and step == "target":
        return after_target(context, form, int(indicator_id), int(following))
    return await screen_at(context, form)


def after_target(
    context: BotContext, form: RegistrationForm, indicator_id: int, following: int
) -> Screen:
    """The next indicator is asked for, below the target that was just put down."""
    above = None
    if indicator_id in form.planned:
        done = form.catalogue.indicator(indicator_id)
        numbers = form.planned[indicator_id], form.before.get(indicator_id)
        above = words.told(context.texts, done, *numbers)
    indicator = form.catalogue.indicator(following)
    return words.ask_number(context.texts, form.draft, indicator, form.planned, above)
