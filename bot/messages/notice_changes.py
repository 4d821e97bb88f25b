"""A notice corrected or withdrawn, in a recipient's chat: in place where Telegram allows it."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.messages.notice_text import (
    album_caption,
    linked_ways,
    notice_head,
    receipt_rows,
    single_media,
    tail,
    text_screen,
)
from bot.messages.outgoing import Caption, Delete, Edit, Outgoing, Step, Way
from bot.messages.screens import Row, Screen
from bot.rules.contents import Content, Shape, can_become
from bot.rules.notices import How, NoticeText
from bot.rules.recipients import Posted, messages_of
from bot.texts import Texts


def correction(
    t: Texts, was: Content, now: NoticeText, live: Posted, *, to_group: bool = False
) -> Outgoing:
    """What puts the newest version in place of what the recipient has; else a message that
    replies to that."""
    rows = () if to_group else receipt_rows(t, now)
    steps = _in_place(t, was, now, live, rows)
    in_place = (Way(steps, How.EDITED, live.message_ids),) if steps else ()
    linked = linked_ways(t, now, live.message_ids[0], to_group=to_group)
    return Outgoing((*in_place, *linked), now.version)


def read_again(t: Texts, text: NoticeText, live: Posted, *, to_group: bool = False) -> Outgoing:
    """A short message that makes a sound, as edits do not: it was corrected, please read it."""
    rows = () if to_group else receipt_rows(t, text)
    lines: list[str | Markup] = [notice_head(t, text), ""]
    if rows:
        lines.append(
            t(
                "This notice was corrected. Please read it again and confirm that {you} have "
                "received it."
            )
        )
    else:
        lines.append(t("This notice was corrected. Please read it again."))
    return _reply(Screen(t.join(lines), rows), live, version=text.version)


def second_call(t: Texts, text: NoticeText, live: Posted) -> Outgoing:
    """The second call, replying to the notice itself."""
    lines: list[str | Markup] = [
        notice_head(t, text),
        "",
        t(
            "{You} have not confirmed yet that {you} received this notice. Please read it and "
            "press the button below."
        ),
    ]
    return _reply(Screen(t.join(lines), receipt_rows(t, text)), live, version=text.version)


def withdrawal(
    t: Texts, was: Content, text: NoticeText, posts: Sequence[Posted], live: Posted, *, young: bool
) -> Outgoing:
    """What takes a notice back: deleted while it is young, else marked where it stands, else said
    in a message that replies to it."""
    ways: list[Way] = []
    if young:
        ways.append(Way((Step(Delete(messages_of(posts))),), How.DELETED, live.message_ids))
    screen = Screen(_withdrawn_words(t, text))
    first = live.message_ids[0]
    match was.shape:
        case Shape.TEXT:
            ways.append(Way((Step(Edit(first, screen)),), How.MARKED, live.message_ids))
        case Shape.FILE:
            marked = Step(Caption(first, screen.html))
            ways.append(Way((marked,), How.MARKED, live.message_ids))
    ways.append(Way((Step(screen, first),), How.LINKED))
    return Outgoing(tuple(ways), text.version)


def _withdrawn_words(t: Texts, text: NoticeText) -> Markup:
    lines: list[str | Markup] = [
        notice_head(t, text),
        "",
        t("<b>This notice has been withdrawn.</b> Please do not act on it."),
    ]
    return t.join(lines)


def _in_place(
    t: Texts, was: Content, now: NoticeText, live: Posted, rows: tuple[Row, ...]
) -> tuple[Step, ...]:
    """The edits that bring about the new version; none where Telegram has none for that."""
    if not can_become(was, now.content) or live.how == How.COPIED:
        return ()
    first, has_tail = live.message_ids[0], bool(rows)
    match now.content.shape:
        case Shape.TEXT:
            return (Step(Edit(first, text_screen(t, now, rows))),)
        case Shape.FILE:
            return (_file_in_place(t, was, now, first, rows),)
        case Shape.ALBUM:
            steps = [Step(Caption(first, album_caption(t, now)))]
        case Shape.FORWARD:
            steps, has_tail = [], True
    if has_tail:
        steps.append(Step(Edit(live.message_ids[-1], tail(t, now, rows))))
    return tuple(steps)


def _file_in_place(
    t: Texts, was: Content, now: NoticeText, first: int, rows: tuple[Row, ...]
) -> Step:
    media = single_media(t, now, rows)
    same = was.files == now.content.files
    return Step(Caption(first, media.html, rows) if same else Edit(first, media))


def _reply(screen: Screen, live: Posted, *, version: int) -> Outgoing:
    return Outgoing((Way((Step(screen, live.message_ids[0]),)),), version)
