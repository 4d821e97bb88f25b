"""A signed plan and a list of units are all the set-up there is, to the first reminder."""

import pytest

from tests.plan_reader.made import as_pdf, as_word
from tests.sheets import a_sheet
from tests.stories.test_inviting import sheet_of
from tests.stories.test_plan_drafts import CHECKS, Counted, founds, plans
from tests.stories.test_units import link_code
from tests.stories.world import Phone, World, joins

UNITS = [
    (1, "HTX Hòa Bình", "Khối các HTX nông nghiệp", "HTX nông nghiệp", "Vũ Thị Lan", "0912345678"),
    (2, "HTX Tân An", "Khối các HTX nông nghiệp", "HTX nông nghiệp", "", "0987 654 321"),
    (3, "Quỹ TDND Kim Phú", "Khối Quỹ tín dụng nhân dân", "Quỹ tín dụng nhân dân", "", ""),
]
YES = ("Đúng cả", *CHECKS, "Đúng, xem toàn bộ")


async def brings_units(officer: Phone) -> str:
    """The sheet sent and agreed to, then a link for each; that of the first unit."""
    await officer.sends("/donvi")
    await officer.taps("Nhập từ Excel")
    await officer.sends_file("don-vi.xlsx", a_sheet(UNITS))
    await officer.taps("Đồng ý: thêm 3, sửa 0")
    await officer.sends("/donvi")
    await officer.taps("Lời mời")
    await officer.taps("Làm lời mời (3)")
    await officer.taps("Tải Excel, có nội dung gửi Zalo")
    rows = [[cell.value for cell in row] for row in sheet_of(officer).iter_rows(min_row=2)]
    return link_code(str(next(row for row in rows if row[0] == "HTX Hòa Bình")[5]))


async def brings_the_plan(officer: Phone, name: str) -> str:
    """The signed plan sent, each thing in it confirmed, put in force; what was read of it."""
    await officer.sends("/kehoach")
    await officer.taps("Kế hoạch mới…")
    content = as_word() if name.endswith("docx") else as_pdf()
    read = await officer.sends_file(name, content)
    while label := next((b for yes in YES for b in officer.buttons if b.startswith(yes)), ""):
        await officer.taps(label)
    await officer.taps("Xem trước và công bố…")
    await officer.taps("Công bố và báo các đơn vị")
    return read


@pytest.mark.parametrize("name", ["ke-hoach.docx", "ke-hoach.pdf"])
async def test_a_plan_and_a_sheet_lead_to_the_first_reminder(world: World, name: str) -> None:
    await world.goes_to("2026-01-12 08:00")
    organisation_id, joined = await founds(world)
    officer = Counted(world, joined.person)

    code = await brings_units(officer)
    units_took = officer.acts
    manager = world.stranger("Vũ Thị Lan")
    await joins(manager, code)
    before = len(manager.read)
    read = await brings_the_plan(officer, name)
    told = manager.read[before:]
    await world.goes_to("2026-02-13 08:00")

    assert "57/KH-LMHTX" in read
    assert len(told) == 1
    assert told[0].startswith("Kế hoạch mới có hiệu lực")
    assert "Quý đơn vị có 5 việc theo kế hoạch này:" in told[0]
    assert "Đăng ký danh hiệu thi đua: đến hết Thứ Bảy, 28/02/2026" in told[0]
    assert "Gửi tin hoạt động: 12 kỳ, kỳ đầu đến hết Thứ Bảy, 24/01/2026" in told[0]
    assert manager.last.startswith("Nhắc hạn")
    assert "Đăng ký danh hiệu thi đua" in manager.last
    assert (units_took, officer.acts - units_took) == (8, 12)
    (plan,) = await plans(world, organisation_id)
    assert plan.files
