"""Presses, answers to them, and keyboards."""

import pytest

from bot.simulator.person import Person
from bot.simulator.telegram import Telegram
from tests.simulator.conftest import Api, Json
from tests.simulator.markups import inline, inline_button, reply_keys

TOO_OLD = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"


async def pressed(api: Api) -> Json:
    """The newest press as the bot hears of it."""
    return (await api.result("getUpdates"))[-1]["callback_query"]


async def test_press_carries_the_data_and_the_message(api: Api, lan: Person) -> None:
    sent = await api.result("sendMessage", chat_id=lan.id, text="x", reply_markup=inline("Nộp"))

    lan.tap("Nộp")

    query = await pressed(api)
    assert (query["data"], query["message"], query["from"]["id"]) == ("Nộp", sent, lan.id)


async def test_press_is_answered_once(api: Api, lan: Person) -> None:
    lan.tap_data(1, "x")
    query = await pressed(api)

    await api.result("answerCallbackQuery", callback_query_id=query["id"], text="Đã nhận")
    again = await api.refusal("answerCallbackQuery", callback_query_id=query["id"])

    assert lan.toast == "Đã nhận"
    assert again == TOO_OLD


async def test_late_and_made_up_answers_are_refused(
    api: Api, lan: Person, telegram: Telegram
) -> None:
    lan.tap_data(1, "x")
    query = await pressed(api)
    telegram.queries.expire()

    assert await api.refusal("answerCallbackQuery", callback_query_id=query["id"]) == TOO_OLD
    assert await api.refusal("answerCallbackQuery", callback_query_id="1") == TOO_OLD
    assert await api.refusal("answerCallbackQuery") == TOO_OLD


async def test_answer_of_more_than_200_signs_is_refused(api: Api, lan: Person) -> None:
    lan.tap_data(1, "x")
    query = await pressed(api)

    refusal = await api.refusal(
        "answerCallbackQuery", callback_query_id=query["id"], text="x" * 201
    )

    assert refusal == "400 Bad Request: MESSAGE_TOO_LONG"


async def test_press_under_a_deleted_message_has_only_its_number(api: Api, lan: Person) -> None:
    lan.tap_data(999, "x")

    assert (await pressed(api))["message"] == {
        "message_id": 999,
        "chat": lan.chat.as_json(),
        "date": 0,
    }


async def test_newest_button_with_the_label_is_pressed(api: Api, lan: Person) -> None:
    for data in ("cũ", "mới"):
        keyboard = inline_button(text="Mở", callback_data=data)
        sent = await api.result("sendMessage", chat_id=lan.id, text="x", reply_markup=keyboard)

    lan.tap("Mở")
    newest = await pressed(api)
    lan.tap("Mở", message=sent["message_id"] - 1)

    assert (newest["data"], (await pressed(api))["data"]) == ("mới", "cũ")


async def test_link_and_copied_text_are_given_back(api: Api, lan: Person) -> None:
    for button in ({"url": "https://t.me/x?start=1"}, {"copy_text": {"text": "BN-0001"}}):
        keyboard = inline_button(text="Mở", **button)
        await api.result("sendMessage", chat_id=lan.id, text="x", reply_markup=keyboard)
        expected = button.get("url") or "BN-0001"
        assert lan.tap("Mở") == expected

    assert await api.result("getUpdates") == []


async def test_unknown_label_says_which_buttons_there_are(api: Api, lan: Person) -> None:
    await api.result("sendMessage", chat_id=lan.id, text="x", reply_markup=inline("Nộp"))

    with pytest.raises(LookupError, match="'Huỷ' among \\['Nộp'\\]"):
        lan.tap("Huỷ")


async def test_reply_keyboard_types_its_words_and_shares_the_contact(api: Api, lan: Person) -> None:
    keyboard = {"keyboard": [[{"text": "Hạn nộp"}, {"text": "Gửi số", "request_contact": True}]]}
    sent = await api.result("sendMessage", chat_id=lan.id, text="x", reply_markup=keyboard)

    lan.tap("Hạn nộp")
    lan.tap("Gửi số")

    said, shared = [u["message"] for u in await api.result("getUpdates")]
    assert "reply_markup" not in sent
    assert said["text"] == "Hạn nộp"
    assert shared["contact"]["user_id"] == lan.id
    assert lan.reply_keyboard == keyboard


async def test_reply_keyboard_goes_when_removed_used_once_or_deleted(api: Api, lan: Person) -> None:
    async def show(**options: bool) -> Json:
        keys = reply_keys("Hạn", **options)
        return await api.result("sendMessage", chat_id=lan.id, text="x", reply_markup=keys)

    await show()
    await api.result(
        "sendMessage", chat_id=lan.id, text="x", reply_markup={"remove_keyboard": True}
    )
    removed = lan.reply_keyboard
    await show(one_time_keyboard=True)
    lan.tap("Hạn")
    used = lan.reply_keyboard
    sent = await show()
    await api.result("deleteMessage", chat_id=lan.id, message_id=sent["message_id"])

    assert (removed, used, lan.reply_keyboard) == (None, None, None)
