"""What a document says of itself: who issued it, its number, place, date, title, year, theme."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.plan_reader.passages import Passage
from bot.plan_reader.terms import CAPITAL
from bot.plan_reader.vocabulary import BODIES, PLACES, SMALL_WORDS
from bot.rules.folding import fold

_NUMBER = re.compile(
    r"^số ?[:.]? *(?P<count>\d{0,6}(?:/\d{4})?) *(?P<sign>(?:- ?[\wĐđ]+ ?)?/ ?[\wĐđ&\-– ]+?)"
    r"(?= *(?:$|[|;]|V/v)| +(?:[^\W\d_]+ ?){1,4}, ?ngày| +(?:CỘNG H|ĐẢNG CỘNG))",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?P<place>[^\W\d_][^\d,;|]{1,40}), *ngày *(?P<d>\d{1,2})? *tháng *(?P<m>\d{1,2})?"
    r" *năm *(?P<y>\d{4})"
)
_KINDS = (
    "KẾ HOẠCH", "QUYẾT ĐỊNH", "HƯỚNG DẪN", "THÔNG BÁO", "CHƯƠNG TRÌNH", "QUY CHẾ", "CHỈ THỊ",
    "CÔNG VĂN", "PHƯƠNG ÁN", "NGHỊ QUYẾT",
)  # fmt: skip
_STATE_NAME = re.compile(
    r"CỘNG H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM"
    r"|Độc\s+lập\s*[-–]\s*Tự\s+do\s*[-–]\s*Hạnh\s+phúc",
    re.IGNORECASE,
)
_LEVEL = r"\b(?:tỉnh|thành phố|huyện|quận|thị xã|phường|(?<!tác )xã|đặc khu)\b"
_PLACED = re.compile(r"(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|PHƯỜNG|XÃ|THỊ XÃ|ĐẶC KHU) \w")
_BODY = re.compile(
    r"(?:BCH|BAN CHẤP HÀNH|BAN THƯỜNG VỤ|LIÊN MINH|LIÊN ĐOÀN|LIÊN HIỆP|TỔNG|HIỆP HỘI|HỘI|ỦY BAN"
    r"|UỶ BAN|UBND|SỞ|PHÒNG|BAN|CÔNG ĐOÀN|CÔNG TY|TRƯỜNG|TRUNG TÂM|KHỐI|CỤM|BỘ|ĐOÀN|CỤC|CHI CỤC"
    r"|HỌC VIỆN|VIỆN|BỆNH VIỆN|TẬP ĐOÀN|THÀNH ĐOÀN|TỈNH ĐOÀN|HTX|HỢP TÁC XÃ)\b"
)
"""How a line begins that names a body rather than goes on with the name above it."""

_STATE = ("CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI", "ĐỘC LẬP", "ĐẢNG CỘNG SẢN")
_YEAR = re.compile(r"năm (?:học )?(20\d\d)")
_THEME = re.compile(r"chủ đề[^“\"]{0,60}[“\"] ?(?P<theme>[^”\"]{10,300})[”\"]", re.IGNORECASE)
_BASIS = re.compile(r"(?:^|; ?)(?:Căn cứ|Thực hiện|Theo)\b", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:Luật|Nghị định|Nghị quyết|Quyết định|Thông tư|Kế hoạch|Công văn|Hướng dẫn|Chỉ thị"
    r"|Chương trình|Quy chế|Văn bản)\b",
    re.IGNORECASE,
)
"""How the documents go on that are joined to the first by a semicolon."""

_LETTERHEAD = 900
"""Signs within which a letterhead stands."""

_HEAD = 25
"""Passages within which the head of a document stands."""


@dataclass(frozen=True, slots=True)
class Header:
    """Empty strings and None for what the document leaves blank. `of_school`: its year is one
    of schools, from August of `year` on. `of_bloc`: a bloc of units issued it, its head.

    `aliases` are folded names by which its text calls the issuer. `issued_written` is the line
    of place and date as it stands, `number_written` that of the number.
    """

    issuer: str = ""
    aliases: tuple[str, ...] = ()
    number: str = ""
    number_written: str = ""
    place: str = ""
    issued_on: date | None = None
    issued_written: str = ""
    kind: str = ""
    title: str = ""
    year: int | None = None
    of_school: bool = False
    of_bloc: bool = False
    theme: str = ""
    bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


def header_of(passages: Sequence[Passage], source: str = "") -> Header:
    """The header, found in the first passages and checked against the rest.

    `source` is the text they were made of: its lines tell the names in a letterhead apart.
    """
    letterhead = _STATE_NAME.sub("\n", source[:_LETTERHEAD])
    lines = [line for line in re.split(r"\n|\t| {4,}", letterhead) if line.strip()]
    texts = [passage.text for passage in passages]
    number, number_written, count = _number(texts)
    place, issued_on, issued_written, written_year = _issued(texts)
    kind, title = _title(texts)
    issuer, aliases = _issuer(lines, texts, number, place)
    return Header(
        issuer=issuer,
        aliases=aliases,
        number=number if count else "",
        number_written=number_written,
        place=place,
        issued_on=issued_on,
        issued_written=issued_written,
        kind=kind,
        title=title,
        year=_year(title, texts, written_year),
        of_bloc=bool(re.match(r"(?:khoi|cum)\b", fold(issuer))),
        of_school="năm học 20" in title.lower(),
        theme=_theme(texts),
        bases=_bases(texts),
        recipients=_recipients(texts),
    )


def _number(texts: Sequence[str]) -> tuple[str, str, str]:
    for text in texts[:_HEAD]:
        if found := _NUMBER.match(text):
            count, sign = found["count"], " ".join(found["sign"].split())
            number = re.sub(r"(?<=/) | (?=/)", "", f"{count}{sign}")
            return number, text, count
    return "", "", ""


def _issued(texts: Sequence[str]) -> tuple[str, date | None, str, int | None]:
    for text in texts[:_HEAD]:
        if (found := _DATED.search(text)) and len(text) < 120:
            place = found["place"].strip(" *|")
            year = int(found["y"])
            try:
                day = date(year, int(found["m"] or 0), int(found["d"] or 0))
            except ValueError:
                return place, None, found.group(0), year
            return place, day, found.group(0), year
    return "", None, "", None


def _title(texts: Sequence[str]) -> tuple[str, str]:
    for at, text in enumerate(texts[:_HEAD]):
        shown = text.strip(" :")
        for kind in _KINDS:
            if not shown.upper().startswith(kind) or (len(shown) > 200 and shown != shown.upper()):
                continue
            rest = shown[len(kind) :].strip(" :")
            is_kind = len(rest) < 20 and rest == rest.upper()
            if is_kind and at + 1 < len(texts):
                rest = texts[at + 1].strip(" :")
            return kind.capitalize(), rest
    return "", ""


def _year(title: str, texts: Sequence[str], written: int | None) -> int | None:
    """The year the document is for: that of its text where the title's is plainly last year's."""
    named = [int(each) for each in _YEAR.findall(title.lower())]
    if named and (written is None or named[-1] >= written):
        return named[-1]
    said = [int(each) for text in texts for each in _YEAR.findall(text.lower())]
    near = [each for each in said if written is None or written <= each <= written + 1]
    if written is None:
        return max(set(near), key=near.count) if near else None
    return written if not named or near.count(written) else named[-1]


def _issuer(
    lines: Sequence[str], texts: Sequence[str], number: str, place: str
) -> tuple[str, tuple[str, ...]]:
    above = _named_above(lines, texts, place)
    if above:
        return above, _aliases(above, place)
    signs = re.split(r"[/\-– ]+", number)
    body = next((sign for sign in reversed(signs) if sign in BODIES), "")
    names = [name for sign in ([body] if body else BODIES) for name in BODIES[sign]]
    for level in PLACES:
        for name in names:
            said = re.compile(
                rf"{re.escape(name)} {level}(?P<named> {re.escape(place)})?\b", re.IGNORECASE
            )
            hits = [hit for text in texts for hit in said.finditer(text)]
            if place and hits and (body or any(hit["named"] for hit in hits)):
                full = next(each for each in BODIES.values() if name in each)[0]
                issuer = f"{full} {level} {place}"
                return issuer, _aliases(issuer, place)
    return "", ()


def _named_above(lines: Sequence[str], texts: Sequence[str], place: str) -> str:
    """The body named above the number, in capitals or not, without the State's own lines.

    Above it may stand the body it belongs to; where its own name lacks the place, that has it.
    """
    named: list[str] = []
    for line in lines:
        shown = " ".join(line.split()).strip(" -_*|–")
        if re.match(r"số ?[:\d/]", shown, re.IGNORECASE) or _DATED.search(shown):
            break
        if shown.upper().startswith(_KINDS):
            break
        if len(shown) > 2 and not shown.upper().startswith(_STATE):
            shown = re.sub(r"^(?:BCH|BAN CHẤP HÀNH|BAN THƯỜNG VỤ) ", "", shown)
            if named and _PLACED.match(shown):
                # «HỘI … VIỆT NAM» over «TỈNH …» is that body in the province.
                named[-1] = f"{named[-1].removesuffix(' VIỆT NAM')} {shown}"
            else:
                named.append(shown)
    begins = [at for at, line in enumerate(named) if _BODY.match(line.upper())]
    start = begins[-1] if begins else 0
    own, above = " ".join(named[start : start + 3]), " ".join(named[:start])
    name = _as_written(own, texts) or _proper(own, place)
    level = re.search(rf"{_LEVEL} .*", above, re.IGNORECASE)
    lacks = not re.search(rf"{_LEVEL}|^(?:CÔNG TY|TRƯỜNG|KHỐI|CỤM|HTX)", own, re.IGNORECASE)
    if place and re.search(rf"{_LEVEL}$", name, re.IGNORECASE):
        name = f"{name} {place}"
    if level and lacks and (not place or fold(place) in fold(above)):
        name = f"{name} {_proper(level.group(), place, opens=False)}"
    return name


def _as_written(name: str, texts: Sequence[str]) -> str:
    """A name in capitals as the text has it elsewhere; "" where it has not."""
    if name != name.upper() or not name:
        return ""
    pattern = re.compile(rf"{re.escape(name)}(?!\w)", re.IGNORECASE)
    found = (hit.group() for text in texts for hit in pattern.finditer(text))
    return next((each for each in found if each != each.upper() and each[0].isupper()), "")


_SMALL = frozenset(SMALL_WORDS.split())


def _proper(name: str, place: str, *, opens: bool = True) -> str:
    """A name in capitals as it is written in a sentence; names of places keep theirs."""
    if name != name.upper():
        return name
    words = name.lower().split()
    shown = " ".join(
        word if (at or not opens) and word in _SMALL else word[:1].upper() + word[1:]
        for at, word in enumerate(words)
    )
    for full, *_ in BODIES.values():
        shown = re.sub(re.escape(full), full, shown, flags=re.IGNORECASE)
    shown = re.sub(r"^Ubnd\b", "Ủy ban nhân dân", shown)
    shown = re.sub(r"\b(?:Thpt|Thcs|Tnhh|Mtv|Gd&đt)\b", lambda each: each.group().upper(), shown)
    return re.sub(re.escape(place), place, shown, flags=re.IGNORECASE) if place else shown


def _aliases(issuer: str, place: str) -> tuple[str, ...]:
    """How the text may call it: with or without the place, in full or shortened."""
    whole = fold(issuer)
    bare = whole.removesuffix(f" {fold(place)}") if place else whole
    found = {whole, bare, re.sub(rf" {_LEVEL}.*$", "", issuer, flags=re.IGNORECASE).lower()}
    found = {fold(each) for each in found}
    for names in BODIES.values():
        for name in names:
            if fold(name) in bare:
                found |= {bare.replace(fold(name), fold(other)) for other in names}
                found.add(fold(name)) if name == names[0] else None
    return tuple(sorted(found, key=len, reverse=True))


def _theme(texts: Sequence[str]) -> str:
    for text in texts:
        if found := _THEME.search(text):
            return found["theme"].strip(" .")
    return ""


def _bases(texts: Sequence[str]) -> tuple[str, ...]:
    """The documents it rests on, one by one, as its opening names them."""
    found: list[str] = []
    for text in texts[: _HEAD * 2]:
        if re.match(r"[IVX]+\. |1\. |Điều 1\b", text):
            break
        if not _BASIS.match(text):
            continue
        sentence = re.split(rf"\.\s+(?={CAPITAL})", text)[0]
        parts = [part.strip(" ,;.") for part in re.split(r";\s*", sentence)]
        found += [part for part in parts if _BASIS.match(part) or _NAMED.match(part)]
    return tuple(found)


def must_act(recipient: str) -> bool:
    """Whether a recipient is marked as one who carries the document out: (t/h), «để thực hiện»."""
    return bool(re.search(r"\((?:đ[ểê] ?)?(?:t/h|thực hiện|th)\)", recipient, re.IGNORECASE))


def _recipients(texts: Sequence[str]) -> tuple[str, ...]:
    for at, text in enumerate(texts):
        if fold(text).startswith("noi nhan"):
            found = []
            for line in texts[at + 1 : at + 30]:
                if not line.startswith(("-", "–", "+")) or fold(line).startswith(("- luu", "-luu")):
                    break
                found.append(line.strip("-–+ ;."))
            return tuple(found)
    return ()
