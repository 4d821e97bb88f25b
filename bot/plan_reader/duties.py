"""What a document asks, of whom, by when: from passages with their terms to obligations."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.plan_reader.actors import actor_chairing, actor_of, own_offices
from bot.plan_reader.clauses import clause_end, clause_start, lead_of, sentence_start, title_of
from bot.plan_reader.found import Found
from bot.plan_reader.header import Header
from bot.plan_reader.kinds import goes_on, kind_of
from bot.plan_reader.outline import Placed
from bot.plan_reader.phrases import is_no_term, phrases_in
from bot.plan_reader.rows import period_in
from bot.plan_reader.sayings import Saying, saying_of
from bot.plan_reader.terms import Due, Phrase
from bot.plan_reader.undated import undated_in
from bot.rules.folding import fold
from bot.rules.plans import REPORTS, Actor, Kind

_RESTS_ON = re.compile(
    r"(?:- ?)?(?:Căn cứ|Thực hiện|Theo) (?:các )?(?:Bộ luật|Luật|Pháp lệnh|Nghị (?:định|quyết)"
    r"|Quyết định|Thông tư|Kế hoạch (?:số|\d)|Công văn|Hướng dẫn (?:số|\d)|Quy (?:chế|định)|Điều lệ"
    r"|Chỉ thị|Chương trình|Văn bản|[Bb]iên bản|Thông báo)\b"
)
MOST_FOUND = 600
"""Whatever asks for more is no plan."""

_AROUND = 700
"""Signs before and after a term that may tell what it is the term of."""

_OPENING = 60
"""Signs of a passage that may be its heading: «Bước 3. Nộp đề tài. …»."""

_OF_LOWER = re.compile(
    r"\b(?:dai hoi|hoi nghi|hoi thi) (?:[a-z]+ ){0,3}?(?:cap (?:huyen|xa|co so)|co so)\b"
)
"""What members of a body hold, each for itself."""

_PERIOD = re.compile(r"(?:Cả )?[Nn]ăm|\d{1,2} tháng|[Qq]uý [IV]{1,3}|[Tt]háng")

_PHASE = re.compile(r"(?:[-+*] ?|[a-z]\) ?)?(?:dot|giai doan)\b")

_SENDS = re.compile(
    r"(?:gửi|nộp|báo cáo|trình)(?: hồ sơ[^.;,]{0,40}?| báo cáo[^.;,]{0,30}?)?"
    r"(?: về| đến| tới| cho| lên)? (?P<to>(?:Liên|Hội|Hiệp|Ủy|UBND|Sở|Phòng|Ban|Văn|LĐLĐ|LMHTX|Công"
    r"|Thường|Bộ|Cụm|Khối)[^.;,(]{2,80}?)"
    r"(?=[.;,(]| trước| chậm| để| theo| thông qua| tổng hợp| về| kết quả|$)"
)


def duties_in(source: str, places: Sequence[Placed], header: Header) -> list[Found]:
    """Everything the text (not its tables) asks, in order: first what has a term."""
    found: list[Found] = []
    own = own_offices([place.passage.text for place in places])
    for place in places:
        if len(found) > MOST_FOUND:
            break
        text = place.passage.text
        if place.passage.is_row or _is_head(place, header) or period_in([text], header):
            continue
        dated = list(_dated(source, place, header, own))
        found += dated or undated_in(source, place, header, own)
    return _without_repeats(found)


def cut_offs_in(source: str, places: Sequence[Placed], header: Header) -> list[tuple[str, str]]:
    """When figures are counted until: quote and place. Never a day to hand in."""
    found = []
    for place in places:
        passage = place.passage
        for phrase in _phrases_in(passage.text, header):
            if phrase.of_data:
                start = clause_start(passage.text, phrase.start)
                found.append((passage.quote(source, start, phrase.end), place.clause))
    return found


def _phrases_in(text: str, header: Header) -> list[Phrase]:
    return phrases_in(text, header.year, of_school=header.of_school, of_rules=header.is_standing)


def _dated(source: str, place: Placed, header: Header, own: Sequence[str]) -> Iterator[Found]:
    passage = place.passage
    phrases = _phrases_in(passage.text, header)
    before, last = 0, None
    for number, phrase in enumerate(phrases):
        if phrase.of_data or is_no_term(passage.text, phrase, header.issued_on):
            continue
        start = max(before, clause_start(passage.text, phrase.start))
        end = clause_end(passage.text, phrase.end)
        begins = max(sentence_start(passage.text, phrase.start), phrase.start - _AROUND)
        whole = passage.text[begins : min(end, phrase.end + _AROUND)]
        if number + 1 < len(phrases):
            end = min(end, phrases[number + 1].start)
        start += len(lead_of(passage.text[start : phrase.start]))
        lead = passage.text[start : phrase.start]
        near = passage.text[start : phrase.end if lead.strip() else end]
        following = phrases[number + 1].start if number + 1 < len(phrases) else -1
        saying = saying_of(
            passage.text,
            phrase.start,
            phrase.end,
            (*reversed(place.headings), header.title),
            since=before,
            until=following,
        )
        said = _Said(phrase, near, whole, (start, end), saying, opens=not lead.strip())
        found = _found(source, place, header, said, own)
        goes = goes_on(lead) or (found.kind is Kind.OTHER and fold(lead).startswith("rieng "))
        if last is not None and goes and not said.opens:
            kind = found.kind if last.kind in REPORTS else last.kind
            found = replace(found, kind=kind, title=last.title, actor=last.actor)
        yield found
        last, before = found, phrase.end


@dataclass(frozen=True, slots=True)
class _Said:
    """A term with the words just before it, its sentence, and the clause's bounds."""

    phrase: Phrase
    near: str
    whole: str
    clause: tuple[int, int]
    saying: Saying
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
    kind = kind_of(said.saying, due, is_held=phrase.is_held)
    if phrase.is_window and _PHASE.match(fold(near)) and not said.saying.is_limit:
        kind = Kind.OTHER
    is_phase = phrase.is_window and due.starts_on is not None and kind is Kind.OTHER
    actor = actor_of(said.saying, _other_headings(place), header, own) or _nobody(kind, said)
    if kind is Kind.EVENT and (chaired := actor_chairing(told, header, own)):
        actor = chaired
    start = phrase.start if is_phase else clause[0] + len(lead_of(passage.text[clause[0] :]))
    follows = said.opens or phrase.is_window
    end = clause[1] if follows and not is_phase else phrase.end
    addressee = _SENDS.search(whole)
    return Found(
        kind=kind,
        title=_of_report(title_of(near, told, whole, is_window=phrase.is_window), kind),
        actor=actor,
        due=due,
        quote=passage.quote(source, start, end).rstrip(),
        clause=place.clause,
        addressee=addressee["to"].strip() if addressee else "",
        is_phase=is_phase,
        written=passage.text[phrase.start : phrase.end],
    )


def _of_report(title: str, kind: Kind) -> str:
    """A title that only names the period of a report, with the word before it."""
    is_period = kind in REPORTS and _PERIOD.fullmatch(title)
    return f"Báo cáo {title[0].lower()}{title[1:]}" if is_period else title


def _nobody(kind: Kind, said: _Said) -> Actor:
    """Of whom it is where nobody is named: the issuer holds what is held, and units hand in."""
    if kind is not Kind.EVENT:
        return Actor.UNIT
    words = " ".join(fold(part) for part in said.saying.sentence)
    if any(_OF_LOWER.search(fold(part)) for part in said.saying.parts[:1]):
        return Actor.UNIT
    return Actor.SHARED if re.search(r"giao uoc|\bgiua cac\b", words) else Actor.ISSUER


def _other_headings(place: Placed) -> tuple[str, ...]:
    return tuple(each for each in place.headings if each != place.passage.text)


def _from_issue(phrase: Phrase, text: str, issued_on: date | None) -> Due:
    """A stretch that begins «từ nay» or with the signing begins on the day of issue."""
    begins = re.match(
        r"từ (?:nay|đầu năm|ngày (?:ký|ban hành))", text[phrase.start :], re.IGNORECASE
    )
    due = phrase.due
    if not begins or due.starts_on is not None or due.day is None:
        return due
    of_year = due.day.replace(month=1, day=1)
    return replace(due, starts_on=of_year if "năm" in begins.group() else issued_on)


def _is_head(place: Placed, header: Header) -> bool:
    text = place.passage.text
    is_own = text in (header.issued_written, header.number_written)
    return is_own or bool(_RESTS_ON.match(text)) or text.startswith("Nơi nhận")


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
