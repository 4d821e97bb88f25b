"""A notice: for whom, the text, the preview, and sent exactly once."""

import pytest

from tests.stories.conftest import Alliance
from tests.stories.world import Phone

WORDS = "Mời họp 14h ngày <b>3/2</b> & mang theo đăng ký.\n\nTrân trọng."


async def write_to_all(officer: Phone, words: str = WORDS) -> str:
    """Write a notice to everyone, up to the preview."""
    await officer.sends("/thongbao")
    await officer.taps("Soạn thông báo")
    await officer.taps("Tất cả đơn vị")
    return await officer.sends(words)


async def test_a_notice_is_previewed_exactly_as_it_arrives(alliance: Alliance) -> None:
    officer = alliance.officer
    under = await write_to_all(officer)
    preview = officer.read[-2]
    await officer.taps("Gửi đến 2 người")

    assert preview == "Thông báo của Liên đoàn Lao động tỉnh Lai Châu\n\n" + WORDS
    assert "Gửi đến 2 người." in under
    assert "1 đơn vị chưa có người tham gia nên không nhận được: LĐLĐ huyện Phong Thổ." in under
    assert alliance.hoa.last == preview
    assert alliance.pao.last == preview


@pytest.mark.both_ways
@pytest.mark.both_engines
async def test_the_form_becomes_the_progress_and_then_the_result(alliance: Alliance) -> None:
    officer = alliance.officer
    await write_to_all(officer)
    alliance.pao.person.block()
    await officer.taps("Gửi đến 2 người")

    result = next(text for text in officer.read if text.startswith("Đã gửi xong"))
    assert result.startswith("Đã gửi xong thông báo số 1\nNơi nhận: tất cả đơn vị")
    assert "Đã gửi: 1/2 người\nChưa gửi được: 1" in result
    assert "Chưa gửi được: Vàng A Páo (Công đoàn ngành Giáo dục)." in result


@pytest.mark.both_engines
async def test_pressing_send_twice_sends_once(alliance: Alliance) -> None:
    officer = alliance.officer
    await write_to_all(officer)
    button = officer.person.last["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    message_id = officer.person.last["message_id"]
    officer.person.tap("Gửi đến 2 người")
    officer.person.tap_data(message_id, button)
    await alliance.world.settle()

    got = [text for text in alliance.hoa.read if text.startswith("Thông báo của")]
    assert len(got) == 1


@pytest.mark.both_engines
async def test_a_bloc_gets_its_notice_and_no_other_does(alliance: Alliance) -> None:
    officer, hoa = alliance.officer, alliance.hoa
    before = list(hoa.read)
    await officer.sends("/thongbao")
    await officer.taps("Soạn thông báo")
    await officer.taps("Các đơn vị của một khối")
    await officer.taps("Khối ngành")
    await officer.sends("Khối ngành họp riêng.")
    await officer.taps("Gửi đến 1 người")

    assert alliance.pao.last.endswith("Khối ngành họp riêng.")
    assert hoa.read == before


@pytest.mark.both_engines
async def test_only_those_who_have_not_are_written_to(alliance: Alliance) -> None:
    officer = alliance.officer
    await officer.sends("/chuanop")
    await officer.taps("Báo cáo sơ kết 6 tháng: 3")
    read = await officer.taps("Gửi thông báo cho các đơn vị")

    assert "Nơi nhận: đơn vị chưa nộp Báo cáo sơ kết 6 tháng" in read
    await officer.sends("Đề nghị khẩn trương.")
    await officer.taps("Gửi đến 2 người")
    assert alliance.hoa.last.endswith("Đề nghị khẩn trương.")


async def test_a_text_over_the_limit_is_refused_and_the_form_stays(alliance: Alliance) -> None:
    officer = alliance.officer
    await write_to_all(officer, "a" * 3501)
    refused = officer.last
    await officer.sends("Ngắn gọn.")

    assert "3501" in refused
    assert officer.read[-2].endswith("\n\nNgắn gọn.")


async def test_the_text_can_be_typed_again_and_the_audience_changed(alliance: Alliance) -> None:
    officer = alliance.officer
    await write_to_all(officer, "Bản một.")
    await officer.sends("Bản hai.")
    await officer.taps("Chọn nơi nhận khác")
    await officer.taps("Các đơn vị của một khối")
    await officer.taps("Khối huyện")
    await officer.taps("Gửi đến 1 người")

    assert alliance.hoa.last.endswith("Bản hai.")
    assert not alliance.pao.last.endswith("Bản hai.")


async def test_a_half_written_notice_is_found_again(alliance: Alliance) -> None:
    officer = alliance.officer
    await officer.sends("/thongbao")
    await officer.taps("Soạn thông báo")
    await officer.taps("Tất cả đơn vị")
    await officer.sends("/donvi")
    await officer.sends("/thongbao")
    read = await officer.taps("Soạn thông báo")

    assert "Nơi nhận: tất cả đơn vị" in read
    assert "Vui lòng nhập nội dung" in read


async def test_sent_notices_are_listed_with_their_results(alliance: Alliance) -> None:
    officer = alliance.officer
    await write_to_all(officer, "Lịch họp khối.")
    await officer.taps("Gửi đến 2 người")
    read = await officer.sends("/thongbao")
    opened = await officer.taps("1. Lịch họp khối.")

    assert "Số 1, 08:00 30/01/2023: đến 2/2 người" in read
    assert "Đã gửi: 2/2 người" in opened
    assert "Lịch họp khối." in opened


async def test_an_audience_without_anyone_cannot_be_sent_to(alliance: Alliance) -> None:
    await alliance.world.unit(alliance.id, "Công đoàn Viên chức", "Khối mới")
    officer = alliance.officer
    await officer.sends("/thongbao")
    await officer.taps("Soạn thông báo")
    await officer.taps("Các đơn vị của một khối")
    await officer.taps("Khối mới")
    read = await officer.sends("Có ai không?")

    assert "Nơi nhận chưa có người tham gia nên chưa gửi được." in read
    assert not any(label.startswith("Gửi đến") for label in officer.buttons)


async def test_a_manager_cannot_send_notices(alliance: Alliance) -> None:
    await alliance.hoa.sends("/thongbao")

    assert "Soạn thông báo" not in alliance.hoa.buttons
