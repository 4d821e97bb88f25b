"""A unit asks for more time or to amend; officers grant, refuse, give many units more time."""

from datetime import date, datetime
from pathlib import Path

import pytest
from sqlmodel import col, select

from bot.actions.next_reminder import next_reminder_at
from bot.actions.own_days import extend
from bot.callbacks import pack
from bot.messages.extension_requests import GrantWanted, RefuseExtension
from bot.messages.extensions import PickDay, PickReason, SendRequest
from bot.messages.grants import GrantMany
from bot.messages.missing import GrantMissing
from bot.messages.more_time import AskExtension
from bot.rules.extensions import ExtensionState
from storage.tables import Extension, Obligation, UnitDeadline
from tests.stories.beginning import Alliance
from tests.stories.program import WITHIN, labels, press, program_in, shows
from tests.stories.test_at_once import APOLOGY, count, deputy_of, second_officer, together
from tests.stories.test_missing import hand_in
from tests.stories.test_records import registers
from tests.stories.world import LOCAL, Phone, World

MIDYEAR = "Báo cáo sơ kết 6 tháng"
TAM_DUONG, GIAO_DUC = "LĐLĐ huyện Tam Đường", "Công đoàn ngành Giáo dục"


async def opens(unit: Phone, label: str = f"○ {MIDYEAR}") -> str:
    """Look at a deadline."""
    await unit.sends("/han")
    return await unit.taps(label)


async def asks(unit: Phone, day: str = "16/6", reason: str = "Chưa đủ số liệu") -> str:
    """Ask for more time for the mid-year report, up to the last press."""
    await opens(unit)
    await unit.taps("Xin gia hạn")
    await unit.taps(reason)
    return await unit.sends(day)


async def obligation_id(world: World, title: str = MIDYEAR) -> int:
    async with world.app.database.reading() as db:
        found = select(col(Obligation.id)).where(col(Obligation.title) == title)
        return (await db.exec(found)).one()


async def extensions_in(world: World) -> list[Extension]:
    async with world.app.database.reading() as db:
        return list((await db.exec(select(Extension).order_by(col(Extension.id)))).all())


async def grants(alliance: Alliance, until: date, unit: str = TAM_DUONG) -> None:
    """Give a unit more time for the mid-year report."""
    world = alliance.world
    number = await obligation_id(world)
    async with world.app.database.transaction() as db:
        await extend(db, world.units[unit], number, until, world.clock.now())


async def next_reminder(world: World) -> datetime | None:
    async with world.app.database.reading() as db:
        moment = await next_reminder_at(db, world.clock.now())
    return moment and moment.astimezone(LOCAL)


async def test_two_picks_and_send_ask_for_more_time_and_one_press_grants_it(alliance: Alliance):
    world, hoa, officer = alliance.world, alliance.hoa, alliance.officer
    await world.goes_to("2023-06-07 08:00")
    await opens(hoa)
    await hoa.taps("Xin gia hạn")
    days = await hoa.taps("Chưa đủ số liệu")
    offered = hoa.buttons
    read = await hoa.taps("Thứ Sáu, 16/06/2023 (thêm 5 ngày làm việc)")
    sent = await hoa.taps("Gửi đề nghị")
    asked, answers = officer.last, officer.buttons
    done = await officer.taps("Đồng ý đến 16/06")
    told = hoa.last

    assert "Hạn cuối: Thứ Bảy, 10/06/2023." in days
    assert [label[:11] for label in offered[:3]] == ["Thứ Tư, 14/", "Thứ Sáu, 16", "Thứ Sáu, 23"]
    assert "Xin đến hết: Thứ Sáu, 16/06/2023" in read
    assert sent.startswith("Đã gửi đề nghị")
    assert asked.startswith(f"Đơn vị xin gia hạn\n{TAM_DUONG}\n{MIDYEAR}")
    assert "Lý do: Chưa đủ số liệu" in asked
    assert answers[:3] == ["Đồng ý đến 16/06", "Ngày khác", "Từ chối"]
    assert "Đã đồng ý đến hết Thứ Sáu, 16/06/2023 (Lò Thị Mai" in done
    assert told.startswith(f"Đồng ý gia hạn\n{MIDYEAR}\n{TAM_DUONG}")
    assert "được gia hạn đến 24:00 Thứ Sáu, 16/06/2023." in told
    assert "Nộp ngay" in hoa.buttons
    await alliance.pao.sends("/han")
    assert "gia hạn" not in alliance.pao.last


async def test_a_question_for_more_time_leads_to_the_buttons_beside_the_contact(alliance: Alliance):
    read = await alliance.hoa.sends("cho em xin gia han nop bao cao")
    buttons = alliance.hoa.buttons
    asked = await alliance.hoa.taps(f"Xin gia hạn: {MIDYEAR}")

    assert "Chỉ cán bộ thi đua mới gia hạn được" in read
    assert f"Xin gia hạn: {MIDYEAR}" in buttons
    assert asked.startswith("Xin gia hạn\n" + MIDYEAR)


async def test_the_last_day_granted_counts_to_its_midnight_and_then_it_is_late(alliance: Alliance):
    world, hoa = alliance.world, alliance.hoa
    await grants(alliance, date(2023, 6, 16))
    await grants(alliance, date(2023, 6, 16), GIAO_DUC)
    await world.goes_to("2023-06-16 23:59")
    await hand_in(hoa)
    on_time = "\n".join(hoa.read[-2:])
    await world.goes_to("2023-06-17 00:00")
    await hand_in(alliance.pao)
    late = "\n".join(alliance.pao.read[-2:])

    assert "đúng hạn" in on_time.lower()
    assert "Căn cứ: đơn vị được gia hạn." in on_time
    assert "trễ hạn" in late.lower()


async def test_a_granted_saturday_moves_on_where_article_148_is_applied(alliance: Alliance):
    world, hoa, officer = alliance.world, alliance.hoa, alliance.officer
    await officer.sends("/han")
    await officer.taps("Hạn cuối rơi vào ngày nghỉ")
    await officer.taps("Chuyển sang ngày làm việc sau")
    await asks(hoa, "17/6")
    await hoa.taps("Gửi đề nghị")
    await officer.taps("Đồng ý đến 17/06")
    told = hoa.last
    await world.goes_to("2023-06-19 23:59")
    await hand_in(hoa)

    assert "được gia hạn đến 24:00 Thứ Hai, 19/06/2023." in told
    assert "Thứ Bảy, 17/06/2023 là ngày nghỉ" in told
    assert "đúng hạn" in "\n".join(hoa.read[-2:]).lower()


async def test_a_request_says_when_what_was_handed_in_came_back_and_makes_up_no_hour(
    alliance: Alliance,
):
    world, hoa, officer = alliance.world, alliance.hoa, alliance.officer
    await world.goes_to("2023-06-09 08:00")
    await officer.sends("/chuanop")
    for label in (f"{MIDYEAR}: 3", "Ghi nhận đã nộp ngoài hệ thống", TAM_DUONG, "Zalo", "Hôm qua"):
        await officer.taps(label)
    for label in ("Ghi nhận", "Xem báo cáo", "Trả lại", "Ảnh mờ, không đọc được"):
        await officer.taps(label)
    await officer.taps(next(label for label in officer.buttons if "Giữ nguyên hạn" in label))

    await opens(hoa, f"↩ {MIDYEAR}")
    await hoa.taps("Xin gia hạn")
    await hoa.taps("Chưa đủ số liệu")
    await hoa.sends("16/6")
    await hoa.taps("Gửi đề nghị")

    assert "Đơn vị đã nộp: 08/06/2023 (đúng hạn); đã trả lại để sửa." in officer.last
    assert "Còn 1 ngày." in officer.last


async def test_a_refusal_brings_its_reason_picked_or_typed(alliance: Alliance):
    hoa, pao, officer = alliance.hoa, alliance.pao, alliance.officer
    for unit in (hoa, pao):
        await asks(unit)
        await unit.taps("Gửi đề nghị")
    await officer.taps("Từ chối")
    typed = await officer.sends("Cần số liệu <trước> kỳ họp")
    await officer.taps("Từ chối")
    await officer.sends("/giahan")
    await officer.taps(f"{TAM_DUONG} → 16/06")
    await officer.taps("Từ chối")
    done = await officer.taps("Thời gian còn lại vẫn đủ")

    assert "Lý do: Cần số liệu <trước> kỳ họp" in typed
    assert pao.last.startswith("Không đồng ý gia hạn")
    assert "Lý do: Cần số liệu <trước> kỳ họp" in pao.last
    assert "hạn cuối là Thứ Bảy, 10/06/2023" in pao.last
    assert "Không đồng ý (Lò Thị Mai" in done
    assert "Lý do: Thời gian còn lại vẫn đủ" in hoa.last
    assert "Không có đề nghị nào đang chờ." in await officer.sends("/giahan")


async def test_another_day_is_picked_or_typed_and_read_back(alliance: Alliance):
    hoa, officer = alliance.hoa, alliance.officer
    await asks(hoa)
    await hoa.taps("Gửi đề nghị")
    await officer.taps("Ngày khác")
    offered = officer.buttons
    too_early = await officer.sends("10/6")
    read = await officer.sends("trước ngày 15/6")
    await officer.taps("Đồng ý đến 14/06")

    assert offered[0] == "Thứ Tư, 14/06/2023 (thêm 3 ngày làm việc)"
    assert "không sau thời hạn hiện có" in too_early
    assert "Gia hạn đến hết: Thứ Tư, 14/06/2023" in read
    assert "đến 24:00 Thứ Tư, 14/06/2023." in hoa.last


@pytest.mark.parametrize("typed", ["10/6", "30/1", "31/6", "hôm nọ", "1/6/2024", ""])
async def test_a_day_that_does_not_serve_is_explained_and_nothing_lost(
    alliance: Alliance, typed: str
):
    hoa = alliance.hoa
    await opens(hoa)
    await hoa.taps("Xin gia hạn")
    await hoa.sends("Người phụ trách đi học")
    explained = await hoa.sends(typed or "=1+1")
    read = await hoa.sends("20/6")

    assert "Xin đến hết" not in explained
    assert APOLOGY not in explained
    assert "Lý do: Người phụ trách đi học\nXin đến hết: Thứ Ba, 20/06/2023" in read


async def test_ten_thousand_characters_are_refused_and_the_form_stays(alliance: Alliance):
    hoa = alliance.hoa
    await opens(hoa)
    await hoa.taps("Xin gia hạn")
    await hoa.sends("rất dài " * 500)
    explained = hoa.last
    read = await hoa.sends("Ngắn hơn")

    assert "500" in explained
    assert "Lý do: Ngắn hơn" in read


async def test_a_second_request_while_one_waits_shows_the_first(alliance: Alliance):
    hoa = alliance.hoa
    await asks(hoa)
    await hoa.taps("Gửi đề nghị")
    await opens(hoa)
    read = await hoa.taps("Xin gia hạn")

    assert read.startswith("Đề nghị gia hạn đã gửi và đang chờ cán bộ xem xét.")
    assert "Người gửi: Nguyễn Văn Hòa, 08:00 30/01/2023." in read
    assert len(await extensions_in(alliance.world)) == 1


@pytest.mark.both_engines
async def test_two_people_of_one_unit_asking_at_once_send_one_request(alliance: Alliance):
    hoa, deputy = alliance.hoa, await deputy_of(alliance)
    for phone in (hoa, deputy):
        await opens(phone)
        await phone.taps("Xin gia hạn")
    hoa.person.send("Cán bộ nghỉ ốm")
    deputy.person.send("Mưa lũ kéo dài")
    await alliance.world.settle()
    await hoa.sends("16/6")
    await deputy.sends("/giahan")
    await deputy.taps(f"Xin gia hạn: {MIDYEAR}")

    await together(hoa, deputy, label="Gửi đề nghị")

    (request,) = await extensions_in(alliance.world)
    assert sorted(request.reason.split("; ")) == ["Cán bộ nghỉ ốm", "Mưa lũ kéo dài"]
    assert APOLOGY not in hoa.last + deputy.last


@pytest.mark.both_engines
async def test_of_two_officers_one_decides_and_the_other_reads_who_did(alliance: Alliance):
    other = await second_officer(alliance)
    await asks(alliance.hoa)
    await alliance.hoa.taps("Gửi đề nghị")

    await together(alliance.officer, other, label="Đồng ý đến 16/06")

    lost = [each.last for each in (alliance.officer, other) if "đã đồng ý đề nghị này" in each.last]
    told = [text for text in alliance.hoa.read if text.startswith("Đồng ý gia hạn")]
    assert len(lost) == 1
    assert "đến hết Thứ Sáu, 16/06/2023 (08:00 30/01/2023)" in lost[0]
    assert len(told) == 1


@pytest.mark.both_engines
async def test_many_units_get_more_time_and_one_that_handed_in_is_left_alone(alliance: Alliance):
    officer, hoa, pao = alliance.officer, alliance.hoa, alliance.pao
    await asks(pao)
    await pao.taps("Gửi đề nghị")
    await officer.sends("/chuanop")
    await officer.taps(f"{MIDYEAR}: 3")
    asked = await officer.taps("Gia hạn")
    await officer.taps(officer.buttons[1])
    await officer.sends("Do mưa lũ & sạt lở")
    read = officer.last
    await hand_in(hoa)
    await officer.taps("Gia hạn cho 3 đơn vị")
    done = officer.read[-2]
    waiting = await officer.sends("/giahan")
    await officer.sends("/chuanop")
    missing = await officer.taps(f"{MIDYEAR}: 2")

    assert "Cho 3 đơn vị: LĐLĐ huyện Tam Đường, LĐLĐ huyện Phong Thổ" in asked
    assert "Hạn mới: đến hết Thứ Sáu, 16/06/2023" in read
    assert "Lý do: Do mưa lũ & sạt lở" in read
    assert "báo tin cho 2 đơn vị: LĐLĐ huyện Phong Thổ, Công đoàn ngành Giáo dục." in done
    assert "Đã nộp trong lúc đó nên không cần gia hạn: LĐLĐ huyện Tam Đường." in done
    assert not any("gia hạn" in text for text in hoa.read)
    assert pao.last.startswith("Đồng ý gia hạn")
    assert "Lý do: Do mưa lũ & sạt lở" in pao.last
    assert "Không có đề nghị nào" in waiting
    assert "• Công đoàn ngành Giáo dục (gia hạn đến 16/06)" in missing


async def test_every_bloc_may_be_taken_whole_however_many_there_are(alliance: Alliance):
    for number in range(10):
        await alliance.world.unit(alliance.id, f"Công đoàn cơ sở {number}", f"Khối số {number}")
    officer = alliance.officer
    await officer.sends("/chuanop")
    await officer.taps(f"{MIDYEAR}: 13")
    await officer.taps("Gia hạn")
    await officer.taps("Chọn đơn vị")

    await officer.taps("Khối số 9: 1")

    assert "Xong (1)" in officer.buttons


async def test_units_are_ticked_one_by_one_or_taken_by_bloc(alliance: Alliance):
    officer = alliance.officer
    await officer.sends("/chuanop")
    await officer.taps(f"{MIDYEAR}: 3")
    await officer.taps("Gia hạn")
    await officer.taps("Chọn đơn vị")
    await officer.taps("Bỏ chọn hết")
    none = await officer.taps("Xong (0)")
    await officer.taps("Khối huyện: 2")
    await officer.taps("☑ LĐLĐ huyện Phong Thổ")
    await officer.taps("Xong (1)")
    await officer.taps("Thứ Tư, 14/06/2023 (thêm 3 ngày làm việc)")
    await officer.taps("Gia hạn cho 1 đơn vị")
    done = officer.read[-2]

    assert none.startswith("Chưa chọn đơn vị nào.")
    assert f"báo tin cho 1 đơn vị: {TAM_DUONG}." in done
    assert alliance.hoa.last.startswith("Quý đơn vị được gia hạn")
    assert not any("được gia hạn" in text for text in alliance.pao.read)


@pytest.mark.both_engines
async def test_three_hundred_units_get_more_time_at_once(alliance: Alliance):
    world, officer = alliance.world, alliance.officer
    for number in range(300):
        await world.unit(alliance.id, f"Đơn vị {number}", "Khối ngành")
    await officer.sends("/chuanop")
    await officer.taps(f"{MIDYEAR}: 303")
    await officer.taps("Gia hạn")
    await officer.taps(officer.buttons[0])
    done = await officer.taps("Gia hạn cho 303 đơn vị")

    assert "báo tin cho 303 đơn vị: " in done
    assert "và 283 tên khác" in done
    assert await count(world, col(UnitDeadline.extended_to) == date(2023, 6, 14)) == 303


async def test_more_time_never_shortens_and_a_later_date_of_the_plan_wins(alliance: Alliance):
    officer, hoa = alliance.officer, alliance.hoa
    await grants(alliance, date(2023, 6, 23))
    await officer.sends("/chuanop")
    await officer.taps(f"{MIDYEAR}: 3")
    await officer.taps("Gia hạn")
    await officer.taps(officer.buttons[0])
    done = await officer.taps("Gia hạn cho 3 đơn vị")
    before = await opens(hoa)
    await officer.sends("/han")
    await officer.taps(MIDYEAR)
    await officer.taps("Thay đổi thời hạn")
    await officer.sends("chậm nhất 30/6")
    await officer.taps("Ấn định ngày này")
    after = await opens(hoa)

    assert f"Đã có thời hạn bằng hoặc dài hơn: {TAM_DUONG}." in done
    assert "24:00 Thứ Sáu, 23/06/2023" in before
    assert "hạn cuối là Thứ Sáu, 30/06/2023" in after
    assert "gia hạn" not in after


async def test_a_late_report_is_on_time_once_time_is_granted_and_that_is_said(alliance: Alliance):
    world, hoa, officer = alliance.world, alliance.hoa, alliance.officer
    await asks(hoa, "14/6")
    await hoa.taps("Gửi đề nghị")
    await world.goes_to("2023-06-13 08:00")
    await hand_in(hoa)
    await world.goes_to("2023-06-20 08:00")
    await officer.sends("/giahan")
    opened = await officer.taps(f"{TAM_DUONG} → 14/06")
    await officer.taps("Đồng ý đến 14/06")
    read = await opens(hoa, f"✓ {MIDYEAR}")

    assert "Đơn vị đã nộp: 08:00 13/06/2023 (trễ hạn)." in opened
    assert "Biên nhận đầu: số 0001, 08:00 13/06/2023, đúng hạn." in read
    assert "Biên nhận ghi nộp muộn; do sau đó được gia hạn, được tính là đúng hạn." in read


async def test_a_request_is_moot_once_the_report_is_in_on_time(alliance: Alliance):
    await asks(alliance.hoa)
    await alliance.hoa.taps("Gửi đề nghị")
    await hand_in(alliance.hoa)

    assert "Không có đề nghị nào đang chờ." in await alliance.officer.sends("/giahan")
    assert "Đề nghị gia hạn đang chờ" not in await alliance.officer.sends("/start")


def reminded(phone: Phone) -> int:
    """How often the mid-year report was reminded of."""
    return sum(text.startswith("Nhắc hạn") and MIDYEAR in text for text in phone.read)


@pytest.mark.both_engines
async def test_reminders_follow_the_day_granted(alliance: Alliance):
    world, hoa, pao = alliance.world, alliance.hoa, alliance.pao
    await world.goes_to("2023-06-06 17:30")
    before = reminded(hoa)
    await grants(alliance, date(2023, 6, 16))
    await world.goes_to("2023-06-07 07:30")
    assert (reminded(hoa), reminded(pao)) == (before, before + 1)

    assert await next_reminder(world) == datetime(2023, 6, 9, 7, 30, tzinfo=LOCAL)
    await world.goes_to("2023-06-09 07:30")
    assert reminded(hoa) == before + 1
    assert "Hạn cuối: Thứ Sáu, 16/06/2023 (đơn vị được gia hạn)" in hoa.last
    await world.goes_to("2023-06-13 07:30")
    assert "Còn 3 ngày." in hoa.last
    await world.goes_to("2023-06-16 07:30")
    assert "Hôm nay là hạn cuối" in hoa.last


async def test_a_reminder_already_owed_is_not_sent_to_a_unit_extended_meanwhile(
    alliance: Alliance,
):
    world, hoa = alliance.world, alliance.hoa
    await world.goes_to("2023-06-06 17:30")
    before = reminded(hoa), reminded(alliance.pao)
    world.clock.move_to(datetime(2023, 6, 7, 7, 30, tzinfo=LOCAL))
    await world.app.tick()
    await grants(alliance, date(2023, 6, 12))
    await world.settle()

    # The rungs of 12/06 seven and more days before lay behind the day it was granted.
    assert (reminded(hoa), reminded(alliance.pao)) == (before[0], before[1] + 1)


async def test_an_amendment_by_request_end_to_end(alliance: Alliance):
    world, hoa, officer = alliance.world, alliance.hoa, alliance.officer
    await registers(hoa)
    await officer.taps("Duyệt")
    await world.goes_to("2023-02-20 08:00")
    closed = await hoa.sends("/dangky")
    await hoa.taps("Xin sửa đăng ký")
    await hoa.taps("Đăng ký có sai sót")
    await hoa.taps(hoa.buttons[0])
    await hoa.taps("Gửi đề nghị")
    asked = officer.last
    await officer.taps("Đồng ý đến 23/02")
    told = hoa.last
    await registers_again(hoa)
    arrived = officer.last
    await officer.taps("Duyệt")
    await hoa.sends("/han")
    read = await hoa.taps(next(label for label in hoa.buttons if label.startswith("✓ Đăng ký")))
    again = await hoa.sends("/dangky")

    assert "không sửa tại đây được nữa, trừ khi cán bộ" in closed
    assert asked.startswith(f"Đơn vị xin sửa đăng ký\n{TAM_DUONG}")
    assert told.startswith("Được sửa đăng ký")
    assert "cho phép sửa đến 24:00 Thứ Năm, 23/02/2023." in told
    assert arrived.startswith("Có đăng ký mới gửi đến")
    assert "đúng hạn" in arrived
    assert "Biên nhận đầu: số 0001, 08:00 30/01/2023, đúng hạn." in read
    assert "Biên nhận mới nhất: số 0002, 08:00 20/02/2023" in read
    assert "Xin sửa đăng ký" in hoa.buttons
    assert "không sửa tại đây được nữa" in again


async def registers_again(phone: Phone) -> None:
    """Register one title more and send it."""
    await phone.sends("/dangky")
    await phone.taps(phone.buttons[0])
    await phone.taps(next(label for label in phone.buttons if label.startswith("☐")))
    await phone.taps(phone.buttons[-1])
    await phone.taps(phone.buttons[-2])
    await phone.taps(phone.buttons[0])


async def test_leave_to_amend_ends_with_its_day(alliance: Alliance):
    world, hoa, officer = alliance.world, alliance.hoa, alliance.officer
    await registers(hoa)
    await world.goes_to("2023-02-20 08:00")
    await hoa.sends("/dangky")
    await hoa.taps("Xin sửa đăng ký")
    await hoa.sends("Thay đổi nhân sự")
    await hoa.sends("23/2")
    await hoa.taps("Gửi đề nghị")
    await officer.taps("Đồng ý đến 23/02")
    await world.goes_to("2023-02-24 00:00")

    assert "không sửa tại đây được nữa" in await hoa.sends("/dangky")


async def test_nobody_else_decides_or_asks(alliance: Alliance):
    world, hoa, pao, officer = alliance.world, alliance.hoa, alliance.pao, alliance.officer
    other_id, code = await world.organisation("van-duc-2023")
    elsewhere = await world.officer(code, "Cán bộ nơi khác")
    await asks(hoa)
    draft = next(iter(hoa.person.last["reply_markup"]["inline_keyboard"]))[0]["callback_data"]
    number = await obligation_id(world)
    forged = [draft, pack(AskExtension(number, world.units[TAM_DUONG]))]
    await presses(pao, *forged)
    await hoa.taps("Gửi đề nghị")
    (request,) = await extensions_in(world)
    assert request.id is not None
    decisions = [pack(GrantWanted(request.id)), pack(RefuseExtension(request.id))]
    more = [pack(GrantMissing(number)), pack(GrantMany(1, 1))]
    await presses(hoa, *decisions, *more)
    await presses(elsewhere, *decisions, *more)
    made_up = [
        pack(GrantWanted(10**15)),
        pack(PickReason(1, 1, -7)),
        pack(PickDay(1, 1, "2023-99-99")),
        pack(SendRequest(10**15, 1)),
    ]
    for phone in (hoa, pao, officer, elsewhere):
        await presses(phone, *made_up)

    (request,) = await extensions_in(world)
    assert request.state is ExtensionState.ASKED
    assert await count(world, col(UnitDeadline.unit_id) > 0) == 0
    for phone in (hoa, pao, officer, elsewhere):
        assert not any(APOLOGY in text for text in phone.read)
    assert other_id != alliance.id


async def presses(phone: Phone, *data: str) -> None:
    """Press buttons that were made up, under any message."""
    for each in data:
        phone.person.tap_data(phone.person.last["message_id"], each)
        await phone.world.settle()


async def test_the_calendar_file_has_the_day_granted(alliance: Alliance):
    await grants(alliance, date(2023, 6, 16))
    await alliance.hoa.sends("/han")
    await alliance.hoa.taps("Tệp lịch (.ics)")

    document = alliance.hoa.person.last["document"]
    stored = alliance.world.telegram.files.find(document["file_id"])
    assert stored is not None
    assert b"DTSTART;VALUE=DATE:20230616" in stored.content


async def test_a_half_filled_request_goes_on_where_it_was_left(alliance: Alliance):
    hoa = alliance.hoa
    await opens(hoa)
    await hoa.taps("Xin gia hạn")
    await hoa.sends("Người phụ trách đi học")
    await hoa.sends("/start")
    button = next(label for label in hoa.buttons if label.startswith("Tiếp tục: xin gia hạn"))
    day = await hoa.taps(button)
    await hoa.sends("bao gio nop bc 6 thang")
    await hoa.taps(next(label for label in hoa.buttons if "xin gia hạn" in label))
    read = await hoa.sends("20/6")

    assert "Lý do: Người phụ trách đi học" in day
    assert "Xin đến hết: Thứ Ba, 20/06/2023" in read


async def test_a_request_survives_kill_9_between_any_two_questions(tmp_path: Path):
    async with program_in(tmp_path) as (program, telegram, person):
        person.send("/giahan")
        button = f"Xin gia hạn: {MIDYEAR}"
        await shows(telegram, person, button)
        await press(telegram, person, button, then="Chưa đủ số liệu")
        await program.dies()
        person.send("Cán bộ phụ trách nghỉ ốm")
        await program.starts()
        await telegram.until(lambda: "Đến hết ngày nào?" in person.last_text, within=WITHIN)
        await program.dies()
        person.tap(next(label for label in labels(person) if "(thêm 5 ngày làm việc)" in label))
        await program.starts()
        await shows(telegram, person, "Gửi đề nghị")
        await program.dies()
        person.tap("Gửi đề nghị")
        await program.starts()
        await telegram.until(lambda: "Đã gửi đề nghị" in person.last_text, within=WITHIN)

        assert "Lý do: Cán bộ phụ trách nghỉ ốm" in person.last_text
