"""What falls due again and again, or so many days after something: no day of its own."""

import re
from collections.abc import Iterator

from bot.plan_reader.terms import (
    HOUR,
    IN_WORDS,
    UNTIL,
    WEEKDAY,
    WEEKDAYS,
    Due,
    Phrase,
    clock_of,
    compiled,
    length_of,
    weekday_of,
)

_COUNT = r"(?P<n>\d{1,3})(?: \([^)]{1,20}\))? (?P<unit>ngày làm việc|ngày|tuần|tháng)"
_ISSUED = re.compile(r"\b(?:ký|ban hành|có hiệu lực|công bố)\b")


def every_month(text: str, year: int | None) -> Iterator[Phrase]:
    """«trước ngày 20 hằng tháng», «hằng tháng … vào ngày 28», «ngày 25 tháng cuối quý»,
    «ngày 05 tháng sau», «ngày 05 của tháng đầu quý sau»."""
    lead = rf"(?P<before>trước)|{UNTIL}|định kỳ(?: vào)?(?: ngày)?"
    following = r"(?:sau|kế tiếp|tiếp theo|liền kề|kế)\b"
    day = r"(?:mùng |mồng )?(?P<d>\d{1,2})" + IN_WORDS
    after = (
        rf"\b(?:{lead})(?: {HOUR},?)?(?: ngày)? {day} ?(?:của )?"
        rf"(?:(?:hằng|hàng|mỗi) (?P<unit>tháng|quý)|tháng báo cáo|tháng {following}"
        rf"|tháng (?P<next>đầu)(?: tiên)? (?:của )?quý {following}"
        rf"|(?P<last>tháng cuối)(?: cùng)? (?:của |trong )?(?:(?:hằng|hàng|mỗi) )?quý\b"
        rf"(?! (?:[ivx]+\b|\d)))"
    )
    ahead = rf"\b(?:hằng|hàng|mỗi) tháng\b[^.;]{{0,120}}?\b(?:{lead})(?: ngày)? {day}(?!\d|[/.]\d|"
    ahead += r" ?(?:tháng|ngày|%|người|đơn vị|điểm))"
    bare = rf"(?<=[;:,.] )ngày {day} (?:hằng|hàng|mỗi) tháng(?P<before>(?!))?"
    named = r"\bbáo cáo tháng:?(?: gửi| nộp)?(?: về [^.;,\d]{2,60})? "
    named += rf"(?P<said>(?:{lead})(?: ngày)? {day})" r"(?!\d|[/.]\d| ?(?:tháng|ngày|%))"
    for pattern in (compiled(after), compiled(ahead), compiled(bare), compiled(named)):
        for found in pattern.finditer(text):
            groups = found.groupdict()
            number = int(found["d"])
            if not 1 <= number <= 31:
                continue
            # Of a quarter without a month of it, the last is meant.
            of_quarter = groups.get("unit") == "quý" or groups.get("last")
            often = (
                "quarterly" if of_quarter else "quarterly+1" if groups.get("next") else "monthly"
            )
            told = f"{often}:{number:02}"
            hour = clock_of(groups["hh"], groups["mm"]) if groups.get("hh") else None
            # Until an hour of a day, the day itself still counts.
            due = Due(found["before"] is None or hour is not None, hour=hour, recurrence=told)
            begins = found.start("said") if groups.get("said") else found.start("before")
            yield Phrase(max(begins, found.start()), found.end(), due)
    yield from _months_listed(text, lead)


def _months_listed(text: str, lead: str) -> Iterator[Phrase]:
    """«trước ngày 20 các tháng 3, 6, 9, 12»: of the quarters' last months, once a quarter."""
    pattern = compiled(
        rf"\b(?:{lead})(?: ngày)? (?P<d>\d{{1,2}}) (?:của )?(?:các )?tháng "
        rf"0?3, 0?6, 0?9(?:,| và) 12\b(?!/)(?: (?:hằng|hàng|mỗi) năm)?"
    )
    for found in pattern.finditer(text):
        if 1 <= int(found["d"]) <= 31:
            told = f"quarterly:{int(found['d']):02}"
            yield Phrase(found.start(), found.end(), Due(found["before"] is None, recurrence=told))


def timed(text: str, year: int | None) -> Iterator[Phrase]:
    """By the hour of every day, or of one day of every week."""
    yield from _daily(text)
    yield from _weekly(text)


def _daily(text: str) -> Iterator[Phrase]:
    lead = rf"(?P<before>trước)|{UNTIL}|lúc|vào"
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


def _weekly(text: str) -> Iterator[Phrase]:
    lead = rf"(?P<before>trước)|{UNTIL}|lúc|vào|chiều|sáng"
    after = rf"(?P<late>,? trước {HOUR.replace('hh', 'lh').replace('mm', 'lm')})?"
    weekly = compiled(
        rf"\b(?:{lead})(?: {HOUR},?)?(?: (?:ngày|chiều|sáng))? {WEEKDAY},? (?:hằng|hàng|mỗi) tuần"
        rf"{after}"
    )
    for found in weekly.finditer(text):
        clock = clock_of(found["hh"], found["mm"]) if found["hh"] else None
        if found["late"]:
            clock = clock_of(found["lh"], found["lm"])
        day = WEEKDAYS[weekday_of(found)]
        told = f"weekly:{day}@{clock:%H:%M}" if clock else f"weekly:{day}"
        inclusive = found["before"] is None and not found["late"]
        yield Phrase(found.start(), found.end(), Due(inclusive, recurrence=told))


def relative(text: str, year: int | None) -> Iterator[Phrase]:
    """So long after something, or before an event: the day itself is not known here."""
    within = (
        r"(?:(?:trong|sau)(?: thời hạn| vòng| thời gian)?|thời hạn(?: là)?"
        r"|(?:chậm|muộn) nhất(?: là)?(?: sau| trong(?: vòng)?)?|không quá)"
    )
    anchor = r"(?P<anchor>(?:kể từ|tính từ|sau khi|từ (?:ngày|khi))[^.;,]{0,40})"
    for found in compiled(rf"(?:\b{within} |(?<=: )){_COUNT},? {anchor}").finditer(text):
        end = found.start("anchor") + len(found["anchor"].rstrip())
        due = Due(inclusive=True, recurrence=f"relative:+{length_of(found)}{_suffix(found)}")
        yield Phrase(found.start(), end, due)
    begun = r"(?P<anchor>ngay sau khi [^.;,]{0,40}), (?:không quá|trong vòng|trong|chậm nhất)"
    for found in compiled(rf"{begun} {_COUNT}").finditer(text):
        yield Phrase(
            found.start(), found.end(), Due(True, recurrence=f"relative:+{length_of(found)}")
        )
    over = r"(?P<anchor>kết thúc [^.;,\d]{2,40}), (?:trong vòng|trong|chậm nhất)(?: là| sau)?"
    for found in compiled(rf"\b{over} {_COUNT}").finditer(text):
        told = f"relative:+{length_of(found)}"
        told += "" if found["unit"] == "ngày làm việc" else ":event"
        yield Phrase(found.start(), found.end(), Due(True, recurrence=told))
    least = r"(?:ít nhất |tối thiểu )?"
    before = (
        rf"\btrước(?: ít nhất| tối thiểu)? {_COUNT}(?! kể từ)(?= |[.,;)]|$)",
        rf"\btrước (?!ngày|khi|phiên|cuộc họp)[^\W\d_]+(?: [^\W\d_]+){{0,3}} {least}{_COUNT}",
        rf"\btrước (?:khi|ngày) (?!(?:tổ chức )?họp|m[ùồ]ng)[^.;\d]{{3,60}} {least}{_COUNT}",
    )
    for pattern in before:
        for found in compiled(pattern).finditer(text):
            told = f"relative:-{length_of(found)}:event"
            yield Phrase(found.start(), found.end(), Due(inclusive=False, recurrence=told))
    ahead = rf"\b(?:chậm nhất|muộn nhất|ít nhất|tối thiểu)(?: là)? {_COUNT} trước (?:khi|ngày) "
    for found in compiled(ahead + r"[^.;,\d]{3,40}").finditer(text):
        told = f"relative:-{length_of(found)}:event"
        yield Phrase(found.start(), found.end(), Due(inclusive=True, recurrence=told))


def _suffix(found: re.Match[str]) -> str:
    """What the days are counted from; of working days it is not said."""
    if found["unit"] == "ngày làm việc":
        return ""
    if "nhận" in found["anchor"]:
        return ":receipt"
    return "" if _ISSUED.search(found["anchor"]) else ":event"
