"""One reader for each way in which documents say when something is due."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.plan_reader.terms import (
    DATE,
    EVERY,
    HOUR,
    MONTH,
    QUARTER,
    WEEKDAY,
    WEEKDAYS,
    Due,
    Phrase,
    Trouble,
    clock_of,
    compiled,
    day_of,
    length_of,
    month_end,
    month_range,
    month_window,
    quarter_window,
    range_start,
    weekday_of,
)
from bot.rules.deadlines import Granularity

_UNTIL = (
    r"chậm nhất(?: là)?(?: vào| đến| trong)?(?: hết)?(?: ngày)?"
    r"|muộn nhất(?: là)?(?: vào)?(?: hết)?(?: ngày)?"
    r"|không (?:quá|muộn hơn|chậm hơn)(?: hết)?(?: ngày)?"
    r"|(?:thời hạn|hạn(?: cuối| chót)?)(?: [^\W\d_]+){0,6}?(?: là|:)(?: đến)?(?: hết)?(?: ngày)?"
    r"|đến hết(?: ngày)?|đến trước(?= hết)|hết ngày|đến ngày|xong (?:trong|vào) ngày|vào ngày"
    r"|trong ngày"
)
_RELATIVE_ANCHORS = (("nhận", ":receipt"),)


def _exclusive(text: str, year: int | None) -> Iterator[Phrase]:
    pattern = compiled(rf"trước(?: {HOUR})?,?(?: ngày| hết ngày)? {DATE.format('')}")
    for found in pattern.finditer(text):
        if due := _dated(found, year, inclusive=False):
            yield from _with_more(text, found, due, year)


def _inclusive(text: str, year: int | None) -> Iterator[Phrase]:
    lead = rf"(?:{_UNTIL})(?: {HOUR},?(?: ngày)?)?"
    for found in compiled(rf"\b{lead} {DATE.format('')}").finditer(text):
        if due := _dated(found, year, inclusive=True):
            yield from _with_more(text, found, due, year)
    month = rf"\b(?:{_UNTIL}|trong|vào|hoàn thành(?: trong)?|đến) {MONTH.format('m')}"
    for found in compiled(month).finditer(text):
        if due := month_window(found, year):
            yield Phrase(found.start(), found.end(), replace(due, starts_on=None))
    for found in compiled(rf"\b(?:{_UNTIL}|trong|vào|đến) {QUARTER}").finditer(text):
        if due := quarter_window(found, year):
            yield Phrase(found.start(), found.end(), due)


def _every_month(text: str, year: int | None) -> Iterator[Phrase]:
    lead = rf"(?P<before>trước)|{_UNTIL}|định kỳ(?: vào)?(?: ngày)?"
    pattern = compiled(
        rf"\b(?:{lead})(?: ngày)? (?:mùng |mồng )?(?P<d>\d{{1,2}}) ?(?:của )?"
        rf"(?:(?:hằng|hàng|mỗi) (?P<unit>tháng|quý)"
        rf"|tháng cuối (?:của )?(?:(?:hằng|hàng|mỗi) )?quý\b(?! (?:[ivx]+\b|\d)))"
    )
    for found in pattern.finditer(text):
        day = int(found["d"])
        if 1 <= day <= 31:
            # Of a quarter without a month of it, the last is meant.
            every = "monthly" if found["unit"] == "tháng" else "quarterly"
            due = Due(found["before"] is None, recurrence=f"{every}:{day:02}")
            yield Phrase(found.start(), found.end(), due)


def _timed(text: str, year: int | None) -> Iterator[Phrase]:
    lead = rf"(?P<before>trước)|{_UNTIL}|lúc|vào"
    daily = compiled(
        rf"\b(?:{lead}) {HOUR}(?P<more>(?:(?:,| và) \d{{1,2}} ?(?:h|giờ|g)(?: ?\d{{2}})?[’'′]?)*)"
        rf"(?:,? (?:hằng|hàng|mỗi) ngày|(?=[^.;]{{0,12}}(?:lần/ngày|mỗi ngày))|(?<=lần/ngày .))?"
    )
    for found in daily.finditer(text):
        around = text[max(0, found.start() - 40) : found.end()]
        if not re.search(r"(?:hằng|hàng|mỗi) ngày|lần ?/ ?ngày", around):
            continue
        hours = [clock_of(found["hh"], found["mm"])]
        also = re.finditer(r"(\d{1,2}) ?(?:h|giờ|g)(?: ?(\d{2}))?", found["more"] or "")
        hours += [clock_of(more[1], more[2]) for more in also]
        if None not in hours:
            told = ",".join(f"{each:%H:%M}" for each in hours if each)
            inclusive = found["before"] is None
            yield Phrase(found.start(), found.end(), Due(inclusive, recurrence=f"daily:{told}"))
    weekly = compiled(rf"\b(?:{lead})(?: {HOUR},?)?(?: ngày)? {WEEKDAY},? (?:hằng|hàng|mỗi) tuần")
    for found in weekly.finditer(text):
        clock = clock_of(found["hh"], found["mm"]) if found["hh"] else None
        day = WEEKDAYS[weekday_of(found)]
        told = f"weekly:{day}@{clock:%H:%M}" if clock else f"weekly:{day}"
        yield Phrase(found.start(), found.end(), Due(found["before"] is None, recurrence=told))


def _relative(text: str, year: int | None) -> Iterator[Phrase]:
    count = r"(?P<n>\d{1,3})(?: \([^)]{1,20}\))? (?P<unit>ngày làm việc|ngày|tuần|tháng)"
    after = compiled(
        rf"\b(?:(?:trong|sau)(?: thời hạn| vòng| thời gian)?|thời hạn(?: là)?"
        rf"|chậm nhất(?: là)?(?: sau| trong(?: vòng)?)?|không quá) {count},? "
        rf"(?P<anchor>(?:kể từ|tính từ|sau khi|từ (?:ngày|khi))[^.;,]{{0,40}})"
    )
    for found in after.finditer(text):
        told = f"relative:+{length_of(found)}"
        for word, suffix in _RELATIVE_ANCHORS:
            if word in found["anchor"]:
                told += suffix
        end = found.start("anchor") + len(found["anchor"].rstrip())
        yield Phrase(found.start(), end, Due(inclusive=True, recurrence=told))
    before = compiled(rf"\btrước(?: ít nhất| tối thiểu)? {count}(?! kể từ)(?= |[.,;)]|$)")
    for found in before.finditer(text):
        told = f"relative:-{length_of(found)}:event"
        yield Phrase(found.start(), found.end(), Due(inclusive=False, recurrence=told))


def _ranges(text: str, year: int | None) -> Iterator[Phrase]:
    days = compiled(
        rf"\btừ(?: ngày)? (?:{DATE.format('a')}|(?P<alone>\d{{1,2}})(?= ?(?:đến|-|–)))"
        rf",? ?(?:đến hết|đến|tới|-|–)(?: hết)?(?: ngày)? {DATE.format('b')}"
    )
    for found in days.finditer(text):
        end = day_of(found, "b", year)
        if isinstance(end, date):
            start = range_start(found, end)
            due = Due(inclusive=True, day=end, starts_on=start)
            yield Phrase(found.start(), found.end(), due, is_window=True)
    months = compiled(
        rf"\btừ (?:ngày (?P<sd>\d{{1,2}})/)?{MONTH.format('m')},? ?(?:đến hết|đến|tới|-|–) "
        rf"(?:hết )?(?:ngày )?(?:{MONTH.format('n')}|{DATE.format('b')})"
    )
    for found in months.finditer(text):
        if phrase := month_range(found, year):
            yield phrase
    mixed = compiled(
        rf"\btừ(?: ngày)? {DATE.format('a')},? ?(?:đến hết|đến|tới) (?:hết )?{MONTH.format('n')}"
    )
    for found in mixed.finditer(text):
        end = month_end(found["n"], found["ny"], year)
        begun = day_of(found, "a", end.year if end else year)
        if end:
            due = Due(True, end, begun if isinstance(begun, date) else None)
            due = replace(due, granularity=Granularity.MONTH)
            yield Phrase(found.start(), found.end(), due, is_window=True)


def _windows(text: str, year: int | None) -> Iterator[Phrase]:
    """A month or quarter that opens a line, or follows "thời gian"."""
    lead = r"(?:^[-–+•* ]*|(?:thời gian|tiến độ|thời điểm)[^:.;]{0,30}: ?|[:;] ?)"
    for found in compiled(rf"{lead}(?P<said>(?:vào |trong )?{MONTH.format('m')})").finditer(text):
        if due := month_window(found, year):
            yield Phrase(found.start("said"), found.end("said"), due, is_window=True)
    for found in compiled(rf"{lead}(?P<said>(?:vào |trong )?{QUARTER})").finditer(text):
        if due := quarter_window(found, year):
            yield Phrase(found.start("said"), found.end("said"), due, is_window=True)


def _dated(found: re.Match[str], year: int | None, *, inclusive: bool) -> Due | None:
    day = day_of(found, "", year)
    hour = clock_of(found["hh"], found["mm"]) if found["hh"] else None
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
        rf"(?:,| và| hoặc)(?: trước| chậm nhất)?(?: ngày)? {DATE.format('')}(?! ?đến)"
    )
    while more := joined.match(text, end):
        day = day_of(more, "", year)
        if not isinstance(day, date):
            break
        lacks = not (more["y"] or more["wy"])
        dues.append((more.start(), more.end(), replace(due, day=day, lacks_year=lacks)))
        end = more.end()
    every = compiled(rf",?{EVERY}").match(text, end)
    for start, stop, each in dues:
        if every and every["every"] == "năm" and each.day:
            told = f"yearly:{each.day:%m-%d}"
            last = every.end() if stop == end else stop
            yield Phrase(start, last, replace(each, day=None, recurrence=told, lacks_year=False))
        else:
            yield Phrase(start, stop, each)


READERS = (_relative, _timed, _ranges, _every_month, _exclusive, _inclusive, _windows)
"""The longer ways first: what one has read is nobody else's."""
