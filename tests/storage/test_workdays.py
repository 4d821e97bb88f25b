"""The days off of each year are those that were decreed, made-up Saturdays included."""

import subprocess
import sys
from datetime import date

import pytest

from bot.rules.deadlines import SATURDAY
from storage.workdays import closed_days, holiday_name

YEARS = range(2022, 2028)


def span(first: str, last: str) -> list[date]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [date.fromordinal(n) for n in range(start.toordinal(), end.toordinal() + 1)]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2022-01-01", "2022-01-03"),
        ("2022-01-29", "2022-02-06"),
        ("2022-04-09", "2022-04-11"),
        ("2022-04-30", "2022-05-03"),
        ("2022-09-01", "2022-09-04"),
        ("2022-12-31", "2023-01-02"),
        ("2023-01-20", "2023-01-26"),
        ("2023-04-29", "2023-05-03"),
        ("2023-09-01", "2023-09-04"),
        ("2024-02-08", "2024-02-14"),
        ("2024-04-27", "2024-05-01"),
        ("2024-08-31", "2024-09-03"),
        ("2025-01-25", "2025-02-02"),
        ("2025-04-05", "2025-04-07"),
        ("2025-04-30", "2025-05-04"),
        ("2025-08-30", "2025-09-02"),
        ("2026-01-01", "2026-01-04"),
        ("2026-02-14", "2026-02-22"),
        ("2026-04-25", "2026-04-27"),
        ("2026-04-30", "2026-05-03"),
        ("2026-08-29", "2026-09-02"),
        ("2026-11-24", "2026-11-24"),
    ],
)
def test_a_decreed_break_is_closed_and_the_working_days_around_it_are_not(
    first: str, last: str
) -> None:
    closed = closed_days(YEARS)
    days = span(first, last)

    assert [day for day in days if day not in closed] == []
    assert closed.next_open(days[0]) == date.fromordinal(days[-1].toordinal() + 1)
    assert closed.last_open(days[-1]) == date.fromordinal(days[0].toordinal() - 1)


@pytest.mark.parametrize("day", ["2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22"])
def test_a_made_up_saturday_is_a_working_day(day: str) -> None:
    saturday = date.fromisoformat(day)

    assert saturday.weekday() == 5
    assert saturday not in closed_days(YEARS)
    assert holiday_name(saturday) is None


def test_a_swapped_friday_needs_the_amended_table() -> None:
    friday = date(2026, 1, 2)

    assert friday in closed_days([2026])
    assert friday not in closed_days([2026], amended=False)


def test_culture_day_is_off_from_2026_on() -> None:
    weekdays = [day for y in YEARS if (day := date(y, 11, 24)).weekday() < SATURDAY]

    assert [day.year for day in weekdays if day in closed_days(YEARS)] == [2026, 2027]


def test_years_not_asked_for_have_weekends_only() -> None:
    assert date(2026, 9, 2) not in closed_days([2025])
    assert date(2026, 9, 5) in closed_days([2025])


@pytest.mark.parametrize(
    ("day", "language", "name"),
    [
        (date(2026, 9, 2), "vi", "Quốc khánh"),
        (date(2026, 9, 2), "en", "National Day"),
        (date(2026, 1, 2), "vi", "Ngày nghỉ hoán đổi"),
        (date(2026, 2, 14), "vi", "Tết Nguyên Đán"),
        (date(2026, 11, 24), "vi", "Ngày Văn hóa Việt Nam"),
        (date(2023, 6, 10), "vi", None),
        (date(2023, 6, 12), "vi", None),
    ],
)
def test_a_day_off_has_a_name(day: date, language: str, name: str | None) -> None:
    assert holiday_name(day, language) == name


def test_importing_costs_nothing_until_a_year_is_asked_for() -> None:
    code = "import storage.workdays, sys; sys.exit('holidays' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_far_years_are_answered() -> None:
    assert date(2060, 9, 2) in closed_days([1990, 2060])
