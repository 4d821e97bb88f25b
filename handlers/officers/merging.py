"""«Sáp nhập»: a unit becomes a part of another, chosen from its page and previewed."""

from bot.actions.dialogues import change_form, close_form, open_form, read_form
from bot.actions.merging import merge_units, preview_merging, units_to_merge_into
from bot.actions.units import read_unit, working_unit
from bot.context import BotContext
from bot.messages import merging as words
from bot.messages.screens import Screen
from bot.rules.dialogues import Draft, Form
from handlers.routing import pressed
from handlers.showing import show, show_form


async def on_ask(context: BotContext, press: words.AskMerge) -> None:
    async with context.transaction() as db:
        await working_unit(db, context.member, press.unit_id)
        draft = await open_form(
            db, context.member, Form.UNIT_MERGE, "into", context.now(), subject=str(press.unit_id)
        )
    await resume(context, draft)


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the question again."""
    await show_form(context, draft, await _list(context, draft), below=True)


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    """Some of the name."""
    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft.id)
        draft = await change_form(db, draft, context.now(), answers={"words": text[:200]})
    await resume(context, draft)


async def on_turn(context: BotContext, press: words.TurnMerge) -> None:
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
    await show_form(context, draft, await _list(context, draft, press.page), below=False)


async def on_preview(context: BotContext, press: words.PreviewMerge) -> None:
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        merging = await preview_merging(
            db, context.member, int(draft.subject), press.into_id, context.now()
        )
    screen = words.confirm_merge(
        context.texts, draft, merging.unit.name, merging.into, merging.moving, merging.staying
    )
    await show_form(context, draft, screen, below=False)


async def on_confirm(context: BotContext, press: words.ConfirmMerge) -> None:
    """The form ends with what it was about, so that a second press does nothing."""
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        done, ended = await merge_units(
            db, context.member, int(draft.subject), press.into_id, context.now()
        )
        await close_form(db, draft)
    people = len(done.moving) + len(done.staying)
    await show(context, words.was_merged(context.texts, done.unit.name, done.into, people, ended))


async def _list(context: BotContext, draft: Draft, page: int = 0) -> Screen:
    unit_id, typed = int(draft.subject), str(draft.answers.get("words", ""))
    async with context.reading() as db:
        view = await read_unit(db, context.member, unit_id, context.now())
        units = await units_to_merge_into(db, context.member, unit_id, typed)
    return words.ask_into(context.texts, draft, view.unit.name, units, page)


HANDLERS = (
    pressed(words.AskMerge, on_ask),
    pressed(words.TurnMerge, on_turn),
    pressed(words.PreviewMerge, on_preview),
    pressed(words.ConfirmMerge, on_confirm),
)
FORMS = {Form.UNIT_MERGE: on_typed}
RESUMES = {Form.UNIT_MERGE: resume}
