"""«Hẹn ngày gửi»: a unit says on which day it will hand in."""

from datetime import date
from typing import Any

from bot.actions import promises
from bot.actions.dialogues import close_form, open_form, read_form
from bot.context import BotContext
from bot.messages import promises as words
from bot.messages.deadlines import duty_screen
from bot.messages.promise_buttons import AskPromise
from bot.messages.screens import Screen
from bot.rules.dialogues import Draft, Form, StaleForm
from bot.rules.members import check_manager
from bot.rules.promise_words import read_promise
from bot.rules.promises import NothingToPromise
from bot.rules.wordings import read_last_day
from handlers.deadlines import today, unit_of
from handlers.extensions import read_day
from handlers.posts import pressed_for_unit, pressed_in_form
from handlers.routing import answer
from handlers.showing import send, show, show_form

DAY = "day"


async def on_ask(context: BotContext, press: AskPromise) -> None:
    async with context.transaction() as db:
        _, unit_id = check_manager(context.member)
        await promises.promisable(db, context.member, press.obligation_id)
        subject = f"{unit_id}-{press.obligation_id}"
        draft = await open_form(
            db, context.member, Form.PROMISE, DAY, context.now(), subject=subject
        )
    await resume(context, draft)


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the days; a form for what was handed in meanwhile is thrown away."""
    try:
        async with context.transaction() as db:
            draft = await read_form(db, context.member, draft.id)
            duty = await promises.promisable(db, context.member, _obligation_of(draft))
            days = await promises.days_to_promise(db, duty, context.now())
    except NothingToPromise:
        async with context.transaction() as db:
            await close_form(db, draft)
        raise
    screen = words.ask_day(context.texts, draft, unit_of(context), duty, days, today(context))
    await show_form(context, draft, screen, below=True)


async def on_pick(context: BotContext, press: words.PickPromise) -> None:
    day = read_day(press.day)
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        screen = await _promise(context, db, draft, day)
    await show(context, screen)


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    day = read_last_day(text, today(context))
    async with context.transaction() as db:
        screen = await _promise(context, db, await read_form(db, context.member, draft.id), day)
    await show_form(context, draft, screen, below=True)


async def on_take_back(context: BotContext, press: words.TakeBackPromise) -> None:
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        duty = await promises.take_back(db, context.member, _obligation_of(draft), context.now())
        await close_form(db, draft)
    await answer(context, words.taken_back(context.texts))
    await show(context, duty_screen(context.texts, unit_of(context), duty, today(context)))


async def on_words(context: BotContext, text: str) -> bool:
    """A day somebody named without being asked: whether it may be meant, and then asked back."""
    day = read_promise(text, today(context)) if context.member.is_manager else None
    if day is None:
        return False
    async with context.reading() as db:
        duties = await promises.promisable_on(db, context.member, day, context.now())
    if duties:
        await send(context, words.which_duty(context.texts, unit_of(context), duties, day))
    return bool(duties)


async def on_words_meant(context: BotContext, press: words.PromiseFor) -> None:
    async with context.transaction() as db:
        duty = await promises.promise(
            db, context.member, press.obligation_id, read_day(press.day), context.now()
        )
        asked_on = await promises.reminded_on(db, duty)
    screen = words.promised(context.texts, unit_of(context), duty, asked_on, today(context))
    await show(context, screen)


async def _promise(context: BotContext, db: Any, draft: Draft, day: date) -> Screen:
    duty = await promises.promise(db, context.member, _obligation_of(draft), day, context.now())
    await close_form(db, draft)
    asked_on = await promises.reminded_on(db, duty)
    return words.promised(context.texts, unit_of(context), duty, asked_on, today(context))


def _obligation_of(draft: Draft) -> int:
    if draft.form is not Form.PROMISE or draft.obligation_id is None:
        raise StaleForm
    return draft.obligation_id


FORMS = {Form.PROMISE: on_typed}
RESUMES = {Form.PROMISE: resume}

HANDLERS = (
    pressed_for_unit(AskPromise, on_ask),
    pressed_in_form(words.PickPromise, on_pick),
    pressed_for_unit(words.PromiseFor, on_words_meant),
    pressed_in_form(words.TakeBackPromise, on_take_back),
)
