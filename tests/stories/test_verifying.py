"""Receipts verified by anyone who holds the code; guessed, altered and other files fail."""

import pytest
from sqlmodel import col, update

from bot.rules.codes import link_payload, read_code
from storage.tables import Receipt
from tests.files import a_pdf
from tests.stories.beginning import Alliance
from tests.stories.world import Phone

PDF = a_pdf()


async def hands_in(phone: Phone, content: bytes = PDF) -> str:
    """Hand in the mid-year report; gives the receipt's code as shown."""
    await phone.sends("bao gio nop bc 6 thang")
    await phone.taps("Nộp ngay" if "Nộp ngay" in phone.buttons else "Nộp bản mới")
    await phone.sends_file("bc.pdf", content)
    await phone.taps("Xem lại và nộp")
    await phone.taps("Nộp báo cáo")
    line = next(line for line in phone.last.splitlines() if line.startswith("Mã kiểm tra:"))
    return line.removeprefix("Mã kiểm tra: ")


@pytest.mark.both_engines
async def test_a_stranger_with_the_code_sees_unit_time_verdict_and_no_more(alliance: Alliance):
    code = await hands_in(alliance.hoa)
    stranger = alliance.world.stranger("Người Lạ")

    answer = await stranger.sends(f"/kiemtra {code.lower()}")

    assert "Biên nhận này là thật." in answer
    assert "LĐLĐ huyện Tam Đường" in answer
    assert "ĐÚNG HẠN" in answer
    assert "Nguyễn Văn Hòa" not in answer
    assert "bc.pdf" not in answer


async def test_the_link_in_the_qr_code_leads_to_the_same_answer(alliance: Alliance):
    code = read_code(await hands_in(alliance.hoa))
    stranger = alliance.world.stranger("Người Lạ")

    assert code is not None
    assert "Biên nhận này là thật." in await stranger.starts(link_payload(code))


async def test_the_qr_code_comes_as_a_picture(alliance: Alliance):
    code = await hands_in(alliance.hoa)

    await alliance.hoa.taps("Mã QR")

    assert "photo" in alliance.hoa.person.last
    assert code in alliance.hoa.person.last["caption"]


async def test_the_code_may_be_typed_after_the_command(alliance: Alliance):
    code = await hands_in(alliance.hoa)

    await alliance.pao.sends("/kiemtra")
    wrong = await alliance.pao.sends("7KQ2-M4TX-9B0C-V1EH")
    right = await alliance.pao.sends(code)

    assert "Không có biên nhận nào mang mã này" in wrong
    assert "Biên nhận này là thật." in right


async def test_guessing_has_an_end_and_begins_again_after_an_hour(alliance: Alliance):
    code = await hands_in(alliance.hoa)
    stranger = alliance.world.stranger("Người Lạ")
    for number in range(10):
        await stranger.sends(f"/kiemtra 0000-0000-0000-000{number}")

    refused = await stranger.sends(f"/kiemtra {code}")
    await alliance.world.goes_to("2023-01-30 09:30")
    again = await stranger.sends(f"/kiemtra {code}")

    assert "quá nhiều lần" in refused
    assert "Biên nhận này là thật." in again


async def test_a_record_altered_in_the_database_no_longer_verifies(alliance: Alliance):
    code = await hands_in(alliance.hoa)
    async with alliance.world.app.database.transaction() as db:
        await db.exec(update(Receipt).where(col(Receipt.number) == 1).values(late=True))

    assert "Không có biên nhận nào" in await alliance.pao.sends(f"/kiemtra {code}")


async def test_the_very_file_matches_and_one_changed_byte_does_not(alliance: Alliance):
    code = await hands_in(alliance.hoa)
    await alliance.pao.sends(f"/kiemtra {code}")
    await alliance.pao.taps("Đối chiếu tệp")
    same = await alliance.pao.sends_file("ten khac.pdf", PDF)
    await alliance.pao.sends(f"/kiemtra {code}")
    await alliance.pao.taps("Đối chiếu tệp")
    other = await alliance.pao.sends_file("bc.pdf", PDF + b"\n")

    assert "đúng là" in same
    assert "không có" in other


async def test_an_older_version_says_that_a_newer_one_came(alliance: Alliance):
    first = await hands_in(alliance.hoa)
    await hands_in(alliance.hoa, PDF + b"%2")

    assert "bản mới hơn" in await alliance.pao.sends(f"/kiemtra {first}")


async def test_a_registration_comes_back_as_a_word_form_to_sign(alliance: Alliance):
    import io

    from docx import Document

    hoa = alliance.hoa
    await hoa.sends("/dangky")
    await hoa.taps("Danh hiệu tập thể (0)")
    await hoa.taps("☐ Công đoàn cơ sở vững mạnh")
    await hoa.taps("Xong")
    await hoa.taps("Xem lại và gửi")
    await hoa.taps("Gửi đăng ký")
    await hoa.taps("Bản Word để ký")

    document = hoa.person.last["document"]
    stored = alliance.world.telegram.files.find(document["file_id"])
    assert document["file_name"] == "dang-ky-thi-dua-2023.docx"
    assert stored is not None
    paper = Document(io.BytesIO(stored.content))
    words = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "Công đoàn cơ sở vững mạnh" in words
    assert "Liên đoàn Lao động tỉnh Lai Châu" in words


async def test_another_units_form_is_not_handed_out(alliance: Alliance):
    hoa = alliance.hoa
    await hoa.sends("/dangky")
    await hoa.taps("Danh hiệu tập thể (0)")
    await hoa.taps("☐ Công đoàn cơ sở vững mạnh")
    await hoa.taps("Xong")
    await hoa.taps("Xem lại và gửi")
    await hoa.taps("Gửi đăng ký")
    press = hoa.person.last["reply_markup"]["inline_keyboard"][0][0]["callback_data"]

    await alliance.pao.sends("/han")
    alliance.pao.person.tap_data(alliance.pao.person.last["message_id"], press)
    await alliance.world.settle()

    assert "document" not in alliance.pao.person.last


async def test_after_a_wrong_code_the_right_one_is_simply_typed(alliance: Alliance):
    code = await hands_in(alliance.hoa)
    refused = await alliance.hoa.sends("/kiemtra 7KQ2-M4TX-9B0C-V1EH")

    shown = await alliance.hoa.sends(code)

    assert "nhập lại" in refused
    assert "LĐLĐ huyện Tam Đường" in shown
    assert "Chưa hiểu" not in shown
