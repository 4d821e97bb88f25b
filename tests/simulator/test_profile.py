"""Commands by scope and language, and the words of the bot about itself."""

import pytest

from bot.simulator.person import Person
from bot.simulator.telegram import Telegram
from tests.simulator.conftest import Api, Json

MENU = [
    ({}, "mặc định"),
    ({"language_code": "vi"}, "mặc định vi"),
    ({"scope": {"type": "all_private_chats"}}, "riêng"),
    ({"scope": {"type": "all_private_chats"}, "language_code": "vi"}, "riêng vi"),
    ({"scope": {"type": "chat", "chat_id": 0}}, "một người"),
    ({"scope": {"type": "chat", "chat_id": 0}, "language_code": "vi"}, "một người vi"),
]


async def test_narrower_scope_wins_and_in_it_the_own_language(api: Api, lan: Person) -> None:
    for where, words in MENU:
        place = {key: dict(value) if key == "scope" else value for key, value in where.items()}
        if "chat_id" in place.get("scope", {}):
            place["scope"]["chat_id"] = lan.id
        commands = [{"command": "han", "description": words}]
        await api.result("setMyCommands", commands=commands, **place)

        assert lan.commands == commands
        assert await api.result("getMyCommands", **place) == commands

    await api.result("deleteMyCommands", **place)
    assert lan.commands[0]["description"] == "một người"


async def test_other_language_sees_the_commands_for_every_language(
    api: Api, telegram: Telegram
) -> None:
    john = telegram.add_person("John", language_code="en-GB")
    await api.result("setMyCommands", commands=[{"command": "han", "description": "chung"}])
    await api.result(
        "setMyCommands", commands=[{"command": "han", "description": "vi"}], language_code="vi"
    )

    assert [command["description"] for command in john.commands] == ["chung"]


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"commands": [{"command": "Hạn", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "han", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        (
            {"commands": [{"command": f"c{n}", "description": "x"} for n in range(101)]},
            "BOT_COMMANDS_TOO_MUCH",
        ),
        (
            {"commands": [{"command": "han"}]},
            'wrong parameter "commands" specified: can\'t find field "description"',
        ),
        ({"commands": [], "language_code": "vie"}, "invalid language code specified"),
        ({"commands": [], "scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
        (
            {"commands": [], "scope": {"type": "planet"}},
            'wrong parameter "scope" specified: unsupported BotCommandScope type specified',
        ),
    ],
)
async def test_wrong_commands_are_refused(api: Api, parameters: Json, words: str) -> None:
    assert await api.refusal("setMyCommands", **parameters) == f"400 Bad Request: {words}"


@pytest.mark.parametrize(
    ("noun", "method", "longest", "error"),
    [
        ("name", "MyName", 64, "NAME_TOO_LONG"),
        ("description", "MyDescription", 512, "DESCRIPTION_TOO_LONG"),
        ("short_description", "MyShortDescription", 120, "ABOUT_TOO_LONG"),
    ],
)
async def test_words_by_language(
    api: Api, noun: str, method: str, longest: int, error: str
) -> None:
    await api.result(f"set{method}", **{noun: "Thi đua chung"})
    await api.result(f"set{method}", **{noun: "Emulation", "language_code": "en"})

    assert await api.result(f"get{method}", language_code="en") == {noun: "Emulation"}
    assert await api.result(f"get{method}", language_code="vi") == {noun: "Thi đua chung"}
    assert (await api.ask(f"set{method}", **{noun: "x" * longest}))["ok"]
    longer = await api.refusal(f"set{method}", **{noun: "x" * (longest + 1)})
    assert longer == f"400 Bad Request: {error}"


async def test_menu_button_of_one_chat_and_of_all(api: Api, lan: Person) -> None:
    await api.result("setChatMenuButton", menu_button={"type": "default"})
    await api.result("setChatMenuButton", chat_id=lan.id, menu_button={"type": "commands"})

    assert await api.result("getChatMenuButton") == {"type": "default"}
    assert await api.result("getChatMenuButton", chat_id=lan.id) == {"type": "commands"}


async def test_chat_and_member_are_told(api: Api, lan: Person, telegram: Telegram) -> None:
    chat = await api.result("getChat", chat_id=lan.id)
    member = await api.result("getChatMember", chat_id=lan.id, user_id=lan.id)
    stranger = telegram.add_person("Minh")

    assert (chat["type"], chat["first_name"]) == ("private", "Lan")
    assert member == {"status": "member", "user": lan.user}
    assert await api.refusal("getChat", chat_id=stranger.id) == "400 Bad Request: chat not found"
