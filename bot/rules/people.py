"""Lists of people as they are typed or pasted: «1. Nguyễn Văn An – Giám đốc», rows of a table."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bot.rules.folding import fold

_MARK = re.compile(r"^\s*(?:[-–—•●▪*+]\s*|\(?\d{1,3}\s*[.):/]\s*|\d{1,3}\s+(?=\D))+")
_NUMBER = re.compile(r"\(?\d{1,3}[.):/]?")
_BRACKETS = re.compile(r"(?P<name>[^()]+)\((?P<rest>[^()]+)\)[.;,]?")
_PARTING = re.compile(r"\s*[–—]\s*|\s+-\s*|\s*-\s+|\s*[,;:]\s*")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_FORMULA = ("=", "@", "<", "http")
_HEADINGS = frozenset(
    {
        *("stt", "tt", "so tt", "so thu tu", "ho ten", "ho va ten", "ho, ten", "ho & ten", "ten"),
        *("ho dem", "chuc vu", "chuc danh", "chuc vu, don vi", "chuc vu, chuc danh", "ghi chu"),
        *("danh hieu", "danh hieu dang ky", "danh hieu thi dua", "don vi", "don vi cong tac"),
        *("ca nhan", "nam sinh", "ngay sinh", "gioi tinh", "ho va ten, chuc vu", "danh sach"),
    }
)
# Telegram makes blanks of the tabs between the columns of a table: a position is known by its
# first words, from the third word of the line on. Accents count where there are any: a person may
# be called Phố or Thu Quỳ.
_POSITIONS = tuple(
    each.split()
    for each in (
        *("giám đốc", "tổng giám đốc", "phó", "chủ tịch", "chủ nhiệm", "kế toán", "bí thư"),
        *("trưởng phòng", "trưởng ban", "trưởng khoa", "trưởng thôn", "trưởng khu", "trưởng ca"),
        *("trưởng bộ phận", "trưởng chi nhánh", "trưởng nhóm", "trưởng trạm", "trưởng đoàn"),
        *("tổ trưởng", "tổ phó", "đội trưởng", "đội phó", "nhóm trưởng", "trạm trưởng"),
        *("hiệu trưởng", "quản đốc", "quản lý", "phụ trách", "chánh văn phòng", "chánh thanh tra"),
        *("ủy viên", "uỷ viên", "thành viên", "xã viên", "đoàn viên", "hội viên", "đảng viên"),
        *("chuyên viên", "nhân viên", "giáo viên", "giảng viên", "kiểm soát viên"),
        *("kỹ thuật viên", "kĩ thuật viên", "kỹ sư", "kĩ sư", "trưởng ban kiểm soát"),
        *("cán bộ", "công chức", "viên chức", "công nhân", "người lao động", "lao động"),
        *("thủ quỹ", "thủ quĩ", "thủ kho", "thư ký", "thư kí", "văn thư", "lái xe", "bảo vệ"),
        *("y sĩ", "y sỹ", "bác sĩ", "bác sỹ", "y tá", "điều dưỡng", "cấp dưỡng", "tạp vụ"),
    )
)
_TICKS = frozenset({"x", "v", "✓", "✔", "☑", "co"})


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person read: name, position ("" where none), and which of the titles, if a table says."""

    name: str
    position: str = ""
    title: int | None = None

    @property
    def words(self) -> str:
        """The way it is registered: «Nguyễn Văn An – Giám đốc»."""
        return f"{self.name} – {self.position}" if self.position else self.name


@dataclass(frozen=True, slots=True)
class PeopleRead:
    """The people of a typed or pasted text, and the lines that name none."""

    people: tuple[PersonLine, ...] = ()
    unread: tuple[str, ...] = ()


def read_people(text: str, titles: Sequence[str] = ()) -> PeopleRead:
    """One person a line or row; numbers, marks and heading rows are dropped.

    A cell that names one of `titles`, in full or by its first letters (LĐTT), puts the person down
    for it (its place in `titles`); so does a tick in a column that such a heading stands over.
    """
    people: list[PersonLine] = []
    unread: list[str] = []
    columns: dict[int, int] = {}
    for line in (part for row in text.splitlines() for part in _persons(row)):
        cells = _cells(line)
        if not any(any(sign.isalnum() for sign in cell) for cell in cells):
            if line.strip(" \t-–—•.,;|_"):
                unread.append(line.strip())
        elif _is_heading(cells, titles):
            columns = {
                place: title
                for place, cell in enumerate(cells)
                if (title := title_named(cell, titles)) is not None
            }
        elif found := _row(cells, titles, columns):
            people += found
        else:
            unread.append(line.strip())
    return PeopleRead(tuple(people), tuple(unread))


def title_named(words: str, titles: Sequence[str]) -> int | None:
    """The place of the title that the words name, in full or by its first letters."""
    folded = fold(words).strip(" .;")
    for place, title in enumerate(titles):
        own = fold(title)
        if folded and folded in (own, "".join(word[0] for word in own.split())):
            return place
    return None


def is_same_person(one: str, other: str) -> bool:
    """Whether two lines mean one person: the same name, and positions that do not differ."""
    name, position = _name_and_position(one)
    other_name, other_position = _name_and_position(other)
    return name == other_name and (position == other_position or not (position and other_position))


def _name_and_position(words: str) -> tuple[str, str]:
    name, _, position = words.partition(" – ")
    return fold(name), fold(position)


def _persons(line: str) -> list[str]:
    """The parts of a line that names several: «An – Giám đốc; Bình – Kế toán»."""
    parts = [part.strip() for part in line.split(";") if part.strip()]
    if len(parts) > 1 and all(_PARTING.search(_MARK.sub("", part)) for part in parts):
        return parts
    return [line]


def _cells(line: str) -> list[str]:
    for sign in ("\t", "|"):
        if sign in line:
            return [" ".join(cell.split()) for cell in line.strip("|\r\n ").split(sign)]
    return [" ".join(line.split())]


def _is_heading(cells: list[str], titles: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    if len(filled) > 1:
        known = [_is_heading_word(cell) or title_named(cell, titles) is not None for cell in filled]
        return all(known) or (known[0] and sum(known) > 1)
    words = fold(filled[0]).strip(" :.")
    heads = 0
    while words and heads < len(_HEADINGS):
        head = max(
            (each for each in _HEADINGS if f"{words} ".startswith(f"{each} ")), key=len, default=""
        )
        if not head:
            break
        heads += 1
        words = words[len(head) :].lstrip(" ,;:.-/")
    return heads > 1 or (heads == 1 and not words)


def _is_heading_word(cell: str) -> bool:
    return fold(cell).strip(" :.") in _HEADINGS


def _row(
    cells: list[str], titles: Sequence[str], columns: dict[int, int]
) -> list[PersonLine] | None:
    if len(cells) == 1:
        person = _typed(cells[0])
        return None if person is None else [person]
    wanted = [columns[place] for place in columns if place < len(cells) and _ticked(cells[place])]
    said = [cell for place, cell in enumerate(cells) if cell and place not in columns]
    if said and _NUMBER.fullmatch(said[0]):
        said = said[1:]
    wanted += [title for cell in said if (title := title_named(cell, titles)) is not None]
    said = [
        cell for cell in said if title_named(cell, titles) is None and not _NUMBER.fullmatch(cell)
    ]
    name = _MARK.sub("", said[0]) if said else ""
    if not _is_name(name):
        return None
    if len(said) == 1:
        alone = _typed(name)
        name, position = (alone.name, alone.position) if alone else (name, "")
    else:
        position = ", ".join(said[1:])
    if not wanted:
        return [PersonLine(name, position)]
    return [PersonLine(name, position, title) for title in wanted]


def _ticked(cell: str) -> bool:
    return fold(cell) in _TICKS or cell in _TICKS


def _typed(line: str) -> PersonLine | None:
    line = _MARK.sub("", line).strip(" .;,")
    if found := _BRACKETS.fullmatch(line):
        name, rest = found["name"], found["rest"]
    else:
        name, *parts = _PARTING.split(line, maxsplit=1)
        if not parts:
            name, *parts = _at_position(line)
        rest = parts[0] if parts else ""
    name, rest = name.strip(" -–—.,;"), rest.strip(" -–—.,;")
    return PersonLine(name, rest) if _is_name(name) else None


def _at_position(line: str) -> list[str]:
    words, longest = line.split(), max(map(len, _POSITIONS)) + 1
    for place in range(2, len(words)):
        if any(_begins(words[place : place + longest], each) for each in _POSITIONS):
            return [" ".join(words[:place]), " ".join(words[place:])]
    return [line]


def begins_position(words: str) -> bool:
    """Whether words begin with a position: «Giám đốc», «Tổ trưởng tổ 2»."""
    return any(_begins(words.split(), each) for each in _POSITIONS)


def _begins(words: list[str], position: list[str]) -> bool:
    """Whether the words begin with the position. Phó is none alone, for it is a name too."""
    said = words[: len(position)]
    if len(said) < len(position) or (position == ["phó"] and len(words) == 1):
        return False
    return all(map(_is_word, said, position))


def _is_word(said: str, word: str) -> bool:
    if said.isascii():
        return said.lower() == fold(word)
    return unicodedata.normalize("NFC", said).lower() == word


def _is_name(name: str) -> bool:
    return bool(_LETTERS.search(name)) and not name.lower().startswith(_FORMULA)
