"""Groups: who is in them, what the bot hears and may say, and those that become supergroups."""

from typing import Any

import pytest

from bot.simulator.limits import FloodLimits
from bot.simulator.participant import Participant
from bot.simulator.person import Person
from bot.simulator.telegram import Telegram
from tests.simulator.conftest import Api, Hands, Json
from tests.simulator.markups import inline, reply_keys

UPGRADED = "400 Bad Request: group chat was upgraded to a supergroup chat"


@pytest.fixture
def minh(telegram: Telegram) -> Person:
    return telegram.add_person("Minh")


@pytest.fixture(params=["group", "supergroup"])
def seat(request: pytest.FixtureRequest, lan: Person, minh: Person) -> Participant:
    """Lan in a group with Minh and the bot; the bot has been told, and has confirmed it."""
    return with_bot(lan, minh, is_super=request.param == "supergroup")


@pytest.fixture
def basic(lan: Person, minh: Person) -> Participant:
    return with_bot(lan, minh, is_super=False)


def with_bot(lan: Person, minh: Person, *, is_super: bool) -> Participant:
    seat = lan.create_group("Khối huyện", minh, is_super=is_super)
    seat.add_bot()
    lan.telegram.updates.forget()
    return seat


async def news(api: Api) -> list[Json]:
    return list(await api.result("getUpdates"))


async def test_bot_is_told_who_added_it(api: Api, lan: Person) -> None:
    seat = lan.create_group("Khối huyện")
    seat.add_bot()

    added, joined = await news(api)

    change = added["my_chat_member"]
    assert change["chat"] == {
        "id": seat.group.chat_id,
        "title": "Khối huyện",
        "type": "group",
        "all_members_are_administrators": True,
    }
    assert change["from"] == lan.user
    statuses = [change[key]["status"] for key in ("old_chat_member", "new_chat_member")]
    assert statuses == ["left", "member"]
    assert joined["message"]["new_chat_members"] == [change["new_chat_member"]["user"]]


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("chào cả nhà", False),
        ("/han", True),
        ("/han@thidua_demo_bot", True),
        ("/han@Thidua_Demo_Bot tháng 6", True),
        ("/han@another_bot", False),
        ("xem /han nhé", False),
        ("nhờ @thidua_demo_bot nhé", True),
        ("nhờ @another_bot nhé", False),
    ],
)
async def test_privacy_mode_lets_the_bot_hear_what_is_said_to_it(
    api: Api, seat: Participant, text: str, heard: bool
) -> None:
    seat.send(text)

    assert [each["message"]["text"] for each in await news(api)] == [text] * heard


async def test_replies_to_the_bot_and_what_happens_to_the_group_are_heard(
    api: Api, seat: Participant, minh: Person, telegram: Telegram
) -> None:
    posted = await api.result("sendMessage", chat_id=seat.group.chat_id, text="Chào cả khối")
    hoa = telegram.add_person("Hòa")
    seat.send("vâng", reply_to=posted["message_id"])
    seat.add(hoa.user)
    minh.in_group(seat.group).leave()
    seat.rename("Khối huyện 2023")
    seat.send("nói riêng với nhau")

    reply, joined, left, renamed = [each["message"] for each in await news(api)]

    assert reply["reply_to_message"]["message_id"] == posted["message_id"]
    assert joined["new_chat_members"] == [hoa.user]
    assert left["left_chat_member"] == minh.user
    assert renamed["new_chat_title"] == renamed["chat"]["title"] == "Khối huyện 2023"


async def test_an_administrator_hears_everything(api: Api, seat: Participant) -> None:
    seat.promote_bot()
    sent = seat.send("chào cả nhà")
    seat.edit(sent["message_id"], "chào cả khối")
    seat.demote_bot()
    seat.send("nói riêng")

    promoted, said, corrected, demoted = await news(api)

    assert promoted["my_chat_member"]["new_chat_member"]["status"] == "administrator"
    assert said["message"]["text"] == "chào cả nhà"
    assert corrected["edited_message"]["text"] == "chào cả khối"
    assert demoted["my_chat_member"]["new_chat_member"]["status"] == "member"


async def test_bot_posts_and_edits_and_anybody_presses_its_buttons(
    api: Api, seat: Participant, minh: Person
) -> None:
    group = seat.group.chat_id
    sent = await api.result("sendMessage", chat_id=group, text="5/12", reply_markup=inline("A"))
    minh.in_group(seat.group).tap("A")
    (press,) = await news(api)
    query = press["callback_query"]
    await api.result("answerCallbackQuery", callback_query_id=query["id"], text="Trong chat riêng")
    edited = await api.result(
        "editMessageText", chat_id=group, message_id=sent["message_id"], text="6/12"
    )

    assert (query["from"], query["message"]["chat"]["id"]) == (minh.user, group)
    assert minh.toast == "Trong chat riêng"
    assert (seat.last, seat.last_text) == (edited, "6/12")


async def test_albums_copies_and_forwards_go_into_groups(
    api: Api, seat: Participant, lan: Person
) -> None:
    group = seat.group.chat_id
    letter = lan.send_document("cong-van.pdf", b"%PDF")
    scan = lan.send_photo(b"\xff\xd8\xff")["photo"][-1]["file_id"]
    source: Json = {"from_chat_id": lan.id, "message_id": letter["message_id"]}

    await api.result("copyMessage", chat_id=group, **source)
    await api.result("forwardMessage", chat_id=group, **source)
    await api.result(
        "sendMediaGroup",
        chat_id=group,
        media=[{"type": "photo", "media": scan}, {"type": "photo", "media": scan}],
    )

    copied, forwarded, *album = seat.messages[-4:]
    assert "forward_origin" not in copied
    assert forwarded["forward_origin"]["sender_user"] == lan.user
    assert len({each["media_group_id"] for each in album}) == 1


@pytest.mark.parametrize(
    ("rules", "hours", "whose", "refusal"),
    [
        (False, 47, "bot", None),
        (False, 49, "bot", "400 Bad Request: message can't be deleted for everyone"),
        (False, 1, "lan", "400 Bad Request: message can't be deleted"),
        (True, 49, "lan", None),
    ],
)
async def test_bot_deletes_its_own_messages_for_two_days_and_as_administrator_all(
    api: Api, seat: Participant, hands: Hands, rules: bool, hours: int, whose: str, refusal: str
) -> None:
    group = seat.group.chat_id
    own = await api.result("sendMessage", chat_id=group, text="x")
    message = own if whose == "bot" else seat.send("x")
    if rules:
        seat.promote_bot()
    hands.forward(hours=hours)
    asked: Json = {"chat_id": group, "message_id": message["message_id"]}

    answer = await api.ask("deleteMessage", **asked)

    said = None if answer["ok"] else f"{answer['status']} {answer['description']}"
    assert said == refusal
    assert (seat.group.find(message["message_id"]) is None) == answer["ok"]


async def test_several_messages_are_deleted_as_far_as_they_can_be(
    api: Api, seat: Participant
) -> None:
    group = seat.group.chat_id
    own = (await api.result("sendMessage", chat_id=group, text="x"))["message_id"]
    others = seat.send("x")["message_id"]

    assert await api.result("deleteMessages", chat_id=group, message_ids=[own, others])

    assert seat.group.find(own) is None
    assert seat.group.find(others) is not None


async def test_group_and_its_members_can_be_looked_at(
    api: Api, seat: Participant, minh: Person, telegram: Telegram
) -> None:
    group = seat.group.chat_id
    hoa = telegram.add_person("Hòa")

    chat = await api.result("getChat", chat_id=group)
    standing = [
        (await api.result("getChatMember", chat_id=group, user_id=user))["status"]
        for user in (minh.id, hoa.id, telegram.me["id"])
    ]

    assert (chat["id"], chat["title"], chat["type"]) == (group, "Khối huyện", seat.group.kind)
    assert standing == ["member", "left", "member"]
    assert await api.refusal("getChatMember", chat_id=group, user_id=5) == (
        "400 Bad Request: member not found"
    )


async def test_bot_that_leaves_is_told_so_and_is_no_longer_a_member(
    api: Api, seat: Participant, telegram: Telegram
) -> None:
    group = seat.group.chat_id

    await api.result("leaveChat", chat_id=group)

    (left,) = await news(api)
    change = left["my_chat_member"]
    assert (change["from"], change["new_chat_member"]["status"]) == (telegram.me, "left")
    refusal = f"403 Forbidden: bot is not a member of the {seat.group.kind} chat"
    assert await api.refusal("sendMessage", chat_id=group, text="x") == refusal
    assert await api.refusal("leaveChat", chat_id=group) == refusal


async def test_bot_that_was_put_out_is_told_by_whom_and_refused(
    api: Api, seat: Participant, lan: Person
) -> None:
    sent = await api.result("sendMessage", chat_id=seat.group.chat_id, text="x")
    asked: Json = {"chat_id": seat.group.chat_id, "text": "y"}

    seat.remove_bot()

    *_, removed = await news(api)
    change = removed["my_chat_member"]
    assert (change["from"], change["new_chat_member"]["status"]) == (lan.user, "kicked")
    refusal = f"403 Forbidden: bot was kicked from the {seat.group.kind} chat"
    assert await api.refusal("sendMessage", **asked) == refusal
    edit = asked | {"message_id": sent["message_id"]}
    assert await api.refusal("editMessageText", **edit) == refusal
    seat.send("/han@thidua_demo_bot")
    assert removed == (await news(api))[-1]


async def test_deleted_group_takes_nothing(api: Api, basic: Participant) -> None:
    basic.delete_group()

    assert await api.refusal("sendMessage", chat_id=basic.group.chat_id, text="x") == (
        "403 Forbidden: the group chat was deleted"
    )
    with pytest.raises(RuntimeError, match="not in the group"):
        basic.send("x")


@pytest.mark.parametrize(
    ("method", "content", "noun"),
    [
        ("sendMessage", {"text": "x"}, "text messages"),
        ("sendDocument", {"document": "file"}, "documents"),
        ("sendPhoto", {"photo": "file"}, "photos"),
    ],
)
async def test_bot_without_the_right_to_post_is_refused_unless_it_administrates(
    api: Api, seat: Participant, method: str, content: Json, noun: str
) -> None:
    seat.let_members_post(may=False)
    group = seat.group.chat_id

    refusal = await api.refusal(method, chat_id=group, **content)
    seat.promote_bot()
    sent = await api.result("sendMessage", chat_id=group, text="x")

    assert refusal == f"400 Bad Request: not enough rights to send {noun} to the chat"
    assert seat.last == sent


async def test_group_the_bot_never_met_is_not_found(api: Api, lan: Person) -> None:
    seat = lan.create_group("Nhóm riêng")

    assert await api.refusal("sendMessage", chat_id=seat.group.chat_id, text="x") == (
        "400 Bad Request: chat not found"
    )


async def test_reply_keyboards_stay_out_of_groups(api: Api, seat: Participant) -> None:
    asked: dict[str, Any] = {"chat_id": seat.group.chat_id, "text": "x"}

    assert await api.refusal("sendMessage", **asked, reply_markup=reply_keys("Hạn")) == (
        "400 Bad Request: reply keyboards in groups are not served here"
    )


async def test_upgraded_group_is_over_and_says_where_it_went(
    api: Api, basic: Participant, lan: Person
) -> None:
    old = basic.group.chat_id
    sent = await api.result("sendMessage", chat_id=old, text="x")

    new = basic.upgrade()

    joined, there, here = await news(api)
    assert joined["my_chat_member"]["chat"]["id"] == new.group.chat_id
    assert joined["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert (there["message"]["chat"]["id"], there["message"]["migrate_to_chat_id"]) == (
        old,
        new.group.chat_id,
    )
    assert (here["message"]["chat"]["type"], here["message"]["migrate_from_chat_id"]) == (
        "supergroup",
        old,
    )
    assert here["message"]["from"]["username"] == "GroupAnonymousBot"
    refused = await api.ask("sendMessage", chat_id=old, text="y")
    assert f"{refused['status']} {refused['description']}" == UPGRADED
    assert refused["parameters"] == {"migrate_to_chat_id": new.group.chat_id}
    edit: Json = {"chat_id": old, "message_id": sent["message_id"], "text": "y"}
    assert (
        await api.refusal("editMessageText", **edit) == "400 Bad Request: message can't be edited"
    )
    assert lan.groups == [new.group]


async def test_supergroup_numbers_its_own_messages(api: Api, basic: Participant) -> None:
    basic.telegram.last_message_id = 7_000_000_000
    new = basic.upgrade()

    sent = await api.result("sendMessage", chat_id=new.group.chat_id, text="x")
    private = await api.result("sendMessage", chat_id=basic.id, text="x")

    assert sent["message_id"] == 2
    assert private["message_id"] == 7_000_000_002


async def test_group_takes_twenty_messages_a_minute(seat: Participant) -> None:
    now = 0.0
    limits = FloodLimits(clock=lambda: now)
    waits = []
    for _ in range(21):
        waits.append(limits.take(seat.group.chat_id))
        now += 1.0
    now = 60.0

    assert waits == [0] * 20 + [40]
    assert limits.take(seat.group.chat_id) == 0


async def test_commands_of_groups_are_offered_there_alone(
    api: Api, seat: Participant, lan: Person
) -> None:
    here = [{"command": "trogiup", "description": "Bot này làm gì"}]
    everywhere = [{"command": "han", "description": "Hạn"}]
    await api.result("setMyCommands", commands=everywhere)
    before = seat.commands
    await api.result("setMyCommands", commands=here, scope={"type": "all_group_chats"})

    assert (before, seat.commands, lan.commands) == (everywhere, here, everywhere)
