"""Signed copies: attached to what was handed in, chased on their own, counted where so decided."""

import hashlib
import re

import pytest
from sqlmodel import col, select

from bot.simulator.person import Attachment
from storage.tables import AuditEntry
from tests.files import a_pdf, a_picture
from tests.stories.beginning import Alliance
from tests.stories.world import Phone

SEND = "Gửi bản đã ký"
REGISTRATION = "Đăng ký thi đua"


async def _registers(phone: Phone) -> str:
    await phone.sends("/dangky")
    await phone.taps(next(b for b in phone.buttons if b.startswith("Danh hiệu tập thể")))
    if "☐ Công đoàn cơ sở vững mạnh" in phone.buttons:
        await phone.taps("☐ Công đoàn cơ sở vững mạnh")
    await phone.taps("Xong")
    await phone.taps("Xem lại và gửi")
    return await phone.taps("Gửi đăng ký")


async def _reports(phone: Phone, words: str = "Đã hoàn thành 100% kế hoạch.") -> str:
    await phone.sends("/start")
    await phone.sends("bao gio nop bc 6 thang")
    await phone.taps(next(b for b in phone.buttons if b in ("Nộp ngay", "Nộp bản mới")))
    await phone.sends(words)
    await phone.taps("Xem lại và nộp")
    return await phone.taps("Nộp báo cáo")


async def _attaches(phone: Phone, *files: tuple[str, bytes]) -> str:
    await phone.taps(SEND)
    for name, content in files:
        await phone.sends_file(name, content)
    await phone.taps("Xem lại và đính kèm")
    return await phone.taps("Đính kèm")


async def _counts_signed(alliance: Alliance, title: str) -> str:
    await alliance.officer.sends("/han")
    await alliance.officer.taps(next(b for b in alliance.officer.buttons if title in b))
    return await alliance.officer.taps("Tính theo bản đã ký")


async def test_photos_of_signed_pages_become_one_pdf_with_a_receipt_of_its_own(alliance: Alliance):
    hoa = alliance.hoa
    first = await _registers(hoa)
    assert SEND in hoa.buttons

    receipt = await _attaches(hoa, ("1.jpg", a_picture(shade=90)), ("2.jpg", a_picture(shade=160)))

    assert "BIÊN NHẬN số 0001" in first
    assert "BIÊN NHẬN số 0002" in receipt
    assert "Bản đã ký của: " in receipt
    assert "Đính kèm biên nhận số 0001" in receipt
    assert receipt.count(".pdf") == 1
    assert "HẠN" not in receipt
    assert any("Đã nhận bản đã ký" in text for text in alliance.officer.read)


async def test_an_officer_gets_the_signed_copy_under_its_record(alliance: Alliance):
    await _registers(alliance.hoa)
    await _attaches(alliance.hoa, ("ban ky.pdf", a_pdf("Dang ky")))

    listed = await alliance.officer.sends("/danop")
    await alliance.officer.taps(alliance.officer.buttons[0])
    shown = alliance.officer.last
    await alliance.officer.taps("Tải bản đã ký")

    assert "Bản đã ký của" in listed
    assert "Bản đã ký: biên nhận số 0002" in shown
    assert alliance.officer.person.last["document"]["file_name"] == "ban ky.pdf"


async def test_where_it_counts_the_signed_copy_decides_on_time_or_late(alliance: Alliance):
    hoa = alliance.hoa
    shown = await _counts_signed(alliance, "sơ kết 6 tháng")
    await alliance.world.goes_to("2023-06-09 09:00")
    await _reports(hoa)
    sent = hoa.last

    await hoa.sends("bao gio nop bc 6 thang")
    unsigned = hoa.last
    await alliance.world.goes_to("2023-06-12 09:00")
    await hoa.sends("bao gio nop bc 6 thang")
    receipt = await _attaches(hoa, ("ban ky.pdf", a_pdf("Bao cao")))

    assert "Tính theo: bản đã ký" in _plain(shown)
    assert "tính theo bản đã ký" in _plain(sent)
    assert "còn thiếu bản đã ký" in unsigned
    assert "TRỄ HẠN" in receipt
    await alliance.officer.taps("Xem báo cáo")
    assert "Bản đã ký: biên nhận số 0002, 09:00 12/06/2023 (trễ hạn)" in alliance.officer.last
    assert hashlib.sha256(a_pdf("Bao cao")).hexdigest() in receipt
    await hoa.sends("bao gio nop bc 6 thang")
    assert "trễ hạn" in hoa.last
    assert "số 0002" in hoa.last


async def test_choosing_what_counts_tells_nobody_and_holds_for_what_came_before(
    alliance: Alliance,
):
    hoa = alliance.hoa
    await alliance.world.goes_to("2023-06-09 09:00")
    await _reports(hoa)
    await alliance.world.goes_to("2023-06-12 10:00")
    await hoa.sends("bao gio nop bc 6 thang")
    await _attaches(hoa, ("ban ky.pdf", a_pdf()))
    heard = len(hoa.read), len(alliance.pao.read)

    await _counts_signed(alliance, "sơ kết 6 tháng")

    assert (len(hoa.read), len(alliance.pao.read)) == heard
    duty = await hoa.sends("bao gio nop bc 6 thang")
    assert "số 0002" in duty
    assert "trễ hạn" in duty
    await alliance.officer.taps("Tính theo nội dung gửi trên bot")
    duty = await hoa.sends("bao gio nop bc 6 thang")
    assert "số 0001" in duty
    assert "đúng hạn" in duty
    async with alliance.world.app.database.reading() as db:
        chosen = select(AuditEntry).where(col(AuditEntry.act) == "counting set")
        entries = (await db.exec(chosen.order_by(col(AuditEntry.id)))).all()
    assert [entry.after for entry in entries] == [{"signed_counts": True}, {"signed_counts": False}]


async def test_a_report_handed_in_as_files_is_signed_itself(alliance: Alliance):
    await _counts_signed(alliance, "sơ kết 6 tháng")
    await alliance.hoa.sends("bao gio nop bc 6 thang")
    await alliance.hoa.taps("Nộp ngay")
    await alliance.hoa.sends_file("bc.pdf", a_pdf())
    await alliance.hoa.taps("Xem lại và nộp")
    await alliance.hoa.taps("Nộp báo cáo")

    assert SEND not in alliance.hoa.buttons
    assert "đúng hạn" in await alliance.hoa.sends("bao gio nop bc 6 thang")


async def test_a_missing_signed_copy_is_reminded_of_until_it_is_there(alliance: Alliance):
    await _counts_signed(alliance, "sơ kết 6 tháng")
    await _reports(alliance.hoa)

    await alliance.world.goes_to("2023-06-09 07:30")
    reminder = alliance.hoa.last
    buttons = alliance.hoa.buttons
    await _attaches(alliance.hoa, ("ban ky.pdf", a_pdf()))
    await alliance.world.goes_to("2023-06-10 08:00")

    assert "còn thiếu bản đã ký" in _plain(reminder)
    assert any(label.startswith(SEND) for label in buttons)
    assert "BIÊN NHẬN số 0002" in alliance.hoa.last


async def test_the_officers_list_marks_and_asks_only_those_without_signed_copy(alliance: Alliance):
    officer = alliance.officer
    await _counts_signed(alliance, "sơ kết 6 tháng")
    await _reports(alliance.hoa)
    await officer.sends("/chuanop")
    await officer.taps(next(b for b in officer.buttons if "sơ kết" in b))
    everyone = officer.last

    listed = await officer.taps("Thiếu bản đã ký (1)")
    await officer.taps("Nhắc gửi bản đã ký (1)")

    assert "LĐLĐ huyện Tam Đường – đã gửi, thiếu bản đã ký" in _plain(everyone)
    assert "1 đơn vị" in listed
    assert "Công đoàn ngành Giáo dục" not in listed
    assert "Nhắc của cán bộ" in alliance.hoa.last or "còn thiếu bản đã ký" in alliance.hoa.last
    assert SEND in alliance.hoa.buttons
    assert "còn thiếu bản đã ký" not in alliance.pao.last


async def test_where_it_does_not_count_it_can_still_be_asked_for_once_a_day(alliance: Alliance):
    officer = alliance.officer
    await _registers(alliance.hoa)
    await officer.sends("/han")
    await officer.taps(next(b for b in officer.buttons if "ăng ký" in b))
    await officer.taps("Thiếu bản đã ký")
    await officer.taps("Nhắc gửi bản đã ký (1)")
    await officer.taps(next(b for b in officer.buttons if "danh sách" in b))
    await officer.taps("Nhắc gửi bản đã ký (1)")

    assert sum("còn thiếu bản đã ký" in _plain(text) for text in alliance.hoa.read) == 1
    assert "hôm nay" in officer.last


async def test_a_new_version_needs_a_signed_copy_of_its_own(alliance: Alliance):
    hoa = alliance.hoa
    await _reports(hoa, "Bản thứ nhất")
    await hoa.taps(SEND)
    await hoa.sends_file("ban ky.pdf", a_pdf())
    await hoa.taps("Xem lại và đính kèm")
    review, press = hoa.person.last["message_id"], _data(hoa, "Đính kèm")
    await _reports(hoa, "Bản thứ hai")

    hoa.person.tap_data(review, press)
    await alliance.world.settle()
    refused = hoa.last

    assert "đã gửi lần 2" in refused
    await hoa.sends("/start")
    await hoa.taps(next(b for b in hoa.buttons if "bản đã ký" in b))
    await hoa.taps("Xem lại và đính kèm")
    assert "lần gửi 2" in hoa.last
    assert "Lần gửi: 2" in await hoa.taps("Đính kèm")


async def test_a_file_sent_without_a_word_may_be_the_signed_copy(alliance: Alliance):
    hoa = alliance.hoa
    await _registers(hoa)
    asked = await hoa.sends_file("quet.pdf", a_pdf())

    await hoa.taps(next(b for b in hoa.buttons if "Bản đã ký của" in b))
    await hoa.taps("Xem lại và đính kèm")
    receipt = await hoa.taps("Đính kèm")

    assert "Tệp này là gì?" in asked
    assert "Bản đã ký của" in receipt


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ban ky.docx", b"PK\x03\x04"),
        ("ban ky.pdf", b"MZ\x90\x00"),
        ("ban ky.pdf", a_pdf(password="1")),
        ("nho.jpg", a_picture(300, 400)),
        ("rong.pdf", b""),
    ],
)
async def test_what_is_no_scan_is_refused_and_the_pages_kept(
    alliance: Alliance, name: str, content: bytes
):
    hoa = alliance.hoa
    await _registers(hoa)
    await hoa.taps(SEND)
    await hoa.sends_file("tot.pdf", a_pdf())

    refused = await hoa.sends_file(name, content)
    again = await hoa.sends("đây nhé")

    assert "BIÊN NHẬN" not in refused
    assert "tot.pdf" in again
    assert name not in again


@pytest.mark.both_engines
async def test_a_second_press_attaches_nothing_more(alliance: Alliance):
    hoa = alliance.hoa
    await _registers(hoa)
    await hoa.taps(SEND)
    await hoa.sends_file("ban ky.pdf", a_pdf())
    await hoa.taps("Xem lại và đính kèm")
    review, press = hoa.person.last["message_id"], _data(hoa, "Đính kèm")

    hoa.person.tap_data(review, press)
    hoa.person.tap_data(review, press)
    await alliance.world.settle()

    assert sum("Bản đã ký của: " in text for text in hoa.read) == 1


async def test_a_colleague_goes_on_with_the_pages_of_another(alliance: Alliance):
    deputy = await alliance.world.manager(alliance.officer, "LĐLĐ huyện Tam Đường", "Lý Thị Sương")
    await _registers(alliance.hoa)
    await alliance.hoa.taps(SEND)
    await alliance.hoa.sends_file("1.jpg", a_picture(shade=90))

    await deputy.sends("/start")
    await deputy.taps(next(b for b in deputy.buttons if "bản đã ký" in b))
    await deputy.sends_file("2.jpg", a_picture(shade=160))
    await deputy.taps("Xem lại và đính kèm")
    await deputy.taps("Đính kèm")

    assert "Bản đã ký của: " in deputy.last
    assert "Bản đã ký của: " in alliance.hoa.last


async def test_the_receipt_of_a_signed_copy_is_verified_like_any(alliance: Alliance):
    await _registers(alliance.hoa)
    receipt = await _attaches(alliance.hoa, ("ban ky.pdf", a_pdf()))
    found = re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4})+", receipt)
    assert found

    verified = await alliance.world.stranger("Người lạ").sends(f"/kiemtra {found[0]}")

    assert "Bản đã ký của" in verified
    assert "Đính kèm biên nhận số 0001" in verified


async def test_a_signed_copy_is_for_its_unit_and_its_officers_alone(alliance: Alliance):
    await _registers(alliance.hoa)
    await _attaches(alliance.hoa, ("ban ky.pdf", a_pdf()))
    press = _data(alliance.officer, "Tải bản đã ký")
    _, code = await alliance.world.organisation("bac-giang-2022")
    stranger = await alliance.world.officer(code, "Cán bộ nơi khác")

    for phone in (alliance.pao, stranger):
        await phone.sends("/start")
        phone.person.tap_data(_message(phone), press)
        await alliance.world.settle()
        assert "document" not in phone.person.last


async def test_an_album_becomes_one_copy_in_the_order_of_its_pictures(alliance: Alliance):
    hoa = alliance.hoa
    await _registers(hoa)
    await hoa.taps(SEND)
    hoa.person.send_album([Attachment(a_picture(shade=shade)) for shade in (60, 120, 180)])
    await alliance.world.settle()
    asked = [text for text in hoa.read if "3 trang" in text]
    await hoa.taps("Xem lại và đính kèm")
    receipt = await hoa.taps("Đính kèm")

    assert len(asked) == 1
    assert receipt.count(".pdf") == 1


async def test_only_officers_choose_what_counts_and_only_of_their_own(alliance: Alliance):
    _, code = await alliance.world.organisation("bac-giang-2022")
    stranger = await alliance.world.officer(code, "Cán bộ nơi khác")
    await _counts_signed(alliance, "sơ kết 6 tháng")
    press = _data(alliance.officer, "Tính theo nội dung gửi trên bot")

    for phone in (alliance.hoa, stranger):
        await phone.sends("/start")
        phone.person.tap_data(_message(phone), press)
        await alliance.world.settle()

    await alliance.officer.sends("/han")
    await alliance.officer.taps(next(b for b in alliance.officer.buttons if "sơ kết" in b))
    assert "Tính theo: bản đã ký" in _plain(alliance.officer.last)


def _plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def _message(phone: Phone) -> int:
    number: int = phone.person.last["message_id"]
    return number


def _data(phone: Phone, label: str) -> str:
    rows = phone.person.last["reply_markup"]["inline_keyboard"]
    return next(b["callback_data"] for row in rows for b in row if b["text"] == label)


async def test_approving_what_lacks_the_signed_copy_that_counts_says_so_to_both(
    alliance: Alliance,
):
    await _counts_signed(alliance, REGISTRATION[:7])
    await _registers(alliance.hoa)

    done = await alliance.officer.taps("Duyệt")

    assert "đơn vị chưa gửi bản đã ký" in done
    assert "đã được duyệt" in alliance.hoa.last
    assert "xin gửi thêm bản đã ký" in alliance.hoa.last
    assert alliance.hoa.buttons == [SEND, "Chi tiết thời hạn này"]


async def test_approving_says_nothing_of_a_signed_copy_that_does_not_count(alliance: Alliance):
    await _registers(alliance.hoa)

    done = await alliance.officer.taps("Duyệt")

    assert "bản đã ký" not in done
    assert "bản đã ký" not in alliance.hoa.last
    assert alliance.hoa.buttons == ["Chi tiết thời hạn này"]
