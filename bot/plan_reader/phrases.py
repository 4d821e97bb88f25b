"""Days and terms as official documents write them: what is due, until when, how often.

Only what a deadline's words lead in is one: "trước ngày", "chậm nhất", "đến hết", "từ … đến …",
"trong thời hạn …", a month or quarter that opens a line. A date that only tells when something was
issued, honoured or counted is led in by none of them.
"""

import re
from dataclasses import replace
from datetime import date

from bot.plan_reader.terms import Phrase, lowered
from bot.plan_reader.wordings import READERS
from bot.rules.deadlines import Granularity

RECURS = ("yearly", "monthly", "quarterly")

_ANY_WORK = re.compile(
    r"gửi|nộp|báo cáo|hoàn thành|xong|đăng ký|trình|tổ chức|lập|tổng hợp|rà soát|cung cấp|thực hiện"
)
_OF_DATA = re.compile(
    r"(?:chốt|lấy|tổng hợp|tính)(?: các)? số liệu[^.;]{0,40}$"
    r"|số liệu(?: báo cáo)?(?: được)?(?: tính| lấy| chốt)?"
    r"(?:(?! nộp| gửi)[^.;,]){0,20}$"
    r"|tính (?:từ|đến)[^.;]{0,12}$|(?:thời điểm|mốc) (?:chốt|lấy|tính)[^.;]{0,40}$"
)
_NO_TERM = re.compile(
    r"hiệu lực[^.;]{0,40}$|áp dụng (?:từ|kể từ)[^.;]{0,10}$|kỷ niệm[^.;]{0,80}$"
    r"|thành lập[^.;]{0,40}$|giai đoạn[^.;,]{0,20}$|nhiệm kỳ[^.;,]{0,20}$|xảy ra[^.;]{0,60}$"
    r"|ban hành(?: kèm theo)?[^.;,]{0,40}$"
)
_DOCUMENT = re.compile(
    r"(?:số|luật|nghị định|nghị quyết|quyết định|thông tư|công văn)[^.;,]{0,60}$"
)


def phrases_in(text: str, year: int | None) -> list[Phrase]:
    """Every term in a text, in order. A date without a year is of the plan's `year`.

    Where one clause says "hằng năm" of several dates, all of them recur.
    """
    low = lowered(text)
    found: list[Phrase] = []
    for read in READERS:
        for phrase in read(low, year):
            if not any(phrase.start < other.end and other.start < phrase.end for other in found):
                found.append(phrase)
    found.sort(key=lambda phrase: phrase.start)
    return _recurring_together(low, [_judged(low, each) for each in found])


def _recurring_together(text: str, found: list[Phrase]) -> list[Phrase]:
    """A date without a year beside others that recur in the same sentence recurs, too."""
    result = []
    for phrase in found:
        sentence = _sentence_at(text, phrase.start)
        others = [each for each in found if _sentence_at(text, each.start) == sentence]
        recurs = any(each.due.recurrence.startswith(RECURS) for each in others)
        if phrase.due.lacks_year and phrase.due.day and recurs:
            told = f"yearly:{phrase.due.day:%m-%d}"
            due = replace(phrase.due, day=None, recurrence=told, lacks_year=False)
            phrase = replace(phrase, due=due)
        result.append(phrase)
    return result


def _sentence_at(text: str, place: int) -> tuple[int, int]:
    begins = max((m.end() for m in re.finditer(r"[.;] ", text[:place])), default=0)
    end = re.compile(r"[.;](?: |$)").search(text, place)
    return begins, end.start() if end else len(text)


def _judged(text: str, phrase: Phrase) -> Phrase:
    lead = text[max(0, phrase.start - 90) : phrase.start]
    return replace(phrase, of_data=bool(_OF_DATA.search(lead)))


def is_no_term(text: str, phrase: Phrase, issued_on: date | None) -> bool:
    """Whether the date tells when something holds, was issued, honoured, or happened."""
    low = lowered(text)
    lead = low[max(0, phrase.start - 90) : phrase.start]
    if _NO_TERM.search(lead):
        return True
    due = phrase.due
    is_past = issued_on is not None and due.day is not None and due.day <= issued_on
    if phrase.is_window and is_past and due.granularity is Granularity.DAY:
        return not _ANY_WORK.search(low)
    until = low[phrase.start :].startswith("đến")
    return bool(until and (is_past or _DOCUMENT.search(lead) or not _ANY_WORK.search(low)))
