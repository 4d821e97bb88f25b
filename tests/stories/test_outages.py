"""The bot or Telegram was out of reach over a deadline: nobody is late because of it."""

from contextlib import suppress
from pathlib import Path

import pytest
from sqlmodel import col, select, update
from telegram.error import TelegramError

from bot.simulator.faults import Dropped
from storage.tables import Outage, Receipt
from tests.stories.beginning import Alliance
from tests.stories.world import Phone, World, local, starts_again

pytestmark = pytest.mark.both_engines

EXCUSED = "hệ thống bị gián đoạn đến"


async def outages_of(world: World) -> list[tuple[str, str]]:
    """The outages that are over, in local time."""
    async with world.app.database.reading() as db:
        ended = select(Outage).where(col(Outage.ended_at).is_not(None)).order_by(col(Outage.id))
        rows = (await db.exec(ended)).all()
    zone = local("2023-01-01 00:00").tzinfo
    moments = [(row.began_at, row.ended_at) for row in rows if row.ended_at]
    return [
        (f"{began.astimezone(zone):%d/%m %H:%M}", f"{ended.astimezone(zone):%d/%m %H:%M}")
        for began, ended in moments
    ]


async def begins_report(hoa: Phone) -> None:
    await hoa.sends("bao gio nop bc 6 thang")
    await hoa.taps("Nộp ngay")


async def hands_in(hoa: Phone) -> str:
    """The receipt of the report that is ready."""
    await hoa.taps("Xem lại và nộp")
    return await hoa.taps("Nộp báo cáo")


@pytest.mark.parametrize(
    ("confirmed", "verdict", "is_excused"),
    [("2023-06-11 08:00", "ĐÚNG HẠN", True), ("2023-06-11 10:00", "TRỄ HẠN", False)],
)
async def test_an_answer_that_waited_at_telegram_while_the_bot_was_down_counts_for_two_hours(
    alliance: Alliance,
    tmp_path: Path,
    story_database: str,
    confirmed: str,
    verdict: str,
    is_excused: bool,
):
    world, hoa = alliance.world, alliance.hoa
    await world.goes_to("2023-06-10 22:00")
    await begins_report(hoa)

    await world.app.close()
    world.clock.move_to(local("2023-06-10 23:30"))
    hoa.person.send("Đã hoàn thành 3 chỉ tiêu.")
    world.clock.move_to(local("2023-06-11 07:00"))
    await starts_again(world, tmp_path, story_database)
    await world.settle()
    await world.goes_to(confirmed)
    review = await hoa.taps("Xem lại và nộp")
    receipt = await hoa.taps("Nộp báo cáo")

    assert await outages_of(world) == [("10/06 22:00", "11/06 07:00")]
    assert ("Quý đơn vị xác nhận trước 09:00 11/06/2023" in review) is is_excused
    assert verdict in receipt
    assert (f"{EXCUSED} 07:00 11/06/2023" in receipt) is is_excused
    assert ("23:30:00 10/06/2023" in receipt) is is_excused


async def test_what_was_pressed_while_the_bot_was_down_is_judged_by_the_outage_it_waited_in(
    alliance: Alliance, tmp_path: Path, story_database: str
):
    world, hoa = alliance.world, alliance.hoa
    await world.goes_to("2023-06-10 20:00")
    await begins_report(hoa)
    await hoa.sends("Đã hoàn thành 3 chỉ tiêu.")
    await hoa.taps("Xem lại và nộp")
    await world.goes_to("2023-06-10 23:00")

    await world.app.close()
    world.clock.move_to(local("2023-06-10 23:50"))
    hoa.person.tap("Nộp báo cáo")
    world.clock.move_to(local("2023-06-11 03:00"))
    await starts_again(world, tmp_path, story_database)
    await world.settle()

    assert "ĐÚNG HẠN" in hoa.last
    assert f"{EXCUSED} 03:00 11/06/2023" in hoa.last


async def test_an_outage_of_telegram_alone_counts_too(alliance: Alliance):
    world, hoa = alliance.world, alliance.hoa
    await world.goes_to("2023-06-10 23:40")
    await begins_report(hoa)
    await hoa.sends("Đã hoàn thành 3 chỉ tiêu.")

    with world.telegram.faults.inject(Dropped()):
        for moment in ("2023-06-10 23:45", "2023-06-11 03:00", "2023-06-11 06:00"):
            world.clock.move_to(local(moment))
            await world.app.tick()
            with suppress(TelegramError):
                assert world.app.poller is not None
                await world.app.poller.receive_once(timeout=0)
    world.clock.move_to(local("2023-06-11 06:30"))
    await world.settle()
    receipt = await hands_in(hoa)

    assert await outages_of(world) == [("10/06 23:45", "11/06 06:30")]
    assert "ĐÚNG HẠN" in receipt
    assert f"{EXCUSED} 06:30 11/06/2023" in receipt


async def test_a_clock_that_is_moved_and_a_night_without_a_message_are_no_outage(
    alliance: Alliance,
):
    world = alliance.world
    for moment in ("2023-06-09 20:00", "2023-06-10 07:00", "2023-06-10 06:00", "2023-06-12 09:00"):
        await world.goes_to(moment)

    assert await outages_of(world) == []


async def test_a_restart_is_no_outage(alliance: Alliance, tmp_path: Path, story_database: str):
    world = alliance.world
    await world.goes_to("2023-06-09 20:00")
    await world.app.close()
    world.clock.move_to(local("2023-06-09 20:04"))
    await starts_again(world, tmp_path, story_database)
    await world.settle()

    assert await outages_of(world) == []


async def test_a_receipt_whose_excuse_was_forged_is_not_genuine(
    alliance: Alliance, tmp_path: Path, story_database: str
):
    world, hoa = alliance.world, alliance.hoa
    await world.goes_to("2023-06-10 23:30")
    await begins_report(hoa)
    await hoa.sends("Đã hoàn thành 3 chỉ tiêu.")
    await world.app.close()
    world.clock.move_to(local("2023-06-11 07:00"))
    await starts_again(world, tmp_path, story_database)
    await world.settle()
    receipt = await hands_in(hoa)
    code = receipt.rpartition(": ")[2].split()[0]
    genuine = await hoa.sends(f"/kiemtra {code}")

    async with world.app.database.transaction() as db:
        await db.exec(update(Receipt).values(returned_at=None))
    forged = await hoa.sends(f"/kiemtra {code}")

    assert "thật" in genuine
    assert forged != genuine
