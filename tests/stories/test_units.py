"""Officers make blocs and units, invite people to them, and take a seat back."""

import re

import pytest

from tests.stories.beginning import Alliance
from tests.stories.world import Phone, World, joins


def link_code(text: str) -> str:
    """The invite code in a message that shows a link."""
    found = re.search(r"\?start=([\w-]+)", text)
    assert found is not None
    return found[1]


async def test_an_officer_sees_blocs_with_how_many_have_joined(alliance: Alliance) -> None:
    read = await alliance.officer.sends("/donvi")

    assert "Số đơn vị: 3, trong đó 2 đã tham gia." in read
    assert alliance.officer.buttons[:3] == [
        "Khối huyện: 1/2",
        "Khối ngành: 1/1",
        "Tất cả đơn vị (3)",
    ]


@pytest.mark.both_engines
async def test_a_pasted_list_loses_no_name(alliance: Alliance) -> None:
    officer = alliance.officer
    await officer.sends("/donvi")
    await officer.taps("Thêm đơn vị")
    asked = await officer.sends(
        "- LĐLĐ huyện Mường Tè\nldld huyen tam duong\n\nCông đoàn <Y tế> & Dược\n" + "x" * 201
    )
    read = await officer.taps("Khối ngành")

    assert asked.startswith("Sẽ thêm 4 đơn vị")
    assert read.startswith("Đã thêm 2 đơn vị\nLĐLĐ huyện Mường Tè, Công đoàn <Y tế> & Dược")
    assert "Không thêm vì trùng tên: LĐLĐ huyện Tam Đường" in read
    assert "Không thêm vì dài quá 200 ký tự: xxx" in read
    assert "Công đoàn <Y tế> & Dược" in " ".join(await shown(officer, "Xem các đơn vị này"))


async def test_names_typed_before_the_bloc_is_chosen_are_added_to_the_list(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await officer.sends("/donvi")
    await officer.taps("Thêm đơn vị")
    await officer.sends("LĐLĐ huyện Mường Tè")
    asked = await officer.sends("LĐLĐ huyện Sìn Hồ")
    read = await officer.taps("Không thuộc khối nào")

    assert asked.startswith("Sẽ thêm 2 đơn vị\nLĐLĐ huyện Mường Tè, LĐLĐ huyện Sìn Hồ")
    assert read.startswith("Đã thêm 2 đơn vị")
    await officer.sends("/donvi")
    assert "Không thuộc khối nào: 0/2" in officer.buttons


async def test_a_single_name_that_is_too_long_is_explained_and_the_form_stays(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await officer.sends("/donvi")
    await officer.taps("Thêm đơn vị")
    explained = await officer.sends("x" * 300)
    asked = await officer.sends("Công đoàn Viên chức 🌾")

    assert "300" in explained
    assert asked.startswith("Sẽ thêm 1 đơn vị\nCông đoàn Viên chức 🌾")


async def test_the_first_units_of_an_organisation_need_no_bloc(world: World) -> None:
    _, code = await world.organisation("yen-bai-2025")
    officer = await world.officer(code)
    await officer.sends("/donvi")
    await officer.taps("Thêm đơn vị")
    read = await officer.sends("HTX Suối Giàng")

    assert read.startswith("Đã thêm 1 đơn vị\nHTX Suối Giàng")


async def test_a_bloc_with_a_known_name_is_not_made_twice(alliance: Alliance) -> None:
    officer = alliance.officer
    await officer.sends("/donvi")
    await officer.taps("Thêm khối")
    read = await officer.sends("Khối doanh nghiệp\nkhoi huyen")

    assert read.startswith("Đã thêm 1 khối\nKhối doanh nghiệp")
    assert "Không thêm vì trùng tên: Khối huyện" in read


async def test_a_long_list_of_units_is_paged(alliance: Alliance) -> None:
    officer = alliance.officer
    await officer.sends("/donvi")
    await officer.taps("Thêm đơn vị")
    await officer.sends("\n".join(f"Công đoàn cơ sở {number}" for number in range(1, 20)))
    await officer.taps("Khối ngành")
    await officer.taps("Xem các đơn vị này")
    first = officer.buttons
    read = await officer.taps("Trang 2 ›")

    assert len([name for name in first if "Công đoàn" in name]) == 8
    assert "Trang 2/3" in read
    assert "○ Công đoàn cơ sở 8" in officer.buttons


async def test_an_invite_comes_alone_so_that_it_can_be_forwarded(alliance: Alliance) -> None:
    officer = alliance.officer
    await open_unit(officer, "Khối huyện: 1/2", "○ LĐLĐ huyện Phong Thổ")
    await officer.taps("Mời người đại diện")
    invite, told = officer.read[-2:]

    assert "trân trọng mời người đại diện của LĐLĐ huyện Phong Thổ tham gia." in invite
    assert "Đường dẫn dùng một lần, cho một người, đến 08:00 13/02/2023." in invite
    assert "Vui lòng chỉ chuyển tiếp cho đúng người" in told

    newcomer = alliance.world.stranger("Giàng A Chu")
    await joins(newcomer, link_code(invite))
    read = await open_unit(officer, "Khối huyện: 2/2", "● LĐLĐ huyện Phong Thổ")
    assert "Giàng A Chu – " in read


async def test_a_withdrawn_invite_opens_nothing(alliance: Alliance) -> None:
    officer = alliance.officer
    await open_unit(officer, "Khối huyện: 1/2", "○ LĐLĐ huyện Phong Thổ")
    await officer.taps("Mời phó đại diện")
    code = link_code(officer.read[-2])
    read = await officer.taps("Thu hồi lời mời này")

    assert read.startswith("Đã thu hồi lời mời")
    newcomer = alliance.world.stranger("Giàng A Chu")
    await newcomer.starts(code)
    await officer.taps("Về đơn vị")
    assert "Đơn vị chưa có người tham gia." in officer.last


async def test_an_invite_not_used_yet_stands_with_its_unit_and_can_be_withdrawn_later(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await open_unit(officer, "Khối huyện: 1/2", "○ LĐLĐ huyện Phong Thổ")
    await officer.taps("Mời người đại diện")
    code = link_code(officer.read[-2])
    read = await open_unit(officer, "Khối huyện: 1/2", "○ LĐLĐ huyện Phong Thổ")
    await officer.taps("Thu hồi: người đại diện, 08:00 30/01/2023")
    after = await officer.taps("Về đơn vị")
    newcomer = alliance.world.stranger("Giàng A Chu")

    assert "• người đại diện: tạo 08:00 30/01/2023, dùng đến 08:00 13/02/2023" in read
    assert "Lời mời chưa dùng" not in after
    assert "thu hồi" in await newcomer.starts(code)


async def test_neither_used_nor_expired_invites_are_listed(alliance: Alliance) -> None:
    officer = alliance.officer
    tam_duong = await open_unit(officer, "Khối huyện: 1/2", "● LĐLĐ huyện Tam Đường")
    await officer.taps("Mời phó đại diện")
    await alliance.world.goes_to("2023-02-14 08:00")
    later = await open_unit(officer, "Khối huyện: 1/2", "● LĐLĐ huyện Tam Đường")

    assert "Lời mời chưa dùng" not in tam_duong + later


async def test_an_officers_invite_is_listed_for_the_owner(alliance: Alliance) -> None:
    owner = alliance.officer
    await owner.sends("/donvi")
    await owner.taps("Cán bộ thi đua")
    await owner.taps("Mời cán bộ thi đua")
    read = await owner.taps("Cán bộ thi đua")
    await owner.taps("Thu hồi: cán bộ thi đua, 08:00 30/01/2023")
    after = await owner.taps("Cán bộ thi đua")

    assert "• cán bộ thi đua: tạo 08:00 30/01/2023" in read
    assert "Lời mời chưa dùng" not in after


async def test_a_seat_is_removed_only_after_asking_and_the_person_is_told(
    alliance: Alliance,
) -> None:
    officer, hoa = alliance.officer, alliance.hoa
    await open_unit(officer, "Khối huyện: 1/2", "● LĐLĐ huyện Tam Đường")
    asked = await officer.taps("Thôi đại diện: Nguyễn Văn Hòa")
    kept = await officer.taps("Không, giữ nguyên")
    await officer.taps("Thôi đại diện: Nguyễn Văn Hòa")
    read = await officer.taps("Đồng ý chấm dứt")

    assert "Chấm dứt quyền của Nguyễn Văn Hòa đại diện cho LĐLĐ huyện Tam Đường?" in asked
    assert "Nguyễn Văn Hòa" in kept
    assert read == "Nguyễn Văn Hòa không còn đại diện cho LĐLĐ huyện Tam Đường."
    assert hoa.last.startswith("Quyền đại diện cho LĐLĐ huyện Tam Đường")


async def test_officers_hear_of_a_joining_and_can_undo_it(alliance: Alliance) -> None:
    officer = alliance.officer
    stranger = alliance.world.stranger("Người Lạ")
    await joins(stranger, await alliance.world.invite(officer, "LĐLĐ huyện Phong Thổ"))

    assert "Người Lạ đã tham gia, đại diện cho LĐLĐ huyện Phong Thổ." in officer.last
    await officer.taps("Không phải người này")
    read = await officer.taps("Đồng ý chấm dứt")
    assert read == "Người Lạ không còn đại diện cho LĐLĐ huyện Phong Thổ."
    assert stranger.last.startswith("Quyền đại diện cho LĐLĐ huyện Phong Thổ")


async def test_officers_hear_of_whoever_cannot_be_reached_any_more(alliance: Alliance) -> None:
    officer, pao = alliance.officer, alliance.pao
    pao.person.block()
    await alliance.world.settle()
    told = officer.last
    read = await officer.taps("Xem đơn vị")

    assert told.startswith("Vàng A Páo (Công đoàn ngành Giáo dục) đã chặn bot")
    assert "Không liên lạc được tại đây (đã chặn bot)" in read


async def test_whoever_is_found_to_be_gone_when_reminded_is_told_once(alliance: Alliance) -> None:
    officer, pao = alliance.officer, alliance.pao
    pao.person.chat.blocked = True  # as when Telegram's word of it never came
    await alliance.world.goes_to("2023-02-03 08:00")
    await alliance.world.goes_to("2023-02-07 08:00")

    told = [text for text in officer.read if text.startswith("Vàng A Páo (")]
    assert len(told) == 1


async def test_whoever_comes_back_before_officers_heard_is_not_reported(
    alliance: Alliance,
) -> None:
    alliance.pao.person.block()
    alliance.pao.person.unblock()
    await alliance.world.settle()

    assert not any("đã chặn bot" in text for text in alliance.officer.read)


async def test_the_owner_appoints_and_dismisses_an_officer(alliance: Alliance) -> None:
    owner = alliance.officer
    await owner.sends("/donvi")
    await owner.taps("Cán bộ thi đua")
    await owner.taps("Mời cán bộ thi đua")
    officer = alliance.world.stranger("Hoàng Văn Trinh")
    await joins(officer, link_code(owner.read[-2]))
    await officer.sends("/donvi")

    assert "Cán bộ thi đua" not in officer.buttons
    assert "Số đơn vị: 3" in officer.last
    await owner.sends("/donvi")
    await owner.taps("Cán bộ thi đua")
    asked = await owner.taps("Thôi nhiệm vụ: Hoàng Văn Trinh")
    read = await owner.taps("Đồng ý chấm dứt")
    assert "Chấm dứt vai trò cán bộ thi đua của Hoàng Văn Trinh" in asked
    assert "không còn là cán bộ thi đua" in read
    assert "Vai trò cán bộ thi đua" in officer.last


async def test_a_manager_cannot_open_the_officers_tools(alliance: Alliance) -> None:
    await alliance.hoa.sends("/donvi")

    assert "Khối huyện" not in alliance.hoa.last


async def open_unit(officer: Phone, bloc: str, unit: str) -> str:
    """Go to a unit from /donvi."""
    await officer.sends("/donvi")
    await officer.taps(bloc)
    return await officer.taps(unit)


async def shown(officer: Phone, label: str) -> list[str]:
    """The buttons after a press."""
    await officer.taps(label)
    return officer.buttons


async def test_an_officer_finds_a_unit_by_typing_some_of_its_name(alliance: Alliance) -> None:
    officer = alliance.officer
    found = await officer.sends("tam duong")
    one = officer.buttons
    await officer.taps("LĐLĐ huyện Tam Đường")
    opened = officer.last
    await officer.sends("LĐLĐ huyện")
    both = officer.buttons
    unknown = await officer.sends("Nậm Nhùn")

    assert "1 đơn vị" in found
    assert one == ["LĐLĐ huyện Tam Đường", "Khối và đơn vị"]
    assert opened.startswith("LĐLĐ huyện Tam Đường")
    assert both[:2] == ["LĐLĐ huyện Tam Đường", "LĐLĐ huyện Phong Thổ"]
    assert "Phong Thổ" not in unknown


async def test_nobody_but_officers_finds_units_by_name(alliance: Alliance) -> None:
    await alliance.hoa.sends("phong tho")

    assert "Phong Thổ" not in alliance.hoa.last
    assert not any("Phong Thổ" in label for label in alliance.hoa.buttons)
