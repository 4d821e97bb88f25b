"""Days and terms as official documents write them: what is due, until when, how often.

Only what a deadline's words lead in is one: "trước ngày", "chậm nhất", "đến hết", "từ … đến …",
"trong thời hạn …", a month or quarter that opens a line. A date that only tells when something was
issued, honoured or counted is led in by none of them.
"""

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date
from itertools import pairwise

from bot.plan_reader.terms import Due, Phrase, lowered
from bot.plan_reader.windows import yearly
from bot.plan_reader.wordings import READERS
from bot.rules.dates import in_year
from bot.rules.deadlines import ONE_DAY, Granularity

SCHOOL_YEAR_FROM = 8
"""The month in which a school year begins: earlier ones are of its second year."""

_ANY_YEAR = 2000
"""In place of the year of a document that has none; with a 29 February."""

RECURS = ("yearly", "monthly", "quarterly")

_ANY_WORK = re.compile(
    r"\b(?:gửi|nộp|báo cáo|hoàn thành|xong|đăng ký|(?<!chương )trình|tổ chức|(?<!thành )lập"
    r"|tổng hợp|rà soát|cung cấp|thực hiện|nhận (?:hồ sơ|báo cáo|bản|đến|từ|trước)"
    r"|đóng (?:góp|hội phí|\d)|chuyển (?:vào|về|khoản))"
)
_SENDS = re.compile(r"\b(?:gửi|gởi|nộp|(?<!chương )trình|chuyển|đăng ký)\b")
_HANDS_IN = re.compile(r"\b(?:gửi|nộp|báo cáo (?:về|cho|với))\b")
_TAKES_PLACE = re.compile(
    r"tổ chức|họp|hội nghị|lễ |biểu dương|trao|phát động|khai mạc|gặp mặt|chấm|tập huấn"
    r"|thẩm định|kiểm tra|tổng kết|sơ kết|công bố|công khai|bế mạc|ra mắt"
)
_OF_DATA = re.compile(
    r"(?:chốt|lấy|tổng hợp|tính)(?: các)? số liệu(?:(?! gửi| nộp| báo cáo)[^.;]){0,40}$"
    r"|số liệu(?: báo cáo)?(?: được)?(?: tính| lấy| chốt)?"
    r"(?:(?! nộp| gửi)[^.;,]){0,20}$"
    r"|số liệu[^.;]{0,60}(?:tính|chốt|lấy)(?: từ| đến)?[^.;]{0,12}$"
    r"|\bước(?: thực hiện| tính| đạt| cả năm)? $"
    r"|\btính (?:(?:từ|đến)[^.;]{0,12})?$|(?:thời điểm|mốc) (?:chốt|lấy|tính)[^.;]{0,40}$"
    r"|(?:(?:thời )?kỳ (?:số liệu|báo cáo|đánh giá|kiểm tra)|thời kỳ|niên độ)"
    r"(?: \w+){0,3} ?:?(?: từ)?(?: ngày)? ?$"
)
_NO_TERM = re.compile(
    r"hiệu lực[^.;]{0,40}$|áp dụng (?:từ|kể từ)[^.;]{0,10}$|kỷ niệm[^.;]{0,80}$"
    r"|(?:ngày|được|mới|năm) thành lập[^.;]{0,40}$|giai đoạn(?: từ)?(?: năm)? ?$"
    r"|nhiệm kỳ[^.;,]{0,20}$"
    r"|xảy ra[^.;]{0,60}$|ban hành(?: kèm theo)?(?! kế hoạch)[^.;,]{0,40}$"
    r"|(?:vi phạm|bị xử phạt)[^.;]{0,60}$|(?:dành|áp dụng) cho[^.;()]{0,60}$"
    r"|(?:hợp đồng|dự án|khoản vay|đối tượng|người|thành viên)(?: \w+){0,3} (?:ký|được ký|vay"
    r"|kết nạp|gia nhập|tuyển dụng|nghỉ hưu) $"
    r"|sinh (?:ngày|trước)[^.;]*$|\bđã \w+(?: \w+)? $"
)
_TOLD = re.compile(
    r"\bđã\b|chưa (?:gửi|nộp)|\b(?:công văn|kế hoạch|thông báo|quyết định|hướng dẫn)(?: số)? ?\d+/"
    r"|\bnhưng\b|\d/\d+ (?:đơn vị|htx|hợp tác xã|công đoàn|cơ sở|chi hội|hội|xã|trường|khối)\b"
)
_TOOK_PLACE = re.compile(r"\bđã (?:tổ chức|diễn ra|họp|ký|triển khai|hoàn thành)\b")
_DOCUMENT = re.compile(
    r"(?:số|luật|nghị định|nghị quyết|quyết định|thông tư|công văn)[^.;,]{0,60}$"
)
_END = re.compile(r"\.(?: |$)")
_EVERY_YEAR = re.compile(r"\b(?:hằng|hàng|mỗi) năm\b")
_NEXT_YEAR = re.compile(r",? (?:của )?năm (?:sau|tới|kế tiếp|liền kề|tiếp theo)")


def phrases_in(
    text: str, year: int | None, *, of_school: bool = False, of_rules: bool = False
) -> list[Phrase]:
    """Every term in a text, in order. A date without a year is of the plan's `year`.

    Without a year a date that lacks its own is none, unless it recurs.
    Of a school year the months before August are in the next one. Where one sentence says "hằng
    năm", and in standing rules, dates without a year recur.
    """
    is_undated, year = year is None, year or _ANY_YEAR
    low = lowered(text)
    found: list[Phrase] = []
    taken = bytearray(len(low))
    for read in READERS:
        for phrase in read(low, year):
            if not any(taken[phrase.start : phrase.end]):
                taken[phrase.start : phrase.end] = b"\1" * (phrase.end - phrase.start)
                found.append(phrase)
    found.sort(key=lambda phrase: phrase.start)
    judged = [_judged(low, each) for each in _without_periods(low, found)]
    recurring = _recurring_together(low, judged, of_rules)
    if is_undated:
        recurring = [each for each in recurring if not (each.due.lacks_year and each.due.day)]
    return [replace(each, due=_in_its_year(low, each, of_school)) for each in recurring]


def _without_periods(text: str, found: list[Phrase]) -> list[Phrase]:
    """Without the months and quarters that only name a report: «quý I trước ngày 20/3»."""
    names = {
        phrase
        for phrase, following in pairwise(found)
        if phrase.is_window
        and phrase.due.granularity in (Granularity.MONTH, Granularity.QUARTER)
        and not text[phrase.end : following.start].strip(" (")
    }
    return [phrase for phrase in found if phrase not in names]


def _recurring_together(text: str, found: list[Phrase], of_rules: bool) -> list[Phrase]:
    """A date without a year beside others that recur in the same sentence recurs, too."""
    recurring = {
        _sentence_at(text, each.start) for each in found if each.due.recurrence.startswith(RECURS)
    }
    result = []
    for phrase in found:
        sentence = _sentence_at(text, phrase.start)
        recurs = (
            of_rules or sentence in recurring or _EVERY_YEAR.search(text, sentence[0], phrase.start)
        )
        if phrase.due.lacks_year and phrase.due.day and recurs and not phrase.of_data:
            phrase = replace(phrase, due=yearly(phrase.due))
        result.append(phrase)
    return result


def _sentence_at(text: str, place: int) -> tuple[int, int]:
    begins = text.rfind(". ", 0, place)
    end = _END.search(text, place)
    return (begins + 2 if begins >= 0 else 0), end.start() if end else len(text)


def _judged(text: str, phrase: Phrase) -> Phrase:
    lead = text[max(0, phrase.start - 90) : phrase.start]
    # «6 tháng (từ 01/12 đến 31/5)» is what the six months are.
    is_period = text.startswith("từ", phrase.start) and re.search(
        r"(?:tháng|năm|quý \w+) \($", lead
    )
    return replace(phrase, of_data=bool(is_period or _OF_DATA.search(lead)))


def _in_its_year(text: str, phrase: Phrase, of_school: bool) -> Due:
    due = phrase.due
    if due.day is None or not due.lacks_year:
        return due
    is_next = of_school and due.day.month < SCHOOL_YEAR_FROM
    if not is_next and not _NEXT_YEAR.match(text, phrase.end):
        return due
    start = due.starts_on and in_year(due.starts_on, due.starts_on.year + 1)
    day = in_year(due.day, due.day.year + 1)
    if due.granularity is not Granularity.DAY:
        day = day.replace(day=monthrange(day.year, day.month)[1])
    return replace(due, day=day, starts_on=start)


def _is_asked(told: str, phrase: Phrase) -> bool:
    """Whether something is asked by the day for all that is told before it: «Danh sách đề nghị tặng
    Kỷ niệm chương: gửi trước …»."""
    if told.startswith(("dành cho", "áp dụng cho")):
        return False
    return bool(_HANDS_IN.search(told)) or (phrase.is_held and told.startswith("kỷ niệm"))


def is_no_term(text: str, phrase: Phrase, issued_on: date | None) -> bool:
    """Whether the date tells when something holds, was issued, honoured, or happened."""
    low = lowered(text)
    lead = low[max(0, phrase.start - 90) : phrase.start]
    due = phrase.due
    if (no_term := _NO_TERM.search(lead)) and not _is_asked(no_term.group(), phrase):
        return True
    if phrase.is_held and not _TAKES_PLACE.search(low[slice(*_sentence_at(low, phrase.start))]):
        return True
    last = due.day and (due.day if due.inclusive else due.day - ONE_DAY)
    is_past = issued_on is not None and last is not None and last < issued_on
    begins, ends = _sentence_at(low, phrase.start)
    if phrase.is_window and is_past and due.granularity is Granularity.DAY:
        return not _ANY_WORK.search(low) or bool(_TOOK_PLACE.search(low, phrase.end, ends))
    if is_past and (phrase.is_held or _TOLD.search(low[begins : phrase.start]) or due.lacks_year):
        return True
    until = low[phrase.start :].startswith("đến")
    if until and (is_past or _DOCUMENT.search(lead) or not _ANY_WORK.search(low)):
        return True
    return bool(is_past and not _SENDS.search(low[begins:ends]))
