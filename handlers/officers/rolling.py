"""A plan in force is carried into the next year: shown first, then prepared with one press."""

from bot.actions.rolling import look_at_next_year, start_next_year
from bot.context import BotContext
from bot.messages.plans import ShowNextYear
from bot.messages.rolling import StartNextYear, next_year_screen
from handlers.officers import preparation_form as form
from handlers.routing import leave_form, pressed
from handlers.showing import show


async def on_show(context: BotContext, press: ShowNextYear) -> None:
    async with context.reading() as db:
        it = await look_at_next_year(db, context.member, press.plan_id)
    screen = next_year_screen(
        context.texts, press.plan_id, it.before, it.draft, it.changes, it.findings, it.begun
    )
    await show(context, screen)


async def on_start(context: BotContext, press: StartNextYear) -> None:
    """Once however often it is pressed."""
    await leave_form(context)
    async with context.transaction() as db:
        view = await start_next_year(db, context.member, press.plan_id, context.now())
        draft = await form.come_to(context, db, view, form.LIST)
    await form.show_step(context, draft, view)


HANDLERS = (pressed(ShowNextYear, on_show), pressed(StartNextYear, on_start))
