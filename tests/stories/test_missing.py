"""Officers see who has not, by obligation and bloc, and remind exactly those."""

import pytest

from tests.stories.beginning import Alliance
from tests.stories.world import Phone

REGISTRATION = "Đăng ký danh hiệu thi đua…"


async def open_registration(officer: Phone, count: int) -> str:
    """Go to the registration from /chuanop."""
    await officer.sends("/chuanop")
    return await officer.taps(f"{REGISTRATION}: {count}")


async def hand_in(phone: Phone, label: str = "Báo cáo sơ kết 6 tháng") -> None:
    """Hand in a report by typing it."""
    await phone.sends("/baocao")
    await phone.taps(f"○ {label}")
    await phone.sends("Kết quả 6 tháng: đạt 52% kế hoạch năm.")
    await phone.taps(phone.buttons[0])
    await phone.taps(phone.buttons[0])


async def test_every_obligation_shows_how_many_have_not(alliance: Alliance) -> None:
    read = await alliance.officer.sends("/chuanop")

    assert read.startswith("Đơn vị chưa nộp\nLiên đoàn Lao động tỉnh Lai Châu")
    assert "Hạn cuối: Thứ Sáu, 10/02/2023.\nChưa nộp: 3/3 đơn vị." in read


@pytest.mark.both_engines
async def test_the_names_stand_under_their_blocs_with_who_cannot_be_reached(
    alliance: Alliance,
) -> None:
    read = await open_registration(alliance.officer, 3)

    assert "Khối huyện\n• LĐLĐ huyện Tam Đường\n" in read
    assert "• LĐLĐ huyện Phong Thổ – chưa có người tham gia" in read
    assert "Khối ngành\n• Công đoàn ngành Giáo dục" in read


@pytest.mark.both_engines
async def test_a_unit_that_handed_in_is_no_longer_listed_or_reminded(alliance: Alliance) -> None:
    await hand_in(alliance.hoa)
    officer, hoa, pao = alliance.officer, alliance.hoa, alliance.pao
    before = list(hoa.read)
    await officer.sends("/chuanop")
    read = await officer.taps("Báo cáo sơ kết 6 tháng: 2")
    done = await officer.taps("Nhắc các đơn vị này (2)")

    assert "Tam Đường" not in read
    assert "Đang nhắc 1 người." in done
    assert "LĐLĐ huyện Phong Thổ" in done
    assert hoa.read == before
    assert "Báo cáo sơ kết 6 tháng" in pao.last


async def test_one_bloc_alone_can_be_reminded(alliance: Alliance) -> None:
    officer, hoa = alliance.officer, alliance.hoa
    before = list(hoa.read)
    await open_registration(officer, 3)
    read = await officer.taps("Khối ngành: 1")
    done = await officer.taps("Nhắc các đơn vị này (1)")

    assert "Tam Đường" not in read
    assert done.endswith("Đang nhắc 1 người.")
    assert hoa.read == before


@pytest.mark.both_engines
async def test_nobody_is_reminded_twice_a_day(alliance: Alliance) -> None:
    officer, hoa = alliance.officer, alliance.hoa
    await open_registration(officer, 3)
    await officer.taps("Nhắc các đơn vị này (3)")
    once = list(hoa.read)
    await open_registration(officer, 3)
    done = await officer.taps("Nhắc các đơn vị này (3)")

    assert "Lần này không nhắc ai." in done
    assert "2 người hôm nay đã được nhắc nên không nhắc thêm." in done
    assert hoa.read == once


async def test_the_count_on_a_button_is_never_cut_however_long_the_title(
    alliance: Alliance,
) -> None:
    officer = alliance.officer
    await officer.sends("/chuanop")
    listed = officer.buttons
    await officer.sends("/thongbao")
    await officer.taps("Soạn thông báo")
    await officer.taps("Chưa đăng ký, chưa nộp")

    assert listed[0] == f"{REGISTRATION}: 3"
    assert officer.buttons[0] == f"☐ {REGISTRATION}: 3"
    assert all(len(label) <= 36 for label in listed)


async def test_a_unit_whose_manager_blocked_the_bot_is_marked_and_not_nudged(
    alliance: Alliance,
) -> None:
    alliance.pao.person.block()
    await alliance.world.settle()
    officer = alliance.officer
    read = await open_registration(officer, 3)
    done = await officer.taps("Nhắc các đơn vị này (3)")

    assert "• Công đoàn ngành Giáo dục – không liên lạc được (đã chặn bot)" in read
    assert "Đang nhắc 1 người." in done
    assert "2 đơn vị chưa liên lạc được: LĐLĐ huyện Phong Thổ, Công đoàn ngành Giáo dục." in done


async def test_three_hundred_units_with_long_names_fit_into_messages(alliance: Alliance) -> None:
    for number in range(300):
        await alliance.world.unit(
            alliance.id, f"Đơn vị {number} & " + "rất dài <" * 20, "Khối ngành"
        )
    officer = alliance.officer
    read = await open_registration(officer, 303)
    assert "Trang 1/16" in read
    for page in range(2, 17):
        read = await officer.taps(f"Trang {page} ›")
        assert f"Trang {page}/16" in read
    done = await officer.taps("‹ Trang 15")
    done = await officer.taps("Nhắc các đơn vị này (303)")

    assert "301 đơn vị chưa liên lạc được: LĐLĐ huyện Phong Thổ, Đơn vị 0 & rất dài" in done


async def test_a_manager_cannot_see_who_has_not(alliance: Alliance) -> None:
    await alliance.hoa.sends("/chuanop")

    assert "Phong Thổ" not in alliance.hoa.last
