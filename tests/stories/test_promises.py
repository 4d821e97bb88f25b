"""«Sẽ gửi ngày 8/6»: a unit names the day, is left in peace until then, and is held to it."""

from datetime import date, datetime

import pytest
from sqlmodel import col, select

from bot.actions.members import recognise
from bot.actions.next_reminder import next_reminder_at
from bot.actions.promises import promise_for
from bot.rules.members import NotAllowed
from storage.tables import AuditEntry, Promise
from tests.stories.beginning import Alliance
from tests.stories.test_at_once import deputy_of
from tests.stories.test_extensions import MIDYEAR, TAM_DUONG, grants, obligation_id, opens
from tests.stories.test_missing import hand_in
from tests.stories.test_records import registers
from tests.stories.test_reminders import reminders
from tests.stories.world import LOCAL, Phone, World


async def promises(unit: Phone, day: str, label: str = f"○ {MIDYEAR}") -> str:
    """Promise a day for the mid-year report, typed; what the bot says to it."""
    await opens(unit, label)
    await unit.taps("Hẹn ngày gửi")
    return await unit.sends(day)


async def registered(alliance: Alliance) -> None:
    """Both units have registered: the mid-year report, due on Saturday 10/6, is what is left."""
    await registers(alliance.hoa)
    await registers(alliance.pao)


async def promised_in(world: World) -> list[tuple[date, bool]]:
    async with world.app.database.reading() as db:
        rows = await db.exec(select(Promise).order_by(col(Promise.unit_id)))
        return [(row.promised_on, row.by_office) for row in rows]


async def told(alliance: Alliance, day: str, unit: str = TAM_DUONG) -> None:
    """An officer writes down what a unit said by telephone."""
    world = alliance.world
    number = await obligation_id(world)
    async with world.app.database.transaction() as db:
        officer = await recognise(db, alliance.officer.person.id)
        assert officer is not None
        when = date.fromisoformat(day)
        await promise_for(db, officer, world.units[unit], number, when, world.clock.now())


async def test_a_reminder_about_one_duty_offers_days_to_promise(alliance: Alliance) -> None:
    await registered(alliance)
    await alliance.world.goes_to("2023-06-02 07:30")

    asked = await alliance.hoa.taps("Hẹn ngày gửi")
    offered = alliance.hoa.buttons
    noted = await alliance.hoa.taps("Thứ Tư, 07/06/2023")

    assert "Hạn cuối: Thứ Bảy, 10/06/2023." in asked
    assert offered == [
        "Thứ Hai, 05/06/2023",
        "Thứ Ba, 06/06/2023",
        "Thứ Tư, 07/06/2023",
        "Thứ Năm, 08/06/2023",
        "Thứ Sáu, 09/06/2023",
        "Huỷ",
    ]
    assert noted.startswith(f"Đã ghi: hẹn gửi Thứ Tư, 07/06/2023\n{MIDYEAR}\n{TAM_DUONG}")
    assert "sau hạn cuối" not in noted


@pytest.mark.both_engines
async def test_until_the_promised_day_nobody_asks_then_once_and_then_by_the_ladder(
    alliance: Alliance,
) -> None:
    world, hoa = alliance.world, alliance.hoa
    await registered(alliance)
    await world.goes_to("2023-05-30 09:00")
    await promises(hoa, "8/6")
    before = len(reminders(hoa))

    came = {}
    for day in range(1, 13):
        await world.goes_to(f"2023-06-{day:02} 08:00")
        came[day] = len(reminders(hoa)) - before
        before += came[day]

    assert [day for day, count in came.items() if count] == [8, 9, 10, 12]
    first = reminders(hoa)[-4]
    assert "Hẹn gửi: hôm nay, 08/06/2023." in first
    assert "Đã hẹn gửi Thứ Năm, 08/06/2023, đến nay chưa gửi." in hoa.last


async def test_a_colleague_is_left_in_peace_as_well(alliance: Alliance) -> None:
    await registered(alliance)
    deputy = await deputy_of(alliance)
    await alliance.world.goes_to("2023-06-09 09:00")
    await promises(alliance.hoa, "13/6")

    await alliance.world.goes_to("2023-06-12 08:00")

    assert reminders(deputy) == []
    assert len(reminders(alliance.pao)) > len(reminders(alliance.hoa))


@pytest.mark.both_engines
async def test_a_promise_beyond_the_last_day_is_said_to_be_late_and_keeps_its_morning(
    alliance: Alliance,
) -> None:
    world, hoa = alliance.world, alliance.hoa
    await registered(alliance)
    await world.goes_to("2023-06-02 09:00")
    noted = await promises(hoa, "14/6")
    buttons = hoa.buttons
    before = len(reminders(hoa))

    for day in ("07", "09"):
        await world.goes_to(f"2023-06-{day} 08:00")
    assert len(reminders(hoa)) == before
    await world.goes_to("2023-06-10 08:00")
    assert len(reminders(hoa)) == before + 1
    assert "Hôm nay là hạn cuối" in hoa.last
    for day in ("12", "13"):
        await world.goes_to(f"2023-06-{day} 08:00")
    assert len(reminders(hoa)) == before + 1
    await world.goes_to("2023-06-14 08:00")

    assert "Ngày này sau hạn cuối (Thứ Bảy, 10/06/2023): gửi khi đó vẫn tính là trễ hạn." in noted
    assert "Riêng ngày hạn cuối vẫn nhắc một lần." in noted
    assert buttons[0] == "Xin gia hạn"
    assert len(reminders(hoa)) == before + 2


async def test_a_promise_on_a_day_off_is_asked_after_on_the_next_working_one(
    alliance: Alliance,
) -> None:
    world, hoa = alliance.world, alliance.hoa
    await registered(alliance)
    await world.goes_to("2023-05-31 09:00")
    await promises(hoa, "chủ nhật")
    before = len(reminders(hoa))

    await world.goes_to("2023-06-04 08:00")
    assert len(reminders(hoa)) == before
    await world.goes_to("2023-06-05 08:00")

    assert len(reminders(hoa)) == before + 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("29/5/2023", "Thứ Hai, 29/05/2023 đã qua."),
        ("29/5", "Ngày 29/05/2024 quá xa, chỉ hẹn được đến hết ngày 11/07/2023."),
        ("31/6", "Không có ngày “31/6” trong lịch."),
        ("hôm nọ", "hôm nọ"),
    ],
)
async def test_a_day_that_cannot_be_promised_is_explained_and_the_form_goes_on(
    alliance: Alliance, typed: str, said: str
) -> None:
    await registered(alliance)
    await alliance.world.goes_to("2023-05-30 09:00")

    refused = await promises(alliance.hoa, typed)
    noted = await alliance.hoa.sends("trước 8/6")

    assert said in refused
    assert noted.startswith("Đã ghi: hẹn gửi Thứ Tư, 07/06/2023")


async def test_the_promise_stands_on_the_duty_and_may_be_changed_or_taken_back(
    alliance: Alliance,
) -> None:
    world, hoa = alliance.world, alliance.hoa
    await registered(alliance)
    await world.goes_to("2023-05-30 09:00")
    await promises(hoa, "6/6")
    await hoa.taps("Đổi ngày hẹn")
    await hoa.sends("8/6")
    shown = await opens(hoa)
    await hoa.taps("Đổi ngày hẹn")
    open_again = await hoa.taps("Bỏ lời hẹn")

    assert "Hẹn gửi: Thứ Năm, 08/06/2023." in shown
    assert "Hẹn gửi" not in open_again
    assert "Hẹn ngày gửi" in hoa.buttons
    assert await promised_in(world) == []


async def test_taking_a_promise_back_brings_no_reminder_until_the_next_rung(
    alliance: Alliance,
) -> None:
    world, hoa = alliance.world, alliance.hoa
    await registered(alliance)
    await world.goes_to("2023-06-01 09:00")
    await promises(hoa, "8/6")
    await world.goes_to("2023-06-05 09:00")
    before = len(reminders(hoa))
    await opens(hoa)
    await hoa.taps("Đổi ngày hẹn")
    await hoa.taps("Bỏ lời hẹn")

    for day in ("05 14", "06 08"):
        await world.goes_to(f"2023-06-{day}:00")
    assert len(reminders(hoa)) == before
    await world.goes_to("2023-06-07 08:00")

    assert len(reminders(hoa)) == before + 1


@pytest.mark.both_engines
async def test_handing_in_ends_the_promise(alliance: Alliance) -> None:
    world, hoa = alliance.world, alliance.hoa
    await registered(alliance)
    await world.goes_to("2023-06-02 09:00")
    await promises(hoa, "8/6")
    await hand_in(hoa)
    before = len(reminders(hoa))

    await world.goes_to("2023-06-08 08:00")

    assert await promised_in(world) == []
    assert len(reminders(hoa)) == before


async def test_more_time_granted_ends_the_promise_for_the_earlier_end(alliance: Alliance) -> None:
    world, hoa = alliance.world, alliance.hoa
    await registered(alliance)
    await world.goes_to("2023-06-02 09:00")
    await promises(hoa, "8/6")

    await grants(alliance, date(2023, 6, 30))

    assert await promised_in(world) == []


@pytest.mark.both_engines
async def test_a_promise_made_while_its_reminder_is_queued_stops_it(alliance: Alliance) -> None:
    world, hoa = alliance.world, alliance.hoa
    await registered(alliance)
    await world.goes_to("2023-06-01 09:00")
    await opens(hoa)
    await hoa.taps("Hẹn ngày gửi")
    before = len(reminders(hoa))
    world.clock.move_to(datetime(2023, 6, 2, 7, 30, tzinfo=LOCAL))
    await world.app.tick()
    await hoa.sends("8/6")

    assert len(reminders(hoa)) == before
    assert len(reminders(alliance.pao)) > before


async def test_officers_see_who_promised_and_nudge_the_others_alone(alliance: Alliance) -> None:
    world, hoa, officer = alliance.world, alliance.hoa, alliance.officer
    await registered(alliance)
    await world.goes_to("2023-06-05 09:00")
    await promises(hoa, "8/6")
    before = len(reminders(hoa))
    await officer.sends("/chuanop")
    listed = await officer.taps(next(label for label in officer.buttons if MIDYEAR[:20] in label))
    done = await officer.taps("Nhắc các đơn vị này (2)")

    assert f"• {TAM_DUONG} (hẹn 08/06)" in listed
    assert "1 đơn vị đã hẹn ngày gửi, chưa đến ngày nên không nhắc." in done
    assert len(reminders(hoa)) == before
    await world.goes_to("2023-06-09 07:00")
    await officer.sends("/chuanop")
    listed = await officer.taps(next(label for label in officer.buttons if MIDYEAR[:20] in label))
    assert f"• {TAM_DUONG} (lỡ hẹn 08/06)" in listed


async def test_what_a_unit_said_by_telephone_is_written_down_as_the_officers_word(
    alliance: Alliance,
) -> None:
    world = alliance.world
    await registered(alliance)
    await world.goes_to("2023-06-05 09:00")

    await told(alliance, "2023-06-08")

    async with world.app.database.reading() as db:
        entry = (await db.exec(select(AuditEntry).where(col(AuditEntry.act) == "promised"))).one()
    assert await promised_in(world) == [(date(2023, 6, 8), True)]
    assert entry.after == {"unit": world.units[TAM_DUONG], "on": "2023-06-08"}
    assert "Hẹn gửi: Thứ Năm, 08/06/2023" in await opens(alliance.hoa)
    await alliance.officer.sends("/donvi")
    await alliance.officer.taps("Tất cả đơn vị (3)")
    assert "Hẹn gửi: Thứ Năm, 08/06/2023" in await alliance.officer.taps(f"● {TAM_DUONG}")


async def test_nobody_elsewhere_writes_a_promise_down_for_a_unit(alliance: Alliance) -> None:
    world = alliance.world
    _, code = await world.organisation("yen-bai-2025")
    stranger = await world.officer(code, "Đỗ Nhân Đạo")
    number = await obligation_id(world)

    async with world.app.database.transaction() as db:
        for presser in (stranger, alliance.pao):
            member = await recognise(db, presser.person.id)
            assert member is not None
            with pytest.raises(NotAllowed):
                await promise_for(
                    db, member, world.units[TAM_DUONG], number, date(2023, 6, 8), world.clock.now()
                )

    assert await promised_in(world) == []


async def test_the_next_reminder_is_the_promised_day(alliance: Alliance) -> None:
    world = alliance.world
    await registered(alliance)
    await world.goes_to("2023-06-02 09:00")
    await promises(alliance.hoa, "6/6")
    await promises(alliance.pao, "8/6")

    async with world.app.database.reading() as db:
        first = await next_reminder_at(db, world.clock.now())

    assert first == datetime(2023, 6, 6, 7, 30, tzinfo=LOCAL)


async def test_a_day_named_in_passing_is_asked_back_and_noted_with_one_press(
    alliance: Alliance,
) -> None:
    world, hoa = alliance.world, alliance.hoa
    await registered(alliance)
    await world.goes_to("2023-06-02 08:00")
    asked = await hoa.sends("Sẽ gửi ngày 8/6")
    offered = hoa.buttons
    before = await promised_in(world)
    noted = await hoa.taps(MIDYEAR)

    assert asked.startswith(f"Hẹn gửi Thứ Năm, 08/06/2023?\n{TAM_DUONG}")
    assert offered == [MIDYEAR, "Báo cáo tổng kết năm", "Không phải hẹn gửi"]
    assert before == []
    assert noted.startswith("Đã ghi: hẹn gửi Thứ Năm, 08/06/2023")
    assert await promised_in(world) == [(date(2023, 6, 8), False)]


async def test_a_day_that_suits_no_duty_is_taken_for_no_promise(alliance: Alliance) -> None:
    said = await alliance.hoa.sends("em sẽ gửi ngày 8/6/2025")

    assert not said.startswith("Hẹn gửi")
