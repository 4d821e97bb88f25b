"""A notice's progress, shown in the officer's message while it is being sent."""

import asyncio
import time
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import structlog
import telegram
from telegram.constants import ParseMode
from telegram.error import RetryAfter, TelegramError

from bot.actions.notices import finish_notice, read_notice
from bot.clock import Clock
from bot.delivery.errors import wait_of
from bot.delivery.keyboards import markup
from bot.delivery.secrets import redact
from bot.messages.notices import progress_screen
from bot.rules.notices import NoticeState, NoticeView
from bot.texts import Texts
from storage.database import Database
from storage.members import member_by_id

log = structlog.get_logger()

PACE = 2.0
"""Real seconds between two edits of one message; the result alone does not wait."""

MANY = 100
"""With more than this still to send, progress is not even counted between two edits."""


@dataclass(slots=True)
class Pace:
    """When one notice's message was edited, and what was left then."""

    edited_at: float = -PACE
    waiting: int = 0
    is_over: bool = False
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    later: asyncio.Task[None] | None = None


_paces: WeakKeyDictionary[Database, dict[int, Pace]] = WeakKeyDictionary()


async def update_progress(
    bot: telegram.Bot, database: Database, clock: Clock, notice_id: int
) -> None:
    """Bring the officer's message up to date: at most every 2 s, and once with the result.

    Cheap when called too often; waits for nobody, and never raises for what Telegram says. A
    call that came too early is made up for, so that the result is shown even when nobody calls
    again.
    """
    pace = _paces.setdefault(database, {}).setdefault(notice_id, Pace())
    left = pace.edited_at + PACE - time.monotonic()
    if left > 0 and pace.waiting > MANY:
        _update_later(bot, database, clock, notice_id, pace, left)
        return
    async with pace.lock:
        if pace.is_over:
            return
        notice, ended = await _read(database, notice_id)
        left = pace.edited_at + PACE - time.monotonic()
        if left > 0 and not ended:
            _update_later(bot, database, clock, notice_id, pace, left)
            return
        pace.edited_at, pace.waiting = time.monotonic(), notice.tally.waiting
        wait = await _show(bot, database, clock, notice)
        if wait:
            _update_later(bot, database, clock, notice_id, pace, wait)
            return
        pace.is_over = ended
    if ended:
        _forget(database, notice_id, pace)


def _update_later(
    bot: telegram.Bot, database: Database, clock: Clock, notice_id: int, pace: Pace, left: float
) -> None:
    if pace.later is not None and not pace.later.done():
        return

    async def wait_and_update() -> None:
        await asyncio.sleep(left)
        pace.later = None
        await update_progress(bot, database, clock, notice_id)

    pace.later = asyncio.create_task(wait_and_update())


def _forget(database: Database, notice_id: int, pace: Pace) -> None:
    """Keep no memory of what is over; the row says that it is."""
    if pace.later is not None:
        pace.later.cancel()
    _paces.get(database, {}).pop(notice_id, None)


async def _read(database: Database, notice_id: int) -> tuple[NoticeView, bool]:
    """The notice as it stands, and whether all of it has an outcome."""
    async with database.reading() as db:
        notice = await read_notice(db, notice_id)
    if notice.tally.waiting:
        return notice, False
    if notice.state is not NoticeState.DONE:
        async with database.transaction() as db:
            await finish_notice(db, notice_id)
    return notice, True


async def _show(bot: telegram.Bot, database: Database, clock: Clock, notice: NoticeView) -> float:
    """Edit the officer's message; gives how many seconds Telegram wants to be left in peace."""
    if notice.progress_message_id is None:
        return 0
    async with database.reading() as db:
        sender = await member_by_id(db, notice.sender_id)
    screen = progress_screen(Texts.of(sender), notice, clock.now())
    try:
        await bot.edit_message_text(
            screen.html,
            chat_id=sender.telegram_id,
            message_id=notice.progress_message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=markup(screen),
        )
    except RetryAfter as error:
        return wait_of(error).total_seconds()
    except TelegramError as error:
        if "not modified" not in error.message.lower():
            log.warning("notice.progress_not_shown", error=redact(repr(error)))
    return 0
