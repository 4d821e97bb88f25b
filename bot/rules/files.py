"""Files that people send: how large, how many, of which kind, and what may be wrong with one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.rules.errors import RuleViolation
from bot.rules.folding import fold

LARGEST_FILE = 20 * 1024 * 1024
"""Bots may download 20 MB: https://core.telegram.org/bots/api#getfile"""

LARGEST_TOGETHER = 45 * 1024 * 1024
"""The pages of one PDF, which a bot must be able to send: 50 MB with what PDF adds."""

MOST_FILES = 30
SMALLEST_SIDE = 800
"""What the long side of a picture has at least: below it the writing on a page cannot be read."""

MOST_PIXELS = 70_000_000
"""An A3 page scanned at 600 dpi; what is larger takes more memory than it is worth."""

MOST_UNPACKED_PIXELS = 40_000_000
"""The most of a picture that has to be unpacked to become a page, at eight bytes for each."""

MOST_UNPACKED = 256 * 1024 * 1024
MOST_RATIO = 200
"""How many times larger a Word or Excel file may become; honest tables reach about 50."""

PICTURES = frozenset({"image/jpeg", "image/png"})


@dataclass(frozen=True, slots=True)
class FilePart:
    """A file in our archive. `sha256` is its fingerprint and the name it lies under.

    `telegram_file_id` is "" for what we made ourselves. `message_id` is that of the message that
    brought it, 0 where it does not matter any more.
    """

    name: str
    mime: str
    size: int
    sha256: str
    telegram_file_id: str
    message_id: int = 0

    @property
    def is_page(self) -> bool:
        """Whether it is a picture, and so a page of the PDF that a report's pictures become."""
        return self.mime in PICTURES


class Instead(StrEnum):
    """What to send in place of a file that is not taken."""

    ANY = "any"
    PICTURE = "picture"
    IPHONE_PICTURE = "iphone_picture"
    WORD = "word"
    EXCEL = "excel"
    WITHOUT_MACROS = "without_macros"
    UNPACKED = "unpacked"


class FileTrouble(RuleViolation):
    """Something is wrong with one file; `name` is the sender's name for it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class FileTooLarge(FileTrouble):
    """Over what a bot may download."""

    def __init__(self, name: str, size: int) -> None:
        super().__init__(name)
        self.size = size


class FileNotTaken(FileTrouble):
    """Not a kind of file that a report is made of."""

    def __init__(self, name: str, instead: Instead = Instead.ANY) -> None:
        super().__init__(name)
        self.instead = instead


class FileNotWhatItSays(FileTrouble):
    """The content is of another kind than the name claims."""


class FileEmpty(FileTrouble):
    """Not one byte."""


class FileLocked(FileTrouble):
    """It opens with a password only."""


class FileBroken(FileTrouble):
    """Cut off on its way, or damaged: it would not open."""


class FileBomb(FileTrouble):
    """It unpacks to far more than any document holds."""


class PictureTooSmall(FileTrouble):
    """Too few points for the writing on it to be read."""

    def __init__(self, name: str, width: int, height: int) -> None:
        super().__init__(name)
        self.width = width
        self.height = height


class PictureTooLarge(FileTrouble):
    """More points than we open."""


class PagesTooHeavy(FileTrouble):
    """With this picture the PDF of all pages would be too large to be sent again."""


class SameFileTwice(FileTrouble):
    """The very bytes are in the draft already."""


class FileLost(FileTrouble):
    """Our archive does not give it back."""


class TooManyFiles(RuleViolation):
    """More files than one report holds."""


_PDF = frozenset({"application/pdf"})
_OLE = "application/x-ole-storage"

TAKEN = {
    "pdf": _PDF,
    "doc": frozenset({"application/msword", _OLE}),
    "xls": frozenset({"application/vnd.ms-excel", _OLE}),
    "docx": frozenset({"application/vnd.openxmlformats-officedocument.wordprocessingml.document"}),
    "xlsx": frozenset({"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}),
    # Phones and chat programs name pictures at random; a page is a page.
    "jpg": PICTURES,
    "jpeg": PICTURES,
    "jfif": PICTURES,
    "png": PICTURES,
}
"""Endings taken in a report, with the kinds of content each may have."""

INSTEAD = {
    **dict.fromkeys(("heic", "heif", "image/heic", "image/heif"), Instead.IPHONE_PICTURE),
    **dict.fromkeys(("webp", "avif", "tif", "tiff", "bmp", "gif"), Instead.PICTURE),
    **dict.fromkeys(
        ("image/webp", "image/avif", "image/tiff", "image/bmp", "image/gif"), Instead.PICTURE
    ),
    **dict.fromkeys(("rtf", "odt", "dot", "dotx", "wps", "pages"), Instead.WORD),
    **dict.fromkeys(("ods", "csv", "tsv", "xlt", "xltx", "xlsb", "et", "numbers"), Instead.EXCEL),
    **dict.fromkeys(("application/rtf", "application/vnd.oasis.opendocument.text"), Instead.WORD),
    "application/vnd.oasis.opendocument.spreadsheet": Instead.EXCEL,
    **dict.fromkeys(
        ("docm", "dotm", "xlsm", "xltm", "application/x-macros"), Instead.WITHOUT_MACROS
    ),
    **dict.fromkeys(("zip", "rar", "7z", "gz", "tar"), Instead.UNPACKED),
}
"""What to send instead, by ending or by kind of content."""


def check_size(name: str, size: int) -> None:
    """Raise FileTooLarge above what Telegram lets a bot download."""
    if size > LARGEST_FILE:
        raise FileTooLarge(name, size)


def check_file(name: str, found: str | None) -> None:
    """Hold a file's name against the kind of content `found` in its bytes (None: unknown).

    Raises FileNotTaken for an ending or content we do not take, FileNotWhatItSays when the two
    disagree.
    """
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if ending not in TAKEN:
        raise FileNotTaken(name, INSTEAD.get(found or "") or INSTEAD.get(ending, Instead.ANY))
    if found in TAKEN[ending]:
        return
    # An iPhone's picture named .jpg, a document with macros named .docx: the advice is what helps.
    if found in INSTEAD:
        raise FileNotTaken(name, INSTEAD[found])
    raise FileNotWhatItSays(name)


def check_picture(name: str, width: int, height: int, *, unpacked: bool = False) -> None:
    """Raise PictureTooSmall, or PictureTooLarge, for a picture that makes no page.

    `unpacked`: it has to be unpacked to become one.
    """
    if max(width, height) < SMALLEST_SIDE:
        raise PictureTooSmall(name, width, height)
    if width * height > (MOST_UNPACKED_PIXELS if unpacked else MOST_PIXELS):
        raise PictureTooLarge(name)


def check_unpacked(name: str, packed: int, unpacked: int) -> None:
    """Raise FileBomb when bytes unpack to more than a document holds."""
    if unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(packed, 1024 * 1024):
        raise FileBomb(name)


def add_part(files: Iterable[FilePart], part: FilePart) -> tuple[FilePart, ...]:
    """The files with one more, in the order in which they were sent, however they arrived.

    Raises SameFileTwice, TooManyFiles, PagesTooHeavy.
    """
    kept = tuple(files)
    if any(file.sha256 == part.sha256 for file in kept):
        raise SameFileTwice(part.name)
    if len(kept) >= MOST_FILES:
        raise TooManyFiles
    together = (*kept, part)
    if part.is_page and sum(page.size for page in pages_of(together)) > LARGEST_TOGETHER:
        raise PagesTooHeavy(part.name)
    return tuple(sorted(together, key=lambda file: file.message_id))


def add_parts(files: Iterable[FilePart], parts: Iterable[FilePart]) -> tuple[FilePart, ...]:
    """The files with those that are not among them yet. Raises TooManyFiles, PagesTooHeavy."""
    together = tuple(files)
    for part in parts:
        if all(file.sha256 != part.sha256 for file in together):
            together = add_part(together, part)
    return together


def pages_of(files: Iterable[FilePart]) -> tuple[FilePart, ...]:
    """The pictures among the files, in order: the pages of the PDF that is handed in."""
    return tuple(file for file in files if file.is_page)


def with_pages_joined(files: Iterable[FilePart], joined: FilePart) -> tuple[FilePart, ...]:
    """The files with the pictures' PDF where the first picture was."""
    kept: list[FilePart] = []
    for file in files:
        if not file.is_page:
            kept.append(file)
        elif joined not in kept:
            kept.append(joined)
    return tuple(kept)


def pages_name(title: str) -> str:
    """The file name of the joined pages of what has this title: plain ASCII, no path."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")[:60].strip("-")
    return f"{words or 'bao-cao'}-trang-da-ky.pdf"
