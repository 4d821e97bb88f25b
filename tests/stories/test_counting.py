"""The moment that counts and the day that counts: dates moved by hand, by law, between versions."""

from tests.stories.beginning import Alliance
from tests.stories.test_reminders import reminders
from tests.stories.world import Phone

MIDYEAR = "Báo cáo sơ kết 6 tháng"


async def _fills_in(hoa: Phone) -> None:
    await hoa.sends("/dangky")
    await hoa.taps("Chỉ tiêu (0)")
    await hoa.taps("Sáng kiến")
    await hoa.sends("12")


async def _sends_registration(hoa: Phone) -> str:
    """What was read once more before it was sent."""
    await hoa.taps("Xong")
    review = await hoa.taps("Xem lại và gửi")
    await hoa.taps("Gửi đăng ký")
    return review


async def _hands_in(hoa: Phone, words: str) -> str:
    """The receipt."""
    await hoa.sends("bao gio nop bc 6 thang")
    await hoa.taps(next(b for b in hoa.buttons if b in ("Nộp ngay", "Nộp bản mới")))
    await hoa.sends(words)
    await hoa.taps("Xem lại và nộp")
    return await hoa.taps("Nộp báo cáo")


async def _moves_midyear_to(officer: Phone, day: str) -> None:
    await officer.sends("/han")
    await officer.taps(MIDYEAR)
    await officer.taps("Thay đổi thời hạn")
    await officer.taps("Chậm nhất ngày … (kể cả)")
    await officer.sends(day)
    await officer.taps("Ấn định ngày này")


async def test_a_registration_completed_before_midnight_and_confirmed_after_is_on_time(
    alliance: Alliance,
):
    await alliance.world.goes_to("2023-02-10 23:50")
    await _fills_in(alliance.hoa)

    await alliance.world.goes_to("2023-02-11 00:20")
    review = await _sends_registration(alliance.hoa)

    assert "xác nhận trước 01:50 11/02/2023" in review
    assert "ĐÚNG HẠN" in alliance.hoa.last
    assert "23:50:00 10/02/2023" in alliance.hoa.last


async def test_a_registration_left_lying_counts_from_its_confirmation(alliance: Alliance):
    await alliance.world.goes_to("2023-02-10 20:00")
    await _fills_in(alliance.hoa)

    await alliance.world.goes_to("2023-02-11 00:20")
    await _sends_registration(alliance.hoa)

    assert "TRỄ HẠN" in alliance.hoa.last


async def test_a_registration_that_may_no_longer_be_changed_says_so_before_it_is_filled_in(
    alliance: Alliance,
):
    await _fills_in(alliance.hoa)
    await _sends_registration(alliance.hoa)
    await alliance.world.goes_to("2023-02-11 08:00")

    answer = await alliance.hoa.sends("/dangky")

    assert "không sửa tại đây được nữa" in answer


async def test_a_date_moved_back_makes_good_what_was_late_and_leaves_the_receipt(
    alliance: Alliance,
):
    await alliance.world.goes_to("2023-06-12 09:00")
    receipt = await _hands_in(alliance.hoa, "Bản một")
    await _moves_midyear_to(alliance.officer, "20/6/2023")

    standing = await alliance.hoa.sends("bao gio nop bc 6 thang")
    second = await _hands_in(alliance.hoa, "Bản hai")

    assert "TRỄ HẠN" in receipt
    assert receipt in alliance.hoa.read
    assert "đã nộp (đúng hạn)" in standing
    assert "ĐÚNG HẠN" in second
    assert "Lần gửi: 2" in second


async def test_by_article_148_5_monday_counts_and_every_answer_says_that_it_moved(
    alliance: Alliance,
):
    await alliance.officer.sends("/han")
    await alliance.officer.taps("Hạn cuối rơi vào ngày nghỉ")
    await alliance.officer.taps(alliance.officer.buttons[0])
    await alliance.world.goes_to("2023-06-09 07:30")
    answers = [
        reminders(alliance.hoa)[-1],
        await alliance.hoa.sends("/han"),
        await alliance.hoa.sends("bao gio nop bc 6 thang"),
    ]
    await alliance.world.goes_to("2023-06-12 23:59")

    assert all("Điều 148" in answer and "12/06/2023" in answer for answer in answers)
    assert "ĐÚNG HẠN" in await _hands_in(alliance.hoa, "Nộp thứ Hai")


async def test_a_holiday_is_called_by_its_name(alliance: Alliance):
    await _moves_midyear_to(alliance.officer, "1/5/2023")

    answer = await alliance.hoa.sends("bao gio nop bc 6 thang")

    assert "ngày nghỉ lễ (Ngày Quốc tế Lao động)" in answer


async def test_a_moved_date_is_told_once_and_climbs_a_ladder_of_its_own(alliance: Alliance):
    await alliance.world.goes_to("2023-06-07 09:00")
    before = len(reminders(alliance.pao))
    await _moves_midyear_to(alliance.officer, "30/6/2023")
    await alliance.world.goes_to("2023-06-08 09:00")
    told = len(reminders(alliance.pao))

    await alliance.world.goes_to("2023-06-16 09:00")
    await alliance.world.goes_to("2023-06-23 09:00")

    assert told == before
    assert len(reminders(alliance.pao)) == told + 2
    assert "30/06/2023" in alliance.pao.last
