"""Groups: officers say whose they are, the bot follows them, and nothing leaks there."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from bot.actions.outbox import put
from bot.rules.outbox import Lane
from bot.simulator.groups import ANONYMOUS, Standing, set_bot
from bot.simulator.participant import Participant
from storage.tables import GroupChat, InboxUpdate, Member
from tests.stories.beginning import Alliance
from tests.stories.world import Phone, World, joins

TITLE = "Khối huyện 2023 – trao đổi"
GREETING = "Nhóm này nhận thông báo của Liên đoàn Lao động tỉnh Lai Châu gửi Khối huyện."
HELP = "Đây là bot phong trào thi đua của Liên đoàn Lao động tỉnh Lai Châu."


async def adds_bot(phone: Phone, title: str, *others: Phone, is_super: bool = False) -> Participant:
    """Make a group of some people and put the bot into it; gives the maker in the group."""
    people = [other.person for other in others]
    seat = phone.person.create_group(title, *people, is_super=is_super)
    seat.add_bot()
    await phone.world.settle()
    return seat


async def links(phone: Phone, *others: Phone, to: str = "Khối huyện") -> Participant:
    """A group that is somebody's."""
    seat = await adds_bot(phone, TITLE, *others)
    await phone.taps(to)
    return seat


def said_in(seat: Participant) -> list[str]:
    """What the bot wrote in a group, in order, its comings and goings left out."""
    bodies = [posted.body for posted in seat.group if not posted.outgoing]
    return [body["text"] for body in bodies if "text" in body]


async def rows(world: World) -> list[GroupChat]:
    async with world.app.database.reading() as db:
        return list(await db.exec(select(GroupChat).order_by(col(GroupChat.id))))


@pytest.mark.both_engines
async def test_the_officer_who_adds_the_bot_says_whose_the_group_is(alliance: Alliance) -> None:
    officer = alliance.officer
    seat = await adds_bot(officer, TITLE, alliance.hoa)
    asked, buttons, before = officer.last, officer.buttons, said_in(seat)
    told = await officer.taps("Khối huyện")

    assert asked.startswith(f"Bot vừa được thêm vào nhóm {TITLE}. Nhóm này dùng cho ai?")
    assert buttons == ["Nhóm cán bộ thi đua", "Khối huyện", "Khối ngành", "Rời nhóm"]
    assert before == []
    assert "Dùng cho: Khối huyện" in told
    assert [each.partition("\n")[0] for each in said_in(seat)] == [GREETING]


async def test_officers_see_and_change_their_groups(alliance: Alliance) -> None:
    officer = alliance.officer
    await links(officer)

    listed = await officer.sends("/nhom")
    await officer.taps(TITLE)
    await officer.taps("Đổi nơi dùng nhóm")
    changed = await officer.taps("Nhóm cán bộ thi đua")

    assert f"• {TITLE} – Khối huyện" in listed
    assert "Dùng cho: nhóm cán bộ thi đua" in changed
    assert "Đăng tình hình nộp của khối" not in officer.buttons


async def test_pressing_the_same_choice_twice_greets_once(alliance: Alliance) -> None:
    seat = await adds_bot(alliance.officer, TITLE)
    for _ in range(2):
        alliance.officer.person.tap("Khối huyện")
    await alliance.world.settle()

    assert len(said_in(seat)) == 1


async def test_who_is_no_officer_adds_the_bot_in_vain(alliance: Alliance) -> None:
    stranger = alliance.world.stranger("Người lạ")
    for phone in (alliance.hoa, stranger):
        before = len(phone.read)
        seat = await adds_bot(phone, "Nhóm nhà", alliance.pao)
        (farewell,) = said_in(seat)

        assert "chỉ hoạt động khi do cán bộ thi đua" in farewell
        assert not seat.group.has_bot
        assert len(phone.read) == before
    assert await rows(alliance.world) == []


async def test_bot_that_may_not_write_leaves_without_a_word(alliance: Alliance) -> None:
    seat = alliance.hoa.person.create_group("Nhóm nhà")
    seat.let_members_post(may=False)
    seat.add_bot()
    await alliance.world.settle()

    assert (said_in(seat), seat.group.has_bot) == ([], False)


async def test_an_anonymous_administrator_is_told_why_the_bot_leaves(alliance: Alliance) -> None:
    seat = alliance.officer.person.create_group(TITLE, is_super=True)
    set_bot(alliance.world.telegram, seat.group, Standing.MEMBER, ANONYMOUS)
    await alliance.world.settle()

    assert "vui lòng tắt chế độ ẩn danh" in said_in(seat)[-1]
    assert not seat.group.has_bot


@pytest.mark.both_engines
@pytest.mark.both_ways
async def test_a_group_that_becomes_a_supergroup_is_followed_without_a_question(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    seat = await links(officer, alliance.hoa)
    read = list(officer.read)
    new = seat.upgrade()
    await alliance.world.settle()
    alliance.hoa.person.in_group(new.group).send("/trogiup")
    await alliance.world.settle()

    assert officer.read == read
    (group,) = await rows(alliance.world)
    assert (group.telegram_id, group.title, group.left_at) == (new.group.chat_id, TITLE, None)
    assert said_in(new)[0].startswith(HELP)


@pytest.mark.both_engines
async def test_what_waits_while_a_group_is_upgraded_arrives_once(alliance: Alliance) -> None:
    officer = alliance.officer
    seat = await adds_bot(officer, TITLE)
    officer.person.tap("Khối huyện")
    new = seat.upgrade()
    await alliance.world.settle()

    assert said_in(seat) == []
    assert [each.partition("\n")[0] for each in said_in(new)] == [GREETING]


async def test_another_group_of_the_same_name_is_asked_about(alliance: Alliance) -> None:
    officer = alliance.officer
    await links(officer)
    await adds_bot(officer, TITLE, is_super=True)

    assert officer.last.startswith(f"Bot vừa được thêm vào nhóm {TITLE}")
    assert len(await rows(alliance.world)) == 2


async def test_a_new_title_is_followed(alliance: Alliance) -> None:
    seat = await links(alliance.officer)
    seat.rename("Khối huyện năm 2023")
    await alliance.world.settle()

    assert "• Khối huyện năm 2023 – Khối huyện" in await alliance.officer.sends("/nhom")


async def test_officers_are_told_once_that_the_bot_was_put_out(alliance: Alliance) -> None:
    officer = alliance.officer
    seat = await links(officer, alliance.hoa)
    alliance.hoa.person.in_group(seat.group).remove_bot()
    await alliance.world.settle()

    assert officer.last.startswith(f"Bot đã bị đưa ra khỏi nhóm {TITLE} (Khối huyện)")
    listed = await officer.sends("/nhom")
    assert f"• {TITLE} – Khối huyện (bot không còn trong nhóm)" in listed
    await officer.taps(TITLE)
    assert TITLE not in await officer.taps("Bỏ khỏi danh sách")


async def test_the_bot_that_comes_back_finds_the_group_as_it_was(alliance: Alliance) -> None:
    officer = alliance.officer
    seat = await links(officer)
    seat.remove_bot()
    await alliance.world.settle()
    seat.add_bot()
    await alliance.world.settle()

    assert officer.last.startswith(f"Bot đã trở lại nhóm {TITLE}.")
    assert "Dùng cho: Khối huyện" in officer.last
    assert len(said_in(seat)) == 1


async def test_the_bot_leaves_when_an_officer_wishes(alliance: Alliance) -> None:
    officer = alliance.officer
    seat = await links(officer)
    await officer.sends("/nhom")
    await officer.taps(TITLE)
    asked = await officer.taps("Rời nhóm")
    before = seat.group.has_bot
    told = await officer.taps("Rời nhóm")

    assert (before, seat.group.has_bot) == (True, False)
    assert asked.startswith(f"Bot sẽ rời nhóm {TITLE}")
    assert told == f"Bot đã rời nhóm {TITLE}."


async def test_leaving_a_group_that_was_upgraded_meanwhile_leaves_the_new_one(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    seat = await links(officer)
    await officer.taps("Rời nhóm")
    new = seat.upgrade()
    await officer.taps("Rời nhóm")

    assert not new.group.has_bot


async def test_a_choice_about_a_group_the_bot_is_out_of_is_explained(alliance: Alliance) -> None:
    officer = alliance.officer
    seat = await adds_bot(officer, TITLE)
    seat.remove_bot()
    await alliance.world.settle()

    assert (await officer.taps("Khối huyện")).startswith(f"Bot không còn trong nhóm {TITLE}.")


async def test_officers_are_told_that_the_bot_may_not_write(alliance: Alliance) -> None:
    officer = alliance.officer
    seat = await adds_bot(officer, TITLE)
    seat.let_members_post(may=False)
    await officer.taps("Khối huyện")

    assert f"Bot không được phép gửi tin trong nhóm {TITLE}" in " ".join(officer.read)
    assert said_in(seat) == []


@pytest.mark.parametrize(
    "words", ["/han", "/han@thidua_demo_bot", "nhờ @thidua_demo_bot", "/start"]
)
async def test_in_a_group_the_bot_says_where_people_are_answered_and_no_more(
    alliance: Alliance, words: str
) -> None:
    seat = await links(alliance.officer, alliance.hoa)
    in_private = list(alliance.hoa.read)
    alliance.hoa.person.in_group(seat.group).send(words)
    await alliance.world.settle()

    answer = said_in(seat)[-1]
    assert answer.startswith(HELP)
    assert "chat riêng" in answer
    assert "Tam Đường" not in " ".join(said_in(seat))
    assert alliance.hoa.read == in_private


async def test_the_bot_is_called_under_a_picture_too(alliance: Alliance) -> None:
    seat = await links(alliance.officer, alliance.hoa)
    alliance.hoa.person.in_group(seat.group).send_photo(b"\xff\xd8\xff", "nhờ @thidua_demo_bot xem")
    await alliance.world.settle()

    assert said_in(seat)[-1].startswith(HELP)


async def test_the_bot_explains_itself_once_a_minute_and_to_replies_once_an_hour(
    alliance: Alliance,
) -> None:
    seat = await links(alliance.officer, alliance.hoa)
    greeting = seat.last["message_id"]
    hoa = alliance.hoa.person.in_group(seat.group)
    for _ in range(3):
        hoa.send("/han")
    await alliance.world.settle()
    called = len(said_in(seat)) - 1
    for moment in ("2023-01-30 08:01", "2023-01-30 08:02"):
        await alliance.world.goes_to(moment)
        hoa.send("đã rõ ạ", reply_to=greeting)
        await alliance.world.settle()

    assert called == 1
    assert len(said_in(seat)) - 1 == 2


async def test_a_group_that_is_nobodys_hears_only_that_it_is_not_tied(alliance: Alliance) -> None:
    seat = await adds_bot(alliance.officer, TITLE, alliance.hoa)
    alliance.hoa.person.in_group(seat.group).send("/han@thidua_demo_bot")
    await alliance.world.settle()

    (told,) = said_in(seat)
    assert told.startswith("Nhóm chưa được gắn với tổ chức nào.")


async def test_a_button_pressed_in_a_group_does_nothing_and_says_so(alliance: Alliance) -> None:
    hoa = alliance.hoa
    seat = await links(alliance.officer, hoa)
    in_group = hoa.person.in_group(seat.group)
    in_private = list(hoa.read)
    unit = alliance.world.units["LĐLĐ huyện Tam Đường"]
    for data in (f"dl:{unit}:0", "h", "se", "made up"):
        in_group.tap_data(seat.last["message_id"], data)
        await alliance.world.settle()
        assert hoa.person.toast == "Nút này dùng trong chat riêng với bot."

    assert len(said_in(seat)) == 1
    assert hoa.read == in_private


async def test_a_stranger_whose_press_came_too_late_stops_nothing(alliance: Alliance) -> None:
    stranger = alliance.world.stranger("Người lạ")
    seat = await links(alliance.officer, stranger)
    stranger.person.in_group(seat.group).tap_data(seat.last["message_id"], "h")
    alliance.world.telegram.queries.expire()
    seat.rename("Khối huyện năm 2023")
    await alliance.world.settle()

    assert stranger.person.toast is None
    assert "Khối huyện năm 2023" in await alliance.officer.sends("/nhom")


async def test_what_waits_for_a_group_is_dropped_when_it_becomes_anothers(
    alliance: Alliance,
) -> None:
    seat = await links(alliance.officer)
    (group,) = await rows(alliance.world)
    async with alliance.world.app.database.transaction() as db:
        later = alliance.world.clock.now() + timedelta(days=1)
        details = {"bloc": group.bloc_id}
        await put(
            db,
            lane=Lane.NOTICE,
            group_id=group.id,
            message="bloc_standing",
            details=details,
            due_at=later,
        )
    await alliance.officer.taps("Đổi nơi dùng nhóm")
    await alliance.officer.taps("Nhóm cán bộ thi đua")
    await alliance.world.goes_to("2023-01-31 09:00")

    assert not any("Tình hình nộp" in said for said in said_in(seat))


async def test_who_only_talks_in_a_group_is_not_remembered_nor_what_they_say(
    alliance: Alliance,
) -> None:
    stranger = alliance.world.stranger("Người lạ")
    seat = await links(alliance.officer, stranger)
    seat.promote_bot()
    talker = stranger.person.in_group(seat.group)
    talker.send("chuyện riêng của chúng tôi")
    talker.send("/han chuyện riêng")
    await alliance.world.settle()

    async with alliance.world.app.database.reading() as db:
        known = select(Member.id).where(col(Member.telegram_id) == stranger.person.id)
        assert (await db.exec(known)).first() is None
        kept = [str(body) for body in await db.exec(select(InboxUpdate.body))]
    assert not any("chuyện riêng của chúng tôi" in body for body in kept)


async def test_whoever_blocked_the_bot_stays_lost_though_they_write_in_a_group(
    alliance: Alliance,
) -> None:
    seat = await links(alliance.officer, alliance.hoa)
    alliance.hoa.person.block()
    alliance.hoa.person.in_group(seat.group).send("/han")
    await alliance.world.settle()

    async with alliance.world.app.database.reading() as db:
        lost = select(Member.blocked_at).where(col(Member.telegram_id) == alliance.hoa.person.id)
        assert (await db.exec(lost)).one() is not None


async def test_a_group_joined_while_nobody_heard_is_asked_about_at_the_first_call(
    alliance: Alliance,
) -> None:
    """Telegram keeps what it has to tell for a day."""
    seat = alliance.officer.person.create_group(TITLE)
    seat.add_bot()
    alliance.world.telegram.updates.forget()
    seat.send("/start@thidua_demo_bot")
    await alliance.world.settle()

    assert alliance.officer.last.startswith(f"Bot vừa được thêm vào nhóm {TITLE}")


async def test_officers_of_two_organisations_have_their_own_groups(alliance: Alliance) -> None:
    _, code = await alliance.world.organisation("yen-bai-2025")
    other = await alliance.world.officer(code, "Đỗ Nhân Đạo")
    await links(alliance.officer)
    (group,) = await rows(alliance.world)

    listed = await other.sends("/nhom")
    message = other.person.last["message_id"]
    for data in (
        f"ojo:{group.id}",
        f"ojw:{group.id}:1:0",
        f"ojk:{group.id}:2:0",
        f"ojy:{group.id}",
    ):
        other.person.tap_data(message, data)
        await alliance.world.settle()

    assert TITLE not in " ".join([listed, *other.read])
    assert (await rows(alliance.world)) == [group]


async def test_another_organisations_officer_who_adds_it_again_is_asked_anew(
    alliance: Alliance,
) -> None:
    _, code = await alliance.world.organisation("yen-bai-2025")
    other = await alliance.world.officer(code, "Đỗ Nhân Đạo")
    seat = await links(alliance.officer, other)
    seat.remove_bot()
    await alliance.world.settle()
    other.person.in_group(seat.group).add_bot()
    await alliance.world.settle()

    assert other.last.startswith(f"Bot vừa được thêm vào nhóm {TITLE}")
    assert "Khối huyện" not in " ".join(other.buttons)
    assert TITLE not in await alliance.officer.sends("/nhom")


@pytest.mark.both_engines
async def test_an_officer_of_two_organisations_chooses_which(alliance: Alliance) -> None:
    _, code = await alliance.world.organisation("yen-bai-2025")
    officer = alliance.officer
    await joins(officer, code)
    seat = await adds_bot(officer, TITLE)
    organisations = officer.buttons
    yen_bai = next(label for label in organisations if "Yên Bái" in label)
    await officer.taps(yen_bai)
    purposes = officer.buttons
    await officer.taps("Nhóm cán bộ thi đua")

    assert len(organisations) == 3
    assert purposes == ["Nhóm cán bộ thi đua", "Rời nhóm"]
    assert "Yên Bái" in said_in(seat)[0]


async def test_the_groups_somebody_added_the_bot_to_are_among_their_data(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await links(officer)
    await officer.sends("/privacy")
    await officer.taps("Gửi dữ liệu của tôi")

    stored = alliance.world.telegram.files.find(officer.person.last["document"]["file_id"])
    assert stored is not None
    assert TITLE in stored.content.decode()
