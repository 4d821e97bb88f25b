"""Officers decide on requests for access: into a unit, into a new one, or not at all."""

import pytest

from tests.stories.beginning import Alliance
from tests.stories.world import Phone


async def asks(alliance: Alliance, unit: str, name: str = "Tẩn A Lềnh") -> Phone:
    """A stranger asks to speak for a unit, in these words."""
    stranger = alliance.world.stranger(name)
    await stranger.starts()
    await stranger.taps(stranger.buttons[0])
    await stranger.taps("Liên đoàn Lao động tỉnh Lai Châu")
    await stranger.sends(unit)
    return stranger


async def test_a_stranger_is_promised_no_buttons_that_are_not_there(alliance: Alliance) -> None:
    stranger = alliance.world.stranger("Tẩn A Lềnh")
    await stranger.starts()

    assert len(stranger.read) == 1
    assert stranger.buttons == ["Gửi yêu cầu tham gia"]


async def test_a_request_reaches_the_officers_with_both_answers(alliance: Alliance) -> None:
    await asks(alliance, "LĐLĐ <Phong Thổ>, phó chủ tịch")

    officer = alliance.officer
    assert officer.last.startswith("Yêu cầu tham gia\nLiên đoàn Lao động tỉnh Lai Châu")
    assert "Người gửi: Tẩn A Lềnh\nNội dung: LĐLĐ <Phong Thổ>, phó chủ tịch" in officer.last
    assert officer.buttons == ["Duyệt", "Từ chối"]


async def test_approving_offers_the_likeliest_unit_first(alliance: Alliance) -> None:
    stranger = await asks(alliance, "ldld phong tho")
    officer = alliance.officer
    await officer.taps("Duyệt")
    offered = officer.buttons
    read = await officer.taps("LĐLĐ huyện Phong Thổ")
    await stranger.sends("/han")

    assert offered[0] == "LĐLĐ huyện Phong Thổ"
    assert read.startswith("Tẩn A Lềnh đã được quyền đại diện cho LĐLĐ huyện Phong Thổ")
    assert any("Từ nay tài khoản này đại diện cho" in text for text in stranger.read)
    assert "LĐLĐ huyện Phong Thổ" in stranger.last


@pytest.mark.both_engines
async def test_an_unknown_unit_can_be_made_of_the_typed_name(alliance: Alliance) -> None:
    stranger = await asks(alliance, "Công đoàn Thuế tỉnh")
    officer = alliance.officer
    await officer.taps("Duyệt")
    await officer.taps("Đơn vị mới: Công đoàn Thuế tỉnh")

    assert "đại diện cho Công đoàn Thuế tỉnh" in officer.last
    assert "Công đoàn Thuế tỉnh" in stranger.last


async def test_refusing_asks_once_and_tells_the_asker(alliance: Alliance) -> None:
    stranger = await asks(alliance, "Không rõ")
    officer = alliance.officer
    asked = await officer.taps("Từ chối")
    read = await officer.taps("Đồng ý từ chối")

    assert asked.startswith("Từ chối yêu cầu của Tẩn A Lềnh?")
    assert read == "Đã từ chối yêu cầu của Tẩn A Lềnh."
    assert "chưa duyệt yêu cầu tham gia" in stranger.last


@pytest.mark.both_engines
async def test_a_second_decision_is_told_that_the_first_stands(alliance: Alliance) -> None:
    await asks(alliance, "LĐLĐ huyện Phong Thổ")
    officer = alliance.officer
    old = officer.person.last
    approve, refuse = (row["callback_data"] for row in old["reply_markup"]["inline_keyboard"][0])
    await officer.taps("Duyệt")
    await officer.taps("LĐLĐ huyện Phong Thổ")
    officer.person.tap_data(old["message_id"], refuse)
    await alliance.world.settle()
    told = officer.last
    officer.person.tap_data(old["message_id"], approve)
    await alliance.world.settle()

    assert officer.last == told
    assert "Phong Thổ" not in told


async def test_requests_can_be_found_again_from_home(alliance: Alliance) -> None:
    await asks(alliance, "LĐLĐ huyện Phong Thổ")
    officer = alliance.officer
    await officer.sends("/start")
    read = await officer.taps("Xem các yêu cầu")
    await officer.taps("Tẩn A Lềnh: LĐLĐ huyện Phong Thổ")

    assert read == "Các yêu cầu tham gia\n• Tẩn A Lềnh: LĐLĐ huyện Phong Thổ"
    assert officer.buttons == ["Duyệt", "Từ chối"]


async def test_without_requests_the_list_says_so(alliance: Alliance) -> None:
    read = await alliance.officer.sends("/yeucau")

    assert read == "Không có yêu cầu tham gia nào đang chờ."
