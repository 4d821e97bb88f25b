"""What kind of thing a sentence asks for: by what it names nearest to its term.

An act decides for itself. What is merely sent is told by what was said before: by the other parts
of the sentence, the sentences before it, the headings above, the title.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.plan_reader.matters import Matter, bare, matters_in
from bot.plan_reader.reports import ABOVE, kind_of_report
from bot.plan_reader.sayings import VERB_IN, Saying, parts_of
from bot.plan_reader.terms import Due
from bot.rules.deadlines import Granularity
from bot.rules.folding import fold
from bot.rules.plans import Kind

BULLET = re.compile(
    r"^(?:[-–—+•●▪*]\s*|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s*|\d{1,2}[-–]\s|[a-zđ][).]\s*|[IVX]+[.–-]\s"
    r"|Bước \d+[.:]\s*)+"
)
REPORT = re.compile(r"bao cao(?! thanh tich)|ket qua thuc hien|so lieu")
_SUMS_UP = re.compile(r"bao cao(?! thanh tich)|tong hop|so lieu|diem|tinh hinh|ket qua")
_DECIDED = {Matter.REGISTRATION: Kind.REGISTRATION, Matter.DOSSIER: Kind.DOSSIER}
_OF_AWARDS = (Matter.AWARD, Matter.DOSSIER)
_WITHIN = {**_DECIDED, Matter.OTHER: Kind.OTHER}
_MARKS = re.compile(r"(?:bang|phieu)\b")
"""Sheets of marks: beside other papers they do not tell what these are."""

_AWARDS = re.compile(
    r"(?:doi voi |ve )?(?:khen (?:thuong|dot|chuyen)|bang khen|giay khen|co thi dua|huan chuong"
    r"|danh hieu)"
)
_HOLDS = re.compile(r"to chuc (?!(?:tot |viec )?(?:thuc hien|trien khai|quan triet))")
_OFTEN = ("weekly", "daily")


@dataclass(frozen=True, slots=True)
class _Told:
    """What a sentence tells, None if it leaves it open; whether something is handed in by it, and
    whether something takes place before."""

    kind: Kind | None
    handed: bool
    held: bool


def kind_of(
    saying: Saying, due: Due, *, is_held: bool = False, otherwise: Kind = Kind.OTHER
) -> Kind:
    """What is asked. What `is_held` on its day takes place then, if nothing is handed in.

    `otherwise` is what it is where nothing of it says more.
    """
    if due.recurrence.startswith("monthly") and _SUMS_UP.search(bare(" ".join(saying.parts[:2]))):
        return Kind.MONTHLY_REPORT
    told = _by_sentence(saying, due)
    if is_held:
        is_given = told.kind not in (None, Kind.EVENT, Kind.OTHER) and told.handed
        says_other = told.kind is Kind.OTHER and not told.handed
        return told.kind if told.kind and (is_given or says_other) else Kind.EVENT
    if told.kind is not None:
        of_few_days = due.recurrence.startswith(_OFTEN) and told.kind in _DECIDED.values()
        return Kind.OTHER if of_few_days else told.kind
    if _names_nothing(saying, due):
        return _by_place(saying.above[:-1], saying, due) or otherwise
    if not told.handed or due.recurrence.startswith(_OFTEN):
        return Kind.EVENT if _HOLDS.search(bare(" ".join(saying.parts[:1]))) else otherwise
    return _by_place(saying.earlier, saying, due) or (
        Kind.OTHER if told.held else _by_place(saying.above, saying, due) or Kind.OTHER
    )


def _names_nothing(saying: Saying, due: Due) -> bool:
    """Whether only somebody's day is told: «Khối doanh nghiệp: chậm nhất ngày 10/12»."""
    is_day = due.granularity is Granularity.DAY and due.starts_on is None
    of_others = any(matters_in(part) or VERB_IN.search(part) for part in saying.sentence)
    return is_day and bool(saying.parts) and not of_others


def _by_sentence(saying: Saying, due: Due) -> _Told:
    """What the sentence tells. Before what is handed in, an act is only how it came about."""
    handed, papers, held = saying.is_limit, False, False
    for number, part in enumerate(saying.sentence):
        named = list(matters_in(part))
        sent_at = _last_sent(part)
        is_paper = False
        for matter, at in named:
            kind: Kind | None = None
            if matter is Matter.SENT:
                handed = True
            elif matter is Matter.PAPER:
                papers = is_paper = True
            elif matter in (Matter.REPORT, Matter.PERIOD):
                kind = _of_report(part, at, saying, due, number, handed=handed or at < sent_at)
            elif number >= len(saying.parts) and matter not in _DECIDED and saying.parts:
                continue
            elif matter in (Matter.AWARD, Matter.DOSSIER) and _was_judged(
                part, number, saying, due
            ):
                kind = Kind.EVENT
            elif matter is Matter.AWARD and at > sent_at:
                kind = _of_award(part, saying, handed=handed or papers)
            elif matter is Matter.EVENT and at > sent_at:
                is_up = bool(re.search(r"\btrinh\b", bare(part)[:at]))
                held = held or ((handed or papers) and not is_up)
                kind = None if held else Kind.EVENT
            elif matter in _WITHIN and not (is_paper and _MARKS.match(bare(part)[at:])):
                kind = _WITHIN[matter]
            if kind is not None:
                return _Told(kind, handed or at < sent_at, held)
    return _Told(None, handed, held)


def _was_judged(part: str, number: int, saying: Saying, due: Due) -> bool:
    """Whether a body meets in some month to judge and puts the outcome before a higher one."""
    if due.granularity is Granularity.DAY:
        return False
    meets = (re.search(r"\bhop (?:xet|binh)", bare(each)) for each in saying.sentence[number + 1 :])
    return bool(re.search(r"\btrinh\b", bare(part))) and any(meets)


def _last_sent(part: str) -> int:
    """Where the words of a part say last that it is sent in; what goes before is how it came."""
    found = (at for matter, at in matters_in(part) if matter is Matter.SENT)
    return max((at for at in found if not bare(part).startswith("trinh", at)), default=-1)


def _of_report(
    part: str, at: int, saying: Saying, due: Due, number: int, *, handed: bool
) -> Kind | None:
    """Of which period; None where a bare «6 tháng», «tổng kết» is that of no report."""
    own = bare(part)[at:]
    if own.startswith("bao cao"):
        # What is told upward is what was gathered before: «tổng hợp đăng ký, báo cáo Sở».
        told_up = re.search(r"báo cáo (?:[A-ZĐ]|với|cho|lên)", part)
        farther = saying.sentence[number + 1 : number + 2] if told_up else ()
        of_what = next((matter for each in farther for matter, _ in matters_in(each)), None)
        if of_what in _DECIDED:
            return _DECIDED[of_what]
        return kind_of_report(own, part, saying, due, number)
    if own.startswith("ket qua") or _speaks_of_reports(saying, due):
        return kind_of_report(own, part, saying, due, number)
    is_held = re.match(r"(?:so|tong) ket", own) and not handed
    return Kind.EVENT if is_held else None


def _of_award(part: str, saying: Saying, *, handed: bool) -> Kind:
    """Judging takes place; what is handed in of it, and papers that are judged, are a dossier."""
    named = re.search(r"ho so|to trinh", fold(f"{part} {saying.term}"))
    appraised = named and "tham dinh" in bare(part)
    return Kind.DOSSIER if handed or appraised or _heads_papers(part, saying) else Kind.EVENT


def _heads_papers(part: str, saying: Saying) -> bool:
    """Whether a part only names awards, below words that have papers for them sent in:
    «Thời gian gửi hồ sơ: Bằng khen … trước ngày 18/11»."""
    if not _AWARDS.match(bare(part)) or VERB_IN.search(part):
        return False
    near = (*saying.rest, *saying.earlier[:1], *saying.above[:1])
    matters = {matter for each in near for matter, _ in matters_in(each)}
    return bool(matters & {Matter.SENT, Matter.DOSSIER})


def _speaks_of_reports(saying: Saying, due: Due) -> bool:
    """Whether a bare «6 tháng», «tổng kết» is that of a report."""
    if due.granularity is not Granularity.DAY:
        return False
    near = (*saying.sentence, saying.beyond, *saying.earlier, *saying.above[:-1])
    return any(re.search(r"bao cao(?! thanh tich)", fold(each)) for each in near)


def _by_place(said: Sequence[str], saying: Saying, due: Due) -> Kind | None:
    """What is sent in, by the sentences before it or the headings above, the nearest first.

    There «hồ sơ» alone may be any papers: further words say of what.
    """
    papers = False
    for words in said:
        named = [(part, *each) for part in reversed(parts_of(words)) for each in matters_in(part)]
        is_awarded = any(matter is Matter.AWARD for _, matter, _ in named)
        for part, matter, at in named:
            if matter is Matter.AWARD or (matter is Matter.DOSSIER and is_awarded):
                return Kind.DOSSIER
            if matter is Matter.REGISTRATION:
                return Kind.REGISTRATION
            if matter is Matter.REPORT:
                return kind_of_report(bare(part)[at:], part, saying, due, ABOVE)
            papers = papers or matter is Matter.DOSSIER
    return Kind.DOSSIER if papers else None


def kind_of_line(
    what: str, due: Due, above: Iterable[str], *, of_programme: bool, of_units: bool
) -> Kind:
    """What a line of a table asks: of a programme, where nothing is handed in, it takes place.

    A line that names no act is of that which stands above the table.
    """
    parts = list(reversed(parts_of(BULLET.sub("", what))))
    parts.sort(key=lambda part: not re.search(r"\b(?:gui|goi|nop|chuyen)\b", bare(part)))
    saying = Saying(tuple(parts), above=tuple(above))
    if "quyet dinh khen thuong" in fold(what):
        return Kind.EVENT
    kind = kind_of(saying, due, otherwise=Kind.EVENT if of_programme else Kind.OTHER)
    if of_programme or any(True for part in parts for _ in matters_in(part)):
        return kind
    nearest = next((matter for each in saying.above for matter, _ in matters_in(each)), None)
    if nearest is Matter.EVENT:
        return Kind.EVENT
    return (of_units and _by_place(saying.above, saying, due)) or Kind.OTHER


def goes_on(near: str) -> bool:
    """Whether the words before a term say nothing new: it is a second date of the same thing."""
    words = fold(near.strip(" ,;:()-–"))
    return bool(re.fullmatch(r"(?:va|hoac|rieng)?(?: ?(?:lan|dot|vong) (?:thu )?\w+)?,?", words))
