"""Documents that cannot be read say why; no bytes whatever do anything else."""

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.plan_reader.documents import Reason, Unreadable, text_of
from bot.plan_reader.reading import read_text
from tests.plan_reader.made import as_pdf, as_text, as_word

TCVN3 = "KÕ ho¹ch ph¸t ®éng phong trµo thi ®ua n¨m 2005 cña tØnh §oµn, c¸c c¬ së §oµn trùc thuéc "
VNI = (
    "Keá hoaïch phaùt ñoäng phong traøo thi ñua naêm 2005 cuûa caùc ñôn vò thaønh vieân trong tænh "
)
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def reason_of(name: str, content: bytes) -> Reason:
    with pytest.raises(Unreadable) as refused:
        text_of(name, content)
    return refused.value.reason


@pytest.mark.parametrize("text", [TCVN3, VNI], ids=["TCVN3", "VNI"])
def test_a_font_of_before_unicode_is_told_and_not_taken_for_text(text: str) -> None:
    assert reason_of("ke hoach.txt", (text * 5).encode()) is Reason.LEGACY_FONT


def test_vietnamese_in_unicode_composed_or_not_is_no_such_font() -> None:
    from unicodedata import normalize

    apart = normalize("NFD", as_text())

    assert text_of("ke hoach.txt", apart.encode()) == as_text()


def test_a_scan_is_told() -> None:
    from fpdf import FPDF

    document = FPDF()
    document.add_page()

    assert reason_of("scan.pdf", bytes(document.output())) is Reason.SCAN


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.doc", OLE + "WordDocument".encode("utf-16-le") * 3, Reason.OLD_WORD),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le") * 3, Reason.LOCKED),
        ("a.docx", b"PK\x03\x04 cut off", Reason.BROKEN),
        ("a.pdf", b"%PDF-1.7 cut off", Reason.BROKEN),
        ("a.txt", b"  \n ", Reason.EMPTY),
        ("a.txt", b"1234 - 5678", Reason.EMPTY),
        ("a.xyz", b"anything", Reason.UNKNOWN_KIND),
        ("a.txt", b"x" * (20 * 1024 * 1024 + 1), Reason.TOO_LARGE),
    ],
)
def test_what_cannot_be_read_says_why(name: str, content: bytes, reason: Reason) -> None:
    assert reason_of(name, content) is reason


def test_an_excel_sheet_is_no_plan() -> None:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as made:
        made.writestr("xl/workbook.xml", "<x/>")

    assert reason_of("a.docx", package.getvalue()) is Reason.UNKNOWN_KIND


def test_a_locked_pdf_is_told(tmp_path: Path) -> None:
    import pikepdf

    path = tmp_path / "locked.pdf"
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))

    assert reason_of("a.pdf", path.read_bytes()) is Reason.LOCKED


@settings(deadline=None)
@given(st.binary(max_size=3_000), st.sampled_from(["a.txt", "a.docx", "a.pdf", "a.md", ""]))
def test_random_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    with suppress(Unreadable):
        read_text(text_of(name, content))


WORD = as_word()


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_damaged_word_file_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(WORD)
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(Unreadable):
        read_text(text_of("a.docx", bytes(content)))


@pytest.mark.timeout(120)
def test_fifty_pages_are_read() -> None:
    content = as_pdf(times=36)
    assert content.count(b"/Type /Page\n") >= 50
    plan = read_text(text_of("long.pdf", content))

    assert plan.header.number == "57/KH-LMHTX"
    assert len(plan.obligations) > 5
