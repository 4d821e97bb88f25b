"""Tables of work: who does what, by when; and the year's programme, line by line under a period."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.plan_reader.found import Found
from bot.plan_reader.header import Header
from bot.plan_reader.kinds import kind_by_place, kind_of
from bot.plan_reader.outline import Placed
from bot.plan_reader.passages import Passage
from bot.plan_reader.phrases import SCHOOL_YEAR_FROM, is_no_term, phrases_in
from bot.plan_reader.terms import (
    DATE,
    HOUR,
    Due,
    clock_of,
    compiled,
    day_of,
    lowered,
    month_end,
    quarter_of,
)
from bot.rules.deadlines import Granularity
from bot.rules.folding import fold
from bot.rules.plans import Actor, Kind

_QUARTER = re.compile(r"(?:[ivx]+[.)] )?quy\s*(iv|iii|ii|i|[1-4])\b(?:[^\d]{0,8}(20\d\d))?")
_MONTHS = re.compile(
    r"(?:[ivx]+[.)] )?thang (?:\d{1,2} ?(?:[-–,]|va|den) ?)*(?P<m>\d{1,2})"
    r"(?: ?/ ?| nam )?(?P<y>20\d\d)?"
)
_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ROLES = (
    (
        "who",
        re.compile(
            r"(?:don vi|co quan|bo phan|nguoi)?.*(?:thuc hien|chu tri|phu trach)|trach nhiem"
        ),
    ),
    ("when", re.compile(r"thoi gian|thoi han|\bhan\b|tien do|hoan thanh|ngay|moc")),
    (
        "what",
        re.compile(r"noi dung|cong viec|nhiem vu|hoat dong|viec|loai bao cao|ten bao cao|ho so"),
    ),
)
_MEETS = re.compile(
    r"hop\b|hop mat|hoi nghi|le\b|tong ket|so ket|kiem tra|giai\b|giao luu|tham dinh|tap huan"
    r"|ngay hoi|xet khen"
)
_ABOVE = r"(?:ubnd tinh|tinh uy|thanh uy|trung uong|tong lien doan|chu tich)\b"
_DOSSIER = re.compile(r"ho so")
_CITED = re.compile(r"\((?=[^()]*\d)[^()]*[-–][^()]*\)")


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a table with what it stands under: the cells by their role, and the period."""

    place: Placed
    number: int | None
    what: str
    when: str
    who: str
    period: Due | None
    names_who: bool = True
    is_report: bool = False


def schedule_in(source: str, places: Sequence[Placed], header: Header) -> list[Found]:
    """The lines that say by when; what goes on over a page belongs to its line."""
    found = []
    for line in _lines(places, header):
        due, is_own = _due_of(line, header)
        if due is not None and not _is_told(line, header, due):
            found.append(_found(source, line, due, header, is_own=is_own))
    return found


def _lines(places: Sequence[Placed], header: Header) -> Iterator[_Line]:
    roles: dict[str, int] = {}
    period: Due | None = None
    numbered = False
    for place in places:
        passage = place.passage
        cells = passage.cells or (passage.text,)
        filled = [cell for cell in cells if cell]
        if named := _period(filled, header):
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
        if line is None or (numbered and not cells[0]):
            continue
        numbered = line.number is not None
        yield line


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
    known = "what" in roles and ("when" in roles or "who" in roles)
    return roles if known and not any(re.search(r"\d/\d", cell) for cell in cells) else {}


def _period(filled: Sequence[str], header: Header) -> Due | None:
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
) -> _Line | None:
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
        line = _Line(place, number, what, of("when"), of("who"), period, names_who)
        return replace(line, is_report=roles.get("report") == 1)
    if period is not None and number is not None and len(filled) >= 2:
        return _Line(place, number, filled[1], "", filled[2] if len(filled) > 2 else "", period)
    return None


def _due_of(line: _Line, header: Header) -> tuple[Due | None, bool]:
    """When it is due, and whether the line says so itself rather than the period above it."""
    if line.period is not None and line.period.day is not None:
        header = replace(header, year=line.period.day.year, of_school=False)
    if line.when and (due := _period([line.when], header) or _said(line.when, header)):
        return due, True
    if due := _led_in(line.what, header):
        return due, True
    return line.period, False


def _said(cell: str, header: Header) -> Due | None:
    """A term in a cell that holds nothing else: the bare day of it will do."""
    if due := _led_in(cell, header):
        return due
    low = lowered(cell)
    for found in compiled(rf"(?:{HOUR},?(?: ngày)? )?{DATE.format('')}").finditer(low):
        day = day_of(found, "", header.year)
        if isinstance(day, date):
            hour = clock_of(found["hh"], found["mm"]) if found["hh"] else None
            return Due(True, day, hour=hour)
    return _period([cell], header)


def _led_in(text: str, header: Header) -> Due | None:
    without = _CITED.sub(lambda cited: " " * len(cited.group()), text)
    phrases = phrases_in(without, header.year, of_school=header.of_school)
    for phrase in phrases:
        if not phrase.of_data and not is_no_term(without, phrase, None):
            return phrase.due
    timed = compiled(rf"\((?:[^()]*?){HOUR},?(?: ngày)? {DATE.format('')}\)").search(lowered(text))
    if timed and isinstance(day := day_of(timed, "", header.year), date):
        return Due(True, day, hour=clock_of(timed["hh"], timed["mm"]))
    week = re.search(r"\(([^()]*tuần [^()]*)\)", lowered(text))
    if week:
        inner = phrases_in(week[1], header.year, of_school=header.of_school)
        return next((each.due for each in inner), None)
    return None


def _is_told(line: _Line, header: Header, due: Due) -> bool:
    """Whether the row tells of what was, as a list of people's birthdays does."""
    if due.day is None or header.issued_on is None or due.granularity is not Granularity.DAY:
        return False
    return due.day < header.issued_on and not re.search(r"gui|nop|bao cao|dang ky", fold(line.what))


def _found(source: str, line: _Line, due: Due, header: Header, *, is_own: bool) -> Found:
    passage, what = line.place.passage, line.what
    start = passage.text.find(what)
    end = start + len(what)
    if is_own and line.when and (at := passage.text.find(line.when, end)) >= 0:
        end = at + len(line.when)
    quote = passage.quote(source, start, end) if start >= 0 else what
    is_period = line.period is not None and not is_own
    actor = _actor(line.who, header, has_column=line.names_who)
    return Found(
        kind=_kind(what) if is_period else _kind_by(line, due, actor, header),
        title=what,
        actor=actor,
        due=due,
        quote=quote,
        clause=line.place.clause,
        item=line.number,
        is_programme=is_period,
        responsible=line.who,
    )


def _kind_by(line: _Line, due: Due, actor: Actor, header: Header) -> Kind:
    """What is sent in, by its words or those above the table; what takes place is an event."""
    what = f"Báo cáo {line.what}" if line.is_report else line.what
    of_words = kind_of(what, what, replace(due, granularity=Granularity.DAY))
    if _MEETS.match(fold(what)) or (of_words is Kind.OTHER and _MEETS.search(fold(what))):
        return Kind.EVENT
    if of_words is Kind.OTHER and actor is Actor.UNIT:
        above = (*reversed(line.place.headings), header.title)
        return kind_by_place(f"gửi {what}", above, due)
    return of_words


def _kind(what: str) -> Kind:
    words = fold(what)
    if words.startswith("dang ky"):
        return Kind.REGISTRATION
    if "bao cao" in words:
        if re.search(r"so ket|6 thang", words):
            return Kind.MIDYEAR_REPORT if not words.startswith("to chuc") else Kind.EVENT
        if re.search(r"tong ket|nam 20\d\d", words):
            return Kind.ANNUAL_REPORT
    decides = re.match(r"to chuc|tham muu", words) or "quyet dinh khen thuong" in words
    if _DOSSIER.search(words) and not decides:
        return Kind.DOSSIER
    return Kind.EVENT


def _actor(responsible: str, header: Header, *, has_column: bool = True) -> Actor:
    """The issuer alone, the issuer with others, or others alone; units where no column says it."""
    if not has_column:
        return Actor.UNIT
    words = fold(responsible)
    if re.match(_ABOVE, words) or _is_shortened(words, header):
        return Actor.SHARED if "don vi" in words or "cac xa" in words else Actor.ISSUER
    heads = header.of_bloc and re.match(r"(?:cum |khoi )?truong (?:khoi|cum)|truong khoi", words)
    named = next((each for each in header.aliases if words.startswith(each)), None)
    named = named or (heads.group() if heads else None)
    if named is None and re.match(
        r"(?:van phong|phong|ban|bo phan|to|thuong truc|hoi dong)\b", words
    ):
        return Actor.SHARED if re.search(r"[;,]|\bva\b|cac don vi", words) else Actor.ISSUER
    if named is None:
        return Actor.UNIT if words else Actor.ISSUER
    rest = words[len(named) :].strip(" ;,.")
    return Actor.SHARED if rest and not re.match(r",? ?pho khoi", rest) else Actor.ISSUER


def _is_shortened(words: str, header: Header) -> bool:
    """Whether the issuer is named by its first word and signs: «Sở NN&MT»."""
    issuer = fold(header.issuer).split()
    named = re.match(r"([a-z]+) ([a-z&]{2,8})\b(?! [a-z])", words)
    if named is None or not issuer or named[1] != issuer[0]:
        return False
    signs = iter(word[0] for word in issuer[1:])
    return all(letter in signs for letter in named[2].replace("&", ""))
