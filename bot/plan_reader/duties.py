"""What a document asks, of whom, by when: from passages with their terms to obligations."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.plan_reader.header import Header
from bot.plan_reader.outline import Placed
from bot.plan_reader.phrases import Due, Phrase, is_no_term, phrases_in
from bot.plan_reader.vocabulary import AWARD_RULES, ISSUERS_WORK
from bot.rules.deadlines import Granularity
from bot.rules.folding import fold
from bot.rules.plans import Actor, Kind

_CLAUSE = re.compile(r"(?<=[;.])\s+(?=[^\W\d_a-zà-ỹ])|(?<=;)\s+")
_BULLET = re.compile(
    r"^(?:[-–—+•●▪*]\s*|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s*|[a-zđ][).]\s*|[IVX]+\.\s)+"
)
_TITLE = 140
_SHORT = 18
_TERM = re.compile(
    r",? *(?:gửi|nộp)? *(?:về [^,;]{0,60})? *\(?(?:trước|chậm nhất|đến hết|muộn nhất|hạn cuối)\b"
)
_NO_DATE = Due(inclusive=False)
_SOME_DAY = Due(inclusive=False, granularity=Granularity.YEAR)
_HELD = re.compile(r"[Tt]ổ chức (?:thành công|tốt|các)[^.;:]{0,30}:")
_PERIODS = ("hang thang", "6 thang", "06 thang", "hang quy", "01 nam", "1 nam", "tong ket nam")

_REGISTERS = re.compile(
    r"dang ky (?:thi dua|(?:cac )?danh hieu|giao uoc|(?:cac )?chi tieu|noi dung thi dua|tham gia thi dua"
    r"|phan dau|mo hinh|cong trinh)"
)
_UNDATED = (
    (
        Kind.REGISTRATION,
        re.compile(r"(?:^|[:;,.] ?|to chuc |thuc hien |viec )dang ky (?:cac )?danh hieu thi dua"),
    ),
    (Kind.REGISTRATION, re.compile(r"dang ky thi dua voi ")),
)
_HALF = re.compile(r"\b(?:6|06|sau) thang(?: dau nam)?|so ket|giua nam|nua dau nam")
_YEARLY = re.compile(
    r"tong ket|bao cao (?:cong tac )?(?:ca )?nam|ca nam|\b(?:01|1|mot) nam\b|(?:hang|moi) nam|nam \d{4}"
)
_REPORT = re.compile(r"bao cao|ket qua thuc hien|so lieu")
_DOSSIER = re.compile(
    r"ho so|to trinh|de nghi (?:cac cap )?(?:xet |tang |khen)|danh sach de nghi|de nghi khen thuong"
    r"|binh xet[^.;]*(?:gui|trinh)"
)
_EVENT = re.compile(
    r"hoi nghi|tong ket|so ket|le (?:phat dong|ky|trao|tong ket)|hoi thi|hoi thao|kiem tra|phat dong"
    r"|dai hoi|ngay hoi|giai (?:the thao|chay|bong)|to chuc|tap huan|xay dung|ban hanh|tuyen truyen|bieu duong"
)
_SENDS = re.compile(
    r"(?:gửi|nộp|báo cáo|trình)(?: hồ sơ[^.;,]{0,40}?| báo cáo[^.;,]{0,30}?)?(?: về| đến| tới| cho| lên)? "
    r"(?P<to>(?:Liên|Hội|Hiệp|Ủy|UBND|Sở|Phòng|Ban|Văn|LĐLĐ|LMHTX|Công|Thường|Bộ|Cụm|Khối)[^.;,(]{2,80}?)"
    r"(?=[.;,(]| trước| chậm| để| theo| thông qua| tổng hợp|$)"
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
    for place in places:
        if place.passage.is_row or _is_head(place, header):
            continue
        dated = list(_dated(source, place, header))
        found += dated or _undated(source, place, header)
    return _without_repeats(found)


def cut_offs_in(source: str, places: Sequence[Placed], header: Header) -> list[tuple[str, str]]:
    """When figures are counted until: quote and place. Never a day to hand in."""
    found = []
    for place in places:
        passage = place.passage
        for phrase in phrases_in(passage.text, header.year, header.issued_on):
            if phrase.of_data:
                start = _clause_start(passage.text, phrase.start)
                found.append((passage.quote(source, start, phrase.end), place.clause))
    return found


def rules_in(places: Sequence[Placed]) -> list[str]:
    """Sentences on what follows for awards, as written."""
    patterns = [re.compile(each) for each in AWARD_RULES]
    return [
        place.passage.text
        for place in places
        if any(pattern.search(fold(place.passage.text)) for pattern in patterns)
    ]


def kind_of(near: str, whole: str, due: Due) -> Kind:
    """What is asked, by the words just before the term, else by those of the sentence."""
    near, whole = fold(near), fold(whole)
    if _REGISTERS.search(near):
        return Kind.REGISTRATION
    for words in (near, whole):
        if _DOSSIER.search(words) and not words.startswith("bao cao"):
            return Kind.DOSSIER
        if _REPORT.search(words) or (words is near and any(each in near for each in _PERIODS)):
            if not _REPORT.search(whole):
                continue
            return _report(near, whole, due)
        if _REGISTERS.search(words):
            return Kind.REGISTRATION
    if due.granularity.value != "day" and _EVENT.search(whole):
        return Kind.EVENT if not re.search(r"day manh|tiep tuc", near + whole[:40]) else Kind.OTHER
    return (
        Kind.EVENT if re.search(r"hoi nghi|le (?:phat dong|trao|ky)|hoi thi", near) else Kind.OTHER
    )


def _report(near: str, whole: str, due: Due) -> Kind:
    if due.recurrence.startswith("monthly"):
        return Kind.MONTHLY_REPORT
    if due.recurrence.startswith(("daily", "weekly", "relative")):
        return Kind.OTHER
    for words in (near, whole):
        if re.search(r"\bquy (?:i|ii|iii|iv|[1-4])\b|(?:hang|moi) quy|bao cao quy", words):
            return Kind.QUARTERLY_REPORT
        if _HALF.search(words):
            return Kind.MIDYEAR_REPORT
        if _YEARLY.search(words):
            return Kind.ANNUAL_REPORT
        if re.search(r"bao cao thang|(?:hang|moi) thang", words):
            return Kind.MONTHLY_REPORT
    return Kind.ANNUAL_REPORT if due.recurrence.startswith("yearly") else Kind.OTHER


def actor_of(place: Placed, text: str, header: Header) -> Actor:
    """Who must act: the subject of the sentence, else of the heading above it; units else."""
    opening = fold(_BULLET.sub("", text))
    headings = [fold(_BULLET.sub("", heading)) for heading in reversed(place.headings)]
    if (
        _is_issuers(opening, header)
        or any(opening.find(each) in range(90) for each in ISSUERS_WORK)
        or re.search(r"duoc gui (?:toi|den|cho) cac", opening)
    ):
        return Actor.ISSUER
    for heading in headings:
        if heading != opening and (len(heading) < 120):
            bare = re.sub(r"^(?:doi voi|giao|trach nhiem cua)\s+", "", heading).rstrip(":. ")
            if _is_issuers(bare, header) or re.match(
                r"(?:so|phong|ban|van phong|trung tam|quy)\b", bare
            ):
                return Actor.ISSUER
            if re.search(
                r"don vi|hoi vien|doanh nghiep|htx|hop tac xa|huyen|cap|khoi|xa, phuong", bare
            ):
                return Actor.UNIT
    return Actor.UNIT


def _is_issuers(words: str, header: Header) -> bool:
    """Whether words begin with the issuer, or with an office of its own."""
    if re.match(r"(?:co quan |bo phan )?thuong truc\b|to giup viec\b|ban to chuc\b", words):
        return True
    offices = r"(?:van phong|phong|ban|bo phan|cong chuc|so)\b"
    if re.match(rf"{offices}[^.;,:]{{0,90}}(?:tong hop|tham muu|theo doi|don doc|chu tri)", words):
        return True
    own = (each for each in header.aliases if len(each.split()) > 1)
    return any(
        re.match(rf"(?:ban thuong vu |lanh dao |co quan )?{re.escape(each)}(?! cac)\b", words)
        for each in own
    )


def _dated(source: str, place: Placed, header: Header) -> Iterator[Found]:
    passage = place.passage
    phrases = phrases_in(passage.text, header.year, header.issued_on)
    before = 0
    for number, phrase in enumerate(phrases):
        is_heading = phrase.end - phrase.start == len(passage.text) and (
            phrase.due.granularity is Granularity.QUARTER
        )
        if is_heading or phrase.of_data or is_no_term(passage.text, phrase, header.issued_on):
            continue
        clause_start = max(before, _clause_start(passage.text, phrase.start))
        clause_end = _clause_end(passage.text, phrase.end)
        if number + 1 < len(phrases):
            clause_end = min(clause_end, phrases[number + 1].start)
        whole_start = _sentence_start(passage.text, phrase.start)
        whole = passage.text[whole_start : _clause_end(passage.text, phrase.end)]
        near = passage.text[clause_start : phrase.end]
        yield _found(source, place, header, phrase, near, whole, (clause_start, clause_end))
        before = phrase.end


def _found(
    source: str,
    place: Placed,
    header: Header,
    phrase: Phrase,
    near: str,
    whole: str,
    clause: tuple[int, int],
) -> Found:
    passage, due = place.passage, phrase.due
    told = passage.text[phrase.end : clause[1]]
    kind = kind_of(near, whole if not phrase.is_window else whole + told, due)
    is_phase = phrase.is_window and due.starts_on is not None and kind in (Kind.OTHER,)
    actor = actor_of(place, whole, header)
    if kind is Kind.EVENT and phrase.is_window and actor is Actor.UNIT:
        actor = Actor.ISSUER if re.search(r"tong ket|so ket|hoi nghi", fold(whole)) else actor
    start = phrase.start if is_phase else clause[0] + len(_lead(passage.text[clause[0] :]))
    end = clause[1] if phrase.is_window and not is_phase else phrase.end
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


def _undated(source: str, place: Placed, header: Header) -> list[Found]:
    """A registration that is asked for, without a word on when."""
    text = place.passage.text
    if actor_of(place, text, header) is Actor.ISSUER:
        return []
    for kind, pattern in _UNDATED:
        for sentence in re.finditer(r"[^.:;]+", text):
            if pattern.search(fold(sentence.group().strip())) and len(sentence.group()) < 300:
                return [_without_date(source, place, kind, Actor.UNIT, sentence)]
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
    found = re.match(r"[\s,;()]*(?:[-–—+•●▪*]\s*|\(?\d{1,2}[.)]\s+|[a-zđ][).]\s+)*", text)
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
    before = _BULLET.sub("", near)
    named = re.match(r"(?:đợt|giai đoạn|quý)\b[^,:;]{0,40}", before, re.IGNORECASE)
    if is_window and named:
        return named.group().strip()
    words = told if is_window and told.strip(" ,:–-") else before
    words = _TERM.split(words)[0].strip(' ,:;–-()*“”"')
    words = re.sub(r"^(?:và|hoặc)\s+", "", words)
    if 0 < len(words) <= _SHORT and _REPORT.search(fold(whole)) and not is_window:
        words = words if _REPORT.search(fold(words)) else f"Báo cáo {words}"
    elif len(words) <= _SHORT:
        words = _BULLET.sub("", whole)
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
