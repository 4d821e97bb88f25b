"""A unit in another bloc: counts, heads and lists follow, years gone by stay."""

import pytest
from sqlmodel import col, select

from storage.tables import AuditEntry
from tests.stories.beginning import Alliance
from tests.stories.test_heads import names_head
from tests.stories.test_missing import hand_in

TAM_DUONG, PHONG_THO = "LĐLĐ huyện Tam Đường", "LĐLĐ huyện Phong Thổ"
GIAO_DUC = "Công đoàn ngành Giáo dục"
MIDYEAR = "Báo cáo sơ kết 6 tháng"


async def asks(alliance: Alliance, unit: str = TAM_DUONG) -> str:
    officer = alliance.officer
    await officer.sends(unit)
    await officer.taps(unit)
    return await officer.taps("Chuyển khối…")


@pytest.mark.both_engines
async def test_the_blocs_count_it_where_it_belongs_and_the_record_says_from_where(
    alliance: Alliance,
):
    officer = alliance.officer
    await asks(alliance)
    offered = officer.buttons
    done = await officer.taps("Khối ngành")
    await officer.sends("/donvi")

    assert offered == ["Khối ngành", "Không thuộc khối nào", "Về đơn vị"]
    assert done == f"{TAM_DUONG} nay thuộc Khối ngành."
    assert officer.buttons[:2] == ["Khối huyện: 0/1", "Khối ngành: 2/2"]
    async with alliance.world.app.database.reading() as db:
        moved = select(AuditEntry.subject, AuditEntry.before, AuditEntry.after)
        rows = (await db.exec(moved.where(col(AuditEntry.act) == "unit moved"))).all()
    assert rows == [(TAM_DUONG, {"bloc": "Khối huyện"}, {"bloc": "Khối ngành"})]


async def test_the_head_of_its_new_bloc_sees_it_and_that_of_the_old_one_no_more(
    alliance: Alliance,
):
    chu = await alliance.world.manager(alliance.officer, PHONG_THO, "Giàng A Chu")
    await names_head(alliance.officer, PHONG_THO)
    await names_head(alliance.officer, GIAO_DUC, "Khối ngành")
    await asks(alliance)
    await alliance.officer.taps("Khối ngành")
    await hand_in(alliance.pao)
    await alliance.pao.sends("/khoi")
    new = await alliance.pao.taps(f"{MIDYEAR}: 1")
    await chu.sends("/khoi")
    old = await chu.taps(f"{MIDYEAR}: 1")

    assert TAM_DUONG in new
    assert TAM_DUONG not in old


async def test_a_head_that_moves_heads_no_more_and_is_told(alliance: Alliance):
    await names_head(alliance.officer)
    asked = await asks(alliance)
    done = await alliance.officer.taps("Không thuộc khối nào")
    told = alliance.hoa.last
    refused = await alliance.hoa.sends("/khoi")

    assert "Đang làm trưởng Khối huyện năm 2023; vai trò này sẽ kết thúc." in asked
    assert done.startswith(f"{TAM_DUONG} nay không thuộc khối nào.")
    assert "Năm 2023, Khối huyện hiện không có trưởng khối." in done
    assert told.startswith(f"{TAM_DUONG} thôi làm trưởng Khối huyện năm 2023.")
    assert refused.startswith("Chỉ trưởng khối")
