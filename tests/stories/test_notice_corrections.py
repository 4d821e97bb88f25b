"""A notice corrected everywhere, and withdrawn: in place where Telegram allows it."""

from pathlib import Path
from typing import Any

import pytest

from bot.actions import fanning
from bot.simulator.person import Attachment
from tests.files import a_pdf, a_picture
from tests.stories.beginning import Alliance
from tests.stories.notifying import (
    HEAD,
    RECEIPT,
    begins,
    handles,
    nothing_leaves,
    opens,
    outbox_of,
    sends_to_all,
    states_of,
)
from tests.stories.test_at_once import second_officer
from tests.stories.test_notice_receipts import sheet_in
from tests.stories.world import Phone, local, starts_again

CORRECTED = f"{HEAD}\nĐính chính lúc 08:00 30/01/2023"
READ_AGAIN = "Thông báo này đã được đính chính. Đề nghị Quý đơn vị đọc lại"
WITHDRAWN = (
    f"{HEAD}\n\nThông báo này đã thu hồi. Đề nghị Quý đơn vị không thực hiện theo thông báo này."
)
PHOTO, OTHER = Attachment(a_picture()), Attachment(a_picture(1200, 900))
SCAN = Attachment(a_pdf(), "giay-moi.pdf", "application/pdf")


async def corrects(officer: Phone, words: str) -> None:
    """Type the corrected text and put it in force."""
    await opens(officer)
    await officer.taps("Đính chính")
    await officer.sends(words)
    await officer.taps("Đính chính")


async def withdraws(officer: Phone) -> None:
    await opens(officer)
    await officer.taps("Thu hồi")
    await officer.taps("Đồng ý thu hồi")


def notices(phone: Phone) -> list[str]:
    """What stands in the chat of the notice, as it is now."""
    return [text for text in phone.read if text.startswith(HEAD)]


@pytest.mark.both_engines
async def test_a_text_is_changed_in_place_and_everybody_told_to_read_it_again(
    alliance: Alliance,
) -> None:
    officer, hoa = alliance.officer, alliance.hoa
    await sends_to_all(officer, "Họp 14h ngày 3/2.")
    message_id = hoa.person.last["message_id"]
    await opens(officer)
    await officer.taps("Đính chính")
    await officer.sends("Họp 14h ngày 4/2.")
    preview, asked = officer.read[-2], officer.last
    await officer.taps("Đính chính")

    assert preview == f"{CORRECTED}\n\nHọp 14h ngày 4/2."
    assert "Đã đến 2 nơi nhận.\nTin đã gửi sẽ được sửa ngay tại chỗ." in asked
    assert notices(hoa) == [preview, f"{CORRECTED}\n\n{READ_AGAIN}."]
    assert hoa.got[-1]["reply_to_message"]["message_id"] == message_id
    assert "Đính chính, bản 2\nĐã sửa tại chỗ: 2" in officer.last


async def test_a_slip_of_the_pen_is_mended_without_a_sound(alliance: Alliance) -> None:
    officer, hoa = alliance.officer, alliance.hoa
    await sends_to_all(officer, "Hop 14h.")
    await opens(officer)
    await officer.taps("Đính chính")
    await officer.sends("Họp 14h.")
    await officer.taps("☑ Báo cho mọi nơi đã nhận")
    await officer.taps("Đính chính")

    assert notices(hoa) == [f"{CORRECTED}\n\nHọp 14h."]


@pytest.mark.both_engines
async def test_whoever_had_confirmed_is_asked_again_even_then(alliance: Alliance) -> None:
    officer, hoa, pao = alliance.officer, alliance.hoa, alliance.pao
    await sends_to_all(officer, "Họp 3/2.", receipt=True)
    await hoa.taps("Đã nhận")
    await opens(officer)
    await officer.taps("Đính chính")
    await officer.sends("Họp 4/2.")
    await officer.taps("☑ Báo cho mọi nơi đã nhận")
    await officer.taps("Đính chính")
    after = await opens(officer)
    asked = hoa.buttons
    await hoa.taps("Đã nhận")

    assert notices(hoa) == [
        f"{CORRECTED}\n\nHọp 4/2.",
        f"{CORRECTED}\n\n{READ_AGAIN} và xác nhận đã nhận.",
    ]
    assert notices(pao) == [f"{CORRECTED}\n\nHọp 4/2."]
    assert (asked, pao.buttons) == (["Đã nhận"], ["Đã nhận"])
    assert "Đã xác nhận: 0/3 đơn vị" in after
    assert "Đã xác nhận: 1/3 đơn vị" in await opens(officer)


async def test_a_button_of_the_old_text_confirms_the_old_text_only(alliance: Alliance) -> None:
    officer, hoa = alliance.officer, alliance.hoa
    await sends_to_all(officer, "Họp 3/2.", receipt=True)
    old = hoa.person.last["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await corrects(officer, "Họp 4/2.")
    hoa.person.tap_data(hoa.person.last["message_id"], old)
    await alliance.world.settle()

    assert hoa.person.toast == "Thông báo đã được đính chính. Vui lòng đọc bản mới rồi xác nhận."
    assert "Đã xác nhận: 0/3 đơn vị" in await opens(officer)


@pytest.mark.both_engines
@pytest.mark.parametrize(
    ("was", "now", "how"),
    [
        ([PHOTO], [OTHER], "edited"),
        ([SCAN], [SCAN], "edited"),
        ([PHOTO], [SCAN], "linked"),
        ([PHOTO, PHOTO], [OTHER, OTHER], "linked"),
        ([], [PHOTO], "linked"),
    ],
    ids=["photo", "document", "photo to document", "album", "text to photo"],
)
async def test_other_files_take_the_place_of_those_sent_where_telegram_allows_it(
    alliance: Alliance, was: list[Attachment], now: list[Attachment], how: str
) -> None:
    officer, hoa = alliance.officer, alliance.hoa
    await begins(officer)
    if was:
        await officer.sends_album(was, "Giấy mời.")
    else:
        await officer.sends("Giấy mời.")
    if len(was) > 1:
        await officer.taps("Xem trước")
    await officer.taps("Gửi đến 2 người")
    words = f"{HEAD}\n\nGiấy mời."
    first = next(body for body in hoa.got if words in (body.get("caption"), body.get("text")))
    await opens(officer)
    await officer.taps("Đính chính")
    await officer.sends_album(now, "Giấy mời mới.")
    if len(now) > 1:
        await officer.taps("Xem trước")
    await officer.taps("☑ Báo cho mọi nơi đã nhận")
    await officer.taps("Đính chính")

    [row, _] = await outbox_of(alliance.world, "notice_correction")
    got = [body for body in hoa.got if body.get("caption", "").endswith("Giấy mời mới.")]
    assert (row.how, row.version) == (how, 2)
    assert len(got) == 1
    if how == "edited":
        assert got[0]["message_id"] == first["message_id"]
    else:
        assert got[0]["reply_to_message"]["message_id"] == first["message_id"]


async def test_the_words_under_an_album_are_changed_in_place_and_its_button_asks_anew(
    alliance: Alliance,
) -> None:
    officer, hoa = alliance.officer, alliance.hoa
    await begins(officer)
    await officer.sends_album([PHOTO, PHOTO], "Ngày 3/2.")
    await officer.taps("Xem trước")
    await officer.taps(RECEIPT)
    await officer.taps("Gửi đến 2 người")
    await hoa.taps("Đã nhận")
    await opens(officer)
    await officer.taps("Đính chính")
    await officer.sends("Ngày 4/2.")
    await officer.taps("☑ Báo cho mọi nơi đã nhận")
    await officer.taps("Đính chính")

    album, _, below, asked = hoa.got[-4:]
    assert album["caption"] == f"{CORRECTED}\n\nNgày 4/2."
    assert below["reply_markup"]["inline_keyboard"][0][0]["text"] == "Đã nhận"
    assert READ_AGAIN in asked["text"]


async def test_the_words_below_a_letter_sent_on_are_changed_in_place(alliance: Alliance) -> None:
    officer, hoa = alliance.officer, alliance.hoa
    await begins(officer)
    await officer.forwards("UBND tỉnh", "Công văn số 15.")
    await officer.sends("Hạn 3/2.")
    await officer.taps("Gửi đến 2 người")
    await opens(officer)
    await officer.taps("Đính chính")
    await officer.sends("Hạn 4/2.")
    await officer.taps("☑ Báo cho mọi nơi đã nhận")
    await officer.taps("Đính chính")

    letter, below = hoa.got[-2:]
    assert letter["text"] == "Công văn số 15."
    assert below["text"] == f"{CORRECTED}\n\nHạn 4/2."


@pytest.mark.both_engines
async def test_whoever_has_deleted_the_message_gets_the_correction_as_a_new_one(
    alliance: Alliance,
) -> None:
    officer, hoa = alliance.officer, alliance.hoa
    await sends_to_all(officer, "Họp 3/2.")
    hoa.person.chat.remove(hoa.person.last["message_id"])
    await corrects(officer, "Họp 4/2.")

    assert notices(hoa) == [f"{CORRECTED}\n\nHọp 4/2."]
    assert "Đã sửa tại chỗ: 1" in officer.last
    assert "Đã gửi bản mới trả lời tin cũ: 1" in officer.last


@pytest.mark.both_engines
async def test_corrected_twice_it_is_the_last_correction_that_is_changed(
    alliance: Alliance,
) -> None:
    officer, hoa = alliance.officer, alliance.hoa
    await sends_to_all(officer, "Một.")
    await opens(officer)
    await officer.taps("Đính chính")
    await officer.sends_photo(PHOTO.content, "Hai.")
    await officer.taps("☑ Báo cho mọi nơi đã nhận")
    await officer.taps("Đính chính")
    await opens(officer)
    await officer.taps("Đính chính")
    await officer.sends("Ba.")
    await officer.taps("☑ Báo cho mọi nơi đã nhận")
    await officer.taps("Đính chính")
    await opens(officer)
    old = await officer.taps("Các bản trước")

    assert notices(hoa) == [f"{HEAD}\n\nMột.", f"{CORRECTED}\n\nBa."]
    assert "photo" in hoa.got[-1]
    assert "Bản 2, đến 08:00 30/01/2023\nHai." in old
    assert "Bản 1, đến 08:00 30/01/2023\nMột." in old


@pytest.mark.both_engines
async def test_who_has_it_not_yet_gets_the_new_version_only(alliance: Alliance) -> None:
    officer, world = alliance.officer, alliance.world
    with nothing_leaves(world):
        await sends_to_all(officer, "Họp 3/2.")
        await officer.taps("Mở thông báo")
        await officer.taps("Đính chính")
        await officer.sends("Họp 4/2.")
        asked = officer.last
        await officer.taps("Đính chính")
    await world.settle()

    assert "Nơi chưa nhận sẽ chỉ nhận bản mới." in asked
    assert notices(alliance.hoa) == [f"{CORRECTED}\n\nHọp 4/2."]
    assert await states_of(world, "notice_correction", "notice_read_again") == []


async def test_what_is_on_its_way_while_it_is_corrected_is_corrected_after_it(
    alliance: Alliance,
) -> None:
    officer, world = alliance.officer, alliance.world
    with nothing_leaves(world):
        await sends_to_all(officer, "Họp 3/2.")
    send, corrected = world.app.delivery._bot.send_message, False

    async def correct_meanwhile(*arguments: Any, **named: Any) -> Any:
        nonlocal corrected
        if not corrected:
            corrected = True
            await handles(world)
        return await send(*arguments, **named)

    with nothing_leaves(world):
        await opens(officer)
        await officer.taps("Đính chính")
        await officer.sends("Họp 4/2.")
        officer.person.tap("Đính chính")
    object.__setattr__(world.app.delivery._bot, "send_message", correct_meanwhile)
    await world.app.delivery.deliver_due()
    await world.settle()

    assert notices(alliance.hoa)[0] == f"{CORRECTED}\n\nHọp 4/2."
    assert notices(alliance.pao)[0] == f"{CORRECTED}\n\nHọp 4/2."


@pytest.mark.both_engines
async def test_a_kill_between_two_chunks_of_a_correction_leaves_nobody_with_the_old_text(
    alliance: Alliance, tmp_path: Path, story_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer, world = alliance.officer, alliance.world
    await sends_to_all(officer, "Họp 3/2.")
    monkeypatch.setattr(fanning, "CHUNK", 1)
    owe, chunks = fanning.owe_following, 0

    async def die_after_the_first(*arguments: Any, **named: Any) -> int | None:
        nonlocal chunks
        chunks += 1
        if chunks == 3:  # one correction and one call to read it again are owed
            raise OSError("killed")
        return await owe(*arguments, **named)

    monkeypatch.setattr(fanning, "owe_following", die_after_the_first)
    await opens(officer)
    await officer.taps("Đính chính")
    await officer.sends("Họp 4/2.")
    officer.person.tap("Đính chính")
    await handles(world)
    owed = len(await states_of(world, "notice_correction"))
    await starts_again(world, tmp_path, story_database)
    await world.goes_to("2023-01-30 08:01")

    assert owed == 1
    for phone in (alliance.hoa, alliance.pao):
        assert notices(phone) == [f"{CORRECTED}\n\nHọp 4/2.", f"{CORRECTED}\n\n{READ_AGAIN}."]


async def test_nothing_changed_is_no_correction(alliance: Alliance) -> None:
    officer = alliance.officer
    await sends_to_all(officer, "Họp 3/2.")
    await opens(officer)
    await officer.taps("Đính chính")
    await officer.sends("Họp 3/2.")

    assert officer.buttons == ["Huỷ"]


@pytest.mark.both_engines
async def test_of_two_officers_correcting_the_second_is_told_and_loses_nothing(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    other = await second_officer(alliance)
    await sends_to_all(officer, "Họp 3/2.")
    for phone, words in ((officer, "Bản của Mai."), (other, "Bản của Sinh.")):
        await opens(phone)
        await phone.taps("Đính chính")
        await phone.sends(words)
    await officer.taps("Đính chính")
    refused = await other.taps("Đính chính")
    await opens(other)
    await other.taps("Đính chính")
    kept = await other.taps("Xem trước")
    await other.taps("Đính chính")

    assert refused.startswith("Thông báo này đã thay đổi.")
    assert "sau đính chính" in kept
    assert notices(alliance.hoa)[0] == f"{CORRECTED}\n\nBản của Sinh."


@pytest.mark.both_engines
async def test_withdrawn_within_two_days_it_is_gone_with_all_that_followed_it(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await sends_to_all(officer, "Họp 3/2.", receipt=True)
    await corrects(officer, "Họp 4/2.")
    await withdraws(officer)

    assert notices(alliance.hoa) == notices(alliance.pao) == []
    assert "Thu hồi lúc 08:00 30/01/2023, người thu hồi: Lò Thị Mai\nĐã xoá: 2" in officer.last


@pytest.mark.both_engines
async def test_later_its_words_are_replaced(alliance: Alliance) -> None:
    officer, world = alliance.officer, alliance.world
    await sends_to_all(officer, "Họp 3/2.", receipt=True)
    world.clock.move_to(local("2023-02-02 08:00"))
    await withdraws(officer)
    await opens(officer)
    await officer.taps("Tải Excel")

    assert notices(alliance.hoa) == [WITHDRAWN]
    assert alliance.hoa.buttons == []
    assert [row[6] for row in sheet_in(officer, world)][1] == "đã gửi, đã ghi “Đã thu hồi”"


@pytest.mark.parametrize("kind", ["album", "letter"])
async def test_of_an_album_or_a_letter_it_is_said_in_a_reply(alliance: Alliance, kind: str) -> None:
    officer, hoa, world = alliance.officer, alliance.hoa, alliance.world
    await begins(officer)
    if kind == "album":
        await officer.sends_album([PHOTO, PHOTO], "Hai trang.")
        await officer.taps("Xem trước")
    else:
        await officer.forwards("UBND tỉnh", "Công văn số 15.")
    await officer.taps("Gửi đến 2 người")
    first = hoa.got[-2]
    world.clock.move_to(local("2023-02-02 08:00"))
    await withdraws(officer)

    assert hoa.last == WITHDRAWN
    assert hoa.got[-1]["reply_to_message"]["message_id"] == first["message_id"]
    assert "Đã gửi tin báo thu hồi: 2" in officer.last


@pytest.mark.both_engines
async def test_withdrawn_while_it_is_sent_it_reaches_nobody_else(alliance: Alliance) -> None:
    officer, world = alliance.officer, alliance.world
    with nothing_leaves(world):
        await sends_to_all(officer, "Họp 3/2.")
        await officer.taps("Mở thông báo")
        await officer.taps("Thu hồi")
        await officer.taps("Đồng ý thu hồi")
    await world.settle()

    assert notices(alliance.hoa) == []
    assert await states_of(world) == ["dropped", "dropped"]


async def test_a_withdrawn_notice_takes_no_receipt_and_no_correction(alliance: Alliance) -> None:
    officer, hoa = alliance.officer, alliance.hoa
    await sends_to_all(officer, "Họp 3/2.", receipt=True)
    button = hoa.person.last["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await opens(officer)
    await officer.taps("Đính chính")
    await officer.sends("Họp 4/2.")
    form = officer.person.last["message_id"], officer.buttons[0]
    await withdraws(officer)
    hoa.person.tap_data(hoa.person.last["message_id"], button)
    officer.person.tap(form[1], form[0])
    await alliance.world.settle()

    assert hoa.last == "Thông báo này không còn cần xác nhận."
    assert officer.last.startswith("Thông báo này đã thay đổi.")
    assert notices(hoa) == []


async def test_a_blocked_recipient_of_a_correction_is_known_in_the_proof(
    alliance: Alliance,
) -> None:
    officer, world = alliance.officer, alliance.world
    await sends_to_all(officer, "Họp 3/2.")
    alliance.pao.person.block()
    await world.settle()
    await corrects(officer, "Họp 4/2.")
    await opens(officer)
    await officer.taps("Tải Excel")
    rows = sheet_in(officer, world)

    assert rows[1][6] == "đã gửi, đã sửa tại chỗ"
    assert rows[3][6] == "đã gửi, chưa đính chính được"
    assert rows[3][10] == "đã chặn bot"
