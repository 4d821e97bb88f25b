"""What an officer types of a plan: number and day of issue, its year, a day something is due."""

import re
import unicodedata
from datetime import date

from bot.rules.dates import read_date
from bot.rules.wordings import read_deadline

_DAY_AT_END = re.compile(
    r"(?:^|[\s,;(])(?:ng[aà]y\s+)?"
    r"(?P<day>\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{2,4})?"
    r"|\d{1,2}\s+th[aá]ng\s+\d{1,2}(?:\s+n[aă]m\s+\d{4})?)\s*\)?\.?$",
    re.IGNORECASE,
)
_LED_BY = re.compile(r"^(?:s[oố]|no\.?)\s*:?\s+", re.IGNORECASE)
_YEAR = re.compile(r"\b(20\d\d)\b")
_NUMBER = re.compile(r"\d+")
DAY_MONTH_YEAR = 3
SIGNS = " ,;:("


def read_number_and_day(text: str, today: date) -> tuple[str, date | None]:
    """Number and day of issue in «35/KH-LMHTX ngày 28/2/2023»; "" and None for what is not said.

    A day without a year is the last one there was. Raises NoSuchDay.
    """
    typed = unicodedata.normalize("NFC", " ".join(text.split()))
    found = _DAY_AT_END.search(typed)
    if found is None:
        return _LED_BY.sub("", typed).strip(SIGNS), None
    day = read_date(found["day"], date(today.year, 1, 1))
    has_year = len(_NUMBER.findall(found["day"])) == DAY_MONTH_YEAR
    if day > today and not has_year:
        day = read_date(found["day"], date(today.year - 1, 1, 1))
    return _LED_BY.sub("", typed[: found.start()]).strip(SIGNS), day


def year_in(text: str) -> int | None:
    """The last year that the words name, None without any."""
    years = _YEAR.findall(text)
    return int(years[-1]) if years else None


def read_due(text: str, year: int, today: date) -> tuple[date, bool | None]:
    """The day something is due in a plan for `year`, and whether it counts itself (None: not said).

    A missing year is the plan's; «mai», «thứ sáu tuần sau» are counted from today. Raises
    NotADate, NoSuchDay.
    """
    in_year, inclusive = read_deadline(text, date(year, 1, 1))
    nearest, _ = read_deadline(text, today)
    is_dated = (in_year.day, in_year.month) == (nearest.day, nearest.month)
    return in_year if is_dated else nearest, inclusive
