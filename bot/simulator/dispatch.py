"""From the name of a method to what it does."""

from collections.abc import Awaitable, Callable, Mapping
from inspect import isawaitable
from typing import Any

from bot.simulator import editing, receiving, sending, settling
from bot.simulator.methods import METHODS
from bot.simulator.parameters import Upload, read_parameters
from bot.simulator.refusals import Json, Refusal
from bot.simulator.telegram import Call, Telegram

Served = Callable[[Telegram, Json], Any | Awaitable[Any]]

SERVED: dict[str, Served] = {
    "getMe": settling.get_me,
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
    "setMyCommands": settling.set_my_commands,
    "getMyCommands": settling.get_my_commands,
    "deleteMyCommands": settling.delete_my_commands,
    "setMyName": settling.set_my_name,
    "getMyName": settling.get_my_name,
    "setMyDescription": settling.set_my_description,
    "getMyDescription": settling.get_my_description,
    "setMyShortDescription": settling.set_my_short_description,
    "getMyShortDescription": settling.get_my_short_description,
    "setChatMenuButton": settling.set_chat_menu_button,
    "getChatMenuButton": settling.get_chat_menu_button,
    "getChat": settling.get_chat,
    "getChatMember": settling.get_chat_member,
    "leaveChat": settling.leave_chat,
    "getFile": settling.get_file,
    "answerCallbackQuery": settling.answer_callback_query,
    "sendChatAction": sending.send_chat_action,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendVoice": sending.send_voice,
    "sendMediaGroup": sending.send_media_group,
    "copyMessage": sending.copy_message,
    "forwardMessage": sending.forward_message,
    "forwardMessages": sending.forward_messages,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "pinChatMessage": editing.pin_chat_message,
    "unpinChatMessage": editing.unpin_chat_message,
}

# Telegram does not mind the case of a method's name.
_NAMES = {name.lower(): name for name in METHODS}
_UNTOLD = "getUpdates"


def canonical(method: str) -> str:
    """A method's name as the Bot API writes it; one that is not served stays as it is."""
    return _NAMES.get(method.lower(), method)


async def answer(telegram: Telegram, name: str, raw: Json, uploads: Mapping[str, Upload]) -> Any:
    """The result of one request for a method; raises Telegram's refusal."""
    if name not in METHODS:
        raise Refusal(404, "Not Found")
    parameters = read_parameters(name, raw, uploads)
    if name != _UNTOLD:
        telegram.calls.append(Call(name, parameters))
    telegram.check_may_call(name, parameters)
    result = SERVED[name](telegram, parameters)
    return await result if isawaitable(result) else result
