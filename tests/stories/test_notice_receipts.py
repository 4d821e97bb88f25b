"""«Đã nhận»: pressed once or twice, counted by unit and bloc, called for again, proved."""

import io
from datetime import datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.rules.members import Role
from tests.stories.beginning import Alliance
from tests.stories.notifying import (
    HEAD,
    LAI_CHAU,
    nothing_leaves,
    opens,
    sends_to_all,
    states_of,
)
from tests.stories.world import Phone, World, local

SECOND_CALL = "Nhắc lại các đơn vị chưa xác nhận"
RECEIVED = "✓ Đã nhận 08:15 30/01"


async def at_a_quarter_past(alliance: Alliance) -> None:
    """A notice that asks for receipts was sent at eight; now it is 08:15."""
    await sends_to_all(alliance.officer, "Họp 14h.", receipt=True)
    alliance.world.clock.move_to(local("2023-01-30 08:15"))


def sheet_in(phone: Phone, world: World) -> list[tuple[Any, ...]]:
    """The rows of the newest spreadsheet."""
    stored = world.telegram.files.find(phone.person.last["document"]["file_id"])
    assert stored is not None
    page = load_workbook(io.BytesIO(stored.content)).active
    assert page is not None
    return list(page.iter_rows(values_only=True))


@pytest.mark.both_ways
@pytest.mark.both_engines
async def test_pressing_it_answers_at_once_and_the_button_turns_into_the_receipt(
    alliance: Alliance,
) -> None:
    hoa = alliance.hoa
    await at_a_quarter_past(alliance)
    await hoa.taps("Đã nhận")
    toast, button = hoa.person.toast, hoa.buttons
    alliance.world.clock.move_to(local("2023-01-30 09:00"))
    await hoa.taps(RECEIVED)

    assert hoa.last == f"{HEAD}\n\nHọp 14h."
    assert (toast, button) == ("Đã ghi nhận lúc 08:15 30/01.", [RECEIVED])
    assert (hoa.person.toast, hoa.buttons) == (toast, button)


@pytest.mark.both_engines
async def test_a_unit_has_confirmed_when_one_of_its_people_has(alliance: Alliance) -> None:
    officer, world = alliance.officer, alliance.world
    deputy = await world.manager(officer, "LĐLĐ huyện Tam Đường", "Lò Văn Phó", Role.DEPUTY)
    await officer.sends("/thongbao")
    await officer.taps("Soạn thông báo")
    await officer.taps("Tất cả đơn vị")
    await officer.sends("Họp 14h.")
    await officer.taps("☐ Yêu cầu xác nhận đã nhận")
    await officer.taps("Gửi đến 3 người")
    await deputy.taps("Đã nhận")
    opened = await opens(officer)
    names = await officer.taps("Chưa xác nhận (2)")

    assert "Đã xác nhận: 1/3 đơn vị\n• Khối huyện: 1/2\n• Khối ngành: 0/1" in opened
    assert "Khối huyện\n• LĐLĐ huyện Phong Thổ – chưa có người tham gia" in names
    assert "Khối ngành\n• Công đoàn ngành Giáo dục" in names
    assert "Tam Đường" not in names


async def test_a_colleague_of_the_unit_may_who_was_not_written_to(alliance: Alliance) -> None:
    officer, world = alliance.officer, alliance.world
    await at_a_quarter_past(alliance)
    button = alliance.hoa.person.last["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    late = await world.manager(officer, "LĐLĐ huyện Tam Đường", "Lò Văn Phó", Role.DEPUTY)
    late.person.tap_data(late.person.last["message_id"], button)
    await world.settle()

    assert late.person.toast == "Đã ghi nhận lúc 08:15 30/01."
    assert "Đã xác nhận: 1/3 đơn vị" in await opens(officer)


@pytest.mark.parametrize("who", ["stranger", "other bloc", "elsewhere", "left"])
async def test_nobody_else_may(alliance: Alliance, who: str) -> None:
    officer, world, hoa = alliance.officer, alliance.world, alliance.hoa
    await officer.sends("/thongbao")
    await officer.taps("Soạn thông báo")
    await officer.taps("Khối")
    await officer.taps("☐ Khối huyện")
    await officer.sends("Họp 14h.")
    await officer.taps("☐ Yêu cầu xác nhận đã nhận")
    await officer.taps("Gửi đến 1 người")
    button = hoa.person.last["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    presser = hoa
    if who == "stranger":
        presser = world.stranger("Người lạ")
        await presser.starts()
    elif who == "other bloc":
        presser = alliance.pao
    elif who == "elsewhere":
        _, code = await world.organisation("yen-bai-2025")
        presser = await world.officer(code, "Đỗ Nhân Đạo")
    else:
        await officer.sends("/donvi")
        await officer.taps("Khối huyện: 1/2")
        await officer.taps("● LĐLĐ huyện Tam Đường")
        await officer.taps("Thôi đại diện: Nguyễn Văn Hòa")
        await officer.taps("Đồng ý chấm dứt")
    presser.person.tap_data(presser.person.last["message_id"], button)
    await world.settle()

    assert LAI_CHAU not in presser.last or who == "left"
    assert "Đã xác nhận: 0/2 đơn vị" in await opens(officer)


async def test_a_button_under_a_preview_confirms_nothing(alliance: Alliance) -> None:
    officer = alliance.officer
    await officer.sends("/thongbao")
    await officer.taps("Soạn thông báo")
    await officer.taps("Tất cả đơn vị")
    await officer.sends("Họp 14h.")
    await officer.taps("☐ Yêu cầu xác nhận đã nhận")
    await officer.taps("Đã nhận")

    assert officer.person.toast == "Đây là bản xem trước. Nút này dành cho nơi nhận."


@pytest.mark.both_engines
async def test_the_second_call_goes_to_just_those_who_have_not_and_once_a_day(
    alliance: Alliance,
) -> None:
    officer, hoa, pao, world = alliance.officer, alliance.hoa, alliance.pao, alliance.world
    await at_a_quarter_past(alliance)
    await hoa.taps("Đã nhận")
    notice_id = pao.person.last["message_id"]
    await opens(officer)
    await officer.taps("Chưa xác nhận (2)")
    await officer.taps(SECOND_CALL)
    first = officer.person.toast
    await officer.taps(SECOND_CALL)
    again = officer.person.toast
    called = pao.got[-1]
    await world.goes_to("2023-01-31 08:00")
    await officer.taps(SECOND_CALL)
    await pao.taps("Đã nhận")

    assert first == "Đã nhắc lại 1 người."
    assert again == "Hôm nay đã nhắc tất cả những đơn vị này."
    assert called["text"].startswith(f"{HEAD}\n\nQuý đơn vị chưa xác nhận đã nhận thông báo này.")
    assert called["reply_to_message"]["message_id"] == notice_id
    assert officer.person.toast == "Đã nhắc lại 1 người."
    assert await states_of(world, "notice_second_call") == ["sent", "sent"]
    assert hoa.buttons == [RECEIVED]
    assert "Đã xác nhận: 2/3 đơn vị" in await opens(officer)


async def test_who_confirms_before_the_second_call_arrives_is_left_in_peace(
    alliance: Alliance,
) -> None:
    officer, hoa, world = alliance.officer, alliance.hoa, alliance.world
    await at_a_quarter_past(alliance)
    await opens(officer)
    await officer.taps("Chưa xác nhận (3)")
    with nothing_leaves(world):
        await officer.taps(SECOND_CALL)
        await hoa.taps("Đã nhận")
    await world.settle()

    assert "chưa xác nhận" not in " ".join(hoa.read)
    assert "chưa xác nhận" in alliance.pao.last


@pytest.mark.both_engines
async def test_the_proof_tells_of_everybody_when_it_was_sent_and_confirmed(
    alliance: Alliance,
) -> None:
    officer, world = alliance.officer, alliance.world
    await at_a_quarter_past(alliance)
    await alliance.hoa.taps("Đã nhận")
    await opens(officer)
    await officer.taps("Tải Excel")
    head, *rows = sheet_in(officer, world)
    eight = datetime(2023, 1, 30, 8)  # noqa: DTZ001 - Excel knows no zones

    assert head[:7] == ("STT", "Đơn vị", "Khối", "Người nhận", "Vai trò", "Gửi lúc", "Kết quả")
    assert [row[1:7] for row in rows] == [
        (
            "LĐLĐ huyện Tam Đường", "Khối huyện", "Nguyễn Văn Hòa", "người đại diện", eight,
            "đã gửi",
        ),
        ("LĐLĐ huyện Phong Thổ", "Khối huyện", None, None, None, "chưa có người tham gia"),
        (
            "Công đoàn ngành Giáo dục", "Khối ngành", "Vàng A Páo", "người đại diện", eight,
            "đã gửi",
        ),
    ]  # fmt: skip
    assert [row[8] for row in rows] == [eight.replace(minute=15), None, None]
