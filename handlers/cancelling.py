"""/huy and «Huỷ»: throwing a half-filled form away."""

from bot.actions.dialogues import active_form, close_form, look_at_form, open_drafts, read_form
from bot.context import BotContext
from bot.messages import cancelling as words
from bot.messages.forms import CancelForm
from bot.messages.home import resume_rows
from bot.rules.dialogues import Draft, Form
from handlers.routing import command, pressed
from handlers.showing import show


async def on_cancel(context: BotContext) -> None:
    """/huy: throw away the form being filled in; of those put aside, none is touched."""
    async with context.reading() as db:
        draft = await active_form(db, context.member)
        drafts = await open_drafts(db, context.member)
    if draft is not None:
        await _cancel(context, draft)
        return
    rows = resume_rows(context.texts, drafts, context.member)
    await show(context, words.nothing_to_cancel(context.texts, rows))


async def on_cancel_form(context: BotContext, press: CancelForm) -> None:
    async with context.reading() as db:
        draft = await look_at_form(db, context.member, press.draft_id)
    await _cancel(context, draft)


async def on_throw_away(context: BotContext, press: words.ThrowAway) -> None:
    """What somebody added since it was asked is not thrown away with it."""
    async with context.transaction() as db:
        await close_form(db, await read_form(db, context.member, press.draft_id, press.version))
    await show(context, words.cancelled(context.texts))


async def _cancel(context: BotContext, draft: Draft) -> None:
    if draft.is_precious:
        await show(context, words.confirm_cancel(context.texts, draft))
        return
    async with context.transaction() as db:
        await close_form(db, draft)
    is_kept = draft.form is Form.PLAN and bool(draft.subject)
    await show(context, words.cancelled(context.texts, draft_kept=is_kept))


HANDLERS = (
    command(on_cancel, "huy", "cancel", keeps_form=True),
    pressed(CancelForm, on_cancel_form),
    pressed(words.ThrowAway, on_throw_away),
)
