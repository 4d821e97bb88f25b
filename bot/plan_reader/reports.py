"""Of which period a report is: by its own words, then by those before and above it."""

import re

from bot.plan_reader.sayings import Saying
from bot.plan_reader.terms import Due
from bot.rules.folding import fold
from bot.rules.plans import Kind

_OF_ONE_MATTER = re.compile(
    r"bao cao (?:[a-z]+ )?(?:chuyen de|giai trinh|tien do|dot xuat|thong ke|viec|su co|khao sat)"
    r"|bao cao (?:nhanh|tinh hinh)|(?:ket qua|viec) (?:tu )?(?:kiem tra|khac phuc|khao sat|bau)"
    r"|giua nhiem ky|giai doan|nhiem ky|(?:tong|so) ket:? (?:\d+ nam|dot|chuyen de|hoi nghi|thang)"
    r"|\b\d{2,} nam (?:thuc hien|thi hanh)"
)
_PERIODS = (
    (Kind.OTHER, re.compile(r"\b(?:0?9|chin) thang")),
    (
        Kind.QUARTERLY_REPORT,
        re.compile(r"\bquy (?:i|ii|iii|iv|[1-4])\b|(?:hang|moi|tung) quy|bao cao quy"),
    ),
    (
        Kind.MIDYEAR_REPORT,
        re.compile(r"\b(?:0?6|sau) thang|so ket|giua nam|nua dau nam|hoc ky (?:i|1)\b"),
    ),
    (
        Kind.ANNUAL_REPORT,
        re.compile(
            r"tong ket|\bca nam|\b(?:0?1|mot) nam\b|(?:hang|moi) nam|\bnam (?:hoc )?\d{4}|cuoi nam"
            r"|bao cao nam\b|(?:cong tac|hoat dong|thi dua|phong trao) nam\b|^nam\b|nam hoc"
            r"|\b12 thang"
        ),
    ),
    (Kind.MONTHLY_REPORT, re.compile(r"bao cao thang|(?:hang|moi|tung) thang")),
)
_SUMMARY = re.compile(r"bao cao(?! thanh tich)|tong ket|so ket|ket qua")
_DATES = re.compile(r"\bngay \d{1,2} thang \d{1,2}(?: nam \d{4})?|\d{1,2}/\d{1,2}(?:/\d{4})?")
_FREQUENT = (
    ("monthly", Kind.MONTHLY_REPORT),
    ("quarterly", Kind.QUARTERLY_REPORT),
    ("daily", Kind.OTHER),
    ("weekly", Kind.OTHER),
    ("relative", Kind.OTHER),
)
ABOVE = -1
"""In place of a part of the sentence: the report is named in what stands before it."""

_OF_HALF = range(5, 9)
"""Months in which a report of the first half year is due."""


_AT_HALF, _AT_END = (5, 6, 7), (11, 12, 1)
_OF_RESULTS = re.compile(
    r"(?:bao cao )?(?:ket qua|tinh hinh) (?:phong trao|thi dua|hoat dong|thuc hien (?:phong trao"
    r"|thi dua|ke hoach|nhiem vu)|cong tac)|bao cao(?:$|,| (?:gui|ve|cho|len|bang|vao|truoc"
    r"|cham nhat|dinh ky|thuong truc|ban thuong vu|uy ban|ubnd|so|lien minh|lien doan|hoi dong"
    r"|chu tich)\b)"
)


def kind_of_report(own: str, part: str, saying: Saying, due: Due, number: int) -> Kind:
    """Of which period the report is that the `number`th part of the sentence names.

    A report on one matter, or of a period that is none of the year's, is another thing. `own` are
    its own words from its name on, folded.
    """
    for recurs, kind_of_it in _FREQUENT:
        if due.recurrence.startswith(recurs):
            return kind_of_it
    is_of_stretch = any(re.search(r"giai doan|nhiem ky", fold(each)) for each in saying.above[-1:])
    if number == ABOVE and is_of_stretch:
        return Kind.OTHER
    own = _DATES.sub("", own)
    whole = _DATES.sub("", fold(part))
    for words in (own, whole):
        if kind := _of_period(words, due):
            is_one = _OF_ONE_MATTER.search(words) and not re.search(r"\b(?:0?6|sau) thang", words)
            return Kind.OTHER if is_one else kind
        if _OF_ONE_MATTER.search(words):
            return Kind.OTHER
    if due.recurrence.startswith("yearly"):
        return _of_month(due) or Kind.ANNUAL_REPORT
    if is_of_stretch:
        return Kind.OTHER
    others = (*saying.sentence[number + 1 :], *saying.earlier, *saying.above)
    for said in others:
        words = _DATES.sub("", fold(said))
        if not _SUMMARY.search(words):
            continue
        if _OF_ONE_MATTER.search(words):
            return Kind.OTHER
        if kind := _of_period(words, due):
            return kind
    return _of_plan(own, saying, due)


def _of_plan(own: str, saying: Saying, due: Due) -> Kind:
    """A report on results of a plan of one year, due when half or all of it is over."""
    is_of_year = any(re.search(r"\bnam (?:hoc )?20\d\d", fold(each)) for each in saying.above[-1:])
    month = due.day.month if due.day else None
    if not is_of_year or not _OF_RESULTS.match(own):
        return Kind.OTHER
    if month in _AT_HALF:
        return Kind.MIDYEAR_REPORT
    return Kind.ANNUAL_REPORT if month in _AT_END else Kind.OTHER


def _of_period(words: str, due: Due) -> Kind | None:
    """The period that words name first; of the half and the whole year that which the day fits."""
    found = [(hit.start(), kind) for kind, pattern in _PERIODS if (hit := pattern.search(words))]
    kinds = {kind for _, kind in found}
    if {Kind.MIDYEAR_REPORT, Kind.ANNUAL_REPORT} <= kinds:
        is_one = re.search(r"so ket[^,;]*\bnam\b", words) and not re.search(
            r"tong ket|ca nam|,|\bva\b", words
        )
        return Kind.MIDYEAR_REPORT if is_one else _of_month(due) or min(found)[1]
    return min(found)[1] if found else None


def _of_month(due: Due) -> Kind | None:
    told = due.recurrence.partition("yearly:")[2]
    month = due.day.month if due.day else int(told[:2]) if told else None
    if month is None:
        return None
    return Kind.MIDYEAR_REPORT if month in _OF_HALF else Kind.ANNUAL_REPORT
