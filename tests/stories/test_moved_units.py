"""A unit in another bloc: counts, heads and lists follow, years gone by stay."""

import pytest
from sqlmodel import col, select

from bot.actions.members import recognise
from bot.actions.unit_types import set_type
from storage.tables import AuditEntry
from tests.stories.beginning import Alliance
from tests.stories.test_calls import opens_list
from tests.stories.test_heads import names_head
from tests.stories.test_missing import hand_in
from tests.stories.test_notice_audiences import sets_type
from tests.stories.test_plan_amendments import applies
from tests.stories.test_plan_amendments import opens as opens_plan
from tests.stories.test_scopes import asks_the_districts_alone, scopes
from tests.stories.test_unit_sheets import NAME, a_sheet
from tests.stories.test_unit_sheets import opens as opens_units

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


async def goes_on(alliance: Alliance, *days: str) -> None:
    for day in days:
        await alliance.world.goes_to(f"2023-06-{day} 08:00")


@pytest.mark.both_engines
async def test_what_was_over_before_it_came_into_the_bloc_is_not_asked_of_it(alliance: Alliance):
    pao = alliance.pao
    await asks_the_districts_alone(alliance)
    await goes_on(alliance, "09", "14", "20")
    await asks(alliance, GIAO_DUC)
    await alliance.officer.taps("Khối huyện")
    read = len(pao.read)
    await goes_on(alliance, "21", "22", "27")

    assert not [text for text in pao.read[read:] if MIDYEAR in text]
    assert GIAO_DUC not in await opens_list(alliance.officer)


@pytest.mark.both_engines
async def test_its_people_are_told_what_the_new_bloc_asks_and_are_reminded(alliance: Alliance):
    pao = alliance.pao
    await asks_the_districts_alone(alliance)
    await asks(alliance, GIAO_DUC)
    await alliance.officer.taps("Khối huyện")
    told, read = pao.last, len(pao.read)
    await goes_on(alliance, "09")

    assert f"Khối hoặc loại hình của {GIAO_DUC} vừa được thay đổi." in told
    assert f"• Việc mới: {MIDYEAR}: đến hết Thứ Bảy, 10/06/2023" in told
    assert [text for text in pao.read[read:] if MIDYEAR in text]


async def test_its_people_are_told_what_is_asked_of_them_no_more(alliance: Alliance):
    hoa = alliance.hoa
    await asks_the_districts_alone(alliance)
    await asks(alliance)
    await alliance.officer.taps("Khối ngành")

    assert f"• {MIDYEAR}: không phải làm nữa." in hoa.last
    assert MIDYEAR not in await hoa.sends("/han")


async def test_where_nothing_else_is_asked_its_people_hear_nothing(alliance: Alliance):
    read = len(alliance.hoa.read)
    await asks(alliance)
    await alliance.officer.taps("Khối ngành")

    assert len(alliance.hoa.read) == read


async def test_between_two_blocs_that_are_asked_it_stays_overdue(alliance: Alliance):
    await opens_plan(alliance.officer)
    await scopes(alliance.officer, MIDYEAR, "☐ Khối huyện", "☐ Khối ngành")
    await applies(alliance.officer)
    await goes_on(alliance, "09", "14", "20")
    await asks(alliance)
    await alliance.officer.taps("Khối ngành")

    assert TAM_DUONG in await opens_list(alliance.officer)


async def test_moved_by_a_list_it_is_told_and_not_asked_what_was_over(alliance: Alliance):
    officer, hoa, pao = alliance.officer, alliance.hoa, alliance.pao
    await asks_the_districts_alone(alliance)
    await goes_on(alliance, "09", "14", "20")
    read = len(pao.read)
    await opens_units(officer)
    moved = [(1, GIAO_DUC, "Khối huyện"), (2, TAM_DUONG, "Khối ngành")]
    await officer.sends_file(NAME, a_sheet(moved))
    await officer.taps("Đồng ý: thêm 0, sửa 2")
    told = hoa.last
    await goes_on(alliance, "21", "27")

    assert f"• {MIDYEAR}: không phải làm nữa." in told
    assert not [text for text in pao.read[read:] if MIDYEAR in text]
    assert GIAO_DUC not in await opens_list(officer)


async def test_of_another_type_it_is_not_asked_what_was_over_before(alliance: Alliance):
    world, officer, pao = alliance.world, alliance.officer, alliance.pao
    await sets_type(alliance, TAM_DUONG, "Cấp huyện")
    await opens_plan(officer)
    await scopes(officer, MIDYEAR, "☐ Loại hình: Cấp huyện")
    await applies(officer)
    await goes_on(alliance, "09", "14", "20")
    read = len(pao.read)
    async with world.app.database.transaction() as db:
        member = await recognise(db, officer.person.id)
        assert member is not None
        await set_type(db, member, world.units[GIAO_DUC], "Cấp huyện", world.clock.now())
    await goes_on(alliance, "21", "27")

    assert not [text for text in pao.read[read:] if MIDYEAR in text]
    called = await opens_list(officer)
    assert TAM_DUONG in called
    assert GIAO_DUC not in called
