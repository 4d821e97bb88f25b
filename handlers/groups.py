"""What comes from groups. Nothing that private chats may do is ever run for one.

A group's updates never reach the handlers of private chats: the application gives them here. Who
speaks in a group is looked up only where a right depends on it, and nobody is remembered for it.
"""

import re
from contextlib import suppress

import structlog
from telegram import Chat, ChatMember, ChatMemberRestricted, ChatMemberUpdated, Message, User
from telegram.constants import ChatID, ChatType, MessageEntityType, ParseMode
from telegram.error import ChatMigrated, TelegramError

from bot.actions.group_news import (
    bot_added,
    bot_called,
    bot_removed,
    group_moved,
    keep_title,
    may_have_been,
)
from bot.actions.in_groups import Message as InGroup
from bot.actions.in_groups import ask_in_group, phrases_in
from bot.actions.inbox import UpdateDone
from bot.actions.members import recognise
from bot.asking.in_public import asked_in_public, kept_of
from bot.context import BotContext
from bot.delivery.keyboards import markup
from bot.delivery.secrets import redact
from bot.messages.in_groups import only_in_private, unwanted
from bot.rules.groups import Arrival
from bot.rules.members import Language
from bot.texts import Texts
from handlers.routing import answer

log = structlog.get_logger()

GROUPS = frozenset({ChatType.GROUP, ChatType.SUPERGROUP})
INSIDE = frozenset({ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.OWNER})


async def handle_in_group(context: BotContext) -> None:
    """Answer for one update of a group, unless another process has meanwhile."""
    with suppress(UpdateDone):
        await _handle(context)


async def _handle(context: BotContext) -> None:
    update = context.incoming
    if update.my_chat_member is not None:
        await on_standing(context, update.my_chat_member)
    elif update.callback_query is not None:
        await on_press(context, update.callback_query.from_user)
    elif update.message is not None:
        await on_message(context, update.message)


async def on_standing(context: BotContext, change: ChatMemberUpdated) -> None:
    """The bot was added, put out, or given other rights."""
    is_in = _is_inside(change.new_chat_member)
    if is_in and not _is_inside(change.old_chat_member):
        await on_added(context, change.chat, change.from_user)
    elif not is_in:
        by_itself = change.from_user.id == context.bot.id
        async with context.transaction() as db:
            await bot_removed(db, change.chat.id, context.now(), by_itself=by_itself)


async def on_added(context: BotContext, chat: Chat, by: User) -> None:
    """Ask whoever added it whose the group is, unless it is an old one that became this."""
    if await _has_moved_here(context, chat):
        return
    async with context.transaction() as db:
        arrival = await bot_added(db, chat.id, chat.title or "", by.id, context.now())
    if arrival is Arrival.UNWANTED:
        await take_leave(context, chat, by)


async def take_leave(context: BotContext, chat: Chat, added_by: User) -> None:
    """Say once what the bot is, and go: nobody who runs a campaign wants it here."""
    anonymous = added_by.id == ChatID.ANONYMOUS_ADMIN
    words = unwanted(Texts(Language.VI), context.bot.username, anonymous=anonymous)
    try:
        await context.bot.send_message(
            chat.id, words.html, parse_mode=ParseMode.HTML, reply_markup=markup(words)
        )
    except TelegramError as error:  # It may not be let write here: then it goes without a word.
        log.info("group.no_farewell", error=redact(str(error)))
    with suppress(TelegramError):
        await context.bot.leave_chat(chat.id)


async def on_press(context: BotContext, presser: User) -> None:
    """No button of ours does anything in a group; whoever pressed one is told so."""
    async with context.reading() as db:
        member = await recognise(db, presser.id)
    t = Texts.of(member) if member else Texts(Language.VI)
    # Too late for a toast, a message would do; but a stranger cannot be written to.
    with suppress(TelegramError):
        await answer(context, only_in_private(t), alert=True)


async def on_message(context: BotContext, message: Message) -> None:
    """Follow a group that moved or has another name; answer when spoken to."""
    chat = message.chat
    is_reply = _is_reply(context, message)
    if message.migrate_to_chat_id or message.migrate_from_chat_id:
        old = message.migrate_from_chat_id or chat.id
        new = message.migrate_to_chat_id or chat.id
        async with context.transaction() as db:
            await group_moved(db, old, new)
    elif message.new_chat_title:
        async with context.transaction() as db:
            await keep_title(db, chat.id, message.new_chat_title)
    elif message.from_user and (is_reply or _is_called(context, message)):
        await on_spoken_to(context, message, message.from_user, is_reply=is_reply)


async def on_spoken_to(context: BotContext, message: Message, by: User, *, is_reply: bool) -> None:
    """Answer a question with what is common to all; else say what the bot is there for."""
    chat, text = message.chat, _said(context, message)
    only_replies = is_reply and not _is_called(context, message)
    async with context.reading() as db:
        phrases = await phrases_in(db, chat.id)
    asked = asked_in_public(text, phrases, is_reply=only_replies)
    if not asked:
        await on_called(context, chat, by, is_reply=is_reply)
        return
    where = InGroup(chat.id, chat.title or "", message.message_id, by.id)
    async with context.transaction() as db:
        arrival = await ask_in_group(db, where, kept_of(asked, text), context.now())
    if arrival is Arrival.UNWANTED:
        await take_leave(context, chat, by)


async def on_called(context: BotContext, chat: Chat, by: User, *, is_reply: bool) -> None:
    """Say what the bot is there for, and where people are answered."""
    async with context.transaction() as db:
        arrival = await bot_called(
            db,
            chat.id,
            chat.title or "",
            by.id,
            is_reply=is_reply,
            now=context.now(),
        )
    if arrival is Arrival.UNWANTED:
        await take_leave(context, chat, by)


async def _has_moved_here(context: BotContext, chat: Chat) -> bool:
    """Whether this is a group we know, upgraded; it is followed then.

    Telegram tells the bot that it joined the supergroup as if somebody had added it. What the old
    one says when something is done there tells the two apart; people see nothing of it.
    """
    if chat.type != ChatType.SUPERGROUP:
        return False
    async with context.reading() as db:
        candidates = await may_have_been(db, chat.id, chat.title or "")
    for old in candidates:
        try:
            await context.bot.send_chat_action(old, "typing")
        except ChatMigrated as moved:
            if moved.new_chat_id == chat.id:
                async with context.transaction() as db:
                    await group_moved(db, old, chat.id)
                return True
        except TelegramError as error:
            log.info("group.not_asked", error=redact(str(error)))
    return False


def _is_inside(standing: ChatMember) -> bool:
    if isinstance(standing, ChatMemberRestricted):
        return standing.is_member
    return standing.status in INSIDE


def _is_reply(context: BotContext, message: Message) -> bool:
    to = message.reply_to_message
    return bool(to and to.from_user and to.from_user.id == context.bot.id)


def _said(context: BotContext, message: Message) -> str:
    """What is said to the bot, without its name and the command it is called by."""
    own = f"@{context.bot.username}"
    words = message.text or message.caption or ""
    said = re.sub(re.escape(own), " ", words, flags=re.IGNORECASE)
    return re.sub(r"^\s*/\w+", "", said).strip(" ,.:;-\n")


def _is_called(context: BotContext, message: Message) -> bool:
    """Whether it is a command that may be ours, or names the bot."""
    own = f"@{context.bot.username}".lower()
    found = {**message.parse_entities(), **message.parse_caption_entities()}
    for entity, words in found.items():
        if entity.type == MessageEntityType.MENTION and words.lower() == own:
            return True
        if entity.type == MessageEntityType.BOT_COMMAND and entity.offset == 0:
            _, at, name = words.lower().partition("@")
            return not at or f"@{name}" == own
    return False
