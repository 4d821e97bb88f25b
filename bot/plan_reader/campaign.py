"""What a plan says of its campaign: blocs, sorts of units, rules on awards, days it honours."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.plan_reader.kinds import BULLET
from bot.plan_reader.outline import Placed
from bot.plan_reader.vocabulary import AWARD_RULES, UNIT_TYPES
from bot.rules.folding import fold
from bot.rules.plans import Anniversary

MOST_BLOCS = 40
_DIVIDED = re.compile(r"(?:phan|chia|thanh lap|gom|co)\b[^.;]{0,80}\b(?:khoi|cum)\b")
_BLOC = re.compile(r"(?:Khối|Cụm)(?! thi đua (?:gồm|thuộc|do|tổ chức|có))[^;:.\n]{3,110}")
_AFTER_NAME = re.compile(
    r"(?:, ?| )(?:gồm|bao gồm|do|có \d)\b|,? *\(?\d{1,3} (?:đơn vị|HTX|thành viên|xã|doanh nghiệp)"
    r"|\s[-–]\s|,? *[Tt]rưởng khối"
)
_DAYS = re.compile(
    r"\((?P<first>\d{1,2} ?/ ?\d{1,2}(?: ?/ ?\d{4})?)"
    r"(?: ?[-–] ?(?P<last>\d{1,2} ?/ ?\d{1,2}(?: ?/ ?\d{4})?))?\)"
)
_HONOURED = re.compile(r"[Nn]gày |năm |[Kk]ỷ niệm|[Tt]hành lập|[Gg]iải phóng|[Qq]uốc khánh")
_LEADING = re.compile(
    r"(?:.*\b(?:chào mừng|lập thành tích|hướng tới|nhân dịp|nhân|[Kk]ỷ niệm)\b)?[\s:,;–-]*"
    r"(?:và )?(?:các )?"
)
_RESTS_ON = re.compile(r"(?:Căn cứ|Thực hiện|Theo) (?!vào kết quả)", re.IGNORECASE)
_PLACES = re.compile(r"doi tuong|tham gia|to chuc thuc hien|don vi thanh vien")


@dataclass(frozen=True, slots=True)
class Said:
    """A thing a document names: its `name`, an exact `quote` of the source, and where that is."""

    name: str
    quote: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Honoured:
    """A day the campaign honours, and where it is said. Never a deadline."""

    anniversary: Anniversary
    quote: str
    clause: str = ""


def blocs_in(source: str, places: Sequence[Placed]) -> list[Said]:
    """The blocs that units are divided into, in the document's order; none where it names none.

    They follow a sentence that divides («chia thành 3 khối thi đua, gồm:»), in it or in the lines
    below it.
    """
    found: list[Said] = []
    listing = False
    for place in places:
        text = place.passage.text
        divided = _DIVIDED.search(fold(text))
        if divided and ":" in text[divided.start() :]:
            listing = True
            start = text.index(":", divided.start())
            found += _blocs_within(source, place, start)
        elif listing and not place.passage.is_row and _begins_with_bloc(text):
            found += _blocs_within(source, place, 0)
        elif found:
            listing = False
    return _each_once(found)[:MOST_BLOCS]


def _begins_with_bloc(text: str) -> bool:
    return BULLET.sub("", text).startswith(("Khối", "Cụm", "*Khối"))


def _blocs_within(source: str, place: Placed, start: int) -> Iterator[Said]:
    for each in _BLOC.finditer(place.passage.text, start):
        name = _AFTER_NAME.split(each.group())[0].strip(" ,-–(“”\"'")
        if len(name.split()) > 1:
            end = each.start() + len(name)
            yield Said(name, place.passage.quote(source, each.start(), end), place.clause)
        if start == 0:
            return


def unit_types_in(source: str, places: Sequence[Placed]) -> list[Said]:
    """The sorts of organisations that take part, as a document addresses them."""
    found = []
    for name, pattern in UNIT_TYPES:
        spoken = re.compile(pattern, re.IGNORECASE)
        for place in _addressing(places):
            if hit := spoken.search(place.passage.text):
                quote = place.passage.quote(source, hit.start(), hit.end())
                found.append(Said(name, quote, place.clause))
                break
    return found


def _addressing(places: Sequence[Placed]) -> list[Placed]:
    """The passages that say who takes part and who must act; all of them where none does."""
    chosen, below = [], False
    for place in places:
        folded = fold(place.passage.text)
        below = below or folded.startswith("noi nhan")
        headed = any(_PLACES.search(fold(heading)) for heading in place.headings)
        if below or headed or folded.startswith("kinh gui"):
            chosen.append(place)
    return chosen or list(places)


def rules_in(source: str, places: Sequence[Placed]) -> list[Said]:
    """Sentences on what follows for awards, as written; what a document rests on is none."""
    patterns = [re.compile(each) for each in AWARD_RULES]
    found = []
    for place in places:
        text = place.passage.text
        if _RESTS_ON.match(text) or not any(each.search(fold(text)) for each in patterns):
            continue
        marks = BULLET.match(text)
        start = marks.end() if marks else 0
        quote = place.passage.quote(source, start, len(text))
        found.append(Said(text[start:].strip(), quote, place.clause))
    return found


def anniversaries_in(source: str, places: Sequence[Placed], year: int | None) -> list[Honoured]:
    """The days honoured: «75 năm Ngày … (11/6/1948 – 11/6/2023)», each once."""
    found: list[Honoured] = []
    for place in places:
        text = place.passage.text
        before = 0
        for days in _DAYS.finditer(text):
            lead = text[max(before, _opening(text, days.start())) : days.start()]
            before = days.end()
            if not _HONOURED.search(lead):
                continue
            title = " ".join(lead[_end_of_leading(lead) :].split()).strip(" ,;:-–“\"'*")
            day = _day(days["last"] or days["first"], year)
            if len(title) > 5 and day:
                start = days.start() - len(lead.lstrip())
                quote = place.passage.quote(source, max(0, start), days.end())
                found.append(Honoured(Anniversary(title, day), quote, place.clause))
    return [
        each
        for at, each in enumerate(found)
        if each.anniversary.day not in {other.anniversary.day for other in found[:at]}
    ]


def _end_of_leading(lead: str) -> int:
    found = _LEADING.match(lead)
    return found.end() if found else 0


def _opening(text: str, place: int) -> int:
    """Where the part of a sentence begins that leads up to a place."""
    return max((m.end() for m in re.finditer(r"[.;:]\s|[;)],? ", text[:place])), default=0)


def _day(words: str, year: int | None) -> date | None:
    parts = [int(part) for part in re.split(r" ?/ ?", words)]
    of_year = parts[2] if len(parts) > 2 else year
    try:
        return date(of_year, parts[1], parts[0]) if of_year else None
    except ValueError:
        return None


def _each_once(found: Sequence[Said]) -> list[Said]:
    kept: dict[str, Said] = {}
    for each in found:
        kept.setdefault(fold(each.name), each)
    return list(kept.values())
