"""Joining: the invite, what is asked, who hears of it; and everyone without a good link."""

import pytest

from tests.stories.beginning import Alliance
from tests.stories.world import World, joins


@pytest.mark.both_ways
@pytest.mark.both_engines
async def test_a_manager_sees_the_unit_agrees_and_lands_on_what_is_due(alliance: Alliance):
    newcomer = alliance.world.stranger("Tẩn Thị Liên")
    code = await alliance.world.invite(alliance.officer, "LĐLĐ huyện Phong Thổ")

    asked = await newcomer.starts(code)
    kept = await newcomer.taps("Đúng, đơn vị của tôi")
    await newcomer.taps("Đồng ý")
    home = await newcomer.sends("Bỏ qua")

    assert "LĐLĐ huyện Phong Thổ" in asked
    assert "Khối huyện" in asked
    assert "Liên đoàn Lao động tỉnh Lai Châu" in kept
    assert "Thứ Sáu, 10/02/2023" in home
    assert "Còn 11 ngày" in home
    assert "Tẩn Thị Liên" in alliance.officer.last


async def test_nothing_is_taken_before_the_person_agrees(alliance: Alliance):
    newcomer = alliance.world.stranger("Tẩn Thị Liên")
    code = await alliance.world.invite(alliance.officer, "LĐLĐ huyện Phong Thổ")

    await newcomer.starts(code)
    await newcomer.taps("Đúng, đơn vị của tôi")
    await newcomer.taps("Không đồng ý")

    assert "Tẩn Thị Liên" not in alliance.officer.last
    assert "không lưu dữ liệu nào" in newcomer.last
    await newcomer.starts(code)
    assert "Đúng, đơn vị của tôi" in newcomer.buttons


async def test_a_shared_number_must_be_ones_own(alliance: Alliance):
    newcomer = alliance.world.stranger("Tẩn Thị Liên")
    code = await alliance.world.invite(alliance.officer, "LĐLĐ huyện Phong Thổ")
    await newcomer.starts(code)
    await newcomer.taps("Đúng, đơn vị của tôi")
    await newcomer.taps("Đồng ý")

    newcomer.person.send_contact("+84900000000", "Ai đó", user_id=None)
    await alliance.world.settle()
    refused = newcomer.last
    await newcomer.shares_number()

    assert "người khác" in refused
    assert any(newcomer.person.phone_number.lstrip("+") in text for text in newcomer.read)


@pytest.mark.both_engines
async def test_an_officer_undoes_a_joining_at_once(alliance: Alliance):
    newcomer = await alliance.world.manager(alliance.officer, "LĐLĐ huyện Phong Thổ", "Người Lạ")

    await alliance.officer.taps("Không phải người này")
    await alliance.officer.taps(alliance.officer.buttons[0])
    await newcomer.sends("/han")

    assert "LĐLĐ huyện Phong Thổ" not in newcomer.last


@pytest.mark.both_engines
async def test_used_expired_withdrawn_and_guessed_invites_each_get_a_clear_answer(
    alliance: Alliance,
):
    used = await alliance.world.invite(alliance.officer, "LĐLĐ huyện Phong Thổ")
    await joins(alliance.world.stranger("Người Một"), used)
    expired = await alliance.world.invite(alliance.officer, "LĐLĐ huyện Phong Thổ")
    stranger = alliance.world.stranger("Người Hai")

    assert "có người khác sử dụng" in await stranger.starts(used)
    assert "không hợp lệ" in await stranger.starts("khong-co-that")
    await alliance.world.goes_to("2023-03-01 08:00")
    assert "hết hạn" in await stranger.starts(expired)


@pytest.mark.both_engines
async def test_the_owners_link_works_once(world: World):
    _, code = await world.organisation()
    await world.officer(code)
    other = world.stranger("Người Khác")

    assert "có người khác sử dụng" in await other.starts(code)


async def test_a_stranger_learns_what_the_bot_is(world: World):
    await world.organisation()
    stranger = world.stranger("Người Lạ")

    await stranger.starts()

    assert "thi đua" in stranger.last
    assert stranger.buttons == ["Gửi yêu cầu tham gia"]
