"""A plan in preparation comes into force: previewed, then one press."""

from bot.actions.preparing import look_at_preparation
from bot.actions.publishing import preview_publication, publish
from bot.context import BotContext
from bot.messages import publishing as words
from bot.messages.preparing_buttons import PreviewPlan, PublishPlan
from handlers.officers.acting import today
from handlers.officers.amending import show_changes
from handlers.pages import join_pages
from handlers.routing import pressed
from handlers.showing import show


async def on_preview(context: BotContext, press: PreviewPlan) -> None:
    """What units will read; of an amended plan, what changes."""
    async with context.reading() as db:
        view = await look_at_preparation(db, context.member, press.preparation_id, press.version)
    if view.amends_id is not None:
        await show_changes(context, press)
        return
    async with context.reading() as db:
        it = await preview_publication(db, context.member, press.preparation_id, press.version)
    screen = words.preview_publication(
        context.texts,
        it.view.id,
        it.view.version,
        it.view.draft,
        it.asked,
        findings=len(it.view.findings),
        units=it.units,
        unheard=it.unheard,
        people=it.people,
        today=today(context),
    )
    await show(context, screen)


async def on_publish(context: BotContext, press: PublishPlan) -> None:
    """Put it in force, once however often it is pressed."""
    member = context.member
    async with context.reading() as db:
        view = await look_at_preparation(db, member, press.preparation_id, press.version)
    files = await join_pages(context, view.files, view.draft.title)
    async with context.transaction() as db:
        it = await publish(db, member, press.preparation_id, press.version, files, context.now())
    screen = words.published(context.texts, it.plan_id, it.draft, it.people, it.unheard)
    await show(context, screen)


HANDLERS = (pressed(PreviewPlan, on_preview), pressed(PublishPlan, on_publish))
