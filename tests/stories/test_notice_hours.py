"""A notice that waits for its hour: sent then, to whoever is in its audience then."""

from pathlib import Path

import pytest

from tests.stories.beginning import Alliance
from tests.stories.notifying import HEAD, opens, write_to_all
from tests.stories.test_at_once import second_officer
from tests.stories.world import Phone, starts_again

SCHEDULED = "Hẹn gửi 08:00 31/01/2023"


async def schedules(officer: Phone, words: str = "Họp giao ban.", when: str = "mai 8h") -> str:
    """Write a notice to all that goes out tomorrow at eight."""
    await write_to_all(officer, words)
    await officer.taps("Hẹn giờ gửi")
    await officer.sends(when)
    return await officer.taps(next(b for b in officer.buttons if b.startswith("Hẹn gửi")))


@pytest.mark.both_engines
async def test_it_goes_out_at_its_hour_to_whoever_is_in_the_audience_then(
    alliance: Alliance,
) -> None:
    officer, world = alliance.officer, alliance.world
    told = await schedules(officer)
    before = list(alliance.hoa.read)
    await world.goes_to("2023-01-30 17:00")
    late = await world.manager(officer, "LĐLĐ huyện Phong Thổ", "Mùa A Chống")
    early = [alliance.hoa.read, "Họp giao ban." in " ".join(late.read)]
    await world.goes_to("2023-01-31 08:00")

    assert "Đã hẹn giờ gửi thông báo số 1\n\nSẽ gửi lúc 08:00, Thứ Ba, 31/01/2023." in told
    assert early == [before, False]
    for phone in (alliance.hoa, alliance.pao, late):
        assert f"{HEAD}\n\nHọp giao ban." in phone.read
    assert officer.last.startswith("Đã gửi xong thông báo số 1")
    assert "Đã gửi: 3/3 nơi nhận" in officer.last


async def test_an_hour_is_chosen_with_one_tap(alliance: Alliance) -> None:
    officer = alliance.officer
    await write_to_all(officer)
    await officer.taps("Hẹn giờ gửi")
    offered = officer.buttons
    await officer.taps("Hôm nay 14:00")

    assert offered[:4] == [
        "Hôm nay 14:00", "Ngày mai 08:00", "Ngày mai 14:00", "Thứ Tư, 01/02/2023 08:00",
    ]  # fmt: skip
    assert officer.buttons[0] == "Hẹn gửi 14:00 30/01/2023"


async def test_an_hour_out_of_hours_on_a_closed_day_is_warned_of_and_one_past_refused(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await write_to_all(officer)
    await officer.taps("Hẹn giờ gửi")
    past = await officer.sends("7h hôm nay")
    no_hour = await officer.sends("15/6")
    warned = await officer.sends("chủ nhật 19h")

    assert past == "07:00 30/01/2023 đã qua. Vui lòng chọn thời điểm sắp tới."
    assert no_hour.startswith("Chưa có giờ.")
    assert "Sẽ gửi lúc 19:00, Chủ nhật, 05/02/2023." in warned
    assert "Lưu ý: hôm đó là ngày nghỉ." in warned
    assert "Lưu ý: ngoài giờ làm việc" in warned


async def test_a_made_up_hour_in_the_past_is_refused(alliance: Alliance) -> None:
    officer = alliance.officer
    await write_to_all(officer)
    await officer.taps("Hẹn giờ gửi")
    data = officer.person.last["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    made_up = data.rsplit(":", 1)[0]
    for minute in ("1", "999999999999999"):
        officer.person.tap_data(officer.person.last["message_id"], f"{made_up}:{minute}")
    await alliance.world.settle()

    assert not any(label.startswith("Hẹn gửi") for label in officer.buttons)


async def test_it_is_listed_opened_and_cancelled(alliance: Alliance) -> None:
    officer, world = alliance.officer, alliance.world
    await schedules(officer)
    listed = await officer.sends("/thongbao")
    opened = await officer.taps("1. Họp giao ban.")
    asked = await officer.taps("Huỷ thông báo này")
    gone = await officer.taps("Đồng ý huỷ")
    await world.goes_to("2023-01-31 08:00")
    listed_after = await officer.sends("/thongbao")

    assert "Chờ đến giờ gửi\nSố 1, lúc 08:00 31/01/2023" in listed
    assert "Thông báo số 1 đang chờ đến giờ gửi" in opened
    assert "Sẽ không ai nhận được." in asked
    assert "Thông báo số 1 đã huỷ trước khi gửi" in gone
    assert "Số 1: đã huỷ" in listed_after
    assert "Họp giao ban." not in " ".join(alliance.hoa.read)


@pytest.mark.both_engines
async def test_everything_about_it_can_be_changed_until_then(alliance: Alliance) -> None:
    officer, world = alliance.officer, alliance.world
    await schedules(officer)
    await opens(officer)
    await officer.taps("Sửa")
    await officer.sends("Họp giao ban lúc 9h.")
    await officer.taps("Đổi giờ gửi")
    await officer.sends("9h ngày 1/2")
    await officer.taps("Hẹn gửi 09:00 01/02/2023")
    await world.goes_to("2023-01-31 08:00")
    nothing_yet = "Họp giao ban" not in " ".join(alliance.hoa.read)
    await world.goes_to("2023-02-01 09:00")

    assert nothing_yet
    got = [text for text in alliance.hoa.read if "Họp giao ban" in text]
    assert got == [f"{HEAD}\n\nHọp giao ban lúc 9h."]


async def test_it_can_be_sent_at_once_after_all(alliance: Alliance) -> None:
    officer, world = alliance.officer, alliance.world
    await schedules(officer)
    await opens(officer)
    await officer.taps("Sửa")
    await officer.taps("Đổi giờ gửi")
    await officer.taps("Bỏ hẹn giờ, gửi ngay")
    await officer.taps("Gửi đến 2 người")
    await world.goes_to("2023-01-31 08:00")

    got = [text for text in alliance.hoa.read if text.endswith("Họp giao ban.")]
    assert len(got) == 1


@pytest.mark.both_engines
async def test_of_two_officers_changing_it_the_second_is_told(alliance: Alliance) -> None:
    officer, world = alliance.officer, alliance.world
    other = await second_officer(alliance)
    await schedules(officer)
    for phone in (officer, other):
        await opens(phone)
        await phone.taps("Sửa")
    await officer.sends("Bản của Mai.")
    await officer.taps(SCHEDULED)
    await other.sends("Bản của Sinh.")
    refused = await other.taps(SCHEDULED)
    await world.goes_to("2023-01-31 08:00")

    assert refused.startswith("Thông báo này đã thay đổi.")
    assert f"{HEAD}\n\nBản của Mai." in alliance.hoa.read


async def test_one_that_went_out_meanwhile_is_changed_no_more(alliance: Alliance) -> None:
    officer, world = alliance.officer, alliance.world
    await schedules(officer)
    await opens(officer)
    await officer.taps("Sửa")
    await world.goes_to("2023-01-31 08:00")
    officer.person.send("Quá muộn.")
    await world.settle()
    refused = await officer.taps(SCHEDULED)

    # Its hour has passed by now; the notice has gone out as it was.
    assert refused.startswith("Thông báo này đã thay đổi.")
    assert "Quá muộn." not in " ".join(alliance.hoa.read)


@pytest.mark.both_engines
async def test_after_a_day_without_the_bot_it_goes_out_in_working_hours(
    alliance: Alliance, tmp_path: Path, story_database: str
) -> None:
    world = alliance.world
    await schedules(alliance.officer)
    await starts_again(world, tmp_path, story_database)
    await world.goes_to("2023-01-31 22:00")
    at_night = "Họp giao ban." in " ".join(alliance.hoa.read)
    await world.goes_to("2023-02-01 07:30")

    assert not at_night
    got = [text for text in alliance.hoa.read if text.endswith("Họp giao ban.")]
    assert len(got) == 1


async def test_its_progress_is_told_to_another_officer_when_the_sender_was_dismissed(
    alliance: Alliance,
) -> None:
    owner, world = alliance.officer, alliance.world
    sender = await second_officer(alliance)
    await schedules(sender)
    read = list(sender.read)
    await owner.sends("/donvi")
    await owner.taps("Cán bộ thi đua")
    await owner.taps(next(b for b in owner.buttons if "Thôi nhiệm vụ" in b))
    await owner.taps("Đồng ý chấm dứt")
    await world.goes_to("2023-01-31 08:00")

    assert any(text.startswith("Đã gửi xong thông báo số 1") for text in owner.read)
    assert not any("Đã gửi xong" in text for text in sender.read[len(read) :])
