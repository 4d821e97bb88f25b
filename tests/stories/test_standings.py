"""A bloc's standing in its group: counts and days, no unit's name, when an officer wishes."""

import pytest
from sqlmodel import select

from bot.actions.outbox import put
from bot.rules.outbox import Lane
from storage.tables import GroupChat
from tests.stories.beginning import Alliance
from tests.stories.test_groups import adds_bot, links, said_in
from tests.stories.test_missing import hand_in, open_registration
from tests.stories.world import Phone

POST = "Đăng tình hình nộp của khối"
TO_GROUP = "Đăng vào: Khối huyện 2023 – trao đổi"
STANDING = """\
Tình hình nộp: Khối huyện
Liên đoàn Lao động tỉnh Lai Châu, 08:00 30/01/2023

Đăng ký danh hiệu thi đua 2023 và công trình, phần việc mừng đại hội
Đã nộp: 0/2 đơn vị.
Hạn cuối: Thứ Sáu, 10/02/2023.
Còn 11 ngày.

Báo cáo sơ kết 6 tháng
Đã nộp: 1/2 đơn vị.
Hạn cuối: Thứ Bảy, 10/06/2023.
Còn 131 ngày.

Quý đơn vị xem việc của mình trong chat riêng với bot."""


async def opens_group(officer: Phone) -> str:
    """Show the officer's only group."""
    await officer.sends("/nhom")
    return await officer.taps(officer.buttons[0])


@pytest.mark.both_engines
async def test_the_group_reads_counts_and_days_and_no_name(alliance: Alliance) -> None:
    officer = alliance.officer
    seat = await links(officer)
    await hand_in(alliance.hoa)
    await open_registration(officer, 3)
    await officer.taps("Khối huyện: 2")
    preview = await officer.taps(POST)
    done = await officer.taps(TO_GROUP)

    assert preview == f"Nội dung sẽ đăng:\n\n{STANDING}"
    assert done == "Đang đăng vào nhóm Khối huyện 2023 – trao đổi."
    assert said_in(seat)[-1] == STANDING
    assert not any(name in STANDING for name in ("Tam Đường", "Phong Thổ", "Hòa"))


async def test_what_is_far_ahead_is_posted_from_its_own_list(alliance: Alliance) -> None:
    officer = alliance.officer
    await links(officer)
    await officer.sends("/chuanop")
    await officer.taps("Báo cáo tổng kết năm: 3")
    await officer.taps("Khối huyện: 2")

    assert "Báo cáo tổng kết năm" in await officer.taps(POST)


@pytest.mark.both_engines
async def test_the_very_same_is_posted_once_a_day(alliance: Alliance) -> None:
    officer = alliance.officer
    seat = await links(officer)
    for _ in range(2):
        await opens_group(officer)
        await officer.taps(POST)
        told = await officer.taps(TO_GROUP)
    posted = len(said_in(seat)) - 1
    await hand_in(alliance.hoa)
    await opens_group(officer)
    await officer.taps(POST)
    await officer.taps(TO_GROUP)

    assert "đã nhận đúng nội dung này" in told
    assert posted == 1
    assert len(said_in(seat)) - 1 == 2


async def test_the_officers_group_may_read_it_too(alliance: Alliance) -> None:
    officer = alliance.officer
    await links(officer)
    office = await adds_bot(officer, "Văn phòng")
    await officer.taps("Nhóm cán bộ thi đua")
    await officer.sends("/nhom")
    await officer.taps("Khối huyện 2023 – trao đổi")
    await officer.taps(POST)
    await officer.taps("Đăng vào: Văn phòng")

    assert said_in(office)[-1].startswith("Tình hình nộp: Khối huyện")


async def test_without_a_group_nothing_is_offered(alliance: Alliance) -> None:
    officer = alliance.officer
    await open_registration(officer, 3)
    await officer.taps("Khối huyện: 2")

    assert POST not in officer.buttons


async def test_a_group_that_is_another_blocs_by_now_reads_nothing(alliance: Alliance) -> None:
    """Whatever made it so: what is posted is decided when it is sent."""
    world = alliance.world
    seat = await links(alliance.officer)
    async with world.app.database.transaction() as db:
        group = (await db.exec(select(GroupChat))).one()
        await put(
            db,
            lane=Lane.NOTICE,
            group_id=group.id,
            message="bloc_standing",
            details={"bloc": group.bloc_id},
            due_at=world.clock.now(),
        )
        group.bloc_id = 2
    await world.settle()

    assert not any("Tình hình nộp" in said for said in said_in(seat))


@pytest.mark.both_engines
async def test_every_monday_morning_in_working_hours_when_the_officer_wishes(
    alliance: Alliance,
) -> None:
    officer, world = alliance.officer, alliance.world
    seat = await links(officer)
    told = await officer.taps("Tự đăng mỗi sáng thứ Hai")
    posted = []
    for moment in (
        "2023-02-03 08:00",
        "2023-02-06 07:00",
        "2023-02-06 07:40",
        "2023-02-06 09:00",
        "2023-02-08 09:00",
        "2023-02-13 08:00",
    ):
        await world.goes_to(moment)
        posted.append(len(said_in(seat)) - 1)

    assert "mỗi sáng thứ Hai, từ ngày 06/02/2023" in told
    assert posted == [0, 0, 1, 1, 1, 2]


async def test_a_monday_the_program_was_away_is_made_up_for_on_tuesday(alliance: Alliance) -> None:
    seat = await links(alliance.officer)
    await alliance.officer.taps("Tự đăng mỗi sáng thứ Hai")
    await alliance.world.goes_to("2023-05-14 08:00")
    before = len(said_in(seat))
    for moment, count in (("2023-05-15 06:00", 0), ("2023-05-16 08:00", 1)):
        await alliance.world.goes_to(moment)
        assert len(said_in(seat)) - before == count


async def test_a_week_in_which_nothing_presses_is_silent(alliance: Alliance) -> None:
    officer, world = alliance.officer, alliance.world
    seat = await links(officer)
    await officer.taps("Tự đăng mỗi sáng thứ Hai")
    await world.goes_to("2023-03-27 08:00")
    before = len(said_in(seat))
    for moment in ("2023-04-03 08:00", "2023-04-10 08:00"):
        await world.goes_to(moment)

    assert len(said_in(seat)) == before


async def test_the_officer_ends_it_again(alliance: Alliance) -> None:
    officer, world = alliance.officer, alliance.world
    seat = await links(officer)
    await officer.taps("Tự đăng mỗi sáng thứ Hai")
    await officer.taps("Thôi đăng hằng tuần")
    await world.goes_to("2023-02-06 08:00")

    assert len(said_in(seat)) == 1
