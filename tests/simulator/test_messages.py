"""What may be sent, and how Telegram refuses the rest."""

import json

import aiohttp
import pytest

from bot.simulator.limits import FloodLimits
from bot.simulator.person import Person
from bot.simulator.telegram import Telegram
from tests.simulator.conftest import Api, Hands, Json
from tests.simulator.markups import inline, inline_button, reply_keys


async def test_message_is_shown_to_the_person_with_campaign_time(
    api: Api, lan: Person, hands: Hands
) -> None:
    sent = await api.result(
        "sendMessage", chat_id=lan.id, text=" Chào <b>Lan</b> \n", parse_mode="HTML"
    )

    assert lan.last == sent
    assert sent["text"] == "Chào Lan"
    assert sent["entities"] == [{"type": "bold", "offset": 5, "length": 3}]
    assert sent["date"] == int(hands.now.timestamp())
    assert sent["from"]["username"] == "thidua_demo_bot"
    assert sent["chat"] == {
        "id": lan.id,
        "type": "private",
        "first_name": "Lan",
        "last_name": "Trần",
    }


async def test_offsets_count_utf16_units(api: Api, lan: Person) -> None:
    sent = await api.result("sendMessage", chat_id=lan.id, text="😀 <i>ắ</i>", parse_mode="HTML")

    assert sent["entities"] == [{"type": "italic", "offset": 3, "length": 1}]


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "message text is empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({}, "message text is empty"),
        (
            {"text": "<b>x", "parse_mode": "HTML"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (
            {"text": "ă <p>x</p>", "parse_mode": "HTML"},
            'can\'t parse entities: Unsupported start tag "p" at byte offset 3',
        ),
        ({"text": "x", "parse_mode": "Markdown"}, "unsupported parse_mode"),
        ({"text": "x", "reply_parameters": {"message_id": 999}}, "message to be replied not found"),
        (
            {"text": "x", "reply_markup": inline_button(text="Nộp")},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "x", "reply_markup": inline_button(text="Nộp", callback_data="")},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "x", "reply_markup": inline_button(text="Nộp", callback_data="ắ" * 22)},
            "BUTTON_DATA_INVALID",
        ),
        (
            {"text": "x", "reply_markup": inline_button(text="Mở", url="http://localhost/a")},
            "inline keyboard button URL 'http://localhost/a' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "x", "reply_markup": inline_button(text="Mở", url="ftp://a.vn")},
            "inline keyboard button URL 'ftp://a.vn' is invalid: Unsupported URL protocol",
        ),
        (
            {"text": "x", "reply_markup": reply_keys()},
            "reply keyboard must have at least one button",
        ),
        ({"text": "x", "reply_markup": {"colour": 1}}, "object expected as reply markup"),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"text": "x", "reply_markup": []}, "object expected as reply markup"),
        ({"text": "x", "colour": "red"}, 'parameter "colour" of sendMessage is not served here'),
        ({"text": "\ud800"}, "strings must be encoded in UTF-8"),
    ],
)
async def test_message_is_refused_in_telegrams_words(
    api: Api, lan: Person, parameters: Json, words: str
) -> None:
    refusal = await api.refusal("sendMessage", chat_id=lan.id, **parameters)

    assert refusal == f"400 Bad Request: {words}"
    assert [m["text"] for m in lan.messages] == ["/start"]


async def test_length_is_counted_without_the_markup(api: Api, lan: Person) -> None:
    text = "<b>" + "ắ" * 4096 + "</b>"

    sent = await api.result("sendMessage", chat_id=lan.id, text=text, parse_mode="HTML")

    assert len(sent["text"]) == 4096


async def test_sixty_four_bytes_of_callback_data_are_taken(api: Api, lan: Person) -> None:
    keyboard = inline_button(text="Nộp", callback_data="x" * 64)

    sent = await api.result("sendMessage", chat_id=lan.id, text="x", reply_markup=keyboard)

    assert sent["reply_markup"] == keyboard


async def test_bot_cannot_write_first(api: Api, telegram: Telegram) -> None:
    stranger = telegram.add_person("Minh")

    refusal = await api.refusal("sendMessage", chat_id=stranger.id, text="x")

    assert refusal == "403 Forbidden: bot can't initiate conversation with a user"


@pytest.mark.parametrize("chat_id", [1, -100123, "@someone"])
async def test_unknown_chat_is_not_found(api: Api, lan: Person, chat_id: int | str) -> None:
    refusal = await api.refusal("sendMessage", chat_id=chat_id, text="x")

    assert refusal == "400 Bad Request: chat not found"


async def test_blocked_bot_is_refused_until_it_is_unblocked(api: Api, lan: Person) -> None:
    lan.block()
    refusal = await api.refusal("sendMessage", chat_id=lan.id, text="x")
    lan.unblock()
    sent = await api.ask("sendMessage", chat_id=lan.id, text="x")

    assert refusal == "403 Forbidden: bot was blocked by the user"
    assert sent["ok"]


async def test_reply_quotes_the_message_and_may_do_without(api: Api, lan: Person) -> None:
    first = lan.messages[0]

    replied = await api.result(
        "sendMessage",
        chat_id=lan.id,
        text="x",
        reply_parameters={"message_id": first["message_id"]},
    )
    alone = await api.result(
        "sendMessage",
        chat_id=lan.id,
        text="x",
        reply_parameters={"message_id": 999, "allow_sending_without_reply": True},
    )

    assert replied["reply_to_message"] == first
    assert "reply_to_message" not in alone


async def test_copy_has_the_content_and_forward_tells_the_origin(
    api: Api, lan: Person, telegram: Telegram
) -> None:
    officer = telegram.add_person("Hà")
    officer.start()
    source = lan.send_document("bao-cao.pdf", b"%PDF", caption="6 tháng")
    where = {"chat_id": officer.id, "from_chat_id": lan.id, "message_id": source["message_id"]}

    copied = await api.result("copyMessage", **where)
    copy = officer.last
    forward = await api.result("forwardMessage", **where)

    assert copied == {"message_id": copy["message_id"]}
    assert (copy["document"], copy["caption"]) == (source["document"], "6 tháng")
    assert "forward_origin" not in copy
    assert forward["forward_origin"]["sender_user"]["id"] == lan.id


async def test_typing_stands_until_the_bot_writes(api: Api, lan: Person) -> None:
    await api.result("sendChatAction", chat_id=lan.id, action="typing")
    while_typing = lan.chat.is_typing
    await api.result("sendMessage", chat_id=lan.id, text="x")

    assert while_typing
    assert not lan.chat.is_typing
    assert await api.refusal("sendChatAction", chat_id=lan.id, action="dance") == (
        "400 Bad Request: wrong parameter action in request"
    )


async def test_ordered_refusal_comes_once_and_says_how_long(
    api: Api, lan: Person, telegram: Telegram
) -> None:
    words = "Too Many Requests: retry after 7"
    telegram.refuse_next("sendMessage", 429, words, {"retry_after": 7})

    refused = await api.ask("sendMessage", chat_id=lan.id, text="x")
    sent = await api.ask("sendMessage", chat_id=lan.id, text="x")

    assert (refused["status"], refused["description"]) == (429, words)
    assert refused["parameters"] == {"retry_after": 7}
    assert sent["ok"]
    assert [call.method for call in telegram.calls] == ["sendMessage", "sendMessage"]


async def test_flood_limit_refuses_one_chat_and_not_the_others(
    api: Api, lan: Person, telegram: Telegram
) -> None:
    other = telegram.add_person("Minh")
    other.start()
    telegram.limits = FloodLimits(burst=2, clock=lambda: 0.0)

    answers = [await api.ask("sendMessage", chat_id=lan.id, text="x") for _ in range(3)]
    elsewhere = await api.ask("sendMessage", chat_id=other.id, text="x")

    assert [answer["status"] for answer in answers] == [200, 200, 429]
    assert answers[2]["parameters"] == {"retry_after": 1}
    assert elsewhere["ok"]


async def test_token_is_checked(session: aiohttp.ClientSession, url: str, api: Api) -> None:
    for token, status, words in (
        ("1000001:another-token", 401, "Unauthorized"),
        ("no-token", 404, "Not Found"),
    ):
        async with session.get(f"{url}/bot{token}/getMe") as response:
            answer = json.loads(await response.text())
        assert answer == {"ok": False, "error_code": status, "description": words}
        assert response.status == status

    assert await api.refusal("sendFlowers") == "404 Not Found"
    assert (await api.result("GETME"))["username"] == "thidua_demo_bot"


async def test_forms_of_every_kind_are_understood(
    session: aiohttp.ClientSession, url: str, api: Api, lan: Person
) -> None:
    where = f"{url}/bot{api.token}/sendMessage"
    markup = json.dumps(inline("Nộp"))
    fields = {"chat_id": str(lan.id), "text": "xin chào", "reply_markup": markup}
    multipart = aiohttp.MultipartWriter("form-data")
    for name, value in fields.items():
        multipart.append(value).set_content_disposition("form-data", name=name)

    for request in ({"params": fields}, {"data": fields}, {"data": multipart}, {"json": fields}):
        async with session.post(where, **request) as response:
            assert (await response.json())["ok"]

    assert [m["text"] for m in lan.messages[1:]] == ["xin chào"] * 4
    assert all(m["reply_markup"] == inline("Nộp") for m in lan.messages[1:])
