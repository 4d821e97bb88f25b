"""Officers bring their list of units as an Excel sheet, see what it would do, let it be done."""

import io
from collections.abc import Iterable

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlmodel import col, select

from storage.tables import AuditEntry, Bloc, Dialogue, Unit
from tests.sheets import a_sheet, packed, units
from tests.stories.beginning import Alliance
from tests.stories.test_at_once import second_officer
from tests.stories.test_contribution_sheet import sheet_of
from tests.stories.world import Phone, World, joins

NAME = "danh-sach.xlsx"
Row = tuple[str, str, str, str, str, str]


async def opens(officer: Phone) -> str:
    """Go to where the sheet is asked for."""
    await officer.sends("/donvi")
    return await officer.taps("Nhập từ Excel")


async def rows_of(world: World, organisation_id: int) -> list[Row]:
    """The units of an organisation as they are stored."""
    async with world.app.database.reading() as db:
        found = await db.exec(
            select(Unit, Bloc.name)
            .join(Bloc, col(Bloc.id) == col(Unit.bloc_id), isouter=True)
            .where(col(Unit.organisation_id) == organisation_id)
            .order_by(col(Unit.id))
        )
        return [(u.name, bloc or "", u.type, u.contact, u.phone, u.note) for u, bloc in found]


async def notes(world: World, organisation_id: int) -> list[tuple[str, str]]:
    """Acts and subjects in the record, sheets' acts only."""
    acts = "bloc added", "unit added", "unit changed", "units imported"
    async with world.app.database.reading() as db:
        found = await db.exec(
            select(AuditEntry.act, AuditEntry.subject)
            .where(
                col(AuditEntry.act).in_(acts), col(AuditEntry.organisation_id) == organisation_id
            )
            .order_by(col(AuditEntry.id))
        )
        return list(found)


def filled_in(template: Worksheet, rows: Iterable[tuple[str, ...]]) -> bytes:
    """The template with rows typed into it."""
    for row in rows:
        template.append(list(row))
    assert template.parent is not None
    return packed(template.parent)


@pytest.mark.both_engines
async def test_from_an_empty_organisation_the_template_is_filled_in_sent_and_done_once(
    world: World,
):
    organisation_id, code = await world.organisation("hai-phong-2023")
    officer = await world.officer(code)
    asked = await opens(officer)
    await officer.taps("Tải mẫu Excel")
    document = officer.person.last["document"]
    template = sheet_of(officer)
    headings = [cell.value for cell in template[1]]
    content = filled_in(
        template,
        [
            ("HTX Hòa Bình", "Khối nông nghiệp", "HTX nông nghiệp", "Vũ Thị Lan", "0912345678"),
            ("HTX Tân An", "khoi nong nghiep", "", "", "0987 654 321", "Mới thành lập"),
        ],
    )
    read = await officer.sends_file(NAME, content)
    nothing_yet = await rows_of(world, organisation_id)
    done = await officer.taps("Đồng ý: thêm 2, sửa 0")
    await opens(officer)
    again = await officer.sends_file(NAME, content)

    assert asked.startswith("Đơn vị từ tệp Excel\nLiên minh Hợp tác xã")
    assert document["file_name"] == "mau-don-vi.xlsx"
    assert headings == ["Tên đơn vị", "Khối", "Loại hình", "Người liên hệ", "Điện thoại", "Ghi chú"]
    assert "Sẽ thêm: 2 · sẽ sửa: 0 · giữ nguyên: 0 · không nhận: 0" in read
    assert "Sẽ lập khối mới: Khối nông nghiệp" in read
    assert "• HTX Tân An – Khối nông nghiệp" in read
    assert nothing_yet == []
    assert done.startswith("Đã xong. Thêm 2 đơn vị, sửa 0 đơn vị.\nĐã lập khối: Khối nông nghiệp")
    assert await rows_of(world, organisation_id) == [
        (
            *("HTX Hòa Bình", "Khối nông nghiệp", "HTX nông nghiệp", "Vũ Thị Lan"),
            *("+84912345678", ""),
        ),
        ("HTX Tân An", "Khối nông nghiệp", "", "", "+84987654321", "Mới thành lập"),
    ]
    assert await notes(world, organisation_id) == [
        ("bloc added", "Khối nông nghiệp"),
        ("unit added", "HTX Hòa Bình"),
        ("unit added", "HTX Tân An"),
        ("units imported", ""),
    ]
    assert "Sẽ thêm: 0 · sẽ sửa: 0 · giữ nguyên: 2 · không nhận: 0\nKhông có gì phải làm." in again
    assert not any("Đồng ý" in label for label in officer.buttons)


async def test_a_sheet_changes_only_what_its_rows_say_and_the_record_says_what(
    alliance: Alliance,
):
    officer = alliance.officer
    await opens(officer)
    content = a_sheet(
        [
            (1, "ldld huyen phong tho", "Khối ngành", "", "Giàng A Chu", "0912345678", "Xa"),
            (2, "LĐLĐ huyện Tam Đường"),
        ]
    )
    read = await officer.sends_file(NAME, content)
    await officer.taps("Đồng ý: thêm 0, sửa 1")
    await officer.sends("phong tho")
    page = await officer.taps("LĐLĐ huyện Phong Thổ")

    assert "Sẽ thêm: 0 · sẽ sửa: 1 · giữ nguyên: 1 · không nhận: 0" in read
    assert (
        "• LĐLĐ huyện Phong Thổ: Khối: Khối huyện → Khối ngành; Người liên hệ: – → Giàng A Chu; "
        "Điện thoại: – → +84912345678; Ghi chú: – → Xa"
    ) in read
    assert "Thuộc: Khối ngành" in page
    assert "Ghi chú: Xa" in page
    assert "Người liên hệ: Giàng A Chu, +84912345678" in page
    async with alliance.world.app.database.reading() as db:
        entry = (
            await db.exec(select(AuditEntry).where(col(AuditEntry.act) == "unit changed"))
        ).one()
    assert entry.member_id is not None
    assert entry.before == {"bloc": "Khối huyện", "contact": "", "phone": "", "note": ""}
    assert entry.after is not None
    assert entry.after["bloc"] == "Khối ngành"


async def test_every_row_that_is_not_taken_is_said_with_its_number_and_can_be_had_as_excel(
    alliance: Alliance,
):
    officer = alliance.officer
    await opens(officer)
    content = a_sheet(
        [
            (1, "Công đoàn ngành Y tế", "Khối ngành", "", "", "0912 345 67"),
            (2, "", "Khối ngành"),
            (3, '=UPPER("x")', "Khối ngành"),
            (4, "cong doan nganh y te"),
            (5, "CĐ ngành Giáo dục"),
            (6, "Công đoàn ngành Giáo dục"),
        ]
    )
    read = await officer.sends_file(NAME, content)
    await officer.taps("Tải kết quả từng dòng")
    document = officer.person.last["document"]
    told = [tuple(cell.value for cell in row) for row in sheet_of(officer).iter_rows(min_row=2)]

    assert "• Dòng 3: thiếu tên" in read
    assert "• Dòng 4: ô B4 là công thức; xin dán thành giá trị" in read
    assert "• Dòng 5, cong doan nganh y te: trùng với đơn vị ở dòng 2" in read
    assert (
        "• Dòng 6, CĐ ngành Giáo dục: gần giống “Công đoàn ngành Giáo dục”; nếu là một thì xin ghi "
        "đúng như vậy"
    ) in read
    assert "“0912 345 67” không phải số điện thoại" in read
    assert document["file_name"] == "don-vi-tung-dong-2023-01-30.xlsx"
    assert [(row[0], row[2]) for row in told] == [
        (2, "sẽ thêm"),
        (3, "không nhận"),
        (4, "không nhận"),
        (5, "không nhận"),
        (6, "không nhận"),
        (7, "giữ nguyên"),
    ]
    assert told[0][3] == (
        "Khối: Khối ngành; “0912 345 67” không phải số điện thoại, không lấy số này"
    )


async def test_hidden_rows_and_names_that_look_alike_are_taken_by_a_press_and_left_by_another(
    alliance: Alliance,
):
    officer = alliance.officer
    await opens(officer)

    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[2].hidden = True

    content = a_sheet(units("Công đoàn ngành Y tế", "CĐ ngành Giáo dục"), look=hide)
    first = await officer.sends_file(NAME, content)
    hidden = await officer.taps("Lấy cả dòng ẩn (1)")
    both = await officer.taps("Thêm cả tên gần giống (1)")
    left = await officer.taps("Không lấy dòng ẩn")
    await officer.taps("Đồng ý: thêm 1, sửa 0")

    assert "không nhận: 2" in first
    assert "• Dòng 2, Công đoàn ngành Y tế: dòng bị ẩn" in first
    assert "Sẽ thêm: 1" in hidden
    assert "Sẽ thêm: 2" in both
    assert "Sẽ thêm: 1" in left
    names = [row[0] for row in await rows_of(alliance.world, alliance.id)]
    assert names[3:] == ["CĐ ngành Giáo dục"]


async def test_a_preview_that_others_made_untrue_is_shown_anew_before_anything_is_done(
    alliance: Alliance,
):
    officer, other = alliance.officer, await second_officer(alliance)
    content = a_sheet(units("Công đoàn ngành Y tế", "LĐLĐ huyện Mường Tè"))
    await opens(officer)
    await officer.sends_file(NAME, content)
    await opens(other)
    await other.sends_file(NAME, a_sheet(units("Công đoàn ngành Y tế")))
    await other.taps("Đồng ý: thêm 1, sửa 0")
    shown = await officer.taps("Đồng ý: thêm 2, sửa 0")
    before = await rows_of(alliance.world, alliance.id)
    done = await officer.taps("Đồng ý: thêm 1, sửa 0")

    assert "Danh sách đơn vị vừa có thay đổi. Xin xem lại trước khi đồng ý." in shown
    assert "Sẽ thêm: 1 · sẽ sửa: 0 · giữ nguyên: 1" in shown
    assert [row[0] for row in before[3:]] == ["Công đoàn ngành Y tế"]
    assert done.startswith("Đã xong. Thêm 1 đơn vị")


async def test_a_second_press_and_two_officers_at_once_make_nothing_twice(alliance: Alliance):
    officer, other = alliance.officer, await second_officer(alliance)
    content = a_sheet(units("Công đoàn ngành Y tế", bloc="Khối mới"))
    for phone in (officer, other):
        await opens(phone)
        await phone.sends_file(NAME, content)
    for phone in (officer, other, officer):
        phone.person.tap("Đồng ý: thêm 1, sửa 0")
    await alliance.world.settle()

    names = [row[0] for row in await rows_of(alliance.world, alliance.id)]
    assert names[3:] == ["Công đoàn ngành Y tế"]
    acts = [act for act, _ in await notes(alliance.world, alliance.id)]
    assert acts.count("units imported") == 1


async def test_what_is_no_list_is_explained_and_a_better_file_may_follow(alliance: Alliance):
    officer = alliance.officer
    await opens(officer)
    word = await officer.sends_file("danh-sach.docx", b"PK\x03\x04")
    photo = await officer.sends_photo(b"\xff\xd8\xff" + b"0" * 100)
    headless = await officer.sends_file(NAME, a_sheet([(1, 2)], headings=("A", "B")))
    typed = await officer.sends("danh sách đây ạ")
    read = await officer.sends_file(NAME, a_sheet(units("Công đoàn ngành Y tế")))

    assert word.startswith("Đây không phải tệp Excel (.xlsx).")
    assert photo.startswith("Đây không phải tệp Excel (.xlsx).")
    assert headless.startswith("Không tìm thấy cột tên đơn vị.")
    assert typed.startswith("Đơn vị từ tệp Excel")
    assert "Sẽ thêm: 1" in read


async def test_whoever_adds_units_by_name_may_send_the_list_instead(alliance: Alliance):
    officer = alliance.officer
    await officer.sends("/donvi")
    await officer.taps("Thêm đơn vị")
    offered = officer.buttons
    read = await officer.sends_file(NAME, a_sheet(units("Công đoàn ngành Y tế")))

    assert "Nhập từ Excel" in offered
    assert "Sẽ thêm: 1" in read


async def test_a_form_left_alone_is_there_with_its_list_and_can_be_thrown_away(
    alliance: Alliance,
):
    officer = alliance.officer
    await opens(officer)
    await officer.sends_file(NAME, a_sheet(units("Công đoàn ngành Y tế")))
    await officer.sends("/start")
    resumed = await officer.taps(next(each for each in officer.buttons if "tệp Excel" in each))
    await officer.taps("Huỷ")

    assert "Sẽ thêm: 1" in resumed
    async with alliance.world.app.database.reading() as db:
        assert list(await db.exec(select(Dialogue))) == []
    assert len(await rows_of(alliance.world, alliance.id)) == 3


async def test_the_template_of_a_running_campaign_has_its_units_and_sent_back_does_nothing(
    alliance: Alliance,
):
    officer = alliance.officer
    await opens(officer)
    caption = await officer.taps("Tải mẫu Excel")
    stored = officer.world.telegram.files.find(officer.person.last["document"]["file_id"])
    assert stored is not None
    read = await officer.sends_file(NAME, stored.content)

    names = [row[0].value for row in load_workbook(io.BytesIO(stored.content)).active.iter_rows()]
    assert "3 đơn vị hiện có" in str(caption) or "3 đơn vị" in officer.read[-2]
    assert names[1:] == [row[0] for row in await rows_of(alliance.world, alliance.id)]
    assert "giữ nguyên: 3" in read


async def test_a_sheet_is_for_the_organisation_it_was_sent_in_and_for_officers_alone(
    alliance: Alliance,
):
    world, officer = alliance.world, alliance.officer
    other_id, code = await world.organisation("yen-bai-2025")
    await world.unit(other_id, "HTX Suối Giàng")
    await opens(officer)
    await officer.sends_file(NAME, a_sheet(units("HTX Suối Giàng")))
    seen = officer.last
    await joins(officer, code)
    refused = await officer.taps("Đồng ý: thêm 1, sửa 0")
    manager = await alliance.hoa.sends_file(NAME, a_sheet(units("HTX Suối Giàng")))

    assert "Sẽ thêm: 1 · sẽ sửa: 0 · giữ nguyên: 0" in seen
    assert "không có quyền này" in refused
    assert "Đơn vị từ tệp Excel" not in manager
    assert len(await rows_of(world, other_id)) == 1
    assert len(await rows_of(world, alliance.id)) == 3


async def test_two_thousand_rows_are_taken_at_once(alliance: Alliance):
    officer = alliance.officer
    names = [f"Công đoàn cơ sở số {number}" for number in range(2000)]
    await opens(officer)
    read = await officer.sends_file(NAME, a_sheet(units(*names, bloc="Khối cơ sở")))
    done = await officer.taps("Đồng ý: thêm 2000, sửa 0")

    assert "… và 1995 dòng nữa" in read
    assert done.startswith("Đã xong. Thêm 2000 đơn vị")
    assert len(await rows_of(alliance.world, alliance.id)) == 2003
