"""The real program, `thidua run`, killed with SIGKILL and started again."""

import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.simulator.person import Person
from bot.simulator.telegram import Telegram
from tests.stories.program import WITHIN, Program, press, program_in, shows


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[tuple[Program, Telegram, Person]]:
    async with program_in(tmp_path) as running:
        yield running


async def test_a_half_filled_form_goes_on_at_the_same_question_after_kill_9(
    running: tuple[Program, Telegram, Person],
):
    program, telegram, person = running
    person.send("/dangky")
    await shows(telegram, person, "Chỉ tiêu (0)")
    await press(telegram, person, "Chỉ tiêu (0)", "Sáng kiến")
    person.tap("Sáng kiến")
    await telegram.until(lambda: "1,2 tỷ" in person.last_text, within=WITHIN)

    await program.dies()
    person.send("12")
    await program.starts()

    await shows(telegram, person, "✓ Sáng kiến: 12 sáng kiến")


async def test_a_message_sent_while_the_program_was_dead_is_answered(
    running: tuple[Program, Telegram, Person],
):
    program, telegram, person = running

    await program.dies()
    person.send("/han")
    await program.starts()

    await telegram.until(lambda: "Thời hạn của" in person.last_text, within=WITHIN)
    assert "10/02/2023" in person.last_text


async def test_sigterm_ends_the_program_in_good_order(
    running: tuple[Program, Telegram, Person],
):
    program, _, _ = running

    code = await program.dies(signal.SIGTERM)
    await program.starts()

    assert code == 0
