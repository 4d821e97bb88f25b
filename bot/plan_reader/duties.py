"""What a document asks, of whom, by when: from passages with their terms to obligations."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.plan_reader.actors import actor_of, is_of_units, own_offices
from bot.plan_reader.header import Header
from bot.plan_reader.kinds import BULLET, REPORT, goes_on, kind_by_place, kind_of
from bot.plan_reader.outline import Placed
from bot.plan_reader.phrases import is_no_term, phrases_in
from bot.plan_reader.terms import CAPITAL, Due, Phrase
from bot.rules.deadlines import Granularity
from bot.rules.folding import fold
from bot.rules.plans import Actor, Kind

_CLAUSE = re.compile(rf"(?<=[;.])\s+(?={CAPITAL})|(?<=;)\s+")
_TITLE = 140
_SHORT = 18
_TERM = re.compile(
    r",? *(?:gửi|nộp)? *(?:về [^,;]{0,60})? *\(?(?:trước|chậm nhất|đến hết|muộn nhất|hạn cuối)\b"
)
_NO_DATE = Due(inclusive=False)
_SOME_DAY = Due(inclusive=False, granularity=Granularity.YEAR)
_OPENING = 60
"""Signs of a passage that may be its heading: «Bước 3. Nộp đề tài. …»."""

_JUDGES = r"\b(?:tham dinh|phan hoi|y kien|xem xet|giay moi|du thao)"
_MEETS = r"tong ket|so ket|hoi nghi|hop (?:xet|mat|thuong ky)|bieu duong|\ble (?:phat dong|trao)"
_HELD = re.compile(r"[Tt]ổ chức (?:thành công|tốt|các)[^.;:]{0,30}:")

_UNDATED = (
    re.compile(r"(?:^|[:;,.] ?|to chuc |thuc hien |viec )dang ky (?:cac )?danh hieu thi dua"),
    re.compile(r"dang ky thi dua voi "),
)
_SENDS = re.compile(
    r"(?:gửi|nộp|báo cáo|trình)(?: hồ sơ[^.;,]{0,40}?| báo cáo[^.;,]{0,30}?)?"
    r"(?: về| đến| tới| cho| lên)? (?P<to>(?:Liên|Hội|Hiệp|Ủy|UBND|Sở|Phòng|Ban|Văn|LĐLĐ|LMHTX|Công"
    r"|Thường|Bộ|Cụm|Khối)[^.;,(]{2,80}?)"
    r"(?=[.;,(]| trước| chậm| để| theo| thông qua| tổng hợp| về| kết quả|$)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing a document asks. `quote` is an exact part of the source, `clause` its place.

    `due.day` None without a recurrence: it is asked for without a date. `item` is the number of a
    line of the programme, `responsible` who does it, as written there.
    """

    kind: Kind
    title: str
    actor: Actor
    due: Due
    quote: str
    clause: str = ""
    addressee: str = ""
    item: int | None = None
    responsible: str = ""
    is_phase: bool = False
    written: str = ""
    """The term in the document's own words: "trước ngày 10/7/2022"."""


def duties_in(source: str, places: Sequence[Placed], header: Header) -> list[Found]:
    """Everything the text (not its tables) asks, in order: first what has a term."""
    found: list[Found] = []
    own = own_offices([place.passage.text for place in places])
    for place in places:
        if place.passage.is_row or _is_head(place, header):
            continue
        dated = list(_dated(source, place, header, own))
        found += dated or _undated(source, place, header, own)
    return _without_repeats(found)


def cut_offs_in(source: str, places: Sequence[Placed], header: Header) -> list[tuple[str, str]]:
    """When figures are counted until: quote and place. Never a day to hand in."""
    found = []
    for place in places:
        passage = place.passage
        for phrase in phrases_in(passage.text, header.year, of_school=header.of_school):
            if phrase.of_data:
                start = _clause_start(passage.text, phrase.start)
                found.append((passage.quote(source, start, phrase.end), place.clause))
    return found


def _dated(source: str, place: Placed, header: Header, own: Sequence[str]) -> Iterator[Found]:
    passage = place.passage
    phrases = phrases_in(passage.text, header.year, of_school=header.of_school)
    before, last = 0, None
    for number, phrase in enumerate(phrases):
        is_heading = phrase.end - phrase.start >= len(passage.text.rstrip(" :.")) and (
            phrase.due.granularity in (Granularity.QUARTER, Granularity.MONTH)
        )
        if is_heading or phrase.of_data or is_no_term(passage.text, phrase, header.issued_on):
            continue
        clause_start = max(before, _clause_start(passage.text, phrase.start))
        clause_end = _clause_end(passage.text, phrase.end)
        if number + 1 < len(phrases):
            clause_end = min(clause_end, phrases[number + 1].start)
        whole_start = _sentence_start(passage.text, phrase.start)
        whole = passage.text[whole_start : _clause_end(passage.text, phrase.end)]
        clause_start += len(_lead(passage.text[clause_start : phrase.start]))
        lead = passage.text[clause_start : phrase.start]
        near = passage.text[clause_start : phrase.end if lead.strip() else clause_end]
        said = _Said(phrase, near, whole, (clause_start, clause_end), opens=not lead.strip())
        found = _found(source, place, header, said, own)
        if last is not None and goes_on(lead) and not said.opens:
            found = replace(found, kind=last.kind, title=last.title, actor=last.actor)
        yield found
        last, before = found, phrase.end


@dataclass(frozen=True, slots=True)
class _Said:
    """A term with the words just before it, its sentence, and the clause's bounds."""

    phrase: Phrase
    near: str
    whole: str
    clause: tuple[int, int]
    opens: bool = False
    """Whether the clause begins with the term: what is asked follows it."""


def _found(source: str, place: Placed, header: Header, said: _Said, own: Sequence[str]) -> Found:
    passage, phrase, near, whole, clause = (
        place.passage,
        said.phrase,
        said.near,
        said.whole,
        said.clause,
    )
    told = passage.text[phrase.end : clause[1]]
    due = _from_issue(phrase, passage.text, header.issued_on)
    kind = kind_of(
        near, whole if not phrase.is_window else whole + told, due, is_held=phrase.is_held
    )
    if kind is Kind.OTHER and not (phrase.is_window and due.starts_on and due.recurrence == ""):
        above = (passage.text[:_OPENING], *reversed(place.headings), header.title)
        kind = kind_by_place(near + passage.text[phrase.start : clause[1]], above, due)
    is_phase = phrase.is_window and due.starts_on is not None and kind in (Kind.OTHER,)
    actor = actor_of(place, near, whole, header, own)
    if kind is Kind.EVENT and actor is Actor.UNIT and re.search(_MEETS, fold(whole)):
        actor = Actor.UNIT if is_of_units(whole) else Actor.ISSUER
    if actor is Actor.ISSUER and re.search(_JUDGES, fold(near)):
        kind = Kind.OTHER
    start = phrase.start if is_phase else clause[0] + len(_lead(passage.text[clause[0] :]))
    follows = said.opens or phrase.is_window
    end = clause[1] if follows and not is_phase else phrase.end
    addressee = _SENDS.search(whole)
    return Found(
        kind=kind,
        title=_title_of(near, told, whole, is_window=phrase.is_window),
        actor=actor,
        due=due,
        quote=passage.quote(source, start, end).rstrip(),
        clause=place.clause,
        addressee=addressee["to"].strip() if addressee else "",
        is_phase=is_phase,
        written=passage.text[phrase.start : phrase.end],
    )


def _from_issue(phrase: Phrase, text: str, issued_on: date | None) -> Due:
    """A stretch that begins «từ nay» or with the signing begins on the day of issue."""
    begins = re.match(r"từ (?:nay|ngày (?:ký|ban hành))", text[phrase.start :], re.IGNORECASE)
    if begins and issued_on and phrase.due.starts_on is None:
        return replace(phrase.due, starts_on=issued_on)
    return phrase.due


def _undated(source: str, place: Placed, header: Header, own: Sequence[str]) -> list[Found]:
    """A registration that is asked for, without a word on when."""
    text = place.passage.text
    if actor_of(place, text, text, header, own) is Actor.ISSUER:
        return []
    for pattern in _UNDATED:
        for sentence in re.finditer(r"[^.:;]+", text):
            if pattern.search(fold(sentence.group().strip())) and len(sentence.group()) < 300:
                kind, actor = Kind.REGISTRATION, Actor.UNIT
                return [_without_date(source, place, kind, actor, sentence)]
    if header.year is None or not (listed := _HELD.search(text)):
        return []
    held = re.compile(rf"\s*Hội nghị [^;.]+ năm {header.year}\s*(?=[;.]|$)")
    return [
        replace(_without_date(source, place, Kind.EVENT, Actor.ISSUER, each), due=_SOME_DAY)
        for each in held.finditer(text, listed.end())
    ]


def _without_date(
    source: str, place: Placed, kind: Kind, actor: Actor, words: re.Match[str]
) -> Found:
    start, end = words.start() + len(_lead(words.group())), words.end()
    title = " ".join(place.passage.text[start:end].split())[:_TITLE]
    return Found(
        kind, title, actor, _NO_DATE, place.passage.quote(source, start, end), place.clause
    )


def _is_head(place: Placed, header: Header) -> bool:
    text = place.passage.text
    return text in (header.issued_written, header.number_written) or text.startswith(
        ("Căn cứ", "Nơi nhận", "Thực hiện Kế hoạch số", "Thực hiện Quyết định")
    )


def _lead(text: str) -> str:
    """Blanks, bullets and joining words with which a clause begins."""
    found = re.match(r"[\s,;().]*(?:[-–—+•●▪*]\s*|\(?\d{1,2}[.)]\s+|[a-zđ][).]\s+)*", text)
    return found.group() if found else ""


def _sentence_start(text: str, place: int) -> int:
    return max((m.end() for m in re.finditer(r"[.;]\s+(?=[^\W\d_])", text[:place])), default=0)


def _clause_start(text: str, place: int) -> int:
    return max((m.end() for m in _CLAUSE.finditer(text[:place])), default=0)


def _clause_end(text: str, place: int) -> int:
    end = re.compile(r"[.;](?:\s|$)").search(text, place)
    return end.start() if end else len(text)


def _title_of(near: str, told: str, whole: str, *, is_window: bool) -> str:
    """What is asked, in the document's own words, without the term."""
    before = BULLET.sub("", near)
    named = re.match(r"(?:đợt|giai đoạn|quý)\b[^,:;]{0,40}", before, re.IGNORECASE)
    if is_window and named:
        return named.group().strip()
    words = told if is_window and told.strip(" ,:–-") else before
    words = _TERM.split(words)[0].strip(' ,:;–-()*“”"')
    words = re.sub(r"^(?:và|hoặc)\s+", "", words)
    if 0 < len(words) <= _SHORT and REPORT.search(fold(whole)) and not is_window:
        words = words if REPORT.search(fold(words)) else f"Báo cáo {words}"
    elif len(words) <= _SHORT:
        words = BULLET.sub("", whole)
    words = " ".join(words.split())
    words = words[:1].upper() + words[1:]
    return words if len(words) <= _TITLE else words[: _TITLE - 1].rsplit(" ", 1)[0] + "…"


def _without_repeats(found: Sequence[Found]) -> list[Found]:
    """One thing said twice in the same words is asked once."""
    kept: list[Found] = []
    for each in found:
        same = (
            other
            for other in kept
            if other.due == each.due and other.kind is each.kind and other.title == each.title
        )
        if next(same, None) is None:
            kept.append(each)
    return kept


def with_intended_year(found: Found, header: Header) -> date | None:
    """The day that must have been meant where a registration's year is plainly last year's."""
    day = found.due.day
    if found.kind is not Kind.REGISTRATION or day is None or header.year is None:
        return None
    if day.year >= header.year or str(header.year) not in found.quote:
        return None
    try:
        return replace(found.due, day=day.replace(year=header.year)).day
    except ValueError:
        return day.replace(year=header.year, day=28)
