"""An officer ends the collecting of a duty: reminders stop, everything else stays to be read."""

import pytest
from sqlmodel import col, select

from storage.tables import AuditEntry
from tests.stories.beginning import Alliance
from tests.stories.test_extensions import MIDYEAR, opens
from tests.stories.test_missing import hand_in
from tests.stories.test_promises import registered
from tests.stories.test_putting_off import came_on
from tests.stories.test_set_deadline import changes

CLOSE, OPEN = "Kết thúc thu, không nhắc nữa", "Mở lại việc thu và nhắc hạn"


async def closes(alliance: Alliance, label: str = CLOSE) -> str:
    """Press the button on the duty's page."""
    await alliance.officer.sends("/han")
    await alliance.officer.taps(MIDYEAR)
    return await alliance.officer.taps(label)


@pytest.mark.both_engines
async def test_nobody_is_reminded_of_what_was_closed(alliance: Alliance) -> None:
    await registered(alliance)
    before = await came_on(alliance, alliance.hoa, 2)
    shown = await closes(alliance)

    assert before == [2]
    assert "Đã kết thúc thu từ 02/06/2023, không nhắc nữa." in shown
    assert await came_on(alliance, alliance.hoa, 7, 9, 10, 12) == []


async def test_a_duty_closed_while_its_reminder_is_queued_is_not_reminded_of(
    alliance: Alliance,
) -> None:
    world = alliance.world
    await registered(alliance)
    await world.goes_to("2023-06-02 07:00")
    await alliance.officer.sends("/han")
    await alliance.officer.taps(MIDYEAR)
    world.clock.move_to(world.clock.now().replace(hour=1))  # 08:00 here.
    await world.app.tick()
    await alliance.officer.taps(CLOSE)

    assert await came_on(alliance, alliance.hoa, 2) == []
    assert not [text for text in alliance.hoa.read if text.startswith("Nhắc hạn\n\nLĐLĐ")]


@pytest.mark.both_engines
async def test_records_and_lists_say_that_it_is_closed_and_stay_readable(
    alliance: Alliance,
) -> None:
    officer, pao = alliance.officer, alliance.pao
    await registered(alliance)
    await hand_in(alliance.hoa)
    await alliance.world.goes_to("2023-06-12 08:00")
    await closes(alliance)
    missing = await officer.sends("/chuanop")
    await officer.taps("Báo cáo sơ kết 6 tháng: 2")
    buttons = officer.buttons
    own = await pao.sends("/han")
    home = await pao.sends("/start")
    receipt = await opens(alliance.hoa, f"✓ {MIDYEAR}")

    closed = "Đã kết thúc thu từ 12/06/2023, không nhắc nữa."
    assert f"Hạn cuối: Thứ Bảy, 10/06/2023.\n{closed}\nChưa nộp: 2/3 đơn vị." in missing
    assert not [label for label in buttons if label.startswith(("Nhắc các", "Gia hạn"))]
    assert closed in own
    assert MIDYEAR not in home
    assert "Xem biên nhận" in alliance.hoa.buttons
    assert closed not in receipt


async def test_what_is_sent_after_it_was_closed_is_taken_and_judged(alliance: Alliance) -> None:
    await registered(alliance)
    await alliance.world.goes_to("2023-06-12 08:00")
    await closes(alliance)
    await hand_in(alliance.pao)

    assert alliance.pao.last.startswith("BIÊN NHẬN")
    assert "TRỄ HẠN" in alliance.pao.last


async def test_an_older_button_nudges_nobody_of_a_closed_duty(alliance: Alliance) -> None:
    officer = alliance.officer
    await registered(alliance)
    await officer.sends("/chuanop")
    await officer.taps("Báo cáo sơ kết 6 tháng: 3")
    message = officer.person.last
    nudge = message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await closes(alliance)
    officer.person.tap_data(message["message_id"], nudge)
    before = list(alliance.hoa.read)
    await alliance.world.settle()

    assert officer.last == "Nhiệm vụ này đã kết thúc thu, không nhắc nữa."
    assert alliance.hoa.read == before


@pytest.mark.both_engines
async def test_opened_again_it_is_reminded_of_from_that_day_on(alliance: Alliance) -> None:
    await registered(alliance)
    await closes(alliance)
    assert await came_on(alliance, alliance.hoa, 2, 7) == []
    await alliance.world.goes_to("2023-06-08 09:00")
    shown = await closes(alliance, OPEN)

    assert "Đã kết thúc thu" not in shown
    assert await came_on(alliance, alliance.hoa, 8, 9, 10) == [9, 10]


async def test_a_new_date_opens_it_again_and_says_so(alliance: Alliance) -> None:
    await registered(alliance)
    await closes(alliance)
    await changes(alliance.officer)
    read = await alliance.officer.sends("chậm nhất 20/6")
    await alliance.officer.taps("Ấn định ngày này")
    await alliance.officer.taps("Xem thời hạn này")

    assert "ấn định ngày mới là mở lại việc thu" in read
    assert CLOSE in alliance.officer.buttons


async def test_a_unit_asks_neither_for_time_nor_promises_a_day_for_what_is_closed(
    alliance: Alliance,
) -> None:
    hoa = alliance.hoa
    await registered(alliance)
    await opens(hoa)
    message = hoa.person.last
    older = {
        button["text"]: button["callback_data"]
        for row in message["reply_markup"]["inline_keyboard"]
        for button in row
    }
    await closes(alliance)
    await opens(hoa)
    buttons = hoa.buttons
    answers = []
    for label in ("Xin gia hạn", "Hẹn ngày gửi"):
        hoa.person.tap_data(message["message_id"], older[label])
        await alliance.world.settle()
        answers.append(hoa.last)

    assert not {"Xin gia hạn", "Hẹn ngày gửi"} & set(buttons)
    assert all("đã kết thúc thu" in answer for answer in answers)


async def test_pressed_twice_it_is_closed_once(alliance: Alliance) -> None:
    await alliance.officer.sends("/han")
    await alliance.officer.taps(MIDYEAR)
    alliance.officer.person.tap(CLOSE)
    alliance.officer.person.tap(CLOSE)
    await alliance.world.settle()

    async with alliance.world.app.database.reading() as db:
        acts = await db.exec(select(AuditEntry.act).where(col(AuditEntry.act).like("duty %")))
        assert acts.all() == ["duty closed"]
