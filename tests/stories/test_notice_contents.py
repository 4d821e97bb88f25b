"""What a notice may consist of: words as formatted, files, albums, voice, letters sent on."""

import pytest

from bot.simulator.person import Attachment
from bot.simulator.refusals import Json
from tests.files import a_pdf, a_picture
from tests.stories.beginning import Alliance
from tests.stories.notifying import HEAD, RECEIPT, begins
from tests.stories.world import Phone

PHOTO, SCAN = Attachment(a_picture()), Attachment(a_pdf(), "giay-moi.pdf", "application/pdf")
LETTER = "Công văn số 15/UBND-NV về việc đăng ký thi đua."


def entities(body: Json) -> list[tuple[str, str]]:
    """What is formatted in a message, as which."""
    text = body.get("text") or body["caption"]
    found = body.get("entities") or body.get("caption_entities", [])
    return [(e["type"], text[e["offset"] : e["offset"] + e["length"]]) for e in found]


def newest(phone: Phone, count: int = 1) -> list[Json]:
    """The newest messages, as far as two people's may be compared."""
    own = {"message_id", "chat", "date", "reply_to_message", "media_group_id"}
    return [
        {key: value for key, value in body.items() if key not in own} for body in phone.got[-count:]
    ]


async def sends_now(alliance: Alliance) -> None:
    await alliance.officer.taps("Gửi đến 2 người")


async def test_formatting_arrives_as_the_officer_typed_it(alliance: Alliance) -> None:
    await begins(alliance.officer)
    await alliance.officer.sends_html("Họp <b>14h ngày <i>3/2</i></b> &amp; &lt;đúng giờ&gt;")
    preview = newest(alliance.officer, 2)[0]
    await sends_now(alliance)

    [got] = newest(alliance.hoa)
    assert got["text"] == f"{HEAD}\n\nHọp 14h ngày 3/2 & <đúng giờ>"
    assert entities(got) == [("bold", HEAD), ("bold", "14h ngày 3/2"), ("italic", "3/2")]
    assert got == preview


@pytest.mark.parametrize("kind", ["photo", "document", "voice"])
async def test_a_file_arrives_with_the_head_as_its_caption(alliance: Alliance, kind: str) -> None:
    officer = alliance.officer
    await begins(officer)
    if kind == "photo":
        await officer.sends_photo(PHOTO.content, "Giấy mời.")
    elif kind == "document":
        await officer.sends_file(SCAN.name, SCAN.content, "Giấy mời.")
    else:
        await officer.sends_voice()
        await officer.sends("Giấy mời.")
    preview = newest(officer, 2)[0]
    await sends_now(alliance)

    [got] = newest(alliance.hoa)
    assert kind in got
    assert got["caption"] == f"{HEAD}\n\nGiấy mời."
    assert got == preview


async def test_an_album_is_gathered_previewed_on_demand_and_arrives_as_one(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await begins(officer)
    gathered = await officer.sends_album([PHOTO, PHOTO, PHOTO], "Ba trang.")
    forms = [text for text in officer.read if text.startswith("Soạn thông báo")]
    await officer.taps("Xem trước")
    previewed = newest(officer, 4)[:3]
    await sends_now(alliance)

    assert "Nội dung: 3 ảnh, kèm lời 9 ký tự" in gathered
    assert len(forms) == 2  # the question, and the one form below the three
    got = newest(alliance.hoa, 3)
    assert [body.get("caption") for body in got] == [f"{HEAD}\n\nBa trang.", None, None]
    assert len({body["media_group_id"] for body in alliance.hoa.got[-3:]}) == 1
    assert got == previewed


async def test_under_an_album_the_button_sits_on_a_short_message_replying_to_it(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await begins(officer)
    await officer.sends_album([SCAN, SCAN])
    await officer.taps("Xem trước")
    await officer.taps(RECEIPT)
    previewed = officer.got[-4:-1]
    await sends_now(alliance)

    first, second, below = alliance.hoa.got[-3:]
    assert ("document" in first, "document" in second) == (True, True)
    assert below["reply_to_message"]["message_id"] == first["message_id"]
    assert alliance.hoa.buttons == ["Đã nhận"]
    assert below["text"].startswith(HEAD)
    assert previewed[2]["reply_to_message"]["message_id"] == previewed[0]["message_id"]


@pytest.mark.both_engines
async def test_a_letter_sent_on_keeps_its_origin_and_is_named_below(alliance: Alliance) -> None:
    officer = alliance.officer
    await begins(officer)
    await officer.forwards("UBND tỉnh Lai Châu", LETTER)
    await officer.sends("Đề nghị thực hiện trước 15/6.")
    under = officer.last
    await sends_now(alliance)

    letter, below = alliance.hoa.got[-2:]
    assert "Nội dung: chuyển tiếp từ UBND tỉnh Lai Châu" in under
    assert letter["text"] == LETTER
    assert letter["forward_origin"]["chat"]["title"] == "UBND tỉnh Lai Châu"
    assert below["text"] == f"{HEAD}\n\nĐề nghị thực hiện trước 15/6."
    assert below["reply_to_message"]["message_id"] == letter["message_id"]


async def test_a_letter_of_several_pages_is_sent_on_as_one_album(alliance: Alliance) -> None:
    officer = alliance.officer
    await begins(officer)
    await officer.forwards("UBND tỉnh", LETTER, [PHOTO, PHOTO])
    await officer.taps("Xem trước")
    await sends_now(alliance)

    first, second, below = alliance.hoa.got[-3:]
    assert first["media_group_id"] == second["media_group_id"]
    assert first["caption"] == LETTER
    assert below["text"] == HEAD


@pytest.mark.parametrize("pages", [0, 1, 2])
async def test_when_the_source_is_gone_a_copy_says_whose_it_was(
    alliance: Alliance, pages: int
) -> None:
    officer = alliance.officer
    await begins(officer)
    sent = officer.person.forward("UBND tỉnh", LETTER, [PHOTO] * pages)
    await alliance.world.settle()
    if pages == 2:
        await officer.taps("Xem trước")
    for body in sent:
        officer.person.chat.remove(body["message_id"])
    await sends_now(alliance)

    first, below = alliance.hoa.got[-max(pages, 1) - 1], alliance.hoa.got[-1]
    assert "forward_origin" not in first
    assert first.get("text", first.get("caption")) == LETTER
    assert below["text"] == f"{HEAD}\n\nPhía trên là bản sao tin của UBND tỉnh."


async def test_what_telegram_does_not_send_together_is_refused_and_nothing_is_lost(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await begins(officer)
    await officer.sends_photo(PHOTO.content, "Ảnh.")
    refused = await officer.sends_file(SCAN.name, SCAN.content)
    await officer.taps("Bỏ tệp kèm theo (1)")
    await officer.sends_file(SCAN.name, SCAN.content)
    await sends_now(alliance)

    assert "Thông báo đang có ảnh; Telegram không cho gửi tệp chung với loại đó." in refused
    assert "document" in alliance.hoa.got[-1]
    assert alliance.hoa.last == f"{HEAD}\n\nẢnh."


async def test_a_caption_leaves_less_room_and_what_is_too_long_is_said_with_numbers(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await begins(officer)
    await officer.sends("a" * 1100)
    refused = await officer.sends_photo(PHOTO.content)
    await officer.sends("Ngắn.")
    await officer.sends_photo(PHOTO.content)

    assert "chỉ còn chỗ cho 973 ký tự ngoài phần đầu thông báo: đang thừa 127 ký tự" in refused
    assert officer.read[-2] == f"{HEAD}\n\nNgắn."


async def test_a_test_send_goes_to_the_officer_alone(alliance: Alliance) -> None:
    officer, before = alliance.officer, list(alliance.hoa.read)
    await begins(officer)
    await officer.sends("Thử.")
    await officer.taps("Gửi thử cho tôi")
    tested = officer.last
    await sends_now(alliance)

    assert tested == f"{HEAD}\n\nThử."
    assert alliance.hoa.read == [*before, tested]
