"""What recipients read of a notice: who writes and which number it is, then the officer's own."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.fitting import shown_length
from bot.messages.outgoing import Album, Forward, Media, Outgoing, Step, Way
from bot.messages.screens import Button, Row, Screen
from bot.rules.contents import Content, Formatted, NoticeFile, Shape
from bot.rules.members import Language
from bot.rules.notices import How, NoticeText
from bot.texts import Texts


@callback("n")
@dataclass(frozen=True, slots=True)
class Acknowledge:
    """«Đã nhận»: the reader has received this version; without a notice under a mere preview."""

    notice_id: int
    version: int


def frame_length(text: NoticeText) -> int:
    """How many signs stand beside the officer's own words, in the language in which it is most.

    Below what is forwarded that includes the request to confirm and the note on a copy: either may
    still be needed.
    """
    return max(shown_length(_frame(Texts(language), text)) for language in Language)


def _frame(t: Texts, text: NoticeText) -> str:
    letter = text.content.forward
    more = [] if letter is None else [_copy_note(t, letter.origin), _request(t)]
    return "\n\n".join(["", notice_head(t, text), *more])


def notice_head(t: Texts, text: NoticeText) -> Markup:
    """The organisation and the number; when it was corrected, if it was."""
    head = t(
        "<b>Notice No. {number} – {organisation}</b>",
        number=text.number,
        organisation=text.organisation,
    )
    if text.number_then:
        head += Markup("\n") + t(
            "<i>(No. {number} of {organisation})</i>",
            number=text.number_then,
            organisation=text.issuer,
        )
    if text.corrected_at is None:
        return head
    return head + Markup("\n") + t("<i>Corrected at {at}</i>", at=t.moment(text.corrected_at))


def notice_post(t: Texts, text: NoticeText, *, to_group: bool = False) -> Screen | Outgoing:
    """The notice as it is sent. A group is asked for no receipt: its members are, in private."""
    rows = () if to_group else receipt_rows(t, text)
    ways = _ways(t, text, rows)
    # The plain screen is the fast way, and nearly all notices are one in their first version.
    match ways[0].steps[0].does:
        case Screen() as screen if text.version == 1:
            return screen
    return Outgoing(ways, text.version)


def linked_ways(t: Texts, text: NoticeText, to: int, *, to_group: bool = False) -> tuple[Way, ...]:
    """A correction that cannot be made in place: the notice anew, replying to what it corrects."""
    rows = () if to_group else receipt_rows(t, text)
    return tuple(
        Way((Step(way.steps[0].does, to), *way.steps[1:]), How.LINKED)
        for way in _ways(t, text, rows)
    )


def receipt_rows(t: Texts, text: NoticeText) -> tuple[Row, ...]:
    """The row with «Đã nhận», where the notice asks for it."""
    if not text.asks_receipt:
        return ()
    return ((Button(t.plain("Received"), Acknowledge(text.id, text.version)),),)


def tail(t: Texts, text: NoticeText, rows: tuple[Row, ...], note: str | Markup = "") -> Screen:
    """The short message below an album or what is forwarded: under those stand no buttons."""
    lines: list[str | Markup] = [notice_head(t, text)]
    if text.content.forward is not None and text.content.words.plain:
        lines += ["", _own(text.content.words)]
    if note:
        lines += ["", note]
    if rows:
        lines += ["", _request(t)]
    return Screen(t.join(lines), rows)


def text_screen(t: Texts, text: NoticeText, rows: tuple[Row, ...]) -> Screen:
    """A notice of words alone."""
    return Screen(_below_head(t, text, text.content.words), rows)


def single_media(t: Texts, text: NoticeText, rows: tuple[Row, ...]) -> Media:
    """A notice with one file."""
    (file,) = text.content.files
    return Media(file.kind, file.file_id, _below_head(t, text, text.content.words), rows)


def album_caption(t: Texts, text: NoticeText) -> Markup:
    """The words under the first part of an album."""
    return _below_head(t, text, text.content.words)


def _ways(t: Texts, text: NoticeText, rows: tuple[Row, ...]) -> tuple[Way, ...]:
    content = text.content
    match content.shape:
        case Shape.TEXT:
            return (Way((Step(text_screen(t, text, rows)),)),)
        case Shape.FILE:
            return (Way((Step(single_media(t, text, rows)),)),)
        case Shape.ALBUM:
            steps = [Step(_album(content.files, album_caption(t, text)))]
            if rows:
                steps.append(Step(tail(t, text, rows), below_first=True))
            return (Way(tuple(steps)),)
        case Shape.FORWARD:
            return _forward_ways(t, text, rows)


def _forward_ways(t: Texts, text: NoticeText, rows: tuple[Row, ...]) -> tuple[Way, ...]:
    letter = text.content.forward
    assert letter is not None
    below = Step(tail(t, text, rows), below_first=True)
    way = Way((Step(Forward(letter.chat_id, letter.message_ids)), below))
    copy = _copied(Content(letter.words, letter.files))
    if copy is None:
        return (way,)
    below = Step(tail(t, text, rows, _copy_note(t, letter.origin)), below_first=True)
    return way, Way((Step(copy), below), How.COPIED)


def _copy_note(t: Texts, origin: str) -> Markup:
    return t("<i>The above is a copy of a message of {origin}.</i>", origin=origin)


def _request(t: Texts) -> Markup:
    return t("Please confirm that {you} have received it.")


def _copied(letter: Content) -> Screen | Media | Album | None:
    """What was forwarded, word for word, without a head: that is on the message below it."""
    html = letter.words.html
    match letter.shape:
        case Shape.FILE:
            return Media(letter.files[0].kind, letter.files[0].file_id, html)
        case Shape.ALBUM:
            return _album(letter.files, html)
    return Screen(html) if html else None


def _album(files: tuple[NoticeFile, ...], html: str) -> Album:
    return Album(files[0].kind, tuple(file.file_id for file in files), html)


def _below_head(t: Texts, text: NoticeText, words: Formatted) -> Markup:
    head = notice_head(t, text)
    return head + Markup("\n\n") + _own(words) if words.plain.strip() else head


def _own(words: Formatted) -> Markup:
    # Made from the message's entities by python-telegram-bot: whole HTML, everything else escaped.
    return Markup(words.html.strip())  # noqa: S704
