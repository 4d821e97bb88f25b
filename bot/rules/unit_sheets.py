"""A list of units in a sheet: which column holds what, and its rows; nothing is judged yet."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.rules.folding import fold
from bot.rules.sheets import (
    MOST_ROWS,
    Cell,
    Line,
    Sheet,
    SheetNotTaken,
    SheetReason,
    cell_name,
)

HEADINGS_WITHIN = 30
"""Rows in which the headings are looked for: letterhead and title stand above them."""


class Field(StrEnum):
    """What a sheet may say of a unit."""

    NAME = "name"
    BLOC = "bloc"
    TYPE = "type"
    CONTACT = "contact"
    PHONE = "phone"
    NOTE = "note"


HEADINGS = {
    Field.NAME: (
        *("ten don vi", "don vi", "ten co quan", "co quan don vi", "ten co quan don vi"),
        *("don vi thanh vien", "ten don vi thanh vien", "ten to chuc", "to chuc", "ten"),
        *("ten hop tac xa", "hop tac xa", "ten htx", "htx", "ten doanh nghiep", "doanh nghiep"),
        *("ten cong doan", "ten cong doan co so", "cong doan co so", "ten cdcs", "cdcs"),
        *("hoi vien", "ten hoi vien", "ten day du", "ten day du cua don vi", "ten goi"),
        *("unit", "unit name", "name", "name of the unit", "name of unit"),
    ),
    Field.BLOC: (
        *("khoi", "khoi thi dua", "cum", "cum thi dua", "cum khoi", "khoi cum", "ten khoi"),
        *("cum khoi thi dua", "khoi cum thi dua", "thuoc khoi", "thuoc cum", "thuoc khoi thi dua"),
        *("bloc", "block"),
    ),
    Field.TYPE: (
        *("loai hinh", "loai", "loai don vi", "loai hinh don vi", "loai hinh to chuc"),
        *("type", "type of unit", "unit type"),
    ),
    Field.CONTACT: (
        *("nguoi lien he", "nguoi dai dien", "dai dien", "lien he", "nguoi lien he dai dien"),
        *("nguoi dai dien lien he", "nguoi dai dien phap luat", "ho ten nguoi dai dien"),
        *("ho va ten nguoi dai dien", "ho ten nguoi lien he", "ho va ten nguoi lien he"),
        *("ho ten", "ho va ten", "dau moi", "can bo dau moi", "dau moi lien he", "giam doc"),
        *("nguoi phu trach", "can bo phu trach", "can bo thi dua", "chu tich", "thu truong"),
        *("nguoi dung dau", "lanh dao", "contact", "contact person", "whom to call"),
    ),
    Field.PHONE: (
        *("dien thoai", "so dien thoai", "sdt", "so dt", "dt", "di dong", "so di dong"),
        *("dien thoai di dong", "dien thoai lien he", "so dien thoai lien he", "zalo"),
        *("so zalo", "dien thoai zalo", "so dien thoai zalo", "phone", "telephone", "mobile"),
    ),
    Field.NOTE: ("ghi chu", "luu y", "note", "notes", "remark", "remarks"),
}
"""Headings as people write them, folded and without signs, in the order in which they count."""

_FIELDS = {heading: field for field, headings in HEADINGS.items() for heading in headings}
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_WORD = re.compile(r"\w+")
_PLACE = re.compile(r"\s*(?:[IVXLC]+|[A-ZĐ]|\d{1,3})\s*[.):/-]?\s*")
_BEGINS = re.compile(r"^\s*(?:[IVXLC]+|[A-ZĐ]|\d{1,3})\s*[.):/-]\s*")
_NO_NAME = re.compile(
    r"(?:tong cong(?! ty\b)|tong so|nguoi lap|noi nhan|ghi chu|danh sach)\b.*"
    r"|(?:tong|cong)(?: \d.*)?"
)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A row of the list: its words by field, and which cell holds a formula instead.

    `merged` says that its name is merged with the row above.
    """

    row: int
    words: Mapping[Field, str] = field(default_factory=dict)
    formulas: Mapping[Field, str] = field(default_factory=dict)
    hidden: bool = False
    merged: bool = False

    def of(self, field: Field) -> str:
        """The words of a field, "" where there are none."""
        return self.words.get(field, "")


@dataclass(frozen=True, slots=True)
class UnitList:
    """The list found in a workbook; `others` are sheets that hold one too and were not read."""

    title: str
    lines: tuple[UnitLine, ...]
    others: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        lines = [
            [line.row, dict(line.words), dict(line.formulas), line.hidden, line.merged]
            for line in self.lines
        ]
        return {"title": self.title, "lines": lines, "others": list(self.others)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "UnitList":
        lines = (
            UnitLine(row, _by_field(words), _by_field(formulas), hidden, merged)
            for row, words, formulas, hidden, merged in kept["lines"]
        )
        return cls(kept["title"], tuple(lines), tuple(kept["others"]))


@dataclass(frozen=True, slots=True)
class _Table:
    columns: Mapping[Field, int]
    lines: Sequence[Line]
    wide: int


def list_in(sheets: Sequence[Sheet]) -> UnitList:
    """The list in the first sheet that has one: headings in any order, then its rows.

    A row merged over the names, or numbered I, II, III with nothing else in it, is a heading
    within the list: the rows below belong to the bloc it names, unless they name one themselves.
    Raises SheetNotTaken: NO_HEADINGS, NO_ROWS, TOO_MANY_ROWS.
    """
    found = [(sheet, table) for sheet in sheets if (table := _table(sheet)) is not None]
    if not found:
        raise SheetNotTaken(SheetReason.NO_HEADINGS)
    sheet, table = found[0]
    lines = tuple(_unit_lines(table))
    if not lines:
        raise SheetNotTaken(SheetReason.NO_ROWS)
    if len(lines) > MOST_ROWS:
        raise SheetNotTaken(SheetReason.TOO_MANY_ROWS)
    return UnitList(sheet.title, lines, tuple(other.title for other, _ in found[1:]))


def heading_key(words: str) -> str:
    """A heading as it is looked up: folded, without brackets and signs."""
    return " ".join(_WORD.findall(fold(_BRACKETS.sub(" ", words))))


def is_no_name(words: str) -> bool:
    """Whether it is what stands below a list: «Tổng cộng: 38», «Người lập biểu», or no word."""
    key = heading_key(words)
    return bool(_NO_NAME.fullmatch(key)) or not any(sign.isalpha() for sign in key)


def _table(sheet: Sheet) -> _Table | None:
    for place, line in enumerate(sheet.lines[:HEADINGS_WITHIN]):
        columns, after = _columns(line), place + 1
        if Field.NAME not in columns:
            continue
        if after < len(sheet.lines) and (below := _second_headings(sheet.lines[after], columns)):
            columns, after = below, after + 1
        return _Table(columns, sheet.lines[after:], line.cells[columns[Field.NAME]].wide)
    return None


def _columns(line: Line) -> dict[Field, int]:
    found: dict[Field, int] = {}
    for column, cell in line.cells.items():
        named = _FIELDS.get(heading_key(cell.words))
        if named is not None and not cell.filled:
            found.setdefault(named, column)
    return found


def _second_headings(line: Line, columns: Mapping[Field, int]) -> dict[Field, int] | None:
    """The columns, where a second row of headings says more of them: a name and a number under
    «Liên hệ»; None where the row is none."""
    name = line.cells.get(columns[Field.NAME])
    said = _columns(line)
    if Field.NAME in said or not said or (name is not None and not name.filled):
        return None
    kept = {each: column for each, column in columns.items() if column not in said.values()}
    return {**kept, **said}


def _unit_lines(table: _Table) -> list[UnitLine]:
    bloc, lines = "", list[UnitLine]()
    for line in table.lines:
        section = _section(line, table)
        if section is not None:
            bloc = section
            continue
        read = _unit_line(line, table.columns)
        if read is None:
            continue
        if bloc and not read.of(Field.BLOC) and Field.BLOC not in read.formulas:
            words = {**read.words, Field.BLOC: bloc}
            read = UnitLine(read.row, words, read.formulas, read.hidden, read.merged)
        lines.append(read)
    return lines


def _unit_line(line: Line, columns: Mapping[Field, int]) -> UnitLine | None:
    """None for a row in which the fields are empty: numbered ahead, or with signs of its own."""
    words: dict[Field, str] = {}
    formulas: dict[Field, str] = {}
    for each, column in columns.items():
        cell = line.cells.get(column)
        if cell is None:
            continue
        if cell.is_formula:
            formulas[each] = cell_name(column, line.row)
        elif said := " ".join(cell.words.split()):
            words[each] = said
    name = line.cells.get(columns[Field.NAME])
    filled_only = all(line.cells[columns[each]].filled for each in (*words, *formulas))
    if filled_only:
        return None
    return UnitLine(line.row, words, formulas, line.hidden, name is not None and name.filled)


def _section(line: Line, table: _Table) -> str | None:
    """The bloc that a heading within the list names; None for an ordinary row."""
    name = table.columns[Field.NAME]
    over = next((at for at, cell in line.cells.items() if at <= name < at + cell.wide), None)
    if over is None:
        return None
    cell = line.cells[over]
    rest = {at: other for at, other in line.cells.items() if at != over and other.words.strip()}
    numbered = [at for at in rest if at < name and _is_roman(rest[at])]
    if cell.is_formula or cell.filled or len(rest) > len(numbered) or is_no_name(cell.words):
        return None
    if cell.wide > table.wide or numbered:
        return _BEGINS.sub("", " ".join(cell.words.split()))
    return None


def _is_roman(cell: Cell) -> bool:
    words = cell.words.strip()
    return bool(_PLACE.fullmatch(words)) and not any(sign.isdigit() for sign in words)


def _by_field(kept: Mapping[str, str]) -> dict[Field, str]:
    return {Field(each): words for each, words in kept.items()}
