"""Reminders: on the ladder's days, in working hours, once a day, only to those not done."""

import pytest

from tests.stories.beginning import Alliance
from tests.stories.world import Phone

REGISTRATION = "Đăng ký danh hiệu thi đua 2023"


def reminders(phone: Phone) -> list[str]:
    """The reminders on a phone."""
    return [text for text in phone.read if text.startswith("Nhắc hạn")]


async def _registers(phone: Phone) -> None:
    await phone.sends("/dangky")
    await phone.taps(
        next(label for label in phone.buttons if label.startswith("Danh hiệu tập thể"))
    )
    await phone.taps(phone.buttons[0])
    await phone.taps("Xong")
    await phone.taps("Xem lại và gửi")
    await phone.taps("Gửi đăng ký")


async def test_the_morning_of_a_rung_reminds_whoever_is_not_done(alliance: Alliance):
    await alliance.world.goes_to("2023-02-03 07:30")

    assert len(reminders(alliance.hoa)) == 1
    assert REGISTRATION in alliance.hoa.last
    assert "Thứ Sáu, 10/02/2023" in alliance.hoa.last
    assert "Còn 7 ngày" in alliance.hoa.last
    assert "Đăng ký ngay" in alliance.hoa.buttons
    assert "Để mai nhắc" in alliance.hoa.buttons


async def test_nobody_is_written_to_before_working_hours_or_at_noon(alliance: Alliance):
    await alliance.world.goes_to("2023-02-03 07:29")
    assert reminders(alliance.hoa) == []

    await alliance.world.goes_to("2023-02-03 12:00")
    assert reminders(alliance.hoa) == []

    await alliance.world.goes_to("2023-02-03 13:30")
    assert len(reminders(alliance.hoa)) == 1


@pytest.mark.both_engines
async def test_whoever_registered_is_not_reminded(alliance: Alliance):
    await _registers(alliance.hoa)

    await alliance.world.goes_to("2023-02-03 08:00")

    assert reminders(alliance.hoa) == []
    assert len(reminders(alliance.pao)) == 1


@pytest.mark.both_engines
async def test_planning_again_reminds_nobody_twice(alliance: Alliance):
    for moment in ("2023-02-03 07:30", "2023-02-03 07:31", "2023-02-03 16:59"):
        await alliance.world.goes_to(moment)

    assert len(reminders(alliance.hoa)) == 1


async def test_a_clock_set_back_repeats_nothing(alliance: Alliance):
    await alliance.world.goes_to("2023-02-03 08:00")
    await alliance.world.goes_to("2023-02-02 08:00")
    await alliance.world.goes_to("2023-02-03 08:00")

    assert len(reminders(alliance.hoa)) == 1


@pytest.mark.both_engines
async def test_after_an_outage_only_the_nearest_rung_is_owed(alliance: Alliance):
    await alliance.world.goes_to("2023-02-09 09:00")

    assert len(reminders(alliance.hoa)) == 1
    assert "Còn 1 ngày" in alliance.hoa.last


async def test_the_last_day_is_kept_even_on_a_saturday_and_cannot_be_put_off(alliance: Alliance):
    await _registers(alliance.hoa)

    await alliance.world.goes_to("2023-06-09 08:00")
    friday = alliance.hoa.last
    await alliance.world.goes_to("2023-06-10 08:00")

    assert "ngày nghỉ" in friday
    assert "Hôm nay là hạn cuối" in alliance.hoa.last
    assert "Để mai nhắc" not in alliance.hoa.buttons


async def test_an_overdue_rung_moves_to_the_next_working_day(alliance: Alliance):
    await _registers(alliance.hoa)
    await alliance.world.goes_to("2023-06-10 08:00")
    before = len(reminders(alliance.hoa))

    await alliance.world.goes_to("2023-06-11 08:00")
    assert len(reminders(alliance.hoa)) == before

    await alliance.world.goes_to("2023-06-12 08:00")
    assert "Đã quá hạn 2 ngày" in alliance.hoa.last


@pytest.mark.both_engines
async def test_a_reminder_put_off_comes_again_the_next_working_day_once(alliance: Alliance):
    await alliance.world.goes_to("2023-02-03 08:00")

    await alliance.hoa.taps("Để mai nhắc")
    toast = alliance.hoa.person.toast
    await alliance.world.goes_to("2023-02-04 08:00")
    saturday = len(reminders(alliance.hoa))
    await alliance.world.goes_to("2023-02-06 08:00")

    assert toast is not None
    assert "Thứ Hai, 06/02/2023" in toast
    assert saturday == 1
    assert len(reminders(alliance.hoa)) == 2


async def test_a_person_may_choose_the_hour(alliance: Alliance):
    await alliance.hoa.sends("/caidat")
    await alliance.hoa.taps("19:00")

    await alliance.world.goes_to("2023-02-03 18:59")
    assert reminders(alliance.hoa) == []

    await alliance.world.goes_to("2023-02-03 19:00")
    assert len(reminders(alliance.hoa)) == 1


async def test_a_late_joiner_is_not_reminded_of_what_the_home_screen_just_said(
    alliance: Alliance,
):
    await alliance.world.goes_to("2023-02-08 10:00")

    late = await alliance.world.manager(alliance.officer, "LĐLĐ huyện Phong Thổ", "Tẩn Thị Liên")
    await alliance.world.goes_to("2023-02-08 14:00")
    assert reminders(late) == []

    await alliance.world.goes_to("2023-02-09 08:00")
    assert len(reminders(late)) == 1


@pytest.mark.parametrize(("day", "count"), [("2023-02-03", 1), ("2023-02-10", 2)])
async def test_deputies_are_reminded_from_the_last_day_on(alliance: Alliance, day: str, count: int):
    from bot.rules.members import Role

    deputy = await alliance.world.manager(
        alliance.officer, "LĐLĐ huyện Tam Đường", "Phó Chủ Tịch", Role.DEPUTY
    )

    await alliance.world.goes_to(f"{day} 08:00")

    assert len(reminders(deputy)) + len(reminders(alliance.hoa)) == count


@pytest.mark.both_engines
async def test_a_person_for_two_units_gets_one_message_naming_both(alliance: Alliance):
    code = await alliance.world.invite(alliance.officer, "LĐLĐ huyện Phong Thổ")
    await alliance.hoa.starts(code)
    await alliance.hoa.taps("Đúng, đơn vị của tôi")
    await alliance.hoa.taps("Đồng ý")

    await alliance.world.goes_to("2023-02-03 08:00")

    assert len(reminders(alliance.hoa)) == 1
    assert "LĐLĐ huyện Tam Đường" in alliance.hoa.last
    assert "LĐLĐ huyện Phong Thổ" in alliance.hoa.last


async def test_reminders_end_when_the_ladder_does(alliance: Alliance):
    await alliance.world.goes_to("2023-03-17 08:00")
    last = len(reminders(alliance.hoa))

    await alliance.world.goes_to("2023-04-20 08:00")

    assert last == 1
    assert len(reminders(alliance.hoa)) == 1


async def test_whoever_blocked_the_bot_is_left_alone_until_they_come_back(alliance: Alliance):
    alliance.hoa.person.block()
    await alliance.world.settle()
    await alliance.world.goes_to("2023-02-03 08:00")

    alliance.hoa.person.unblock()
    await alliance.hoa.sends("/han")
    await alliance.world.goes_to("2023-02-07 08:00")

    assert len(reminders(alliance.hoa)) == 1
