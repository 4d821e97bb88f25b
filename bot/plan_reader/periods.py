"""What recurs, as days of one year: one a month, one a quarter, or one."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_MONTHS = range(1, 13)
_QUARTERS = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the year as plans name it ("tháng 3/2026", "quý I/2026"), and the day of it.

    `name` is "" for a whole year.
    """

    name: str
    day: date


def periods_of(recurrence: str, year: int) -> tuple[Period, ...]:
    """One period a day that recurs in the year; none for what no day of a year can be named of."""
    what, _, when = recurrence.partition(":")
    if what == "yearly":
        month, day = map(int, when.split("-"))
        return (Period("", _day(year, month, day)),)
    if what == "monthly":
        return tuple(Period(f"tháng {m}/{year}", _day(year, m, int(when))) for m in _MONTHS)
    if what in ("quarterly", "quarterly+1"):
        later = int(what != "quarterly")
        return tuple(
            Period(f"quý {name}/{year}", _day(year, 3 * number + later, int(when)))
            for number, name in enumerate(_QUARTERS, 1)
        )
    return ()


def _day(year: int, month: int, day: int) -> date:
    """The day, or the month's last where it has none such: monthly by the 31st. After the twelfth
    month comes the next year's first."""
    year, month = (year + 1, month - 12) if month > 12 else (year, month)
    return date(year, month, min(day, monthrange(year, month)[1]))
