"""A notice under way: progress, pause, resume, stop; nothing twice after a kill in the middle."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.actions import fanning
from bot.delivery import progress
from bot.delivery.progress import Progress
from tests.stories.beginning import Alliance
from tests.stories.notifying import (
    LAI_CHAU,
    handles,
    nothing_leaves,
    opens,
    sends_to_all,
    states_of,
    write_to_all,
)
from tests.stories.test_at_once import second_officer
from tests.stories.world import Phone, starts_again

WORDS = "Họp lúc 14h."


def got(phone: Phone, words: str = WORDS) -> int:
    """How often the notice arrived."""
    return sum(text.endswith(words) for text in phone.read)


@pytest.mark.both_engines
async def test_a_paused_notice_waits_and_goes_on_when_resumed(alliance: Alliance) -> None:
    officer, world = alliance.officer, alliance.world
    with nothing_leaves(world):
        await sends_to_all(officer, WORDS)
        running = officer.last
        await officer.taps("Tạm dừng")
    await world.settle()
    paused, states = officer.last, await states_of(world)
    arrived = got(alliance.hoa)
    await officer.taps("Tiếp tục")

    assert running.startswith("Đang gửi thông báo số 1")
    assert "Còn lại: 2" in running
    assert paused.startswith("Thông báo số 1 đang tạm dừng")
    assert states == ["held", "held"]
    assert arrived == 0
    assert got(alliance.hoa) == got(alliance.pao) == 1
    assert officer.last.startswith("Đã gửi xong thông báo số 1")


@pytest.mark.both_engines
async def test_a_stopped_notice_reaches_nobody_else_and_says_so(alliance: Alliance) -> None:
    officer, world = alliance.officer, alliance.world
    with nothing_leaves(world):
        await sends_to_all(officer, WORDS)
        asked = await officer.taps("Dừng hẳn")
        await officer.taps("Đồng ý dừng hẳn")
    await world.settle()
    opened = await opens(officer)

    assert "0/2 nơi đã nhận." in asked
    assert "Thông báo số 1 đã dừng hẳn" in opened
    assert "Không gửi nữa: 2" in opened
    assert await states_of(world) == ["dropped", "dropped"]
    assert got(alliance.hoa) == 0


async def test_what_was_claimed_a_moment_before_the_pause_is_held_too(alliance: Alliance) -> None:
    officer, world = alliance.officer, alliance.world
    turn = world.app.delivery._turns.take
    with nothing_leaves(world):
        await sends_to_all(officer, WORDS)
    pressed = False

    async def pause_after_claiming(*arguments: Any, **named: Any) -> Any:
        nonlocal pressed
        taken = await turn(*arguments, **named)
        if not pressed:
            pressed = True
            officer.person.tap("Tạm dừng")
            await handles(world)
        return taken

    world.app.delivery._turns.take = pause_after_claiming  # type: ignore[method-assign]
    await world.settle()
    states = await states_of(world)
    await officer.taps("Tiếp tục")

    assert states == ["held", "held"]
    assert got(alliance.hoa) == got(alliance.pao) == 1


@pytest.mark.both_engines
async def test_of_two_officers_pressing_at_once_the_second_sees_how_it_stands(
    alliance: Alliance,
) -> None:
    officer, world = alliance.officer, alliance.world
    other = await second_officer(alliance)
    with nothing_leaves(world):
        await sends_to_all(officer, WORDS)
        await opens(other)
        officer.person.tap("Tạm dừng")
        other.person.tap("Tạm dừng")
        await world.settle()

    assert other.last.startswith("Thông báo số 1 đang tạm dừng")
    assert officer.last.startswith("Thông báo số 1 đang tạm dừng")
    assert await states_of(world) == ["held", "held"]


@pytest.mark.both_engines
async def test_a_kill_between_two_chunks_loses_nobody_and_doubles_nobody(
    alliance: Alliance,
    tmp_path: Path,
    story_database: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    officer, world = alliance.officer, alliance.world
    monkeypatch.setattr(fanning, "CHUNK", 1)
    owe, chunks = fanning.owe_people, 0

    async def die_after_the_first(*arguments: Any, **named: Any) -> int | None:
        nonlocal chunks
        chunks += 1
        if chunks == 2:
            raise OSError("killed")
        return await owe(*arguments, **named)

    monkeypatch.setattr(fanning, "owe_people", die_after_the_first)
    await write_to_all(officer, WORDS)
    officer.person.tap("Gửi đến 2 người")
    await handles(world)
    owed = len(await states_of(world))
    await starts_again(world, tmp_path, story_database)
    await world.goes_to("2023-01-30 08:01")

    assert owed == 1
    assert got(alliance.hoa) == got(alliance.pao) == 1
    assert any(text.startswith("Đã gửi xong thông báo số 1") for text in officer.read)


@pytest.mark.both_engines
async def test_a_pause_outlives_the_program(
    alliance: Alliance, tmp_path: Path, story_database: str
) -> None:
    officer, world = alliance.officer, alliance.world
    with nothing_leaves(world):
        await sends_to_all(officer, WORDS)
        await officer.taps("Tạm dừng")
    await starts_again(world, tmp_path, story_database)
    await world.goes_to("2023-01-31 08:00")
    arrived = got(alliance.hoa)
    await officer.taps("Tiếp tục")

    assert arrived == 0
    assert got(alliance.hoa) == got(alliance.pao) == 1


async def test_progress_is_edited_seldom_and_the_result_is_shown_without_waiting(
    alliance: Alliance, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits = 0
    show: Callable[..., Awaitable[float]] = Progress._show

    async def counted(*arguments: Any) -> float:
        nonlocal edits
        edits += 1
        return await show(*arguments)

    monkeypatch.setattr(Progress, "_show", counted)
    officer = alliance.officer
    await sends_to_all(officer, WORDS)

    assert edits == 2
    assert officer.last.startswith("Đã gửi xong thông báo số 1")
    await alliance.world.app.progress.update(1)
    assert officer.last.startswith("Đã gửi xong thông báo số 1")


async def test_progress_estimates_the_end_once_the_speed_is_known(
    alliance: Alliance, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer, world = alliance.officer, alliance.world
    monkeypatch.setattr(progress, "SURE", 0.0)
    monkeypatch.setattr(progress, "PACE", 0.0)
    for number in range(3):
        unit = f"CĐCS {number}"
        await world.unit(alliance.id, unit)
        await world.manager(officer, unit, f"Người {number}")
    said: list[str] = []
    show = Progress._put

    async def noted(self: Progress, *arguments: Any) -> None:
        said.append(arguments[-1].html)
        await show(self, *arguments)

    monkeypatch.setattr(Progress, "_put", noted)
    # Two by two: the first outcomes tell how fast it goes.
    monkeypatch.setattr(world.app.delivery._turns, "_workers", 2)
    monkeypatch.setattr(world.app.delivery, "_group", 1)
    await write_to_all(officer, WORDS)
    await officer.taps("Gửi đến 5 người")

    assert any("Dự kiến xong: 08:0" in text for text in said)
    assert LAI_CHAU in alliance.hoa.last


async def test_a_dismissed_officer_sees_no_more_of_it(alliance: Alliance) -> None:
    owner, world = alliance.officer, alliance.world
    sender = await second_officer(alliance)
    with nothing_leaves(world):
        await sends_to_all(sender, WORDS)
        await owner.sends("/donvi")
        await owner.taps("Cán bộ thi đua")
        await owner.taps(next(b for b in owner.buttons if "Thôi nhiệm vụ" in b))
        await owner.taps("Đồng ý chấm dứt")
    read = list(sender.read)
    await world.settle()
    refused = await sender.taps("Tạm dừng")

    assert not any("Đã gửi xong" in text for text in sender.read)
    assert sender.read[: len(read)] == read
    assert "quyền" in refused
    assert got(alliance.hoa) == 1
