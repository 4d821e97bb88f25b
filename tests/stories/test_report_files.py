"""Files in a report: photographed pages become one PDF, what would not open is refused, nothing
that was there is lost."""

import hashlib
from pathlib import Path

import pytest

from bot.rules.members import Role
from bot.simulator.person import Attachment
from storage.archive import Archive
from tests.files import DOCM, a_docx, a_pdf, a_picture, a_zip, an_office_file, an_xlsx, pages_in
from tests.stories.beginning import Alliance
from tests.stories.world import Phone, World

MIDYEAR = "Báo cáo sơ kết 6 tháng"
JOINED = "bao-cao-so-ket-6-thang-trang-da-ky.pdf"
REVIEW, HAND_IN, PREVIEW = "Xem lại và nộp", "Nộp báo cáo", "Xem thử bản PDF"
BACK = "Nhận lại các tệp"
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"
EXE = b"MZ\x90\x00" + bytes(200)


async def opens(phone: Phone) -> None:
    """Open the form of the mid-year report."""
    await phone.sends("/baocao")
    await phone.taps(f"○ {MIDYEAR}")


async def hands_in(phone: Phone) -> str:
    """Review and hand in; gives the receipt."""
    await phone.taps(REVIEW)
    return await phone.taps(HAND_IN)


def photos(*shades: int) -> list[Attachment]:
    """Photos of pages, told apart by their grey."""
    return [Attachment(a_picture(shade=shade)) for shade in shades]


def sent(phone: Phone) -> bytes:
    """The content of the last document the bot sent."""
    return file_of(phone.world, phone.person.last["document"]["file_id"])


def file_of(world: World, file_id: str) -> bytes:
    stored = world.telegram.files.find(file_id)
    assert stored is not None
    return stored.content


def arrive(world: World, *order: int) -> None:
    """What was sent last arrives in this order."""
    # Those before are only not confirmed yet.
    waiting = list(world.telegram.updates._waiting)[-len(order) :]
    bodies = [update["message"] for update in waiting]
    for update, place in zip(waiting, order, strict=True):
        update["message"] = bodies[place]


def largest(world: World, message: dict) -> bytes:
    """The largest size that Telegram gives of a photo."""
    return file_of(world, message["photo"][-1]["file_id"])


@pytest.mark.both_engines
async def test_an_album_that_arrives_out_of_order_becomes_a_pdf_in_order(alliance: Alliance):
    hoa, world = alliance.hoa, alliance.world
    await opens(hoa)

    album = hoa.person.send_album(photos(40, 90, 240))
    arrive(world, 2, 0, 1)
    await world.settle()
    draft = hoa.last
    receipt = await hands_in(hoa)
    await hoa.taps(BACK)

    assert "Ảnh chụp: 3 trang, sẽ ghép thành 1 tệp PDF" in draft
    pages = pages_in(sent(hoa))
    assert [page.data for page in pages] == [largest(world, message) for message in album]
    assert [page.size for page in pages] == [(960, 1280)] * 3
    assert hoa.person.last["document"]["file_name"] == JOINED
    assert JOINED in receipt
    assert hashlib.sha256(sent(hoa)).hexdigest() in receipt


@pytest.mark.both_engines
async def test_an_album_in_two_halves_is_one_report(alliance: Alliance):
    hoa, world = alliance.hoa, alliance.world
    await opens(hoa)

    first = hoa.person.send_album(photos(40, 90))
    await world.settle()
    shown = len(hoa.read)
    await world.goes_to("2023-01-30 08:01")
    second = hoa.person.send_album(photos(140, 240))
    await world.settle()

    assert len(hoa.read) == shown + 1
    assert "Ảnh chụp: 4 trang" in hoa.last
    await hands_in(hoa)
    await hoa.taps(BACK)
    pages = [page.data for page in pages_in(sent(hoa))]
    assert pages == [largest(world, message) for message in first + second]
    assert sum("BIÊN NHẬN" in text for text in hoa.read) == 1


async def test_half_an_album_that_comes_before_the_other_finds_its_report_too(alliance: Alliance):
    """The second half was sent first to the bot, and nobody had said which report it is."""
    hoa, world = alliance.hoa, alliance.world

    album = hoa.person.send_album(photos(40, 90, 240))
    late = world.telegram.updates._waiting.pop(0)
    await world.settle()
    await hoa.taps(f"○ {MIDYEAR}")
    world.telegram.updates.push("message", late["message"])
    await world.settle()
    await hands_in(hoa)
    await hoa.taps(BACK)

    pages = [page.data for page in pages_in(sent(hoa))]
    assert pages == [largest(world, message) for message in album]


async def test_pictures_sent_as_files_keep_every_point(alliance: Alliance):
    hoa = alliance.hoa
    scans = [a_picture(2400, 3200), a_picture(3200, 2400, shade=90, turned=6)]
    await opens(hoa)

    for number, scan in enumerate(scans):
        await hoa.sends_file(f"IMG_{number}.jpg", scan)
    await hands_in(hoa)
    await hoa.taps(BACK)

    pages = pages_in(sent(hoa))
    assert [page.data for page in pages] == scans
    assert [(page.size, page.turned) for page in pages] == [((2400, 3200), 0), ((3200, 2400), 90)]


async def test_a_photo_too_small_to_read_is_refused_and_the_rest_kept(alliance: Alliance):
    hoa = alliance.hoa
    await opens(hoa)
    await hoa.sends_photo(a_picture(shade=90))

    refused = await hoa.sends_photo(a_picture(600, 799))
    await hoa.sends("Trang hai chụp lại sau.")

    assert "600 × 799" in refused
    assert "dưới dạng tệp" in refused
    assert "Ảnh chụp: 1 trang" in hoa.last


@pytest.mark.parametrize(
    ("name", "content", "answer"),
    [
        ("khoa.pdf", a_pdf(password="bimat"), "mật khẩu"),
        ("hong.pdf", a_pdf()[:-60], "bị hỏng"),
        ("hong.docx", a_docx()[:-60], "bị hỏng"),
        ("hong.xlsx", an_xlsx().replace(b"sheet1", b"sheetX", 1), "bị hỏng"),
        ("macro.docm", an_office_file(DOCM, "word/document.xml", {}), "macro"),
        ("virus.pdf", EXE, "không đúng với tên tệp"),
        ("rong.pdf", b"", "0 byte"),
        ("IMG_0001.HEIC", HEIC, "iPhone"),
        ("van ban.rtf", b"{\\rtf1 a}", "Word (.docx)"),
        ("bang.ods", b"PK", "Excel (.xlsx)"),
        ("tat ca.zip", a_zip({"a.txt": "a"}), "giải nén"),
        ("phim.mp4", b"\0\0\0\x18ftypmp42", "Word, Excel, PDF"),
    ],
)
async def test_what_would_not_open_is_refused_and_the_draft_kept(
    alliance: Alliance, name: str, content: bytes, answer: str
):
    hoa = alliance.hoa
    await opens(hoa)
    await hoa.sends_file("tot.pdf", a_pdf())
    await hoa.sends_photo(a_picture())

    refused = await hoa.sends_file(name, content)
    await hoa.sends("Vẫn còn nguyên.")

    assert answer in refused
    for kept in ("1. tot.pdf", "Ảnh chụp: 1 trang", "Vẫn còn nguyên."):
        assert kept in hoa.last
    assert name not in hoa.last


async def test_a_zip_bomb_is_refused_and_the_draft_kept(alliance: Alliance):
    hoa = alliance.hoa
    await opens(hoa)
    await hoa.sends_file("tot.pdf", a_pdf())
    bomb = an_office_file(
        "wordprocessingml.document.main+xml", "a.xml", {"a.xml": bytes(300 * 1024 * 1024)}
    )

    refused = await hoa.sends_file("bom.docx", bomb)
    await hoa.sends("Vẫn còn nguyên.")

    assert "lớn bất thường" in refused
    assert "1. tot.pdf" in hoa.last


async def test_what_is_wrong_is_said_under_the_very_picture(alliance: Alliance):
    hoa = alliance.hoa
    await opens(hoa)

    album = hoa.person.send_album([*photos(40), Attachment(a_picture(300, 300)), *photos(90)])
    await alliance.world.settle()

    bodies = [posted.body for posted in hoa.person.chat if not posted.outgoing]
    (refusal,) = (body for body in bodies if "300 × 300" in body.get("text", ""))
    assert refusal["reply_to_message"]["message_id"] == album[1]["message_id"]
    assert any("Ảnh chụp: 2 trang" in text for text in hoa.read)


async def test_the_same_file_twice_is_in_the_report_once(alliance: Alliance):
    hoa = alliance.hoa
    await opens(hoa)
    for name in ("mot.pdf", "hai.pdf"):
        await hoa.sends_file(name, a_pdf())
    refused = hoa.last
    for _ in range(2):
        await hoa.sends_photo(a_picture())
    await hoa.sends("Hết.")

    assert refused == "Tệp “hai.pdf” đã có trong báo cáo."
    assert "1. mot.pdf" in hoa.last
    assert "Ảnh chụp: 1 trang" in hoa.last


async def test_a_31st_file_is_refused_and_thirty_are_handed_in(alliance: Alliance):
    hoa = alliance.hoa
    await opens(hoa)
    for first in range(10, 40, 10):
        hoa.person.send_album(photos(*(5 * shade for shade in range(first, first + 10))))
        await alliance.world.settle()

    refused = await hoa.sends_photo(a_picture(shade=5))
    await hoa.sends("Hết.")
    review = await hoa.taps(REVIEW)

    assert "30 tệp" in refused
    assert "Ảnh chụp: 30 trang" in review
    await hoa.taps(HAND_IN)
    await hoa.taps(BACK)
    assert len(pages_in(sent(hoa))) == 30


async def test_each_page_can_be_taken_out(alliance: Alliance):
    hoa, world = alliance.hoa, alliance.world
    await opens(hoa)
    album = hoa.person.send_album(photos(40, 90, 240))
    await world.settle()
    await hoa.taps("Tệp, ảnh (3)")

    assert [label for label in hoa.buttons if label.startswith("Bỏ")] == [
        "Bỏ trang 1",
        "Bỏ trang 2",
        "Bỏ trang 3",
    ]
    draft = await hoa.taps("Bỏ trang 2")
    await hands_in(hoa)
    await hoa.taps(BACK)

    assert "Ảnh chụp: 2 trang" in draft
    pages = [page.data for page in pages_in(sent(hoa))]
    assert pages == [largest(world, message) for message in (album[0], album[2])]


async def test_the_pdf_can_be_looked_at_before_it_is_handed_in(alliance: Alliance):
    hoa, officer = alliance.hoa, alliance.officer
    told = list(officer.read)
    await opens(hoa)
    await hoa.sends_file("phu luc.xlsx", an_xlsx())
    await hoa.sends_photo(a_picture())
    await hoa.taps(REVIEW)
    await hoa.taps(PREVIEW)
    preview = sent(hoa)

    assert hoa.person.last["document"]["file_name"] == JOINED
    assert "Báo cáo chưa được nộp" in hoa.read[-1]
    assert officer.read == told
    receipt = await hoa.taps(HAND_IN)
    assert hashlib.sha256(preview).hexdigest() in receipt
    assert receipt.index("phu luc.xlsx") < receipt.index(JOINED)


async def test_a_report_without_pictures_offers_no_preview(alliance: Alliance):
    hoa = alliance.hoa
    await opens(hoa)
    await hoa.sends_file("bc.pdf", a_pdf())
    await hoa.taps(REVIEW)

    assert PREVIEW not in hoa.buttons


async def test_the_officer_gets_the_joined_pages(alliance: Alliance):
    hoa, officer = alliance.hoa, alliance.officer
    await opens(hoa)
    hoa.person.send_album(photos(40, 90))
    await alliance.world.settle()
    await hands_in(hoa)
    await officer.taps("Xem báo cáo")
    await officer.taps("Tải các tệp")

    assert len(pages_in(sent(officer))) == 2


async def test_nobody_else_gets_the_files_of_a_unit(alliance: Alliance):
    hoa, pao = alliance.hoa, alliance.pao
    await opens(hoa)
    await hoa.sends_file("bc.pdf", a_pdf())
    await hands_in(hoa)
    rows = hoa.person.last["reply_markup"]["inline_keyboard"]
    (button,) = (button for row in rows for button in row if button["text"] == BACK)

    pao.person.tap_data(pao.person.last["message_id"], button["callback_data"])
    await alliance.world.settle()

    assert all("document" not in posted.body for posted in pao.person.chat)


async def test_what_a_colleague_added_meanwhile_is_shown_before_it_is_handed_in(
    alliance: Alliance,
):
    hoa, world = alliance.hoa, alliance.world
    lan = await world.manager(alliance.officer, "LĐLĐ huyện Tam Đường", "Trần Thị Lan", Role.DEPUTY)
    await opens(hoa)
    await hoa.sends_photo(a_picture())
    await hoa.taps(REVIEW)
    await opens(lan)
    await lan.sends_file("bo sung.pdf", a_pdf())

    review = await hoa.taps(HAND_IN)

    toast = hoa.person.toast_shown
    assert toast is not None
    assert "thay đổi" in toast.text
    assert "bo sung.pdf" in review
    assert not any("BIÊN NHẬN" in text for text in hoa.read)
    receipt = await hoa.taps(HAND_IN)
    assert "bo sung.pdf" in receipt
    assert JOINED in receipt


async def test_a_page_that_the_archive_lost_is_named_and_the_draft_kept(
    alliance: Alliance, tmp_path: Path
):
    hoa = alliance.hoa
    await opens(hoa)
    await hoa.sends_file("trang 1.jpg", a_picture())
    kept = hashlib.sha256(a_picture()).hexdigest()
    Archive(tmp_path / "archive").path_of(kept).unlink()
    await hoa.taps(REVIEW)

    answer = await hoa.taps(HAND_IN)
    await hoa.sends("Hết.")

    assert "“trang 1.jpg”" in answer
    assert "Ảnh chụp: 1 trang" in hoa.last


async def test_a_file_is_kept_when_there_is_no_room_for_its_caption(alliance: Alliance):
    hoa = alliance.hoa
    await opens(hoa)
    for _ in range(5):
        await hoa.sends("a" * 3_990)

    refused = await hoa.sends_file("bang so lieu.pdf", a_pdf(), caption="b" * 1_000)

    assert "20000" in refused.replace(".", "")
    await hoa.sends("/start")
    kept = await hoa.taps(next(b for b in hoa.buttons if b.startswith("Tiếp tục: báo cáo")))
    assert "bang so lieu.pdf" in kept
