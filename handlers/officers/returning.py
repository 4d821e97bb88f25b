"""The form that returns what a unit handed in: a reason, a date, and it is done."""

from datetime import date
from typing import Any

from bot.actions.dialogues import change_form, close_form, look_at_form, open_form, read_form
from bot.actions.pieces import check_piece, remember_refused
from bot.actions.records import count_waiting
from bot.actions.reviews import mending_choice, preview_mending, read_review, send_back
from bot.context import BotContext
from bot.messages import returning as words
from bot.messages.record_buttons import ReturnRecord
from bot.messages.screens import Screen
from bot.rules.deadlines import Term
from bot.rules.dialogues import AnswerTooLong, Draft, Form, StaleForm, check_words
from bot.rules.errors import RuleViolation
from bot.rules.reviews import (
    REASON_LENGTH,
    REASONS,
    AlreadyReviewed,
    Part,
    Reason,
    RecordRef,
    Returning,
    ReviewView,
    check_waiting,
    mending_days,
)
from bot.rules.wordings import read_deadline
from handlers.officers.acting import today
from handlers.officers.waiting import ref_of
from handlers.routing import pressed
from handlers.showing import show, show_form


async def on_return(context: BotContext, press: ReturnRecord) -> None:
    """Begin, or go on with the reason begun. A record decided on is said to be so."""
    ref = ref_of(press.kind, press.record_id)
    async with context.transaction() as db:
        check_waiting(await read_review(db, context.member, ref))
        draft = await open_form(
            db,
            context.member,
            Form.RETURN,
            "reason",
            context.now(),
            subject=f"{ref.kind}-{ref.id}",
        )
    await resume(context, draft)


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the form where it was left; it is over once the record was decided on."""
    await _show(context, draft, below=True)


async def on_pick(context: BotContext, press: words.PickReason) -> None:
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        reason, part = _picked(draft, press.reason)
        answers = {"reason": context.texts.plain(words.REASON_WORDS[reason]), "part": part}
        draft = await change_form(db, draft, context.now(), step="date", answers=answers)
    await _show(context, draft, below=False)


async def on_change_reason(context: BotContext, press: words.ChangeReason) -> None:
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        draft = await change_form(db, draft, context.now(), step="reason")
    await _show(context, draft, below=False)


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    """The reason, or once it is there the date."""
    if draft.step == "date" and draft.answers.get("reason"):
        answers, step = {"until": (await _typed_day(context, draft, text)).isoformat()}, "date"
    else:
        answers = {"reason": await _typed_reason(context, draft, text), "part": Part.WHOLE}
        step = "date"
    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft.id)
        draft = await change_form(db, draft, context.now(), step=step, answers=answers)
    await _show(context, draft, below=True)


async def on_return_by(context: BotContext, press: words.ReturnBy) -> None:
    """Return it and close the form together, once however often it is pressed."""
    try:
        async with context.transaction() as db:
            draft = await read_form(db, context.member, press.draft_id, press.version)
            returning = _returning(draft, press.day)
            done = await send_back(db, context.member, _ref(draft), returning, context.now())
            await close_form(db, draft)
            left = await count_waiting(db, context.member)
    except AlreadyReviewed as reviewed:
        async with context.reading() as db:
            draft = await look_at_form(db, context.member, press.draft_id)
        await _over(context, draft, reviewed.review)
        return
    screen = words.returned_screen(
        context.texts, done.review, done.term, done.told, left, context.now()
    )
    await show(context, screen)


async def _show(context: BotContext, draft: Draft, *, below: bool) -> None:
    async with context.reading() as db:
        review = await read_review(db, context.member, _ref(draft))
    try:
        check_waiting(review)
    except AlreadyReviewed:
        await _over(context, draft, review)
        return
    await show_form(context, draft, await _screen(context, draft, review), below=below)


async def _over(context: BotContext, draft: Draft, review: ReviewView) -> None:
    """Somebody was faster: the form ends, and what was typed is said once more."""
    async with context.transaction() as db:
        await close_form(db, draft)
        left = await count_waiting(db, context.member)
    reason = str(draft.answers.get("reason", ""))
    await show(context, words.not_returned(context.texts, review, reason, left))


async def _screen(context: BotContext, draft: Draft, review: ReviewView) -> Screen:
    """The question the form is at."""
    t, now = context.texts, context.now()
    if draft.step != "date" or not draft.answers.get("reason"):
        return words.ask_reason(t, draft, review)
    async with context.reading() as db:
        choice = await mending_choice(db, review)
        typed = await _typed(context, db, draft)
    offered = mending_days(choice.calendar, choice.term, choice.calendar.today(now))
    return words.ask_mending_date(t, draft, review, choice.term, offered, typed, now)


async def _typed(context: BotContext, db: Any, draft: Draft) -> Term | None:
    """The term of the day typed; None without one, or where it is too early by now."""
    if not draft.answers.get("until"):
        return None
    until = date.fromisoformat(draft.answers["until"])
    try:
        return await preview_mending(db, context.member, _ref(draft), until, context.now())
    except RuleViolation:
        return None


async def _typed_reason(context: BotContext, draft: Draft, text: str) -> str:
    """The reason; of one too long, which phones send in pieces, the last is no reason either."""
    assert context.incoming.message is not None
    message_id = context.incoming.message.message_id
    try:
        check_piece(draft, text, message_id, REASON_LENGTH)
        return check_words(text, REASON_LENGTH)
    except AnswerTooLong as error:
        async with context.transaction() as db:
            await remember_refused(db, draft, message_id, error)
        raise


async def _typed_day(context: BotContext, draft: Draft, text: str) -> date:
    """The last day meant: of "trước ngày 20/6" the day before. Raises what is wrong with it."""
    day, inclusive = read_deadline(text, today(context))
    until = day if inclusive is not False else date.fromordinal(day.toordinal() - 1)
    async with context.reading() as db:
        await preview_mending(db, context.member, _ref(draft), until, context.now())
    return until


def _returning(draft: Draft, day: int) -> Returning:
    """What the form says, with the day pressed; 0 gives none."""
    try:
        until = date.fromordinal(day) if day else None
        return Returning(draft.answers["reason"], Part(draft.answers["part"]), until)
    except (ValueError, OverflowError, KeyError):
        raise StaleForm from None


def _picked(draft: Draft, reason: str) -> tuple[Reason, Part]:
    parts = REASONS[_ref(draft).kind]
    try:
        return Reason(reason), parts[Reason(reason)]
    except (ValueError, KeyError):
        raise StaleForm from None


def _ref(draft: Draft) -> RecordRef:
    kind, _, id_ = draft.subject.partition("-")
    return ref_of(kind, int(id_))


HANDLERS = (
    pressed(ReturnRecord, on_return),
    pressed(words.PickReason, on_pick),
    pressed(words.ChangeReason, on_change_reason),
    pressed(words.ReturnBy, on_return_by),
)
FORMS = {Form.RETURN: on_typed}
RESUMES = {Form.RETURN: resume}
