"""Officers accept what units handed in, or return it with a reason and a date."""

from pathlib import Path

import pytest
from sqlmodel import col, select

from bot.rules.obligations import Standing
from bot.rules.reviews import Part
from storage.obligations import duties_of
from storage.tables import AuditEntry, UnitDeadline
from tests.stories.beginning import Alliance
from tests.stories.test_at_once import APOLOGY, deputy_of, said_to, second_officer, together
from tests.stories.test_records import MIDYEAR, registers, reports
from tests.stories.test_stopped_units import stops
from tests.stories.test_withdrawing import withdraws
from tests.stories.world import Phone, starts_again

TAM_DUONG = "LĐLĐ huyện Tam Đường"
UNSIGNED = "Thiếu chữ ký hoặc con dấu"


async def opens_report(officer: Phone) -> str:
    """Open the newest report that arrived, from the message that told of it."""
    return await officer.taps("Xem báo cáo")


async def returns(officer: Phone, reason: str, by: str) -> str:
    """Return what is open: three taps."""
    await officer.taps("Trả lại")
    await officer.taps(reason)
    return await officer.taps(by)


async def sends_again(phone: Phone, words: str = "Đã bổ sung chữ ký.") -> None:
    """Mend the report from the message that returned it, and hand it in."""
    await phone.taps("Sửa và gửi lại")
    await phone.sends(words)
    await phone.taps("Xem lại và nộp")
    await phone.taps("Nộp báo cáo")


async def test_a_report_is_returned_in_three_taps_and_the_unit_has_it_at_once(
    alliance: Alliance,
) -> None:
    world, hoa, officer = alliance.world, alliance.hoa, alliance.officer
    await world.goes_to("2023-06-08 09:00")
    await reports(hoa)
    await opens_report(officer)

    await officer.taps("Trả lại")
    asked = await officer.taps(UNSIGNED)
    done = await officer.taps("5 ngày làm việc: Thứ Năm, 15/06/2023")

    assert f"Lý do: {UNSIGNED}" in asked
    assert "Thời hạn: đến hết Thứ Bảy, 10/06/2023." in asked
    assert f"Đã trả lại báo cáo của {TAM_DUONG}." in done
    assert "Thời hạn: đến hết Thứ Năm, 15/06/2023." in done
    assert "được trả lại, chưa được tính là đã nộp" in hoa.last
    assert f"Lý do: {UNSIGNED}" in hoa.last
    assert "Cần gửi lại trước 24:00 Thứ Năm, 15/06/2023." in hoa.last
    assert hoa.buttons == ["Sửa và gửi lại"]
    async with world.app.database.reading() as db:
        acts = (await db.exec(select(AuditEntry.act).order_by(col(AuditEntry.id)))).all()
    assert acts[-1] == "report returned"


async def test_what_is_sent_again_within_the_new_date_is_on_time_by_its_rule(
    alliance: Alliance,
) -> None:
    world, hoa, officer = alliance.world, alliance.hoa, alliance.officer
    await world.goes_to("2023-06-08 09:00")
    await reports(hoa)
    await opens_report(officer)
    await returns(officer, UNSIGNED, "5 ngày làm việc: Thứ Năm, 15/06/2023")

    await world.goes_to("2023-06-15 23:30")
    await sends_again(hoa)
    read = await opens_report(officer)

    receipt = next(text for text in hoa.read if "BIÊN NHẬN số 0002" in text)
    assert "ĐÚNG HẠN (hết hạn lúc 24:00 15/06/2023)" in receipt
    assert "Căn cứ: hạn sửa, gửi lại do cán bộ ấn định." in receipt
    assert "Căn cứ: hạn sửa, gửi lại do cán bộ ấn định." in read
    assert "• Lần gửi 1: số 0001, 09:00 08/06/2023, đúng hạn" in read
    assert f"Lò Thị Mai đã trả lại lúc 09:00 08/06/2023. Lý do: {UNSIGNED}" in read


async def test_on_time_then_returned_then_late_again_the_record_shows_both(
    alliance: Alliance,
) -> None:
    world, hoa, officer = alliance.world, alliance.hoa, alliance.officer
    await world.goes_to("2023-06-08 09:00")
    await reports(hoa)
    await opens_report(officer)
    await returns(officer, "Ảnh mờ, không đọc được", "Giữ nguyên hạn (10/06/2023)")
    assert "Cần gửi lại trước 24:00 Thứ Bảy, 10/06/2023." in hoa.last

    await world.goes_to("2023-06-12 09:00")
    await hoa.taps("Sửa và gửi lại")
    await hoa.sends("Đã chụp lại.")
    await hoa.taps("Xem lại và nộp")
    await hoa.taps("Nộp báo cáo")
    await hoa.sends("/han")
    stands = await hoa.taps(f"✓ {MIDYEAR}")
    read = await opens_report(officer)

    assert "Biên nhận đầu: số 0001, 09:00 08/06/2023, đúng hạn." in stands
    assert "Biên nhận mới nhất: số 0002, 09:00 12/06/2023, trễ hạn." in stands
    assert "Kết luận: TRỄ HẠN (hết hạn lúc 24:00 10/06/2023)." in read
    assert "• Lần gửi 1: số 0001, 09:00 08/06/2023, đúng hạn" in read


async def test_an_earlier_version_opens_with_all_that_was_decided_on_it(
    alliance: Alliance,
) -> None:
    hoa, officer = alliance.hoa, alliance.officer
    await reports(hoa)
    await opens_report(officer)
    await returns(officer, UNSIGNED, "Giữ nguyên hạn (10/06/2023)")
    await sends_again(hoa)

    await opens_report(officer)
    read = await officer.taps("Lần gửi 1: số 0001")

    assert "Tình trạng: đã có bản thay thế" in read
    assert "Lò Thị Mai đã trả lại lúc 08:00 30/01/2023." in read
    assert f"Lý do: {UNSIGNED}" in read
    assert "• Lần gửi 2: số 0002, 08:00 30/01/2023, đúng hạn" in read
    assert "Trả lại" not in officer.buttons


async def test_after_the_deadline_keeping_it_says_that_sending_again_is_late(
    alliance: Alliance,
) -> None:
    world, hoa, officer = alliance.world, alliance.hoa, alliance.officer
    await world.goes_to("2023-06-08 09:00")
    await reports(hoa)
    await opens_report(officer)
    await world.goes_to("2023-06-12 09:00")
    done = await returns(officer, UNSIGNED, "Giữ nguyên hạn (10/06/2023, đã qua)")

    assert "Thời hạn: Thứ Bảy, 10/06/2023, đã qua." in done
    assert "được ghi nhận là nộp muộn" in hoa.last
    assert "Biên nhận lần đầu vẫn được lưu" in hoa.last


async def test_reminders_follow_the_new_date_and_not_the_old(alliance: Alliance) -> None:
    world, hoa, officer = alliance.world, alliance.hoa, alliance.officer
    await world.goes_to("2023-06-05 09:00")
    await reports(hoa)
    await opens_report(officer)
    await returns(officer, UNSIGNED, "10 ngày làm việc: Thứ Hai, 19/06/2023")
    before = len(hoa.read)

    for day in ("05", "07", "09", "10"):  # 14 days before the new date; 3, 1 and 0 before the old
        await world.goes_to(f"2023-06-{day} 15:00")
    assert hoa.read[before:] == []

    await world.goes_to("2023-06-12 09:00")
    assert "Nhắc hạn" in hoa.last
    assert "Thứ Hai, 19/06/2023 (hạn sửa, gửi lại)" in hoa.last
    assert f"Trả lại để sửa: {UNSIGNED}" in hoa.last


@pytest.mark.parametrize(
    ("reason", "part"),
    [
        (UNSIGNED, Part.FILES),
        ("Thiếu số liệu chỉ tiêu", Part.FIGURES),
        ("Sai kỳ hoặc sai mẫu báo cáo", Part.WHOLE),
    ],
)
async def test_the_duty_says_which_part_the_picked_reason_speaks_of(
    alliance: Alliance, reason: str, part: Part
) -> None:
    world = alliance.world
    await reports(alliance.hoa)
    await opens_report(alliance.officer)
    await returns(alliance.officer, reason, "Giữ nguyên hạn (10/06/2023)")

    async with world.app.database.reading() as db:
        duties = await duties_of(db, world.units[TAM_DUONG])
    duty = next(duty for duty in duties if duty.obligation.title == MIDYEAR)
    assert (duty.standing, duty.reason, duty.part) == (Standing.RETURNED, reason, part)


async def test_a_reason_and_a_date_are_typed_and_read_back(alliance: Alliance) -> None:
    hoa, officer = alliance.hoa, alliance.officer
    await registers(hoa)
    await officer.taps("Trả lại")
    await officer.sends("Thiếu chỉ tiêu & danh hiệu <cá nhân>.")
    read = await officer.sends("20/2")
    done = await officer.taps("Trả lại, hạn Thứ Hai, 20/02/2023")

    assert "Lý do: Thiếu chỉ tiêu & danh hiệu <cá nhân>." in read
    assert done.startswith(f"Đã trả lại đăng ký của {TAM_DUONG}.")
    assert "Lý do: Thiếu chỉ tiêu & danh hiệu <cá nhân>." in hoa.last
    assert "Cần gửi lại trước 24:00 Thứ Hai, 20/02/2023." in hoa.last


async def test_before_a_day_means_the_day_before_it(alliance: Alliance) -> None:
    officer = alliance.officer
    await registers(alliance.hoa)
    await officer.taps("Trả lại")
    await officer.taps("Chưa có chỉ tiêu cụ thể")
    await officer.sends("trước ngày 21/2")

    assert "Trả lại, hạn Thứ Hai, 20/02/2023" in officer.buttons


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("29/01/2023", "đã qua"),
        ("hôm qua", "đã qua"),
        ("31/2", "Không có ngày “31/2” trong lịch"),
        ("sớm nhất có thể", "Không đọc được ngày"),
        ("10/2", "còn thời hạn đến hết Thứ Sáu, 10/02/2023"),
    ],
)
async def test_a_date_that_cannot_be_is_said_and_the_reason_kept(
    alliance: Alliance, typed: str, answer: str
) -> None:
    officer = alliance.officer
    await registers(alliance.hoa)
    await officer.taps("Trả lại")
    await officer.sends("Thiếu chỉ tiêu tiết kiệm.")

    refused = await officer.sends(typed)
    await officer.taps("10 ngày làm việc: Thứ Hai, 13/02/2023")

    assert answer in refused
    assert "Lý do: Thiếu chỉ tiêu tiết kiệm." in alliance.hoa.last


async def test_a_reason_of_ten_thousand_characters_is_refused_and_the_earlier_kept(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await registers(alliance.hoa)
    await officer.taps("Trả lại")
    refused = await officer.sends("Thiếu chỉ tiêu. " * 250)
    await officer.sends("Thiếu chỉ tiêu.")
    await officer.taps("Đổi lý do")
    again = await officer.sends("Thiếu chỉ tiêu. " * 250)
    await officer.sends("Sai danh hiệu.")

    assert "500" in refused
    assert "500" in again
    assert "Lý do: Sai danh hiệu." in officer.last


async def test_the_last_piece_of_a_reason_far_too_long_is_no_reason(alliance: Alliance) -> None:
    officer = alliance.officer
    await registers(alliance.hoa)
    await officer.taps("Trả lại")
    refused = await officer.sends("Thiếu chỉ tiêu. " * 530)
    read = await officer.sends("Thiếu chỉ tiêu.")

    assert "500" in refused
    assert "Lý do: Thiếu chỉ tiêu.\n" in read


async def test_what_was_typed_survives_a_restart(alliance: Alliance, tmp_path: Path) -> None:
    world, officer = alliance.world, alliance.officer
    await registers(alliance.hoa)
    await officer.taps("Trả lại")
    await officer.sends("Thiếu chỉ tiêu tiết kiệm.")

    await starts_again(world, tmp_path)
    await officer.sends("/start")
    read = await officer.taps("Tiếp tục: lý do trả lại")
    await officer.taps("10 ngày làm việc: Thứ Hai, 13/02/2023")

    assert "Lý do: Thiếu chỉ tiêu tiết kiệm." in read
    assert "Lý do: Thiếu chỉ tiêu tiết kiệm." in alliance.hoa.last


async def test_an_accepted_report_is_told_to_the_sender_and_the_representative(
    alliance: Alliance,
) -> None:
    hoa, officer, deputy = alliance.hoa, alliance.officer, await deputy_of(alliance)
    await reports(deputy)
    await opens_report(officer)
    done = await officer.taps("Tiếp nhận")

    assert done.startswith(f"Đã tiếp nhận báo cáo của {TAM_DUONG}.")
    assert "Đang báo tin cho 2 người." in done
    for phone in (hoa, deputy):
        assert "Báo cáo của Quý đơn vị đã được tiếp nhận." in phone.last


async def test_a_sender_whose_seat_ended_is_not_told(alliance: Alliance) -> None:
    hoa, officer, deputy = alliance.hoa, alliance.officer, await deputy_of(alliance)
    await reports(deputy)
    await officer.taps("Không phải người này")
    await officer.taps("Đồng ý chấm dứt")
    told = list(deputy.read)
    await opens_report(officer)
    await officer.taps("Tiếp nhận")

    assert deputy.read == told
    assert "đã được tiếp nhận" in hoa.last


async def test_where_nobody_can_be_reached_the_officer_is_told_to_call(alliance: Alliance) -> None:
    officer = alliance.officer
    await alliance.world.goes_to("2023-06-12 09:00")
    await enters(officer, "LĐLĐ huyện Phong Thổ")
    await officer.sends("/choxem")
    await officer.taps(officer.buttons[0])
    read = officer.last
    done = await returns(officer, UNSIGNED, "5 ngày làm việc: Thứ Hai, 19/06/2023")

    assert "nhận bằng Zalo ngày 09/06/2023" in read
    assert "vui lòng gọi điện" in done


async def enters(officer: Phone, unit: str) -> None:
    """Record a report that came by Zalo."""
    await officer.sends("/chuanop")
    await officer.taps(next(label for label in officer.buttons if "sơ kết" in label))
    for label in ("Ghi nhận đã nộp ngoài hệ thống", unit, "Zalo"):
        await officer.taps(label)
    await officer.sends("9/6")
    await officer.taps("Ghi nhận")


async def test_the_queue_holds_what_waits_longest_first_and_home_counts_it(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await registers(alliance.hoa)
    await reports(alliance.hoa)
    await reports(alliance.pao)
    await reports(alliance.pao, "Bản sửa.")
    await officer.sends("/start")

    read = await officer.taps("Chờ xem: 3")

    assert read.startswith("Chờ xem: 3")
    assert read.index("Đăng ký danh hiệu") < read.index("Công đoàn ngành Giáo dục")
    assert "Số 0003" not in read
    assert "Số 0004" in read


async def test_the_queue_narrows_down_to_an_obligation_and_to_a_bloc(alliance: Alliance) -> None:
    officer = alliance.officer
    await registers(alliance.hoa)
    await reports(alliance.hoa)
    await reports(alliance.pao)
    await officer.sends("/choxem")
    await officer.taps("Lọc")
    of_bloc = await officer.taps("Khối huyện: 2")
    await officer.taps("Lọc")
    await officer.taps(next(each for each in officer.buttons if each.startswith("Báo cáo sơ kết")))

    assert of_bloc.startswith("Chờ xem: 2\nKhối huyện")
    assert officer.last.startswith(f"Chờ xem: 1\n{MIDYEAR}")
    assert "Khối huyện" in officer.last


async def test_all_shown_are_accepted_in_one_confirm_but_those_left_out(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await registers(alliance.hoa)
    await registers(alliance.pao)
    await reports(alliance.pao)
    await officer.sends("/choxem")
    await officer.taps("Duyệt, tiếp nhận tất cả đang hiện (3)")
    left_out = next(each for each in officer.buttons if each.startswith("☑ Công đoàn ngành Giáo"))
    await officer.taps(left_out)
    done = await officer.taps("Duyệt, tiếp nhận (2)")

    assert "Đã duyệt 1 đăng ký." in done
    assert "Đã tiếp nhận 1 báo cáo." in done
    assert "Chờ xem: 1" in officer.buttons
    assert "đã được duyệt" in alliance.hoa.last
    assert "Báo cáo của Quý đơn vị đã được tiếp nhận." in alliance.pao.last
    assert "đã được duyệt" not in said_to(alliance.pao)


async def test_of_many_the_one_replaced_meanwhile_is_skipped_and_said_so(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await reports(alliance.hoa)
    await reports(alliance.pao)
    await officer.sends("/choxem")
    await officer.taps("Tiếp nhận tất cả đang hiện (2)")
    await reports(alliance.pao, "Bản sửa.")
    await officer.taps("Tiếp nhận (2)")
    done = next(text for text in officer.read if "Bỏ qua" in text)

    assert "Đã tiếp nhận 1 báo cáo." in done
    assert "Bỏ qua 1 mục vì vừa có thay đổi:" in done
    assert "Công đoàn ngành Giáo dục" in done
    assert "Đơn vị đã gửi bản mới." in done


@pytest.mark.both_engines
async def test_of_many_the_one_of_a_unit_stopped_meanwhile_is_skipped_and_said_so(
    alliance: Alliance,
) -> None:
    other = await second_officer(alliance)
    await reports(alliance.hoa)
    await reports(alliance.pao)
    await other.sends("/choxem")
    await other.taps("Tiếp nhận tất cả đang hiện (2)")
    await stops(alliance)
    done = await other.taps("Tiếp nhận (2)")

    assert "Đã tiếp nhận 1 báo cáo." in done
    assert "Bỏ qua 1 mục vì vừa có thay đổi:" in done
    assert f"• {TAM_DUONG}" in done
    assert "ngừng hoạt động từ ngày 30/01/2023" in done
    assert "Báo cáo của Quý đơn vị đã được tiếp nhận." in alliance.pao.last


async def test_of_many_those_of_a_plan_withdrawn_meanwhile_are_skipped_and_said_so(
    alliance: Alliance,
) -> None:
    other = await second_officer(alliance)
    await reports(alliance.hoa)
    await reports(alliance.pao)
    await other.sends("/choxem")
    await other.taps("Tiếp nhận tất cả đang hiện (2)")
    await withdraws(alliance.officer)
    done = await other.taps("Tiếp nhận (2)")

    assert "Bỏ qua 2 mục vì vừa có thay đổi:" in done
    assert done.count("Nhiệm vụ này không còn hiệu lực.") == 2


@pytest.mark.both_engines
async def test_of_two_officers_deciding_at_once_one_is_told_what_happened(
    alliance: Alliance,
) -> None:
    officer, other = alliance.officer, await second_officer(alliance)
    await reports(alliance.hoa)
    await opens_report(officer)
    await opens_report(other)
    await other.taps("Trả lại")
    await other.taps(UNSIGNED)
    officer.person.tap("Tiếp nhận")
    other.person.tap("Giữ nguyên hạn (10/06/2023)")
    await alliance.world.settle()

    told = [text for text in alliance.hoa.read if "tiếp nhận" in text or "trả lại" in text]
    assert len(told) == 1
    lost = "Lò Thị Mai đã tiếp nhận" in other.last or "Lù Văn Sinh đã trả lại" in officer.last
    assert lost
    assert APOLOGY not in said_to(officer, other, alliance.hoa)


@pytest.mark.both_engines
async def test_two_officers_accepting_the_same_page_tell_each_unit_once(
    alliance: Alliance,
) -> None:
    officers = [alliance.officer, await second_officer(alliance)]
    await registers(alliance.hoa)
    await registers(alliance.pao)
    for phone in officers:
        await phone.sends("/choxem")
        await phone.taps("Duyệt tất cả đang hiện (2)")

    await together(*officers, label="Duyệt (2)")

    for phone in (alliance.hoa, alliance.pao):
        assert sum("đã được duyệt" in text for text in phone.read) == 1
    assert any("Bỏ qua 2 mục" in phone.last for phone in officers)
    assert APOLOGY not in said_to(*officers)


@pytest.mark.both_engines
async def test_a_new_version_sent_while_the_old_is_accepted_waits_itself(
    alliance: Alliance,
) -> None:
    hoa, officer = alliance.hoa, alliance.officer
    await reports(hoa)
    await opens_report(officer)
    await hoa.sends("/baocao")
    await hoa.taps(hoa.buttons[0])
    await hoa.sends("Bản sửa.")
    await hoa.taps("Xem lại và nộp")
    hoa.person.tap("Nộp báo cáo")
    officer.person.tap("Tiếp nhận")
    await alliance.world.settle()
    await officer.sends("/choxem")

    assert "Số 0002" in officer.last
    assert APOLOGY not in said_to(hoa, officer)


async def test_whoever_was_slower_reads_what_happened_and_keeps_the_words(
    alliance: Alliance,
) -> None:
    officer, other = alliance.officer, await second_officer(alliance)
    await registers(alliance.hoa)
    await other.taps("Trả lại")
    await other.sends("Thiếu chỉ tiêu tiết kiệm.")
    await officer.taps("Duyệt")
    read = await other.taps("10 ngày làm việc: Thứ Hai, 13/02/2023")
    await other.sends("/start")

    assert "Chưa trả lại, vì bản này không còn chờ xem." in read
    assert "Lò Thị Mai đã duyệt lúc 08:00 30/01/2023." in read
    assert "Lý do đã nhập: Thiếu chỉ tiêu tiết kiệm." in read
    assert not any(each.startswith("Tiếp tục") for each in other.buttons)


async def test_a_stale_button_says_who_decided(alliance: Alliance) -> None:
    officer = alliance.officer
    await reports(alliance.hoa)
    await opens_report(officer)
    old = officer.person.last
    await officer.taps("Tiếp nhận")
    told = list(alliance.hoa.read)
    for button in old["reply_markup"]["inline_keyboard"][0]:
        officer.person.tap_data(old["message_id"], button["callback_data"])
        await alliance.world.settle()
        assert "Lò Thị Mai đã tiếp nhận lúc" in officer.last

    assert alliance.hoa.read == told


async def test_an_officer_of_another_organisation_decides_nothing(alliance: Alliance) -> None:
    world = alliance.world
    await reports(alliance.hoa)
    await opens_report(alliance.officer)
    buttons = alliance.officer.person.last["reply_markup"]["inline_keyboard"][0]
    _, code = await world.organisation("hai-phong-2023")
    stranger = await world.officer(code, "Trần Văn Bình")
    told = list(alliance.hoa.read)

    for button in buttons:
        stranger.person.tap_data(stranger.person.last["message_id"], button["callback_data"])
        await world.settle()
        assert "quyền" in stranger.last
    await stranger.sends("/choxem")

    assert TAM_DUONG not in said_to(stranger)
    assert alliance.hoa.read == told


async def test_a_made_up_day_or_reason_returns_nothing(alliance: Alliance) -> None:
    officer, world = alliance.officer, alliance.world
    await reports(alliance.hoa)
    await opens_report(officer)
    await officer.taps("Trả lại")
    message = officer.person.last
    data = message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    told = list(alliance.hoa.read)
    code, draft, version, _ = data.split(":")
    for forged in (
        f"{code}:{draft}:{version}:nothing",
        f"{code}:{draft}:{version}:people",
        f"ovd:{draft}:{version}:0",
        f"ovd:{draft}:{version}:999999999999",
        "ova:notice:1",
        "ovr:notice:1",
    ):
        officer.person.tap_data(message["message_id"], forged)
        await world.settle()

    assert alliance.hoa.read == told
    assert APOLOGY not in said_to(officer)
    async with world.app.database.reading() as db:
        assert (await db.exec(select(UnitDeadline))).all() == []
