"""A head of a bloc sees the bloc, nudges it, and nothing else."""

import pytest
from sqlmodel import col, select

from bot.callbacks import pack
from bot.messages.blocs import NudgeBloc, OpenBloc, OpenBlocMissing
from bot.messages.heads import EndHead, NameHead
from bot.rules.members import Role
from storage.tables import AuditEntry, Bloc, BlocHead, Obligation, Plan
from tests.stories.beginning import Alliance
from tests.stories.test_at_once import second_officer, together
from tests.stories.test_menus import menu
from tests.stories.test_missing import hand_in
from tests.stories.world import Phone

TAM_DUONG, PHONG_THO = "LĐLĐ huyện Tam Đường", "LĐLĐ huyện Phong Thổ"
MIDYEAR = "Báo cáo sơ kết 6 tháng"
REFUSED = "Chỉ trưởng khối, phó trưởng khối xem được tình hình của khối."


async def names_head(officer: Phone, unit: str = TAM_DUONG, bloc: str = "Khối huyện") -> str:
    """An officer chooses on the bloc's page who heads it."""
    await officer.sends("/donvi")
    await officer.taps(next(label for label in officer.buttons if label.startswith(bloc)))
    await officer.taps(next(label for label in officer.buttons if "rưởng khối" in label))
    return await officer.taps(unit)


async def chu_of_phong_tho(alliance: Alliance) -> Phone:
    """The other unit of the bloc has a representative, too."""
    return await alliance.world.manager(alliance.officer, PHONG_THO, "Giàng A Chu")


@pytest.mark.both_engines
async def test_whoever_represents_the_chosen_unit_is_told_and_sees_the_bloc_at_home(
    alliance: Alliance,
):
    officer, hoa = alliance.officer, alliance.hoa
    read = await names_head(officer)
    told = hoa.last
    await hoa.starts()
    home = hoa.buttons
    bloc = await hoa.sends("/khoi")

    assert read == f"{TAM_DUONG} là trưởng Khối huyện năm 2023.\nĐang báo tin cho 1 người."
    assert f"đã chọn {TAM_DUONG} làm trưởng Khối huyện năm 2023." in told
    assert "Khối thi đua tôi phụ trách" in home
    assert bloc.startswith("Khối huyện, năm 2023\nLiên đoàn Lao động tỉnh Lai Châu")
    assert f"{MIDYEAR}\nHạn cuối: Thứ Bảy, 10/06/2023.\nChưa nộp: 2/2 đơn vị." in bloc


async def test_the_command_is_in_the_menu_of_heads_alone(alliance: Alliance):
    await names_head(alliance.officer)
    await alliance.hoa.starts()
    await alliance.pao.starts()

    assert "khoi" in menu(alliance.hoa)
    assert "khoi" not in menu(alliance.pao)


@pytest.mark.both_engines
async def test_one_press_reminds_the_other_units_of_the_bloc_and_says_who_asks(alliance: Alliance):
    chu = await chu_of_phong_tho(alliance)
    await names_head(alliance.officer)
    hoa, pao = alliance.hoa, alliance.pao
    await hoa.sends("/khoi")
    read = await hoa.taps(f"{MIDYEAR}: 2")
    before = [len(phone.read) for phone in (hoa, pao)]
    done = await hoa.taps("Nhắc các đơn vị này (1)")

    assert f"• {TAM_DUONG} (đơn vị mình)" in read
    assert "Giáo dục" not in read
    assert "Đang nhắc 1 người." in done
    assert chu.last.startswith("Nguyễn Văn Hòa (trưởng Khối huyện) nhắc hạn")
    assert MIDYEAR in chu.last
    assert [len(phone.read) for phone in (hoa, pao)] == before
    async with alliance.world.app.database.reading() as db:
        noted = await db.exec(
            select(AuditEntry.subject, AuditEntry.after).where(
                col(AuditEntry.act) == "nudged as head"
            )
        )
    assert list(noted) == [(MIDYEAR, {"people": 1, "bloc": "Khối huyện"})]


async def test_a_heads_nudge_is_the_days_one_message(alliance: Alliance):
    chu = await chu_of_phong_tho(alliance)
    await names_head(alliance.officer)
    officer, hoa = alliance.officer, alliance.hoa
    await officer.sends("/chuanop")
    await officer.taps(f"{MIDYEAR}: 3")
    await officer.taps("Khối huyện: 2")
    await officer.taps("Nhắc các đơn vị này (2)")
    before = chu.read
    await hoa.sends("/khoi")
    await hoa.taps(f"{MIDYEAR}: 2")
    done = await hoa.taps("Nhắc các đơn vị này (1)")

    assert "Không nhắc ai lúc này." in done or "đã được nhắc" in done
    assert chu.read == before


async def test_a_unit_that_handed_in_is_neither_listed_nor_reminded(alliance: Alliance):
    chu = await chu_of_phong_tho(alliance)
    await names_head(alliance.officer)
    await hand_in(chu)
    before = chu.read
    hoa = alliance.hoa
    await hoa.sends("/khoi")
    read = await hoa.taps(f"{MIDYEAR}: 1")

    assert PHONG_THO not in read
    assert not any("Nhắc các đơn vị này" in label for label in hoa.buttons)
    assert chu.read == before


async def test_units_nobody_speaks_for_are_left_to_the_officers(alliance: Alliance):
    await alliance.world.unit(alliance.id, "LĐLĐ huyện Sìn Hồ", "Khối huyện")
    await chu_of_phong_tho(alliance)
    await names_head(alliance.officer)
    hoa = alliance.hoa
    await hoa.sends("/khoi")
    await hoa.taps(f"{MIDYEAR}: 3")
    done = await hoa.taps("Nhắc các đơn vị này (2)")

    assert "1 đơn vị chưa liên lạc được: LĐLĐ huyện Sìn Hồ." in done
    assert "Cán bộ thi đua cũng thấy các đơn vị này và sẽ gọi điện." in done


@pytest.mark.parametrize("role", [Role.DEPUTY, None])
async def test_nobody_but_the_representative_sees_the_bloc(alliance: Alliance, role: Role | None):
    await names_head(alliance.officer)
    phone = alliance.pao
    if role is not None:
        phone = await alliance.world.manager(alliance.officer, TAM_DUONG, "Lò Văn Phó", role)
    read = await phone.sends("/khoi")

    assert read.startswith(REFUSED)


async def test_the_right_goes_with_the_choice_and_whoever_had_it_is_told(alliance: Alliance):
    chu = await chu_of_phong_tho(alliance)
    officer, hoa = alliance.officer, alliance.hoa
    await names_head(officer)
    await hoa.sends("/khoi")
    read = await names_head(officer, PHONG_THO)
    told = hoa.last
    await hoa.taps(f"{MIDYEAR}: 2")
    refused = hoa.last

    assert read.startswith(f"{PHONG_THO} là trưởng Khối huyện năm 2023.")
    assert told.startswith(f"{TAM_DUONG} thôi làm trưởng Khối huyện năm 2023.")
    assert refused.startswith(REFUSED)
    assert (await chu.sends("/khoi")).startswith("Khối huyện, năm 2023")


async def test_a_head_is_taken_away(alliance: Alliance):
    officer, hoa = alliance.officer, alliance.hoa
    await names_head(officer)
    await officer.taps("Về danh sách đơn vị")
    await officer.taps(f"Trưởng khối 2023: {TAM_DUONG}")
    read = await officer.taps("Thôi trưởng khối, để trống")

    assert read == "Năm 2023, Khối huyện hiện không có trưởng khối."
    assert (await hoa.sends("/khoi")).startswith(REFUSED)
    async with alliance.world.app.database.reading() as db:
        acts = await db.exec(
            select(AuditEntry.act).where(col(AuditEntry.act).startswith("bloc head"))
        )
    assert list(acts) == ["bloc head named", "bloc head ended"]


async def test_a_head_sees_the_duties_of_that_year_alone(alliance: Alliance):
    await names_head(alliance.officer)
    async with alliance.world.app.database.transaction() as db:
        plan = (await db.exec(select(Plan))).one()
        later = Plan(**{**plan.model_dump(exclude={"id"}), "slug": "2024", "year": 2024})
        db.add(later)
        await db.flush()
        row = (await db.exec(select(Obligation).where(col(Obligation.title) == MIDYEAR))).one()
        values = {**row.model_dump(exclude={"id"}), "plan_id": later.id, "title": "Việc năm 2024"}
        db.add(Obligation(**values))
        await db.flush()
        other = (
            await db.exec(select(Obligation.id).where(col(Obligation.title) == "Việc năm 2024"))
        ).one()
        head_id = (await db.exec(select(BlocHead.id))).one()
    hoa = alliance.hoa
    read = await hoa.sends("/khoi")
    assert other is not None
    assert head_id is not None
    hoa.person.tap_data(hoa.person.last["message_id"], pack(OpenBlocMissing(head_id, other)))
    await alliance.world.settle()

    assert "Việc năm 2024" not in read
    assert "Việc năm 2024" not in hoa.last


@pytest.mark.both_engines
async def test_two_officers_choosing_at_once_leave_one_head(alliance: Alliance):
    other = await second_officer(alliance)
    for phone in (alliance.officer, other):
        await phone.sends("/donvi")
        await phone.taps("Khối huyện: 1/2")
        await phone.taps("Chọn trưởng khối năm 2023")
    alliance.officer.person.tap(TAM_DUONG)
    await together(other, label=PHONG_THO)

    async with alliance.world.app.database.reading() as db:
        heads = list(await db.exec(select(BlocHead.unit_id)))
    assert heads == [alliance.world.units[PHONG_THO]]


async def test_an_officer_elsewhere_names_ends_and_sees_nothing(alliance: Alliance):
    await names_head(alliance.officer)
    _, code = await alliance.world.organisation("yen-bai-2025")
    stranger = await alliance.world.officer(code, "Đỗ Nhân Đạo")
    unit = alliance.world.units[PHONG_THO]
    async with alliance.world.app.database.reading() as db:
        bloc = (await db.exec(select(Bloc.id).where(col(Bloc.name) == "Khối huyện"))).one()
        before = [head.model_dump() for head in await db.exec(select(BlocHead))]
    assert bloc is not None
    for press in (
        NameHead(bloc, 2023, unit),
        EndHead(1),
        OpenBloc(1),
        OpenBlocMissing(1, 2),
        NudgeBloc(1, 2),
    ):
        stranger.person.tap_data(stranger.person.last["message_id"], pack(press))
        await alliance.world.settle()

    assert "Tam Đường" not in " ".join(stranger.read)
    async with alliance.world.app.database.reading() as db:
        assert [head.model_dump() for head in await db.exec(select(BlocHead))] == before
