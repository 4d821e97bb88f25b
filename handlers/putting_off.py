"""«Để mai nhắc» and «Nhắc tôi ngày…» under a reminder."""

from datetime import date
from typing import Any

from bot.actions import putting_off
from bot.actions.dialogues import close_form, open_form, read_form
from bot.context import BotContext
from bot.messages import putting_off as words
from bot.messages.screens import Screen
from bot.rules.dialogues import Draft, Form, StaleForm
from bot.rules.putting_off import LastDayIsHere, NothingDue
from bot.rules.wordings import read_last_day
from handlers.deadlines import today
from handlers.extensions import read_day
from handlers.routing import answer, leave_form, pressed
from handlers.showing import show, show_form

DAY = "day"


async def on_tomorrow(context: BotContext, _press: words.PutOffReminder) -> None:
    async with context.transaction() as db:
        until = await putting_off.put_off(db, context.member, context.now())
    await answer(context, words.put_off_answer(context.texts, until), alert=True)


async def on_ask(context: BotContext, _press: words.AskPutOff) -> None:
    await leave_form(context)
    async with context.transaction() as db:
        await putting_off.leeway_of(db, context.member, context.now())
        draft = await open_form(db, context.member, Form.PUT_OFF, DAY, context.now())
    await resume(context, draft)


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the days; when reminders cannot wait any more the form is thrown away."""
    try:
        async with context.transaction() as db:
            draft = await read_form(db, context.member, draft.id)
            leeway = await putting_off.leeway_of(db, context.member, context.now())
    except (NothingDue, LastDayIsHere):
        async with context.transaction() as db:
            await close_form(db, draft)
        raise
    screen = words.ask_day(context.texts, draft, leeway.offered, leeway.first_end)
    await show_form(context, draft, screen, below=True)


async def on_pick(context: BotContext, press: words.PickPutOff) -> None:
    day = read_day(press.day)
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        screen = await _put_off(context, db, draft, day)
    await show(context, screen)


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    day = read_last_day(text, today(context))
    async with context.transaction() as db:
        screen = await _put_off(context, db, await read_form(db, context.member, draft.id), day)
    await show_form(context, draft, screen, below=True)


async def on_wait_no_more(context: BotContext, _press: words.WaitNoMore) -> None:
    async with context.transaction() as db:
        await putting_off.wait_no_more(db, context.member)
    await show(context, words.waits_no_more(context.texts))


async def _put_off(context: BotContext, db: Any, draft: Draft, day: date) -> Screen:
    if draft.form is not Form.PUT_OFF:
        raise StaleForm
    leeway = await putting_off.leeway_of(db, context.member, context.now())
    until = await putting_off.put_off_to(db, context.member, day, context.now())
    await close_form(db, draft)
    return words.waits_until(context.texts, until, day, leeway.first_end)


FORMS = {Form.PUT_OFF: on_typed}
RESUMES = {Form.PUT_OFF: resume}

HANDLERS = (
    pressed(words.PutOffReminder, on_tomorrow),
    pressed(words.AskPutOff, on_ask),
    pressed(words.PickPutOff, on_pick),
    pressed(words.WaitNoMore, on_wait_no_more),
)
