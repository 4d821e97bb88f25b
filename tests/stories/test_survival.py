"""The real program, `thidua run`, killed with SIGKILL and started again."""

import signal
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.simulator.person import Person
from bot.simulator.telegram import Telegram
from tests.stories.program import WITHIN, Program, labels, press, program_in, shows


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

    await telegram.until(lambda: "✓ Sáng kiến: 12 sáng kiến" in person.last_text, WITHIN)


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


async def test_a_receipt_owed_before_kill_9_arrives_after_it_for_the_one_report(
    running: tuple[Program, Telegram, Person], tmp_path: Path
):
    program, telegram, person = running
    person.send("bao gio nop bc 6 thang")
    await shows(telegram, person, "Nộp ngay")
    await press(telegram, person, "Nộp ngay", then="Huỷ")
    person.send("Đã hoàn thành 3 chỉ tiêu")
    await shows(telegram, person, "Xem lại và nộp")
    await press(telegram, person, "Xem lại và nộp", then="Nộp báo cáo")
    form = person.last
    telegram.refuse_next("sendMessage", 502, "Bad Gateway", times=100)

    person.tap("Nộp báo cáo", form)
    await telegram.until(lambda: "Nộp báo cáo" not in labels(person), WITHIN)
    await program.dies()
    telegram.refuse_no_more()
    with closing(sqlite3.connect(tmp_path / "thidua.db")) as database, database:
        database.execute("UPDATE outboxmessage SET retry_at = NULL")  # instead of half a minute
    person.tap_data(
        form["message_id"], form["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    )
    await program.starts()

    await telegram.until(
        lambda: any("BIÊN NHẬN số 0001" in str(each.get("text")) for each in person.messages),
        WITHIN,
    )
    with closing(sqlite3.connect(tmp_path / "thidua.db")) as database:
        assert database.execute("SELECT count(*) FROM report").fetchone() == (1,)
        assert database.execute("SELECT count(*) FROM receipt").fetchone() == (1,)
