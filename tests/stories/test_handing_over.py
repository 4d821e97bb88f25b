"""A director changes: the new representative's right begins as the old one's ends."""

import pytest
from sqlmodel import col, select

from bot.rules.members import Role
from storage.tables import Seat
from tests.stories.beginning import Alliance
from tests.stories.test_heads import names_head
from tests.stories.test_units import link_code
from tests.stories.world import Phone, joins

TAM_DUONG = "LĐLĐ huyện Tam Đường"
MIDYEAR = "Báo cáo sơ kết 6 tháng"


async def successor_invited(alliance: Alliance) -> str:
    """The officer asks for the link from the unit's page; gives its code."""
    officer = alliance.officer
    await officer.sends(TAM_DUONG)
    await officer.taps(TAM_DUONG)
    await officer.taps("Đổi người đại diện")
    return link_code(officer.read[-2])


async def hands_over(alliance: Alliance, name: str = "Lò Thị Mới") -> Phone:
    """Somebody new takes over from Hòa."""
    code = await successor_invited(alliance)
    successor = alliance.world.stranger(name)
    await joins(successor, code)
    return successor


@pytest.mark.both_engines
async def test_the_old_access_ends_as_the_new_begins_and_the_record_stays(alliance: Alliance):
    hoa = alliance.hoa
    successor = await hands_over(alliance)
    told = hoa.last
    refused = await hoa.sends("/han")
    due = await successor.sends("/han")
    heard = next(read for read in alliance.officer.read if "Lò Thị Mới đã tham gia" in read)

    assert f"Lò Thị Mới đã thay Quý đơn vị đại diện cho {TAM_DUONG}" in told
    assert TAM_DUONG not in refused
    assert due.startswith(f"Thời hạn của {TAM_DUONG}")
    assert "Thay Nguyễn Văn Hòa, người đã thôi đại diện." in heard
    async with alliance.world.app.database.reading() as db:
        seats = select(Seat.until_at).where(col(Seat.unit_id) == alliance.world.units[TAM_DUONG])
        ends = (await db.exec(seats.order_by(col(Seat.id)))).all()
    assert [end is None for end in ends] == [False, True]


async def test_until_the_link_is_used_nothing_changes(alliance: Alliance):
    await successor_invited(alliance)
    said = alliance.officer.last

    page = await alliance.officer.taps("Về đơn vị")

    assert "quyền đại diện của Nguyễn Văn Hòa chấm dứt ngay" in said
    assert "  thay Nguyễn Văn Hòa" in page
    assert (await alliance.hoa.sends("/han")).startswith(f"Thời hạn của {TAM_DUONG}")


async def test_a_link_made_anew_in_its_place_hands_over_as_well(alliance: Alliance):
    officer = alliance.officer
    await successor_invited(alliance)
    await officer.taps("Làm đường dẫn mới thay thế")
    successor = alliance.world.stranger("Lò Thị Mới")
    await joins(successor, link_code(officer.read[-2]))

    assert TAM_DUONG not in await alliance.hoa.sends("/han")


async def test_what_was_half_filled_passes_on_to_the_new_one(alliance: Alliance):
    hoa = alliance.hoa
    await hoa.sends("/baocao")
    await hoa.taps(f"○ {MIDYEAR}")
    await hoa.sends("Kết quả 6 tháng: đạt 52% kế hoạch năm.")
    successor = await hands_over(alliance)
    await successor.starts()
    await successor.taps(next(b for b in successor.buttons if b.startswith("Tiếp tục: báo cáo")))
    await hoa.sends("thêm một dòng")

    assert "đạt 52%" in await successor.taps("Xem lại và nộp")
    assert "thêm một dòng" not in successor.last


async def test_a_deputy_who_takes_over_represents_the_unit_with_one_seat(alliance: Alliance):
    world, officer = alliance.world, alliance.officer
    deputy = await world.manager(officer, TAM_DUONG, "Lò Văn Phó", Role.DEPUTY)
    await joins(deputy, await successor_invited(alliance))

    async with world.app.database.reading() as db:
        held = select(Seat.role).where(
            col(Seat.unit_id) == world.units[TAM_DUONG], col(Seat.until_at).is_(None)
        )
        assert (await db.exec(held)).all() == [Role.REPRESENTATIVE]


async def test_opened_by_the_one_to_be_replaced_the_link_is_kept_for_who_follows(
    alliance: Alliance,
):
    hoa, officer = alliance.hoa, alliance.officer
    code = await successor_invited(alliance)
    heard = len(officer.read)

    assert await hoa.starts(code) == (
        "Đường dẫn này dành cho người kế nhiệm; xin chuyển cho người ấy."
    )
    assert len(officer.read) == heard
    assert (await hoa.sends("/han")).startswith(f"Thời hạn của {TAM_DUONG}")

    successor = alliance.world.stranger("Lò Thị Mới")
    await joins(successor, code)
    assert (await successor.sends("/han")).startswith(f"Thời hạn của {TAM_DUONG}")
    assert TAM_DUONG not in await hoa.sends("/han")


async def test_a_former_representative_may_follow_their_follower(alliance: Alliance):
    code = await successor_invited(alliance)
    await joins(alliance.world.stranger("Lò Thị Mới"), code)
    await joins(alliance.hoa, await successor_invited(alliance))

    assert (await alliance.hoa.sends("/han")).startswith(f"Thời hạn của {TAM_DUONG}")


async def test_the_bloc_the_unit_heads_is_seen_by_the_new_one(alliance: Alliance):
    await names_head(alliance.officer)
    successor = await hands_over(alliance)

    assert (await successor.sends("/khoi")).startswith("Khối huyện, năm 2023")
    assert "Chỉ trưởng khối" in await alliance.hoa.sends("/khoi")
