"""What a document says of itself: who issued it, its number, place, date, title, year, theme."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.plan_reader.issuer import DATED, KINDS, issuer_of
from bot.plan_reader.passages import Passage
from bot.plan_reader.terms import CAPITAL, YEARS, day_in
from bot.rules.folding import fold

_NUMBER = re.compile(
    r"^số ?[:.]? *(?P<count>\d{0,6}(?:/\d{4})?) *(?P<sign>(?:- ?[\wĐđ]+ ?)?/ ?[\wĐđ&\-– ]+?)"
    r"(?= *(?:$|[|;]|V/v)| +(?:[^\W\d_]+ ?){1,4}, ?ngày| +(?:CỘNG H|ĐẢNG CỘNG))",
    re.IGNORECASE,
)

_YEAR = re.compile(r"năm (?:học )?(20\d\d)")
_THEME = re.compile(r"chủ đề[^“\"]{0,60}[“\"] ?(?P<theme>[^”\"]{10,300})[”\"]", re.IGNORECASE)
_BASIS = re.compile(r"(?:^|; ?)(?:Căn cứ|Thực hiện|Theo)\b", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:Luật|Nghị định|Nghị quyết|Quyết định|Thông tư|Kế hoạch|Công văn|Hướng dẫn|Chỉ thị"
    r"|Chương trình|Quy chế|Văn bản)\b",
    re.IGNORECASE,
)
"""How the documents go on that are joined to the first by a semicolon."""


_LETTER = "Công văn"
_STANDING = re.compile(r"(?:(?:về )?(?:việc )?ban hành )?(?:quy (?:chế|định)|điều lệ)\b")
_RULES = re.compile(r"(?:thông tư|nghị định|quy chế|quy định|điều lệ)\b", re.IGNORECASE)
_OPENING = 4
_HEAD = 25
"""Passages within which the head of a document stands."""


@dataclass(frozen=True, slots=True)
class Header:
    """Empty strings and None for what the document leaves blank. `of_school`: its year is one
    of schools, from August of `year` on. `of_bloc`: a bloc of units issued it, its head.
    `is_standing`: rules for every year, not the plan of one.

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
    is_standing: bool = False
    theme: str = ""
    bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


def header_of(passages: Sequence[Passage], source: str = "") -> Header:
    """The header, found in the first passages and checked against the rest.

    `source` is the text they were made of: its lines tell the names in a letterhead apart.
    """
    texts = [passage.text for passage in passages]
    number, number_written, count = _number(texts)
    place, issued_on, issued_written, written_year = _issued(texts)
    kind, title = _title(texts)
    issuer, aliases = issuer_of(source, texts, number, place)
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
        # A letter may announce what the next year brings; what it asks is asked now.
        year=(kind == _LETTER and written_year) or _year(title, texts, written_year),
        of_bloc=bool(re.match(r"(?:khoi|cum)\b", fold(issuer))),
        of_school="năm học 20" in title.lower(),
        is_standing=_is_standing(kind, title, texts),
        theme=_theme(texts),
        bases=_bases(texts),
        recipients=_recipients(texts),
    )


def _is_standing(kind: str, title: str, texts: Sequence[str]) -> bool:
    """Whether it is rules, by its title; without one, by what its first lines call it."""
    if title:
        named = f"{kind} {title}".lower().removeprefix("quyết định ")
        return bool(_STANDING.match(named)) and not _YEAR.search(title.lower())
    return any(_RULES.match(text) for text in texts[:_OPENING])


def _number(texts: Sequence[str]) -> tuple[str, str, str]:
    for text in texts[:_HEAD]:
        if found := _NUMBER.match(text):
            count, sign = found["count"], " ".join(found["sign"].split())
            number = re.sub(r"(?<=/) | (?=/)", "", f"{count}{sign}")
            return number, text, count
    return "", "", ""


def _issued(texts: Sequence[str]) -> tuple[str, date | None, str, int | None]:
    for text in texts[:_HEAD]:
        if (found := DATED.search(text)) and len(text) < 120:
            place = found["place"].strip(" *|")
            year = int(found["y"])
            day = day_in(year, int(found["m"] or 0), int(found["d"] or 0))
            return place, day, found.group(0), year if year in YEARS else None
    return "", None, "", None


def _title(texts: Sequence[str]) -> tuple[str, str]:
    for at, text in enumerate(texts[:_HEAD]):
        shown = text.strip(" :")
        for kind in KINDS:
            if not shown.upper().startswith(kind) or (len(shown) > 200 and shown != shown.upper()):
                continue
            rest = shown[len(kind) :].strip(" :")
            is_kind = len(rest) < 20 and rest == rest.upper()
            if is_kind and at + 1 < len(texts):
                rest = texts[at + 1].strip(" :")
            return kind.capitalize(), rest
    letter = next((text for text in texts[:_HEAD] if text.upper().startswith("V/V ")), "")
    return (_LETTER, letter[4:].strip(" :")) if letter else ("", "")


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
