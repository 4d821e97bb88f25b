"""«Ngừng hoạt động»: recording that a unit stopped, with a day and a reason; and taking it back."""

from datetime import date

from bot.actions.dialogues import change_form, close_form, open_form, read_form
from bot.actions.stopping import restore_unit, stop_unit, stopped_units
from bot.actions.units import read_unit, working_unit
from bot.context import BotContext
from bot.messages import stopping as words
from bot.messages.screens import Screen
from bot.messages.units import ListStopped
from bot.rules.dialogues import Draft, Form, check_words
from bot.rules.units import REASON_LENGTH, read_stop
from handlers.officers.acting import today
from handlers.officers.units import unit_screen
from handlers.routing import pressed
from handlers.showing import show, show_form


async def on_ask(context: BotContext, press: words.AskStop) -> None:
    async with context.transaction() as db:
        await working_unit(db, context.member, press.unit_id)
        draft = await open_form(
            db, context.member, Form.UNIT_STOP, "day", context.now(), subject=str(press.unit_id)
        )
    await resume(context, draft)


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the question again."""
    await show_form(context, draft, await _screen(context, draft), below=True)


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    """Another day than today, and why."""
    day, because = read_stop(text, today(context))
    reason = check_words(because, REASON_LENGTH) if because else ""
    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft.id)
        answers = {"day": day.isoformat(), "because": reason}
        draft = await change_form(db, draft, context.now(), answers=answers)
    await resume(context, draft)


async def on_confirm(context: BotContext, press: words.ConfirmStop) -> None:
    """Stop it and close the form together, so that a second press does nothing."""
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        unit_id, now = int(draft.subject), context.now()
        day, because = _day(context, draft), _because(draft)
        ended = await stop_unit(db, context.member, unit_id, day, because, now)
        await close_form(db, draft)
        view = await read_unit(db, context.member, unit_id, now)
    await show(context, words.was_stopped(context.texts, view.unit, len(view.seats), ended))


async def on_restore(context: BotContext, press: words.RestoreUnit) -> None:
    async with context.transaction() as db:
        await restore_unit(db, context.member, press.unit_id, context.now())
    await show(context, await unit_screen(context, press.unit_id))


async def on_list(context: BotContext, press: ListStopped) -> None:
    async with context.reading() as db:
        units = await stopped_units(db, context.member)
    await show(context, words.stopped_screen(context.texts, units, press.page))


async def _screen(context: BotContext, draft: Draft) -> Screen:
    async with context.reading() as db:
        view = await read_unit(db, context.member, int(draft.subject), context.now())
    day = _day(context, draft)
    return words.ask_stop(context.texts, draft, view.unit, day, _because(draft))


def _day(context: BotContext, draft: Draft) -> date:
    kept = draft.answers.get("day")
    return date.fromisoformat(kept) if kept else today(context)


def _because(draft: Draft) -> str:
    return str(draft.answers.get("because", ""))


HANDLERS = (
    pressed(words.AskStop, on_ask),
    pressed(words.ConfirmStop, on_confirm),
    pressed(words.RestoreUnit, on_restore),
    pressed(ListStopped, on_list),
)
FORMS = {Form.UNIT_STOP: on_typed}
RESUMES = {Form.UNIT_STOP: resume}
