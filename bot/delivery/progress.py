"""A notice's progress, shown in an officer's message while it is being sent."""

import asyncio
import time
from dataclasses import dataclass, field
from datetime import timedelta

import structlog
import telegram
from telegram.constants import ParseMode
from telegram.error import RetryAfter, TelegramError

from bot.actions.notices import progress_shown, read_notice, show_progress_in
from bot.clock import Clock
from bot.delivery.carrying import carry_on_with
from bot.delivery.errors import wait_of
from bot.delivery.keyboards import markup
from bot.delivery.secrets import redact
from bot.messages.notice_progress import progress_screen
from bot.messages.screens import Screen
from bot.rules.members import Member
from bot.rules.notices import NoticeState, NoticeView
from bot.texts import Texts
from storage.database import Database
from storage.members import member_by_id

log = structlog.get_logger()

PACE = 2.0
"""Real seconds between two edits of one message; the result alone does not wait."""

MANY = 100
"""With more than this still to send, progress is not even counted between two edits."""

SURE = 3.0
"""Seconds of sending after which its speed says when it will end."""


@dataclass(slots=True)
class _Shown:
    """When one notice's message was edited, what was left then, how fast it goes."""

    edited_at: float = -PACE
    left: int = 0
    is_over: bool = False
    begun: tuple[float, int] | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    later: asyncio.Task[None] | None = None


class Progress:
    """Keeps officers' messages up to date: each at most every 2 s, and once with the result.

    Only to whoever still is an officer of the organisation.
    """

    def __init__(self, bot: telegram.Bot, database: Database, clock: Clock) -> None:
        self._bot = bot
        self._database = database
        self._clock = clock
        self._shown: dict[int, _Shown] = {}

    async def update(self, notice_id: int) -> None:
        """Something of the notice was sent.

        Cheap when called too often; waits for nobody, and never raises for what Telegram says. A
        call that came too early is made up for, so that the result is shown even when nobody
        calls again.
        """
        shown = self._shown.setdefault(notice_id, _Shown())
        wait = shown.edited_at + PACE - time.monotonic()
        if wait > 0 and shown.left > MANY:
            self._update_later(notice_id, shown, wait)
            return
        await self._show_in_turn(notice_id, shown, at_once=False)

    async def show_now(self, notice_id: int) -> None:
        """An officer has pressed something: how it stands is shown at once."""
        shown = self._shown.setdefault(notice_id, _Shown())
        shown.begun, shown.is_over = None, False
        await self._show_in_turn(notice_id, shown, at_once=True)

    async def _show_in_turn(self, notice_id: int, shown: _Shown, *, at_once: bool) -> None:
        async with shown.lock:
            if shown.is_over:
                return
            notice = await self._read(notice_id)
            wait = shown.edited_at + PACE - time.monotonic()
            if wait > 0 and not notice.is_over and not at_once:
                self._update_later(notice_id, shown, wait)
                return
            shown.edited_at, shown.left = time.monotonic(), notice.tally.left
            if wait := await self._show(notice, self._left(notice, shown)):
                self._update_later(notice_id, shown, wait)
                return
            shown.is_over = notice.is_over
        if shown.is_over:
            self._forget(notice_id, shown)

    def _update_later(self, notice_id: int, shown: _Shown, wait: float) -> None:
        if shown.later is not None and not shown.later.done():
            return

        async def wait_and_update() -> None:
            await asyncio.sleep(wait)
            shown.later = None
            await self.update(notice_id)

        shown.later = asyncio.create_task(wait_and_update())

    def _forget(self, notice_id: int, shown: _Shown) -> None:
        """Keep no memory of what is over; the row says that it is."""
        if shown.later is not None:
            shown.later.cancel()
        self._shown.pop(notice_id, None)

    async def _read(self, notice_id: int) -> NoticeView:
        """The notice as it stands, its end noted if it has come to one."""
        async with self._database.reading() as db:
            notice = await read_notice(db, notice_id)
        if notice.tally.waiting or notice.state is not NoticeState.SENDING:
            return notice
        await carry_on_with(self._database, self._clock, notice_id)
        async with self._database.reading() as db:
            return await read_notice(db, notice_id)

    def _left(self, notice: NoticeView, shown: _Shown) -> timedelta | None:
        """How long it will take still, at the speed so far; None while that cannot be told."""
        if notice.state is not NoticeState.SENDING:
            shown.begun = None
            return None
        now, left = time.monotonic(), notice.tally.left
        if shown.begun is None:
            shown.begun = now, left
        began, had = shown.begun
        done = had - left
        if done <= 0 or now - began < SURE:
            return None
        return timedelta(seconds=left * (now - began) / done)

    async def _show(self, notice: NoticeView, left: timedelta | None) -> float:
        """Show it; gives how many seconds Telegram wants to be left in peace."""
        async with self._database.reading() as db:
            shown = await progress_shown(db, notice.id)
            reader = await member_by_id(db, shown[0]) if shown else None
        if shown is None or reader is None:
            return 0
        now = self._clock.now()
        screen = progress_screen(Texts.of(reader), notice, now, now + left if left else None)
        try:
            await self._put(notice.id, reader, shown[1], screen)
        except RetryAfter as error:
            return wait_of(error).total_seconds()
        except TelegramError as error:
            if "not modified" not in error.message.lower():
                log.warning("notice.progress_not_shown", error=redact(repr(error)))
        return 0

    async def _put(
        self, notice_id: int, reader: Member, message_id: int | None, screen: Screen
    ) -> None:
        if message_id is not None:
            await self._bot.edit_message_text(
                screen.html,
                chat_id=reader.telegram_id,
                message_id=message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=markup(screen),
            )
            return
        # What was scheduled begins without anybody pressing: there is no message to edit yet.
        sent = await self._bot.send_message(
            reader.telegram_id,
            screen.html,
            parse_mode=ParseMode.HTML,
            reply_markup=markup(screen),
        )
        async with self._database.transaction() as db:
            await show_progress_in(db, notice_id, reader.id, sent.message_id)
