"""From Telegram's updates to our functions: commands, buttons, private chats only."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog
from telegram import Update
from telegram.error import TelegramError
from telegram.ext import BaseHandler, CommandHandler, filters

from bot.actions.dialogues import put_aside
from bot.callbacks import unpack
from bot.context import BotContext
from bot.delivery.secrets import redact

log = structlog.get_logger()

Press = TypeVar("Press")
Handle = Callable[[BotContext], Awaitable[None]]
HandlePress = Callable[[BotContext, Press], Awaitable[None]]
HandleUpdate = Callable[[Update, BotContext], Awaitable[None]]

PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE


async def leave_form(context: BotContext) -> None:
    """Put the form being filled in aside: what is typed next is no answer to it."""
    if context.member.has_form:
        async with context.services.database.transaction() as db:
            await put_aside(db, context.member)


def command(
    handle: Handle, *names: str, keeps_form: bool = False
) -> CommandHandler[BotContext, None]:
    """Run `handle` for any of these commands, without their slash.

    A form being filled in is put aside, as by a key of the main keyboard, unless `keeps_form`.
    """

    async def run(_update: Update, context: BotContext) -> None:
        if not keeps_form:
            await leave_form(context)
        await handle(context)

    return CommandHandler(list(names), run, filters=PRIVATE)


@dataclass(frozen=True, slots=True)
class Pressed:
    """What is done with a pressed button of one kind."""

    kind: type[Any]
    handle: HandlePress[Any]


def pressed(kind: type[Press], handle: HandlePress[Press]) -> Pressed:
    """Run `handle` with the value of a pressed button of this kind, then stop its clock."""
    return Pressed(kind, handle)


class PressHandler(BaseHandler[Update, BotContext, None]):
    """Every button there is: one look tells whose a press is, however many there are.

    `stale` answers for a button of earlier days, or one that was made up.
    """

    def __init__(self, presses: Iterable[Pressed], stale: HandleUpdate) -> None:
        super().__init__(self._run)
        self._handles: dict[type[Any], HandlePress[Any]] = {}
        self._stale = stale
        for press in presses:
            if press.kind in self._handles:
                raise ValueError(f"two functions for {press.kind.__name__}")
            self._handles[press.kind] = press.handle

    def check_update(self, update: object) -> bool:
        return isinstance(update, Update) and update.callback_query is not None

    async def _run(self, update: Update, context: BotContext) -> None:
        assert update.callback_query is not None
        value: Any = unpack(update.callback_query.data or "")
        handle = self._handles.get(type(value))
        if handle is None:
            await self._stale(update, context)
            return
        await handle(context, value)
        await answer(context)


async def answer(context: BotContext, words: str | None = None, *, alert: bool = False) -> None:
    """Answer the pressed button, once an update; without a button nothing happens.

    A press that waited for longer than Telegram does, as after an outage, gets a message instead
    if there is something to say.
    """
    query = context.incoming.callback_query
    if query is None or context.is_answered:
        return
    context.is_answered = True
    # Telegram takes 200 characters: https://core.telegram.org/bots/api#answercallbackquery
    try:
        await query.answer(words[:200] if words else None, show_alert=alert)
    except TelegramError as error:
        log.info("button.not_answered", error=redact(str(error)))
        if words:
            await context.bot.send_message(query.from_user.id, words)
