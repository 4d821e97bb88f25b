"""What an officer types of something that recurs."""

from datetime import date

import pytest

from bot.plan_reader.periods import Period, periods_of
from bot.plan_reader.typed import recurrence_in


@pytest.mark.parametrize(
    ("typed", "recurrence", "inclusive"),
    [
        ("trước ngày 20 hằng tháng", "monthly:20", False),
        ("truoc ngay 20 hang thang", "monthly:20", False),
        ("Trước 20 hàng tháng.", "monthly:20", False),
        ("ngày 5 hằng tháng", "monthly:05", True),
        ("5 hang thang", "monthly:05", True),
        ("chậm nhất ngày 25 mỗi tháng", "monthly:25", True),
        ("trước ngày 25 tháng cuối quý", "quarterly:25", False),
        ("trước ngày 25 của tháng cuối mỗi quý", "quarterly:25", False),
        ("hằng quý", "quarterly:31", True),
        ("hang quys", "quarterly:31", True),
        ("cuối mỗi tháng", "monthly:31", True),
        ("trước ngày 15/12 hằng năm", "yearly:12-15", False),
    ],
)
def test_what_recurs_is_read_with_marks_and_without(typed: str, recurrence: str, inclusive: bool):
    due = recurrence_in(typed)

    assert due is not None
    assert (due.recurrence, due.inclusive) == (recurrence, inclusive)


@pytest.mark.parametrize(
    "typed", ["", "trước ngày 10/7", "20/6", "hằng ngày", "báo cáo hằng quý", "ngày 45 hằng tháng"]
)
def test_anything_else_is_left_to_be_read_as_a_date(typed: str):
    assert recurrence_in(typed) is None


def test_a_quarter_has_its_day_in_its_last_month_and_short_months_their_last_day():
    quarters = [(each.name, each.day) for each in periods_of("quarterly:31", 2023)]

    assert quarters[0] == ("quý I/2023", date(2023, 3, 31))
    assert quarters[1] == ("quý II/2023", date(2023, 6, 30))
    assert periods_of("quarterly+1:05", 2023)[3] == Period("quý IV/2023", date(2024, 1, 5))
    assert periods_of("monthly:30", 2023)[1].day == date(2023, 2, 28)
    assert periods_of("weekly:FRI", 2023) == ()
