"""The notices of an organisation: listed, found, sent again to those they missed."""

import pytest

from tests.stories.beginning import Alliance
from tests.stories.notifying import HEAD, opens, sends_to_all
from tests.stories.world import Phone


async def finds(officer: Phone, words: str) -> str:
    await officer.sends("/thongbao")
    await officer.taps("Tìm thông báo")
    return await officer.sends(words)


@pytest.mark.both_engines
async def test_a_notice_is_found_by_words_without_accents_and_by_its_number(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await sends_to_all(officer, "Lịch họp khối thi đua.")
    await sends_to_all(officer, "Mời dự hội nghị sơ kết.")

    assert "Số 1, " in await finds(officer, "hop khoi")
    assert officer.buttons[0] == "1. Lịch họp khối thi đua."
    assert "Số 2, " in await finds(officer, "số 2")
    assert "Không tìm thấy thông báo nào." in await finds(officer, "dai hoi")


async def test_what_is_found_is_turned_page_by_page(alliance: Alliance) -> None:
    officer = alliance.officer
    for number in range(9):
        await sends_to_all(officer, f"Họp lần {number}.")
    await finds(officer, "họp: lần")
    last = await officer.taps("Trang 2 ›")

    assert "Thông báo có “hop lan”" in last
    assert officer.buttons[0] == "1. Họp lần 0."


async def test_other_organisations_notices_are_not_found(alliance: Alliance) -> None:
    await sends_to_all(alliance.officer, "Lịch họp khối.")
    _, code = await alliance.world.organisation("yen-bai-2025")
    other = await alliance.world.officer(code, "Đỗ Nhân Đạo")
    listed = await other.sends("/thongbao")

    assert "Chưa gửi thông báo nào." in listed


@pytest.mark.both_engines
async def test_it_is_sent_again_to_those_it_missed_but_not_to_who_blocked_the_bot(
    alliance: Alliance,
) -> None:
    officer, world = alliance.officer, alliance.world
    chong = await world.manager(officer, "LĐLĐ huyện Phong Thổ", "Mùa A Chống")
    alliance.pao.person.block()
    await world.settle()
    await officer.sends("/thongbao")
    await officer.taps("Soạn thông báo")
    await officer.taps("Tất cả đơn vị")
    await officer.sends("Họp 14h.")
    world.telegram.refuse_next("sendMessage", 400, "Bad Request: TOPIC_CLOSED")
    await officer.taps(next(b for b in officer.buttons if b.startswith("Gửi đến")))
    missed = await opens(officer)
    await officer.taps("Gửi lại cho người chưa nhận được")
    toast = officer.person.toast
    after = await opens(officer)

    assert "Chưa gửi được: 2" in missed
    assert "Đã chặn bot: Vàng A Páo (Công đoàn ngành Giáo dục)." in missed
    assert toast == "Đang gửi lại cho 1 nơi nhận."
    for phone in (alliance.hoa, chong):
        assert [text for text in phone.read if text == f"{HEAD}\n\nHọp 14h."] != []
    assert "Đã gửi: 2/3 nơi nhận\nChưa gửi được: 1" in after
    assert "Gửi lại cho người chưa nhận được" not in officer.buttons
