"""«Đăng ký thay»: an officer registers for a unit that did so on paper, by Zalo or by email."""

import pytest

from tests.stories.beginning import Alliance
from tests.stories.world import Phone

TAM_DUONG = "LĐLĐ huyện Tam Đường"
STRONG = "Công đoàn cơ sở vững mạnh"


async def _begins(alliance: Alliance, unit: str = TAM_DUONG) -> Phone:
    officer = alliance.officer
    await officer.sends("/donvi")
    await officer.taps(next(b for b in officer.buttons if b.startswith("Khối huyện")))
    await officer.taps(next(b for b in officer.buttons if unit in b))
    await officer.taps("Đăng ký thay")
    return officer


async def _fills_in(officer: Phone) -> None:
    await officer.taps("Danh hiệu tập thể (0)")
    await officer.taps(f"☐ {STRONG}")
    await officer.taps("Xong")
    await officer.taps("Xem lại và gửi")


@pytest.mark.both_engines
async def test_what_came_by_zalo_counts_on_its_day_and_the_unit_has_the_receipt(
    alliance: Alliance,
):
    await alliance.world.goes_to("2023-02-13 09:00")
    officer = await _begins(alliance)
    await officer.taps("Zalo")
    menu = await officer.sends("10/2")
    await _fills_in(officer)

    sent = await officer.taps("Gửi đăng ký")

    assert "nhận bằng Zalo ngày 10/02/2023" in menu
    assert TAM_DUONG in sent
    receipt = next(text for text in alliance.hoa.read if "BIÊN NHẬN" in text)
    assert "ĐÚNG HẠN" in receipt
    assert "Lò Thị Mai" in receipt
    assert "Zalo ngày 10/02/2023" in receipt
    assert "12:00" not in receipt
    assert "chờ duyệt" in await alliance.hoa.sends("/han")


async def test_a_day_after_the_deadline_is_late(alliance: Alliance):
    await alliance.world.goes_to("2023-02-13 09:00")
    officer = await _begins(alliance)
    await officer.taps("Bản giấy")
    await officer.taps("Hôm qua")
    await _fills_in(officer)
    await officer.taps("Gửi đăng ký")

    assert any("TRỄ HẠN" in text for text in alliance.hoa.read if "BIÊN NHẬN" in text)


@pytest.mark.parametrize("typed", ["1/3", "31/2", "bao giờ", "1/1/2020"])
async def test_a_day_that_cannot_be_is_explained_and_asked_again(alliance: Alliance, typed: str):
    officer = await _begins(alliance)
    await officer.taps("Zalo")

    await officer.sends(typed)
    menu = await officer.sends("29/1")

    assert "ngày 29/01/2023" in menu


async def test_the_officer_may_approve_what_was_entered(alliance: Alliance):
    officer = await _begins(alliance)
    await officer.taps("Zalo")
    await officer.taps("Hôm nay")
    await _fills_in(officer)
    await officer.taps("Gửi đăng ký")
    await officer.sends("/danop")
    await officer.taps(officer.buttons[0])

    await officer.taps("Duyệt")

    assert "đã duyệt" in await alliance.hoa.sends("/han")


async def test_what_the_unit_sent_meanwhile_is_looked_at_before_it_is_replaced(
    alliance: Alliance,
):
    officer, hoa = await _begins(alliance), alliance.hoa
    await officer.taps("Zalo")
    await officer.taps("Hôm nay")
    await _fills_in(officer)
    form = officer.person.last
    await hoa.sends("/dangky")
    await hoa.taps("Danh hiệu tập thể (0)")
    await hoa.taps(hoa.buttons[1])
    await hoa.taps("Xong")
    await hoa.taps("Xem lại và gửi")
    await hoa.taps("Gửi đăng ký")

    officer.person.tap("Gửi đăng ký", form)
    await alliance.world.settle()
    first = officer.last
    officer.person.tap("Gửi đăng ký", form["message_id"])
    await alliance.world.settle()

    assert "Trong lúc đó" in first
    assert sum("BIÊN NHẬN" in text for text in hoa.read) == 2


async def test_the_form_left_halfway_is_gone_on_with_where_it_was(alliance: Alliance):
    officer = await _begins(alliance)
    await officer.taps("Zalo")
    await officer.sends("/start")

    await officer.taps(next(b for b in officer.buttons if b.startswith("Tiếp tục: đăng ký")))
    menu = await officer.taps("Hôm nay")

    assert TAM_DUONG in menu


async def test_the_unit_does_not_see_the_officers_form(alliance: Alliance):
    officer = await _begins(alliance)
    await officer.taps("Zalo")
    await officer.taps("Hôm nay")
    await officer.taps("Danh hiệu tập thể (0)")
    press = officer.person.last["reply_markup"]["inline_keyboard"][0][0]["callback_data"]

    await alliance.hoa.sends("/han")
    alliance.hoa.person.tap_data(alliance.hoa.person.last["message_id"], press)
    await alliance.world.settle()
    await alliance.hoa.sends("/dangky")

    assert "Danh hiệu tập thể (0)" in alliance.hoa.buttons
    await officer.taps("Xong")
    assert "Danh hiệu tập thể (0)" in officer.buttons


async def test_an_officer_of_another_organisation_cannot_begin(alliance: Alliance):
    _, code = await alliance.world.organisation("bac-giang-2022")
    other = await alliance.world.officer(code, "Cán bộ khác")
    officer = alliance.officer
    await officer.sends("/donvi")
    await officer.taps(next(b for b in officer.buttons if b.startswith("Khối huyện")))
    await officer.taps(next(b for b in officer.buttons if TAM_DUONG in b))
    keyboard = officer.person.last["reply_markup"]["inline_keyboard"]
    press = next(b for row in keyboard for b in row if b["text"] == "Đăng ký thay")

    await other.sends("/donvi")
    other.person.tap_data(other.person.last["message_id"], press["callback_data"])
    await alliance.world.settle()

    assert "quyền" in other.last


async def test_what_was_entered_says_the_verdict_who_is_told_and_is_approved_at_once(
    alliance: Alliance,
):
    await alliance.world.goes_to("2023-02-13 09:00")
    told = []
    for unit in (TAM_DUONG, "LĐLĐ huyện Phong Thổ"):
        officer = await _begins(alliance, unit)
        await officer.taps("Zalo")
        await officer.sends("10/2")
        await _fills_in(officer)
        told.append(await officer.taps("Gửi đăng ký"))
    buttons = officer.buttons
    approved = await officer.taps("Duyệt")

    assert "ĐÚNG HẠN" in told[0]
    assert "Biên nhận số 0001" in told[0]
    assert "Đang báo tin cho 1 người." in told[0]
    assert "Đơn vị chưa có người tham gia" in told[1]
    assert buttons == ["Duyệt", "Trả lại", "Xem đăng ký", "Xem đơn vị"]
    assert "Đã duyệt đăng ký của LĐLĐ huyện Phong Thổ." in approved


async def test_the_words_of_the_form_do_not_take_the_officer_for_the_unit(alliance: Alliance):
    officer = await _begins(alliance)
    await officer.taps("Zalo")
    menu = await officer.taps("Hôm nay")
    titles = await officer.taps("Danh hiệu tập thể (0)")

    assert "anh/chị" not in (menu + titles).lower()
