"""Days and terms as official documents write them: what is due, until when, how often.

Only what a deadline's words lead in is one: "trước ngày", "chậm nhất", "đến hết", "từ … đến …",
"trong thời hạn …", a month or quarter that opens a line. A date that only tells when something was
issued, honoured or counted is led in by none of them.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum

from bot.rules.deadlines import Granularity

WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")


class Trouble(StrEnum):
    """What is wrong with a date as it stands."""

    NO_SUCH_DAY = "no_such_day"


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due. `day` as written, never shifted; None with a `recurrence`.

    `inclusive` tells whether the day itself counts. `recurrence` is `yearly:MM-DD`, `monthly:DD`,
    `daily:HH:MM`, `weekly:FRI@16:30`, `relative:+5wd`, `relative:+10d:receipt` or
    `relative:-10d:event`. `lacks_year` tells that the year was taken from the plan.
    """

    inclusive: bool
    day: date | None = None
    starts_on: date | None = None
    hour: time | None = None
    granularity: Granularity = Granularity.DAY
    recurrence: str = ""
    lacks_year: bool = False
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A term in a text, from one sign to before another; `of_data` is a cut-off of figures."""

    start: int
    end: int
    due: Due
    of_data: bool = False
    is_window: bool = False


_DAY = r"(?:mùng |mồng )?(?P<{0}d>\d{{1,2}})"
_YEAR = r"(?P<{0}y>\d{{4}}|\d\d(?!\d))"
_DATE = (
    r"(?:(?<![\d/.])"
    + _DAY
    + r"(?: ?[/.\-] ?)(?P<{0}m>\d{{1,2}})(?:(?: ?[/.\-] ?)"
    + _YEAR
    + r")?(?![\d/%])"
    r"|" + _DAY.replace("{0}d", "{0}wd") + r" tháng (?P<{0}wm>\d{{1,2}})"
    r"(?:(?: ?/ ?| năm )(?P<{0}wy>\d{{4}}))?(?!\d))"
)
_EVERY = r" ?(?:hằng|hàng|mỗi) (?P<every>năm|tháng|tuần|ngày|quý)"
_HOUR = r"(?P<hh>\d{1,2}) ?(?:h|giờ|g)(?: ?(?P<mm>\d{2})(?: ?phút)?)?[’'′]?"
_WEEKDAY = r"(?:thứ (?P<weekday>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<sunday>chủ nhật))"
_MONTH = r"tháng (?P<{0}>\d{{1,2}})(?:(?: ?[/.\-] ?| năm )(?P<{0}y>\d{{4}}))?(?![\d/])"
_QUARTER = r"qu[ýí] ?(?P<q>iv|iii|ii|i|[1-4])\b(?:(?: ?[/.\-–] ?| năm )(?P<qy>\d{{4}}))?".replace(
    "{{", "{"
).replace("}}", "}")
_UNTIL = (
    r"chậm nhất(?: là)?(?: vào| đến| trong)?(?: hết)?(?: ngày)?"
    r"|muộn nhất(?: là)?(?: vào)?(?: hết)?(?: ngày)?|không (?:quá|muộn hơn|chậm hơn)(?: hết)?(?: ngày)?"
    r"|hạn (?:cuối|chót)(?: cùng)?(?: nộp| gửi)?(?: là)?:?(?: hết)?(?: ngày)?"
    r"|thời hạn(?: nộp| gửi| đăng ký| hoàn thành| báo cáo| cuối)*(?: là)?:?(?: hết)?(?: đến hết)? ngày"
    r"|đến hết(?: ngày)?|đến trước(?= hết)|hết ngày|đến ngày|xong (?:trong|vào) ngày|vào ngày"
    r"|trong ngày"
)
_ANY_WORK = re.compile(
    r"gửi|nộp|báo cáo|hoàn thành|xong|đăng ký|trình|tổ chức|lập|tổng hợp|rà soát|cung cấp|thực hiện"
)
_OF_DATA = re.compile(
    r"(?:chốt|lấy|tổng hợp|tính)(?: các)? số liệu[^.;]{0,40}$|số liệu(?: báo cáo)?(?: được)?(?: tính| lấy| chốt)?"
    r"[^.;,]{0,20}$|tính (?:từ|đến)[^.;]{0,12}$|(?:thời điểm|mốc) (?:chốt|lấy|tính)[^.;]{0,40}$"
)
_NO_TERM = re.compile(
    r"hiệu lực[^.;]{0,40}$|áp dụng (?:từ|kể từ)[^.;]{0,10}$|kỷ niệm[^.;]{0,80}$|thành lập[^.;]{0,40}$"
    r"|giai đoạn[^.;,]{0,20}$|nhiệm kỳ[^.;,]{0,20}$|xảy ra[^.;]{0,60}$|ban hành(?: kèm theo)?[^.;,]{0,40}$"
)
_DOCUMENT = re.compile(
    r"(?:số|luật|nghị định|nghị quyết|quyết định|thông tư|công văn)[^.;,]{0,60}$"
)
_RELATIVE_ANCHORS = (("nhận", ":receipt"),)


def phrases_in(text: str, year: int | None, issued_on: date | None) -> list[Phrase]:
    """Every term in a text, in order. A date without a year is of the plan's `year`.

    Where one clause says "hằng năm" of several dates, all of them recur.
    """
    lowered = _lowered(text)
    found: list[Phrase] = []
    for read in (_relative, _timed, _ranges, _every_month, _exclusive, _inclusive, _windows):
        for phrase in read(lowered, year, issued_on):
            if not any(phrase.start < other.end and other.start < phrase.end for other in found):
                found.append(phrase)
    found.sort(key=lambda phrase: phrase.start)
    return _recurring_together(lowered, [_judged(lowered, each) for each in found])


def _lowered(text: str) -> str:
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)


# One reader for each way of saying it, the longer ways first.


def _exclusive(text: str, year: int | None, issued_on: date | None) -> Iterator[Phrase]:
    pattern = _compiled(rf"trước(?: {_HOUR})?,?(?: ngày| hết ngày)? {_DATE.format('')}")
    for found in pattern.finditer(text):
        if due := _dated(found, year, issued_on, inclusive=False):
            yield from _with_more(text, found, due, year, issued_on)


def _inclusive(text: str, year: int | None, issued_on: date | None) -> Iterator[Phrase]:
    lead = rf"(?:{_UNTIL})(?: {_HOUR},?(?: ngày)?)?"
    for found in _compiled(rf"\b{lead} {_DATE.format('')}").finditer(text):
        if due := _dated(found, year, issued_on, inclusive=True):
            yield from _with_more(text, found, due, year, issued_on)
    month = rf"\b(?:{_UNTIL}|trong|vào|hoàn thành(?: trong)?|đến) {_MONTH.format('m')}"
    for found in _compiled(month).finditer(text):
        if due := _of_month(found, year):
            yield Phrase(found.start(), found.end(), replace(due, starts_on=None))
    for found in _compiled(rf"\b(?:{_UNTIL}|trong|vào|đến) {_QUARTER}").finditer(text):
        if due := _of_quarter(found, year):
            yield Phrase(found.start(), found.end(), due)


def _every_month(text: str, year: int | None, issued_on: date | None) -> Iterator[Phrase]:
    lead = rf"(?P<before>trước)|{_UNTIL}|định kỳ(?: vào)?(?: ngày)?"
    pattern = _compiled(
        rf"\b(?:{lead})(?: ngày)? (?:mùng |mồng )?(?P<d>\d{{1,2}}) ?(?:hằng|hàng|mỗi|của mỗi) "
        rf"(?:tháng|quý)"
    )
    for found in pattern.finditer(text):
        day = int(found["d"])
        if 1 <= day <= 31:
            due = Due(found["before"] is None, recurrence=f"monthly:{day:02}")
            yield Phrase(found.start(), found.end(), due)


def _timed(text: str, year: int | None, issued_on: date | None) -> Iterator[Phrase]:
    lead = rf"(?P<before>trước)|{_UNTIL}|lúc|vào"
    daily = _compiled(
        rf"\b(?:{lead}) {_HOUR}(?P<more>(?:(?:,| và) \d{{1,2}} ?(?:h|giờ|g)(?: ?\d{{2}})?[’'′]?)*)"
        rf"(?:,? (?:hằng|hàng|mỗi) ngày|(?=[^.;]{{0,12}}(?:lần/ngày|mỗi ngày))|(?<=lần/ngày .))?"
    )
    for found in daily.finditer(text):
        around = text[max(0, found.start() - 40) : found.end()]
        if not re.search(r"(?:hằng|hàng|mỗi) ngày|lần ?/ ?ngày", around):
            continue
        hours = [_clock(found["hh"], found["mm"])]
        for more in re.finditer(r"(\d{1,2}) ?(?:h|giờ|g)(?: ?(\d{2}))?", found["more"] or ""):
            hours.append(_clock(more[1], more[2]))
        if None not in hours:
            told = ",".join(f"{each:%H:%M}" for each in hours if each)
            inclusive = found["before"] is None
            yield Phrase(found.start(), found.end(), Due(inclusive, recurrence=f"daily:{told}"))
    weekly = _compiled(
        rf"\b(?:{lead})(?: {_HOUR},?)?(?: ngày)? {_WEEKDAY},? (?:hằng|hàng|mỗi) tuần"
    )
    for found in weekly.finditer(text):
        clock = _clock(found["hh"], found["mm"]) if found["hh"] else None
        day = WEEKDAYS[_weekday(found)]
        told = f"weekly:{day}@{clock:%H:%M}" if clock else f"weekly:{day}"
        yield Phrase(found.start(), found.end(), Due(found["before"] is None, recurrence=told))


def _relative(text: str, year: int | None, issued_on: date | None) -> Iterator[Phrase]:
    count = r"(?P<n>\d{1,3})(?: \([^)]{1,20}\))? (?P<unit>ngày làm việc|ngày|tuần|tháng)"
    after = _compiled(
        rf"\b(?:(?:trong|sau)(?: thời hạn| vòng| thời gian)?|thời hạn(?: là)?"
        rf"|chậm nhất(?: là)?(?: sau| trong(?: vòng)?)?|không quá) {count},? "
        rf"(?P<anchor>(?:kể từ|tính từ|sau khi|từ (?:ngày|khi))[^.;,]{{0,40}})"
    )
    for found in after.finditer(text):
        told = f"relative:+{_length(found)}"
        for word, suffix in _RELATIVE_ANCHORS:
            if word in found["anchor"]:
                told += suffix
        end = found.start("anchor") + len(found["anchor"].rstrip())
        yield Phrase(found.start(), end, Due(inclusive=True, recurrence=told))
    before = _compiled(rf"\btrước(?: ít nhất| tối thiểu)? {count}(?! kể từ)(?= |[.,;)]|$)")
    for found in before.finditer(text):
        told = f"relative:-{_length(found)}:event"
        yield Phrase(found.start(), found.end(), Due(inclusive=False, recurrence=told))


def _ranges(text: str, year: int | None, issued_on: date | None) -> Iterator[Phrase]:
    days = _compiled(
        rf"\btừ(?: ngày)? (?:{_DATE.format('a')}|(?P<alone>\d{{1,2}})(?= ?(?:đến|-|–)))"
        rf",? ?(?:đến hết|đến|tới|-|–)(?: hết)?(?: ngày)? {_DATE.format('b')}"
    )
    for found in days.finditer(text):
        end = _day(found, "b", year)
        if isinstance(end, date):
            start = _range_start(found, end)
            due = Due(inclusive=True, day=end, starts_on=start)
            yield Phrase(found.start(), found.end(), due, is_window=True)
    months = _compiled(
        rf"\btừ (?:ngày (?P<sd>\d{{1,2}})/)?{_MONTH.format('m')},? ?(?:đến hết|đến|tới|-|–) "
        rf"(?:hết )?(?:ngày )?(?:{_MONTH.format('n')}|{_DATE.format('b')})"
    )
    for found in months.finditer(text):
        if phrase := _month_range(found, year):
            yield phrase
    mixed = _compiled(
        rf"\btừ(?: ngày)? {_DATE.format('a')},? ?(?:đến hết|đến|tới) (?:hết )?{_MONTH.format('n')}"
    )
    for found in mixed.finditer(text):
        end = _month_end(found["n"], found["ny"], year)
        start = _day(found, "a", end.year if end else year)
        if end:
            due = Due(True, end, start if isinstance(start, date) else None)
            due = replace(due, granularity=Granularity.MONTH)
            yield Phrase(found.start(), found.end(), due, is_window=True)


def _windows(text: str, year: int | None, issued_on: date | None) -> Iterator[Phrase]:
    """A month or quarter that opens a line, or follows "thời gian"."""
    lead = r"(?:^[-–+•* ]*|(?:thời gian|tiến độ|thời điểm)[^:.;]{0,30}: ?|[:;] ?)"
    for found in _compiled(rf"{lead}(?P<said>(?:vào |trong )?{_MONTH.format('m')})").finditer(text):
        if due := _of_month(found, year):
            yield Phrase(found.start("said"), found.end("said"), due, is_window=True)
    for found in _compiled(rf"{lead}(?P<said>(?:vào |trong )?{_QUARTER})").finditer(text):
        if due := _of_quarter(found, year):
            yield Phrase(found.start("said"), found.end("said"), due, is_window=True)


# What the parts of a match mean.


def _dated(
    found: re.Match[str], year: int | None, issued_on: date | None, *, inclusive: bool
) -> Due | None:
    day = _day(found, "", year)
    hour = _clock(found["hh"], found["mm"]) if found["hh"] else None
    if isinstance(day, Trouble):
        return Due(inclusive, hour=hour, trouble=day)
    if day is None:
        return None
    return Due(inclusive, day, hour=hour, lacks_year=not (found["y"] or found["wy"]))


def _with_more(
    text: str, found: re.Match[str], due: Due, year: int | None, issued_on: date | None
) -> Iterator[Phrase]:
    """The date itself, with "hằng năm" after it, and others joined to it by "và"."""
    end = found.end()
    dues = [(found.start(), end, due)]
    joined = _compiled(
        rf"(?:,| và| hoặc)(?: trước| chậm nhất)?(?: ngày)? {_DATE.format('')}(?! ?đến)"
    )
    while more := joined.match(text, end):
        day = _day(more, "", year)
        if not isinstance(day, date):
            break
        lacks = not (more["y"] or more["wy"])
        dues.append((more.start(), more.end(), replace(due, day=day, lacks_year=lacks)))
        end = more.end()
    every = _compiled(rf",?{_EVERY}").match(text, end)
    for start, stop, each in dues:
        if every and every["every"] == "năm" and each.day:
            told = f"yearly:{each.day:%m-%d}"
            last = every.end() if stop == end else stop
            yield Phrase(start, last, replace(each, day=None, recurrence=told, lacks_year=False))
        else:
            yield Phrase(start, stop, each)


def _recurring_together(text: str, found: list[Phrase]) -> list[Phrase]:
    """A date without a year beside others that recur in the same sentence recurs, too."""
    result = []
    for phrase in found:
        sentence = _sentence_at(text, phrase.start)
        others = [each for each in found if _sentence_at(text, each.start) == sentence]
        recurs = any(each.due.recurrence.startswith(("yearly", "monthly")) for each in others)
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
    before = text[max(0, phrase.start - 90) : phrase.start + 14]
    lead = text[max(0, phrase.start - 90) : phrase.start]
    of_data = bool(_OF_DATA.search(lead) or re.search(r"tính (?:từ|đến)$", before.rstrip()))
    return replace(phrase, of_data=of_data)


def is_no_term(text: str, phrase: Phrase, issued_on: date | None) -> bool:
    """Whether the date tells when something holds, was issued, honoured, or happened."""
    lowered = _lowered(text)
    lead = lowered[max(0, phrase.start - 90) : phrase.start]
    if _NO_TERM.search(lead):
        return True
    due = phrase.due
    is_past = issued_on is not None and due.day is not None and due.day <= issued_on
    if phrase.is_window and is_past and due.granularity is Granularity.DAY:
        return not _ANY_WORK.search(lowered)
    until = lowered[phrase.start :].startswith("đến")
    return bool(until and (is_past or _DOCUMENT.search(lead) or not _ANY_WORK.search(lowered)))


def _day(found: re.Match[str], name: str, year: int | None) -> date | Trouble | None:
    words = found[f"{name}wd"] is not None
    day, month = (found[f"{name}{part}"] for part in (("wd", "wm") if words else ("d", "m")))
    written = found[f"{name}wy"] if words else found[f"{name}y"]
    if day is None or month is None or (written is None and year is None):
        return None
    number = int(written) if written else year
    assert number is not None
    if number < 100:
        number += 2000
    if int(month) > 12 or int(day) > 31 or not int(day) or not int(month):
        return Trouble.NO_SUCH_DAY if written else None
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return Trouble.NO_SUCH_DAY


def _range_start(found: re.Match[str], end: date) -> date | None:
    if found["alone"]:
        day = int(found["alone"])
        return end.replace(day=day) if 1 <= day <= end.day else None
    start = _day(found, "a", end.year)
    if not isinstance(start, date):
        return None
    lacks_year = not (found["ay"] or found["awy"])
    return start.replace(year=end.year - 1) if lacks_year and start > end else start


def _month_range(found: re.Match[str], year: int | None) -> Phrase | None:
    if found["n"]:
        end = _month_end(found["n"], found["ny"], year)
        granularity = Granularity.MONTH
    else:
        day = _day(found, "b", year)
        end, granularity = day if isinstance(day, date) else None, Granularity.DAY
    if end is None:
        return None
    begun = _month_end(found["m"], found["my"], end.year)
    if begun is None:
        return None
    if not found["my"] and begun > end:
        begun = _month_end(found["m"], None, end.year - 1) or begun
    start = begun.replace(day=int(found["sd"] or 1))
    due = Due(True, end, start, granularity=granularity)
    return Phrase(found.start(), found.end(), due, is_window=True)


def _of_month(found: re.Match[str], year: int | None) -> Due | None:
    end = _month_end(found["m"], found["my"], year)
    if end is None:
        return None
    start = end.replace(day=1)
    return Due(True, end, start, granularity=Granularity.MONTH, lacks_year=not found["my"])


def _of_quarter(found: re.Match[str], year: int | None) -> Due | None:
    names = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
    of_year = int(found["qy"]) if found["qy"] else year
    if of_year is None:
        return None
    number = names.get(found["q"]) or int(found["q"])
    start, end = quarter_of(of_year, number)
    return Due(True, end, start, granularity=Granularity.QUARTER, lacks_year=not found["qy"])


def quarter_of(year: int, number: int) -> tuple[date, date]:
    """First and last day of a quarter, 1 to 4."""
    last = number * 3
    return date(year, last - 2, 1), date(year, last, monthrange(year, last)[1])


def _month_end(month: str, written: str | None, year: int | None) -> date | None:
    of_year = int(written) if written else year
    if of_year is None or not 1 <= int(month) <= 12:
        return None
    return date(of_year, int(month), monthrange(of_year, int(month))[1])


def _clock(hours: str, minutes: str | None) -> time | None:
    hour, minute = int(hours), int(minutes or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _weekday(found: re.Match[str]) -> int:
    if found["sunday"]:
        return 6
    names = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5}
    name = found["weekday"]
    return names[name] if name in names else int(name) - 2


def _length(found: re.Match[str]) -> str:
    count = int(found["n"])
    match found["unit"]:
        case "ngày làm việc":
            return f"{count}wd"
        case "tuần":
            return f"{count * 7}d"
        case "tháng":
            return f"{count}m"
    return f"{count}d"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
