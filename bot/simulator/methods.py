"""The methods and objects of the Bot API that are served here, with every parameter they take.

A request that names anything else is refused, where Telegram would keep silent: a misspelt
parameter is found by the first test instead of by the first user.
"""

from typing import NamedTuple


class Parameter(NamedTuple):
    """One parameter of a method, or one field of an object; types as the Bot API names them."""

    name: str
    types: tuple[str, ...]
    required: bool = False


Fields = tuple[Parameter, ...]

_CHAT = ("Integer", "String")
_FILE = ("InputFile", "String")
_INLINE = ("InlineKeyboardMarkup",)
_ANY_MARKUP = ("InlineKeyboardMarkup", "ReplyKeyboardMarkup", "ReplyKeyboardRemove", "ForceReply")


def _need(name: str, *types: str) -> Parameter:
    return Parameter(name, types or ("String",), required=True)


def _may(name: str, *types: str) -> Parameter:
    return Parameter(name, types or ("String",))


_TO: Fields = (_need("chat_id", *_CHAT),)
_SILENT: Fields = (_may("disable_notification", "Boolean"), _may("protect_content", "Boolean"))
_REPLY: Fields = (_may("reply_parameters", "ReplyParameters"),)
_SENT: Fields = (*_SILENT, *_REPLY, _may("reply_markup", *_ANY_MARKUP))
_CAPTION: Fields = (
    _may("caption"),
    _may("parse_mode"),
    _may("caption_entities", "Array of MessageEntity"),
)
_ABOVE: Fields = (_may("show_caption_above_media", "Boolean"),)
_EDITED: Fields = (_may("chat_id", *_CHAT), _may("message_id", "Integer"))
_LANGUAGE: Fields = (_may("language_code"),)
_SCOPE: Fields = (_may("scope", "BotCommandScope"), *_LANGUAGE)

METHODS: dict[str, Fields] = {
    "getMe": (),
    "getUpdates": (
        _may("offset", "Integer"),
        _may("limit", "Integer"),
        _may("timeout", "Integer"),
        _may("allowed_updates", "Array of String"),
    ),
    "setWebhook": (
        _need("url"),
        _may("max_connections", "Integer"),
        _may("allowed_updates", "Array of String"),
        _may("drop_pending_updates", "Boolean"),
        _may("secret_token"),
    ),
    "deleteWebhook": (_may("drop_pending_updates", "Boolean"),),
    "getWebhookInfo": (),
    "setMyCommands": (_need("commands", "Array of BotCommand"), *_SCOPE),
    "getMyCommands": _SCOPE,
    "deleteMyCommands": _SCOPE,
    "setMyName": (_may("name"), *_LANGUAGE),
    "getMyName": _LANGUAGE,
    "setMyDescription": (_may("description"), *_LANGUAGE),
    "getMyDescription": _LANGUAGE,
    "setMyShortDescription": (_may("short_description"), *_LANGUAGE),
    "getMyShortDescription": _LANGUAGE,
    "setChatMenuButton": (_may("chat_id", "Integer"), _may("menu_button", "MenuButton")),
    "getChatMenuButton": (_may("chat_id", "Integer"),),
    "getChat": _TO,
    "getChatMember": (*_TO, _need("user_id", "Integer")),
    "leaveChat": _TO,
    "sendChatAction": (*_TO, _need("action")),
    "sendMessage": (
        *_TO,
        _need("text"),
        _may("parse_mode"),
        _may("entities", "Array of MessageEntity"),
        _may("link_preview_options", "LinkPreviewOptions"),
        *_SENT,
    ),
    "sendPhoto": (*_TO, _need("photo", *_FILE), *_CAPTION, *_ABOVE, *_SENT),
    "sendDocument": (
        *_TO,
        _need("document", *_FILE),
        _may("disable_content_type_detection", "Boolean"),
        *_CAPTION,
        *_SENT,
    ),
    "sendVoice": (*_TO, _need("voice", *_FILE), _may("duration", "Integer"), *_CAPTION, *_SENT),
    "sendMediaGroup": (
        *_TO,
        _need("media", "Array of InputMediaDocument", "Array of InputMediaPhoto"),
        *_SILENT,
        *_REPLY,
    ),
    "copyMessage": (
        *_TO,
        _need("from_chat_id", *_CHAT),
        _need("message_id", "Integer"),
        *_CAPTION,
        *_ABOVE,
        *_SENT,
    ),
    "forwardMessage": (
        *_TO,
        _need("from_chat_id", *_CHAT),
        _need("message_id", "Integer"),
        *_SILENT,
    ),
    "forwardMessages": (
        *_TO,
        _need("from_chat_id", *_CHAT),
        _need("message_ids", "Array of Integer"),
        *_SILENT,
    ),
    "editMessageText": (
        *_EDITED,
        _may("text"),
        _may("parse_mode"),
        _may("entities", "Array of MessageEntity"),
        _may("link_preview_options", "LinkPreviewOptions"),
        _may("reply_markup", *_INLINE),
    ),
    "editMessageCaption": (*_EDITED, *_CAPTION, *_ABOVE, _may("reply_markup", *_INLINE)),
    "editMessageMedia": (*_EDITED, _need("media", "InputMedia"), _may("reply_markup", *_INLINE)),
    "editMessageReplyMarkup": (*_EDITED, _may("reply_markup", *_INLINE)),
    "deleteMessage": (*_TO, _need("message_id", "Integer")),
    "deleteMessages": (*_TO, _need("message_ids", "Array of Integer")),
    "pinChatMessage": (
        *_TO,
        _need("message_id", "Integer"),
        _may("disable_notification", "Boolean"),
    ),
    "unpinChatMessage": (*_TO, _may("message_id", "Integer")),
    "answerCallbackQuery": (
        _need("callback_query_id"),
        _may("text"),
        _may("show_alert", "Boolean"),
        _may("url"),
        _may("cache_time", "Integer"),
    ),
    "getFile": (_need("file_id"),),
}

OBJECTS: dict[str, Fields] = {
    "InlineKeyboardMarkup": (_need("inline_keyboard", "Array of Array of InlineKeyboardButton"),),
    "InlineKeyboardButton": (
        _need("text"),
        _may("url"),
        _may("callback_data"),
        _may("copy_text", "CopyTextButton"),
    ),
    "CopyTextButton": (_need("text"),),
    "ReplyKeyboardMarkup": (
        _need("keyboard", "Array of Array of KeyboardButton"),
        _may("is_persistent", "Boolean"),
        _may("resize_keyboard", "Boolean"),
        _may("one_time_keyboard", "Boolean"),
        _may("input_field_placeholder"),
        _may("selective", "Boolean"),
    ),
    "KeyboardButton": (_need("text"), _may("request_contact", "Boolean")),
    "ReplyKeyboardRemove": (_need("remove_keyboard", "Boolean"), _may("selective", "Boolean")),
    "ForceReply": (
        _need("force_reply", "Boolean"),
        _may("input_field_placeholder"),
        _may("selective", "Boolean"),
    ),
    "ReplyParameters": (
        _need("message_id", "Integer"),
        _may("chat_id", *_CHAT),
        _may("allow_sending_without_reply", "Boolean"),
    ),
    "LinkPreviewOptions": (
        _may("is_disabled", "Boolean"),
        _may("url"),
        _may("prefer_small_media", "Boolean"),
        _may("prefer_large_media", "Boolean"),
        _may("show_above_text", "Boolean"),
    ),
    "MessageEntity": (
        _need("type"),
        _need("offset", "Integer"),
        _need("length", "Integer"),
        _may("url"),
        _may("language"),
        _may("custom_emoji_id"),
    ),
    "InputMediaPhoto": (_need("type"), _need("media"), *_CAPTION, *_ABOVE),
    "InputMediaDocument": (
        _need("type"),
        _need("media"),
        *_CAPTION,
        _may("disable_content_type_detection", "Boolean"),
    ),
    "BotCommand": (_need("command"), _need("description")),
    "BotCommandScopeDefault": (_need("type"),),
    "BotCommandScopeAllPrivateChats": (_need("type"),),
    "BotCommandScopeAllGroupChats": (_need("type"),),
    "BotCommandScopeAllChatAdministrators": (_need("type"),),
    "BotCommandScopeChat": (_need("type"), _need("chat_id", *_CHAT)),
    "MenuButtonCommands": (_need("type"),),
    "MenuButtonDefault": (_need("type"),),
}

# Objects told apart by their "type".
VARIANTS: dict[str, dict[str, str]] = {
    "InputMedia": {"photo": "InputMediaPhoto", "document": "InputMediaDocument"},
    "BotCommandScope": {
        "default": "BotCommandScopeDefault",
        "all_private_chats": "BotCommandScopeAllPrivateChats",
        "all_group_chats": "BotCommandScopeAllGroupChats",
        "all_chat_administrators": "BotCommandScopeAllChatAdministrators",
        "chat": "BotCommandScopeChat",
    },
    "MenuButton": {"commands": "MenuButtonCommands", "default": "MenuButtonDefault"},
}
