"""Registration: titles, people, targets; numbers as people write them; what officers see."""

import pytest

from tests.stories.beginning import Alliance
from tests.stories.world import Phone


async def _opens(phone: Phone, part: str) -> None:
    await phone.sends("/dangky")
    await phone.taps(next(label for label in phone.buttons if label.startswith(part)))


@pytest.mark.both_ways
@pytest.mark.both_engines
async def test_titles_people_and_targets_are_registered_and_read_back(alliance: Alliance):
    hoa = alliance.hoa
    await _opens(hoa, "Danh hiệu tập thể")
    await hoa.taps("☐ Công đoàn cơ sở vững mạnh")
    await hoa.taps("Xong")
    await hoa.taps("Danh hiệu cá nhân (0)")
    await hoa.taps(next(b for b in hoa.buttons if "Chiến sĩ thi đua cơ sở" in b))
    await hoa.sends("Nguyễn Văn An - Chủ tịch\nLê Thị Bình - Kế toán")
    await hoa.taps("Đúng, ghi vào")
    await hoa.taps("Xong")
    await hoa.taps("Chỉ tiêu (0)")
    await hoa.taps("Sáng kiến")
    await hoa.sends("12")
    await hoa.taps("Xong")
    review = await hoa.taps("Xem lại và gửi")
    await hoa.taps("Gửi đăng ký")

    for words in ("Công đoàn cơ sở vững mạnh", "Nguyễn Văn An – Chủ tịch", "Lê Thị Bình", "12"):
        assert words in review
    assert "BIÊN NHẬN số 0001" in hoa.last
    assert "ĐÚNG HẠN" in hoa.last
    assert "LĐLĐ huyện Tam Đường" in alliance.officer.last
    assert "chờ duyệt" in await hoa.sends("/han")


async def test_nothing_put_down_cannot_be_sent(alliance: Alliance):
    await alliance.hoa.sends("/dangky")

    assert "Xem lại và gửi" not in alliance.hoa.buttons


@pytest.mark.parametrize("typed", ["abc", "-5", "1.2.3", "10^18", "=1+1", "tăng 10%"])
async def test_a_wrong_number_is_explained_and_asked_again(alliance: Alliance, typed: str):
    await _opens(alliance.hoa, "Chỉ tiêu")
    await alliance.hoa.taps("Sáng kiến")

    refused = await alliance.hoa.sends(typed)
    await alliance.hoa.sends("7")

    assert "BIÊN NHẬN" not in refused
    assert "✓ Sáng kiến: 7 sáng kiến" in alliance.hoa.last


async def test_a_number_with_two_readings_is_asked_about(alliance: Alliance):
    await _opens(alliance.hoa, "Chỉ tiêu")
    await alliance.hoa.taps("Thu kinh phí công đoàn")

    await alliance.hoa.sends("1.250")
    choices = alliance.hoa.buttons
    await alliance.hoa.taps(choices[0])

    assert choices[:2] == ["1.250%", "1,25%"]
    assert "✓ Thu kinh phí công đoàn: 1.250%" in alliance.hoa.last


async def test_a_stale_button_is_answered_politely_and_loses_nothing(alliance: Alliance):
    await _opens(alliance.hoa, "Danh hiệu tập thể")
    await alliance.hoa.taps(alliance.hoa.buttons[0])
    await alliance.hoa.taps("Xong")
    await alliance.hoa.taps("Xem lại và gửi")
    message = alliance.hoa.person.last
    stale = message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await alliance.hoa.taps("Sửa lại")
    await alliance.hoa.taps("Danh hiệu tập thể (1)")
    await alliance.hoa.taps(alliance.hoa.buttons[1])

    alliance.hoa.person.tap_data(message["message_id"], stale)
    await alliance.world.settle()

    assert "vừa được thay đổi" in alliance.hoa.last
    await alliance.hoa.taps("Mở bản hiện tại")
    assert "Danh hiệu tập thể (2)" in alliance.hoa.buttons


@pytest.mark.parametrize("data", ["x", "gx:1:1", "gt:1:1:99999999", "rx:-1:0", "::::", "d:abc"])
async def test_a_guessed_button_does_nothing(alliance: Alliance, data: str):
    await alliance.hoa.sends("/han")

    alliance.hoa.person.tap_data(alliance.hoa.person.last["message_id"], data)
    await alliance.world.settle()

    assert "BIÊN NHẬN" not in alliance.hoa.last


@pytest.mark.both_engines
async def test_another_persons_form_cannot_be_sent(alliance: Alliance):
    await _opens(alliance.hoa, "Danh hiệu tập thể")
    await alliance.hoa.taps(alliance.hoa.buttons[0])
    await alliance.hoa.taps("Xong")
    await alliance.hoa.taps("Xem lại và gửi")
    press = alliance.hoa.person.last["reply_markup"]["inline_keyboard"][0][0]["callback_data"]

    await alliance.pao.sends("/han")
    alliance.pao.person.tap_data(alliance.pao.person.last["message_id"], press)
    await alliance.world.settle()

    assert not any("BIÊN NHẬN" in text for text in (*alliance.pao.read, *alliance.hoa.read))


async def test_cancelling_sends_nothing(alliance: Alliance):
    await _opens(alliance.hoa, "Danh hiệu tập thể")
    await alliance.hoa.taps(alliance.hoa.buttons[0])

    await alliance.hoa.sends("/huy")
    cancelled = await alliance.hoa.taps("Xoá")

    assert "Đã huỷ" in cancelled or "Đã hủy" in cancelled
    assert "chưa nộp" in await alliance.hoa.sends("/han")
