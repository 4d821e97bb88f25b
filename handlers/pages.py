"""Pictures of pages become one PDF, kept in the archive, before they are handed in."""

import asyncio
from collections.abc import Sequence

from bot.context import BotContext
from bot.papers.contents import PDF
from bot.papers.pictures import pages_pdf
from bot.rules.files import FileLost, FilePart, pages_name, pages_of, with_pages_joined
from handlers.files import off_loop
from storage.archive import Archive


async def join_pages(
    context: BotContext, files: Sequence[FilePart], title: str
) -> tuple[FilePart, ...]:
    """The files with their pictures as one PDF, in order; without any picture, as they are.

    To be called before the transaction: it may take seconds. Raises FileLost.
    """
    pages = pages_of(files)
    if not pages:
        return tuple(files)
    archive = context.services.archive
    content = await off_loop(joined, archive, pages)
    sha256 = await asyncio.to_thread(archive.keep, content)
    made = FilePart(pages_name(title), PDF, len(content), sha256, "")
    return with_pages_joined(files, made)


def joined(archive: Archive, pages: Sequence[FilePart]) -> bytes:
    """The PDF of pictures in the archive. Raises FileLost."""
    return pages_pdf([_read(archive, page) for page in pages])


def _read(archive: Archive, part: FilePart) -> bytes:
    try:
        return archive.read(part.sha256)
    except (OSError, ValueError) as error:
        raise FileLost(part.name) from error
