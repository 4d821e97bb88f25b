"""A plan in force goes into the next year: shown, prepared, walked; and out as a file."""

import pytest
from sqlmodel import col, select, update

from bot.actions.in_force import draft_in_force
from bot.actions.organisations import add_organisation
from bot.actions.plans import import_plan
from bot.actions.rolling import plan_named, roll
from bot.actions.units import new_bloc
from bot.callbacks import pack
from bot.campaigns import read_plan_bytes, write_plan
from bot.messages.plans import ShowNextYear
from bot.messages.rolling import StartNextYear
from bot.rules.plans import OrganisationKind
from storage.tables import Obligation, Plan
from tests.stories.beginning import Alliance
from tests.stories.test_plan_amendments import ANNUAL, MIDYEAR
from tests.stories.test_plan_drafts import adds, begins, drafts
from tests.stories.test_scopes import asks_the_districts_alone, presses


async def collects_signed(alliance: Alliance) -> None:
    """The annual report counts once it is signed, and has a ladder of its own."""
    async with alliance.world.app.database.transaction() as db:
        row = update(Obligation).where(col(Obligation.title) == ANNUAL)
        await db.exec(row.values(signed_counts=True, ladder={"before": [7, 1], "after": [1]}))


async def opens_next_year(alliance: Alliance) -> str:
    await alliance.officer.sends("/kehoach")
    return await alliance.officer.taps("Soạn kế hoạch năm sau…")


@pytest.mark.both_engines
async def test_next_year_is_shown_first_and_then_walked(alliance: Alliance) -> None:
    officer, hoa = alliance.officer, alliance.hoa
    await asks_the_districts_alone(alliance)
    await collects_signed(alliance)
    read = len(hoa.read)
    shown = await opens_next_year(alliance)
    nothing = await drafts(alliance.world)
    whole = await officer.taps("Soạn bản nháp này")
    (kept,) = await drafts(alliance.world)

    assert shown.startswith("Kế hoạch năm 2024")
    assert (
        f"Đổi thời hạn: {MIDYEAR}: chậm nhất ngày 10/06/2023 → chậm nhất ngày 10/06/2024" in shown
    )
    assert "403/KH - LĐLĐ → (số để trống)" in shown
    assert nothing == []
    assert f"○ 2. {MIDYEAR}: chậm nhất ngày 10/06/2024 (Khối huyện)" in whole
    assert (kept.document["slug"], kept.confirmed) == ("lai-chau-2024", [])
    annual = next(each for each in kept.document["obligations"] if each["title"] == ANNUAL)
    assert annual["signed_counts"] is True
    assert annual["ladder"] == {"before": [7, 1], "after": [1]}
    assert len(hoa.read) == read


async def test_what_was_chosen_for_this_year_holds_when_next_year_is_published(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await asks_the_districts_alone(alliance)
    await collects_signed(alliance)
    await opens_next_year(alliance)
    await officer.taps("Soạn bản nháp này")
    await officer.taps(officer.buttons[0])
    while officer.buttons[0] == "Đúng, việc tiếp theo":
        await officer.taps("Đúng, việc tiếp theo")
    await officer.taps("Đúng, xem toàn bộ")
    await officer.taps("Xem trước và công bố…")
    await officer.taps("Công bố và báo các đơn vị")
    async with alliance.world.app.database.reading() as db:
        (plan,) = await db.exec(select(Plan).where(col(Plan.year) == 2024))
        rows = await db.exec(select(Obligation).where(col(Obligation.plan_id) == plan.id))
        asked = {row.title: row for row in rows}

    assert asked[MIDYEAR].by_bloc
    assert asked[ANNUAL].signed_counts
    assert asked[ANNUAL].ladder == {"before": [7, 1], "after": [1]}


async def test_a_second_press_goes_on_with_the_draft_there_is(alliance: Alliance) -> None:
    officer = alliance.officer
    await opens_next_year(alliance)
    async with alliance.world.app.database.reading() as db:
        plan_id = (await db.exec(select(Plan.id))).one()
    await officer.taps("Soạn bản nháp này")
    await presses(officer, StartNextYear(plan_id))
    await presses(officer, ShowNextYear(plan_id))

    assert len(await drafts(alliance.world)) == 1
    assert "Mở bản nháp đã soạn" in officer.buttons
    assert len(pack(StartNextYear(plan_id)).encode()) <= 64


@pytest.mark.both_engines
async def test_another_draft_of_that_year_is_not_taken_for_it(alliance: Alliance) -> None:
    officer = alliance.officer
    await begins(officer)
    await adds(officer, "Báo cáo quý", "trước ngày 5/4")
    await officer.taps("Đúng, xem toàn bộ")
    await officer.taps("Xem trước và công bố…")
    await officer.taps("Công bố và báo các đơn vị")
    await officer.sends("/kehoach")
    await officer.taps("Kế hoạch mới…")
    await officer.sends("Kế hoạch chào mừng đại hội năm 2024")
    await officer.sends("/kehoach")
    await officer.taps(officer.buttons[0])
    await officer.taps("Soạn kế hoạch năm sau…")
    whole = await officer.taps("Soạn bản nháp này")

    assert "Báo cáo quý" in whole
    slugs = [each.document["slug"] for each in await drafts(alliance.world)]
    assert slugs == ["plan-2024", "plan-2024"]


async def test_a_manager_cannot_prepare_a_plan(alliance: Alliance) -> None:
    async with alliance.world.app.database.reading() as db:
        plan_id = (await db.exec(select(Plan.id))).one()
    await presses(alliance.hoa, ShowNextYear(plan_id))
    await presses(alliance.hoa, StartNextYear(plan_id))

    assert await drafts(alliance.world) == []
    assert "2024" not in alliance.hoa.last


async def test_what_is_prepared_outside_of_the_chat_is_found_there_once(
    alliance: Alliance,
) -> None:
    now = alliance.world.clock.now()
    for _ in range(2):
        async with alliance.world.app.database.transaction() as db:
            await roll(db, alliance.id, "lai-chau-2023", None, now)
    await alliance.officer.sends("/kehoach")
    (label,) = [each for each in alliance.officer.buttons if each.startswith("Bản nháp")]
    whole = await alliance.officer.taps(label)

    assert len(await drafts(alliance.world)) == 1
    assert "Được soạn tại cơ quan" in whole


@pytest.mark.both_engines
async def test_a_plan_in_force_goes_out_as_a_file_and_comes_in_again_the_same(
    alliance: Alliance,
) -> None:
    await asks_the_districts_alone(alliance)
    await collects_signed(alliance)
    now = alliance.world.clock.now()
    async with alliance.world.app.database.transaction() as db:
        plan = await plan_named(db, alliance.id, "lai-chau-2023")
        assert plan is not None
        before = await draft_in_force(db, plan)
        read = read_plan_bytes("a.yaml", write_plan(before).encode())
        other, _ = await add_organisation(db, "Liên đoàn khác", OrganisationKind.FEDERATION, now)
        await new_bloc(db, other, "Khối huyện")
        await import_plan(db, other, read, now)
        again = await plan_named(db, other, "lai-chau-2023")
        assert again is not None
        after = await draft_in_force(db, again)

    assert repr(after) == repr(before)
    assert [each.blocs for each in after.obligations if each.title == MIDYEAR] == [("Khối huyện",)]
