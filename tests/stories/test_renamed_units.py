"""A unit with another name: found by either, and what was issued before keeps the old one."""

import pytest

from tests.sheets import a_sheet
from tests.stories.beginning import Alliance
from tests.stories.test_units import open_unit
from tests.stories.test_verifying import hands_in

TAM_DUONG, BINH_LU = "LĐLĐ huyện Tam Đường", "Công đoàn xã Bình Lư"


async def renames(alliance: Alliance, name: str = BINH_LU) -> str:
    officer = alliance.officer
    await officer.sends(TAM_DUONG)
    await officer.taps(TAM_DUONG)
    await officer.taps("Đổi tên…")
    return await officer.sends(name)


@pytest.mark.both_engines
async def test_the_former_name_stays_on_its_page_and_its_people_are_told_once(alliance: Alliance):
    page = await renames(alliance)
    told = alliance.hoa.last
    due = await alliance.hoa.sends("/han")

    assert page.startswith(BINH_LU)
    assert f"Tên trước đây: {TAM_DUONG}, đến ngày 30/01/2023" in page
    assert f"Đơn vị {TAM_DUONG} từ nay mang tên {BINH_LU}." in told
    assert sum("từ nay mang tên" in read for read in alliance.hoa.read) == 1
    assert due.startswith(f"Thời hạn của {BINH_LU}")


async def test_it_is_found_by_the_former_name(alliance: Alliance):
    await renames(alliance)
    found = await alliance.officer.sends("tam duong")

    assert "1 đơn vị" in found
    assert alliance.officer.buttons[0] == BINH_LU


@pytest.mark.parametrize("taken", ["ldld huyen phong tho", "Công đoàn ngành giáo dục"])
async def test_a_name_that_is_taken_is_refused_and_the_form_stays(alliance: Alliance, taken: str):
    refused = await renames(alliance, taken)
    page = await alliance.officer.sends(BINH_LU)

    assert refused.startswith("Đã có")
    assert page.startswith(BINH_LU)


@pytest.mark.both_engines
async def test_a_receipt_issued_before_verifies_and_says_both_names(alliance: Alliance):
    code = await hands_in(alliance.hoa)
    await alliance.world.goes_to("2023-02-01 09:00")
    await renames(alliance)
    verified = await alliance.pao.sends(f"/kiemtra {code}")
    later = await alliance.pao.sends(f"/kiemtra {await hands_in(alliance.hoa)}")

    assert "Biên nhận này là thật." in verified
    assert f"Đơn vị: {TAM_DUONG}\nTên hiện nay: {BINH_LU}\n" in verified
    assert f"Đơn vị: {BINH_LU}\n" in later
    assert "Tên hiện nay" not in later


async def test_a_row_of_a_sheet_with_the_former_name_means_the_unit(alliance: Alliance):
    officer = alliance.officer
    await renames(alliance)
    await officer.sends("/donvi")
    await officer.taps("Nhập từ Excel")
    sheet = a_sheet([[TAM_DUONG, "Trụ sở mới"]], headings=("Tên đơn vị", "Ghi chú"))
    read = await officer.sends_file("ds.xlsx", sheet)

    assert "Sẽ thêm: 0 · sẽ sửa: 1" in read
    assert BINH_LU in read


async def test_a_row_of_a_sheet_with_a_stopped_unit_is_not_taken(alliance: Alliance):
    officer = alliance.officer
    await open_unit(officer, "Khối huyện: 1/2", f"● {TAM_DUONG}")
    await officer.taps("Ngừng hoạt động…")
    await officer.taps(officer.buttons[0])
    await officer.sends("/donvi")
    await officer.taps("Nhập từ Excel")
    sheet = a_sheet([[TAM_DUONG], ["LĐLĐ huyện Sìn Hồ"]], headings=("Tên đơn vị",))
    read = await officer.sends_file("ds.xlsx", sheet)

    assert f"“{TAM_DUONG}” đã ngừng hoạt động" in read
