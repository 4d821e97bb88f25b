"""Commands and keyboard follow the post, also when it changed while the person was away."""

from pathlib import Path

import pytest
from telegram.ext import CommandHandler

from bot.messages.menu import HEAD_COMMANDS, OFFICER_COMMANDS, STRANGER_COMMANDS
from bot.rules import members
from handlers.all import MODULES
from tests.stories.beginning import Alliance
from tests.stories.test_access import asks
from tests.stories.test_records import registers
from tests.stories.world import Phone, joins

OFFICERS, MANAGERS = "📋 Ai chưa nộp", "📅 Thời hạn"


def menu(phone: Phone) -> list[str]:
    """The commands in the chat's menu."""
    return [each["command"] for each in phone.person.commands]


def keyboard(phone: Phone) -> str | None:
    """The first key of the main keyboard."""
    shown = phone.person.reply_keyboard
    return shown["keyboard"][0][0]["text"] if shown else None


async def granted(alliance: Alliance) -> Phone:
    """A stranger whom the officer let speak for Phong Thổ."""
    stranger = await asks(alliance, "LĐLĐ huyện Phong Thổ")
    await alliance.officer.taps("Duyệt")
    await alliance.officer.taps("LĐLĐ huyện Phong Thổ")
    return stranger


async def test_whoever_was_granted_access_gets_the_keyboard_with_the_first_press(
    alliance: Alliance,
) -> None:
    stranger = await granted(alliance)
    before = keyboard(stranger)
    await stranger.taps("Tất cả thời hạn")

    assert before is None
    assert keyboard(stranger) == MANAGERS
    assert "chuanop" not in menu(stranger)
    assert "baocao" in menu(stranger)
    assert stranger.read[-2].startswith("Thời hạn của LĐLĐ huyện Phong Thổ")


async def test_typing_anything_brings_the_keyboard_too_and_only_once(alliance: Alliance) -> None:
    stranger = await granted(alliance)
    await stranger.sends("xin chào")
    count = len(stranger.read)
    await stranger.sends("/han")

    assert keyboard(stranger) == MANAGERS
    assert len(stranger.read) == count + 1


async def test_a_dismissed_officer_loses_the_officers_keyboard_and_commands(
    alliance: Alliance,
) -> None:
    owner = alliance.officer
    await owner.sends("/donvi")
    await owner.taps("Cán bộ thi đua")
    await owner.taps("Mời cán bộ thi đua")
    officer = alliance.world.stranger("Hoàng Văn Trinh")
    await joins(officer, owner.read[-2].split("start=")[1].split()[0])
    had = keyboard(officer), "chuanop" in menu(officer)
    await owner.sends("/donvi")
    await owner.taps("Cán bộ thi đua")
    await owner.taps("Thôi nhiệm vụ: Hoàng Văn Trinh")
    await owner.taps("Đồng ý chấm dứt")
    await officer.sends("📋 Ai chưa nộp")

    assert had == (OFFICERS, True)
    assert keyboard(officer) is None
    assert "chuanop" not in menu(officer)
    assert "Đơn vị chưa nộp" not in officer.last


async def test_whoever_joined_by_invite_is_not_told_twice(alliance: Alliance) -> None:
    before = len(alliance.hoa.read)
    await alliance.hoa.sends("/han")

    assert len(alliance.hoa.read) == before + 1


async def test_after_an_update_that_changed_the_menu_everybody_gets_the_new_one(
    alliance: Alliance, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = alliance.officer
    await officer.sends("/donvi")
    count = len(officer.read)
    monkeypatch.setattr(members, "MENUS", members.MENUS + 1)
    await officer.sends("/donvi")
    offered = len(officer.read) - count
    await officer.sends("/donvi")

    assert offered == 2
    assert len(officer.read) == count + 3


def test_every_command_of_the_menus_is_answered_and_in_the_readme() -> None:
    readme = Path("README.md").read_text(encoding="utf-8")
    offered = {name for name, _ in (*HEAD_COMMANDS, *OFFICER_COMMANDS, *STRANGER_COMMANDS)}
    handlers = [handler for module in MODULES for handler in module.HANDLERS]
    answered = [each.commands for each in handlers if isinstance(each, CommandHandler)]

    assert offered <= frozenset[str]().union(*answered)
    assert [name for name in offered if f"`/{name}`" not in readme] == []
    assert [names for names in answered if not names & (offered | {"start"})] == []


async def test_the_queue_is_a_key_of_an_officers_keyboard(alliance: Alliance) -> None:
    assert "Chờ xem: 1" not in await alliance.officer.sends("📥 Chờ xem")

    await registers(alliance.hoa)

    assert "Chờ xem: 1" in await alliance.officer.sends("📥 Chờ xem")
