"""What Telegram refuses, and what comes from elsewhere: nothing is lost, nobody is bothered."""

from typing import Any

import pytest
from sqlmodel import col, func, select

from bot.simulator.person import Person
from storage.tables import InboxUpdate, Member, Receipt
from tests.stories.beginning import Alliance

APOLOGY = "Hệ thống gặp lỗi"
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def nothing_waits(alliance: Alliance) -> bool:
    """Whether every update is done."""
    waiting = select(func.count()).where(col(InboxUpdate.done_at).is_(None))
    async with alliance.world.app.database.reading() as db:
        return (await db.exec(waiting)).one() == 0


async def members(alliance: Alliance) -> dict[int, bool]:
    """Everyone the bot knows, and whether they are believed to have blocked it."""
    async with alliance.world.app.database.reading() as db:
        rows = await db.exec(select(Member.telegram_id, Member.blocked_at))
        return {telegram_id: blocked_at is not None for telegram_id, blocked_at in rows}


@pytest.mark.parametrize(
    "refusal",
    [
        "Bad Request: message can't be edited",
        "Bad Request: message to edit not found",
        "Bad Request: MESSAGE_ID_INVALID",
    ],
)
async def test_a_screen_that_cannot_be_edited_is_sent_anew(alliance: Alliance, refusal: str):
    hoa = alliance.hoa
    await hoa.sends("/han")
    seen = len(hoa.read)
    alliance.world.telegram.refuse_next("editMessageText", 400, refusal)

    await hoa.taps(hoa.buttons[0])

    assert len(hoa.read) == seen + 1
    assert APOLOGY not in hoa.last


async def test_a_screen_that_is_there_already_is_left_as_it_is(alliance: Alliance):
    hoa = alliance.hoa
    await hoa.sends("/han")
    read = hoa.read
    refusal = "Bad Request: message is not modified: specified new message content"
    alliance.world.telegram.refuse_next("editMessageText", 400, refusal)

    await hoa.taps(hoa.buttons[0])

    assert hoa.read == read


async def test_a_press_that_waited_too_long_for_telegram_is_done_without_apology(
    alliance: Alliance,
):
    hoa = alliance.hoa
    await hoa.sends("/han")
    alliance.world.telegram.refuse_next("answerCallbackQuery", 400, TOO_OLD)

    await hoa.taps(hoa.buttons[0])

    assert APOLOGY not in "".join(hoa.read)


async def test_a_late_press_that_was_to_be_told_something_gets_a_message(alliance: Alliance):
    await alliance.world.goes_to("2023-02-03 07:30")
    alliance.world.telegram.refuse_next("answerCallbackQuery", 400, TOO_OLD)

    told = await alliance.hoa.taps("Để mai nhắc")

    assert "nhắc lại" in told


@pytest.mark.parametrize("status", [403, 429, 500, 502])
async def test_a_report_handed_in_is_kept_whatever_telegram_says_to_the_answer(
    alliance: Alliance, status: int
):
    hoa, telegram = alliance.hoa, alliance.world.telegram
    parameters = {"retry_after": 3600} if status == 429 else None
    await hoa.sends("bao gio nop bc 6 thang")
    await hoa.taps("Nộp ngay")
    await hoa.sends("Đã hoàn thành 3 chỉ tiêu")
    await hoa.taps("Xem lại và nộp")
    telegram.refuse_next("editMessageText", status, "Refused", parameters)

    await hoa.taps("Nộp báo cáo")

    async with alliance.world.app.database.reading() as db:
        receipts = (await db.exec(select(func.count()).select_from(Receipt))).one()
    assert receipts == 1
    assert any("BIÊN NHẬN số 0001" in text for text in hoa.read)
    assert "Traceback" not in "".join(hoa.read)
    assert await nothing_waits(alliance)


async def test_a_bug_becomes_an_apology_with_a_reference_once(
    alliance: Alliance, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    async def breaks(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("handlers.settings.show", breaks)

    told = await alliance.hoa.sends("/caidat")

    assert APOLOGY in told
    reference = told.rstrip(".").split()[-1]
    assert reference in capsys.readouterr().out
    assert sum(APOLOGY in text for text in alliance.hoa.read) == 1
    assert await nothing_waits(alliance)


async def test_a_commands_menu_that_is_refused_stops_nobody_from_joining(alliance: Alliance):
    world = alliance.world
    code = await world.invite(alliance.officer, "LĐLĐ huyện Phong Thổ")
    newcomer = world.stranger("Người Mới")
    await newcomer.starts(code)
    await newcomer.taps(newcomer.buttons[0])
    world.telegram.refuse_next("setMyCommands", 500, "Internal Server Error")

    await newcomer.taps("Đồng ý")

    assert APOLOGY not in "".join(newcomer.read)
    assert newcomer.person.reply_keyboard is not None


def in_group(person: Person, **fields: Any) -> dict[str, Any]:
    """News from a group of this person's."""
    group = {"id": -1_001_234_567_890, "type": "supergroup", "title": "Khối huyện"}
    return {"chat": group, "from": person.user, "date": 1_675_000_000, **fields}


async def test_a_group_is_neither_answered_nor_believed(alliance: Alliance):
    world, hoa = alliance.world, alliance.hoa
    outsider = world.stranger("Người Ngoài").person
    known, read = await members(alliance), hoa.read
    bot = world.telegram.me
    standing = {
        "old_chat_member": {"user": bot, "status": "member"},
        "new_chat_member": {"user": bot, "status": "kicked", "until_date": 0},
    }
    calls = len(world.telegram.calls)

    push = world.telegram.updates.push
    push("my_chat_member", in_group(hoa.person, **standing))
    push("message", in_group(outsider, message_id=5, text="/han@thidua_demo_bot"))
    push("message", in_group(hoa.person, message_id=6, text="/huy"))
    await world.settle()

    assert await members(alliance) == known
    assert hoa.read == read
    assert len(world.telegram.calls) == calls
    assert await nothing_waits(alliance)


async def test_an_edited_command_does_not_run_twice(alliance: Alliance):
    hoa = alliance.hoa
    hoa.person.send("/han")
    await alliance.world.settle()
    typed = next(posted.message_id for posted in reversed(list(hoa.person.chat)) if posted.outgoing)
    read = hoa.read

    hoa.person.edit(typed, "/baocao")
    await alliance.world.settle()

    assert hoa.read == read
    assert await nothing_waits(alliance)
