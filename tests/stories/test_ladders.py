"""Officers set on which days units are reminded: for all duties, or for one."""

import pytest
from sqlmodel import col, select

from storage.tables import AuditEntry, Obligation
from tests.stories.beginning import Alliance
from tests.stories.test_at_once import second_officer
from tests.stories.test_extensions import MIDYEAR
from tests.stories.test_promises import registered
from tests.stories.test_putting_off import came_on
from tests.stories.test_set_deadline import changes
from tests.stories.world import Phone

REGISTRATION = "Đăng ký danh hiệu thi đua 2023 và công trình, phần việc mừng đại hội"


async def opens_ladder(officer: Phone, title: str = "") -> str:
    """Go to the days of reminders: of the organisation, or of one duty."""
    await officer.sends("/han")
    if title:
        await officer.taps(title)
    return await officer.taps("Lịch nhắc hạn")


async def sets(officer: Phone, before: str, after: str, title: str = "") -> str:
    """Type a ladder and save it."""
    await opens_ladder(officer, title)
    await officer.taps("Ngày nhắc trước hạn")
    await officer.sends(before)
    await officer.taps("Ngày nhắc khi quá hạn")
    await officer.sends(after)
    return await officer.taps("Lưu lịch nhắc này")


async def test_the_ladder_is_shown_with_the_very_days_it_gives(alliance: Alliance) -> None:
    common = await opens_ladder(alliance.officer)
    own = await opens_ladder(alliance.officer, MIDYEAR)

    assert "Nhắc trước hạn: 30, 14, 7, 3, 1 ngày" in common
    assert "Lịch chung, áp dụng cho mọi nhiệm vụ chưa có lịch riêng." in common
    assert "T5 11/05 · T6 26/05 · T6 02/06 · T4 07/06 · T6 09/06 · T7 10/06 · T2 12/06" in common
    assert "Đang theo lịch chung của cơ quan." in own
    assert "• Thứ Sáu, 02/06/2023: còn 8 ngày" in own
    assert "• Thứ Bảy, 10/06/2023: hạn cuối" in own
    assert "• Thứ Hai, 12/06/2023: quá hạn 2 ngày" in own
    assert "Lưu lịch nhắc này" not in alliance.officer.buttons


@pytest.mark.both_engines
async def test_units_are_reminded_by_the_organisations_own_days(alliance: Alliance) -> None:
    await registered(alliance)
    saved = await sets(alliance.officer, "10, 4", "2")

    assert saved.startswith("Đã lưu lịch nhắc hạn\nLiên đoàn Lao động tỉnh Lai Châu")
    assert "Nhắc trước hạn: 10, 4 ngày" in saved
    came = await came_on(alliance, alliance.hoa, 1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)
    # Ten days before is Wednesday 31/5, which nobody was there for: it is made up for on 1/6.
    assert came == [1, 6, 10, 12]


async def test_a_duty_of_its_own_days_leaves_the_others_alone(alliance: Alliance) -> None:
    await sets(alliance.officer, "5", "không", MIDYEAR)
    shown = await opens_ladder(alliance.officer, MIDYEAR)
    other = await opens_ladder(alliance.officer, REGISTRATION)
    common = await opens_ladder(alliance.officer)

    assert "Nhắc trước hạn: 5 ngày" in shown
    assert "Nhắc khi quá hạn: không nhắc" in shown
    assert "Nhiệm vụ này có lịch nhắc riêng." in shown
    assert "Nhắc trước hạn: 30, 14, 7, 3, 1 ngày" in other
    assert MIDYEAR not in common


async def test_a_duty_goes_back_to_the_common_days(alliance: Alliance) -> None:
    officer = alliance.officer
    await sets(officer, "10", "2")
    await sets(officer, "5", "không", MIDYEAR)
    await opens_ladder(officer, MIDYEAR)
    one = await officer.taps("Dùng lịch chung")
    await opens_ladder(officer)
    every = await officer.taps("Dùng mặc định")

    assert "Nhắc trước hạn: 10 ngày" in one
    assert "Nhắc trước hạn: 30, 14, 7, 3, 1 ngày" in every
    assert "Dùng lịch chung" not in await _labels_of(officer, MIDYEAR)


async def _labels_of(officer: Phone, title: str) -> list[str]:
    await opens_ladder(officer, title)
    return officer.buttons


async def test_chips_put_days_in_and_take_them_out_and_show_the_days(alliance: Alliance) -> None:
    officer = alliance.officer
    await opens_ladder(officer, MIDYEAR)
    await officer.taps("Ngày nhắc trước hạn")
    await officer.taps("☐ 5")
    ticked = await officer.taps("☑ 30")
    shown = await officer.taps("Xong, xem các ngày nhắc")

    assert "Đang chọn: 14, 7, 5, 3, 1 ngày" in ticked
    assert "Chưa lưu." in shown
    assert "• Thứ Hai, 05/06/2023: còn 5 ngày" in shown
    assert "11/05/2023" not in shown


async def test_one_thumb_pressing_a_chip_twice_ticks_it_once(alliance: Alliance) -> None:
    officer = alliance.officer
    await opens_ladder(officer, MIDYEAR)
    await officer.taps("Ngày nhắc trước hạn")
    officer.person.tap("☐ 5")
    officer.person.tap("☐ 5")
    await alliance.world.settle()

    assert "Đang chọn: 30, 14, 7, 5, 3, 1 ngày" in officer.last


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("7-3", "“7-3” chưa đọc được thành các số ngày."),
        ("200, 7", "200 ngày là quá xa hạn, nhiều nhất 120 ngày."),
        ("1 2 3 4 5 6 7 8 9 10 11", "mỗi bên không quá 10 ngày"),
    ],
)
async def test_days_that_cannot_be_are_explained_and_the_form_goes_on(
    alliance: Alliance, typed: str, said: str
) -> None:
    officer = alliance.officer
    await opens_ladder(officer)
    await officer.taps("Ngày nhắc trước hạn")
    refused = await officer.sends(typed)
    shown = await officer.sends("7, 3")

    assert said in refused
    assert "Nhắc trước hạn: 7, 3 ngày" in shown


@pytest.mark.both_engines
async def test_rungs_that_lie_behind_the_change_are_not_owed(alliance: Alliance) -> None:
    await registered(alliance)
    await came_on(alliance, alliance.hoa, 2)
    await alliance.world.goes_to("2023-06-06 09:00")
    await sets(alliance.officer, "8, 6, 5, 2", "1")

    assert await came_on(alliance, alliance.hoa, 6, 7, 8, 9, 10) == [8, 10]


async def test_going_back_to_the_default_owes_no_rung_that_lies_behind(alliance: Alliance) -> None:
    await registered(alliance)
    await sets(alliance.officer, "không", "không")
    await alliance.world.goes_to("2023-06-05 09:00")
    await opens_ladder(alliance.officer)
    await alliance.officer.taps("Dùng mặc định")

    assert await came_on(alliance, alliance.hoa, 5, 6, 7) == [7]


async def test_moving_closed_last_days_owes_nothing_anew_that_lies_behind(
    alliance: Alliance,
) -> None:
    await registered(alliance)
    await came_on(alliance, alliance.hoa, 2)
    await alliance.world.goes_to("2023-06-06 09:00")
    await alliance.officer.sends("/han")
    await alliance.officer.taps("Hạn cuối rơi vào ngày nghỉ")
    await alliance.officer.taps("Chuyển sang ngày làm việc sau")

    # The last day is Monday 12/6 now: Friday 9/6 stands three days and one day before it.
    assert await came_on(alliance, alliance.hoa, 6, 7, 8, 9, 10, 12) == [9, 12]


async def test_what_was_changed_is_in_the_journal(alliance: Alliance) -> None:
    await sets(alliance.officer, "10", "2", MIDYEAR)
    await sets(alliance.officer, "9", "2", MIDYEAR)

    async with alliance.world.app.database.reading() as db:
        acts = select(AuditEntry).where(col(AuditEntry.act) == "ladder set")
        first, second = (await db.exec(acts.order_by(col(AuditEntry.id)))).all()
    assert (first.subject, first.before, first.after) == (
        MIDYEAR,
        None,
        {"before": [10], "after": [2]},
    )
    assert second.before == {"before": [10], "after": [2]}


async def test_two_officers_saving_at_once_leave_one_ladder_whole(alliance: Alliance) -> None:
    other = await second_officer(alliance)
    for officer, days in ((alliance.officer, "10"), (other, "20")):
        await opens_ladder(officer, MIDYEAR)
        await officer.taps("Ngày nhắc trước hạn")
        await officer.sends(days)
        officer.person.tap("Lưu lịch nhắc này")
    await alliance.world.settle()

    async with alliance.world.app.database.reading() as db:
        kept = (
            await db.exec(select(Obligation.ladder).where(col(Obligation.title) == MIDYEAR))
        ).one()
    assert kept in ({"before": [days], "after": [1, 3, 7, 14, 21, 28, 35]} for days in (10, 20))


async def test_a_date_set_by_hand_brings_no_second_message_that_day(alliance: Alliance) -> None:
    await registered(alliance)
    await alliance.world.goes_to("2023-06-06 09:00")
    await changes(alliance.officer)
    await alliance.officer.sends("chậm nhất 13/6")
    await alliance.officer.taps("Ấn định ngày này")

    # Seven days before the new last day is this very day.
    assert await came_on(alliance, alliance.hoa, 6, 7, 9, 12) == [9, 12]
