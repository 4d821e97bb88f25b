"""Groups on the chat page: a second chat on the phones of those who are in one."""

import pytest

from bot.simulator.page import ChatPage
from bot.simulator.page_state import PhoneCard
from bot.simulator.person import Person
from bot.simulator.telegram import Telegram
from tests.simulator.conftest import Api, Json
from tests.simulator.markups import inline
from tests.simulator.page.conftest import Browser


@pytest.fixture
def minh(page: ChatPage, telegram: Telegram) -> Person:
    """Another phone of the page; groups made on it are of Lan and Minh."""
    person = telegram.add_person("Minh")
    page.add_phone(PhoneCard(person.id, "Anh Minh"))
    page.make_groups_of("Khối huyện", [person.id])
    return person


async def groups(browser: Browser) -> list[list[Json]]:
    """The groups of each phone."""
    return [phone["groups"] for phone in (await browser.state())["phones"]]


async def test_a_group_with_the_bot_is_made_and_shown_to_all_of_it(
    browser: Browser, lan: Person, minh: Person
) -> None:
    await browser.act(lan, "group")

    [[of_lan], [of_minh]] = await groups(browser)
    assert (of_lan["title"], of_lan["people"], of_lan["has_bot"]) == ("Khối huyện", 2, True)
    assert (of_lan["unread"], of_minh["unread"]) == (0, 1)
    assert [message["outgoing"] for message in of_lan["messages"]] == [True]
    assert [message["outgoing"] for message in of_minh["messages"]] == [False]


async def test_people_write_read_press_and_send_files_there(
    browser: Browser, api: Api, lan: Person, minh: Person
) -> None:
    await browser.act(lan, "group")
    group = lan.groups[0].chat_id
    sent = await api.result("sendMessage", chat_id=group, text="x", reply_markup=inline("A"))
    at = f"groups/{group}"

    await browser.act(minh, f"{at}/text", {"text": "vâng"})
    await browser.act(minh, f"{at}/read", {"message_id": sent["message_id"]})
    await browser.act(minh, f"{at}/tap", {"message_id": sent["message_id"], "row": 0, "column": 0})

    [[of_lan], [of_minh]] = await groups(browser)
    assert (of_minh["unread"], of_lan["unread"]) == (0, 2)
    assert (of_minh["messages"][-1]["text"], of_minh["messages"][-1]["outgoing"]) == ("vâng", True)
    press = (await api.result("getUpdates"))[-1]["callback_query"]
    assert (press["from"]["id"], press["data"]) == (minh.id, "A")


async def test_an_upgraded_group_stays_one_chat_with_all_that_was_said(
    browser: Browser, api: Api, lan: Person
) -> None:
    await browser.act(lan, "group")
    old = lan.groups[0].chat_id
    sent = await api.result("sendMessage", chat_id=old, text="trước", reply_markup=inline("A"))
    [[before]] = await groups(browser)

    await browser.act(lan, f"groups/{old}/upgrade")
    await api.result("sendMessage", chat_id=lan.groups[0].chat_id, text="sau")

    [[after]] = await groups(browser)
    assert (after["key"], after["id"]) == (before["key"], lan.groups[0].chat_id)
    former = next(m for m in after["messages"] if m.get("text") == "trước")
    assert (former["message_id"], "reply_markup" in former) == (-sent["message_id"], False)
    assert after["messages"][-1]["text"] == "sau"
    assert len({message["message_id"] for message in after["messages"]}) == len(after["messages"])


async def test_the_bot_is_put_out_and_in_again(browser: Browser, lan: Person) -> None:
    await browser.act(lan, "group")
    at = f"groups/{lan.groups[0].chat_id}"

    await browser.act(lan, f"{at}/bot", {"inside": False})
    outside = lan.groups[0].has_bot
    await browser.act(lan, "group")

    assert (outside, lan.groups[0].has_bot, len(lan.groups)) == (False, True, 1)


async def test_nobody_acts_in_a_group_they_are_not_in(
    browser: Browser, lan: Person, minh: Person
) -> None:
    seat = lan.create_group("Nhóm riêng")

    status, answer = await browser.post(
        f"/phones/{minh.id}/groups/{seat.group.chat_id}/text", {"text": "x"}
    )

    assert (status, answer) == (400, {"error": "no such group on this phone"})
