"""«Nhắc tôi ngày…»: a person's reminders wait, but never through a last day."""

import json
from datetime import datetime

import pytest

from bot.actions.next_reminder import next_reminder_at
from tests.stories.beginning import Alliance
from tests.stories.test_extensions import MIDYEAR
from tests.stories.test_missing import hand_in
from tests.stories.test_promises import registered
from tests.stories.test_reminders import reminders
from tests.stories.world import LOCAL, Phone


async def reminded(alliance: Alliance) -> Phone:
    """Hòa, on the morning of the rung a week before Saturday 10/6."""
    await registered(alliance)
    await alliance.world.goes_to("2023-06-02 08:00")
    return alliance.hoa


async def came_on(alliance: Alliance, phone: Phone, *days: int) -> list[int]:
    """The days of June on which a reminder came."""
    found = []
    for day in days:
        before = len(reminders(phone))
        await alliance.world.goes_to(f"2023-06-{day:02} 08:00")
        found += [day] * (len(reminders(phone)) - before)
    return found


@pytest.mark.both_engines
async def test_until_the_day_chosen_nothing_of_the_ladder_comes(alliance: Alliance) -> None:
    hoa = await reminded(alliance)
    await hoa.taps("Nhắc tôi ngày…")
    offered = hoa.buttons
    said = await hoa.taps("Thứ Năm, 08/06/2023")

    assert offered[:-1] == [
        "Thứ Ba, 06/06/2023",
        "Thứ Tư, 07/06/2023",
        "Thứ Năm, 08/06/2023",
        "Thứ Sáu, 09/06/2023",
    ]
    assert said.startswith("Sẽ nhắc lại Quý đơn vị vào Thứ Năm, 08/06/2023.")
    assert await came_on(alliance, hoa, 5, 6, 7, 8, 9, 10) == [8, 9, 10]


@pytest.mark.both_engines
async def test_a_day_beyond_the_first_last_one_is_said_to_be_too_late(alliance: Alliance) -> None:
    hoa = await reminded(alliance)
    await hoa.taps("Nhắc tôi ngày…")
    said = await hoa.sends("20/6")

    assert said.startswith("Sẽ nhắc lại Quý đơn vị vào Thứ Bảy, 10/06/2023.")
    assert "Thứ Ba, 20/06/2023 sau hạn cuối gần nhất (Thứ Bảy, 10/06/2023)" in said
    assert await came_on(alliance, hoa, 7, 9, 10, 11) == [10]


async def test_a_day_off_moves_to_the_next_working_one_and_says_so(alliance: Alliance) -> None:
    hoa = await reminded(alliance)
    await hoa.taps("Nhắc tôi ngày…")
    said = await hoa.sends("mai")

    assert said.startswith("Sẽ nhắc lại Quý đơn vị vào Thứ Hai, 05/06/2023.")
    assert "Thứ Bảy, 03/06/2023 là ngày nghỉ." in said


@pytest.mark.parametrize("typed", ["hôm nay", "1/6/2023", "31/6", "hôm nọ"])
async def test_a_wrong_day_is_explained_and_the_form_goes_on(
    alliance: Alliance, typed: str
) -> None:
    hoa = await reminded(alliance)
    await hoa.taps("Nhắc tôi ngày…")
    refused = await hoa.sends(typed)
    said = await hoa.sends("thứ tư")

    assert not refused.startswith("Sẽ nhắc lại")
    assert said.startswith("Sẽ nhắc lại Quý đơn vị vào Thứ Tư, 07/06/2023.")


async def test_nothing_is_offered_to_wait_on_the_last_day_nor_for_tomorrow_twice(
    alliance: Alliance,
) -> None:
    hoa = await reminded(alliance)

    await alliance.world.goes_to("2023-06-09 08:00")
    friday = hoa.buttons
    await alliance.world.goes_to("2023-06-10 08:00")

    assert "Để mai nhắc" in friday
    assert "Nhắc tôi ngày…" not in friday
    assert not {"Để mai nhắc", "Nhắc tôi ngày…"} & set(hoa.buttons)


async def test_an_older_button_on_the_last_day_is_refused_with_the_reason(
    alliance: Alliance,
) -> None:
    hoa = await reminded(alliance)
    message = hoa.person.last
    wait = [b for row in message["reply_markup"]["inline_keyboard"] for b in row][-1]
    await alliance.world.goes_to("2023-06-10 08:00")

    hoa.person.tap_data(message["message_id"], wait["callback_data"])
    await alliance.world.settle()

    assert hoa.last == "Không hoãn được: hôm nay là hạn cuối, hoặc đã quá hạn."


async def test_the_hour_of_ones_own_holds_on_the_day_chosen(alliance: Alliance) -> None:
    world = alliance.world
    hoa = await reminded(alliance)
    await hoa.taps("Nhắc tôi ngày…")
    await hoa.taps("Thứ Tư, 07/06/2023")
    await hoa.sends("/caidat")
    await hoa.taps("19:00")
    before = len(reminders(hoa))

    async with world.app.database.reading() as db:
        moment = await next_reminder_at(db, datetime(2023, 6, 7, 8, tzinfo=LOCAL))
    await world.goes_to("2023-06-07 18:59")
    assert len(reminders(hoa)) == before
    await world.goes_to("2023-06-07 19:00")

    assert moment == datetime(2023, 6, 7, 19, tzinfo=LOCAL)
    assert len(reminders(hoa)) == before + 1


async def test_settings_say_that_reminders_wait_and_end_it(alliance: Alliance) -> None:
    hoa = await reminded(alliance)
    await hoa.taps("Nhắc tôi ngày…")
    await hoa.taps("Thứ Sáu, 09/06/2023")
    shown = await hoa.sends("/caidat")
    ended = await hoa.taps("Nhắc như thường lệ")

    assert "Đang hoãn nhắc đến Thứ Sáu, 09/06/2023." in shown
    assert ended == "Việc nhắc hạn trở lại như thường lệ."
    assert await came_on(alliance, hoa, 7) == [7]


async def test_a_day_chosen_that_an_outage_swallowed_waits_for_a_working_day(
    alliance: Alliance,
) -> None:
    hoa = await reminded(alliance)
    await hoa.taps("Nhắc tôi ngày…")
    await hoa.sends("9/6")
    await hand_in(hoa)
    await alliance.pao.taps("Nhắc tôi ngày…")
    await alliance.pao.taps("Thứ Ba, 06/06/2023")

    # Nothing runs from Saturday 3/6 to Sunday 11/6, the day after the last one.
    assert await came_on(alliance, alliance.pao, 11, 12) == [12]
    assert await came_on(alliance, hoa, 13) == []


async def test_what_waits_is_among_the_data_a_person_can_take(alliance: Alliance) -> None:
    hoa = await reminded(alliance)
    await hoa.taps("Nhắc tôi ngày…")
    await hoa.taps("Thứ Sáu, 09/06/2023")
    await hoa.sends("/privacy")
    await hoa.taps("Gửi dữ liệu của tôi")
    file_id = hoa.person.last["document"]["file_id"]
    stored = alliance.world.telegram.files.find(file_id)
    assert stored is not None
    data = json.loads(stored.content)

    assert data["reminders_wait_until"] == "2023-06-09"


async def test_a_reminder_of_what_was_handed_in_meanwhile_does_not_come(alliance: Alliance) -> None:
    hoa = await reminded(alliance)
    await hoa.taps("Nhắc tôi ngày…")
    await hoa.taps("Thứ Sáu, 09/06/2023")
    await hand_in(hoa, MIDYEAR)

    assert await came_on(alliance, hoa, 9) == []
