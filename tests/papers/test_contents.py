"""What kind of file some bytes are, and whether it would open."""

import io
import random
import zipfile

import pytest

from bot.papers.contents import check_content
from bot.papers.pictures import pages_pdf
from bot.rules.files import (
    PICTURES,
    FileBomb,
    FileBroken,
    FileEmpty,
    FileLocked,
    FileNotTaken,
    FileNotWhatItSays,
    FileTooLarge,
    FileTrouble,
    Instead,
)
from tests.files import (
    DOCM,
    DOCX,
    XLSM,
    a_docx,
    a_pdf,
    a_picture,
    a_zip,
    an_office_file,
    an_old_file,
    an_xlsx,
)

EXE = b"MZ\x90\x00" + bytes(200)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OLE = "application/x-ole-storage"


def a_word_file(parts: dict[str, str | bytes], kind: str = DOCX) -> bytes:
    return an_office_file(kind, "word/document.xml", {"word/document.xml": "<w/>", **parts})


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", a_pdf(pages=3), "application/pdf"),
        ("A.PDF", b"\r\n@scanner\r\n" + a_pdf(), "application/pdf"),
        ("a.docx", a_docx(), WORD),
        ("a.xlsx", an_xlsx(), EXCEL),
        ("a.doc", an_old_file("WordDocument"), OLE),
        ("a.xls", an_old_file("Workbook"), OLE),
        ("a.jpg", a_picture(), "image/jpeg"),
        ("a.png", a_picture(kind="PNG"), "image/png"),
        ("zalo.jpg", a_picture(kind="PNG"), "image/png"),
        ("a.jfif", a_picture(), "image/jpeg"),
    ],
)
def test_what_opens_is_taken(name: str, content: bytes, kind: str) -> None:
    assert check_content(name, content) == kind


@pytest.mark.parametrize(
    ("name", "content", "trouble"),
    [
        ("a.pdf", b"", FileEmpty),
        ("a.pdf", EXE, FileNotWhatItSays),
        ("a.docx", EXE, FileNotWhatItSays),
        ("a.docx", an_xlsx(), FileNotWhatItSays),
        ("a.docx", a_zip({"a.txt": "a"}), FileNotWhatItSays),
        ("a.doc", an_old_file("PowerPoint Document"), FileNotWhatItSays),
        ("a.pdf", a_pdf(password="bimat"), FileLocked),
        ("a.docx", an_old_file("EncryptedPackage"), FileLocked),
        ("a.xlsx", an_old_file("EncryptedPackage"), FileLocked),
        ("a.doc", an_old_file("WordDocument", bytes(10) + b"\x00\x01"), FileLocked),
        ("a.xls", an_old_file("Workbook", b"\x09\x08\x02\x00ab\x2f\x00\x00\x00"), FileLocked),
        ("a.pdf", a_pdf()[:-40], FileBroken),
        ("a.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", FileBroken),
        ("a.docx", a_docx()[:-40], FileBroken),
        ("a.docx", a_word_file({}).replace(b"rels/.rels", b"rels/.slez"), FileBroken),
        ("a.xlsx", an_xlsx()[40:], FileNotWhatItSays),
        ("a.doc", an_old_file("WordDocument")[:600], FileBroken),
        ("a.jpg", a_picture()[:-400], FileBroken),
        ("a.docx", a_word_file({"word/a.xml": bytes(300 * 1024 * 1024)}), FileBomb),
        ("a.pdf", a_pdf() + bytes(20 * 1024 * 1024), FileTooLarge),
    ],
)
def test_what_does_not_open_is_refused(
    name: str, content: bytes, trouble: type[FileTrouble]
) -> None:
    with pytest.raises(FileTrouble) as refused:
        check_content(name, content)

    assert type(refused.value) is trouble
    assert refused.value.name == name


@pytest.mark.parametrize(
    ("name", "content", "instead"),
    [
        ("IMG_1.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Instead.IPHONE_PICTURE),
        ("IMG_1.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Instead.IPHONE_PICTURE),
        ("a.webp", b"RIFF\x24\0\0\0WEBPVP8 ", Instead.PICTURE),
        ("a.tiff", b"II*\0\x08\0\0\0", Instead.PICTURE),
        ("a.rtf", b"{\\rtf1 a}", Instead.WORD),
        ("a.doc", b"{\\rtf1 a}", Instead.WORD),
        ("a.odt", a_zip({"mimetype": "application/vnd.oasis.opendocument.text"}), Instead.WORD),
        ("a.ods", b"?", Instead.EXCEL),
        ("a.docm", a_word_file({}, DOCM), Instead.WITHOUT_MACROS),
        ("a.docx", a_word_file({}, DOCM), Instead.WITHOUT_MACROS),
        ("a.docx", a_word_file({"word/vbaProject.bin": "x"}), Instead.WITHOUT_MACROS),
        ("a.xlsm", an_office_file(XLSM, "xl/workbook.xml", {}), Instead.WITHOUT_MACROS),
        ("a.doc", an_old_file("WordDocument", also=("Macros",)), Instead.WITHOUT_MACROS),
        ("a.zip", a_zip({"a.txt": "a"}), Instead.UNPACKED),
        ("a.rar", b"Rar!\x1a\x07\x01\0", Instead.UNPACKED),
        ("a.mp4", b"\0\0\0\x18ftypmp42", Instead.ANY),
        ("khong duoi", a_pdf(), Instead.ANY),
    ],
)
def test_what_is_not_taken_is_refused_with_what_to_send_instead(
    name: str, content: bytes, instead: Instead
) -> None:
    with pytest.raises(FileNotTaken) as refused:
        check_content(name, content)

    assert refused.value.instead is instead


def test_a_pdf_that_only_forbids_printing_is_taken() -> None:
    import pikepdf

    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(a_pdf())) as document:
        document.save(written, encryption=pikepdf.Encryption(owner="chu", user=""))

    assert check_content("a.pdf", written.getvalue()) == "application/pdf"


def test_a_pdf_whose_table_of_places_is_wrong_is_taken() -> None:
    whole = a_pdf()
    moved = whole.replace(b"startxref\n", b"startxref\n1")

    assert moved != whole
    assert check_content("a.pdf", moved) == "application/pdf"


def test_a_zip_whose_directory_lies_about_sizes_is_not_unpacked_to_its_end() -> None:
    bomb = a_word_file({"word/a.xml": bytes(300 * 1024 * 1024)})
    honest = (300 * 1024 * 1024).to_bytes(4, "little")
    lying = bomb.replace(honest, (1000).to_bytes(4, "little"))

    assert lying != bomb
    with pytest.raises(FileBroken):
        check_content("a.docx", lying)


def test_a_zip_packed_in_a_way_office_does_not_is_refused() -> None:
    packed = a_zip({"[Content_Types].xml": DOCX, "_rels/.rels": "x"}, zipfile.ZIP_LZMA)
    with pytest.raises(FileBroken):
        check_content("a.docx", packed)


def test_bytes_that_anybody_may_have_made_up_are_judged_and_nothing_else() -> None:
    """What passes makes a page, too."""
    chance = random.Random(20230610)
    whole = {
        "a.pdf": a_pdf(pages=3),
        "b.pdf": a_pdf(password="bimat"),
        "a.docx": a_docx(),
        "a.xlsx": an_xlsx(),
        "a.doc": an_old_file("WordDocument"),
        "a.jpg": a_picture(turned=6, progressive=True),
        "a.png": a_picture(kind="PNG", mode="P"),
    }
    for _ in range(400):
        name = chance.choice(sorted(whole))
        content = changed(whole[name], chance)
        try:
            kind = check_content(name, content)
        except FileTrouble:
            continue
        assert kind not in PICTURES or pages_pdf([content])


def changed(content: bytes, chance: random.Random) -> bytes:
    """The bytes cut off, with some altered, some replaced, or some doubled."""
    at, to = sorted(chance.randrange(len(content)) for _ in range(2))
    altered = bytearray(content)
    for _ in range(chance.randrange(1, 20)):
        altered[chance.randrange(len(content))] = chance.randrange(256)
    return chance.choice(
        (
            content[:at],
            bytes(altered),
            content[:at] + chance.randbytes(chance.randrange(300)) + content[at + 100 :],
            content[:at] + content[at:to][:500] + content[at:],
        )
    )
