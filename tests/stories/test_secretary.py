"""What a thoughtful secretary does when reminders, lists and nudges get in each other's way."""

from datetime import date, time

from storage.tables import Obligation
from tests.stories.beginning import Alliance
from tests.stories.test_calls import news, opens_list
from tests.stories.test_escalation import HEADS_DAY, set_hour, silent_alliance, silent_lists
from tests.stories.test_extensions import grants
from tests.stories.test_meanwhile import owes
from tests.stories.test_missing import hand_in
from tests.stories.test_promises import promises, registered
from tests.stories.test_reminders import reminders
from tests.stories.world import Phone, joins

MIDYEAR = "Báo cáo sơ kết 6 tháng"


async def nudges(officer: Phone, title: str = MIDYEAR) -> str:
    await officer.sends("/chuanop")
    await officer.taps(next(b for b in officer.buttons if b.startswith(title)))
    return await officer.taps(next(b for b in officer.buttons if b.startswith("Nhắc các")))


async def test_asking_for_a_signed_copy_does_not_take_away_the_last_days_reminder(
    alliance: Alliance,
) -> None:
    world, hoa, officer = alliance.world, alliance.hoa, alliance.officer
    await registered(alliance)
    await set_hour(world, hoa, 17)
    await world.goes_to("2023-06-09 17:00")
    await world.goes_to("2023-06-10 09:00")
    await officer.sends("/han")
    await officer.taps(next(b for b in officer.buttons if "Đăng ký" in b))
    await officer.taps("Thiếu bản đã ký")
    await officer.taps("Nhắc gửi bản đã ký (2)")
    await world.goes_to("2023-06-10 17:00")
    assert any("Hôm nay là hạn cuối" in t for t in hoa.read)


async def test_a_heads_list_that_was_held_up_waits_for_working_hours(alliance: Alliance) -> None:
    await silent_alliance(alliance)
    await owes(alliance.world, HEADS_DAY)  # owed at 08:00, Telegram or program away
    await alliance.world.goes_to("2023-06-15 02:00")
    assert silent_lists(alliance.hoa) == []


async def test_news_of_units_to_call_that_was_held_up_waits_for_working_hours(
    alliance: Alliance,
) -> None:
    await registered(alliance)
    await owes(alliance.world, "2023-06-19 16:59")
    await alliance.world.goes_to("2023-06-20 02:00")
    assert news(alliance.officer) == []


async def test_a_nudge_that_was_held_up_does_not_come_at_night(alliance: Alliance) -> None:
    world, officer, hoa = alliance.world, alliance.officer, alliance.hoa
    await registered(alliance)
    await world.goes_to("2023-05-26 08:00")
    await world.goes_to("2023-05-30 16:50")
    await officer.sends("/chuanop")
    await officer.taps(f"{MIDYEAR}: 3")
    officer.person.tap("Nhắc các đơn vị này (3)")
    await world.app.poller.receive_once(timeout=0)
    await world.app.dispatcher.handle_waiting()
    before = len(hoa.read)
    await world.goes_to("2023-05-30 23:30")
    assert len(hoa.read) == before


async def test_a_unit_made_after_the_end_is_not_to_be_called(alliance: Alliance) -> None:
    world, officer = alliance.world, alliance.officer
    await registered(alliance)
    await world.goes_to("2023-06-30 08:00")
    await world.unit(alliance.id, "Công đoàn Thuế tỉnh", "Khối ngành")
    assert "Công đoàn Thuế tỉnh" not in await opens_list(officer)


async def test_a_head_reads_nothing_of_a_unit_made_after_the_end(alliance: Alliance) -> None:
    world, hoa = alliance.world, alliance.hoa
    chu = await silent_alliance(alliance)
    await hand_in(chu)
    await hand_in(hoa)
    await world.unit(alliance.id, "LĐLĐ huyện Sìn Hồ", "Khối huyện")
    await world.goes_to(HEADS_DAY)
    assert silent_lists(hoa) == []


async def test_a_reminder_that_never_arrived_does_not_count_as_the_days_message(
    alliance: Alliance,
) -> None:
    world, officer, hoa = alliance.world, alliance.officer, alliance.hoa
    await registered(alliance)
    hoa.person.block()
    await world.goes_to("2023-06-02 07:30")
    hoa.person.unblock()
    await hoa.sends("/start")
    before = len(hoa.read)
    await world.goes_to("2023-06-02 10:00")
    await nudges(officer)
    assert len(hoa.read) == before + 1


async def test_nor_does_one_that_was_dropped(alliance: Alliance) -> None:
    world, officer, hoa = alliance.world, alliance.officer, alliance.hoa
    await registered(alliance)
    await world.goes_to("2023-06-02 08:00")
    await hoa.taps("Nhắc tôi ngày…")
    await hoa.taps("Thứ Tư, 07/06/2023")
    await hand_in(hoa)
    before = len(hoa.read)
    await world.goes_to("2023-06-07 08:00")
    await nudges(officer, "Báo cáo tổng kết")
    assert len(hoa.read) == before + 1


async def test_somebody_with_two_units_is_counted_once_by_a_nudge(alliance: Alliance) -> None:
    await joins(alliance.hoa, await alliance.world.invite(alliance.officer, "LĐLĐ huyện Phong Thổ"))
    assert "hôm nay đã được nhắc" not in await nudges(alliance.officer)


async def test_a_deadline_with_an_hour_is_reminded_of_with_it(alliance: Alliance) -> None:
    world, hoa = alliance.world, alliance.hoa
    await registered(alliance)
    async with world.app.database.transaction() as db:
        (await db.get_one(Obligation, 2)).hour = time(10, 30)
    await world.goes_to("2023-06-09 08:00")
    assert "10:30" in reminders(hoa)[-1]
    await set_hour(world, hoa, 19)
    await world.goes_to("2023-06-10 19:00")
    assert "Hôm nay là hạn cuối, đến 10:30." in reminders(hoa)[-1]


async def test_a_clock_that_was_ahead_once_silences_nothing(alliance: Alliance) -> None:
    await silent_alliance(alliance)
    await alliance.world.goes_to("2023-10-04 08:00")  # a wrong clock, one tick
    await alliance.world.goes_to("2023-06-13 09:00")
    await alliance.world.goes_to(HEADS_DAY)
    assert len(silent_lists(alliance.hoa)) == 1
    await alliance.world.goes_to("2023-06-19 08:00")
    assert news(alliance.officer)


async def test_a_promised_day_ends_a_longer_putting_off(alliance: Alliance) -> None:
    world, hoa = alliance.world, alliance.hoa
    await registered(alliance)
    await world.goes_to("2023-06-02 08:00")
    await hoa.taps("Nhắc tôi ngày…")
    await hoa.taps("Thứ Sáu, 09/06/2023")
    said = await promises(hoa, "7/6")
    assert "Đến Thứ Tư, 07/06/2023 sẽ nhắc lại." in said
    before = len(reminders(hoa))
    await world.goes_to("2023-06-07 08:00")
    assert len(reminders(hoa)) == before + 1


async def test_a_unit_with_more_time_is_left_in_peace_by_a_nudge(alliance: Alliance) -> None:
    world, hoa = alliance.world, alliance.hoa
    await registered(alliance)
    await world.goes_to("2023-06-09 08:00")
    await grants(alliance, date(2023, 6, 30))
    await world.goes_to("2023-06-14 09:00")
    before = len(hoa.read)
    told = await nudges(alliance.officer)
    assert len(hoa.read) == before
    assert "1 đơn vị đã được gia hạn nên không nhắc." in told
