"""The real program, `thidua run`, killed with SIGKILL and started again."""

import json
import signal
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.simulator.faults import FILE, Dropped, Late
from bot.simulator.person import Attachment, Person
from bot.simulator.telegram import Telegram
from tests.files import a_pdf, a_picture
from tests.stories.program import WITHIN, Program, labels, press, program_in, shows


@pytest.fixture
async def running(
    tmp_path: Path, by_webhook: bool
) -> AsyncIterator[tuple[Program, Telegram, Person]]:
    async with program_in(tmp_path, by_webhook=by_webhook) as running:
        yield running


@pytest.mark.both_ways
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


async def test_the_questions_of_a_report_go_on_where_they_were_after_kill_9(
    running: tuple[Program, Telegram, Person],
):
    program, telegram, person = running
    person.send("bao gio nop bc 6 thang")
    await shows(telegram, person, "Nộp ngay")
    await press(telegram, person, "Nộp ngay", then="Số liệu chỉ tiêu (0)")
    await press(telegram, person, "Số liệu chỉ tiêu (0)", then="○ Sáng kiến")
    await press(telegram, person, "○ Sáng kiến", then="Bỏ qua")

    await program.dies()
    person.send("12")
    await program.starts()
    await shows(telegram, person, "✓ Sáng kiến: 12")
    await press(telegram, person, "Các phần của báo cáo", then="Nội dung báo cáo (0/9 mục)")
    await press(telegram, person, "Nội dung báo cáo (0/9 mục)", then="○ An sinh xã hội")
    await press(telegram, person, "○ An sinh xã hội", then="Bỏ qua")
    await program.dies()
    person.send("Ủng hộ 20 hộ nghèo.")
    await program.starts()

    await shows(telegram, person, "Tiếp: Hạn chế, nguyên nhân")
    assert "Ủng hộ 20 hộ nghèo." in person.last_text


async def test_the_registration_goes_on_after_kill_9_between_any_two_questions(
    running: tuple[Program, Telegram, Person],
):
    program, telegram, person = running

    async def killed_then(text: str, shown: str) -> None:
        await program.dies()
        person.send(text)
        await program.starts()
        await telegram.until(lambda: shown in person.last_text, WITHIN)

    person.send("/dangky")
    await shows(telegram, person, "Chỉ tiêu (0)")
    await press(telegram, person, "Chỉ tiêu (0)", "Sáng kiến")
    person.tap("Sáng kiến")
    await telegram.until(lambda: "1,2 tỷ" in person.last_text, within=WITHIN)
    await killed_then("12", "Năm trước")
    await killed_then("10", "(năm trước: 10)")
    await killed_then("Công trình gắn biển: 2\nMái ấm Công đoàn: 1", "Đã đọc được 2 chỉ tiêu")
    await program.dies()
    await program.starts()
    await press(telegram, person, "Đúng, ghi vào", "Xong")
    await press(telegram, person, "Xong", "Danh hiệu cá nhân (0)")
    await press(telegram, person, "Danh hiệu cá nhân (0)", "Thêm: Lao động tiên tiến")
    person.tap("Thêm: Lao động tiên tiến")
    await telegram.until(lambda: "mỗi người một dòng" in person.last_text, WITHIN)
    await killed_then("Nguyễn Văn An - Chủ tịch\nLê Thị Bình", "Đã đọc được 2 người")
    await program.dies()
    await program.starts()
    person.tap("Đúng, ghi vào")
    await telegram.until(lambda: "Lê Thị Bình" in person.last_text, WITHIN)
    person.send("/dangky")

    await shows(telegram, person, "Chỉ tiêu (3)")
    assert "Danh hiệu cá nhân (2)" in labels(person)


@pytest.mark.both_ways
async def test_a_message_sent_while_the_program_was_dead_is_answered(
    running: tuple[Program, Telegram, Person],
):
    program, telegram, person = running

    await program.dies()
    person.send("/han")
    await program.starts()

    await telegram.until(lambda: "Thời hạn của" in person.last_text, within=WITHIN)
    assert "10/02/2023" in person.last_text


async def test_the_pages_of_a_signed_copy_are_there_after_kill_9(
    running: tuple[Program, Telegram, Person],
):
    program, telegram, person = running
    person.send("bao gio nop bc 6 thang")
    await shows(telegram, person, "Nộp ngay")
    await press(telegram, person, "Nộp ngay", then="Huỷ")
    person.send("Đã hoàn thành 3 chỉ tiêu")
    await shows(telegram, person, "Xem lại và nộp")
    await press(telegram, person, "Xem lại và nộp", then="Nộp báo cáo")
    await press(telegram, person, "Nộp báo cáo", then="Gửi bản đã ký")
    person.tap("Gửi bản đã ký")
    await telegram.until(lambda: "Chưa có trang nào" in person.last_text, WITHIN)
    person.send_document("1.pdf", a_pdf("trang 1"))
    await shows(telegram, person, "Bỏ: 1.pdf")

    await program.dies()
    person.send_document("2.pdf", a_pdf("trang 2"))
    await program.starts()

    await shows(telegram, person, "Bỏ: 2.pdf")
    assert "Bỏ: 1.pdf" in labels(person)
    await press(telegram, person, "Xem lại và đính kèm", then="Đính kèm")
    person.tap("Đính kèm")
    await telegram.until(lambda: "Bản đã ký của" in person.last_text, WITHIN)


async def test_an_album_is_whole_and_in_order_after_kill_9_in_the_middle_of_it(
    running: tuple[Program, Telegram, Person], tmp_path: Path
):
    program, telegram, person = running
    person.send("bao gio nop bc 6 thang")
    await shows(telegram, person, "Nộp ngay")
    await press(telegram, person, "Nộp ngay", then="Huỷ")
    telegram.faults.inject(Late(0.2), FILE)

    album = person.send_album([Attachment(a_picture(shade=20 * n)) for n in range(1, 9)])
    await telegram.until(lambda: "Ảnh chụp: 2 trang" in person.last_text, WITHIN)
    await program.dies()
    telegram.faults.inject(Dropped(), FILE, "getFile", chance=0.3)
    await program.starts()

    await telegram.until(lambda: "Ảnh chụp: 8 trang" in person.last_text, WITHIN)
    with closing(sqlite3.connect(tmp_path / "thidua.db")) as database:
        [(answers,)] = database.execute("SELECT answers FROM dialogue")
    pages = [page["message_id"] for page in json.loads(answers)["files"]]
    assert pages == [message["message_id"] for message in album]


@pytest.mark.both_ways
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
    telegram.faults.clear()
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


@pytest.mark.parametrize("by_webhook", [True], indirect=True)
async def test_killed_right_after_it_took_what_was_brought_it_acts_on_it_once(
    running: tuple[Program, Telegram, Person], tmp_path: Path
):
    program, telegram, person = running
    person.send("bao gio nop bc 6 thang")
    await shows(telegram, person, "Nộp ngay")
    await press(telegram, person, "Nộp ngay", then="Huỷ")
    person.send("Đã hoàn thành 3 chỉ tiêu")
    await shows(telegram, person, "Xem lại và nộp")
    await press(telegram, person, "Xem lại và nộp", then="Nộp báo cáo")
    taken = len(telegram.webhook.taken)

    person.tap("Nộp báo cáo")
    await telegram.until(lambda: len(telegram.webhook.taken) > taken, WITHIN)
    await program.dies()
    with closing(sqlite3.connect(tmp_path / "thidua.db")) as database:
        newest = database.execute("SELECT max(update_id) FROM inboxupdate").fetchone()
    await program.starts()

    assert newest == (telegram.webhook.taken[-1],)
    await telegram.until(
        lambda: any("BIÊN NHẬN số 0001" in str(each.get("text")) for each in person.messages),
        WITHIN,
    )
    with closing(sqlite3.connect(tmp_path / "thidua.db")) as database:
        assert database.execute("SELECT count(*) FROM report").fetchone() == (1,)
        assert database.execute("SELECT count(*) FROM receipt").fetchone() == (1,)
