"""Reports: handed in from chat, a numbered receipt, versions, wrong files, forms that survive."""

import hashlib

import pytest

from tests.files import a_pdf, a_picture
from tests.stories.beginning import Alliance

PDF = a_pdf()


async def _opens_midyear(alliance: Alliance) -> None:
    await alliance.hoa.sends("bao gio nop bc 6 thang")
    await alliance.hoa.taps("Nộp ngay")


@pytest.mark.both_ways
@pytest.mark.both_engines
async def test_a_report_on_time_gets_a_numbered_receipt_with_its_fingerprint(alliance: Alliance):
    await alliance.world.goes_to("2023-06-09 16:00")
    await _opens_midyear(alliance)

    await alliance.hoa.sends_file("bao cao 6 thang.pdf", PDF)
    await alliance.hoa.taps("Xem lại và nộp")
    await alliance.hoa.taps("Nộp báo cáo")

    receipt = alliance.hoa.last
    assert "BIÊN NHẬN số 0001" in receipt
    assert "16:00:00 09/06/2023" in receipt
    assert "ĐÚNG HẠN" in receipt
    assert hashlib.sha256(PDF).hexdigest() in receipt
    assert any("LĐLĐ huyện Tam Đường" in text and "0001" in text for text in alliance.officer.read)


async def test_a_report_after_the_deadline_is_taken_and_marked_late(alliance: Alliance):
    await alliance.world.goes_to("2023-06-12 09:00")
    await _opens_midyear(alliance)

    await alliance.hoa.sends("Đơn vị đã hoàn thành 100% kế hoạch.")
    await alliance.hoa.taps("Xem lại và nộp")
    await alliance.hoa.taps("Nộp báo cáo")

    assert "TRỄ HẠN" in alliance.hoa.last


async def test_a_slow_thumb_at_midnight_costs_nobody_an_award(alliance: Alliance):
    await alliance.world.goes_to("2023-06-10 23:50")
    await _opens_midyear(alliance)
    await alliance.hoa.sends_file("bc.pdf", PDF)

    await alliance.world.goes_to("2023-06-11 00:20")
    await alliance.hoa.taps("Xem lại và nộp")
    await alliance.hoa.taps("Nộp báo cáo")

    assert "ĐÚNG HẠN" in alliance.hoa.last
    assert "23:50:00 10/06/2023" in alliance.hoa.last


async def test_an_old_draft_does_not_buy_the_deadline(alliance: Alliance):
    await alliance.world.goes_to("2023-06-10 20:00")
    await _opens_midyear(alliance)
    await alliance.hoa.sends_file("bc.pdf", PDF)

    await alliance.world.goes_to("2023-06-11 00:20")
    await alliance.hoa.taps("Xem lại và nộp")
    await alliance.hoa.taps("Nộp báo cáo")

    assert "TRỄ HẠN" in alliance.hoa.last


@pytest.mark.both_ways
@pytest.mark.both_engines
async def test_a_second_press_hands_in_nothing_more(alliance: Alliance):
    await _opens_midyear(alliance)
    await alliance.hoa.sends_file("bc.pdf", PDF)
    await alliance.hoa.taps("Xem lại và nộp")
    form = alliance.hoa.person.last["message_id"]
    press = alliance.hoa.person.last["reply_markup"]["inline_keyboard"][0][0]["callback_data"]

    alliance.hoa.person.tap_data(form, press)
    alliance.hoa.person.tap_data(form, press)
    await alliance.world.settle()

    assert sum("BIÊN NHẬN" in text for text in alliance.hoa.read) == 1


async def test_a_file_that_is_not_what_its_name_says_is_refused_and_the_rest_kept(
    alliance: Alliance,
):
    await _opens_midyear(alliance)
    await alliance.hoa.sends_file("tot.pdf", PDF)

    refused = await alliance.hoa.sends_file("xau.pdf", b"MZ\x90\x00 not a pdf")
    await alliance.hoa.sends("Thêm một dòng")

    assert "xau.pdf" in refused
    assert "tot.pdf" in alliance.hoa.last
    assert "xau.pdf" not in alliance.hoa.last


async def test_a_file_over_20_megabytes_is_refused_and_the_rest_kept(alliance: Alliance):
    await _opens_midyear(alliance)
    await alliance.hoa.sends("Nội dung báo cáo")

    refused = await alliance.hoa.sends_file("lon.pdf", PDF + bytes(20 * 1024 * 1024))
    await alliance.hoa.sends("Dòng sau")

    assert "20 MB" in refused
    assert "Nội dung báo cáo" in alliance.hoa.last


async def test_a_command_in_the_middle_of_a_form_puts_it_aside_with_all_it_holds(
    alliance: Alliance,
):
    await _opens_midyear(alliance)
    await alliance.hoa.sends("Dòng thứ nhất")

    await alliance.hoa.sends("/han")
    await alliance.hoa.sends("/start")
    await alliance.hoa.taps("Tiếp tục: báo cáo – Báo cáo sơ kết 6 tháng")

    assert "Dòng thứ nhất" in alliance.hoa.last


async def test_a_file_sent_without_a_word_is_kept_and_asked_about(alliance: Alliance):
    await alliance.hoa.sends_file("bc.pdf", PDF)

    assert "Báo cáo" in alliance.hoa.last or "báo cáo" in alliance.hoa.last
    label = next(label for label in alliance.hoa.buttons if "sơ kết" in label.lower())
    await alliance.hoa.taps(label)

    assert "bc.pdf" in alliance.hoa.last


@pytest.mark.both_ways
@pytest.mark.both_engines
async def test_the_pictures_of_an_album_share_one_form(alliance: Alliance):
    from bot.simulator.person import Attachment

    await _opens_midyear(alliance)
    before = len(alliance.hoa.read)

    alliance.hoa.person.send_album([Attachment(a_picture(shade=90)), Attachment(a_picture())])
    await alliance.world.settle()

    assert len(alliance.hoa.read) == before + 1
    assert "Ảnh chụp: 2 trang" in alliance.hoa.last


async def test_names_with_signs_of_markup_and_emoji_arrive_as_typed(alliance: Alliance):
    await _opens_midyear(alliance)

    await alliance.hoa.sends('<b>A & B</b> "C" 🌾 ' + "ă" * 300)

    assert '<b>A & B</b> "C" 🌾' in alliance.hoa.last


@pytest.mark.both_engines
async def test_a_new_version_keeps_the_first_time_on_record(alliance: Alliance):
    await alliance.world.goes_to("2023-06-09 08:00")
    for words in ("Bản một", "Bản hai"):
        await alliance.hoa.sends("/baocao")
        await alliance.hoa.taps(next(b for b in alliance.hoa.buttons if "sơ kết" in b.lower()))
        await alliance.hoa.sends(words)
        await alliance.hoa.taps("Xem lại và nộp")
        await alliance.hoa.taps("Nộp báo cáo")
        await alliance.world.goes_to("2023-06-12 08:00")

    answer = await alliance.hoa.sends("bao gio nop bc 6 thang")

    assert "0001" in answer
    assert "08:00 09/06/2023" in answer
    assert any("BIÊN NHẬN số 0002" in text for text in alliance.hoa.read)
