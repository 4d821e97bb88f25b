"""Dates are read day first, as people type them, with the nearest one meant."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.dates import NoSuchDay, NotADate, read_date

WEDNESDAY = date(2023, 6, 7)
todays = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "10/6",
        "10/6/2023",
        "10.6.2023",
        "10-6-2023",
        "10 - 6 - 2023",
        "10/ 6/ 2023",
        "10/6/23",
        "10/06",
        "ngày 10/6",
        "ngày 10 tháng 6",
        "10 tháng 06 năm 2023",
        "ngay 10 thang 6, 2023",
        "thứ bảy, 10/6/2023",
        "mùng 10",
        "mung 10 thang 6",
        "mồng 10",
        "ngày 10",
        "ngafy 10/6",
        "thứ 7",
        "thứ bảy tuần này",
        "3 ngày nữa",
        "2023-06-10",
        "10/6.",
    ],
)
def test_the_tenth_of_june_is_understood(text: str) -> None:
    assert read_date(text, WEDNESDAY) == date(2023, 6, 10)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("hôm nay", date(2023, 6, 7)),
        ("mai", date(2023, 6, 8)),
        ("ngày kia", date(2023, 6, 9)),
        ("hôm qua", date(2023, 6, 6)),
        ("thứ 6 tuần sau", date(2023, 6, 16)),
        ("thu 6 tuan nay", date(2023, 6, 9)),
        ("thu 2 tuan nay", date(2023, 6, 5)),
        ("thứ tư", date(2023, 6, 7)),
        ("thứ tư tới", date(2023, 6, 14)),
        ("thứ sáu", date(2023, 6, 9)),
        ("chủ nhật", date(2023, 6, 11)),
        ("cuối tháng", date(2023, 6, 30)),
        ("cuối tháng sau", date(2023, 7, 31)),
        ("cuoi thang 2", date(2024, 2, 29)),
        ("hết tháng 2/2025", date(2025, 2, 28)),
        ("giữa tháng 12", date(2023, 12, 15)),
        ("cuối năm", date(2023, 12, 31)),
        ("giữa năm 2024", date(2024, 6, 30)),
        ("10 tháng sau", date(2023, 7, 10)),
        ("mùng 3", date(2023, 7, 3)),
        ("ngày 31", date(2023, 7, 31)),
        ("2 tuần nữa", date(2023, 6, 21)),
        ("08/9/ 2016", date(2016, 9, 8)),
        ("6/6", date(2024, 6, 6)),
        ("7/6", date(2023, 6, 7)),
        ("29/2", date(2024, 2, 29)),
    ],
)
def test_a_day_is_found_from_wednesday_the_seventh_of_june(text: str, meant: date) -> None:
    assert read_date(text, WEDNESDAY) == meant


@pytest.mark.parametrize(
    "text", ["31/6", "31/6/2023", "32/1", "0/5", "10/13", "12/31", "29/2/2023", "ngày 32"]
)
def test_a_day_that_no_calendar_has_is_named_back(text: str) -> None:
    with pytest.raises(NoSuchDay) as caught:
        read_date(text, WEDNESDAY)

    assert caught.value.text == text


def test_the_leap_day_is_no_such_day_when_none_is_near() -> None:
    with pytest.raises(NoSuchDay):
        read_date("29/2", date(2025, 3, 1))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1.2.3",
        "10",
        "abc",
        "10/6/0001",
        "10/6/202",
        "10/6-2023",
        "tháng 6",
        "10/6 16h30",
        "báo cáo",
        "0",
        "10//6",
        "١٠/٦",
        "-1",
        "1" * 500,
        "<10/6>",
    ],
)
def test_what_is_no_date_is_named_back(text: str) -> None:
    with pytest.raises(NotADate) as caught:
        read_date(text, WEDNESDAY)

    assert caught.value.text == text


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), todays, st.sampled_from("/.-"))
def test_a_full_date_is_read_back_whatever_the_day(day: date, today: date, sign: str) -> None:
    assert read_date(f"{day.day}{sign}{day.month}{sign}{day.year}", today) == day


@given(todays, todays)
def test_without_a_year_the_nearest_one_from_today_is_meant(day: date, today: date) -> None:
    try:
        found = read_date(f"{day.day}/{day.month}", today)
    except NoSuchDay:
        assert (day.day, day.month) == (29, 2)
        return

    assert (found.day, found.month) == (day.day, day.month)
    assert today <= found <= today + timedelta(days=2 * 366)
    assert found == today or found - timedelta(days=366) < today


@given(st.integers(1, 31), todays)
def test_a_day_alone_is_the_next_such_day(day: int, today: date) -> None:
    found = read_date(f"ngày {day}", today)

    assert found.day == day
    assert today <= found < today + timedelta(days=62)


@given(st.integers(2, 7), todays)
def test_a_weekday_of_a_week_lies_in_that_week(number: int, today: date) -> None:
    this_week = read_date(f"thứ {number} tuần này", today)

    assert this_week.isoweekday() == number - 1
    assert this_week.isocalendar()[:2] == today.isocalendar()[:2]
    assert read_date(f"thứ {number} tuần sau", today) - this_week == timedelta(days=7)


@given(st.text() | st.text(alphabet="0123456789/.- thangnmcuoiđầuữ"), todays)
def test_any_text_is_a_date_or_named_back(text: str, today: date) -> None:
    try:
        found: object = read_date(text, today)
    except (NotADate, NoSuchDay) as error:
        found = error.text

    assert isinstance(found, date) or found == text
