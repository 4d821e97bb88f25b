"""Days that Vietnam does not work: the `holidays` library plus what governments decided since.

Law: Bộ luật Lao động 2019, Điều 111-112 (a holiday on a weekend moves to the next working day);
24/11 by Nghị quyết 28/2026/QH16, from 01/07/2026. Swapped days bind the public sector and are
decided year by year, so they are data here and win over the library.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from bot.rules.deadlines import ClosedDays

_SWAPPED = {"vi": "Ngày nghỉ hoán đổi", "en_US": "Day off (swapped)"}
_TET = {"vi": "Tết Nguyên Đán", "en_US": "Lunar New Year"}
_KINGS = {"vi": "Giỗ Tổ Hùng Vương (nghỉ bù)", "en_US": "Hùng Kings' Day (observed)"}
_NATIONAL = {"vi": "Quốc khánh", "en_US": "National Day"}
_CULTURE = {"vi": "Ngày Văn hóa Việt Nam", "en_US": "Vietnam Culture Day"}


@dataclass(frozen=True, slots=True)
class _Amendment:
    """What a year's decisions say: days off with their names, and weekend days to be worked."""

    off: dict[date, dict[str, str]]
    worked: frozenset[date] = frozenset()


def _days(first: date, count: int, name: dict[str, str]) -> dict[date, dict[str, str]]:
    return {first + timedelta(days=each): name for each in range(count)}


_AMENDED = {
    2024: _Amendment({date(2024, 4, 29): _SWAPPED}, frozenset({date(2024, 5, 4)})),
    2025: _Amendment({date(2025, 5, 2): _SWAPPED}, frozenset({date(2025, 4, 26)})),
    2026: _Amendment(
        {
            date(2026, 1, 2): _SWAPPED,
            **_days(date(2026, 2, 14), 9, _TET),
            date(2026, 4, 27): _KINGS,
            date(2026, 8, 31): _SWAPPED,
            **_days(date(2026, 9, 1), 2, _NATIONAL),
            date(2026, 11, 24): _CULTURE,
        },
        frozenset({date(2026, 1, 10), date(2026, 8, 22)}),
    ),
}


def closed_days(years: Iterable[int], *, amended: bool = True) -> ClosedDays:
    """Weekends and holidays of the years, with made-up Saturdays worked.

    Outside the years only weekends are closed. `amended=False` leaves our own table out.
    """
    parts = [_year(year, amended) for year in years]
    off: frozenset[date] = frozenset().union(*(holidays for holidays, _ in parts))
    worked: frozenset[date] = frozenset().union(*(days for _, days in parts))
    return ClosedDays(off - worked, worked)


def holiday_name(day: date, language: str = "vi") -> str | None:
    """What the day is called if it is a day off, in "vi" or "en"; None for any other day."""
    key = "vi" if language == "vi" else "en_US"
    amendment = _AMENDED.get(day.year)
    if amendment and day in amendment.worked:
        return None
    name = _library(day.year, key)[0].get(day)
    if name is None and amendment and day in amendment.off:
        return amendment.off[day][key]
    return name


@lru_cache
def _year(year: int, amended: bool) -> tuple[frozenset[date], frozenset[date]]:
    named, worked = _library(year, "vi")
    amendment = _AMENDED.get(year) if amended else None
    if amendment is None:
        return frozenset(named), worked
    return frozenset(named) | frozenset(amendment.off), worked | amendment.worked


@lru_cache
def _library(year: int, language: str) -> tuple[dict[date, str], frozenset[date]]:
    import holidays  # Here, because it costs more to import than the rest of the house together.

    found = holidays.country_holidays("VN", years=year, language=language)
    worked = (day for day in getattr(found, "weekend_workdays", ()) if day.year == year)
    return dict(found.items()), frozenset(worked)
