"""Rows of a table of work: which cell says what, when and who, and the period each stands under."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.plan_reader.header import Header
from bot.plan_reader.outline import Placed
from bot.plan_reader.passages import Passage
from bot.plan_reader.phrases import SCHOOL_YEAR_FROM
from bot.plan_reader.terms import Due, month_end, quarter_of
from bot.rules.deadlines import Granularity
from bot.rules.folding import fold

_QUARTER = re.compile(r"(?:[ivx]+[.)] )?quy\s*(iv|iii|ii|i|[1-4])\b(?:[^\d]{0,8}(20\d\d))?")
_MONTHS = re.compile(
    r"(?:[ivx]+[.)] )?thang (?:\d{1,2} ?(?:[-–,]|va|den) ?(?:thang )?)*(?P<m>\d{1,2})"
    r"(?: ?/ ?| nam )?(?P<y>20\d\d)?"
)
_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ROLES = (
    (
        "who",
        re.compile(
            r"(?:don vi|co quan|bo phan|nguoi)?.*(?:thuc hien|chu tri|phu trach)|trach nhiem"
            r"|^(?:ai|nguoi) lam$"
        ),
    ),
    ("when", re.compile(r"thoi gian|thoi han|\bhan\b|tien do|hoan thanh|ngay|moc")),
    (
        "what",
        re.compile(r"noi dung|cong viec|nhiem vu|hoat dong|viec|loai bao cao|ten bao cao|ho so"),
    ),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table with what it stands under: the cells by their role, and the period."""

    place: Placed
    number: int | None
    what: str
    when: str
    who: str
    period: Due | None
    names_who: bool = True
    is_report: bool = False
    lists_units: bool = False
    """Whether each row is a unit with which something is done: «Đơn vị được kiểm tra»."""

    has_when: bool = False
    """Whether its table has a column for the time."""

    more: str = ""


def lines_in(places: Sequence[Placed], header: Header) -> list[Line]:
    """The lines of every table that says when or by whom, in order."""
    roles: dict[str, int] = {}
    period: Due | None = None
    numbered = False
    found: list[Line] = []
    for place in places:
        passage = place.passage
        cells = passage.cells or (passage.text,)
        filled = [cell for cell in cells if cell]
        if named := period_in(filled, header):
            period = named
            continue
        if not passage.is_row:
            if len(passage.text) > 3 and _ends_table(passage):
                roles, period = {}, None
            continue
        if titles := _titles(cells):
            roles = titles
            continue
        line = _line(place, cells, filled, roles, period)
        if line is None:
            continue
        if numbered and not cells[0] and found:
            # A row that a page had cut.
            found[-1] = replace(found[-1], more=f"{found[-1].more} {line.what}".strip())
            continue
        numbered = line.number is not None
        found.append(_carried(line, found))
    return found


def _carried(line: Line, before: Sequence[Line]) -> Line:
    """A row that says no time stands under that of the row above, where its table has a column."""
    if line.when or not line.has_when or not before or not before[-1].has_when:
        return line
    return replace(line, when=before[-1].when)


def _ends_table(passage: Passage) -> bool:
    return bool(re.match(r"[IVX]+[.–-] |Phần |Điều \d|Nơi nhận|\d+\. ", passage.text))


def _titles(cells: Sequence[str]) -> dict[str, int]:
    """Which column has which role, where a row names them; a limit goes before mere times."""
    roles: dict[str, int] = {}
    limits = [at for at, cell in enumerate(cells) if re.match(r"(?:thoi )?han\b", fold(cell))]
    if limits:
        roles["when"] = limits[0]
    for at, cell in enumerate(cells):
        for role, pattern in _ROLES:
            if (
                len(cell) < 40
                and role not in roles
                and at not in limits
                and pattern.search(fold(cell))
            ):
                roles[role] = at
                break
    if "when" in roles and "what" not in roles:
        others = [at for at, cell in enumerate(cells) if at not in roles.values() and at]
        roles["what"] = others[0] if others and len(cells) > 2 else 0
    if roles.get("what") == 0 and re.search(r"bao cao", fold(cells[0])):
        roles["report"] = 1
    what = fold(cells[roles["what"]]) if "what" in roles else ""
    if re.match(r"(?:don vi|co quan|dia phuong)(?:, [a-z ]+)? duoc", what):
        roles["units"] = 1
    known = "what" in roles and ("when" in roles or "who" in roles)
    return roles if known and not any(re.search(r"\d/\d", cell) for cell in cells) else {}


def period_in(filled: Sequence[str], header: Header) -> Due | None:
    """The quarter or month that a row or line names for those below it."""
    if header.year is None or not 1 <= len(filled) <= 2:
        return None
    words = fold(filled[-1] if len(filled) == 1 else filled[0]).strip(" :.")
    if found := _QUARTER.fullmatch(words):
        number = _NUMBERS.get(found[1]) or int(found[1])
        first, last = quarter_of(int(found[2] or header.year), number)
        return Due(True, last, first, granularity=Granularity.QUARTER)
    if len(filled) == 1 and (found := _MONTHS.fullmatch(words)):
        year = header.year
        if not found["y"] and header.of_school and int(found["m"]) < SCHOOL_YEAR_FROM:
            year += 1
        end = month_end(found["m"], found["y"], year)
        if end is not None:
            return Due(True, end, end.replace(day=1), granularity=Granularity.MONTH)
    return None


def _line(
    place: Placed,
    cells: Sequence[str],
    filled: Sequence[str],
    roles: dict[str, int],
    period: Due | None,
) -> Line | None:
    first = re.fullmatch(r"(\d{1,3})[.)]?", cells[0] or "-")
    number = int(first[1]) if first else None
    if roles:

        def of(role: str) -> str:
            at = roles.get(role)
            return cells[at] if at is not None and at < len(cells) else ""

        what = of("what")
        if not what:
            return None
        names_who = "who" in roles
        line = Line(place, number, what, of("when"), of("who"), period, names_who)
        return replace(
            line,
            is_report="report" in roles,
            lists_units="units" in roles,
            has_when="when" in roles,
        )
    if period is not None and number is not None and len(filled) >= 2:
        return Line(place, number, filled[1], "", filled[2] if len(filled) > 2 else "", period)
    return None
