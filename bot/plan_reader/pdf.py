"""The text of a PDF that has a text layer: lines joined to paragraphs, tables in their place."""

import io
import logging
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any

from bot.plan_reader.documents import Reason, Unreadable

MOST_PAGES = 300
_PAGE_NUMBER = re.compile(
    r"\s*[-–]?\s*(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?\s*[-–]?\s*", re.IGNORECASE
)
_FULL_LINE = 0.82
"""How much of the page's width a line takes that goes on in the next."""


def pdf_text(content: bytes) -> tuple[str, int]:
    """The text and how many pages there are. Raises Unreadable."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with pdfplumber.open(io.BytesIO(content)) as document:
            pages = document.pages
            if len(pages) > MOST_PAGES:
                raise Unreadable(Reason.TOO_LARGE)
            texts = []
            for page in pages:
                texts.append("\n".join(_page(page)))
                page.close()
            return "\n\n".join(texts), len(texts)
    except Unreadable:
        raise
    except (PDFEncryptionError, PDFPasswordIncorrect):
        raise Unreadable(Reason.LOCKED) from None
    except Exception as error:
        # Whatever the library stumbles over in bytes that anybody may have made up.
        locked = any(isinstance(each, PDFPasswordIncorrect) for each in error.args)
        raise Unreadable(Reason.LOCKED if locked else Reason.BROKEN) from None


def _page(page: Any) -> Iterator[str]:
    tables = [table for table in page.find_tables() if len(table.rows) > 1]
    outside = page
    for table in tables:
        outside = outside.outside_bbox(_within(table.bbox, page.bbox), strict=False)
    lines = [
        line for line in outside.extract_text_lines(return_chars=False) if not _is_number(line)
    ]
    parts = [(line["top"], line["text"]) for line in _joined(lines, page.width)]
    for table in tables:
        rows = ["\t".join(_cell(cell) for cell in row) for row in table.extract()]
        parts.append((table.bbox[1], "\n".join([*rows, ""])))
    yield from (text for _, text in sorted(parts, key=lambda part: part[0]))


def _joined(lines: Sequence[dict[str, Any]], width: float) -> Iterator[dict[str, Any]]:
    """Lines with an empty one after each that ends a paragraph: by its length, or the gap below."""
    if not lines:
        return
    gaps = [below["top"] - above["top"] for above, below in pairwise(lines)]
    usual = median(gaps) if gaps else 0.0
    right = max(line["x1"] for line in lines)
    for line, gap in zip(lines, [*gaps, 0.0], strict=True):
        ends = gap > 1.45 * usual or line["x1"] < right - (1 - _FULL_LINE) * width
        yield line | {"text": line["text"] + ("\n" if ends else "")}


def _is_number(line: dict[str, Any]) -> bool:
    return _PAGE_NUMBER.fullmatch(line["text"]) is not None


def _cell(text: str | None) -> str:
    return " ".join((text or "").split())


def _within(box: Sequence[float], page: Sequence[float]) -> tuple[float, float, float, float]:
    """A table's box as far as it lies on the page."""
    return (
        max(box[0], page[0]),
        max(box[1], page[1]),
        min(box[2], page[2]),
        min(box[3], page[3]),
    )
