"""A unit that became a part of another: its people speak for that one, its records stay its own."""

import pytest
from sqlmodel import col, select

from bot.rules.members import Role
from storage.tables import AuditEntry, Dialogue, Seat
from tests.stories.beginning import Alliance
from tests.stories.test_heads import names_head
from tests.stories.test_missing import hand_in
from tests.stories.world import joins

TAM_DUONG, PHONG_THO = "LĐLĐ huyện Tam Đường", "LĐLĐ huyện Phong Thổ"
GIAO_DUC = "Công đoàn ngành Giáo dục"
MIDYEAR = "Báo cáo sơ kết 6 tháng"


async def previews(alliance: Alliance, into: str, unit: str = TAM_DUONG) -> str:
    """The officer chooses on the unit's page what it becomes a part of."""
    officer = alliance.officer
    await officer.sends(unit)
    await officer.taps(unit)
    await officer.taps("Sáp nhập…")
    return await officer.taps(into)


async def merges(alliance: Alliance, into: str, unit: str = TAM_DUONG) -> str:
    await previews(alliance, into, unit)
    return await alliance.officer.taps("Đồng ý sáp nhập")


async def seats_now(alliance: Alliance) -> list[tuple[int, Role]]:
    """Units and roles of all seats held now, in order."""
    async with alliance.world.app.database.reading() as db:
        held = select(Seat.unit_id, Seat.role).where(col(Seat.until_at).is_(None))
        return sorted((await db.exec(held)).all())


@pytest.mark.both_engines
async def test_the_representative_becomes_a_deputy_where_there_is_one(alliance: Alliance):
    hoa = alliance.hoa
    asked = await previews(alliance, GIAO_DUC)
    done = await alliance.officer.taps("Đồng ý sáp nhập")
    told = hoa.last
    due = await hoa.sends("/han")

    assert f"Sẽ đại diện cho {GIAO_DUC}:\n• Nguyễn Văn Hòa – phó đại diện" in asked
    assert done.startswith(f"Đã sáp nhập {TAM_DUONG} vào {GIAO_DUC}.\nĐang báo tin cho 1 người.")
    assert f"{TAM_DUONG} đã sáp nhập vào {GIAO_DUC}." in told
    assert "với vai trò phó đại diện" in told
    assert due.startswith(f"Thời hạn của {GIAO_DUC}")
    giao_duc = alliance.world.units[GIAO_DUC]
    assert await seats_now(alliance) == [(giao_duc, Role.DEPUTY), (giao_duc, Role.REPRESENTATIVE)]


async def test_the_representative_represents_a_unit_that_had_nobody(alliance: Alliance):
    await merges(alliance, PHONG_THO)

    assert "với vai trò người đại diện" in alliance.hoa.last
    phong_tho, giao_duc = (alliance.world.units[unit] for unit in (PHONG_THO, GIAO_DUC))
    rep = Role.REPRESENTATIVE
    assert await seats_now(alliance) == sorted([(phong_tho, rep), (giao_duc, rep)])


async def test_whoever_spoke_for_both_has_one_seat_and_is_told_once(alliance: Alliance):
    world, officer, pao = alliance.world, alliance.officer, alliance.pao
    code = await world.invite(officer, TAM_DUONG, Role.DEPUTY)
    await joins(pao, code)
    asked = await previews(alliance, GIAO_DUC)
    await officer.taps("Đồng ý sáp nhập")

    assert "• Vàng A Páo đã đại diện cho đơn vị này" in asked
    assert sum("đã sáp nhập vào" in read for read in pao.read) == 1
    giao_duc = alliance.world.units[GIAO_DUC]
    assert await seats_now(alliance) == [(giao_duc, Role.DEPUTY), (giao_duc, Role.REPRESENTATIVE)]


@pytest.mark.both_engines
async def test_its_records_stay_its_own_and_are_found_on_the_page_of_the_other(alliance: Alliance):
    officer = alliance.officer
    await hand_in(alliance.hoa)
    await merges(alliance, PHONG_THO)
    page = await officer.taps(f"Mở {PHONG_THO}")
    former = await officer.taps(TAM_DUONG)
    arrived = await officer.taps("Báo cáo, đăng ký đã nộp")
    missing = await officer.sends("/chuanop")

    assert f"Sáp nhập từ: {TAM_DUONG}" in page
    assert f"Ngừng hoạt động từ ngày 30/01/2023.\nĐã sáp nhập vào: {PHONG_THO}" in former
    assert MIDYEAR in arrived
    assert f"{MIDYEAR}\nHạn cuối: Thứ Bảy, 10/06/2023.\nChưa nộp: 2/2 đơn vị." in missing


async def test_its_half_filled_forms_end_and_a_second_press_does_nothing(alliance: Alliance):
    officer, hoa = alliance.officer, alliance.hoa
    await hoa.sends("/baocao")
    await hoa.taps(f"○ {MIDYEAR}")
    await hoa.sends("Kết quả 6 tháng: đạt 52% kế hoạch năm.")
    await previews(alliance, PHONG_THO)
    officer.person.tap("Đồng ý sáp nhập")
    officer.person.tap("Đồng ý sáp nhập")
    await alliance.world.settle()

    async with alliance.world.app.database.reading() as db:
        forms = (await db.exec(select(Dialogue.form))).all()
        merged = select(AuditEntry.subject).where(col(AuditEntry.act) == "units merged")
        assert (await db.exec(merged)).all() == [TAM_DUONG]
    assert forms == []


async def test_restoring_it_brings_nobody_back(alliance: Alliance):
    officer = alliance.officer
    await merges(alliance, PHONG_THO)
    await officer.sends(TAM_DUONG)
    former = await officer.taps(f"{TAM_DUONG} (đã ngừng hoạt động)")
    page = await officer.taps("Khôi phục hoạt động")

    assert "Khôi phục đơn vị không chuyển người đại diện trở lại." in former
    assert "Đơn vị chưa có người tham gia." in page
    assert "sáp nhập" not in page
    assert (await alliance.hoa.sends("/han")).startswith(f"Thời hạn của {PHONG_THO}")


async def test_what_it_headed_ends_and_is_said(alliance: Alliance):
    await names_head(alliance.officer)
    done = await merges(alliance, GIAO_DUC)

    assert "Năm 2023, Khối huyện hiện không có trưởng khối." in done
    assert any(f"{TAM_DUONG} thôi làm trưởng Khối huyện" in read for read in alliance.hoa.read)


async def test_the_other_unit_is_found_by_some_of_its_name(alliance: Alliance):
    officer = alliance.officer
    await officer.sends(TAM_DUONG)
    await officer.taps(TAM_DUONG)
    await officer.taps("Sáp nhập…")
    listed = [label for label in officer.buttons if label != "Huỷ"]
    await officer.sends("giao duc")

    assert listed == [PHONG_THO, GIAO_DUC]
    assert officer.buttons == [GIAO_DUC, "Huỷ"]
