"""Files up and down, photos in sizes, and albums."""

import io
import json
import sys
from typing import Any

import aiohttp
import pytest
from PIL import Image

from bot.simulator import sending
from bot.simulator.files import MAX_DOWNLOAD
from bot.simulator.person import Attachment, Person
from bot.simulator.photos import MAX_PHOTO
from bot.simulator.telegram import Telegram
from tests.simulator.conftest import Api, Json
from tests.simulator.markups import inline

PDF = b"%PDF-1.7 b\xc3\xa1o c\xc3\xa1o"


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    """A plain picture of this size."""
    written = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(written, kind)
    return written.getvalue()


async def upload(api: Api, method: str, files: dict[str, tuple[str, bytes]], **fields: Any) -> Json:
    """The answer to a multipart request."""
    form = aiohttp.FormData(quote_fields=False)
    for name, value in fields.items():
        form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    for name, (filename, content) in files.items():
        form.add_field(name, io.BytesIO(content), filename=filename)
    where = f"{api.url}/bot{api.token}/{method}"
    async with api.session.post(where, data=form) as response:
        return await response.json() | {"status": response.status}


async def test_document_goes_up_and_down_under_its_vietnamese_name(api: Api, lan: Person) -> None:
    answer = await upload(
        api,
        "sendDocument",
        {"document": ("Báo cáo 6 tháng.pdf", PDF)},
        chat_id=lan.id,
        caption="<b>6 tháng</b>",
        parse_mode="HTML",
        reply_markup=inline("Đã nhận"),
    )

    document = answer["result"]["document"]
    assert (document["file_name"], document["file_size"]) == ("Báo cáo 6 tháng.pdf", len(PDF))
    assert answer["result"]["caption"] == "6 tháng"
    file = await api.result("getFile", file_id=document["file_id"])
    async with api.session.get(f"{api.url}/file/bot{api.token}/{file['file_path']}") as response:
        assert await response.read() == PDF


async def test_file_needs_the_token_and_an_existing_path(api: Api, lan: Person) -> None:
    lan.send_document("a.pdf", PDF)

    for token, path, status in (
        ("1000001:wrong", "documents/file_1.pdf", 401),
        (api.token, "documents/file_9.pdf", 404),
        (api.token, "../documents/file_1.pdf", 404),
        (api.token, "documents/file_1.pdf", 200),
    ):
        async with api.session.get(f"{api.url}/file/bot{token}/{path}") as response:
            assert response.status == status


async def test_file_sent_before_is_sent_again_by_its_identifier(api: Api, lan: Person) -> None:
    document = lan.send_document("a.pdf", PDF)["document"]
    photo = lan.send_photo(picture(10, 10))["photo"]

    again = await api.result("sendDocument", chat_id=lan.id, document=document["file_id"])
    as_photo = await api.refusal("sendPhoto", chat_id=lan.id, photo=document["file_id"])
    shown = await api.result("sendPhoto", chat_id=lan.id, photo=photo[-1]["file_id"])

    assert again["document"] == document
    assert shown["photo"] == photo
    assert as_photo == "400 Bad Request: can't use file of type Document as Photo"


@pytest.mark.parametrize(
    ("method", "parameters", "words"),
    [
        ("sendDocument", {}, "there is no document in the request"),
        ("sendPhoto", {}, "there is no photo in the request"),
        ("sendVoice", {}, "there is no voice in the request"),
        ("sendDocument", {"document": "x"}, "wrong file identifier/HTTP URL specified"),
        (
            "sendDocument",
            {"document": "attach://x"},
            "wrong file identifier/HTTP URL specified: attach://x",
        ),
        ("getFile", {"file_id": "x"}, "wrong file_id or the file is temporarily unavailable"),
    ],
)
async def test_missing_file_is_refused(
    api: Api, lan: Person, method: str, parameters: Json, words: str
) -> None:
    chat = {} if method == "getFile" else {"chat_id": lan.id}

    assert await api.refusal(method, **chat, **parameters) == f"400 Bad Request: {words}"


async def test_caption_is_limited(api: Api, lan: Person) -> None:
    file_id = lan.send_document("a.pdf", PDF)["document"]["file_id"]
    here = {"chat_id": lan.id, "document": file_id}

    fits = await api.ask(
        "sendDocument", **here, caption="<i>" + "ắ" * 1024 + "</i>", parse_mode="HTML"
    )
    longer = await api.refusal("sendDocument", **here, caption="ắ" * 1025)

    assert fits["ok"]
    assert longer == "400 Bad Request: message caption is too long"


async def test_bot_fetches_twenty_megabytes_and_no_more(api: Api, lan: Person) -> None:
    fits = lan.send_document("a.bin", bytes(MAX_DOWNLOAD))["document"]["file_id"]
    big = lan.send_document("b.bin", bytes(MAX_DOWNLOAD + 1))["document"]["file_id"]

    assert (await api.ask("getFile", file_id=fits))["ok"]
    assert await api.refusal("getFile", file_id=big) == "400 Bad Request: file is too big"


async def test_upload_is_limited(api: Api, lan: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    document = {"document": ("a.bin", bytes(MAX_PHOTO + 1))}
    photo = {"photo": ("a.png", picture(9, 9) + bytes(MAX_PHOTO))}

    fits = await upload(api, "sendDocument", document, chat_id=lan.id)
    heavy_photo = await upload(api, "sendPhoto", photo, chat_id=lan.id)
    monkeypatch.setattr(sending, "MAX_UPLOAD", MAX_PHOTO)
    heavy = await upload(api, "sendDocument", document, chat_id=lan.id)
    empty = await upload(api, "sendDocument", {"document": ("a", b"")}, chat_id=lan.id)

    assert fits["ok"]
    assert (heavy["status"], heavy["description"]) == (413, "Request Entity Too Large")
    assert "is too big for a photo; the maximum size is 10485760" in heavy_photo["description"]
    assert empty["description"] == "Bad Request: file must be non-empty"


@pytest.mark.parametrize(
    ("content", "words"),
    [(PDF, "IMAGE_PROCESS_FAILED"), (picture(2100, 100), "PHOTO_INVALID_DIMENSIONS")],
)
async def test_photo_must_be_a_picture(api: Api, lan: Person, content: bytes, words: str) -> None:
    answer = await upload(api, "sendPhoto", {"photo": ("a.png", content)}, chat_id=lan.id)

    assert answer["description"] == f"Bad Request: {words}"


async def test_large_photo_is_shrunk_to_1280_points(
    api: Api, lan: Person, telegram: Telegram
) -> None:
    sizes = lan.send_photo(picture(2560, 1280))["photo"]
    small = lan.send_photo(picture(500, 100))["photo"]

    largest = telegram.files.find(sizes[-1]["file_id"])
    assert largest is not None
    assert [(s["width"], s["height"]) for s in sizes] == [
        (90, 45),
        (320, 160),
        (800, 400),
        (1280, 640),
    ]
    assert [s["width"] for s in small] == [90, 320, 500]
    assert Image.open(io.BytesIO(largest.content)).size == (1280, 640)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
async def test_photo_stays_as_it_is_where_pillow_is_not_installed(
    lan: Person, telegram: Telegram, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    content = picture(2560, 1280, kind)
    monkeypatch.setitem(sys.modules, "PIL", None)

    (size,) = lan.send_photo(content)["photo"]

    stored = telegram.files.find(size["file_id"])
    assert stored is not None
    assert (stored.content, size["width"], size["height"]) == (content, 2560, 1280)


async def test_album_of_uploads_is_several_messages(api: Api, lan: Person) -> None:
    media = [
        {"type": "document", "media": "attach://a"},
        {"type": "document", "media": "attach://b", "caption": "Kết quả"},
    ]

    answer = await upload(
        api,
        "sendMediaGroup",
        {"a": ("a.pdf", PDF), "b": ("b.pdf", PDF)},
        chat_id=lan.id,
        media=media,
    )

    first, second = answer["result"]
    assert first["media_group_id"] == second["media_group_id"]
    assert second["message_id"] == first["message_id"] + 1
    assert ("caption" in first, second["caption"]) == (False, "Kết quả")


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ("", "there are no messages to send"),
        ("d", "an album must have at least 2 items"),
        ("d" * 11, "too many messages to send as an album"),
        ("dp", "document can't be mixed with other media types"),
    ],
)
async def test_album_has_two_to_ten_items_of_one_kind(
    api: Api, lan: Person, kinds: str, words: str
) -> None:
    sent = lan.send_album([Attachment(PDF, "a.pdf"), Attachment(picture(9, 9))])
    items = {
        "d": {"type": "document", "media": sent[0]["document"]["file_id"]},
        "p": {"type": "photo", "media": sent[1]["photo"][-1]["file_id"]},
    }

    refusal = await api.refusal(
        "sendMediaGroup", chat_id=lan.id, media=[items[kind] for kind in kinds]
    )

    assert refusal == f"400 Bad Request: {words}"


async def test_album_takes_no_buttons(api: Api, lan: Person) -> None:
    refusal = await api.refusal(
        "sendMediaGroup", chat_id=lan.id, media=[], reply_markup=inline("Nộp")
    )

    assert refusal == (
        '400 Bad Request: parameter "reply_markup" of sendMediaGroup is not served here'
    )


async def test_file_that_nothing_asks_for_is_refused(api: Api, lan: Person) -> None:
    answer = await upload(api, "sendMessage", {"a": ("a.pdf", PDF)}, chat_id=lan.id, text="x")

    assert answer["description"] == 'Bad Request: file "a" of sendMessage is not served here'


async def test_file_of_a_message_is_replaced(api: Api, lan: Person) -> None:
    file_id = lan.send_document("a.pdf", PDF)["document"]["file_id"]
    sent = await api.result("sendDocument", chat_id=lan.id, document=file_id, caption="cũ")
    media = {"type": "document", "media": "attach://new", "caption": "mới"}

    answer = await upload(
        api,
        "editMessageMedia",
        {"new": ("b.pdf", PDF)},
        chat_id=lan.id,
        message_id=sent["message_id"],
        media=media,
    )

    assert answer["result"]["document"]["file_name"] == lan.last["document"]["file_name"] == "b.pdf"
    assert lan.last["caption"] == "mới"


async def test_voice_note_comes_and_goes(api: Api, lan: Person) -> None:
    voice = lan.send_voice(duration=7)["voice"]

    sent = await api.result("sendVoice", chat_id=lan.id, voice=voice["file_id"])

    assert (voice["duration"], sent["voice"]) == (7, voice)
