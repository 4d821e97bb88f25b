"""Files people send and are sent: fetched, checked, kept; given back from Telegram or archive."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

import structlog
from telegram import InputFile, Message
from telegram.error import BadRequest

from bot.context import BotContext
from bot.messages.records import file_lost
from bot.papers.contents import check_content
from bot.rules.files import FileNotTaken, FilePart, FileTooLarge, check_size
from handlers.showing import send

log = structlog.get_logger()

Given = ParamSpec("Given")
Made = TypeVar("Made")

# Opening what people send takes memory: no more than two at a time, however many arrive.
_OPENING = ThreadPoolExecutor(2, thread_name_prefix="files")


async def off_loop(work: Callable[Given, Made], *given: Given.args, **named: Given.kwargs) -> Made:
    """Do something with the content of files, while others are answered."""
    return await asyncio.wrap_future(_OPENING.submit(work, *given, **named))


async def fetch(context: BotContext, message: Message) -> FilePart:
    """Download, check and archive the file of a message. Raises what is wrong with it."""
    file_id, name, content = await download(context, message)
    return await keep(context, message, file_id, name, content)


async def keep(
    context: BotContext, message: Message, file_id: str, name: str, content: bytes
) -> FilePart:
    """Check and archive what was downloaded from a message. Raises what is wrong with it."""
    mime = await off_loop(check_content, name, content)
    sha256 = await asyncio.to_thread(context.services.archive.keep, content)
    return FilePart(name, mime, len(content), sha256, file_id, message.message_id)


async def download(context: BotContext, message: Message) -> tuple[str, str, bytes]:
    """File id, name and bytes of the document or photo in a message.

    Raises FileTooLarge, and FileNotTaken for voice, video and the like.
    """
    file_id, name, size = described(message)
    check_size(name, size)
    try:
        file = await context.bot.get_file(file_id)
    except BadRequest as error:
        if "too big" in error.message.lower():
            raise FileTooLarge(name, size) from error
        raise
    return file_id, name, bytes(await file.download_as_bytearray())


def described(message: Message) -> tuple[str, str, int]:
    """File id, name and size. Raises FileNotTaken for what is no document and no photo."""
    if message.document is not None:
        document = message.document
        return document.file_id, document.file_name or "file", document.file_size or 0
    if message.photo:
        largest = message.photo[-1]
        return largest.file_id, f"anh-{message.message_id}.jpg", largest.file_size or 0
    raise FileNotTaken("")


async def send_file(context: BotContext, part: FilePart) -> None:
    """By Telegram's own id first; a photo, or what it does not know, goes up from our archive."""
    chat_id = context.member.telegram_id
    if part.telegram_file_id:
        try:
            await context.bot.send_document(chat_id, part.telegram_file_id)
        except BadRequest:
            log.info("file.sent_from_archive", sha256=part.sha256)
        else:
            return
    try:
        content = await asyncio.to_thread(context.services.archive.read, part.sha256)
    except (OSError, ValueError):
        log.exception("file.lost", sha256=part.sha256)
        await send(context, file_lost(context.texts, part.name))
        return
    await context.bot.send_document(chat_id, InputFile(content, filename=part.name))
