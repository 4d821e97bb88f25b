"""Questions in a group: answered when the bot is addressed, with what is common to all alone."""

import pytest
from sqlmodel import select

from bot.simulator.participant import Participant
from storage.tables import Member, OutboxMessage
from tests.stories.beginning import Alliance
from tests.stories.test_groups import HELP, TITLE, adds_bot, links, said_in
from tests.stories.test_records import registers
from tests.stories.test_whom_to_ask import CARD, names
from tests.stories.world import Phone

BOT = "@thidua_demo_bot"
MIDYEAR, ANNUAL = "Báo cáo sơ kết 6 tháng", "Báo cáo tổng kết năm"


async def asks(phone: Phone, seat: Participant, words: str, **more: int) -> str:
    """Say something in the group; gives what the bot said there last."""
    phone.person.in_group(seat.group).send(words, **more)
    await phone.world.settle()
    return said_in(seat)[-1]


@pytest.mark.both_engines
async def test_a_deadline_is_answered_as_the_plan_has_it_and_of_no_unit(alliance: Alliance):
    hoa = alliance.hoa
    seat = await links(alliance.officer, hoa)
    in_private = list(hoa.read)
    question = hoa.person.in_group(seat.group).send(f"{BOT} bao giờ nộp báo cáo 6 tháng ạ")
    await alliance.world.settle()
    answer = said_in(seat)[-1]

    assert answer.startswith(MIDYEAR)
    assert "chậm nhất ngày 10/6/2023" in answer
    assert "Tính cả ngày đó: hạn cuối là Thứ Bảy, 10/06/2023" in answer
    assert "403/KH - LĐLĐ" in answer
    assert "Tình trạng" not in answer
    assert "Tam Đường" not in answer
    assert "reply_markup" not in seat.last
    assert seat.last["reply_to_message"]["message_id"] == question["message_id"]
    assert hoa.read == in_private


async def test_the_name_may_stand_anywhere_and_a_reply_to_the_bot_needs_none(alliance: Alliance):
    hoa = alliance.hoa
    seat = await links(alliance.officer, hoa)
    greeting = seat.last["message_id"]
    named = await asks(hoa, seat, "nhờ @Thidua_Demo_Bot cho hỏi hạn nộp báo cáo năm")
    replied = await asks(hoa, seat, "hạn đăng ký là ngày nào?", reply_to=greeting)

    assert named.startswith(ANNUAL)
    assert replied.startswith("Đăng ký danh hiệu")


async def test_what_is_not_said_to_the_bot_is_met_with_silence(alliance: Alliance):
    hoa = alliance.hoa
    seat = await links(alliance.officer, hoa)
    seat.promote_bot()
    colleague = alliance.officer.person.in_group(seat.group).send("nhắc các đơn vị nhé")
    before = len(said_in(seat))
    await asks(hoa, seat, "bao giờ nộp báo cáo 6 tháng ạ?")
    await asks(hoa, seat, "hạn nộp ngày nào?", reply_to=colleague["message_id"])
    await asks(hoa, seat, "@lan_huong bao giờ nộp báo cáo?")

    assert len(said_in(seat)) == before


@pytest.mark.parametrize(
    "words",
    ["đơn vị em nộp báo cáo chưa", "khối mình còn ai chưa nộp", "em còn thiếu gì", "xin gia hạn"],
)
async def test_what_is_one_units_own_is_sent_to_the_private_chat(alliance: Alliance, words: str):
    hoa = alliance.hoa
    await registers(hoa)
    seat = await links(alliance.officer, hoa)
    answer = await asks(hoa, seat, f"{BOT} {words}")
    (row,) = seat.last["reply_markup"]["inline_keyboard"]

    assert answer.startswith("Đây là việc riêng của từng đơn vị")
    assert [button["url"] for button in row] == ["https://t.me/thidua_demo_bot"]
    assert "Tam Đường" not in answer


async def test_the_plan_is_quoted_with_where_it_says_so(alliance: Alliance):
    seat = await links(alliance.officer, alliance.hoa)
    answer = await asks(alliance.hoa, seat, f"{BOT} không đăng ký thì sao?")

    assert answer.startswith("“Không đăng ký - không xét.")
    assert "(Mục III, khoản 2)" in answer
    assert "reply_markup" not in seat.last


async def test_whom_to_ask_is_told_of_the_groups_organisation(alliance: Alliance):
    await names(alliance.officer, CARD)
    seat = await links(alliance.officer, alliance.hoa)
    answer = await asks(alliance.hoa, seat, f"cho xin sdt cán bộ {BOT}")

    assert answer.startswith("Điện thoại: +84912345678\nNguyễn Thị Hoa")


async def test_how_to_hand_in_names_the_ways_and_where_paper_goes(alliance: Alliance):
    await names(alliance.officer, f"{CARD}\nĐịa chỉ: Phòng 203, số 12 Trần Phú")
    seat = await links(alliance.officer, alliance.hoa)
    answer = await asks(alliance.hoa, seat, f"{BOT} nộp báo cáo 6 tháng như thế nào")
    (row,) = seat.last["reply_markup"]["inline_keyboard"]

    assert answer.startswith(MIDYEAR)
    assert "Nộp trong chat riêng với bot" in answer
    assert "Nơi nhận bản giấy: Phòng 203, số 12 Trần Phú" in answer
    assert all("url" in button for button in row)


async def test_two_questions_in_one_line_are_answered_in_one_message(alliance: Alliance):
    seat = await links(alliance.officer, alliance.hoa)
    before = len(said_in(seat))
    answer = await asks(alliance.hoa, seat, f"{BOT} bao gio nop bc 6 thang, khong dang ky thi sao")

    assert len(said_in(seat)) == before + 1
    assert answer.startswith(MIDYEAR)
    assert "\n\n“Không đăng ký - không xét." in answer


async def test_the_list_of_deadlines_leaves_out_what_is_over(alliance: Alliance):
    seat = await links(alliance.officer, alliance.hoa)
    await alliance.world.goes_to("2023-07-01 08:00")
    answer = await asks(alliance.hoa, seat, f"{BOT} các hạn nộp báo cáo")
    asked = await asks(alliance.hoa, seat, f"{BOT} hạn nộp báo cáo")

    assert ANNUAL in answer
    assert MIDYEAR not in answer
    assert asked.startswith(ANNUAL)


async def test_time_given_to_one_unit_is_not_told_in_the_group(alliance: Alliance):
    officer, hoa = alliance.officer, alliance.hoa
    seat = await links(officer, hoa)
    before = await asks(hoa, seat, f"{BOT} hạn nộp báo cáo năm")
    await hoa.sends("bc nam bao gio nop")
    await hoa.taps("Xin gia hạn")
    await hoa.sends("Chờ số liệu")
    await hoa.sends("20/12")
    await hoa.taps("Gửi đề nghị")
    await officer.sends("/giahan")
    await officer.taps(officer.buttons[0])
    await officer.taps(next(label for label in officer.buttons if label.startswith("Đồng ý")))
    own = await hoa.sends("bc nam bao gio nop")
    after = await asks(hoa, seat, f"{BOT} hạn nộp báo cáo năm")

    assert "20/12/2023" in own
    assert after == before


async def test_a_stranger_in_the_group_is_answered_and_not_remembered(alliance: Alliance):
    stranger = alliance.world.stranger("Người lạ")
    seat = await links(alliance.officer, stranger)
    answer = await asks(stranger, seat, f"{BOT} hạn nộp báo cáo năm, chuyện riêng của tôi")

    assert answer.startswith(ANNUAL)
    async with alliance.world.app.database.reading() as db:
        assert stranger.person.id not in (await db.exec(select(Member.telegram_id))).all()
        owed = [str(details) for details in await db.exec(select(OutboxMessage.details))]
    assert not any("chuyện riêng" in details for details in owed)


async def test_a_group_that_is_nobodys_is_told_once_that_it_must_be_tied(alliance: Alliance):
    seat = await adds_bot(alliance.officer, TITLE, alliance.hoa)
    for words in ("hạn nộp báo cáo năm", "xin chào", "hạn nộp báo cáo năm"):
        await asks(alliance.hoa, seat, f"{BOT} {words}")

    (told,) = said_in(seat)
    assert told.startswith("Nhóm chưa được gắn với tổ chức nào.")
    assert "10/12" not in told


async def test_the_groups_organisation_decides_and_not_whoever_asks(alliance: Alliance):
    world = alliance.world
    _, code = await world.organisation("hai-phong-2023")
    elsewhere = await world.officer(code, "Đỗ Nhân Đạo")
    await names(alliance.officer)
    seat = await adds_bot(elsewhere, TITLE, alliance.hoa)
    await elsewhere.taps("Nhóm cán bộ thi đua")
    answer = await asks(alliance.hoa, seat, f"{BOT} gặp ai để hỏi")

    assert "Phòng Kiểm tra và Tổ chức thành viên" in answer
    assert "Nguyễn Thị Hoa" not in answer


async def test_a_reply_that_asks_nothing_gets_no_answer_of_its_own(alliance: Alliance):
    seat = await links(alliance.officer, alliance.hoa)
    greeting = seat.last["message_id"]
    for words in ("báo cáo đã gửi rồi nhé", "đơn vị em nộp rồi ạ", "đã rõ ạ"):
        await asks(alliance.hoa, seat, words, reply_to=greeting)

    assert [each.partition("\n")[0] for each in said_in(seat)[1:]] == [HELP]


async def test_what_is_not_understood_says_what_may_be_asked(alliance: Alliance):
    seat = await links(alliance.officer, alliance.hoa)
    answer = await asks(alliance.hoa, seat, f"{BOT} giá lúa hôm nay thế nào rồi nhỉ")

    assert answer.startswith(HELP)
    assert "thời hạn, quy định trong kế hoạch, đầu mối liên hệ, cách nộp" in answer


async def test_the_same_update_handled_twice_is_answered_once(alliance: Alliance):
    seat = await links(alliance.officer, alliance.hoa)
    await asks(alliance.hoa, seat, f"{BOT} hạn nộp báo cáo năm")
    async with alliance.world.app.database.reading() as db:
        found = select(OutboxMessage).where(OutboxMessage.message == "group_answer")
        (owed,) = await db.exec(found)
    asked = seat.last["reply_to_message"]["message_id"]

    assert owed.key == f"group_answer:{seat.group.chat_id}:{asked}"


async def test_the_answer_follows_a_group_that_became_a_supergroup(alliance: Alliance):
    seat = await links(alliance.officer, alliance.hoa)
    alliance.hoa.person.in_group(seat.group).send(f"{BOT} hạn nộp báo cáo năm")
    new = seat.upgrade()
    await alliance.world.settle()

    assert [each.partition("\n")[0] for each in said_in(new)] == [ANNUAL]
    assert "reply_to_message" not in new.last
