"""A notice: for whom, the text, the preview, and sent exactly once."""

import pytest

from tests.stories.beginning import Alliance
from tests.stories.notifying import HEAD, WORDS, opens, write_to_all
from tests.stories.test_at_once import second_officer
from tests.stories.world import joins


async def test_a_notice_is_previewed_exactly_as_it_arrives(alliance: Alliance) -> None:
    officer = alliance.officer
    under = await write_to_all(officer)
    preview = officer.read[-2]
    await officer.taps("Gửi đến 2 người")

    assert preview == f"{HEAD}\n\n{WORDS}"
    assert "Gửi đến 2 người của 3 đơn vị." in under
    assert "1 đơn vị chưa có người tham gia nên không nhận được: LĐLĐ huyện Phong Thổ." in under
    assert "• Khối huyện: 2 đơn vị, 1 người\n• Khối ngành: 1 đơn vị, 1 người" in under
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
    assert "Đã gửi: 1/2 nơi nhận\nChưa gửi được: 1" in result
    assert "Đã chặn bot: Vàng A Páo (Công đoàn ngành Giáo dục)." in result


@pytest.mark.both_engines
async def test_pressing_send_twice_sends_once(alliance: Alliance) -> None:
    officer = alliance.officer
    await write_to_all(officer)
    button = officer.person.last["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    message_id = officer.person.last["message_id"]
    officer.person.tap("Gửi đến 2 người")
    officer.person.tap_data(message_id, button)
    await alliance.world.settle()

    got = [text for text in alliance.hoa.read if text.startswith("Thông báo số")]
    assert len(got) == 1


async def test_a_text_over_the_limit_is_refused_and_the_form_stays(alliance: Alliance) -> None:
    officer = alliance.officer
    await write_to_all(officer, "a" * 4090)
    refused = officer.last
    await officer.sends("Ngắn gọn.")

    # 4,096 signs, less the head and the empty line below it.
    assert "còn chỗ cho 4.045 ký tự: đang thừa 45 ký tự" in refused
    assert officer.read[-2].endswith("\n\nNgắn gọn.")


async def test_the_rest_of_a_text_that_came_in_pieces_does_not_pass_for_the_whole(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await write_to_all(officer, "a" * 4096 + "phần còn lại")

    assert "phần còn lại" not in " ".join(officer.read)
    assert not any(label.startswith("Gửi đến") for label in officer.buttons)


async def test_the_text_can_be_typed_again_and_the_audience_changed(alliance: Alliance) -> None:
    officer = alliance.officer
    await write_to_all(officer, "Bản một.")
    await officer.sends("Bản hai.")
    await officer.taps("Chọn nơi nhận khác")
    await officer.taps("Khối")
    await officer.taps("☐ Khối huyện")
    await officer.taps("Xong")
    await officer.taps("Tiếp tục")
    await officer.taps("Gửi đến 1 người")

    assert alliance.hoa.last.endswith("Bản hai.")
    assert not alliance.pao.last.endswith("Bản hai.")


async def test_only_the_newest_preview_and_the_newest_form_stand_in_the_chat(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await write_to_all(officer, "Bản một.")
    await officer.sends("Bản hai.")

    assert [text for text in officer.read if text.endswith("Bản một.")] == []
    with_send = [
        body
        for body in officer.got
        if any(
            button["text"].startswith("Gửi đến")
            for row in body.get("reply_markup", {}).get("inline_keyboard", [])
            for button in row
        )
    ]
    assert len(with_send) == 1


async def test_a_half_written_notice_is_found_again(alliance: Alliance) -> None:
    officer = alliance.officer
    await officer.sends("/thongbao")
    await officer.taps("Soạn thông báo")
    await officer.taps("Tất cả đơn vị")
    await officer.sends("/donvi")
    await officer.sends("/thongbao")
    read = await officer.taps("Soạn thông báo")

    assert "Nơi nhận: tất cả đơn vị" in read
    assert "Vui lòng gửi nội dung thông báo vào đây" in read


async def test_sent_notices_are_listed_with_their_results(alliance: Alliance) -> None:
    officer = alliance.officer
    await write_to_all(officer, "Lịch họp khối.")
    await officer.taps("Gửi đến 2 người")
    read = await officer.sends("/thongbao")
    opened = await opens(officer)
    await officer.taps("Xem như nơi nhận thấy")

    assert "Số 1, 08:00 30/01/2023: đến 2/2 nơi" in read
    assert "Gửi lúc 08:00 30/01/2023, người gửi: Lò Thị Mai." in opened
    assert "Đã gửi: 2/2 nơi nhận" in opened
    assert "Lịch họp khối." in opened
    assert officer.last == alliance.hoa.last


async def test_a_manager_cannot_send_notices(alliance: Alliance) -> None:
    await alliance.hoa.sends("/thongbao")

    assert "Soạn thông báo" not in alliance.hoa.buttons


@pytest.mark.both_engines
async def test_an_officer_dismissed_while_writing_sends_nothing(alliance: Alliance) -> None:
    owner = alliance.officer
    sender = await second_officer(alliance)
    await write_to_all(sender, "Không được gửi.")
    await owner.sends("/donvi")
    await owner.taps("Cán bộ thi đua")
    await owner.taps(next(b for b in owner.buttons if "Thôi nhiệm vụ" in b))
    await owner.taps("Đồng ý chấm dứt")
    refused = await sender.taps("Gửi đến 2 người")

    assert "quyền" in refused
    assert "Không được gửi." not in " ".join(alliance.hoa.read)


async def test_a_notice_begun_for_one_organisation_is_not_sent_from_another(
    alliance: Alliance,
) -> None:
    officer, world = alliance.officer, alliance.world
    await write_to_all(officer, "Chỉ cho Lai Châu.")
    message_id = officer.person.last["message_id"]
    send = officer.person.last["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    other_id, code = await world.organisation("yen-bai-2025")
    await joins(officer, code)
    await world.unit(other_id, "HTX Đại Minh")
    htx = await world.manager(officer, "HTX Đại Minh", "Người Yên Bái")
    officer.person.tap_data(message_id, send)
    await world.settle()

    for phone in (alliance.hoa, htx):
        assert "Chỉ cho Lai Châu." not in " ".join(phone.read)
