"""Stretches of time: from one day to another, a month, a quarter, a week of a month."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from bot.plan_reader.terms import (
    DATE,
    EVERY,
    MONTH,
    QUARTER,
    Due,
    Phrase,
    compiled,
    day_of,
    month_end,
    month_range,
    month_window,
    quarter_window,
    range_start,
)
from bot.rules.dates import in_year
from bot.rules.deadlines import Granularity

_AT = r"(?:\d{1,2} ?(?:h|giờ|g)(?: ?\d{2})?(?: ?phút)?[’'′]?,?(?: ngày)? )?"
_TO = rf",? ?(?:đến hết|đến|tới|-|–)(?: hết)?(?: ngày)? ?{_AT}"
_NAMED = r"(?:,? \((?:thứ|chủ) [^)]{2,8}\))?"
"""The weekday of a day, in brackets."""
_ALONE = r"(?P<alone>\d{1,2})"
_NOW = (
    r"\btừ (?:nay|đầu năm|ngày (?:ký|ban hành)(?: [^.;,\d]{3,30}?)?) (?:cho )?(?:đến|tới)(?: hết)?"
)
_DAYS = (
    rf"\btrong (?:hai|2|02) ngày,? {_ALONE} (?P<both>và)(?: ngày)? {DATE.format('b')}",
    rf"\btừ(?: sáng| chiều)?(?: ngày)? ?{_AT}"
    rf"(?:{DATE.format('a')}{_NAMED}|{_ALONE}(?= ?(?:đến|-|–))){_TO}{DATE.format('b')}",
    rf"(?:(?<=: )|\bngày ){_ALONE} ?(?:đến|-|–|và)(?: ngày)? ?{DATE.format('b')}",
    rf"(?:(?<=: )|\bngày ){DATE.format('a')} ?(?:đến|-|–)(?: ngày)? ?{DATE.format('b')}",
    rf"{_NOW}(?: ngày)? {DATE.format('b')}",
)
_WEEKS = {"đầu": 1, "nhất": 1, "1": 1, "hai": 2, "2": 2, "ba": 3, "3": 3, "tư": 4, "4": 4}


def ranges(text: str, year: int | None) -> Iterator[Phrase]:
    """«từ ngày A đến ngày B», «từ nay đến …»: by day or month; the first borrows from the last."""
    for pattern in _DAYS:
        for found in compiled(pattern).finditer(text):
            if phrase := _range(text, found, year):
                yield phrase
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


def _range(text: str, found: re.Match[str], year: int | None) -> Phrase | None:
    end = day_of(found, "b", year)
    if not isinstance(end, date):
        return None
    groups = found.re.groupindex
    start = _begun(found, end)
    is_bare = "alone" in groups and not {"ad", "both"} & set(groups)
    is_two_days = "ad" in groups and "alone" not in groups
    if (is_bare or is_two_days) and start is None:
        return None
    lacks_year = not (found["by"] or found["bwy"])
    due = Due(inclusive=True, day=end, starts_on=start, lacks_year=lacks_year)
    every = compiled(rf",?{EVERY}").match(text, found.end())
    if every and every["every"] == "năm":
        return Phrase(found.start(), every.end(), yearly(due), is_window=True)
    # Without a word that leads it in it is no term: at most something takes place then.
    return Phrase(found.start(), found.end(), due, is_window=not is_bare, is_held=is_bare)


def _begun(found: re.Match[str], end: date) -> date | None:
    """The first day, where the wording names it."""
    groups = found.re.groupindex
    if "alone" in groups:
        return range_start(found, end)
    start = day_of(found, "a", end.year) if "ad" in groups else None
    if not isinstance(start, date):
        return None
    is_later = start > end and not (found["ay"] or found["awy"])
    return in_year(start, end.year - 1) if is_later else start


def yearly(due: Due) -> Due:
    """The same day of every year."""
    if due.day is None:
        return due
    told = f"yearly:{due.day:%m-%d}"
    return replace(due, day=None, starts_on=None, recurrence=told, lacks_year=False)


def windows(text: str, year: int | None) -> Iterator[Phrase]:
    """A month or quarter that opens a line, or follows "thời gian"."""
    yield from _weeks(text, year)
    # Of a numbered line only one that goes on after a colon: the others are headings.
    numbered = r"^\(?(?:\d{1,2}|[a-zđ])[.)] (?=[^:]{3,25}:)"
    lead = rf"(?:{numbered}|^[-–+•* ]*|(?:thời gian|tiến độ|thời điểm)[^:.;]{{0,30}}: ?|[:;] ?)"
    for found in compiled(rf"{lead}(?P<said>(?:vào |trong )?{MONTH.format('m')})").finditer(text):
        if due := month_window(found, year):
            yield Phrase(found.start("said"), found.end("said"), due, is_window=True)
    for found in compiled(rf"{lead}(?P<said>(?:vào |trong )?{QUARTER})").finditer(text):
        if due := quarter_window(found, year):
            end, due = _until_last(text, found.end("said"), due, year)
            yield Phrase(found.start("said"), end, due, is_window=True)


def _until_last(text: str, end: int, due: Due, year: int | None) -> tuple[int, Due]:
    """A quarter with those named after it, «quý II, quý III»: to the last one's end."""
    while more := compiled(rf"(?:,| và| ?[-–]) ?(?:{QUARTER}|(?P<bare>iv|iii|ii)\b)").match(
        text, end
    ):
        named = more["bare"] and compiled(QUARTER).match(f"quý {more['bare']}")
        last = quarter_window(named or more, due.day.year if due.day and more["bare"] else year)
        if last is None or last.day is None or due.day is None or last.day <= due.day:
            break
        due, end = replace(due, day=last.day), more.end()
    return end, due


def held_in_months(text: str, year: int | None) -> Iterator[Phrase]:
    """A month at the end of what takes place in it: «hội nghị tổng kết năm, tháng 12/2024»."""
    pattern = compiled(rf", (?P<said>{MONTH.format('m')})(?=[.;)]|$)")
    for found in pattern.finditer(text):
        if (due := month_window(found, year)) and found["my"]:
            yield Phrase(found.start("said"), found.end("said"), due, is_held=True)


def _weeks(text: str, year: int | None) -> Iterator[Phrase]:
    """A week of a month: its first seven days, and so on; the last seven. Its first ten days."""
    weeks = (
        r"(?:trong |vào )?tuần (?:lễ )?(?:thứ )?(?P<week>đầu|nhất|cuối|hai|ba|tư|[1-4])(?: của)?"
    )
    for found in compiled(rf"\b{weeks} {MONTH.format('m')}").finditer(text):
        end = month_end(found["m"], found["my"], year)
        if end is None:
            continue
        number = _WEEKS.get(found["week"])
        last = end if number is None else end.replace(day=7 * number)
        due = Due(True, last, last - timedelta(days=6), lacks_year=not found["my"])
        yield Phrase(found.start(), found.end(), due, is_window=True)
    first = rf"\b(?:trong )?(?P<n>[1-9]|1\d|20) ngày đầu {MONTH.format('m')}"
    for found in compiled(first).finditer(text):
        if end := month_end(found["m"], found["my"], year):
            last, begun = end.replace(day=int(found["n"])), end.replace(day=1)
            due = Due(True, last, begun, lacks_year=not found["my"])
            yield Phrase(found.start(), found.end(), due, is_window=True)


def months_of_every_year(text: str, year: int | None) -> Iterator[Phrase]:
    """«tháng 7 và tháng 12 hằng năm»: each to its end, every year."""
    if year is None:
        return
    pattern = compiled(
        rf"(?<!\d )(?<!\) )\b(?:trong |vào )?{MONTH.format('m')}"
        rf"(?: và (?P<second>tháng (?P<n>\d{{1,2}})))?,?{EVERY}"
    )
    for found in pattern.finditer(text):
        if found["every"] != "năm":
            continue
        first_end = found.end("m") if found["second"] else found.end()
        bounds = [(found.start(), first_end, found["m"])]
        if found["second"]:
            bounds.append((found.start("second"), found.end(), found["n"]))
        for start, stop, month in bounds:
            end = month_end(month, None, year)
            if end is not None:
                due = replace(Due(True, end), granularity=Granularity.MONTH)
                yield Phrase(start, stop, yearly(due))
