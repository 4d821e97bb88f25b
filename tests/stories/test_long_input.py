"""Whatever the length of what people put in: every screen fits, nothing is lost, all is said."""

import pytest

from tests.files import a_pdf
from tests.stories.beginning import Alliance
from tests.stories.world import Phone

PDF = a_pdf()
LONG = "ă" * 200
WORST = '<b>&"🌾' * 30


async def _opens_people(phone: Phone) -> None:
    await phone.sends("/dangky")
    await phone.taps("Danh hiệu cá nhân (0)")
    await phone.taps(phone.buttons[0])


async def test_a_hundred_people_with_long_names_are_registered_whole(alliance: Alliance):
    await _opens_people(alliance.hoa)
    for ten in range(10):
        names = [f"Lò {ten}{n} ".ljust(200, "ă") for n in range(10)]
        await alliance.hoa.sends("\n".join(names))
        await alliance.hoa.taps("Đúng, ghi vào")
    listed = alliance.hoa.last

    await alliance.hoa.taps("Xong")
    menu = alliance.hoa.last
    await alliance.hoa.taps("Xem lại và gửi")
    await alliance.hoa.taps("Gửi đăng ký")

    assert "99 ă" in listed
    assert "dòng nữa" in menu
    assert any(text.startswith("BIÊN NHẬN") for text in alliance.hoa.read)
    await alliance.hoa.sends("/dangky")
    assert "Danh hiệu cá nhân (100)" in alliance.hoa.buttons


async def test_the_last_of_a_hundred_people_can_be_taken_off(alliance: Alliance):
    await _opens_people(alliance.hoa)
    await alliance.hoa.sends("\n".join(f"Người thứ {n}" for n in range(1, 101)))
    await alliance.hoa.taps("Đúng, ghi vào")

    await alliance.hoa.taps("Bỏ: Người thứ 100")

    assert "Người thứ 99" in alliance.hoa.last
    assert "Người thứ 100" not in alliance.hoa.last
    await alliance.hoa.taps("‹ Trang 12")
    assert "Bỏ: Người thứ 89" in alliance.hoa.buttons


@pytest.mark.parametrize("words", [WORST, "x" * 10_000, "dòng\n" * 900])
async def test_any_text_in_the_field_for_people_gets_an_answer(alliance: Alliance, words: str):
    await _opens_people(alliance.hoa)
    before = len(alliance.hoa.read)

    await alliance.hoa.sends(words)

    assert len(alliance.hoa.read) > before


@pytest.mark.parametrize("words", ["9" * 10_000, "1.2.3", "tăng 10%", "-5", "🌾", "=1+1"])
async def test_a_wrong_number_is_said_to_be_wrong_and_the_question_stays(
    alliance: Alliance, words: str
):
    await alliance.hoa.sends("/dangky")
    await alliance.hoa.taps("Chỉ tiêu (0)")
    await alliance.hoa.taps(alliance.hoa.buttons[0])

    await alliance.hoa.sends(words)
    refused = alliance.hoa.last
    await alliance.hoa.sends("12")

    assert "nhập" in refused
    assert alliance.hoa.last.startswith("✓")


async def test_twenty_thousand_characters_are_taken_and_more_is_said_to_be_too_much(
    alliance: Alliance,
):
    await alliance.hoa.sends("bao gio nop bc 6 thang")
    await alliance.hoa.taps("Nộp ngay")
    await alliance.hoa.sends("<&ă🌾" * 4900)

    await alliance.hoa.sends("ă" * 2000)
    refused = alliance.hoa.last
    await alliance.hoa.taps("Xem lại và nộp")
    await alliance.hoa.taps("Nộp báo cáo")

    assert "20000" in refused or "20.000" in refused
    assert any(text.startswith("BIÊN NHẬN") for text in alliance.hoa.read)


async def test_thirty_files_with_long_names_get_a_receipt_with_every_fingerprint(
    alliance: Alliance,
):
    await alliance.hoa.sends("bao gio nop bc 6 thang")
    await alliance.hoa.taps("Nộp ngay")
    for number in range(30):
        name = f"{number:02} <&> " + "ă" * 240 + ".pdf"
        await alliance.hoa.sends_file(name, PDF + bytes([number]), caption=LONG)
    one_more = await alliance.hoa.sends_file("31.pdf", PDF + b"31")
    await alliance.hoa.taps("Xem lại và nộp")
    await alliance.hoa.taps("Nộp báo cáo")

    receipt = alliance.hoa.last
    assert "30 tệp" in one_more
    fingerprints = [line for line in receipt.splitlines() if len(line) == 64]
    assert len(set(fingerprints)) == 30
    assert not receipt.endswith("…")


async def test_a_unit_and_a_person_with_the_longest_names_can_do_everything(alliance: Alliance):
    unit = 'HTX <b>&"🌾' + "ă" * 180
    await alliance.world.unit(alliance.id, unit)
    person = await alliance.world.manager(alliance.officer, unit, "<i>&" + "Lò " * 40)

    for words in ("/start", "/han", "/dangky", "/baocao", "/kehoach", "/trogiup", "/caidat"):
        before = len(person.read)
        await person.sends(words)
        assert len(person.read) > before
    await person.sends("bao gio nop bc 6 thang")
    assert unit in person.last


async def test_captions_and_words_sent_before_a_file_is_sorted_go_with_it(alliance: Alliance):
    await alliance.hoa.sends_file("bc.pdf", PDF, caption="Kèm công văn số 5")
    await alliance.hoa.sends("Và một dòng nữa")

    label = next(label for label in alliance.hoa.buttons if "sơ kết" in label)
    await alliance.hoa.taps(label)

    assert "bc.pdf" in alliance.hoa.last
    assert "Kèm công văn số 5" in alliance.hoa.last
    assert "Và một dòng nữa" in alliance.hoa.last


async def test_stickers_places_and_polls_are_answered_in_words(alliance: Alliance):
    hoa = alliance.hoa
    for body in (
        {"location": {"latitude": 22.4, "longitude": 103.4}},
        {"dice": {"emoji": "🎲", "value": 3}},
    ):
        before = len(hoa.read)
        hoa.person._post(body)
        await alliance.world.settle()
        assert hoa.read[before:] == [
            "Không dùng loại tin nhắn này. Vui lòng nhập chữ, gửi tệp hoặc gửi ảnh."
        ]
