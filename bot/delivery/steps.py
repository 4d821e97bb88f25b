"""Every kind of thing the bot does in a chat out of turn, each in one place.

Also used to show an officer what recipients will see: it is the same code.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
import telegram
from telegram import InputMediaDocument, InputMediaPhoto, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.delivery.errors import is_gone
from bot.delivery.keyboards import markup
from bot.delivery.secrets import redact
from bot.messages.outgoing import (
    Album,
    Caption,
    Delete,
    Edit,
    Forward,
    Media,
    Outgoing,
    Step,
    Way,
)
from bot.messages.screens import Screen
from bot.rules.contents import FileKind
from bot.rules.outbox import Sent

log = structlog.get_logger()

Pace = Callable[[], Awaitable[None]]

UNCHANGED = "message is not modified"
ALREADY_GONE = "message to delete not found"
NOT_FORWARDED = "message to forward not found"


class PartlySent(Exception):
    """The first step has arrived and a later one has not: what is tried again is the rest."""

    def __init__(self, error: Exception, so_far: Sent) -> None:
        super().__init__(str(error))
        self.error = error
        self.so_far = so_far


async def at_once() -> None:
    """No pace to be kept."""


async def take_ways(
    bot: telegram.Bot, chat_id: int, outgoing: Outgoing, pace: Pace = at_once
) -> Sent:
    """Do it by the first way that Telegram does not refuse for good.

    `pace` is awaited before every message after the first. Raises PartlySent, and whatever
    Telegram says to the last way.
    """
    so_far = outgoing.so_far
    ways = [way for way in outgoing.ways if so_far is None or way.how == so_far.how]
    for way in ways[:-1]:
        try:
            return await _take(bot, chat_id, way, outgoing, pace)
        except BadRequest as error:
            if is_gone(error.message):
                raise
            log.info("outbox.other_way", refused=way.how, reason=redact(error.message))
    return await _take(bot, chat_id, ways[-1], outgoing, pace)


async def _take(bot: telegram.Bot, chat_id: int, way: Way, outgoing: Outgoing, pace: Pace) -> Sent:
    so_far, version = outgoing.so_far, outgoing.version
    ids = [] if so_far is None else [so_far.message_id, *so_far.others]
    for place, step in enumerate(way.steps):
        if so_far is not None and place == 0:
            continue
        try:
            if place:
                await pace()
            ids += await _do(bot, chat_id, step, ids)
        except Exception as error:
            if ids:
                sent = Sent(ids[0], tuple(ids[1:]), way.how, version)
                raise PartlySent(error, sent) from error
            raise
    left = way.leaves or tuple(ids)
    return Sent(left[0], left[1:], way.how, version)


async def _do(bot: telegram.Bot, chat_id: int, step: Step, before: list[int]) -> list[int]:
    """Do one step; gives the ids of new messages."""
    to = before[0] if step.below_first and before else step.reply_to
    # Whoever has deleted that message gets this one all the same.
    reply = None if to is None else ReplyParameters(to, allow_sending_without_reply=True)
    match step.does:
        case Screen():
            return [await _say(bot, chat_id, step.does, reply)]
        case Media():
            return [await _show(bot, chat_id, step.does, reply)]
        case Album():
            return await _show_album(bot, chat_id, step.does, reply)
        case Forward():
            return await _forward(bot, chat_id, step.does)
        case Edit() | Caption():
            await _change(bot, chat_id, step.does)
        case Delete(message_ids):
            await _delete(bot, chat_id, message_ids)
    return []


async def _say(
    bot: telegram.Bot, chat_id: int, screen: Screen, reply: ReplyParameters | None
) -> int:
    sent = await bot.send_message(
        chat_id,
        screen.html,
        parse_mode=ParseMode.HTML,
        reply_markup=markup(screen),
        reply_parameters=reply,
    )
    return sent.message_id


async def _show(
    bot: telegram.Bot, chat_id: int, media: Media, reply: ReplyParameters | None
) -> int:
    send: dict[FileKind, Callable[..., Awaitable[telegram.Message]]] = {
        FileKind.PHOTO: bot.send_photo,
        FileKind.DOCUMENT: bot.send_document,
        FileKind.VOICE: bot.send_voice,
    }
    sent = await send[media.kind](
        chat_id,
        media.file_id,
        caption=media.html,
        parse_mode=ParseMode.HTML,
        reply_markup=markup(media),
        reply_parameters=reply,
    )
    return sent.message_id


async def _show_album(
    bot: telegram.Bot, chat_id: int, album: Album, reply: ReplyParameters | None
) -> list[int]:
    captions = [album.html, *[""] * (len(album.file_ids) - 1)]
    files = [
        _input_media(album.kind, file_id, caption)
        for file_id, caption in zip(album.file_ids, captions, strict=True)
    ]
    sent = await bot.send_media_group(chat_id, files, reply_parameters=reply)
    return [message.message_id for message in sent]


async def _forward(bot: telegram.Bot, chat_id: int, forward: Forward) -> list[int]:
    if len(forward.message_ids) == 1:
        sent = await bot.forward_message(chat_id, forward.chat_id, forward.message_ids[0])
        return [sent.message_id]
    parts = await bot.forward_messages(chat_id, forward.chat_id, forward.message_ids)
    if not parts:  # Telegram leaves out what is gone, and says nothing.
        raise BadRequest(NOT_FORWARDED)
    return [part.message_id for part in parts]


async def _change(bot: telegram.Bot, chat_id: int, change: Edit | Caption) -> None:
    where: dict[str, Any] = {"chat_id": chat_id, "message_id": change.message_id}
    try:
        match change:
            case Edit(to=Screen() as screen):
                await bot.edit_message_text(
                    screen.html, parse_mode=ParseMode.HTML, reply_markup=markup(screen), **where
                )
            case Edit(to=Media() as media):
                file = _input_media(media.kind, media.file_id, media.html)
                await bot.edit_message_media(file, reply_markup=markup(media), **where)
            case Caption():
                await bot.edit_message_caption(
                    caption=change.html,
                    parse_mode=ParseMode.HTML,
                    reply_markup=markup(change),
                    **where,
                )
    except BadRequest as error:
        if UNCHANGED not in error.message.lower():
            raise


async def _delete(bot: telegram.Bot, chat_id: int, message_ids: tuple[int, ...]) -> None:
    """The first by itself, because of several Telegram leaves out what it cannot delete."""
    first, *others = message_ids
    try:
        await bot.delete_message(chat_id, first)
    except BadRequest as error:
        if ALREADY_GONE not in error.message.lower():
            raise
    if others:
        await bot.delete_messages(chat_id, others)


def _input_media(kind: FileKind, file_id: str, html: str) -> InputMediaPhoto | InputMediaDocument:
    made = InputMediaPhoto if kind is FileKind.PHOTO else InputMediaDocument
    return made(file_id, caption=html or None, parse_mode=ParseMode.HTML if html else None)
