"""Real files as people send them, small and made here."""

import io
import struct
import zipfile
from dataclasses import dataclass
from typing import Any

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
DOCM = "application/vnd.ms-word.document.macroEnabled.main+xml"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
XLSM = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def a_pdf(text: str = "Bao cao", *, pages: int = 1, password: str = "") -> bytes:
    """A PDF with this text (plain ASCII) on every page; the same text makes the same bytes."""
    import pikepdf

    document = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    for number in range(1, pages + 1):
        page = document.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        drawn = f"BT /F1 12 Tf 72 770 Td ({text}, {number}) Tj ET"
        page.Contents = document.make_stream(drawn.encode())
    written = io.BytesIO()
    locked = pikepdf.Encryption(user=password, owner=password) if password else False
    document.save(written, encryption=locked, deterministic_id=not password)
    return written.getvalue()


def a_picture(
    width: int = 1200,
    height: int = 1600,
    shade: int = 200,
    *,
    kind: str = "JPEG",
    mode: str = "RGB",
    turned: int = 0,
    **options: Any,
) -> bytes:
    """A picture, grey with a darker band on top; `shade` tells pictures apart, `turned` is EXIF's
    orientation."""
    from PIL import Image

    picture = Image.new("L", (width, height), shade)
    picture.paste(shade // 2, (0, 0, width, height // 10))
    picture = picture.convert(mode)
    if turned:
        exif = Image.Exif()
        exif[0x0112] = turned
        options["exif"] = exif
    written = io.BytesIO()
    picture.save(written, kind, **options)
    return written.getvalue()


@dataclass(frozen=True)
class Page:
    """A page of a PDF made of one picture: the paper, how it is turned, and the picture."""

    paper: tuple[float, float]
    turned: int
    size: tuple[int, int]
    colours: str
    data: bytes
    see_through: bool


def pages_in(document: bytes) -> list[Page]:
    """The pages of a PDF made of pictures."""
    import pikepdf

    with pikepdf.open(io.BytesIO(document)) as pdf:
        return [_page(page) for page in pdf.pages]


def _page(page: Any) -> Page:
    import pikepdf

    (picture,) = page.Resources.XObject.values()
    space = picture.ColorSpace
    _, _, width, height = (float(side) for side in page.MediaBox)
    return Page(
        paper=(width, height),
        turned=int(page.get("/Rotate", 0)),
        size=(int(picture.Width), int(picture.Height)),
        colours=str(space[0] if isinstance(space, pikepdf.Array) else space),
        data=picture.read_raw_bytes(),
        see_through="/SMask" in picture,
    )


def a_docx(*paragraphs: str) -> bytes:
    """A Word document."""
    import docx

    document = docx.Document()
    for paragraph in paragraphs or ("Báo cáo sơ kết 6 tháng",):
        document.add_paragraph(paragraph)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def an_xlsx(*rows: tuple[str, ...]) -> bytes:
    """An Excel workbook of one sheet, words only."""
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>"
        for row in rows or (("Chỉ tiêu", "Kế hoạch"),)
    )
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    r = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    return an_office_file(
        XLSX,
        "xl/workbook.xml",
        {
            "xl/workbook.xml": (
                f'<workbook {main} {r}><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets>'
                "</workbook>"
            ),
            "xl/_rels/workbook.xml.rels": _relations("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": (
                f"<worksheet {main}><sheetData>{cells}</sheetData></worksheet>"
            ),
        },
    )


def an_office_file(kind: str, main: str, parts: dict[str, str | bytes]) -> bytes:
    """A package as Word and Excel write it: `main` is the part of this kind."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{kind}"/></Types>'
    )
    first: dict[str, str | bytes] = {
        "[Content_Types].xml": types,
        "_rels/.rels": _relations("officeDocument", main),
    }
    return a_zip(first | parts)


def a_zip(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these files."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return written.getvalue()


def an_old_file(stream: str, content: bytes = b"", also: tuple[str, ...] = ()) -> bytes:
    """A container of before 2007 with one stream, and empty folders beside it."""
    sector, none, end = 512, 0xFFFFFFFF, 0xFFFFFFFE
    # Smaller streams than this would be kept in another way.
    data = content.ljust(4096, b"\0")
    names = (stream, *also)
    entries = [_entry("Root Entry", 5, child=1, start=end)]
    for place, name in enumerate(names, 1):
        right = place + 1 if place < len(names) else none
        is_stream = place == 1
        entries.append(
            _entry(name, 2 if is_stream else 1, right=right, start=2, size=len(data) * is_stream)
        )
    assert len(entries) <= sector // 128
    chain = [0xFFFFFFFD, end, *range(3, 2 + len(data) // sector), end]
    table = chain + [none] * (sector // 4 - len(chain))
    head = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII", bytes.fromhex("d0cf11e0a1b11ae1"), bytes(16), 0x3E, 3, 0xFFFE, 9,
        6, 0, 1, 1, 0, 4096, end, 0, end, 0, 0,
    )  # fmt: skip
    return (
        head.ljust(sector, b"\xff")
        + struct.pack(f"<{len(table)}I", *table)
        + b"".join(entries).ljust(sector, b"\0")
        + data
    )


def _entry(
    name: str,
    kind: int,
    *,
    child: int = 0xFFFFFFFF,
    right: int = 0xFFFFFFFF,
    start: int,
    size: int = 0,
) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16xI16xIQ",
        written,
        len(written),
        kind,
        1,
        0xFFFFFFFF,
        right,
        child,
        0,
        start,
        size,
    )


def _relations(kind: str, target: str) -> str:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{office}/{kind}" Target="{target}"/></Relationships>'
    )
