"""Officers keep whom to call at a unit, and what sort of unit it is."""

from sqlmodel import col, select

from storage.tables import AuditEntry
from tests.stories.beginning import Alliance
from tests.stories.test_at_once import second_officer
from tests.stories.world import Phone

PHONG_THO = "LĐLĐ huyện Phong Thổ"


async def opens(officer: Phone) -> str:
    """Go to the page of a unit that nobody speaks for yet."""
    await officer.sends("/donvi")
    await officer.taps("Khối huyện: 1/2")
    return await officer.taps(f"○ {PHONG_THO}")


async def test_a_name_and_a_number_typed_in_one_message_are_shown_so_that_a_tap_calls(
    alliance: Alliance,
):
    officer = alliance.officer
    await opens(officer)
    asked = await officer.taps("Người liên hệ")
    read = await officer.sends("Giàng A Chu 0912 345 678")

    assert asked.startswith(f"Người liên hệ\n{PHONG_THO}")
    assert read.startswith(PHONG_THO)
    assert "Người liên hệ: Giàng A Chu, +84912345678" in read


async def test_a_number_with_a_slip_is_explained_and_a_name_typed_before_is_kept(
    alliance: Alliance,
):
    officer = alliance.officer
    await opens(officer)
    await officer.taps("Người liên hệ")
    asked = await officer.sends("Giàng A Chu")
    explained = await officer.sends("0912 345 67")
    read = await officer.sends("0912 345 678")

    assert "Đã ghi tên: Giàng A Chu. Xin gõ tiếp số điện thoại." in asked
    assert explained.startswith("“0912 345 67” có 9 chữ số, chưa đúng số điện thoại")
    assert "Người liên hệ: Giàng A Chu, +84912345678" in read


async def test_a_contact_can_be_taken_out_and_the_record_says_who_did_what(alliance: Alliance):
    officer = alliance.officer
    await opens(officer)
    await officer.taps("Người liên hệ")
    await officer.sends("Giàng A Chu 0912 345 678")
    await officer.taps("Người liên hệ")
    read = await officer.taps("Bỏ người liên hệ này")

    assert "Giàng A Chu" not in read
    async with alliance.world.app.database.reading() as db:
        rows = await db.exec(
            select(AuditEntry.before, AuditEntry.after)
            .where(col(AuditEntry.act) == "contact changed")
            .order_by(col(AuditEntry.id))
        )
    chu = {"contact": "Giàng A Chu", "phone": "+84912345678"}
    nobody = {"contact": "", "phone": ""}
    assert list(rows) == [(nobody, chu), (chu, nobody)]


async def test_a_type_is_chosen_from_those_of_the_plan_and_one_typed_is_offered_next_time(
    alliance: Alliance,
):
    officer = alliance.officer
    await opens(officer)
    await officer.taps("Loại hình")
    chosen = await officer.taps(officer.buttons[0])
    await officer.taps("Loại hình")
    typed = await officer.sends("Công đoàn khu công nghiệp")
    await officer.taps("Loại hình")

    assert "Loại hình: " in chosen
    assert "Loại hình: Công đoàn khu công nghiệp" in typed
    assert officer.buttons[-3:] == ["Công đoàn khu công nghiệp", "Bỏ loại hình", "Huỷ"]


async def test_a_type_typed_without_accents_is_the_one_that_is_there(alliance: Alliance):
    officer = alliance.officer
    await opens(officer)
    await officer.taps("Loại hình")
    await officer.sends("Công đoàn khu công nghiệp")
    await officer.taps("Loại hình")
    read = await officer.sends("cong doan khu cong nghiep")

    assert "Loại hình: Công đoàn khu công nghiệp" in read


async def test_two_officers_at_once_keep_the_number_that_came_last(alliance: Alliance):
    officer, other = alliance.officer, await second_officer(alliance)
    for phone in (officer, other):
        await opens(phone)
        await phone.taps("Người liên hệ")
    officer.person.send("Giàng A Chu 0912 345 678")
    other.person.send("Lò Thị Sen 0987 654 321")
    await alliance.world.settle()

    assert "Người liên hệ: Lò Thị Sen, +84987654321" in await opens(officer)
