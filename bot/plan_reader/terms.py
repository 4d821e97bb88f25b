"""The values of a term, and the parts of wordings it is made of: days, months, quarters, hours."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from functools import cache, lru_cache

from bot.rules.deadlines import Granularity

_LETTERS = (
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz"
)
SMALL, CAPITAL = f"[{_LETTERS}]", f"[{_LETTERS.upper()}]"
"""One Vietnamese letter each; in Unicode's order small ones and capitals stand mixed."""

WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")


YEARS = range(1990, 2101)
"""Years that a document may speak of; what has another is no day."""


class Trouble(StrEnum):
    """What is wrong with a date as it stands."""

    NO_SUCH_DAY = "no_such_day"


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due. `day` as written, never shifted; None with a `recurrence`.

    `inclusive` tells whether the day itself counts. `recurrence` is `yearly:MM-DD`, `monthly:DD`,
    `quarterly:DD` (of the quarter's last month), `quarterly+1:DD` (of the month after it),
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
    """A term in a text, from one sign to before another; `of_data` is a cut-off of figures.

    `is_held` is a day on which something takes place, led in by no word of a deadline.
    """

    start: int
    end: int
    due: Due
    of_data: bool = False
    is_window: bool = False
    is_held: bool = False


IN_WORDS = r"(?: \([^\d()]{2,20}\))?"
"""A number said again in words: «ngày 15 (mười lăm)»."""
_DAY = r"(?:mùng |mồng )?(?P<{0}d>\d{{1,2}})"
_YEAR = r"(?P<{0}y>\d{{4}}|\d\d(?!\d))"
DATE = (
    r"(?:(?<![\d/.])"
    + _DAY
    + r"(?: ?[/.\-] ?)(?P<{0}m>\d{{1,2}})(?:(?: ?[/.\-] ?)"
    + _YEAR
    + r")?(?![\d/%])"
    r"|"
    + _DAY.replace("{0}d", "{0}wd")
    + IN_WORDS.replace("{", "{{").replace("}", "}}")
    + r" tháng (?P<{0}wm>\d{{1,2}})"
    + IN_WORDS.replace("{", "{{").replace("}", "}}")
    + r"(?:(?: ?/ ?| năm )(?P<{0}wy>\d{{4}}))?(?!\d))"
)
EVERY = r" ?(?:hằng|hàng|mỗi) (?P<every>năm|tháng|tuần|ngày|quý)"
HOUR = r"(?P<hh>\d{1,2}) ?(?:h|giờ|g)(?: ?(?P<mm>\d{2})(?: ?phút)?)?[’'′]?"
WEEKDAY = r"(?:thứ (?P<weekday>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<sunday>chủ nhật))"
MONTH = r"tháng (?P<{0}>\d{{1,2}})(?:(?: ?[/.\-] ?| năm )(?P<{0}y>\d{{4}}))?(?![\d/])"
QUARTER = r"qu[ýí] ?(?P<q>iv|iii|ii|i|[1-4])\b(?:(?: ?[/.\-–] ?| năm )(?P<qy>\d{{4}}))?".replace(
    "{{", "{"
).replace("}}", "}")


UNTIL = (
    r"chậm nhất(?: là)?(?: vào| đến| trong)?(?: hết)?(?: ngày)?"
    r"|muộn nhất(?: là)?(?: vào)?(?: hết)?(?: ngày)?"
    r"|không (?:quá|muộn hơn|chậm hơn)(?: hết)?(?: ngày)?"
    r"|hạn (?:cuối|chót)(?: cùng)?(?: là)?(?: ngày)?"
    r"|(?:được )?(?:lùi|gia hạn)(?: lại)?,? (?:đến|tới)(?: hết)?(?: ngày)?"
    r"|(?:thời hạn|hạn(?: cuối| chót)?)(?: [^\W\d_]+){0,6}?(?: là|:)(?: đến)?(?: hết)?(?: ngày)?"
    r"|thời (?:gian|điểm) (?:nộp|gửi|nhận|tiếp nhận|báo cáo)(?: [^\W\d_]+){0,8}?(?: là|:)"
    r"(?: đến)?(?: ngày)?"
    r"|(?:đến )?hết giờ(?: làm việc| hành chính)?(?: của)?(?: ngày)?"
    r"|đến hết(?: ngày)?|đến trước(?= hết)|hết ngày|đến ngày|xong (?:trong|vào) ngày"
    r"|vào(?: các)? ngày|trong ngày"
    r"|đến(?= \d{1,2} ?(?:(?:h|giờ|g)|[/.] ?\d{1,2} ?[/.] ?\d{4}))"
)
"""What leads in the last day that still counts."""


_SLIPS = re.compile(r"(?<![^\W_])[lio](?=\d? ?/ ?\d)|(?<=\d)[lo](?= ?/ ?\d)")


_BROKEN = re.compile(r"(?<=ngày )[0-3] \d(?=/\d)|(?<=\d/)[01] \d(?=/\d{4})")
"""A day or month whose digits a line's end has parted."""


@lru_cache(maxsize=256)
def lowered(text: str) -> str:
    """The text in small letters, sign by sign; an l or O that a scanner put in a date is digits."""
    low = _lowered(text)
    whole = _BROKEN.sub(_joined, low)
    return _SLIPS.sub(lambda slip: "0" if slip.group() == "o" else "1", whole)


def _joined(broken: re.Match[str]) -> str:
    return f"{broken.group().replace(' ', '')} "


def _lowered(text: str) -> str:
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)


def day_in(year: int, month: int, day: int) -> date | None:
    """The day, None where the calendar has none such or no document would name it."""
    if year not in YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_of(found: re.Match[str], name: str, year: int | None) -> date | Trouble | None:
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
    return day_in(number, int(month), int(day)) or Trouble.NO_SUCH_DAY


def range_start(found: re.Match[str], end: date) -> date | None:
    if found["alone"]:
        day = int(found["alone"])
        return end.replace(day=day) if 1 <= day <= end.day else None
    start = day_of(found, "a", end.year)
    if not isinstance(start, date):
        return None
    lacks_year = not (found["ay"] or found["awy"])
    return day_in(end.year - 1, start.month, start.day) if lacks_year and start > end else start


def month_range(found: re.Match[str], year: int | None) -> Phrase | None:
    if found["n"]:
        end = month_end(found["n"], found["ny"], year)
        granularity = Granularity.MONTH
    else:
        day = day_of(found, "b", year)
        end, granularity = day if isinstance(day, date) else None, Granularity.DAY
    if end is None:
        return None
    begun = month_end(found["m"], found["my"], end.year)
    if begun is None:
        return None
    if not found["my"] and begun > end:
        begun = month_end(found["m"], None, end.year - 1) or begun
    start = day_in(begun.year, begun.month, int(found["sd"] or 1))
    if start is None:
        return None
    due = Due(True, end, start, granularity=granularity)
    return Phrase(found.start(), found.end(), due, is_window=True)


def month_window(found: re.Match[str], year: int | None) -> Due | None:
    end = month_end(found["m"], found["my"], year)
    if end is None:
        return None
    start = end.replace(day=1)
    return Due(True, end, start, granularity=Granularity.MONTH, lacks_year=not found["my"])


def quarter_window(found: re.Match[str], year: int | None) -> Due | None:
    names = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
    of_year = int(found["qy"]) if found["qy"] else year
    if of_year is None or of_year not in YEARS:
        return None
    number = names.get(found["q"]) or int(found["q"])
    start, end = quarter_of(of_year, number)
    return Due(True, end, start, granularity=Granularity.QUARTER, lacks_year=not found["qy"])


def quarter_of(year: int, number: int) -> tuple[date, date]:
    """First and last day of a quarter, 1 to 4."""
    last = number * 3
    return date(year, last - 2, 1), date(year, last, monthrange(year, last)[1])


def month_end(month: str, written: str | None, year: int | None) -> date | None:
    of_year = int(written) if written else year
    if of_year is None or of_year not in YEARS or not 1 <= int(month) <= 12:
        return None
    return date(of_year, int(month), monthrange(of_year, int(month))[1])


def clock_of(hours: str, minutes: str | None) -> time | None:
    hour, minute = int(hours), int(minutes or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def weekday_of(found: re.Match[str]) -> int:
    if found["sunday"]:
        return 6
    names = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5}
    name = found["weekday"]
    return names[name] if name in names else int(name) - 2


def length_of(found: re.Match[str]) -> str:
    count = int(found["n"])
    match found["unit"]:
        case "ngày làm việc":
            return f"{count}wd"
        case "tuần":
            return f"{count * 7}d"
        case "tháng":
            return f"{count}m"
    return f"{count}d"


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
