"""Notices overtaken by events: people who left, duties withdrawn or closed, lists deleted."""

import pytest

from tests.stories.beginning import Alliance
from tests.stories.notifying import HEAD, nothing_leaves, opens, sends_to_all, write_to_all
from tests.stories.test_at_once import second_officer
from tests.stories.test_closing import closes
from tests.stories.test_missing import hand_in
from tests.stories.test_notice_audiences import begins, chooses, linked
from tests.stories.test_withdrawing import withdraws
from tests.stories.world import Phone

UNDONE, MIDYEAR = "Chưa đăng ký", "☐ Báo cáo sơ kết 6 tháng: 3"
REFUSED = "Bad Request: MESSAGE_REFUSED"


async def revokes_hoa(officer: Phone) -> None:
    await officer.sends("/donvi")
    await officer.taps("Khối huyện: 1/2")
    await officer.taps("● LĐLĐ huyện Tam Đường")
    await officer.taps("Thôi đại diện: Nguyễn Văn Hòa")
    await officer.taps("Đồng ý chấm dứt")


async def schedules_to_undone(officer: Phone) -> None:
    await begins(officer)
    await chooses(officer, UNDONE, MIDYEAR)
    await officer.sends("Đề nghị nộp sơ kết.")
    await officer.taps("Hẹn giờ gửi")
    await officer.sends("14:00 15/2")
    await officer.taps("Hẹn gửi 14:00 15/02/2023")


def has_read(phone: Phone, words: str) -> bool:
    return any(words in text for text in phone.read)


@pytest.mark.both_engines
async def test_whoever_lost_the_seat_while_a_notice_was_paused_does_not_get_it(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    with nothing_leaves(alliance.world):
        await sends_to_all(officer, "Nội bộ.")
        await officer.taps("Tạm dừng")
    await revokes_hoa(officer)
    await opens(officer)
    await officer.taps("Tiếp tục")

    assert not has_read(alliance.hoa, "Nội bộ.")
    assert has_read(alliance.pao, "Nội bộ.")


async def test_nor_when_it_is_sent_again_to_those_it_missed(alliance: Alliance) -> None:
    officer, world = alliance.officer, alliance.world
    await write_to_all(officer, "Nội bộ.")
    with nothing_leaves(world):
        await officer.taps("Gửi đến 2 người")
    world.telegram.refuse_next("sendMessage", 400, REFUSED)
    await world.settle()
    await revokes_hoa(officer)
    await opens(officer)
    await officer.taps("Gửi lại cho người chưa nhận được")

    assert not has_read(alliance.hoa, "Nội bộ.")


async def test_nor_the_new_text_of_a_correction(alliance: Alliance) -> None:
    officer = alliance.officer
    await sends_to_all(officer, "Bản một.")
    await revokes_hoa(officer)
    await opens(officer)
    await officer.taps("Đính chính")
    await officer.sends("Nội bộ.")
    await officer.taps("Đính chính")

    assert not has_read(alliance.hoa, "Nội bộ.")
    assert has_read(alliance.pao, "Nội bộ.")


@pytest.mark.parametrize("ended", ["withdrawn", "closed"])
async def test_a_scheduled_call_for_what_is_asked_no_more_is_let_be_and_officers_are_told(
    alliance: Alliance, ended: str
) -> None:
    officer = alliance.officer
    await schedules_to_undone(officer)
    await (withdraws(officer) if ended == "withdrawn" else closes(alliance))
    await alliance.world.goes_to("2023-02-15 14:00")

    assert not has_read(alliance.hoa, "Đề nghị nộp sơ kết.")
    assert has_read(officer, "Thông báo số 1 đã không gửi")


async def test_a_notice_begun_for_a_withdrawn_duty_asks_anew_who_gets_it(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await begins(officer)
    await chooses(officer, UNDONE, MIDYEAR)
    await officer.sends("Đề nghị nộp.")
    await withdraws(officer)
    await begins(officer)

    assert "Đã bỏ một nhiệm vụ trong điều kiện chọn vì không còn hiệu lực." in officer.last
    assert "Nội dung: văn bản 12 ký tự" in officer.last
    await officer.taps("Tất cả đơn vị")
    await officer.taps("Gửi đến 2 người")
    assert has_read(alliance.pao, "Đề nghị nộp.")


async def test_a_scheduled_one_can_still_be_changed(alliance: Alliance) -> None:
    await schedules_to_undone(alliance.officer)
    await withdraws(alliance.officer)
    await opens(alliance.officer)
    await alliance.officer.taps("Sửa")

    assert "Tất cả đơn vị" in alliance.officer.buttons


async def test_a_scheduled_notice_keeps_its_number_while_it_is_changed(alliance: Alliance) -> None:
    officer = alliance.officer
    await write_to_all(officer, "Họp.")
    await officer.taps("Hẹn giờ gửi")
    await officer.sends("14:00 15/2")
    await officer.taps("Hẹn gửi 14:00 15/02/2023")
    await opens(officer)
    await officer.taps("Sửa")

    assert officer.read[-2] == f"{HEAD}\n\nHọp."


async def test_words_beside_a_letter_leave_room_for_all_that_may_stand_below_it(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await begins(officer)
    await officer.taps("Tất cả đơn vị")
    await officer.forwards("Tỉnh uỷ", "Công văn số 5")
    refused = await officer.sends("x" * 4_043)
    await officer.sends("x" * 3_850 + "\nHẠN CHÓT 17h00 NGÀY 3/2.")
    await officer.taps("☐ Yêu cầu xác nhận đã nhận")
    await officer.taps("Gửi đến 2 người")

    assert "còn chỗ cho 3.958 ký tự: đang thừa 85 ký tự." in refused
    assert "HẠN CHÓT 17h00 NGÀY 3/2." in alliance.hoa.last
    assert "Đã nhận" in alliance.hoa.buttons


async def test_a_correction_that_failed_is_sent_again(alliance: Alliance) -> None:
    officer, world = alliance.officer, alliance.world
    await sends_to_all(officer, "Họp 3/2.")
    await opens(officer)
    await officer.taps("Đính chính")
    await officer.sends("Họp 4/2.")
    with nothing_leaves(world):
        await officer.taps("Đính chính")
    for method in ("editMessageText", "sendMessage"):
        world.telegram.refuse_next(method, 400, REFUSED)
    await world.settle()
    told = await opens(officer)
    await officer.taps("Gửi lại cho người chưa nhận được")

    assert "Chưa làm được: 1" in told
    assert has_read(alliance.hoa, "Họp 4/2.")
    assert has_read(alliance.pao, "Họp 4/2.")


async def test_what_was_not_reached_names_the_notices_too(alliance: Alliance) -> None:
    officer, world = alliance.officer, alliance.world
    await write_to_all(officer, "Họp.")
    with nothing_leaves(world):
        await officer.taps("Gửi đến 2 người")
    world.telegram.refuse_next("sendMessage", 400, REFUSED)
    await world.settle()

    told = await officer.sends("/khongden")
    assert "Thông báo chưa đến đủ nơi nhận: số 1." in told
    assert "Mọi tin đã gửi đều đến nơi" not in told


async def test_whoever_resumes_a_notice_sees_how_it_ends(alliance: Alliance) -> None:
    world = alliance.world
    other = await second_officer(alliance)
    with nothing_leaves(world):
        await sends_to_all(alliance.officer, "Họp.")
        await alliance.officer.taps("Tạm dừng")
    await opens(other)
    await other.taps("Tiếp tục")
    await world.goes_to("2023-01-30 08:20")

    assert not has_read(other, "Đang gửi thông báo số 1")


async def test_a_bloc_of_one_unit_has_no_standing_to_post(alliance: Alliance) -> None:
    officer = alliance.officer
    group = await linked(alliance, "Nhóm ngành", "Khối ngành")
    await hand_in(alliance.pao)
    await officer.sends("/nhom")
    await officer.taps("Nhóm ngành")
    await officer.taps("Đăng tình hình nộp của khối")

    assert not [label for label in officer.buttons if label.startswith("Đăng vào")]
    assert "đã nộp" not in str([message.get("text") for message in group.messages])


async def test_a_list_that_a_colleague_deleted_is_said_to_be_gone(alliance: Alliance) -> None:
    officer, other = alliance.officer, await second_officer(alliance)
    await begins(officer)
    await chooses(officer, "Khối", "☐ Khối ngành")
    await officer.taps("Lưu danh sách này")
    await officer.sends("Ngành")
    await begins(other)
    await other.taps("Danh sách đã lưu")
    await officer.taps("Danh sách đã lưu")
    await officer.taps("Xoá")

    assert "Danh sách này vừa được xoá." in await other.taps("Ngành")
