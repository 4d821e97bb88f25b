"""Officers decide on requests for more time: as asked, until another day, or refused."""

from datetime import date
from typing import Any

from bot.actions import extensions
from bot.actions.dialogues import change_form, close_form, open_form, read_form
from bot.context import BotContext
from bot.messages import extension_requests as words
from bot.messages.screens import Screen
from bot.rules.dialogues import Draft, Form, StaleForm, check_words
from bot.rules.extensions import REASON_LENGTH, ExtensionDecided, ExtensionView
from bot.rules.obligations import Duty
from bot.rules.wordings import read_last_day
from handlers.officers.acting import today
from handlers.routing import pressed
from handlers.showing import show, show_form

OTHER_DAY, REFUSAL = "day-", "refusal-"
"""The forms on one request: what stands before its number in their subject."""


async def show_requests(context: BotContext, page: int = 0) -> None:
    """The requests that wait."""
    async with context.reading() as db:
        views = await extensions.waiting_extensions(db, context.member)
    await show(context, words.requests_list(context.texts, views, page))


async def on_list(context: BotContext, press: words.ListExtensions) -> None:
    await show_requests(context, press.page)


async def on_open(context: BotContext, press: words.OpenExtension) -> None:
    async with context.reading() as db:
        view = await extensions.read_extension(db, context.member, press.extension_id)
        duty = await extensions.duty_of(db, view)
    await show(context, words.request_screen(context.texts, view, duty, today(context)))


async def on_grant(context: BotContext, press: words.GrantWanted) -> None:
    """Give what was asked for; of two officers one does."""
    async with context.transaction() as db:
        view = await extensions.read_extension(db, context.member, press.extension_id)
        if view.wanted_on is None:
            raise StaleForm
        view = await extensions.grant_extension(
            db, context.member, press.extension_id, view.wanted_on, context.now()
        )
    await show(context, words.decided_screen(context.texts, view))


async def on_other_day(context: BotContext, press: words.GrantOtherDay) -> None:
    await _open(context, OTHER_DAY, press.extension_id)


async def on_refuse(context: BotContext, press: words.RefuseExtension) -> None:
    await _open(context, REFUSAL, press.extension_id)


async def on_pick_day(context: BotContext, press: words.PickUntil) -> None:
    try:
        day = date.fromisoformat(press.day)
    except ValueError:
        raise StaleForm from None
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        view = await extensions.grant_extension(
            db, context.member, _extension_id(draft, OTHER_DAY), day, context.now()
        )
        await close_form(db, draft)
    await show(context, words.decided_screen(context.texts, view))


async def on_pick_refusal(context: BotContext, press: words.PickRefusal) -> None:
    if not 0 <= press.place < len(words.REFUSALS):
        raise StaleForm
    reason = context.texts.plain(words.REFUSALS[press.place])
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        view = await extensions.refuse_extension(
            db, context.member, _extension_id(draft, REFUSAL), reason, context.now()
        )
        await close_form(db, draft)
    await show(context, words.decided_screen(context.texts, view))


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    """Another day, or a reason to refuse: read back before it is done."""
    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft.id)
        if draft.subject.startswith(OTHER_DAY):
            day = read_last_day(text, today(context))
            view, duty = await _undecided(context, db, draft)
            await extensions.check_until(db, view, duty, day, context.now())
            answers = {"day": day.isoformat()}
        else:
            answers = {"reason": check_words(text, REASON_LENGTH)}
        draft = await change_form(db, draft, context.now(), step="confirm", answers=answers)
    await resume(context, draft)


async def on_confirm(context: BotContext, press: words.ConfirmDecision) -> None:
    """Decide as read back and close the form together."""
    now = context.now()
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        if day := _day(draft):
            extension_id = _extension_id(draft, OTHER_DAY)
            view = await extensions.grant_extension(db, context.member, extension_id, day, now)
        else:
            extension_id = _extension_id(draft, REFUSAL)
            reason = _reason(draft)
            view = await extensions.refuse_extension(db, context.member, extension_id, reason, now)
        await close_form(db, draft)
    await show(context, words.decided_screen(context.texts, view))


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the form where it was left; one on a request decided meanwhile says so and is gone."""
    try:
        async with context.reading() as db:
            view, duty = await _undecided(context, db, draft)
            days = await extensions.days_for(db, duty, context.now()) if duty else []
    except ExtensionDecided:
        async with context.transaction() as db:
            await close_form(db, draft)
        raise
    await show_form(context, draft, _screen(context, draft, view, days), below=True)


async def _open(context: BotContext, subject: str, extension_id: int) -> None:
    async with context.transaction() as db:
        await extensions.undecided(db, context.member, extension_id)
        draft = await open_form(
            db,
            context.member,
            Form.GRANT,
            "ask",
            context.now(),
            subject=f"{subject}{extension_id}",
        )
    await resume(context, draft)


def _screen(context: BotContext, draft: Draft, view: ExtensionView, days: list[date]) -> Screen:
    t = context.texts
    if draft.subject.startswith(OTHER_DAY):
        day = _day(draft)
        if day is None:
            return words.ask_until(t, draft, view, days)
        return words.confirm_until(t, draft, view, day)
    if reason := _reason(draft):
        return words.confirm_refusal(t, draft, view, reason)
    return words.ask_refusal(t, draft, view)


async def _undecided(
    context: BotContext, db: Any, draft: Draft
) -> tuple[ExtensionView, Duty | None]:
    kind = OTHER_DAY if draft.subject.startswith(OTHER_DAY) else REFUSAL
    return await extensions.undecided(db, context.member, _extension_id(draft, kind))


def _extension_id(draft: Draft, kind: str) -> int:
    """The request a form is about. Raises StaleForm for a form of another kind."""
    if draft.form is not Form.GRANT or not draft.subject.startswith(kind):
        raise StaleForm
    return int(draft.subject.removeprefix(kind))


def _day(draft: Draft) -> date | None:
    return date.fromisoformat(draft.answers["day"]) if draft.answers.get("day") else None


def _reason(draft: Draft) -> str:
    return str(draft.answers.get("reason", ""))


HANDLERS = (
    pressed(words.ListExtensions, on_list),
    pressed(words.OpenExtension, on_open),
    pressed(words.GrantWanted, on_grant),
    pressed(words.GrantOtherDay, on_other_day),
    pressed(words.RefuseExtension, on_refuse),
    pressed(words.PickUntil, on_pick_day),
    pressed(words.PickRefusal, on_pick_refusal),
    pressed(words.ConfirmDecision, on_confirm),
)
