"""The catalogue: officers add, rename, retire; what was registered keeps its wording."""

import pytest
from sqlmodel import select

from storage.tables import Target
from tests.stories.beginning import Alliance
from tests.stories.world import Phone

STRONG = "Công đoàn cơ sở vững mạnh"
CONDITION = "Ít nhất 80% đoàn viên đạt Lao động tiên tiến"


async def _opens(officer: Phone, part: str, entry: str) -> str:
    await officer.sends("/danhmuc")
    await officer.taps(next(label for label in officer.buttons if label.startswith(part)))
    return await officer.taps(next(label for label in officer.buttons if entry in label))


async def _registers(hoa: Phone) -> str:
    """A collective title and a target; gives what the review says."""
    await hoa.sends("/dangky")
    await hoa.taps("Danh hiệu tập thể (0)")
    await hoa.taps(f"☐ {STRONG}")
    await hoa.taps("Xong")
    await hoa.taps("Chỉ tiêu (0)")
    await hoa.taps("Sáng kiến")
    await hoa.sends("12")
    await hoa.taps("Xong")
    review = await hoa.taps("Xem lại và gửi")
    await hoa.taps("Gửi đăng ký")
    return review


@pytest.mark.both_engines
async def test_titles_added_by_an_officer_are_offered_to_units(alliance: Alliance):
    officer = alliance.officer
    await officer.sends("/danhmuc")
    await officer.taps("Danh hiệu tập thể (5)")
    await officer.taps("Thêm danh hiệu")

    made = await officer.sends(f"- Đơn vị học tập\n{STRONG.upper()}\n{'x' * 201}")

    assert "Đã thêm 1 danh hiệu" in made
    assert STRONG in made
    assert "quá 200 ký tự" in made or "200 ký tự" in made
    await alliance.hoa.sends("/dangky")
    await alliance.hoa.taps("Danh hiệu tập thể (0)")
    assert "☐ Đơn vị học tập" in alliance.hoa.buttons


@pytest.mark.both_engines
async def test_an_indicator_is_added_with_its_measure(alliance: Alliance):
    officer = alliance.officer
    await officer.sends("/danhmuc")
    await officer.taps("Chỉ tiêu (9)")
    await officer.taps("Thêm chỉ tiêu")
    taken = await officer.sends("sang kien")
    await officer.sends("Trồng cây xanh")
    added = await officer.sends("cây")

    assert "Đã có" in taken
    assert "Trồng cây xanh" in added
    assert "(cây)" in added
    await alliance.hoa.sends("/dangky")
    await alliance.hoa.taps("Chỉ tiêu (0)")
    assert "Trồng cây xanh" in alliance.hoa.buttons


@pytest.mark.parametrize("typed", ["-", "=1+1", "123", "x" * 4000, "🌾"])
async def test_what_can_be_no_name_is_explained_and_asked_again(alliance: Alliance, typed: str):
    officer = alliance.officer
    await _opens(officer, "Danh hiệu tập thể", STRONG)
    await officer.taps("Đổi tên")

    await officer.sends(typed)
    await officer.sends("Công đoàn vững mạnh")

    assert "<b>" not in officer.last
    assert officer.last.startswith("Công đoàn vững mạnh")


async def test_a_renamed_title_keeps_its_old_wording_in_what_was_registered(alliance: Alliance):
    await _registers(alliance.hoa)
    await _opens(alliance.officer, "Danh hiệu tập thể", STRONG)
    await alliance.officer.taps("Đổi tên")
    await alliance.officer.sends("Công đoàn cơ sở xuất sắc")

    await alliance.officer.sends("/danop")
    seen = await alliance.officer.taps(alliance.officer.buttons[0])
    await alliance.hoa.sends("/dangky")
    await alliance.hoa.taps("Danh hiệu tập thể (1)")

    assert STRONG in seen
    assert "☑ Công đoàn cơ sở xuất sắc" in alliance.hoa.buttons


async def test_a_retired_line_stays_in_the_new_version_marked_and_can_be_taken_off(
    alliance: Alliance,
):
    hoa = alliance.hoa
    await _registers(hoa)
    await _opens(alliance.officer, "Danh hiệu tập thể", STRONG)
    await alliance.officer.taps("Thôi dùng")
    await _opens(alliance.officer, "Chỉ tiêu", "Sáng kiến")
    await alliance.officer.taps("Thôi dùng")

    opened = await hoa.sends("/dangky")
    await hoa.taps("Chỉ tiêu (1)")
    await hoa.taps("Bỏ: ✓ Sáng kiến (không còn trong danh mục): 12 sáng kiến")
    without = list(hoa.buttons)
    await hoa.taps("Xong")
    await hoa.taps("Danh hiệu tập thể (1)")
    await hoa.taps(f"☑ {STRONG} (không còn trong danh mục)")

    assert f"{STRONG} (không còn trong danh mục)" in opened
    assert not any("Sáng kiến" in label for label in without)
    assert not any(STRONG in label for label in hoa.buttons)


async def test_what_was_retired_can_be_brought_back(alliance: Alliance):
    await _opens(alliance.officer, "Danh hiệu tập thể", STRONG)
    await alliance.officer.taps("Thôi dùng")
    await _opens(alliance.officer, "Danh hiệu tập thể", STRONG)

    assert "Đang dùng" in await alliance.officer.taps("Dùng lại")


async def test_a_measure_is_fixed_once_it_was_used(alliance: Alliance):
    await _opens(alliance.officer, "Chỉ tiêu", "Sáng kiến")
    await alliance.officer.taps("Đổi đơn vị tính")
    free = await alliance.officer.sends("đề tài")
    await alliance.officer.taps("Đổi đơn vị tính")
    await _registers(alliance.hoa)

    refused = await alliance.officer.sends("giải pháp")

    assert "Đơn vị tính: đề tài" in free
    assert "không đổi được" in refused
    async with alliance.world.app.database.reading() as db:
        assert (await db.exec(select(Target.measure))).one() == "đề tài"


async def test_a_condition_is_shown_to_units_only_once_confirmed_with_a_source(alliance: Alliance):
    officer, hoa = alliance.officer, alliance.hoa
    await _opens(officer, "Danh hiệu tập thể", "Tập thể lao động tiên tiến")
    suggested = await officer.taps("Thêm điều kiện tự kiểm tra")
    await hoa.sends("/dangky")
    await hoa.taps("Danh hiệu tập thể (0)")
    before = await hoa.taps("☐ Tập thể lao động tiên tiến")
    await officer.sends(CONDITION)
    await officer.sends("Hướng dẫn 12/HD-LĐLĐ ngày 05/01/2023")
    await officer.taps("Xác nhận điều kiện")
    await hoa.taps("☑ Tập thể lao động tiên tiến")
    unticked = hoa.last

    after = await hoa.taps("☐ Tập thể lao động tiên tiến")

    assert "một tỉnh" in suggested
    assert "70%" in suggested
    assert "70%" not in before
    assert CONDITION not in unticked
    assert CONDITION in after
    assert "12/HD-LĐLĐ" in after


async def test_a_condition_can_be_shown_no_more(alliance: Alliance):
    officer = alliance.officer
    await _opens(officer, "Danh hiệu tập thể", "Tập thể lao động tiên tiến")
    await officer.taps("Thêm điều kiện tự kiểm tra")
    await officer.taps("Dùng câu chữ này")
    await officer.sends("86/2025/QĐ-UBND")
    await officer.taps("Xác nhận điều kiện")
    await officer.taps("Mở danh hiệu")

    assert "Thêm điều kiện tự kiểm tra" not in officer.buttons
    await officer.taps("Ngừng nêu điều kiện")
    assert "Thêm điều kiện tự kiểm tra" in officer.buttons


async def test_a_manager_cannot_touch_the_catalogue(alliance: Alliance):
    await _opens(alliance.officer, "Danh hiệu tập thể", STRONG)
    keyboard = alliance.officer.person.last["reply_markup"]["inline_keyboard"]
    press = next(row[0] for row in keyboard if row[0]["text"] == "Thôi dùng")["callback_data"]

    await alliance.hoa.sends("/han")
    alliance.hoa.person.tap_data(alliance.hoa.person.last["message_id"], press)
    await alliance.world.settle()
    refused = alliance.hoa.last
    await alliance.hoa.sends("/dangky")
    await alliance.hoa.taps("Danh hiệu tập thể (0)")

    assert "không thuộc quyền" in refused or "quyền" in refused
    assert f"☐ {STRONG}" in alliance.hoa.buttons


async def test_the_catalogue_of_another_organisation_is_out_of_reach(alliance: Alliance):
    _, code = await alliance.world.organisation("bac-giang-2022")
    stranger = await alliance.world.officer(code, "Cán bộ khác")
    await _opens(alliance.officer, "Danh hiệu tập thể", STRONG)
    keyboard = alliance.officer.person.last["reply_markup"]["inline_keyboard"]
    press = next(row[0] for row in keyboard if row[0]["text"] == "Thôi dùng")["callback_data"]

    await stranger.sends("/danhmuc")
    stranger.person.tap_data(stranger.person.last["message_id"], press)
    await alliance.world.settle()

    await alliance.hoa.sends("/dangky")
    await alliance.hoa.taps("Danh hiệu tập thể (0)")
    assert f"☐ {STRONG}" in alliance.hoa.buttons
