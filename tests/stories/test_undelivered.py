"""What did not get through is visible to officers, with what to do about it."""

from typing import Any

import pytest
from sqlmodel import col, select

from bot.callbacks import pack
from bot.messages.undelivered import OpenUnreached, SendAgain, SettleMessages
from bot.rules.outbox import OutboxState
from storage.tables import GroupChat, Member, OutboxMessage
from tests.stories.beginning import Alliance
from tests.stories.test_at_once import second_officer, together
from tests.stories.test_missing import hand_in
from tests.stories.test_records import reports
from tests.stories.world import Phone, joins, local

NOTHING = "Mọi tin đã gửi đều đến nơi, ai cũng liên lạc được."
TOO_LONG = "Bad Request: message is too long"
REFUSED = "Bad Request: BUTTON_DATA_INVALID"
HOA = "Nguyễn Văn Hòa"
REMINDER_DAY, DAY_AFTER = "2023-05-11 08:00", "2023-05-12 08:00"


async def decision_refused(alliance: Alliance, refusal: str = TOO_LONG) -> None:
    """Hòa's report is accepted, and the message that says so is refused by Telegram."""
    await reports(alliance.hoa)
    await alliance.officer.taps("Xem báo cáo")
    alliance.world.telegram.refuse_next("sendMessage", 400, refusal)
    await alliance.officer.taps("Tiếp nhận")


async def reminder_refused(alliance: Alliance, status: int = 400, said: str = REFUSED) -> None:
    """On a day of the ladder Hòa's reminder is refused; those of the others arrive."""
    await alliance.world.manager(alliance.officer, "LĐLĐ huyện Phong Thổ", "Giàng A Chu")
    await alliance.world.goes_to("2023-05-10 08:00")
    alliance.world.telegram.refuse_next("sendMessage", status, said)
    await alliance.world.goes_to(REMINDER_DAY)


async def member_id(alliance: Alliance, phone: Phone) -> int:
    async with alliance.world.app.database.reading() as db:
        same = select(Member.id).where(col(Member.telegram_id) == phone.person.id)
        return (await db.exec(same)).one() or 0


async def test_with_everything_delivered_the_list_says_so(alliance: Alliance):
    assert NOTHING in await alliance.officer.sends("/khongden")


@pytest.mark.both_engines
async def test_whoever_blocked_the_bot_is_listed_with_what_to_do_until_they_come_back(
    alliance: Alliance,
):
    officer, pao = alliance.officer, alliance.pao
    pao.person.block()
    await alliance.world.settle()
    told = officer.last
    listed = await officer.sends("/khongden")
    read = await officer.taps("Vàng A Páo")
    buttons = officer.buttons
    pao.person.unblock()
    await alliance.world.settle()

    assert "đã chặn bot, không nhận được nhắc hạn và thông báo." in told
    assert "bấm «Bỏ chặn» hoặc «Khởi động lại»" in told
    assert "• Vàng A Páo (Công đoàn ngành Giáo dục): đã chặn bot" in listed
    assert read.startswith("Vàng A Páo\nCông đoàn ngành Giáo dục – người đại diện")
    assert "Đã chặn bot (từ 08:00 30/01/2023)." in read
    assert buttons == ["Xem đơn vị: Công đoàn ngành Giáo dục", "Về danh sách chưa đến được"]
    assert NOTHING in await officer.sends("/khongden")


@pytest.mark.parametrize(
    ("status", "said", "why", "to_do"),
    [
        (403, "Forbidden: user is deactivated", "đã xoá tài khoản Telegram", "cần đường dẫn mời"),
        (
            403,
            "Forbidden: bot can't initiate conversation with a user",
            "chưa mở trò chuyện với bot",
            "bấm «Bắt đầu»",
        ),
        (400, "Bad Request: chat not found", "chưa mở trò chuyện với bot", "bấm «Bắt đầu»"),
        (403, "Forbidden: bot was blocked by the user", "đã chặn bot", "bấm «Bỏ chặn»"),
    ],
)
async def test_officers_are_told_why_somebody_cannot_be_written_to_any_more(
    alliance: Alliance, status: int, said: str, why: str, to_do: str
):
    await reminder_refused(alliance, status, said)
    told = alliance.officer.last
    listed = await alliance.officer.sends("/khongden")

    assert told.startswith(f"{HOA} (LĐLĐ huyện Tam Đường) {why}, ")
    assert to_do in told
    assert f"• {HOA} (LĐLĐ huyện Tam Đường): {why}" in listed


@pytest.mark.both_engines
async def test_a_message_that_telegram_refused_says_why_and_is_sent_again(alliance: Alliance):
    officer, hoa = alliance.officer, alliance.hoa
    await decision_refused(alliance)
    before = hoa.last
    listed = await officer.sends("/khongden")
    read = await officer.taps(HOA)
    after = await officer.taps("Gửi lại (1)")

    assert f"• {HOA} (LĐLĐ huyện Tam Đường): 1 tin chưa đến" in listed
    assert "• Kết quả xem báo cáo, 08:00 30/01/2023: tin dài quá mức Telegram nhận" in read
    assert read.endswith("Lý do kỹ thuật: Message is too long")
    assert hoa.last != before
    assert "tiếp nhận" in hoa.last
    assert after == "Việc này đã xong, không còn gì phải xử lý."
    assert NOTHING in await officer.sends("/khongden")


async def test_a_message_given_up_after_every_try_is_listed_as_such(alliance: Alliance):
    await decision_refused(alliance)
    async with alliance.world.app.database.transaction() as db:
        row = (
            await db.exec(
                select(OutboxMessage).where(col(OutboxMessage.state) == OutboxState.FAILED)
            )
        ).one()
        row.attempts, row.error = 15, "Timed out"
    await alliance.officer.sends("/khongden")
    read = await alliance.officer.taps(HOA)

    assert "đã thử 16 lần không được" in read
    assert "Lần nào đường truyền tới Telegram cũng lỗi. Vui lòng gửi lại." in read


async def test_a_reminder_that_failed_leaves_the_list_once_the_unit_has_handed_in(
    alliance: Alliance,
):
    await reminder_refused(alliance)
    listed = await alliance.officer.sends("/khongden")
    await hand_in(alliance.hoa)

    assert f"{HOA} (LĐLĐ huyện Tam Đường): 1 tin chưa đến" in listed
    assert NOTHING in await alliance.officer.sends("/khongden")


@pytest.mark.both_engines
async def test_a_reminder_sent_again_is_the_days_one_message(alliance: Alliance):
    world, officer, hoa = alliance.world, alliance.officer, alliance.hoa
    await reminder_refused(alliance)
    await world.goes_to(DAY_AFTER)
    await officer.sends("/khongden")
    await officer.taps(HOA)
    seen = len(hoa.read)
    await officer.taps("Gửi lại (1)")
    again = hoa.read[seen:]
    await officer.sends("/chuanop")
    await officer.taps("Báo cáo sơ kết 6 tháng: 3")
    done = await officer.taps("Nhắc các đơn vị này (3)")

    assert len(again) == 1
    assert "Báo cáo sơ kết 6 tháng" in again[0]
    assert "1 người hôm nay đã được nhắc nên không nhắc thêm" in done
    assert len(hoa.read) == seen + 1


async def test_a_reminder_that_failed_gives_way_to_the_next_one(alliance: Alliance):
    await reminder_refused(alliance)
    await alliance.world.goes_to("2023-05-26 08:00")

    assert NOTHING in await alliance.officer.sends("/khongden")


async def test_what_is_not_worth_sending_is_taken_off_the_list(alliance: Alliance):
    await decision_refused(alliance)
    seen = len(alliance.hoa.read)
    await alliance.officer.sends("/khongden")
    await alliance.officer.taps(HOA)
    await alliance.officer.taps("Bỏ khỏi danh sách này")

    assert NOTHING in await alliance.officer.sends("/khongden")
    assert len(alliance.hoa.read) == seen


@pytest.mark.both_engines
async def test_two_officers_sending_again_at_once_send_it_once(alliance: Alliance):
    other = await second_officer(alliance)
    await decision_refused(alliance)
    for phone in (alliance.officer, other):
        await phone.sends("/khongden")
        await phone.taps(HOA)
    seen = len(alliance.hoa.read)
    await together(alliance.officer, other, label="Gửi lại (1)")

    assert len(alliance.hoa.read) == seen + 1


async def test_nothing_is_sent_again_to_whoever_blocked_the_bot(alliance: Alliance):
    await decision_refused(alliance)
    alliance.hoa.person.block()
    await alliance.world.settle()
    await alliance.officer.sends("/khongden")
    read = await alliance.officer.taps(HOA)

    assert "Tin chưa đến" in read
    assert not any("Gửi lại" in label for label in alliance.officer.buttons)


async def test_a_group_the_bot_was_put_out_of_is_listed(alliance: Alliance):
    left = local("2023-01-31 09:00")
    async with alliance.world.app.database.transaction() as db:
        values: dict[str, Any] = {"added_by": 1, "added_at": left, "left_at": left}
        for number, title in enumerate(("Khối huyện", "Nhóm nơi khác")):
            organisation = alliance.id if number == 0 else None
            group = GroupChat(
                telegram_id=-number - 1, title=title, organisation_id=organisation, **values
            )
            db.add(group)
    read = await alliance.officer.sends("/khongden")

    assert "Nhóm bot không còn tham gia\n• Khối huyện (từ 09:00 31/01/2023)" in read
    assert "Nhóm nơi khác" not in read


@pytest.mark.both_engines
async def test_an_officer_elsewhere_sees_and_sends_nothing(alliance: Alliance):
    world, hoa = alliance.world, alliance.hoa
    _, code = await world.organisation("yen-bai-2025")
    stranger = await world.officer(code, "Đỗ Nhân Đạo")
    await decision_refused(alliance)
    alliance.pao.person.block()
    await world.settle()
    seen, person = len(hoa.read), await member_id(alliance, hoa)
    listed = await stranger.sends("/khongden")
    for press in (OpenUnreached(person), SendAgain(person), SettleMessages(person)):
        stranger.person.tap_data(stranger.person.last["message_id"], pack(press))
        await world.settle()

    assert NOTHING in listed
    assert HOA not in " ".join(stranger.read)
    assert len(hoa.read) == seen
    assert HOA in await alliance.officer.sends("/khongden")


async def test_of_somebody_in_two_organisations_each_sees_its_own_messages(alliance: Alliance):
    world, hoa = alliance.world, alliance.hoa
    other_id, code = await world.organisation("yen-bai-2025")
    stranger = await world.officer(code, "Đỗ Nhân Đạo")
    await world.unit(other_id, "HTX Suối Giàng", "Khối HTX")
    await decision_refused(alliance)
    await joins(hoa, await world.invite(stranger, "HTX Suối Giàng"))

    assert NOTHING in await stranger.sends("/khongden")
    assert HOA in await alliance.officer.sends("/khongden")


async def test_a_manager_cannot_look(alliance: Alliance):
    alliance.pao.person.block()
    await alliance.world.settle()
    read = await alliance.hoa.sends("/khongden")

    assert "Páo" not in read
