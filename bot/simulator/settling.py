"""Methods by which a bot asks, answers and presents itself: all but messages and updates."""

from bot.simulator.files import MAX_DOWNLOAD
from bot.simulator.groups import GroupChat, Standing, set_bot, standing_of
from bot.simulator.profile import (
    EVERYWHERE,
    MAX_DESCRIPTION,
    MAX_NAME,
    MAX_SHORT_DESCRIPTION,
    Scope,
    checked_language,
    set_words,
    words_in,
)
from bot.simulator.queries import Toast
from bot.simulator.refusals import Json, bad_request
from bot.simulator.sending import known_chat, readable_chat, writable_chat
from bot.simulator.telegram import Telegram

MAX_TOAST = 200
_ABILITIES = {
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
    "can_connect_to_business": False,
    "has_main_web_app": False,
}
_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")


def get_me(telegram: Telegram, p: Json) -> Json:
    """getMe"""
    return telegram.me | {"first_name": telegram.name} | _ABILITIES


def answer_callback_query(telegram: Telegram, p: Json) -> bool:
    """answerCallbackQuery: once, in time; only a text is shown to the person."""
    text = p.get("text", "")
    if len(text) > MAX_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    query_id = p["callback_query_id"]
    person = telegram.people[telegram.queries.answer(query_id)]
    person.toast_shown = Toast(query_id, text, p.get("show_alert", False)) if text else None
    telegram.changed()
    return True


def get_file(telegram: Telegram, p: Json) -> Json:
    """getFile: where to fetch it, up to 20 MB."""
    stored = telegram.files.find(p["file_id"])
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(stored.content) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return stored.as_json() | {"file_path": stored.path}


def get_chat(telegram: Telegram, p: Json) -> Json:
    """getChat"""
    chat = readable_chat(telegram, p["chat_id"])
    pinned = chat.find(chat.pinned_id)
    return {
        **chat.as_json(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys((*_GIFTS, "gifts_from_channels"), False),
        **({"pinned_message": pinned.body} if pinned else {}),
    }


def get_chat_member(telegram: Telegram, p: Json) -> Json:
    """getChatMember: in a private chat, the person and the bot; in a group, whoever is known."""
    chat = readable_chat(telegram, p["chat_id"])
    user_id = p["user_id"]
    if user_id == telegram.me["id"]:
        bot = chat.bot if isinstance(chat, GroupChat) and chat.bot else Standing.MEMBER
        return standing_of(telegram.me, bot)
    person = telegram.people.get(user_id)
    if person is None or (chat.chat_id > 0 and chat.chat_id != user_id):
        raise bad_request("member not found")
    is_out = isinstance(chat, GroupChat) and user_id not in chat.people
    return standing_of(person.user, Standing.LEFT if is_out else Standing.MEMBER)


def leave_chat(telegram: Telegram, p: Json) -> bool:
    """leaveChat: the bot hears of it as of any other change of what it is there."""
    chat = writable_chat(telegram, p["chat_id"])
    if not isinstance(chat, GroupChat):
        raise bad_request("chat member status can't be changed in private chats")
    telegram.post(chat, {"left_chat_member": telegram.me})
    set_bot(telegram, chat, Standing.LEFT, telegram.me)
    return True


def set_my_commands(telegram: Telegram, p: Json) -> bool:
    """setMyCommands: one list for each scope and language."""
    scope, language = _scope(telegram, p), p.get("language_code", "")
    telegram.profile.set_commands(scope, language, p["commands"])
    telegram.changed()
    return True


def get_my_commands(telegram: Telegram, p: Json) -> list[Json]:
    """getMyCommands: exactly those of the scope and language asked."""
    key = _scope(telegram, p), checked_language(p.get("language_code", ""))
    return telegram.profile.commands.get(key, [])


def delete_my_commands(telegram: Telegram, p: Json) -> bool:
    """deleteMyCommands: people see those of the next wider scope again."""
    key = _scope(telegram, p), checked_language(p.get("language_code", ""))
    telegram.profile.commands.pop(key, None)
    telegram.changed()
    return True


def set_my_name(telegram: Telegram, p: Json) -> bool:
    """setMyName"""
    return _set_words(telegram, p, "name", MAX_NAME, "NAME_TOO_LONG")


def get_my_name(telegram: Telegram, p: Json) -> Json:
    """getMyName"""
    name = words_in(telegram.profile.names, p.get("language_code", ""))
    return {"name": name or telegram.me["first_name"]}


def set_my_description(telegram: Telegram, p: Json) -> bool:
    """setMyDescription: what a person reads before pressing Start."""
    return _set_words(telegram, p, "description", MAX_DESCRIPTION, "DESCRIPTION_TOO_LONG")


def get_my_description(telegram: Telegram, p: Json) -> Json:
    """getMyDescription"""
    words = telegram.profile.descriptions
    return {"description": words_in(words, p.get("language_code", ""))}


def set_my_short_description(telegram: Telegram, p: Json) -> bool:
    """setMyShortDescription: what stands on the bot's profile."""
    return _set_words(telegram, p, "short_description", MAX_SHORT_DESCRIPTION, "ABOUT_TOO_LONG")


def get_my_short_description(telegram: Telegram, p: Json) -> Json:
    """getMyShortDescription"""
    words = telegram.profile.short_descriptions
    return {"short_description": words_in(words, p.get("language_code", ""))}


def set_chat_menu_button(telegram: Telegram, p: Json) -> bool:
    """setChatMenuButton: for one chat, or for all without their own."""
    if "chat_id" in p:
        known_chat(telegram, p["chat_id"])
    telegram.profile.menu_buttons[p.get("chat_id", 0)] = p.get("menu_button", {"type": "default"})
    telegram.changed()
    return True


def get_chat_menu_button(telegram: Telegram, p: Json) -> Json:
    """getChatMenuButton"""
    buttons = telegram.profile.menu_buttons
    return buttons.get(p.get("chat_id", 0), buttons.get(0, {"type": "commands"}))


def _scope(telegram: Telegram, p: Json) -> Scope:
    scope = p.get("scope", {"type": "default"})
    if scope["type"] == "default":
        return EVERYWHERE
    if scope["type"] == "chat":
        return "chat", known_chat(telegram, scope["chat_id"]).chat_id
    return str(scope["type"]), 0


def _set_words(telegram: Telegram, p: Json, noun: str, longest: int, error: str) -> bool:
    words: dict[str, str] = getattr(telegram.profile, f"{noun}s")
    set_words(words, p.get("language_code", ""), p.get(noun, ""), longest, error)
    telegram.changed()
    return True
