"""What a notice says: words with their formatting, files that lie at Telegram, a letter sent on."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from html import escape
from typing import Any

from bot.rules.dialogues import AnswerTooLong
from bot.rules.errors import RuleViolation

MOST_TEXT = 4096
"""Counted without tags, in UTF-16 units: https://core.telegram.org/bots/api#sendmessage"""

MOST_CAPTION = 1024
"""The same of the words under a file: https://core.telegram.org/bots/api#sendphoto"""

MOST_FILES = 10
"""Of an album: https://core.telegram.org/bots/api#sendmediagroup"""


class FileKind(StrEnum):
    """What can be sent under a notice's words."""

    PHOTO = "photo"
    DOCUMENT = "document"
    VOICE = "voice"


class Shape(StrEnum):
    """How a notice looks in a chat."""

    TEXT = "text"
    FILE = "file"
    ALBUM = "album"
    FORWARD = "forward"


@dataclass(frozen=True, slots=True)
class Formatted:
    """Words as they read, and the same as Telegram HTML."""

    plain: str = ""
    html: str = ""

    @classmethod
    def unformatted(cls, plain: str) -> "Formatted":
        """Words without any formatting."""
        return cls(plain, escape(plain, quote=False))

    @property
    def length(self) -> int:
        """As Telegram counts: UTF-16 units, tags aside."""
        return len(self.plain.strip().encode("utf-16-le")) // 2


@dataclass(frozen=True, slots=True)
class NoticeFile:
    """A file by Telegram's id; `message_id` is that of the message that brought it."""

    kind: FileKind
    file_id: str
    name: str = ""
    message_id: int = 0


@dataclass(frozen=True, slots=True)
class Forwarded:
    """Messages to be sent on as they are, one or the parts of an album (`group`).

    `origin` is whose they were; words and files are what to send when the source is gone.
    """

    chat_id: int
    message_ids: tuple[int, ...]
    origin: str
    words: Formatted = Formatted()
    files: tuple[NoticeFile, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """All a notice says. `words` are its text, the caption of its files, or what is said beside
    what is forwarded."""

    words: Formatted = Formatted()
    files: tuple[NoticeFile, ...] = ()
    forward: Forwarded | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.words.plain.strip() or self.files or self.forward)

    @property
    def shape(self) -> Shape:
        if self.forward is not None:
            return Shape.FORWARD
        if not self.files:
            return Shape.TEXT
        return Shape.FILE if len(self.files) == 1 else Shape.ALBUM

    @property
    def takes_buttons(self) -> bool:
        """Whether Telegram lets buttons stand under it: not under an album or what is forwarded."""
        return self.shape in (Shape.TEXT, Shape.FILE)

    @property
    def to_list(self) -> str:
        """What a list of notices shows and a search looks through: all words, else file names."""
        sent_on = self.forward.words.plain if self.forward else ""
        words = [part for part in (self.words.plain.strip(), sent_on.strip()) if part]
        return "\n".join(words) or "\n".join(file.name for file in self.files if file.name)


class NothingToSend(RuleViolation):
    """A notice without words and without files."""


class NoticeTooLong(AnswerTooLong):
    """More signs than there is room for below the head of the notice.

    `is_caption` when it is the files that leave so little room.
    """

    def __init__(self, length: int, most: int, *, is_caption: bool) -> None:
        super().__init__(length, most)
        self.is_caption = is_caption

    @property
    def over(self) -> int:
        """How many signs are too many."""
        return self.length - self.most


class FilesDoNotMix(RuleViolation):
    """Telegram sends photos together, or documents together; a voice note or a letter sent on
    goes alone. `had` and `came` are the kinds, None for a letter sent on."""

    def __init__(self, had: FileKind | None, came: FileKind | None) -> None:
        super().__init__(had, came)
        self.had = had
        self.came = came


class NotForNotice(RuleViolation):
    """A video, a moving picture or the like: a notice takes none, unless it is forwarded."""


class AlbumFull(RuleViolation):
    """An album of ten has no room for more."""


def with_words(content: Content, words: Formatted) -> Content:
    """The content with these words in place of its own."""
    return replace(content, words=words)


def with_file(content: Content, file: NoticeFile, caption: Formatted) -> Content:
    """The content with one more file, in the order in which they were sent; a caption replaces
    the words. Raises FilesDoNotMix, AlbumFull."""
    if content.forward is not None:
        raise FilesDoNotMix(None, file.kind)
    if any(file.kind is not other.kind for other in content.files):
        raise FilesDoNotMix(content.files[0].kind, file.kind)
    if content.files and file.kind is FileKind.VOICE:
        raise FilesDoNotMix(FileKind.VOICE, FileKind.VOICE)
    if len(content.files) >= MOST_FILES:
        raise AlbumFull
    files = sorted((*content.files, file), key=lambda each: each.message_id)
    words = caption if caption.plain.strip() else content.words
    return replace(content, files=tuple(files), words=words)


def with_forward(content: Content, forward: Forwarded) -> Content:
    """The content with a letter sent on, in place of one sent on before unless both are parts of
    one album. Raises FilesDoNotMix, AlbumFull."""
    if content.files:
        raise FilesDoNotMix(content.files[0].kind, None)
    had = content.forward
    if had is None or not forward.group or had.group != forward.group:
        return replace(content, forward=forward)
    if len(had.message_ids) >= MOST_FILES:
        raise AlbumFull
    together = replace(
        had,
        message_ids=tuple(sorted((*had.message_ids, *forward.message_ids))),
        words=had.words if had.words.plain else forward.words,
        files=tuple(sorted((*had.files, *forward.files), key=lambda each: each.message_id)),
    )
    return replace(content, forward=together)


def without_files(content: Content) -> Content:
    """The words alone."""
    return Content(content.words)


def can_become(was: Content, now: Content) -> bool:
    """Whether Telegram lets a message with one content be edited into the other.

    Words may always change. Another photo or document may take the place of one, but nothing of a
    voice note, an album or what was forwarded.
    """
    if was.shape is not now.shape:
        return False
    if was.shape is Shape.FORWARD:
        return was.forward == now.forward
    if was.files == now.files:
        return True
    kinds = {file.kind for file in (*was.files, *now.files)}
    return was.shape is Shape.FILE and len(kinds) == 1 and FileKind.VOICE not in kinds


def check_content(content: Content, head: int) -> Content:
    """The content, if it can be sent below a head of so many signs, line breaks included.

    Raises NothingToSend, NoticeTooLong.
    """
    if content.is_empty:
        raise NothingToSend
    is_caption = content.shape in (Shape.FILE, Shape.ALBUM)
    most = (MOST_CAPTION if is_caption else MOST_TEXT) - head
    if content.words.length > most:
        raise NoticeTooLong(content.words.length, most, is_caption=is_caption)
    return content


def content_to_json(content: Content) -> dict[str, Any]:
    """The content as a JSON value."""
    return asdict(content)


def content_of_json(kept: Mapping[str, Any] | None, words: str = "") -> Content:
    """The content that was made into a JSON value; of older notices there are `words` alone."""
    if not kept:
        return Content(Formatted.unformatted(words))
    forward = kept.get("forward")
    return Content(
        Formatted(**kept["words"]),
        _files(kept["files"]),
        None
        if forward is None
        else Forwarded(
            chat_id=forward["chat_id"],
            message_ids=tuple(forward["message_ids"]),
            origin=forward["origin"],
            words=Formatted(**forward["words"]),
            files=_files(forward["files"]),
            group=forward["group"],
        ),
    )


def _files(kept: list[dict[str, Any]]) -> tuple[NoticeFile, ...]:
    return tuple(NoticeFile(**{**file, "kind": FileKind(file["kind"])}) for file in kept)
