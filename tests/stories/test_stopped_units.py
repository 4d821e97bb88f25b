"""A unit that stopped working is asked for nothing; what it did stays."""

from datetime import date

import pytest
from sqlmodel import col, select

from bot.actions.members import recognise
from bot.actions.standings import bloc_standing
from bot.actions.stopping import stop_unit
from bot.rules.members import Role
from storage.tables import AuditEntry, Bloc, Invite, OutboxMessage
from tests.stories.beginning import Alliance
from tests.stories.notifying import (
    HEAD,
    handles,
    nothing_leaves,
    opens,
    sends_to_all,
    write_to_all,
)
from tests.stories.test_heads import names_head
from tests.stories.test_notice_hours import schedules
from tests.stories.test_verifying import hands_in
from tests.stories.world import joins

TAM_DUONG, PHONG_THO = "LĐLĐ huyện Tam Đường", "LĐLĐ huyện Phong Thổ"
MIDYEAR = "Báo cáo sơ kết 6 tháng"


async def stops(alliance: Alliance, unit: str = TAM_DUONG, words: str = "") -> str:
    """The officer records from the unit's page that it stopped, today unless `words` say more."""
    officer = alliance.officer
    await officer.sends(unit)
    await officer.taps(unit)
    await officer.taps("Ngừng hoạt động…")
    if words:
        await officer.sends(words)
    label = next(each for each in officer.buttons if each.startswith("Ghi nhận ngừng"))
    return await officer.taps(label)


@pytest.mark.both_engines
async def test_its_people_are_told_and_read_since_when_and_whom_to_ask(alliance: Alliance):
    hoa = alliance.hoa
    done = await stops(alliance, words="15/1 Giải thể theo Quyết định số 12")
    told = hoa.last
    asked = [await hoa.sends(words) for words in ("/han", "bao gio nop bc 6 thang")]
    home = await hoa.starts()

    since = f"{TAM_DUONG} được ghi nhận ngừng hoạt động từ ngày 15/01/2023."
    assert done.startswith(f"{since}\nĐang báo tin cho 1 người.")
    assert f"{since}\nLý do: Giải thể theo Quyết định số 12\n" in told
    for read in (*asked, home):
        assert since in read
        assert "vui lòng liên hệ Liên đoàn Lao động tỉnh Lai Châu" in read
    assert "được ghi nhận ngừng hoạt động" in await hoa.sends("/baocao")


@pytest.mark.both_engines
async def test_it_is_neither_counted_nor_reminded_nor_written_to(alliance: Alliance):
    officer, hoa = alliance.officer, alliance.hoa
    await stops(alliance)
    before = len(hoa.read)
    missing = await officer.sends("/chuanop")
    named = await officer.taps(f"{MIDYEAR}: 2")
    await officer.taps("Nhắc các đơn vị này (2)")
    await alliance.world.goes_to("2023-06-01 08:00")
    await alliance.world.goes_to("2023-06-10 08:00")
    await alliance.world.goes_to("2023-06-20 08:00")
    units = await officer.sends("/donvi")

    assert "Chưa nộp: 2/2 đơn vị." in missing
    assert TAM_DUONG not in named
    assert hoa.read[before:] == []
    assert "Số đơn vị: 2, trong đó 1 đã tham gia." in units
    assert "Khối huyện: 0/1" in officer.buttons
    assert TAM_DUONG not in await officer.sends("/goidien")


async def test_a_scheduled_notice_no_longer_reaches_it(alliance: Alliance):
    officer, hoa, pao = alliance.officer, alliance.hoa, alliance.pao
    await schedules(officer)
    await stops(alliance)
    await alliance.world.goes_to("2023-01-31 08:00")

    assert any(read.startswith(HEAD) for read in pao.read)
    assert not any(read.startswith(HEAD) for read in hoa.read)


async def test_a_notice_that_waits_to_leave_is_dropped(alliance: Alliance):
    officer, hoa, pao = alliance.officer, alliance.hoa, alliance.pao
    await write_to_all(officer)
    with nothing_leaves(alliance.world):
        officer.person.tap("Gửi đến 2 người")
        await handles(alliance.world)
        await alliance.world.app.tick()
        async with alliance.world.app.database.transaction() as db:
            member = await recognise(db, officer.person.id)
            assert member is not None
            unit_id, now = alliance.world.units[TAM_DUONG], alliance.world.clock.now()
            owed = select(OutboxMessage.id).where(col(OutboxMessage.notice_id).is_not(None))
            assert len((await db.exec(owed)).all()) == 2
            await stop_unit(db, member, unit_id, date(2023, 1, 30), "", now)
    await alliance.world.settle()

    assert any(read.startswith(HEAD) for read in pao.read)
    assert not any(read.startswith(HEAD) for read in hoa.read)


@pytest.mark.both_engines
async def test_one_press_brings_it_back_with_its_people(alliance: Alliance):
    officer, hoa = alliance.officer, alliance.hoa
    await stops(alliance)
    page = await officer.taps("Khôi phục hoạt động")
    told = hoa.last
    due = await hoa.sends("/han")
    again = await officer.sends("/chuanop")

    assert page.startswith(TAM_DUONG)
    assert "ngừng hoạt động" not in page.lower()
    assert "được ghi nhận hoạt động trở lại" in told
    assert due.startswith(f"Thời hạn của {TAM_DUONG}")
    assert "Chưa nộp: 3/3 đơn vị." in again
    async with alliance.world.app.database.reading() as db:
        acts = ["unit stopped", "unit restored"]
        noted = select(AuditEntry.act, AuditEntry.subject).where(col(AuditEntry.act).in_(acts))
        rows = list(await db.exec(noted.order_by(col(AuditEntry.id))))
    assert rows == [("unit stopped", TAM_DUONG), ("unit restored", TAM_DUONG)]


async def test_its_receipts_stay_and_verify(alliance: Alliance):
    officer, hoa = alliance.officer, alliance.hoa
    code = await hands_in(hoa)
    await stops(alliance)
    await hoa.sends("/han")
    receipt = await hoa.taps(MIDYEAR)
    verified = await alliance.pao.sends(f"/kiemtra {code}")
    await officer.sends("/donvi")
    listed = await officer.taps("Đã ngừng hoạt động (1)")
    await officer.taps(TAM_DUONG)
    arrived = await officer.taps("Báo cáo, đăng ký đã nộp")

    assert receipt.startswith("BIÊN NHẬN số 0001")
    assert "Biên nhận này là thật." in verified
    assert f"• {TAM_DUONG}: từ ngày 30/01/2023" in listed
    assert MIDYEAR in arrived


async def test_unused_invites_are_withdrawn_and_nobody_joins_any_more(alliance: Alliance):
    world, officer = alliance.world, alliance.officer
    code = await world.invite(officer, TAM_DUONG, Role.DEPUTY)
    await stops(alliance)
    newcomer = world.stranger("Giàng A Chu")

    assert "thu hồi" in await newcomer.starts(code)
    async with world.app.database.reading() as db:
        assert (await db.exec(select(Invite.withdrawn_at).where(col(Invite.code) == code))).one()


async def test_a_day_to_come_is_refused_and_the_form_stays(alliance: Alliance):
    officer = alliance.officer
    await officer.sends(TAM_DUONG)
    await officer.taps(TAM_DUONG)
    await officer.taps("Ngừng hoạt động…")
    refused = await officer.sends("ngày mai sáp nhập xã")
    asked = await officer.sends("25/1 sáp nhập xã")

    assert refused.startswith("Ngày 31/01/2023 chưa đến.")
    assert "Từ ngày: 25/01/2023\nLý do: sáp nhập xã" in asked


async def test_what_it_headed_ends(alliance: Alliance):
    await names_head(alliance.officer)
    done = await stops(alliance)
    refused = await alliance.hoa.sends("/khoi")

    assert "Năm 2023, Khối huyện hiện không có trưởng khối." in done
    assert "Chỉ trưởng khối" in refused


async def test_the_list_that_went_to_its_head_says_nothing_of_it(alliance: Alliance):
    chu = await alliance.world.manager(alliance.officer, PHONG_THO, "Giàng A Chu")
    await names_head(alliance.officer, PHONG_THO)
    await stops(alliance)
    await alliance.world.goes_to("2023-06-16 08:00")
    await alliance.world.goes_to("2023-06-19 08:00")

    assert not any("Đơn vị trong khối chưa nộp" in read for read in chu.read)


async def test_a_half_filled_form_rests_and_is_gone_on_with_after_the_unit_came_back(
    alliance: Alliance,
):
    officer, hoa = alliance.officer, alliance.hoa
    await hoa.sends("/baocao")
    await hoa.taps(f"○ {MIDYEAR}")
    await hoa.sends("Kết quả 6 tháng: đạt 52% kế hoạch năm.")
    await stops(alliance)
    typed = await hoa.sends("con may ngay nua")
    resting = [label for label in hoa.buttons if label.startswith("Tiếp tục")]
    await officer.taps("Khôi phục hoạt động")
    await hoa.starts()
    await hoa.taps(next(label for label in hoa.buttons if label.startswith("Tiếp tục: báo cáo")))

    assert "được ghi nhận ngừng hoạt động" in typed
    assert resting == []
    assert "đạt 52%" in await hoa.taps("Xem lại và nộp")


async def test_an_officer_is_told_why_nobody_can_be_invited_to_it(alliance: Alliance):
    officer = alliance.officer
    await officer.sends(TAM_DUONG)
    await officer.taps(TAM_DUONG)
    old = officer.person.last
    await stops(alliance)
    officer.person.tap("Mời phó đại diện", old)
    await alliance.world.settle()

    assert "không nhận thêm người tham gia" in officer.last


async def test_the_notice_it_had_not_confirmed_waits_for_it_no_more(alliance: Alliance):
    officer = alliance.officer
    await sends_to_all(officer, receipt=True)
    await stops(alliance)
    await opens(officer)
    read = await officer.taps(next(b for b in officer.buttons if "xác nhận" in b.lower()))

    assert "Giáo dục" in read
    assert TAM_DUONG not in read


async def test_what_it_handed_in_waits_for_nobodys_word(alliance: Alliance):
    officer = alliance.officer
    await hands_in(alliance.hoa)
    before = await officer.sends("/choxem")
    await stops(alliance)
    after = await officer.sends("/choxem")

    assert TAM_DUONG in before
    assert TAM_DUONG not in after


async def test_its_blocs_standing_is_counted_without_it(alliance: Alliance):
    world = alliance.world
    await hands_in(alliance.hoa)
    await stops(alliance)
    async with world.app.database.reading() as db:
        bloc_id = (await db.exec(select(Bloc.id).where(col(Bloc.name) == "Khối huyện"))).one()
        assert bloc_id is not None
        standing = await bloc_standing(db, bloc_id, world.clock.now())

    assert standing.units == 1
    assert {duty.done for duty in standing.duties} == {0}


async def test_whoever_speaks_for_another_unit_speaks_for_that_one_from_then_on(
    alliance: Alliance,
):
    hoa = alliance.hoa
    await joins(hoa, await alliance.world.invite(alliance.officer, PHONG_THO))
    await stops(alliance, PHONG_THO)
    due = await hoa.sends("/han")
    await hoa.starts()
    await hoa.taps("Chuyển sang đơn vị khác")
    offered = hoa.buttons
    read = await hoa.taps(f"{PHONG_THO} (đã ngừng hoạt động)")

    assert due.startswith(f"Thời hạn của {TAM_DUONG}")
    assert f"{TAM_DUONG} (người đại diện)" in offered
    assert f"{PHONG_THO} được ghi nhận ngừng hoạt động" in " ".join([read, *hoa.read[-2:]])
