"""Officers invite all who have not joined: links at once, sheets to print, texts for Zalo."""

import io

import docx
import pytest
from sqlmodel import col, select

from storage.tables import AuditEntry, Invite
from tests.stories.beginning import Alliance
from tests.stories.test_at_once import second_officer
from tests.stories.test_contribution_sheet import sheet_of
from tests.stories.test_units import link_code, open_unit
from tests.stories.world import Phone, joins

PHONG_THO = "LĐLĐ huyện Phong Thổ"
MUONG_TE = "LĐLĐ huyện Mường Tè"


async def opens(officer: Phone) -> str:
    """Go to the invites of all units."""
    await officer.sends("/donvi")
    return await officer.taps("Lời mời")


def document_of(officer: Phone) -> docx.document.Document:
    """The Word document that came last."""
    stored = officer.world.telegram.files.find(officer.person.last["document"]["file_id"])
    assert stored is not None
    return docx.Document(io.BytesIO(stored.content))


@pytest.mark.both_engines
async def test_all_who_have_not_joined_get_a_link_once(alliance: Alliance):
    world, officer = alliance.world, alliance.officer
    await world.unit(alliance.id, MUONG_TE, "Khối huyện")
    before = await opens(officer)
    after = await officer.taps("Làm lời mời (2)")
    buttons = officer.buttons

    assert "Đã tham gia: 2 · đã mời: 0 · lời mời hết hạn: 0 · chưa mời: 2" in before
    assert f"○ {PHONG_THO}: chưa mời" in before
    assert "Đã làm 2 lời mời." in after
    assert f"○ {PHONG_THO}: đã mời, dùng đến 08:00 13/02/2023" in after
    assert not any(label.startswith("Làm lời mời") for label in buttons)
    async with world.app.database.reading() as db:
        acts = select(AuditEntry.subject).where(col(AuditEntry.act) == "unit invited")
        assert list(await db.exec(acts))[-2:] == [PHONG_THO, MUONG_TE]


async def test_two_officers_who_press_at_once_make_one_link_each_unit(alliance: Alliance):
    officer, other = alliance.officer, await second_officer(alliance)
    for phone in (officer, other):
        await opens(phone)
    for phone in (officer, other):
        phone.person.tap("Làm lời mời (1)")
    await alliance.world.settle()

    async with alliance.world.app.database.reading() as db:
        unused = select(Invite.id).where(col(Invite.used_at).is_(None))
        assert len(list(await db.exec(unused.where(col(Invite.unit_id).is_not(None))))) == 1


async def test_an_expired_link_is_made_anew_and_whoever_joined_is_off_the_list(
    alliance: Alliance,
):
    world, officer = alliance.world, alliance.officer
    await opens(officer)
    await officer.taps("Làm lời mời (1)")
    await world.goes_to("2023-02-14 08:00")
    expired = await opens(officer)
    await officer.taps("Làm lời mời (1)")
    await officer.taps("Tải Excel, có nội dung gửi Zalo")
    rows = [[cell.value for cell in row] for row in sheet_of(officer).iter_rows(min_row=2)]
    text = str(next(row for row in rows if row[0] == PHONG_THO)[5])
    newcomer = world.stranger("Giàng A Chu")
    await joins(newcomer, link_code(text))
    joined = await officer.sends("/donvi")

    assert f"○ {PHONG_THO}: lời mời hết hạn 08:00 13/02/2023" in expired
    assert [(row[0], row[4]) for row in rows] == [
        ("LĐLĐ huyện Tam Đường", "đã tham gia"),
        (PHONG_THO, "đã mời, dùng đến 08:00 28/02/2023"),
        ("Công đoàn ngành Giáo dục", "đã tham gia"),
    ]
    assert text.startswith(
        "Liên đoàn Lao động tỉnh Lai Châu\ntrân trọng mời người đại diện của LĐLĐ huyện Phong Thổ "
        "tham gia.\n\n1. Cài ứng dụng Telegram"
    )
    assert "trong đó 3 đã tham gia" in joined
    assert "Lời mời" not in officer.buttons


async def test_a_sheet_to_print_has_a_code_and_a_link_for_each_unit_of_the_bloc(
    alliance: Alliance,
):
    world, officer = alliance.world, alliance.officer
    await world.unit(alliance.id, MUONG_TE, "Khối huyện")
    await world.unit(alliance.id, "Công đoàn Viên chức", "Khối ngành")
    await opens(officer)
    await officer.taps("Làm lời mời (3)")
    await officer.taps("Tải phiếu mời để in, có mã QR")
    captions = officer.read[-2:]
    last = document_of(officer)

    assert captions == [
        "Khối huyện: 2 phiếu mời để in và cắt rời. Mỗi phiếu dùng một lần, cho một người.",
        "Khối ngành: 1 phiếu mời để in và cắt rời. Mỗi phiếu dùng một lần, cho một người.",
    ]
    assert officer.person.last["document"]["file_name"] == "phieu-moi-2023-01-30.docx"
    (card,) = last.tables
    words = card.rows[0].cells[1].text
    assert words.startswith("Công đoàn Viên chức\n1. Cài ứng dụng Telegram")
    assert "Dùng đến 08:00 13/02/2023." in words
    assert len(last.inline_shapes) == 1
    newcomer = world.stranger("Bùi Thị Hà")
    await joins(newcomer, link_code(words))
    assert "● Công đoàn Viên chức" in await shown(officer, "Khối ngành: 2/2")


async def test_one_invite_is_had_again_as_text_as_code_and_as_a_new_link(alliance: Alliance):
    world, officer = alliance.world, alliance.officer
    await open_unit(officer, "Khối huyện: 1/2", f"○ {PHONG_THO}")
    await officer.taps("Mời người đại diện")
    first = link_code(officer.read[-2])
    await open_unit(officer, "Khối huyện: 1/2", f"○ {PHONG_THO}")
    await officer.taps("Gửi lại: người đại diện, 08:00 30/01/2023")
    again = link_code(officer.read[-2])
    text = await officer.taps("Nội dung gửi Zalo")
    await officer.taps("Mã QR")
    photo = officer.person.last
    await officer.taps("Làm đường dẫn mới thay thế")
    fresh = link_code(officer.read[-2])
    newcomer = world.stranger("Giàng A Chu")
    refused = await newcomer.starts(first)

    assert again == first
    assert link_code(text) == first
    assert photo["photo"]
    assert photo["caption"].startswith(f"Lời mời cho {PHONG_THO} (người đại diện)")
    assert fresh != first
    assert "thu hồi" in refused
    await joins(newcomer, fresh)
    assert "Giàng A Chu" in await open_unit(officer, "Khối huyện: 2/2", f"● {PHONG_THO}")


async def test_an_invite_used_meanwhile_is_neither_given_out_again_nor_renewed(
    alliance: Alliance,
):
    world, officer = alliance.world, alliance.officer
    await open_unit(officer, "Khối huyện: 1/2", f"○ {PHONG_THO}")
    await officer.taps("Mời người đại diện")
    code = link_code(officer.read[-2])
    await joins(world.stranger("Giàng A Chu"), code)
    renewed = await officer.taps("Làm đường dẫn mới thay thế")
    text = await officer.taps("Nội dung gửi Zalo")

    assert "Lời mời này không dùng được nữa" in renewed
    assert "Lời mời này không dùng được nữa" in text


async def shown(officer: Phone, label: str) -> list[str]:
    """The buttons after /donvi and a press."""
    await officer.sends("/donvi")
    await officer.taps(label)
    return officer.buttons
