"""One reader for each way in which documents say when something is due."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.plan_reader.recurrences import every_month, relative, timed
from bot.plan_reader.terms import (
    DATE,
    EVERY,
    HOUR,
    MONTH,
    QUARTER,
    UNTIL,
    WEEKDAY,
    Due,
    Phrase,
    Trouble,
    clock_of,
    compiled,
    day_of,
    month_window,
    quarter_window,
)
from bot.plan_reader.windows import held_in_months, months_of_every_year, ranges, windows, yearly
from bot.rules.deadlines import Granularity

_WEEKDAY = WEEKDAY.replace("?P<weekday>", "?:").replace("?P<sunday>", "?:")
_AT = rf"(?: {HOUR},?)?(?: ?,? ?(?:sáng |chiều )?{_WEEKDAY},?)?"

_SENT_ON = (
    rf"\b(?<!đã )(?<!được )(?:gửi|nộp)(?: về [^.;,:\d]{{2,60}}?)?(?: các)? ngày {DATE.format('')}"
)
_LETTER = re.compile(r"\b(?:công văn|văn bản|tờ trình|đơn|thư|giấy mời)\b[^.;]*$")
"""What was sent on a day; that is not asked for."""


def _exclusive(text: str, year: int | None) -> Iterator[Phrase]:
    pattern = compiled(rf"trước{_AT},?(?: các)?(?: ngày| hết ngày)? {DATE.format('')}")
    for found in pattern.finditer(text):
        # Until an hour of a day, the day itself still counts.
        if due := _dated(found, year, inclusive=found["hh"] is not None):
            yield from _with_more(text, found, due, year)
    for found in compiled(rf"\btrước {MONTH.format('m')}(?! (?:hằng|hàng|mỗi))").finditer(text):
        if (due := month_window(found, year)) and due.starts_on:
            # Before a month is before its first day.
            first = replace(due, inclusive=False, day=due.starts_on, starts_on=None)
            yield Phrase(found.start(), found.end(), replace(first, granularity=Granularity.DAY))


def _inclusive(text: str, year: int | None) -> Iterator[Phrase]:
    lead = rf"(?:{UNTIL}){_AT}(?: ngày)?"
    for found in compiled(rf"\b{lead} {DATE.format('')}").finditer(text):
        if due := _dated(found, year, inclusive=True):
            yield from _with_more(text, found, due, year)
    for found in compiled(_SENT_ON).finditer(text):
        due = _dated(found, year, inclusive=True)
        if due and not _LETTER.search(text[max(0, found.start() - 40) : found.start()]):
            yield from _with_more(text, found, due, year)
    month = (
        rf"\b(?:(?:{UNTIL}|trong|vào|hoàn thành(?: trong)?|đến)(?: cuối)?|(?:^|(?<=[.;,:] ))cuối) "
        rf"{MONTH.format('m')}"
    )
    for found in compiled(month).finditer(text):
        if due := month_window(found, year):
            yield Phrase(found.start(), found.end(), replace(due, starts_on=None))
    for found in compiled(rf"\b(?:{UNTIL}|trong|vào|đến) {QUARTER}").finditer(text):
        if due := quarter_window(found, year):
            yield Phrase(found.start(), found.end(), due)


def _listed(text: str, year: int | None) -> Iterator[Phrase]:
    """Days after colons where a limit heads them: «Thời hạn gửi báo cáo: 6 tháng: 20/6; …»."""
    heads = compiled(
        r"\b(?:thời hạn|thời gian|thời điểm|hạn)(?: [^\W\d_]+)? (?:nộp|gửi|nhận|báo cáo)\b"
        r"[^.:\d]{0,60}(?:\d tháng[^.:\d]{0,20})?:"
    )
    for head in heads.finditer(text):
        ends = text.find(". ", head.end())
        listed = text[: ends if ends >= 0 else len(text)]
        for found in compiled(rf"(?<=: )(?:ngày )?{DATE.format('')}").finditer(listed, head.end()):
            if due := _dated(found, year, inclusive=True):
                yield Phrase(found.start(), found.end(), due)


def _held(text: str, year: int | None) -> Iterator[Phrase]:
    """The day on which something takes place: «lúc 8 giờ 00 ngày 12/10», «tổ chức ngày 16/01»."""
    lead = r"(?:tổ chức|diễn ra|khai mạc|họp(?: xét)?|dự kiến|vào|lúc|sáng|chiều|tối)"
    pattern = compiled(
        rf"\b{lead}(?: (?:từ|vào|lúc|sáng|chiều|tối))?{_AT}(?:,? ngày)? {DATE.format('')}"
    )
    opening = compiled(rf"^[-–+•* ]*(?P<said>{_AT.strip()}(?: ?ngày)? {DATE.format('')}) ?:(?= )")
    begins = compiled(
        rf"(?:^[-–+•* ]*|(?<=[.;] ))(?P<said>ngày {DATE.format('')}),(?= [^.;]{{0,80}}?\b"
        r"(?:tổ chức|họp|khai mạc|bế mạc|phát động|sơ kết|tổng kết|kiểm tra|trao|công bố)\b)"
    )
    named = compiled(
        rf"\b(?:lễ|hội nghị|hội thi|hội thao|đại hội)[^.;,:\d]{{3,60}}(?: |: ?)"
        rf"(?P<said>(?:{HOUR},? ?)?(?:{_WEEKDAY},? ?)?ngày {DATE.format('')})"
    )
    for found in pattern.finditer(text):
        if due := _dated(found, year, inclusive=True):
            yield Phrase(found.start(), found.end(), due, is_held=True)
    for each in (opening, begins, named):
        for found in each.finditer(text):
            if due := _dated(found, year, inclusive=True):
                yield Phrase(found.start("said"), found.end("said"), due, is_held=True)


def _dated(found: re.Match[str], year: int | None, *, inclusive: bool) -> Due | None:
    day = day_of(found, "", year)
    hour = clock_of(found["hh"], found["mm"]) if found.groupdict().get("hh") else None
    if isinstance(day, Trouble):
        return Due(inclusive, hour=hour, trouble=day)
    if day is None:
        return None
    return Due(inclusive, day, hour=hour, lacks_year=not (found["y"] or found["wy"]))


def _with_more(text: str, found: re.Match[str], due: Due, year: int | None) -> Iterator[Phrase]:
    """The date itself, with "hằng năm" after it, and others joined to it by "và"."""
    end = found.end()
    dues = [(found.start(), end, due)]
    joined = compiled(
        rf"(?:,| và| hoặc)(?P<said>(?: trước| chậm nhất)?(?: ngày)? {DATE.format('')})(?! ?đến)"
    )
    while more := joined.match(text, end):
        day = day_of(more, "", year)
        if not isinstance(day, date):
            break
        lacks = not (more["y"] or more["wy"])
        dues.append((more.start("said") + 1, more.end(), replace(due, day=day, lacks_year=lacks)))
        end = more.end()
    every = compiled(rf",?{EVERY}").match(text, end)
    for start, stop, each in dues:
        if every and every["every"] == "năm" and each.day:
            yield Phrase(start, every.end() if stop == end else stop, yearly(each))
        else:
            yield Phrase(start, stop, each)


READERS = (
    relative,
    timed,
    ranges,
    every_month,
    _exclusive,
    months_of_every_year,
    _inclusive,
    windows,
    _listed,
    _held,
    held_in_months,
)
"""The longer ways first: what one has read is nobody else's."""
