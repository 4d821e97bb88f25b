"""Files people send: which there is in a message, and its bytes."""

from telegram import Message
from telegram.error import BadRequest

from bot.context import BotContext
from bot.rules.files import FileNotTaken, FileTooLarge, check_size


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
        return largest.file_id, f"photo-{message.message_id}.jpg", largest.file_size or 0
    raise FileNotTaken("")
