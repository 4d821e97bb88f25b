"""The text of a Word file, tables in their place."""

import io
import re
from collections.abc import Iterator
from typing import Any

from bot.plan_reader.documents import Reason, Unreadable
from bot.plan_reader.terms import SMALL

_MOST_BLOCKS = 60_000
_DEEPEST = 4
_GOES_ON = re.compile(rf"\n+(?!{SMALL}{{2}}|\d{{1,4}}(?: |[/.]\d))")


def word_text(content: bytes) -> str:
    """Paragraphs parted by empty lines, a table row a line. Raises Unreadable."""
    import docx

    try:
        document = docx.Document(io.BytesIO(content))
        return "\n".join(_blocks(document, 0))
    except Unreadable:
        raise
    except Exception:
        # Whatever the library stumbles over in bytes that anybody may have made up.
        raise Unreadable(Reason.BROKEN) from None


def _blocks(container: Any, depth: int) -> Iterator[str]:
    from docx.table import Table

    for number, block in enumerate(container.iter_inner_content()):
        if number > _MOST_BLOCKS:
            raise Unreadable(Reason.TOO_LARGE)
        if isinstance(block, Table):
            yield from _rows(block, depth)
        else:
            # Lines broken by hand are lines of their own: the head of a document is made of them.
            # But not where a sentence plainly goes on.
            yield from _GOES_ON.sub("\n\n", block.text).splitlines()
            yield ""


def _rows(table: Any, depth: int) -> Iterator[str]:
    """A row a line; a frame around text, or the columns of a letterhead, as paragraphs."""
    rows = [_cells(row) for row in table.rows]
    is_layout = len(rows) <= 4 and any("\n" in cell.text.strip() for row in rows for cell in row)
    is_frame = all(len(row) == 1 for row in rows)
    for row in rows:
        if is_layout or is_frame:
            for cell in row:
                yield from _blocks(cell, depth + 1) if depth < _DEEPEST else cell.text.splitlines()
        else:
            texts = [" ".join(cell.text.split()) for cell in row]
            yield "\t".join(texts if len(texts) > 1 else [*texts, ""])
            if depth < _DEEPEST:
                inner = [table for cell in row for table in cell.tables]
                yield from (line for table in inner for line in _rows(table, depth + 1))
    yield ""


def _cells(row: Any) -> list[Any]:
    """The cells of a row, a merged one once."""
    cells: list[Any] = []
    for cell in row.cells:
        if not cells or cells[-1]._tc is not cell._tc:
            cells.append(cell)
    return cells
