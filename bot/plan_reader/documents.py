"""A document as people send it -> its text: Word, PDF with a text layer, plain text, Markdown.

Blocking: to be called off the loop.
"""

import io
import zipfile
from enum import StrEnum
from unicodedata import normalize

from bot.plan_reader.fonts import is_legacy
from bot.rules.errors import RuleViolation

LARGEST = 20 * 1024 * 1024
MOST_TEXT = 2_000_000
"""Signs; a plan of fifty pages has about 150,000."""

_PDF = b"%PDF-"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = b"PK\x03\x04"
_FEW = 60
"""A document with fewer signs a page is a scan with a stamp of its scanner."""


class Reason(StrEnum):
    """Why a document cannot be read."""

    SCAN = "scan"
    LEGACY_FONT = "legacy_font"
    OLD_WORD = "old_word"
    LOCKED = "locked"
    BROKEN = "broken"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNKNOWN_KIND = "unknown_kind"


class Unreadable(RuleViolation):
    """The document cannot be read; nothing of it is taken over. `name` is the sender's for it."""

    def __init__(self, reason: Reason, name: str = "") -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.name = name


def text_of(name: str, content: bytes) -> str:
    """The text of a document, one table row a line with its cells parted by tabs; composed.

    The kind is told by the content, not by the name. Raises Unreadable, and nothing else, for
    whatever bytes there are.
    """
    if not content.strip():
        raise Unreadable(Reason.EMPTY)
    if len(content) > LARGEST:
        raise Unreadable(Reason.TOO_LARGE)
    text = normalize("NFC", _read(name, content))
    if len(text) > MOST_TEXT:
        raise Unreadable(Reason.TOO_LARGE)
    if not any(sign.isalpha() for sign in text):
        raise Unreadable(Reason.EMPTY)
    if is_legacy(text):
        raise Unreadable(Reason.LEGACY_FONT)
    return text


def _read(name: str, content: bytes) -> str:
    # Imported where used: few of those who start the bot read a document.
    if content.startswith(_OLE):
        raise Unreadable(_of_container(content))
    if content.startswith(_ZIP):
        return _word(content)
    if _PDF in content[:1024]:
        from bot.plan_reader.pdf import pdf_text

        text, pages = pdf_text(content)
        if len(text.split()) < 20 or len(text) < _FEW * pages:
            raise Unreadable(Reason.SCAN)
        return text
    if name.lower().rpartition(".")[2] not in ("txt", "md", "text", "markdown"):
        raise Unreadable(Reason.UNKNOWN_KIND)
    return _plain(content)


def _word(content: bytes) -> str:
    from bot.plan_reader.word import word_text

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            unpacked = sum(part.file_size for part in package.infolist())
    except Exception:
        # Whatever the library stumbles over in bytes that anybody may have made up.
        raise Unreadable(Reason.BROKEN) from None
    if "word/document.xml" not in names:
        raise Unreadable(Reason.UNKNOWN_KIND)
    if unpacked > 16 * LARGEST:
        raise Unreadable(Reason.TOO_LARGE)
    return word_text(content)


def _of_container(content: bytes) -> Reason:
    """Today's Word files with a password come in the container of before 2007."""
    marks = ("EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le"))
    if marks[0] in content:
        return Reason.LOCKED
    return Reason.OLD_WORD if marks[1] in content else Reason.UNKNOWN_KIND


def _plain(content: bytes) -> str:
    for encoding in (
        ("utf-8-sig", "utf-16") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",)
    ):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    # Text of before Unicode: in some legacy alphabet, or no text at all.
    text = content.decode("latin-1")
    shown = sum(sign.isprintable() or sign.isspace() for sign in text)
    raise Unreadable(Reason.LEGACY_FONT if shown > 0.95 * len(text) else Reason.BROKEN)
