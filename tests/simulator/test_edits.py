"""Edits and deletions, and how Telegram refuses them."""

import pytest

from bot.simulator.person import Person
from tests.simulator.conftest import Api, Hands, Json
from tests.simulator.markups import inline, reply_keys

NOT_MODIFIED = (
    "400 Bad Request: message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)
CANNOT_EDIT = "400 Bad Request: message can't be edited"


async def test_edit_replaces_text_and_takes_buttons_away(
    api: Api, lan: Person, hands: Hands
) -> None:
    sent = await api.result("sendMessage", chat_id=lan.id, text="x", reply_markup=inline("Nộp"))
    hands.forward(hours=1)

    await api.result("editMessageText", chat_id=lan.id, message_id=sent["message_id"], text="y")

    edited_at = {"text": "y", "edit_date": int(hands.now.timestamp())}
    assert lan.last == {k: v for k, v in sent.items() if k != "reply_markup"} | edited_at


async def test_unchanged_edit_is_refused(api: Api, lan: Person) -> None:
    sent = await api.result(
        "sendMessage",
        chat_id=lan.id,
        text="<b>x</b>",
        parse_mode="HTML",
        reply_markup=inline("Nộp"),
    )
    here = {"chat_id": lan.id, "message_id": sent["message_id"]}
    same = {"text": "<strong>x</strong> ", "parse_mode": "HTML", "reply_markup": inline("Nộp")}

    text = await api.refusal("editMessageText", **here, **same)
    buttons = await api.refusal("editMessageReplyMarkup", **here, reply_markup=inline("Nộp"))
    other_look = await api.ask("editMessageText", **here, text="x", reply_markup=inline("Nộp"))

    assert text == buttons == NOT_MODIFIED
    assert other_look["ok"]


async def test_message_with_a_reply_keyboard_can_never_be_edited(api: Api, lan: Person) -> None:
    for markup in (reply_keys("Hạn"), {"remove_keyboard": True}, {"force_reply": True}):
        sent = await api.result("sendMessage", chat_id=lan.id, text="x", reply_markup=markup)
        here = {"chat_id": lan.id, "message_id": sent["message_id"]}

        assert await api.refusal("editMessageText", **here, text="y") == CANNOT_EDIT
        assert await api.refusal("editMessageReplyMarkup", **here) == CANNOT_EDIT


async def test_edit_takes_only_an_inline_keyboard(api: Api, lan: Person) -> None:
    sent = await api.result("sendMessage", chat_id=lan.id, text="x")

    refusal = await api.refusal(
        "editMessageText",
        chat_id=lan.id,
        message_id=sent["message_id"],
        text="y",
        reply_markup=reply_keys("Hạn"),
    )

    assert refusal == "400 Bad Request: inline keyboard expected"


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("editMessageText", {"text": "y"}),
        ("editMessageCaption", {"caption": "y"}),
        ("editMessageReplyMarkup", {}),
    ],
)
async def test_edit_of_what_is_not_the_bots(
    api: Api, lan: Person, method: str, parameters: Json
) -> None:
    own = lan.messages[0]["message_id"]

    theirs = await api.refusal(method, chat_id=lan.id, message_id=own, **parameters)
    missing = await api.refusal(method, chat_id=lan.id, message_id=999, **parameters)

    assert theirs == CANNOT_EDIT
    assert missing == "400 Bad Request: message to edit not found"


async def test_caption_of_a_text_and_text_of_a_file_cannot_be_edited(api: Api, lan: Person) -> None:
    text = await api.result("sendMessage", chat_id=lan.id, text="x")
    file_id = lan.send_document("a.pdf", b"%PDF")["document"]["file_id"]
    file = await api.result("sendDocument", chat_id=lan.id, document=file_id, caption="c")

    captioned = await api.refusal(
        "editMessageCaption", chat_id=lan.id, message_id=text["message_id"], caption="y"
    )
    retold = await api.refusal(
        "editMessageText", chat_id=lan.id, message_id=file["message_id"], text="y"
    )

    assert captioned == "400 Bad Request: there is no caption in the message to edit"
    assert retold == "400 Bad Request: there is no text in the message to edit"


async def test_deleted_message_vanishes_and_cannot_be_deleted_again(api: Api, lan: Person) -> None:
    sent = await api.result("sendMessage", chat_id=lan.id, text="x")
    here = {"chat_id": lan.id, "message_id": sent["message_id"]}

    await api.result("deleteMessage", **here)

    assert [m["text"] for m in lan.messages] == ["/start"]
    assert await api.refusal("deleteMessage", **here) == (
        "400 Bad Request: message to delete not found"
    )


async def test_message_older_than_two_days_stays(api: Api, lan: Person, hands: Hands) -> None:
    sent = await api.result("sendMessage", chat_id=lan.id, text="x")
    hands.forward(hours=48, seconds=1)
    ids = [sent["message_id"], 999]

    one = await api.refusal("deleteMessage", chat_id=lan.id, message_id=ids[0])
    many = await api.result("deleteMessages", chat_id=lan.id, message_ids=ids)

    assert one == "400 Bad Request: message can't be deleted for everyone"
    assert many is True
    assert lan.last["message_id"] == sent["message_id"]
