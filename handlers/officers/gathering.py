"""What an officer sends while composing -> content of a notice, formatting and all."""

from collections.abc import Callable

from telegram import (
    Message,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
)

from bot.rules.contents import (
    Content,
    FileKind,
    Formatted,
    Forwarded,
    NotForNotice,
    NoticeFile,
    with_file,
    with_forward,
    with_words,
)

Change = Callable[[Content], Content]


def change_by(message: Message) -> Change:
    """What the message makes of the content there is. Raises NotForNotice for a video and the
    like, unless it is forwarded: that can be sent on whatever it is."""
    words, file = words_of(message), file_of(message)
    if message.forward_origin is not None:
        forward = Forwarded(
            chat_id=message.chat_id,
            message_ids=(message.message_id,),
            origin=origin_of(message),
            words=words,
            files=(file,) if file else (),
            group=message.media_group_id or "",
        )
        return lambda content: with_forward(content, forward)
    if file is not None:
        return lambda content: with_file(content, file, words)
    if message.text is None:
        raise NotForNotice
    return lambda content: with_words(content, words)


def is_part(message: Message) -> bool:
    """Whether it is one of several that come together: more is to be waited for."""
    return message.media_group_id is not None


def brings_files(message: Message) -> bool:
    """Whether it brings a file, or something to be sent on, rather than words alone."""
    return message.forward_origin is not None or message.text is None


def words_of(message: Message) -> Formatted:
    """The text, or the caption, with its formatting as Telegram HTML."""
    if message.text is not None:
        return Formatted(message.text, message.text_html)
    return Formatted(message.caption or "", message.caption_html or "")


def file_of(message: Message) -> NoticeFile | None:
    """The photo, document or voice note in a message."""
    if message.photo:
        return NoticeFile(FileKind.PHOTO, message.photo[-1].file_id, "", message.message_id)
    # A moving picture calls itself a document too, and cannot be sent as one.
    if message.document is not None and message.animation is None:
        name = message.document.file_name or ""
        return NoticeFile(FileKind.DOCUMENT, message.document.file_id, name, message.message_id)
    if message.voice is not None:
        return NoticeFile(FileKind.VOICE, message.voice.file_id, "", message.message_id)
    return None


def origin_of(message: Message) -> str:
    """Whose the forwarded message was, by name."""
    match message.forward_origin:
        case MessageOriginUser(sender_user=user):
            return user.full_name
        case MessageOriginHiddenUser(sender_user_name=name):
            return name
        case MessageOriginChat(sender_chat=chat) | MessageOriginChannel(chat=chat):
            return chat.title or ""
    return ""
