"""The deputy head of a bloc: sees and nudges as the head does, and stands in for the head."""

import pytest

from tests.stories.beginning import Alliance
from tests.stories.test_heads import PHONG_THO, REFUSED, TAM_DUONG, chu_of_phong_tho, names_head
from tests.stories.world import Phone

MIDYEAR = "Báo cáo sơ kết 6 tháng"
SIN_HO = "LĐLĐ huyện Sìn Hồ"
LIST = "Đơn vị trong khối chưa nộp"


async def names_deputy(officer: Phone, unit: str = PHONG_THO) -> str:
    """An officer chooses on the bloc's page who is deputy head."""
    await officer.sends("/donvi")
    await officer.taps(next(label for label in officer.buttons if label.startswith("Khối huyện")))
    await officer.taps(next(b for b in officer.buttons if "hó trưởng khối" in b))
    return await officer.taps(unit)


async def silent_lists(phone: Phone) -> int:
    """How many lists of silent units are on a phone."""
    return sum(read.startswith(LIST) for read in phone.read)


async def with_a_third_unit(alliance: Alliance) -> Phone:
    """Tam Đường heads the bloc, Phong Thổ is deputy; Sìn Hồ stays silent."""
    chu = await chu_of_phong_tho(alliance)
    await alliance.world.unit(alliance.id, SIN_HO, "Khối huyện")
    await alliance.world.manager(alliance.officer, SIN_HO, "Lù A Sìn")
    await names_head(alliance.officer)
    await names_deputy(alliance.officer)
    return chu


@pytest.mark.both_engines
async def test_the_deputy_is_told_sees_the_bloc_and_nudges_it_as_deputy(alliance: Alliance):
    chu = await chu_of_phong_tho(alliance)
    await names_head(alliance.officer)
    named = await names_deputy(alliance.officer)
    told = chu.last
    bloc = await chu.sends("/khoi")
    await chu.taps(f"{MIDYEAR}: 2")
    await chu.taps("Nhắc các đơn vị này (1)")

    assert named.startswith(f"{PHONG_THO} là phó trưởng Khối huyện năm 2023.")
    assert f"đã chọn {PHONG_THO} làm phó trưởng Khối huyện năm 2023." in told
    assert bloc.startswith("Khối huyện, năm 2023")
    assert alliance.hoa.last.startswith("Giàng A Chu (phó trưởng Khối huyện) nhắc hạn")


async def test_the_head_is_not_offered_as_deputy(alliance: Alliance):
    officer = alliance.officer
    await names_head(officer)
    await officer.sends("/donvi")
    await officer.taps("Khối huyện: 1/2")
    await officer.taps("Chọn phó trưởng khối năm 2023")

    assert officer.buttons == [PHONG_THO, "Về danh sách đơn vị"]


async def test_a_unit_named_head_after_the_deputy_was_chosen_from_an_old_list_is_refused(
    alliance: Alliance,
):
    officer = alliance.officer
    await officer.sends("/donvi")
    await officer.taps("Khối huyện: 1/2")
    await officer.taps("Chọn phó trưởng khối năm 2023")
    old = officer.person.last
    await names_head(officer)
    officer.person.tap(TAM_DUONG, old)
    await alliance.world.settle()

    assert officer.last.startswith(f"{TAM_DUONG} đang là trưởng khối")


async def test_a_deputy_that_becomes_head_is_deputy_no_more(alliance: Alliance):
    officer = alliance.officer
    await names_deputy(officer, TAM_DUONG)
    await names_head(officer)
    await officer.sends("/donvi")
    await officer.taps("Khối huyện: 1/2")

    assert f"Trưởng khối 2023: {TAM_DUONG}" in officer.buttons
    assert "Chọn phó trưởng khối năm 2023" in officer.buttons


async def test_the_deputy_is_taken_away_and_told(alliance: Alliance):
    officer = alliance.officer
    await names_deputy(officer, TAM_DUONG)
    await officer.taps("Về danh sách đơn vị")
    await officer.taps(next(b for b in officer.buttons if "hó trưởng khối" in b))
    await officer.taps("Thôi phó trưởng khối, để trống")
    told = alliance.hoa.last

    assert told.startswith(f"{TAM_DUONG} thôi làm phó trưởng Khối huyện năm 2023.")
    assert (await alliance.hoa.sends("/khoi")).startswith(REFUSED)


async def test_the_list_goes_to_the_head_alone_while_the_head_can_be_reached(alliance: Alliance):
    chu = await with_a_third_unit(alliance)
    await alliance.world.goes_to("2023-06-14 08:00")

    assert (await silent_lists(alliance.hoa), await silent_lists(chu)) == (1, 0)


@pytest.mark.both_engines
async def test_the_list_goes_to_the_deputy_when_the_head_cannot_be_reached(alliance: Alliance):
    chu = await with_a_third_unit(alliance)
    alliance.hoa.person.block()
    await alliance.world.settle()
    await alliance.world.goes_to("2023-06-14 08:00")

    assert await silent_lists(chu) == 1
    assert SIN_HO in chu.last
    assert "Là phó trưởng khối, Quý đơn vị" in chu.last


async def test_the_list_goes_to_the_deputy_when_nobody_represents_the_head(alliance: Alliance):
    chu = await with_a_third_unit(alliance)
    officer = alliance.officer
    await officer.sends(TAM_DUONG)
    await officer.taps(TAM_DUONG)
    await officer.taps("Thôi đại diện: Nguyễn Văn Hòa")
    await officer.taps("Đồng ý chấm dứt")
    await alliance.world.goes_to("2023-06-14 08:00")

    assert await silent_lists(chu) == 1
