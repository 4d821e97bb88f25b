"""A unit asks for more time, or to amend its registration: why, until when, read back, sent."""

from datetime import date
from typing import Any

from bot.actions import extensions
from bot.actions.dialogues import change_form, close_form, open_form, read_form
from bot.context import BotContext
from bot.messages import extensions as words
from bot.messages.more_time import AskExtension
from bot.messages.screens import Screen
from bot.rules.dialogues import Draft, Form, StaleForm, check_words
from bot.rules.extensions import (
    REASON_LENGTH,
    ExtensionWaiting,
    NothingToExtend,
    Purpose,
    joined_reasons,
)
from bot.rules.members import check_manager
from bot.rules.obligations import Duty
from bot.rules.wordings import read_last_day
from handlers.deadlines import today, unit_of
from handlers.officers.extensions import show_requests
from handlers.posts import pressed_for_unit, pressed_in_form
from handlers.routing import command
from handlers.showing import show, show_form

REASON, DAY, REVIEW = "ask:reason", "ask:day", "ask:review"
"""Where a person is in the form; in `OTHER_…` they change what was answered."""

OTHER_REASON, OTHER_DAY = "other:reason", "other:day"


async def on_extensions(context: BotContext) -> None:
    """/giahan: for units what they may ask for, for officers what was asked."""
    if context.member.is_officer:
        await show_requests(context)
        return
    async with context.reading() as db:
        duties = await extensions.extendable_duties(db, context.member, context.now())
    await show(context, words.which_duty(context.texts, unit_of(context), duties, today(context)))


async def on_ask(context: BotContext, press: AskExtension) -> None:
    """Begin, or go on where the unit left it; one that waits is said to."""
    async with context.transaction() as db:
        _, unit_id = check_manager(context.member)
        await extensions.asked_for(db, context.member, press.obligation_id, context.now())
        draft = await open_form(
            db,
            context.member,
            Form.EXTENSION,
            REASON,
            context.now(),
            subject=f"{unit_id}-{press.obligation_id}",
            unit_id=unit_id,
        )
    await resume(context, draft)


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the first question that is not answered yet, or all of it to be sent.

    A form that leads nowhere any more is thrown away.
    """
    try:
        async with context.transaction() as db:
            draft, screen = await _go_on(context, db, await read_form(db, context.member, draft.id))
    except (NothingToExtend, ExtensionWaiting):
        async with context.transaction() as db:
            await close_form(db, draft)
        raise
    await show_form(context, draft, screen, below=True)


async def on_reason(context: BotContext, press: words.PickReason) -> None:
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        _, purpose = await _asked(context, db, draft)
        offered = words.REASONS[purpose]
        if not 0 <= press.place < len(offered):
            raise StaleForm
        reason = context.texts.plain(offered[press.place])
        draft, screen = await _keep(context, db, draft, {"reason": reason})
    await show_form(context, draft, screen, below=False)


async def on_day(context: BotContext, press: words.PickDay) -> None:
    day = read_day(press.day)
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        draft, screen = await _take_day(context, db, draft, day)
    await show_form(context, draft, screen, below=False)


async def on_change(context: BotContext, press: words.ChangeAnswer) -> None:
    step = OTHER_DAY if press.is_day else OTHER_REASON
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id)
        draft = await change_form(db, draft, context.now(), step=step)
        screen = await _question(context, db, draft, step)
    await show_form(context, draft, screen, below=False)


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    """What is typed answers the question this person is at; of two reasons both are kept."""
    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft.id)
        if draft.step in (REASON, OTHER_REASON):
            before = _reason(draft) if draft.step == REASON else ""
            reason = joined_reasons(before, check_words(text, REASON_LENGTH))
            answers = {"reason": check_words(reason, REASON_LENGTH)}
            draft, screen = await _keep(context, db, draft, answers)
        else:
            day = read_last_day(text, today(context))
            draft, screen = await _take_day(context, db, draft, day)
    await show_form(context, draft, screen, below=True)


async def on_send(context: BotContext, press: words.SendRequest) -> None:
    """Send it and close the form together, once however often it is pressed."""
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        day = _day(draft)
        if day is None or draft.obligation_id is None:
            raise StaleForm
        view = await extensions.ask_extension(
            db, context.member, draft.obligation_id, _reason(draft), day, context.now()
        )
        await close_form(db, draft)
    await show(context, words.request_sent(context.texts, view))


async def _take_day(context: BotContext, db: Any, draft: Draft, day: date) -> tuple[Draft, Screen]:
    duty, _ = await _asked(context, db, draft)
    await extensions.check_day(db, duty, day, context.now())
    return await _keep(context, db, draft, {"day": day.isoformat()})


async def _keep(
    context: BotContext, db: Any, draft: Draft, answers: dict[str, str]
) -> tuple[Draft, Screen]:
    draft = await change_form(db, draft, context.now(), answers=answers)
    return await _go_on(context, db, draft)


async def _go_on(context: BotContext, db: Any, draft: Draft) -> tuple[Draft, Screen]:
    step = REVIEW if _day(draft) else DAY
    step = step if _reason(draft) else REASON
    draft = await change_form(db, draft, context.now(), step=step)
    return draft, await _question(context, db, draft, step)


async def _question(context: BotContext, db: Any, draft: Draft, step: str) -> Screen:
    t, unit, day = context.texts, unit_of(context), _day(draft)
    duty, purpose = await _asked(context, db, draft)
    if step in (REASON, OTHER_REASON):
        return words.ask_reason(t, draft, unit, duty, purpose)
    if step == REVIEW and day is not None:
        return words.review_request(t, draft, unit, duty, purpose, day)
    days = await extensions.days_for(db, duty, context.now())
    return words.ask_day(t, draft, unit, duty, purpose, days)


async def _asked(context: BotContext, db: Any, draft: Draft) -> tuple[Duty, Purpose]:
    if draft.form is not Form.EXTENSION or draft.obligation_id is None:
        raise StaleForm
    return await extensions.asked_for(db, context.member, draft.obligation_id, context.now())


def read_day(iso: str) -> date:
    """The day on a button. Raises StaleForm for one that was made up."""
    try:
        return date.fromisoformat(iso)
    except ValueError:
        raise StaleForm from None


def _reason(draft: Draft) -> str:
    return str(draft.answers.get("reason", ""))


def _day(draft: Draft) -> date | None:
    return date.fromisoformat(draft.answers["day"]) if draft.answers.get("day") else None


FORMS = {Form.EXTENSION: on_typed}
RESUMES = {Form.EXTENSION: resume}

HANDLERS = (
    command(on_extensions, "giahan", "extensions"),
    pressed_for_unit(AskExtension, on_ask),
    pressed_in_form(words.PickReason, on_reason),
    pressed_in_form(words.PickDay, on_day),
    pressed_in_form(words.ChangeAnswer, on_change),
    pressed_in_form(words.SendRequest, on_send),
)
COMMANDS = {"giahan": on_extensions}
