"""A notice under way: paused, resumed, stopped; a scheduled one cancelled."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from bot.actions.notices import own_notice, show_progress_in
from bot.actions.running import cancel_scheduled, pause_notice, resume_notice, stop_notice
from bot.context import BotContext
from bot.delivery.carrying import carry_on_with
from bot.messages import notice_buttons as buttons
from bot.messages import notices as words
from bot.messages.notice_progress import confirm_stop, progress_screen
from bot.rules.members import Member
from bot.rules.notices import NoticeMoved
from handlers.routing import answer, pressed
from handlers.showing import send, show

Act = Callable[[Any, Member, int, datetime], Awaitable[None]]


async def on_pause(context: BotContext, press: buttons.PauseNotice) -> None:
    await _act(context, press.notice_id, pause_notice)


async def on_resume(context: BotContext, press: buttons.ResumeNotice) -> None:
    await _act(context, press.notice_id, resume_notice)


async def on_stop(context: BotContext, press: buttons.StopNotice) -> None:
    """For good, once that was confirmed."""
    if press.sure:
        await _act(context, press.notice_id, stop_notice)
        return
    async with context.reading() as db:
        notice = await own_notice(db, context.member, press.notice_id)
    # Below, not in its place: the progress goes on being shown there.
    await send(context, confirm_stop(context.texts, notice))


async def on_cancel(context: BotContext, press: buttons.CancelScheduled) -> None:
    async with context.reading() as db:
        notice = await own_notice(db, context.member, press.notice_id)
    if not press.sure:
        await show(context, words.confirm_cancel(context.texts, notice))
        return
    try:
        async with context.transaction() as db:
            await cancel_scheduled(db, context.member, press.notice_id, context.now())
    except NoticeMoved:
        await answer(context, words.moved_words(context.texts), alert=True)
    async with context.reading() as db:
        notice = await own_notice(db, context.member, press.notice_id)
    await show(context, words.notice_screen(context.texts, notice))


async def set_going(context: BotContext, notice_id: int) -> None:
    """Bring about what a notice asks for, and show how it stands."""
    services = context.services
    await answer(context)
    await carry_on_with(services.database, services.clock, notice_id)
    services.delivery.wake()
    await services.progress.show_now(notice_id)


async def show_progress_here(context: BotContext, db: Any, notice_id: int) -> None:
    """From now on the live progress is in the message whose button was pressed."""
    query = context.incoming.callback_query
    if query is not None and query.message is not None:
        message_id = query.message.message_id
        await show_progress_in(db, notice_id, context.member.id, message_id)


async def _act(context: BotContext, notice_id: int, act: Act) -> None:
    """Do it and show at once how the notice stands; if somebody was faster, that too."""
    try:
        async with context.transaction() as db:
            await act(db, context.member, notice_id, context.now())
            await show_progress_here(context, db, notice_id)
    except NoticeMoved:
        await answer(context, words.moved_words(context.texts), alert=True)
    await set_going(context, notice_id)
    async with context.reading() as db:
        notice = await own_notice(db, context.member, notice_id)
    await show(context, progress_screen(context.texts, notice, context.now()))


HANDLERS = (
    pressed(buttons.PauseNotice, on_pause),
    pressed(buttons.ResumeNotice, on_resume),
    pressed(buttons.StopNotice, on_stop),
    pressed(buttons.CancelScheduled, on_cancel),
)
