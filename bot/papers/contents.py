"""What kind of file some bytes are, told by the bytes, and whether it would open.

Blocking: to be called off the loop.
"""

import filetype

from bot.papers.office import ZIP_MAGIC, check_package, kind_of_package
from bot.papers.old_office import OLE_MAGIC, check_old_office, is_locked_package
from bot.papers.pdf import PDF_MAGIC, check_pdf
from bot.papers.pictures import check_page
from bot.rules.files import (
    PICTURES,
    FileBroken,
    FileEmpty,
    FileLocked,
    FileNotWhatItSays,
    check_file,
    check_size,
)

PDF = "application/pdf"
OLE = "application/x-ole-storage"
RTF_MAGIC = b"{\\rtf"


def kind_of(content: bytes) -> str | None:
    """The media type of the content, None when it is none we know.

    Office files are told by the list of parts in their zip, older ones by their container, which
    does not say which program wrote it (`application/x-ole-storage`).
    """
    if content.startswith(OLE_MAGIC):
        return OLE
    if content.startswith(ZIP_MAGIC):
        return kind_of_package(content)
    if content.startswith(RTF_MAGIC):
        return "application/rtf"
    # Some scanners put a few bytes of their own in front; every reader looks this far.
    if PDF_MAGIC in content[:1024]:
        return PDF
    kind: str | None = filetype.guess_mime(content)
    return kind


def check_content(name: str, content: bytes) -> str:
    """The media type of a file that a report is made of and that whoever gets it can open.

    Raises what is wrong with it: always a FileTrouble.
    """
    if not content:
        raise FileEmpty(name)
    check_size(name, len(content))
    kind = kind_of(content)
    try:
        check_file(name, kind)
    except FileNotWhatItSays:
        _check_damage(name, content, kind)
        raise
    assert kind is not None
    _check_whole(name, content, kind)
    return kind


def _check_whole(name: str, content: bytes, kind: str) -> None:
    if kind == PDF:
        check_pdf(name, content)
    elif kind in PICTURES:
        check_page(name, content)
    elif kind == OLE:
        check_old_office(name, content)
    else:
        check_package(name, content)


def _check_damage(name: str, content: bytes, kind: str | None) -> None:
    """Say it better where the content is of another kind only for being locked or cut off."""
    if kind is None and content.startswith(ZIP_MAGIC):
        raise FileBroken(name)
    if kind == OLE and is_locked_package(content):
        raise FileLocked(name)
