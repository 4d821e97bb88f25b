"""A duty asked of some units only: chosen by bloc and type, and nothing of it to the others."""

from dataclasses import replace

import pytest
from sqlmodel import col, select, update

from bot.actions.plans import import_plan
from bot.callbacks import pack
from bot.campaigns import load, write_plan
from bot.messages.deadlines import StartReport
from bot.messages.scopes import ToggleScope
from bot.rules.members import Role
from bot.rules.reports import ReportState
from bot.rules.scopes import UnknownScope, mark_of
from storage.tables import Bloc, Obligation, Report, Unit
from tests.stories.beginning import Alliance
from tests.stories.test_calls import opens_list
from tests.stories.test_groups import links
from tests.stories.test_heads import names_head
from tests.stories.test_missing import hand_in
from tests.stories.test_notice_audiences import sends, sets_type, who_got
from tests.stories.test_plan_amendments import ANNUAL, MIDYEAR, applies, opens
from tests.stories.test_plan_drafts import adds, begins, drafts
from tests.stories.test_standings import POST, opens_group
from tests.stories.world import Phone, joins

TAM_DUONG, GIAO_DUC = "LĐLĐ huyện Tam Đường", "Công đoàn ngành Giáo dục"


async def scopes(officer: Phone, title: str, *labels: str) -> str:
    """Choose in a draft whose duty it is, and confirm; the whole draft."""
    (label,) = [each for each in officer.buttons if title in each]
    await officer.taps(label)
    await officer.taps("Đơn vị phải làm…")
    for each in labels:
        await officer.taps(each)
    await officer.taps("Xong")
    return await officer.taps("Đúng, xem toàn bộ")


async def asks_the_districts_alone(alliance: Alliance) -> str:
    """The six-month report is asked of one bloc from now on; what was shown before."""
    await opens(alliance.officer)
    await scopes(alliance.officer, MIDYEAR, "☐ Khối huyện")
    preview, _ = await applies(alliance.officer)
    return preview


async def presses(phone: Phone, button: object) -> None:
    """A press that was made up, or comes a second time."""
    message_id = phone.got[-1]["message_id"]
    phone.person.tap_data(message_id, pack(button))
    await phone.world.settle()


async def id_of(alliance: Alliance, title: str) -> int:
    async with alliance.world.app.database.reading() as db:
        rows = await db.exec(select(Obligation.id).where(col(Obligation.title) == title))
        return rows.one() or 0


def who_got_of(title: str, *phones: Phone) -> list[str]:
    """Who was reminded of it."""
    return [
        phone.person.user["first_name"]
        for phone in phones
        if any(text.startswith("Nhắc hạn") and title in text for text in phone.read)
    ]


@pytest.mark.both_engines
async def test_units_outside_neither_see_a_duty_nor_are_reminded_of_it_nor_can_hand_it_in(
    alliance: Alliance,
) -> None:
    world, hoa, pao = alliance.world, alliance.hoa, alliance.pao
    await asks_the_districts_alone(alliance)
    duties = await pao.sends("/han"), await hoa.sends("/han")
    plan = await pao.sends("/kehoach")
    await world.goes_to("2023-06-09 08:00")
    reminded = who_got_of(MIDYEAR, hoa, pao)
    await presses(pao, StartReport(await id_of(alliance, MIDYEAR), world.units[GIAO_DUC]))

    assert [MIDYEAR in said for said in duties] == [False, True]
    assert MIDYEAR not in plan
    assert ANNUAL in plan
    assert reminded == ["Nguyễn Văn Hòa"]
    assert MIDYEAR not in pao.last


@pytest.mark.both_engines
async def test_officers_count_and_call_only_units_that_are_asked(alliance: Alliance) -> None:
    world, officer = alliance.world, alliance.officer
    await asks_the_districts_alone(alliance)
    await officer.sends("/chuanop")
    read = officer.last
    await world.goes_to("2023-06-20 08:00")
    listed = await opens_list(officer)

    assert f"{MIDYEAR}\nHạn cuối: Thứ Bảy, 10/06/2023.\nChưa nộp: 2/2 đơn vị." in read
    assert "Cần gọi: 2." in listed
    assert GIAO_DUC not in listed


async def test_a_notice_to_who_has_not_done_it_goes_to_those_asked_alone(
    alliance: Alliance,
) -> None:
    officer, hoa, pao = alliance.officer, alliance.hoa, alliance.pao
    await asks_the_districts_alone(alliance)
    await officer.sends("/thongbao")
    await officer.taps("Soạn thông báo")
    await officer.taps(next(each for each in officer.buttons if "hưa nộp" in each))
    await officer.taps(next(each for each in officer.buttons if MIDYEAR in each))
    await officer.taps("Xong")
    await sends(officer, "Xin gửi sớm.")

    assert who_got("Xin gửi sớm.", hoa, pao) == ["Nguyễn Văn Hòa"]


async def test_only_those_are_told_who_are_asked_no_longer_or_are_asked_now(
    alliance: Alliance,
) -> None:
    officer, hoa, pao = alliance.officer, alliance.hoa, alliance.pao
    read = len(hoa.read)
    preview = await asks_the_districts_alone(alliance)
    let_go = pao.last
    silent = len(hoa.read) == read
    await opens(officer)
    await scopes(officer, MIDYEAR, "Tất cả đơn vị")
    again, _ = await applies(officer)

    assert f"Đổi đơn vị phải làm: {MIDYEAR}: tất cả đơn vị → Khối huyện" in preview
    assert "1 người sẽ được báo tin." in preview
    assert f"• {MIDYEAR}: không phải làm nữa." in let_go
    assert silent
    assert len(hoa.read) == read
    assert f"{MIDYEAR}: Khối huyện → tất cả đơn vị" in again
    assert f"• Việc mới: {MIDYEAR}: đến hết Thứ Bảy, 10/06/2023" in pao.last


async def test_whoever_handed_in_before_hears_nothing_and_the_report_is_still_to_be_judged(
    alliance: Alliance,
) -> None:
    officer, pao = alliance.officer, alliance.pao
    await hand_in(pao)
    read = len(pao.read)
    preview = await asks_the_districts_alone(alliance)
    await officer.taps("Xem báo cáo")
    await officer.taps("Tiếp nhận")

    assert "0 người sẽ được báo tin." in preview
    assert len([text for text in pao.read[read:] if "không phải làm" in text]) == 0
    async with alliance.world.app.database.reading() as db:
        assert (await db.exec(select(Report.state))).one() is ReportState.ACCEPTED


async def test_a_unit_moved_into_the_bloc_is_asked_and_a_renamed_bloc_stays_asked(
    alliance: Alliance,
) -> None:
    world, officer, pao = alliance.world, alliance.officer, alliance.pao
    await asks_the_districts_alone(alliance)
    async with world.app.database.transaction() as db:
        (bloc,) = await db.exec(select(Bloc).where(col(Bloc.name) == "Khối huyện"))
        bloc.name, bloc.folded = "Khối huyện, thành phố", "khoi huyen, thanh pho"
        moved = update(Unit).where(col(Unit.id) == world.units[GIAO_DUC])
        await db.exec(moved.values(bloc_id=bloc.id))
    asked = await pao.sends("/han")
    plan = await officer.sends("/kehoach")
    whole = await officer.taps("Sửa đổi kế hoạch…")

    assert MIDYEAR in asked
    assert "Chỉ giao: Khối huyện, thành phố" in plan
    assert "(Khối huyện, thành phố)" in whole


@pytest.mark.both_engines
async def test_a_new_plan_is_told_only_to_units_it_asks_something_of(alliance: Alliance) -> None:
    officer, hoa, pao = alliance.officer, alliance.hoa, alliance.pao
    await sets_type(alliance, TAM_DUONG, "Cấp huyện")
    await begins(officer)
    await adds(officer, "Báo cáo quý", "trước ngày 5/4")
    await officer.taps("Đúng, xem toàn bộ")
    await scopes(officer, "Báo cáo quý", "☐ Loại hình: Cấp huyện", "☐ Khối huyện")
    read = len(pao.read)
    preview = await officer.taps("Xem trước và công bố…")
    done = await officer.taps("Công bố và báo các đơn vị")

    assert "• Báo cáo quý: Khối huyện, loại hình Cấp huyện (số đơn vị: 1)" in preview
    assert "Đang báo tin cho 1 người." in done
    assert "Quý đơn vị có 1 việc theo kế hoạch này:" in hoa.last
    assert len(pao.read) == read


@pytest.mark.both_engines
async def test_who_speaks_for_two_units_asked_differently_reads_a_paragraph_for_each(
    alliance: Alliance,
) -> None:
    officer, pao = alliance.officer, alliance.pao
    await joins(pao, await alliance.world.invite(officer, TAM_DUONG, Role.DEPUTY))
    await begins(officer)
    await adds(officer, "Báo cáo quý", "trước ngày 5/4")
    await officer.taps("Đúng, thêm việc nữa")
    await adds(officer, "Báo cáo sơ kết 6 tháng", "trước ngày 10/6")
    await officer.taps("Đúng, thêm việc nữa")
    await adds(officer, "Báo cáo tổng kết năm", "trước ngày 10/12")
    await officer.taps("Đúng, xem toàn bộ")
    await scopes(officer, "1. Báo cáo quý", "☐ Khối huyện")
    await scopes(officer, "2. Báo cáo sơ kết", "☐ Khối ngành")
    await scopes(officer, "3. Báo cáo tổng kết", "☐ Khối ngành")
    await officer.taps("Xem trước và công bố…")
    await officer.taps("Công bố và báo các đơn vị")

    (told,) = [read for read in pao.read if read.startswith("Kế hoạch mới có hiệu lực")]
    of_each = {part.split("\n")[0]: part for part in told.split("Gửi: ")[1:]}
    assert sorted(of_each) == [GIAO_DUC, TAM_DUONG]
    assert "có 1 việc" in of_each[TAM_DUONG]
    assert "1. Báo cáo quý: đến hết" in of_each[TAM_DUONG]
    assert "có 2 việc" in of_each[GIAO_DUC]
    assert "1. Báo cáo sơ kết 6 tháng" in of_each[GIAO_DUC]
    assert "2. Báo cáo tổng kết năm" in of_each[GIAO_DUC]


async def test_of_two_units_only_the_one_that_is_asked_is_named(alliance: Alliance) -> None:
    officer, pao = alliance.officer, alliance.pao
    await joins(pao, await alliance.world.invite(officer, TAM_DUONG, Role.DEPUTY))
    await begins(officer)
    await adds(officer, "Báo cáo quý", "trước ngày 5/4")
    await officer.taps("Đúng, xem toàn bộ")
    await scopes(officer, "1. Báo cáo quý", "☐ Khối huyện")
    await officer.taps("Xem trước và công bố…")
    await officer.taps("Công bố và báo các đơn vị")

    assert "Quý đơn vị có 1 việc theo kế hoạch này:" in pao.last
    assert TAM_DUONG in pao.last
    assert GIAO_DUC not in pao.last


async def test_of_two_units_one_asked_no_more_and_one_still_each_reads_its_own(
    alliance: Alliance,
) -> None:
    officer, pao = alliance.officer, alliance.pao
    await joins(pao, await alliance.world.invite(officer, TAM_DUONG, Role.DEPUTY))
    await asks_the_districts_alone(alliance)

    assert pao.last.startswith("Kế hoạch được sửa đổi")
    assert f"• {MIDYEAR}: không phải làm nữa." in pao.last
    assert GIAO_DUC in pao.last
    assert TAM_DUONG not in pao.last


async def test_a_bloc_that_is_gone_or_misspelt_is_refused_in_a_plan_file(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    plan = load("lai-chau-2023")
    items = [replace(plan.obligations[0], blocs=("Khối xã",)), *plan.obligations[1:]]
    wrong = replace(plan, slug="khac", obligations=tuple(items))
    await officer.sends("/kehoach")
    await officer.taps("Kế hoạch mới…")
    read = await officer.sends_file("khac.yaml", write_plan(wrong).encode())
    while any(each.startswith("Kiểm tra") for each in officer.buttons):
        await officer.taps(officer.buttons[0])
        while officer.buttons[0].startswith("Đúng, việc"):
            await officer.taps(officer.buttons[0])
        await officer.taps("Đúng, xem toàn bộ")
    refused = await officer.taps("Xem trước và công bố…")

    assert "không có khối hay loại hình nào tên “Khối xã”" in read
    assert refused.startswith(f"“{plan.obligations[0].title}” giao cho “Khối xã”: ở đây không có")
    async with alliance.world.app.database.transaction() as db:
        with pytest.raises(UnknownScope, match="Khối xã"):
            await import_plan(db, alliance.id, wrong, alliance.world.clock.now())


async def test_an_amended_document_that_names_nobody_asks_the_same_units(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await asks_the_districts_alone(alliance)
    await opens(officer)
    amended = replace(load("lai-chau-2023"), number="512/KH - LĐLĐ")
    whole = await officer.sends_file("sua-doi.yaml", write_plan(amended).encode())

    assert f"✓ 2. {MIDYEAR}: chậm nhất ngày 10/06/2023 (Khối huyện)" in whole


async def test_of_two_presses_on_one_tick_the_second_looks_again(alliance: Alliance) -> None:
    officer = alliance.officer
    await opens(officer)
    (draft,) = await drafts(alliance.world)
    assert draft.id is not None
    press = ToggleScope(draft.id, draft.version, 1, "b", mark_of("Khối huyện"))
    await presses(officer, press)
    await presses(officer, press)
    (after,) = await drafts(alliance.world)

    assert after.version == draft.version + 1
    assert after.document["obligations"][1]["blocs"] == ["Khối huyện"]


async def test_a_head_sees_nothing_that_is_asked_of_other_blocs_alone(alliance: Alliance) -> None:
    await names_head(alliance.officer, GIAO_DUC, "Khối ngành")
    await asks_the_districts_alone(alliance)
    bloc = await alliance.pao.sends("/khoi")

    assert MIDYEAR not in bloc
    assert ANNUAL in bloc


async def test_a_group_reads_of_how_many_a_duty_is_asked_and_nothing_of_a_single_unit(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await alliance.world.unit(alliance.id, "LĐLĐ huyện Sìn Hồ", "Khối huyện")
    for unit in (TAM_DUONG, "LĐLĐ huyện Phong Thổ"):
        await sets_type(alliance, unit, "Cấp huyện")
    await links(officer)
    await opens(officer)
    await scopes(officer, MIDYEAR, "☐ Loại hình: Cấp huyện")
    await applies(officer)
    await opens_group(officer)
    of_two = await officer.taps(POST)
    await sets_type(alliance, TAM_DUONG, "")
    await opens_group(officer)
    of_one = await officer.taps(POST)

    assert f"{MIDYEAR}\nĐã nộp: 0/2 đơn vị." in of_two
    assert "Đã nộp: 0/3 đơn vị." in of_two
    assert MIDYEAR not in of_one
