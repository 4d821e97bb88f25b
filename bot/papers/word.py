"""Word documents: pages, paragraphs and tables as Nghị định 30/2020/NĐ-CP, Phụ lục I has them.

python-docx is imported inside the functions that make something with it: it takes 75 ms, and most
starts of the program never write a document.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from docx.blkcntnr import BlockItemContainer
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section
    from docx.shared import Length
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph

    Holder = Document | BlockItemContainer

# Word counts in English metric units.
MM, PT = 36_000, 12_700

# Phụ lục I, phần I: A4; top and bottom 20-25 mm, left 30-35, right 15-20.
FONT, PAGE = "Times New Roman", (210 * MM, 297 * MM)
TOP, BOTTOM, LEFT, RIGHT = 20 * MM, 20 * MM, 30 * MM, 15 * MM
BODY_WIDTH = PAGE[0] - LEFT - RIGHT

# Signs that XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets), control characters, and
# those that turn the direction of the words after them.
UNWRITABLE = re.compile(
    r"[^\s\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
    r"|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)

Align = Literal["LEFT", "CENTER", "RIGHT", "JUSTIFY"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks: sizes and distances in points, the indent of its first line in EMU.

    `keep` holds it on the page of the paragraph that follows.
    """

    size: float = 13
    bold: bool = False
    italic: bool = False
    align: Align = "LEFT"
    indent: int = 0
    before: float = 0
    after: float = 0
    keep: bool = False


# Phụ lục I, phần II, mục 6: 13-14 pt, both margins even, the first line 1 or 1.27 cm further in,
# at least 6 pt between paragraphs.
BODY = Look(align="JUSTIFY", indent=10 * MM, after=6)
HEADLINE = replace(BODY, bold=True, keep=True)
CENTRED = Look(align="CENTER")
CENTRED_BOLD = replace(CENTRED, bold=True)
CELL = Look(size=12, before=1, after=1)
COLUMN_HEADING = replace(CELL, bold=True, align="CENTER", keep=True)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its width in millimetres, how its cells stand."""

    heading: str
    width: int
    align: Align = "LEFT"


def clean(words: str) -> str:
    """What a person typed as one line that any reader of XML takes."""
    return " ".join(UNWRITABLE.sub("", unicodedata.normalize("NFC", words)).split())


def new_document(note: str, mark: str = "") -> Document:
    """An empty A4 page in Vietnamese, pages numbered from the second, a small note at each foot.

    A `mark` stands in the upper right corner of every page.
    """
    import docx

    document = docx.Document()
    _set_style(document)
    section = document.sections[0]
    _set_page(section)
    _head_pages(section, mark)
    for foot in (section.first_page_footer, section.footer):
        foot.is_linked_to_previous = False
        _empty(foot)
        paragraph(foot, note, replace(CENTRED, size=9, italic=True))
    return document


def paragraph(holder: Holder, words: str, look: Look = BODY) -> Paragraph:
    """One paragraph, its words cleaned; one without words is exactly as high as its size."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    made = holder.add_paragraph()
    made.alignment = getattr(WD_ALIGN_PARAGRAPH, look.align)
    form = made.paragraph_format
    form.first_line_indent = emu(look.indent)
    form.space_before, form.space_after = emu(look.before * PT), emu(look.after * PT)
    form.keep_with_next = look.keep
    if not words:
        form.line_spacing = emu(look.size * PT)
    run = made.add_run(clean(words))
    run.font.size = emu(look.size * PT)
    run.bold, run.italic = look.bold, look.italic
    return made


def paragraphs(holder: Holder, words: str, look: Look = BODY) -> None:
    """What a person typed as the lines it was typed in, without the empty ones."""
    last: Paragraph | None = None
    for line in filter(None, map(clean, words.splitlines())):
        last = paragraph(holder, line, look) if last is None else _after(last, line)


def _after(last: Paragraph, words: str) -> Paragraph:
    """One more like the last, right below it.

    Adding at the end walks through the whole document first: ten thousand lines took minutes.
    """
    from docx.text.paragraph import Paragraph

    copy = deepcopy(last._p)
    last._p.addnext(copy)
    made = Paragraph(copy, last._parent)
    made.runs[0].text = words
    return made


def table(document: Document, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
    """A ruled table with fixed widths; its heading stands again on every page, no row is torn."""
    made = _new_table(document, [column.width * MM for column in columns])
    made.style = "Table Grid"
    element(made.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
    _fill(made.rows[0], [column.heading for column in columns], [COLUMN_HEADING] * len(columns))
    looks = [replace(CELL, align=column.align) for column in columns]
    for values in rows:
        row: _Row = made.add_row()  # type: ignore[no-untyped-call]
        _fill(row, values, looks)
    # Two tables that touch become one, and text must not stick to the rule.
    paragraph(document, "", Look(size=6))


def layout(document: Document, widths: tuple[int, int]) -> tuple[_Cell, _Cell]:
    """Two cells without lines, side by side, never torn by a page."""
    row = _new_table(document, widths).rows[0]
    element(row._tr.get_or_add_trPr(), "w:cantSplit")
    left, right = row.cells
    _empty(left)
    _empty(right)
    return left, right


def emu(value: float) -> Length:
    """Word's own measure, whole."""
    from docx.shared import Emu

    return Emu(round(value))


def element(parent: BaseOxmlElement, tag: str, **attributes: str) -> BaseOxmlElement:
    """A new child for what python-docx has no words for."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag, {qn(f"w:{name}"): value for name, value in attributes.items()})
    parent.append(made)
    return made


def content_of(document: Document, name: str, made_at: datetime) -> bytes:
    """The file: the same bytes for the same words, whenever it is written."""
    core = document.core_properties
    core.title, core.subject, core.keywords, core.comments = clean(name)[:255], "", "", ""
    core.author = core.last_modified_by = ""
    core.language, core.revision = "vi-VN", 1
    core.created = core.modified = made_at.astimezone(UTC)
    packed = io.BytesIO()
    document.save(packed)
    return _undated(packed.getvalue())


def _set_style(document: Document) -> None:
    """One font for every script, single lines, Vietnamese lest the speller underline words."""
    from docx.oxml.ns import qn

    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, emu(13 * PT)
    style.paragraph_format.line_spacing = 1.0
    properties = style.element.get_or_add_rPr()
    for script in ("eastAsia", "cs"):
        properties.rFonts.set(qn(f"w:{script}"), FONT)
    element(properties, "w:lang", val="vi-VN", eastAsia="vi-VN")


def _set_page(section: Section) -> None:
    section.page_width, section.page_height = map(emu, PAGE)
    section.top_margin, section.bottom_margin = emu(TOP), emu(BOTTOM)
    section.left_margin, section.right_margin = emu(LEFT), emu(RIGHT)
    section.header_distance = section.footer_distance = emu(10 * MM)


def _head_pages(section: Section, mark: str) -> None:
    """Arabic numbers, centred above the text, not on the first page (Phụ lục I, phần I, mục 7)."""
    section.different_first_page_header_footer = True
    number = _head(section.header)
    number.add_run("\t")
    element(number._p, "w:fldSimple", instr="PAGE")
    if mark:
        number.add_run("\t")
        for marked in (number, _head(section.first_page_header, tabs="\t\t")):
            run = marked.add_run(clean(mark))
            run.bold, run.font.size = True, emu(11 * PT)


def _head(head: BlockItemContainer, tabs: str = "") -> Paragraph:
    """The line above the text, with stops for its middle and its end."""
    from docx.enum.text import WD_TAB_ALIGNMENT

    _empty(head)
    made = paragraph(head, "", Look())
    stops = made.paragraph_format.tab_stops
    stops.add_tab_stop(emu(BODY_WIDTH / 2), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(emu(BODY_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    made.add_run(tabs)
    return made


def _empty(holder: BlockItemContainer) -> None:
    for old in holder.paragraphs:
        holder._element.remove(old._p)


def _new_table(document: Document, widths: Sequence[int]) -> Table:
    """A table of one row that keeps its widths whatever stands in it."""
    from docx.enum.table import WD_TABLE_ALIGNMENT

    made: Table = document.add_table(rows=1, cols=len(widths))
    made.autofit = False
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, cell, width in zip(made.columns, made.rows[0].cells, widths, strict=True):
        # Word goes by the cell, others by the column; further rows copy the column.
        column.width = cell.width = emu(width)
    return made


def _fill(row: _Row, values: Sequence[str], looks: Sequence[Look]) -> None:
    """The words of a row; its height may grow, but no page ends within it."""
    element(row._tr.get_or_add_trPr(), "w:cantSplit")
    for cell, value, look in zip(row.cells, values, looks, strict=True):
        _empty(cell)
        paragraph(cell, value, look)


def _undated(packed: bytes) -> bytes:
    """The same archive without the moment at which each part was packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
