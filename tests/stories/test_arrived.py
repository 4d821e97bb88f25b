"""What came on paper, by Zalo or by email: an officer enters it, and it counts from that day."""

import re

import pytest
from sqlmodel import col, select

from storage.tables import AuditEntry, Report
from tests.files import a_pdf, a_picture
from tests.stories.beginning import Alliance
from tests.stories.world import Phone, World

ENTER = "Ghi nhận đã nộp ngoài hệ thống"
UNIT = "LĐLĐ huyện Tam Đường"


async def _begins(officer: Phone, unit: str = UNIT) -> None:
    """From «Chưa nộp» of the mid-year report."""
    await officer.sends("/chuanop")
    await officer.taps(next(b for b in officer.buttons if "sơ kết" in b))
    await officer.taps(ENTER)
    await officer.taps(unit)


async def _answers(officer: Phone, way: str = "Zalo", day: str = "9/6") -> str:
    await officer.taps(way)
    return await officer.sends(day)


async def _records(officer: Phone, label: str = "Ghi nhận") -> str:
    return await officer.taps(label)


async def test_what_came_by_zalo_counts_on_its_day_and_shows_no_hour(alliance: Alliance):
    await alliance.world.goes_to("2023-06-12 09:00")
    await _begins(alliance.officer)
    review = await _answers(alliance.officer)
    done = await _records(alliance.officer)

    receipt = alliance.hoa.last
    assert "Thứ Sáu, 09/06/2023" in review
    assert "ĐÚNG HẠN" in review
    assert "Đã ghi nhận" in done
    assert "BIÊN NHẬN số 0001" in receipt
    assert "Cán bộ Lò Thị Mai ghi nhận, nhận bằng Zalo ngày 09/06/2023" in receipt
    assert "12:00" not in receipt
    assert "ĐÚNG HẠN" in receipt
    duty = await alliance.hoa.sends("bao gio nop bc 6 thang")
    assert "Cán bộ Lò Thị Mai ghi nhận, nhận bằng Zalo ngày 09/06/2023" in duty
    assert "12:00" not in duty
    assert "đúng hạn" in duty


async def test_what_came_too_late_is_late_and_an_hour_counts_where_it_is_known(alliance: Alliance):
    await alliance.world.goes_to("2023-06-13 09:00")
    await _begins(alliance.officer)
    review = await _answers(alliance.officer, "Bản giấy", "12/6 16h30")
    await _records(alliance.officer)

    assert "16:30 Thứ Hai, 12/06/2023" in review
    assert "TRỄ HẠN" in review
    assert "TRỄ HẠN" in alliance.hoa.last
    assert "nhận bản giấy ngày 12/06/2023" in alliance.hoa.last
    assert await _entered(alliance.world) == ["paper"]


async def test_a_registration_that_came_another_way_is_registered_for_the_unit(
    alliance: Alliance,
):
    officer = alliance.officer
    await officer.sends("/chuanop")
    await officer.taps(next(b for b in officer.buttons if "ăng ký" in b))
    await officer.taps(ENTER)

    begun = await officer.taps(UNIT)

    assert UNIT in begun
    assert "Bản giấy" in officer.buttons


async def test_reminders_stop_at_once(alliance: Alliance):
    await alliance.world.goes_to("2023-06-08 08:00")
    await _begins(alliance.officer)
    await alliance.officer.taps("Email")
    await alliance.officer.taps("Hôm nay")
    await _records(alliance.officer)

    await alliance.world.goes_to("2023-06-09 08:00")

    assert "BIÊN NHẬN" in alliance.hoa.last
    assert "Nhắc" in alliance.pao.last
    await alliance.officer.sends("/chuanop")
    await alliance.officer.taps(next(b for b in alliance.officer.buttons if "sơ kết" in b))
    assert UNIT not in alliance.officer.last


async def test_photos_and_a_note_go_along(alliance: Alliance):
    officer = alliance.officer
    await alliance.world.goes_to("2023-06-12 09:00")
    await _begins(officer)
    await _answers(officer)
    await officer.sends_file("1.jpg", a_picture(shade=90))
    await officer.sends_file("2.jpg", a_picture(shade=160))
    review = await officer.sends("Chị Hoa gửi trong nhóm")
    await _records(officer)

    assert "Chị Hoa gửi trong nhóm" in review
    assert alliance.hoa.last.count(".pdf") == 1
    await officer.sends("/danop")
    await officer.taps(officer.buttons[0])
    assert "nhận bằng Zalo ngày 09/06/2023" in officer.last
    assert "Chị Hoa gửi trong nhóm" in officer.last


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("20/6", "chưa đến"),
        ("mai", "chưa đến"),
        ("1/1/2020", "hơn một năm"),
        ("31/6", ""),
        ("?", ""),
    ],
)
async def test_a_day_that_cannot_be_is_explained_and_asked_again(
    alliance: Alliance, typed: str, said: str
):
    officer = alliance.officer
    await alliance.world.goes_to("2023-06-12 09:00")
    await _begins(officer)
    refused = await _answers(officer, "Zalo", typed)

    review = await officer.sends("hôm qua")

    assert said in refused
    assert "11/06/2023" in review


async def test_what_was_handed_in_already_becomes_a_new_version_only_if_told_so(alliance: Alliance):
    await alliance.world.goes_to("2023-06-09 08:00")
    await alliance.hoa.sends("bao gio nop bc 6 thang")
    await alliance.hoa.taps("Nộp ngay")
    await alliance.hoa.sends("Đã hoàn thành.")
    await alliance.hoa.taps("Xem lại và nộp")
    await alliance.hoa.taps("Nộp báo cáo")
    officer = alliance.officer
    await _opens_unit(officer)
    await officer.taps(ENTER)
    await officer.taps(next(b for b in officer.buttons if "sơ kết" in b))
    review = await _answers(officer, "Bản giấy", "hôm nay")
    await _records(officer, "Ghi nhận thành bản mới")

    assert "lần gửi 1" in review
    assert "Lần gửi: 2" in alliance.hoa.last
    async with alliance.world.app.database.reading() as db:
        note = select(AuditEntry).where(col(AuditEntry.act) == "arrival recorded")
        entry = (await db.exec(note)).one()
    assert entry.before == {"version": 1, "standing": "submitted"}
    assert entry.after is not None
    assert entry.after["channel"] == "paper"


async def test_a_paper_that_came_in_time_mends_a_late_report(alliance: Alliance):
    await alliance.world.goes_to("2023-06-12 08:00")
    await alliance.hoa.sends("bao gio nop bc 6 thang")
    await alliance.hoa.taps("Nộp ngay")
    await alliance.hoa.sends("Đã hoàn thành.")
    await alliance.hoa.taps("Xem lại và nộp")
    late = await alliance.hoa.taps("Nộp báo cáo")
    await _opens_unit(alliance.officer)
    await alliance.officer.taps(ENTER)
    await alliance.officer.taps(next(b for b in alliance.officer.buttons if "sơ kết" in b))
    await _answers(alliance.officer, "Bản giấy", "9/6")
    await _records(alliance.officer, "Ghi nhận thành bản mới")

    duty = await alliance.hoa.sends("bao gio nop bc 6 thang")

    assert "TRỄ HẠN" in late
    assert "Biên nhận đầu: số 0002, 09/06/2023, đúng hạn" in duty
    assert "số 0001, 08:00 12/06/2023, trễ hạn" in duty


async def test_what_was_begun_for_one_report_does_not_appear_under_another(alliance: Alliance):
    officer = alliance.officer
    await alliance.world.goes_to("2023-06-12 09:00")
    await _begins(officer)
    await _answers(officer)
    await officer.sends("Ghi chú của sơ kết")

    await officer.sends("/chuanop")
    await officer.taps(next(b for b in officer.buttons if "tổng kết" in b))
    await officer.taps(ENTER)
    begun = await officer.taps(UNIT)

    assert "Nhận bằng cách nào?" in begun
    assert "Ghi chú của sơ kết" not in begun


@pytest.mark.both_engines
async def test_two_officers_at_once_make_one_record_and_one_clear_answer(alliance: Alliance):
    world = alliance.world
    await world.goes_to("2023-06-12 09:00")
    second = await _second_officer(alliance)
    presses = []
    for officer in (alliance.officer, second):
        await _begins(officer)
        await _answers(officer)
        presses.append((officer, officer.person.last["message_id"], _data(officer, "Ghi nhận")))

    for officer, message_id, data in presses:
        officer.person.tap_data(message_id, data)
    await world.settle()

    assert await _entered(world) == ["zalo"]
    assert sum("BIÊN NHẬN" in text for text in alliance.hoa.read) == 1
    said = [text for officer in (alliance.officer, second) for text in officer.read]
    assert sum("chưa ghi gì thêm" in text for text in said) == 1


async def test_a_command_between_two_questions_loses_nothing(alliance: Alliance):
    officer = alliance.officer
    await alliance.world.goes_to("2023-06-12 09:00")
    await _begins(officer)
    await officer.taps("Zalo")
    await officer.sends("/danop")
    await officer.sends("/start")

    await officer.taps(next(b for b in officer.buttons if b.startswith("Tiếp tục")))
    review = await officer.sends("9/6")

    assert "Zalo" in review
    assert "09/06/2023" in review


async def test_nobody_else_may_enter_and_no_office_for_anothers_unit(alliance: Alliance):
    await alliance.world.goes_to("2023-06-12 09:00")
    _, code = await alliance.world.organisation("bac-giang-2022")
    stranger = await alliance.world.officer(code, "Cán bộ nơi khác")
    await _opens_unit(alliance.officer)
    press = _data(alliance.officer, ENTER)

    for phone in (alliance.hoa, stranger):
        await phone.sends("/start")
        phone.person.tap_data(phone.person.last["message_id"], press)
        await alliance.world.settle()
        assert ENTER not in phone.last

    assert await _entered(alliance.world) == []


async def test_where_the_signed_copy_counts_what_came_on_paper_is_signed(alliance: Alliance):
    officer = alliance.officer
    await officer.sends("/han")
    await officer.taps(next(b for b in officer.buttons if "sơ kết" in b))
    await officer.taps("Tính theo bản đã ký")
    await alliance.world.goes_to("2023-06-12 09:00")
    await _begins(officer)
    await _answers(officer, "Bản giấy")
    await _records(officer)

    duty = await alliance.hoa.sends("bao gio nop bc 6 thang")
    assert "đúng hạn" in duty
    assert "Gửi bản đã ký" not in alliance.hoa.buttons


async def test_the_receipt_verifies_and_makes_up_no_hour(alliance: Alliance):
    await alliance.world.goes_to("2023-06-12 09:00")
    await _begins(alliance.officer)
    await _answers(alliance.officer)
    await alliance.officer.sends_file("bc.pdf", a_pdf())
    await _records(alliance.officer)
    found = re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4})+", alliance.hoa.last)
    assert found

    verified = await alliance.world.stranger("Người lạ").sends(f"/kiemtra {found[0]}")

    assert "09/06/2023 (Zalo, cán bộ ghi nhận)" in verified
    assert "12:00" not in verified


async def _opens_unit(officer: Phone) -> None:
    await officer.sends("/donvi")
    await officer.taps(next(b for b in officer.buttons if b.startswith("Khối huyện")))
    await officer.taps(next(b for b in officer.buttons if UNIT in b))


async def _second_officer(alliance: Alliance) -> Phone:
    await alliance.officer.sends("/donvi")
    await alliance.officer.taps("Cán bộ thi đua")
    await alliance.officer.taps(next(b for b in alliance.officer.buttons if "Mời" in b))
    link = next(text for text in reversed(alliance.officer.read) if "?start=" in text)
    second = alliance.world.stranger("Giàng A Sử")
    await second.starts(re.findall(r"\?start=([\w-]+)", link)[0])
    await second.taps(second.buttons[0])
    await second.taps("Đồng ý")
    await second.sends("Bỏ qua")
    return second


async def _entered(world: World) -> list[str]:
    async with world.app.database.reading() as db:
        return [str(report.channel) for report in await db.exec(select(Report))]


def _data(phone: Phone, label: str) -> str:
    rows = phone.person.last["reply_markup"]["inline_keyboard"]
    return next(b["callback_data"] for row in rows for b in row if b["text"] == label)


async def test_a_unit_among_many_is_found_by_its_bloc(alliance: Alliance):
    officer = alliance.officer
    for number in range(30):
        await alliance.world.unit(alliance.id, f"Công đoàn cơ sở {number}", "Khối cơ sở")
    await officer.sends("/chuanop")
    await officer.taps(next(b for b in officer.buttons if "sơ kết" in b))

    await officer.taps(ENTER)
    await officer.taps("Khối ngành: 1")
    of_bloc = officer.buttons
    await officer.taps("Tất cả các khối")
    everyone = officer.buttons
    await officer.sends("/chuanop")
    await officer.taps(next(b for b in officer.buttons if "sơ kết" in b))
    await officer.taps("Khối ngành: 1")
    await officer.taps(ENTER)

    assert of_bloc == ["Công đoàn ngành Giáo dục", "Tất cả các khối", "Ai chưa nộp"]
    assert "Khối cơ sở: 30" in everyone
    assert officer.buttons == of_bloc
