"""Two at once: two people, two devices of one person, or one thumb pressing twice."""

import asyncio

import pytest
from sqlmodel import col, func, select

from bot.actions.invites import invite_officer
from bot.actions.members import recognise
from bot.rules.members import Role
from storage.tables import Notice, Receipt, Report, Seat, Unit
from tests.stories.beginning import Alliance
from tests.stories.notifying import write_to_all
from tests.stories.test_access import asks
from tests.stories.world import Phone, World, joins

pytestmark = pytest.mark.both_engines

PHONG_THO = "LĐLĐ huyện Phong Thổ"
APOLOGY = "Hệ thống gặp lỗi"


async def count(world: World, *what: object) -> int:
    """How many rows there are."""
    async with world.app.database.reading() as db:
        return (await db.exec(select(func.count()).where(*what))).one()  # type: ignore[call-overload,arg-type,no-any-return]


async def together(*phones: Phone, label: str) -> None:
    """Everybody presses before the bot has heard of anybody."""
    for phone in phones:
        phone.person.tap(label)
    await phones[0].world.settle()


def said_to(*phones: Phone) -> str:
    """Everything the bot ever said to them."""
    return "\n".join(text for phone in phones for text in phone.read)


async def second_officer(alliance: Alliance) -> Phone:
    """Appointed by the owner."""
    world = alliance.world
    async with world.app.database.transaction() as db:
        owner = await recognise(db, alliance.officer.person.id)
        assert owner is not None
        invitation = await invite_officer(db, owner, world.clock.now())
    phone = world.stranger("Lù Văn Sinh")
    await joins(phone, invitation.code)
    return phone


async def test_two_people_opening_one_invite_end_with_one_seat_and_a_clear_answer(
    alliance: Alliance,
):
    world = alliance.world
    code = await world.invite(alliance.officer, PHONG_THO)
    people = [world.stranger(f"Người {number}") for number in range(6)]
    for phone in people:
        await phone.starts(code)
        await phone.taps(phone.buttons[0])

    await together(*people, label="Đồng ý")

    assert await count(world, col(Seat.unit_id) == world.units[PHONG_THO]) == 1
    losers = [phone for phone in people if "có người khác sử dụng" in phone.last]
    assert len(losers) == len(people) - 1
    assert APOLOGY not in said_to(*people)


async def test_one_person_with_two_invites_to_one_unit_has_one_seat(alliance: Alliance):
    world = alliance.world
    person = world.stranger("Người nhiều lời mời")
    for role in (Role.REPRESENTATIVE, Role.DEPUTY):
        await joins(person, await world.invite(alliance.officer, PHONG_THO, role))

    assert await count(world, col(Seat.unit_id) == world.units[PHONG_THO]) == 1
    assert APOLOGY not in said_to(person)


async def test_two_officers_approving_one_request_at_once_give_one_seat(alliance: Alliance):
    other = await second_officer(alliance)
    asker = await asks(alliance, "Xã Sìn Hồ")
    officers = (alliance.officer, other)
    await together(*officers, label="Duyệt")

    await together(*officers, label=alliance.officer.buttons[-2])

    made = col(Unit.name) == "Xã Sìn Hồ"
    assert await count(alliance.world, made) == 1
    assert await count(alliance.world, col(Seat.until_at).is_(None)) == 3
    assert sum("được quyền đại diện" in phone.last for phone in officers) == 1
    assert said_to(asker).count("Từ nay tài khoản này đại diện cho") == 1
    assert APOLOGY not in said_to(*officers)


async def test_two_officers_sending_notices_at_once_number_both(alliance: Alliance):
    officers = (alliance.officer, await second_officer(alliance))
    for officer in officers:
        await write_to_all(officer)

    await together(*officers, label="Gửi đến 2 người")

    assert await count(alliance.world, col(Notice.number).in_((1, 2))) == 2
    assert APOLOGY not in said_to(*officers)


async def deputy_of(alliance: Alliance) -> Phone:
    """A second person who speaks for Tam Đường."""
    return await alliance.world.manager(
        alliance.officer, "LĐLĐ huyện Tam Đường", "Lý Thị Dua", Role.DEPUTY
    )


async def test_two_representatives_writing_at_once_hand_in_one_report_with_both_their_words(
    alliance: Alliance,
):
    world, hoa, deputy = alliance.world, alliance.hoa, await deputy_of(alliance)
    for phone in (hoa, deputy):
        await phone.sends("/baocao")
        await phone.taps(phone.buttons[0])
    hoa.person.send("Đơn vị đã hoàn thành 3 chỉ tiêu.")
    deputy.person.send("Còn 2 chỉ tiêu đang thực hiện.")
    await world.settle()
    for phone in (hoa, deputy):
        await phone.taps("Xem lại và nộp")

    await together(hoa, deputy, label="Nộp báo cáo")

    assert await count(world, col(Receipt.report_id).is_not(None)) == 1
    assert all("BIÊN NHẬN" in said_to(phone) for phone in (hoa, deputy))
    async with world.app.database.reading() as db:
        report = (await db.exec(select(Report))).one()
    assert "hoàn thành 3 chỉ tiêu" in report.words
    assert "đang thực hiện" in report.words
    assert APOLOGY not in said_to(hoa, deputy)


async def test_what_a_colleague_added_after_the_review_is_shown_before_it_is_sent(
    alliance: Alliance,
):
    hoa, deputy = alliance.hoa, await deputy_of(alliance)
    for phone in (hoa, deputy):
        await phone.sends("/baocao")
        await phone.taps(phone.buttons[0])
    await hoa.sends("Đơn vị đã hoàn thành 3 chỉ tiêu.")
    await hoa.taps("Xem lại và nộp")
    await deputy.sends("Còn 2 chỉ tiêu đang thực hiện.")

    review = await hoa.taps("Nộp báo cáo")

    assert hoa.person.toast_shown is not None
    assert "vừa được thay đổi" in hoa.person.toast_shown.text
    assert "Còn 2 chỉ tiêu" in review
    assert await count(alliance.world, col(Receipt.report_id).is_not(None)) == 0


async def test_a_press_while_the_first_is_being_handled_does_nothing_twice(alliance: Alliance):
    hoa, world = alliance.hoa, alliance.world
    await hoa.sends("/baocao")
    await hoa.taps(hoa.buttons[0])
    await hoa.sends("Đơn vị đã hoàn thành 3 chỉ tiêu.")
    await hoa.taps("Xem lại và nộp")
    message = hoa.person.last
    for _ in range(3):
        hoa.person.tap("Nộp báo cáo", message)

    first = asyncio.create_task(world.settle())
    await asyncio.sleep(0.01)
    hoa.person.tap("Nộp báo cáo", message)
    await first
    await world.settle()

    assert await count(world, col(Receipt.report_id).is_not(None)) == 1
    assert said_to(hoa).count("BIÊN NHẬN") == 1
    assert APOLOGY not in said_to(hoa)


async def test_two_devices_filling_in_one_form_lose_no_words(alliance: Alliance):
    hoa = alliance.hoa
    await hoa.sends("/baocao")
    await hoa.taps(hoa.buttons[0])
    for words in ("Dòng thứ nhất", "Dòng thứ hai", "Dòng thứ ba"):
        hoa.person.send(words)
    await hoa.world.settle()

    assert "Dòng thứ nhất\nDòng thứ hai\nDòng thứ ba" in hoa.last


async def test_what_a_colleague_wrote_is_not_thrown_away_by_one_press(alliance: Alliance):
    hoa, deputy = alliance.hoa, await deputy_of(alliance)
    for phone in (hoa, deputy):
        await phone.sends("/baocao")
        await phone.taps(phone.buttons[0])
    await deputy.sends("Còn 2 chỉ tiêu đang thực hiện.")

    asked = await hoa.taps("Huỷ")
    await deputy.sends("Thêm một dòng.")
    refused = await hoa.taps("Xoá")
    await hoa.taps("Mở bản hiện tại")

    assert "kể cả phần người cùng đơn vị" in asked
    assert "vừa được thay đổi" in refused
    assert "Còn 2 chỉ tiêu" in hoa.last
    assert "Thêm một dòng" in hoa.last
