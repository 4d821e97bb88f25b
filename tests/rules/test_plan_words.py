"""Number and day of issue, years and due days as officers type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.dates import NoSuchDay, NotADate
from bot.rules.plan_words import read_due, read_number_and_day, year_in

TODAY = date(2023, 3, 2)


@pytest.mark.parametrize(
    ("typed", "number", "day"),
    [
        ("35/KH-LMHTX 28/2/2023", "35/KH-LMHTX", date(2023, 2, 28)),
        ("Số 35/KH-LMHTX, ngày 28/02/2023", "35/KH-LMHTX", date(2023, 2, 28)),
        ("số: 403/KH - LĐLĐ ngày 11 tháng 01 năm 2023", "403/KH - LĐLĐ", date(2023, 1, 11)),
        ("20/KHTĐ-HHDN ngay 21.4.2022", "20/KHTĐ-HHDN", date(2022, 4, 21)),
        ("35/KH-LMHTX", "35/KH-LMHTX", None),
        ("/KH-TĐKT", "/KH-TĐKT", None),
        ("28/2/2023", "", date(2023, 2, 28)),
        ("ngày 28/2", "", date(2023, 2, 28)),
        ("15/12", "", date(2022, 12, 15)),
        ("35/KH-LMHTX (28/2)", "35/KH-LMHTX", date(2023, 2, 28)),
        ("No. 12/KH 1-3-23", "12/KH", date(2023, 3, 1)),
    ],
)
def test_number_and_day_are_told_apart(typed: str, number: str, day: date | None):
    assert read_number_and_day(typed, TODAY) == (number, day)


def test_a_day_that_no_calendar_has_is_refused():
    with pytest.raises(NoSuchDay):
        read_number_and_day("35/KH-LMHTX 31/2/2023", TODAY)


@given(st.integers(1, 9999), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_number_with_its_day_reads_back(number: int, day: date):
    typed = f"{number}/KH-LMHTX ngày {day:%d/%m/%Y}"

    assert read_number_and_day(typed, TODAY) == (f"{number}/KH-LMHTX", day)


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("Kế hoạch thi đua năm 2024", 2024),
        ("Kế hoạch giai đoạn 2021-2025", 2025),
        ("Kế hoạch số 20231", None),
        ("Kế hoạch", None),
    ],
)
def test_the_year_of_a_title(typed: str, year: int | None):
    assert year_in(typed) == year


@pytest.mark.parametrize(
    ("typed", "year", "day", "inclusive"),
    [
        ("10/6", 2023, date(2023, 6, 10), None),
        ("trước ngày 10/7", 2023, date(2023, 7, 10), False),
        ("chậm nhất 10/12", 2024, date(2024, 12, 10), True),
        # Already past, or a year ahead: a day without its year is of the plan's.
        ("10/2", 2023, date(2023, 2, 10), None),
        ("truoc 1/3", 2024, date(2024, 3, 1), False),
        ("15/1/2024", 2023, date(2024, 1, 15), None),
        ("cuối năm", 2024, date(2024, 12, 31), None),
        ("mai", 2023, date(2023, 3, 3), None),
        ("thứ sáu tuần sau", 2023, date(2023, 3, 10), None),
        ("mùng 3", 2023, date(2023, 3, 3), None),
    ],
)
def test_a_due_day_without_a_year_is_of_the_plans(
    typed: str, year: int, day: date, inclusive: bool | None
):
    assert read_due(typed, year, TODAY) == (day, inclusive)


def test_what_is_no_date_is_refused():
    with pytest.raises(NotADate):
        read_due("theo hướng dẫn", 2023, TODAY)
