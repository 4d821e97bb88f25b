"""The form that sets or changes a date by hand: wording, day, read back, confirm."""

from datetime import date
from typing import Any

from bot.actions.dialogues import change_form, close_form, open_form, read_form
from bot.actions.missing import who_has_not
from bot.actions.setting_dates import DeadlinePreview, preview_deadline, set_deadline
from bot.context import BotContext
from bot.messages import setting_dates as words
from bot.messages.asked import SetDate
from bot.messages.screens import Screen
from bot.rules.dialogues import Draft, Form, StaleForm
from bot.rules.members import check_officer
from bot.rules.obligations import DeadlineTooEarly
from bot.rules.wordings import read_deadline
from handlers.officers.acting import today
from handlers.routing import pressed
from handlers.showing import show, show_form


async def on_set_date(context: BotContext, press: SetDate) -> None:
    """Begin, or go on where it was left."""
    check_officer(context.member)
    async with context.transaction() as db:
        await who_has_not(db, context.member, press.obligation_id)
        draft = await open_form(
            db,
            context.member,
            Form.DEADLINE,
            "which",
            context.now(),
            subject=str(press.obligation_id),
        )
    await resume(context, draft)


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the form where it was left; a day that has passed meanwhile is asked for again."""
    try:
        screen = await _screen(context, draft)
    except DeadlineTooEarly:
        async with context.transaction() as db:
            draft = await change_form(db, draft, context.now(), step="date", answers={"day": None})
        screen = await _screen(context, draft)
    await show_form(context, draft, screen, below=True)


async def on_wording(context: BotContext, press: words.ChooseWording) -> None:
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        step = "confirm" if _day(draft) else "date"
        answers = {"inclusive": press.inclusive}
        if day := _day(draft):
            await _preview(context, db, draft, day, inclusive=press.inclusive)
        draft = await change_form(db, draft, context.now(), step=step, answers=answers)
    await show_form(context, draft, await _screen(context, draft), below=False)


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    """The date. A wording typed with it ("trước ngày 10/7") is taken, too."""
    day, typed = read_deadline(text, today(context))
    inclusive = _inclusive(draft) if typed is None else typed
    step = "which" if inclusive is None else "confirm"
    answers = {"day": day.isoformat(), "inclusive": inclusive}
    async with context.transaction() as db:
        await _preview(context, db, draft, day, inclusive=inclusive is not False)
        draft = await read_form(db, context.member, draft.id)
        draft = await change_form(db, draft, context.now(), step=step, answers=answers)
    await show_form(context, draft, await _screen(context, draft), below=True)


async def on_confirm(context: BotContext, press: words.ConfirmDate) -> None:
    """Set the date and tell the units, once however often it is pressed."""
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        day, inclusive = _day(draft), _inclusive(draft)
        if day is None or inclusive is None:
            raise StaleForm
        now, obligation_id = context.now(), int(draft.subject)
        preview = await _preview(context, db, draft, day, inclusive=inclusive)
        people = await set_deadline(
            db, context.member, obligation_id, day, inclusive=inclusive, now=now
        )
        await close_form(db, draft)
    done = words.date_was_set(context.texts, preview.obligation, preview.term, people)
    await show(context, done)


async def _screen(context: BotContext, draft: Draft) -> Screen:
    """The question the form is at."""
    t, day, inclusive = context.texts, _day(draft), _inclusive(draft)
    async with context.reading() as db:
        if day is not None and inclusive is not None:
            preview = await _preview(context, db, draft, day, inclusive=inclusive)
            return words.confirm_date(
                t, draft, preview.obligation, preview.term, preview.people, today(context)
            )
        missing = await who_has_not(db, context.member, int(draft.subject))
    if day is not None:
        return words.wording_of_date(t, draft, missing.obligation, day)
    if inclusive is not None:
        return words.ask_date(t, draft, missing.obligation, inclusive=inclusive)
    return words.choose_wording(t, draft, missing.obligation, missing.term, today(context))


async def _preview(
    context: BotContext, db: Any, draft: Draft, day: date, *, inclusive: bool
) -> DeadlinePreview:
    return await preview_deadline(
        db, context.member, int(draft.subject), day, inclusive=inclusive, now=context.now()
    )


def _day(draft: Draft) -> date | None:
    return date.fromisoformat(draft.answers["day"]) if draft.answers.get("day") else None


def _inclusive(draft: Draft) -> bool | None:
    inclusive: bool | None = draft.answers.get("inclusive")
    return inclusive


HANDLERS = (
    pressed(SetDate, on_set_date),
    pressed(words.ChooseWording, on_wording),
    pressed(words.ConfirmDate, on_confirm),
)

FORMS = {Form.DEADLINE: on_typed}
RESUMES = {Form.DEADLINE: resume}
