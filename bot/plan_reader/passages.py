"""The text of a document as passages: paragraphs and table rows, each sign at its place.

A paragraph wrapped over lines or cut by a page becomes one passage again. What a passage shows can
be quoted exactly as the source has it, line breaks and marks of emphasis included.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_MARKS = frozenset("*|\u00ad\u200b\ufeff")
_UNMARKED = dict.fromkeys(map(ord, _MARKS))
_BLANKS = frozenset(" \t\u00a0\r\u3000")
_BEGINS = re.compile(
    r"\s*(?:[-–—+•●▪]\s?|\(\d{1,2}\)|\d{1,2}[.)]\s|\d{1,2}(?:\.\d{1,2}){1,3}[.)]?\s"
    r"|[a-zđ]\)|\d{1,2}[-–]\s|[IVXL]{1,5}[.)–-]\s|Điều \d|Chương [IVXL\d]|CHƯƠNG |PHẦN |Phần "
    r"|[Ss][ốỐ] ?:|V/v|Kính gửi|[^\W\d_][^\d,;]{1,30}, ?ngày [^.;]{0,12}tháng"
    r"|Mục [IVXL\d]|Bước \d|Nơi nhận|TM\.|KT\.|TL\.|\[\d{1,2}\]|_{3,})"
)
_DATED = re.compile(r"[^\W\d_][^\d,;]{1,30}, ?ngày[ .]*\d* ?tháng[ .]*\d* ?năm \d{4}")
"""The line of place and date: nothing goes on with it."""

_COLUMNS = re.compile(r"(?<=\S) {4,}(?=\S)")
_PIPED = re.compile(r"[^|\n]*\|[^|\n]*\|.*$")
_RULED = re.compile(r"(?=.*[|=-]{3})[\s|:+=-]+$")
_HEADING = 45
_MOST_COLUMNS = 6
LONGEST = 4_000
"""Signs of a passage: whatever is longer is no paragraph of a plan, and is cut."""

_ENDS = re.compile(r"[.;:!?”\"/)]\s*$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or a row of a table with its `cells`. `text` has single spaces, no marks."""

    text: str
    places: tuple[int, ...]
    cells: tuple[str, ...] = ()

    @property
    def is_row(self) -> bool:
        return bool(self.cells)

    def quote(self, source: str, start: int, end: int) -> str:
        """What the source has from one sign of `text` to before another."""
        return source[self.places[start] : self.places[end - 1] + 1] if end > start else ""


def passages_of(source: str) -> list[Passage]:
    """The passages of a text in which a table has one row a line, its cells parted by tabs."""
    return [_passage(source, start, end) for start, end in _spans(source) if source[start:end]]


def _spans(source: str) -> Iterator[tuple[int, int]]:
    begun: int | None = None
    after, blank_since = 0, False
    for start, end in _lines(source):
        line = _shown(source[start:end])
        if not line:
            blank_since = True
            continue
        is_row = _is_row(source[start:end])
        goes_on = begun is not None and not is_row and _goes_on(source[begun:after], line)
        too_long = begun is not None and end - begun > LONGEST
        if begun is not None and (
            too_long
            or not (goes_on and _may_join(source[begun:after], line, over_blank=blank_since))
        ):
            yield begun, after
            begun = None
        begun, after, blank_since = start if begun is None else begun, end, False
        if is_row:
            yield begun, after
            begun = None
    if begun is not None:
        yield begun, after


def _lines(source: str) -> Iterator[tuple[int, int]]:
    """Lines; what stands side by side in two columns are two of them."""
    start = 0
    for line in source.splitlines(keepends=True):
        if not _RULED.match(line):
            for first, last in pairwise(_bounds(line)):
                yield from _cut(line, start, first, last)
        start += len(line)


def _bounds(line: str) -> list[int]:
    """Where the columns of a line begin, and its end."""
    if "\t" in line or _PIPED.match(line):
        return [0, len(line)]
    text = len(line) - len(line.lstrip())
    gaps = [gap.end() for gap in _COLUMNS.finditer(line) if gap.start() > text]
    return [0, *(gaps if len(gaps) < _MOST_COLUMNS else ()), len(line)]


def _cut(line: str, start: int, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A part of a line, in pieces that are not too long to be gone through word by word."""
    while last - first > LONGEST:
        blank = line.rfind(" ", first + 1, first + LONGEST)
        end = blank if blank > first else first + LONGEST
        yield start + first, start + end
        first = end
    yield start + first, start + last


def _is_row(line: str) -> bool:
    return "\t" in line.strip("\n") or bool(_PIPED.match(line))


def _shown(line: str) -> str:
    return line.translate(_UNMARKED).strip()


def _goes_on(begun: str, line: str) -> bool:
    """Whether a line belongs to what stands before it."""
    if _DATED.fullmatch(_shown(begun)):
        return False
    if _is_heading(begun) and line[0].isupper() and len(line) > len(_shown(begun)):
        return False
    return not _BEGINS.match(line) and not (_is_title(begun) and not _is_title(line))


def _is_heading(begun: str) -> bool:
    """Whether a single short line names what stands below it: «4. Kiểm tra»."""
    shown = _shown(begun)
    return "\n" not in begun.strip() and len(shown) < _HEADING and bool(_BEGINS.match(shown))


def _may_join(begun: str, line: str, *, over_blank: bool) -> bool:
    if not over_blank:
        return True
    # A page was turned in the middle of a sentence.
    shown = _shown(begun)
    if shown.endswith(","):
        return True
    return line[0].islower() and not _ENDS.search(shown) and len(shown) > 40


def _is_title(text: str) -> bool:
    shown = _shown(text)
    return len(shown) > 3 and shown == shown.upper()


def _passage(source: str, start: int, end: int) -> Passage:
    signs: list[str] = []
    places: list[int] = []
    for place in range(start, end):
        sign = source[place]
        if sign in _MARKS:
            continue
        if sign == "\n" or sign in _BLANKS:
            if not signs or signs[-1] == " ":
                continue
            sign = " "
        signs.append(sign)
        places.append(place)
    while signs and signs[-1] == " ":
        signs.pop()
        places.pop()
    line = source[start:end].strip("\n")
    if not _is_row(line):
        return Passage("".join(signs), tuple(places))
    parts = line.split("\t") if "\t" in line else line.strip().strip("|").split("|")
    cells = tuple(" ".join(_shown(each).split()) for each in parts)
    return Passage("".join(signs), tuple(places), cells if len(cells) > 1 else (*cells, ""))
