"""What a notice consists of, in a line."""

from markupsafe import Markup

from bot.rules.contents import Content, FileKind, Shape
from bot.texts import Texts


def content_line(t: Texts, content: Content) -> Markup:
    """What the notice consists of, in a line."""
    length = t.number(content.words.length)
    match content.shape:
        case Shape.TEXT:
            return t("Content: text, {length} characters", length=length)
        case Shape.FORWARD:
            assert content.forward is not None
            origin = content.forward.origin
            if not content.words.length:
                return t("Content: forwarded from {origin}", origin=origin)
            return t(
                "Content: forwarded from {origin}, text of {length} characters",
                origin=origin,
                length=length,
            )
    files = files_words(t, content)
    if not content.words.length:
        return t("Content: {files}", files=files)
    return t("Content: {files}, text of {length} characters", files=files, length=length)


def files_words(t: Texts, content: Content) -> str:
    """The files of a notice in two words; "" without any."""
    if not content.files:
        return ""
    count = len(content.files)
    match content.files[0].kind:
        case FileKind.PHOTO:
            return t.plain("photos: {count}", count=count)
        case FileKind.DOCUMENT:
            return t.plain("files: {count}", count=count)
    return t.plain("voice note")
