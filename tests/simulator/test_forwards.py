"""Letters sent on: what people forward to the bot, and what the bot forwards."""

from bot.simulator.person import Attachment, Person
from bot.simulator.telegram import Telegram
from tests.files import a_picture
from tests.simulator.conftest import Api


async def test_what_was_forwarded_already_keeps_its_origin(
    api: Api, lan: Person, telegram: Telegram
) -> None:
    officer = telegram.add_person("Hà")
    officer.start()
    [source] = lan.forward("UBND tỉnh", "Công văn số 15")
    where = {"from_chat_id": lan.id, "message_id": source["message_id"]}

    sent = await api.result("forwardMessage", chat_id=officer.id, **where)

    assert sent["text"] == "Công văn số 15"
    assert sent["forward_origin"]["chat"]["title"] == "UBND tỉnh"


async def test_an_album_is_forwarded_as_one_and_what_is_gone_is_left_out(
    api: Api, lan: Person, telegram: Telegram
) -> None:
    officer = telegram.add_person("Hà")
    officer.start()
    sent = lan.send_album([_photo(), _photo(), _photo()], "Ba trang")
    ids = [body["message_id"] for body in sent]
    lan.chat.remove(ids[1])
    where = {"from_chat_id": lan.id, "message_ids": ids}

    parts = await api.result("forwardMessages", chat_id=officer.id, **where)

    first, second = officer.messages[-2:]
    assert [part["message_id"] for part in parts] == [first["message_id"], second["message_id"]]
    assert first["media_group_id"] == second["media_group_id"] != sent[0]["media_group_id"]
    assert first["caption"] == "Ba trang"


async def test_words_may_be_typed_with_their_formatting(lan: Person) -> None:
    sent = lan.send("Họp <b>14h</b>", html=True)

    assert (sent["text"], sent["entities"]) == (
        "Họp 14h",
        [{"type": "bold", "offset": 4, "length": 3}],
    )


def _photo() -> Attachment:
    return Attachment(a_picture())
