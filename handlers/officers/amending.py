"""A plan in force is amended: prepared, held against it, then one press."""

from bot.actions.amending import amend, preview_amendment, start_amendment
from bot.actions.preparing import look_at_preparation
from bot.context import BotContext
from bot.messages import amending as words
from bot.messages.preparing_buttons import AmendPlan, ApplyAmendment, PreviewPlan
from handlers.officers import preparation_form as form
from handlers.pages import join_pages
from handlers.routing import leave_form, pressed
from handlers.showing import show


async def on_amend(context: BotContext, press: AmendPlan) -> None:
    """Begin with the plan as it stands, or go on where it was left."""
    await leave_form(context)
    async with context.transaction() as db:
        view = await start_amendment(db, context.member, press.plan_id, context.now())
        draft = await form.come_to(context, db, view, form.LIST)
    await form.show_step(context, draft, view)


async def show_changes(context: BotContext, press: PreviewPlan) -> None:
    async with context.reading() as db:
        it = await preview_amendment(db, context.member, press.preparation_id, press.version)
    screen = words.preview_amendment(
        context.texts,
        it.view.id,
        it.view.version,
        it.before,
        it.view.draft,
        it.changes,
        it.people,
    )
    await show(context, screen)


async def on_apply(context: BotContext, press: ApplyAmendment) -> None:
    """Once however often it is pressed, and only what was shown."""
    member, id_, version = context.member, press.preparation_id, press.version
    async with context.reading() as db:
        view = await look_at_preparation(db, member, id_, version)
    files = await join_pages(context, view.files, view.draft.title)
    async with context.transaction() as db:
        plan_id, it = await amend(db, member, id_, version, press.mark, files, context.now())
    await show(context, words.amended(context.texts, plan_id, it.view.draft, it.people))


HANDLERS = (pressed(AmendPlan, on_amend), pressed(ApplyAmendment, on_apply))
