"""The two small forms after a call: the day that was promised, a note of what was said."""

from datetime import date
from typing import Any

from bot.actions.calls import add_words, call_card, own_call, write_down
from bot.actions.dialogues import change_form, close_form, open_form, read_form
from bot.actions.duties import duty_for
from bot.actions.promises import days_to_promise
from bot.context import BotContext
from bot.messages import call_card as words
from bot.rules.calls import CallOutcome
from bot.rules.dialogues import Draft, Form, StaleForm
from bot.rules.members import check_officer
from bot.rules.promises import NothingToPromise
from bot.rules.wordings import read_last_day
from handlers.extensions import read_day
from handlers.officers.acting import today
from handlers.officers.calls import card_screen
from handlers.routing import pressed
from handlers.showing import show, show_form


async def on_ask_day(context: BotContext, press: words.AskCallDay) -> None:
    check_officer(context.member)
    async with context.transaction() as db:
        await duty_for(db, context.member, press.unit_id, press.obligation_id)
        subject = f"{press.unit_id}-{press.obligation_id}"
        draft = await open_form(
            db, context.member, Form.CALL, "day", context.now(), subject=subject
        )
    await resume_day(context, draft)


async def resume_day(context: BotContext, draft: Draft) -> None:
    """Show the days, and keep which calls the officer has seen by now.

    A form for what was handed in meanwhile is thrown away.
    """
    now, (unit_id, obligation_id) = context.now(), _subject(draft)
    try:
        async with context.reading() as db:
            card = await call_card(db, context.member, unit_id, obligation_id, now)
            days = await days_to_promise(db, card.duty, now)
    except NothingToPromise:
        async with context.transaction() as db:
            await close_form(db, draft)
        raise
    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft.id)
        answers = {"seen": card.calls[-1].id if card.calls else 0}
        draft = await change_form(db, draft, now, answers=answers)
    screen = words.ask_call_day(context.texts, draft, card.unit, card.duty, days)
    await show_form(context, draft, screen, below=True)


async def on_pick(context: BotContext, press: words.PickCallDay) -> None:
    day = read_day(press.day)
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        await _promise(context, db, draft, day)
    await show(context, await card_screen(context, *_subject(draft)))


async def on_typed_day(context: BotContext, draft: Draft, text: str) -> None:
    day = read_last_day(text, today(context))
    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft.id)
        await _promise(context, db, draft, day)
    await show_form(context, draft, await card_screen(context, *_subject(draft)), below=True)


async def on_ask_words(context: BotContext, press: words.AskCallWords) -> None:
    async with context.transaction() as db:
        await own_call(db, context.member, press.call_id)
        subject = str(press.call_id)
        draft = await open_form(
            db, context.member, Form.CALL_WORDS, "words", context.now(), subject=subject
        )
    await resume_words(context, draft)


async def resume_words(context: BotContext, draft: Draft) -> None:
    """Show the question again."""
    async with context.reading() as db:
        call = await own_call(db, context.member, int(draft.subject))
        card = await call_card(db, context.member, call.unit_id, call.obligation_id, context.now())
    screen = words.ask_call_words(context.texts, draft, card.unit, call.words)
    await show_form(context, draft, screen, below=True)


async def on_typed_words(context: BotContext, draft: Draft, text: str) -> None:
    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft.id)
        call = await add_words(db, context.member, int(draft.subject), text, context.now())
        await close_form(db, draft)
    screen = await card_screen(context, call.unit_id, call.obligation_id)
    await show_form(context, draft, screen, below=True)


async def _promise(context: BotContext, db: Any, draft: Draft, day: date) -> None:
    unit_id, obligation_id = _subject(draft)
    await write_down(
        db,
        context.member,
        unit_id,
        obligation_id,
        CallOutcome.PROMISED,
        int(draft.answers.get("seen", 0)),
        context.now(),
        promised_on=day,
    )
    await close_form(db, draft)


def _subject(draft: Draft) -> tuple[int, int]:
    """The unit and the obligation."""
    if draft.form is not Form.CALL:
        raise StaleForm
    unit_id, _, obligation_id = draft.subject.partition("-")
    return int(unit_id), int(obligation_id)


HANDLERS = (
    pressed(words.AskCallDay, on_ask_day),
    pressed(words.PickCallDay, on_pick),
    pressed(words.AskCallWords, on_ask_words),
)
FORMS = {Form.CALL: on_typed_day, Form.CALL_WORDS: on_typed_words}
RESUMES = {Form.CALL: resume_day, Form.CALL_WORDS: resume_words}
