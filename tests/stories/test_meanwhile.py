"""What happens between two rungs: people come and go, dates move, reports arrive."""

from datetime import date

import pytest

from bot.rules.members import Role
from tests.stories.beginning import Alliance
from tests.stories.test_access import asks as asks_for_access
from tests.stories.test_extensions import MIDYEAR, TAM_DUONG, grants
from tests.stories.test_missing import hand_in
from tests.stories.test_promises import promised_in, promises, registered
from tests.stories.test_putting_off import came_on
from tests.stories.test_reminders import reminders
from tests.stories.test_set_deadline import changes
from tests.stories.world import Phone, World, joins, local

PHONG_THO = "LĐLĐ huyện Phong Thổ"


async def owes(world: World, moment: str) -> None:
    """The planner's tick at this moment; nothing is sent yet."""
    world.clock.move_to(local(moment))
    await world.app.tick()


async def sets_date(officer: Phone, wording: str) -> str:
    """Change the date of the mid-year report; what the officer reads last."""
    await changes(officer)
    await officer.sends(wording)
    return await officer.taps("Ấn định ngày này")


async def ends_seat(officer: Phone, name: str, unit: str = TAM_DUONG) -> None:
    """End somebody's right to speak for a unit."""
    await officer.sends("/donvi")
    await officer.taps("Tất cả đơn vị (3)")
    await officer.taps(f"● {unit}")
    await officer.taps(f"Thôi đại diện: {name}")
    await officer.taps("Đồng ý chấm dứt")


async def test_whoever_is_let_in_late_hears_at_once_what_there_is_and_no_old_rung(
    alliance: Alliance,
) -> None:
    world, officer = alliance.world, alliance.officer
    await world.goes_to("2023-06-08 08:00")
    late = await asks_for_access(alliance, PHONG_THO)
    await officer.taps("Duyệt")
    await officer.taps(PHONG_THO)

    (summary,) = [text for text in late.read if "đã duyệt" in text]
    assert f"Việc kế tiếp: {'Đăng ký danh hiệu thi đua 2023'}" in summary
    assert "• Báo cáo sơ kết 6 tháng: 10/06/2023. Còn 2 ngày." in summary
    assert await came_on(alliance, late, 8, 9) == [9]


async def test_whoever_joins_by_an_invite_late_hears_at_once_and_no_old_rung(
    alliance: Alliance,
) -> None:
    await alliance.world.goes_to("2023-06-08 08:00")
    late = await alliance.world.manager(alliance.officer, PHONG_THO, "Tẩn Thị Liên")

    assert "• Báo cáo sơ kết 6 tháng: 10/06/2023. Còn 2 ngày." in late.last
    assert await came_on(alliance, late, 8, 9) == [9]


@pytest.mark.both_engines
async def test_a_seat_handed_over_takes_the_reminders_along(alliance: Alliance) -> None:
    world, officer, hoa = alliance.world, alliance.officer, alliance.hoa
    await registered(alliance)
    await world.goes_to("2023-06-05 09:00")
    await promises(hoa, "8/6")
    await ends_seat(officer, "Nguyễn Văn Hòa")
    heir = await world.manager(officer, TAM_DUONG, "Lường Thị Dua")
    shown = await heir.sends("/han")

    assert "Hẹn gửi: Thứ Năm, 08/06/2023." in shown
    assert await came_on(alliance, heir, 6, 7, 8, 9) == [8, 9]
    assert await came_on(alliance, hoa, 10) == []


async def test_a_queued_reminder_does_not_follow_whoever_lost_their_seat(
    alliance: Alliance,
) -> None:
    world, officer, hoa = alliance.world, alliance.officer, alliance.hoa
    await registered(alliance)
    await world.goes_to("2023-06-02 07:00")
    await officer.sends("/donvi")
    await officer.taps("Tất cả đơn vị (3)")
    await officer.taps(f"● {TAM_DUONG}")
    await officer.taps("Thôi đại diện: Nguyễn Văn Hòa")
    await owes(world, "2023-06-02 07:30")
    await officer.taps("Đồng ý chấm dứt")

    assert reminders(hoa) == []


@pytest.mark.both_engines
async def test_a_unit_added_mid_year_is_asked_for_what_is_ahead_and_not_for_what_has_ended(
    alliance: Alliance,
) -> None:
    world = alliance.world
    await world.goes_to("2023-06-12 09:00")
    await world.unit(alliance.id, "Công đoàn Thuế tỉnh")
    new = await world.manager(alliance.officer, "Công đoàn Thuế tỉnh", "Lò Văn Panh")
    june = await came_on(alliance, new, 13, 19, 26)

    await world.goes_to("2023-11-10 08:00")
    assert june == []
    assert len(reminders(new)) == 1
    assert "Báo cáo tổng kết năm" in new.last
    assert MIDYEAR not in new.last


async def test_an_officer_may_ask_a_new_unit_for_what_had_ended_all_the_same(
    alliance: Alliance,
) -> None:
    world, officer = alliance.world, alliance.officer
    await world.goes_to("2023-06-12 09:00")
    await world.unit(alliance.id, "Công đoàn Thuế tỉnh")
    new = await world.manager(officer, "Công đoàn Thuế tỉnh", "Lò Văn Panh")
    await officer.sends("/chuanop")
    await officer.taps("Báo cáo sơ kết 6 tháng: 4")
    await officer.taps("Nhắc các đơn vị này (4)")

    assert new.last.startswith("Cán bộ thi đua Lò Thị Mai nhắc hạn") or MIDYEAR in new.last


@pytest.mark.both_engines
@pytest.mark.parametrize(
    ("wording", "days"),
    [("chậm nhất 9/6", [8, 9, 12, 16]), ("chậm nhất 16/6", [9, 13, 15, 16])],
)
async def test_a_deadline_that_moves_is_told_and_not_reminded_of_that_day(
    alliance: Alliance, wording: str, days: list[int]
) -> None:
    await registered(alliance)
    await came_on(alliance, alliance.hoa, 2)
    await alliance.world.goes_to("2023-06-06 09:00")
    before = len(reminders(alliance.hoa))
    await sets_date(alliance.officer, wording)

    assert alliance.hoa.last.startswith("Ấn định thời hạn")
    assert await came_on(alliance, alliance.hoa, 6, 7, 8, 9, 12, 13, 15, 16) == days
    assert len(reminders(alliance.hoa)) == before + len(days)


async def test_a_promise_beyond_an_earlier_last_day_is_let_go_of_in_the_same_message(
    alliance: Alliance,
) -> None:
    world, hoa, pao = alliance.world, alliance.hoa, alliance.pao
    await registered(alliance)
    await world.goes_to("2023-06-01 09:00")
    await promises(hoa, "9/6")
    await promises(pao, "6/6")
    await sets_date(alliance.officer, "chậm nhất 7/6")

    let_go = (
        f"{TAM_DUONG} đã hẹn gửi ngày 09/06/2023, sau hạn cuối mới: lời hẹn không còn hiệu lực."
    )
    assert let_go in hoa.last
    assert "đã hẹn gửi" not in pao.last
    assert await promised_in(world) == [(date(2023, 6, 6), False)]
    # Three days before the new last day is a Sunday: Friday 2/6 stands in for it.
    assert await came_on(alliance, hoa, 2, 5, 6, 7) == [2, 6, 7]


async def test_a_promise_that_was_late_already_stays_when_the_date_moves_earlier(
    alliance: Alliance,
) -> None:
    world = alliance.world
    await registered(alliance)
    await world.goes_to("2023-06-01 09:00")
    await promises(alliance.hoa, "14/6")
    await sets_date(alliance.officer, "chậm nhất 8/6")

    assert await promised_in(world) == [(date(2023, 6, 14), False)]
    assert await came_on(alliance, alliance.hoa, 7, 8, 9, 13, 14) == [8, 14]


async def test_reminders_put_off_beyond_an_earlier_last_day_come_on_that_day(
    alliance: Alliance,
) -> None:
    world, hoa = alliance.world, alliance.hoa
    await registered(alliance)
    await world.goes_to("2023-06-02 08:00")
    await hoa.taps("Nhắc tôi ngày…")
    await hoa.sends("9/6")
    await sets_date(alliance.officer, "chậm nhất 7/6")

    assert "Việc hoãn nhắc chỉ còn đến ngày 07/06/2023." in hoa.last
    assert await came_on(alliance, hoa, 5, 6, 7, 8) == [7, 8]


async def test_more_time_granted_while_the_reminder_is_queued_stops_it(alliance: Alliance) -> None:
    world, hoa = alliance.world, alliance.hoa
    await registered(alliance)
    await owes(world, "2023-06-02 07:30")
    await grants(alliance, date(2023, 6, 30))
    await world.settle()

    assert reminders(hoa) == []
    assert len(reminders(alliance.pao)) == 1


@pytest.mark.both_engines
async def test_what_was_handed_in_while_the_reminder_is_queued_stops_it(
    alliance: Alliance,
) -> None:
    world, hoa = alliance.world, alliance.hoa
    await registered(alliance)
    await hoa.sends("/baocao")
    await hoa.taps(f"○ {MIDYEAR}")
    await hoa.sends("Kết quả 6 tháng: đạt 52% kế hoạch năm.")
    await hoa.taps(hoa.buttons[0])
    await owes(world, "2023-06-02 07:30")
    await hoa.taps(hoa.buttons[0])

    assert reminders(hoa) == []


async def test_whoever_blocked_the_bot_hears_the_nearest_rung_alone_once_back(
    alliance: Alliance,
) -> None:
    world, hoa = alliance.world, alliance.hoa
    await registered(alliance)
    hoa.person.block()
    await world.settle()
    assert await came_on(alliance, hoa, 2) == []
    hoa.person.unblock()
    await hoa.sends("/han")

    assert await came_on(alliance, hoa, 5, 6, 7) == [5, 7]


async def test_a_deputy_with_seats_in_two_organisations_gets_one_message_a_day(
    alliance: Alliance,
) -> None:
    world, hoa = alliance.world, alliance.hoa
    await registered(alliance)
    other_id, code = await world.organisation("bac-giang-2022")
    officer = await world.officer(code, "Nguyễn Thị Bắc")
    await world.unit(other_id, "Công ty Sông Thương")
    await joins(hoa, await world.invite(officer, "Công ty Sông Thương", Role.DEPUTY))
    await officer.sends("/han")
    await officer.taps(next(label for label in officer.buttons if "6 tháng" in label))
    await officer.taps("Thay đổi thời hạn")
    await officer.sends("chậm nhất 10/6/2023")
    await officer.taps("Ấn định ngày này")

    assert await came_on(alliance, hoa, 2, 9, 10) == [2, 9, 10]
    assert TAM_DUONG in hoa.last
    assert "Công ty Sông Thương" in hoa.last


async def test_what_a_unit_handed_in_for_is_not_in_the_message_about_the_rest(
    alliance: Alliance,
) -> None:
    hoa = alliance.hoa
    await hand_in(hoa)
    await alliance.world.goes_to("2023-02-03 08:00")

    assert MIDYEAR not in reminders(hoa)[-1]
