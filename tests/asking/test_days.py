"""Days that a line names, and what is no day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking.days import days_said

MONDAY = date(2023, 6, 5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("thu 6 tuan sau nop con kip ko", date(2023, 6, 16)),
        ("mùng 10 là hạn gì", date(2023, 6, 10)),
        ("10/6 roi vao thu 7 thi sao", date(2023, 6, 10)),
        ("truoc ngay 10/7 la tinh ca ngay 10 ko", date(2023, 7, 10)),
        ("sáng mai nộp được không", date(2023, 6, 6)),
        ("cuối tháng em mới xong", date(2023, 6, 30)),
        ("ngày 10 tháng 6 có nhận không", date(2023, 6, 10)),
        ("10.6.2023 gửi được không", date(2023, 6, 10)),
        ("10 ngày nữa nộp được không", date(2023, 6, 15)),
    ],
)
def test_a_day_is_read_as_it_is_typed(text: str, day: date) -> None:
    assert [said.on for said in days_said(text, MONDAY)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "48/62 đơn vị, 15/13, tăng 10.5%",
        "doanh thu 1,2 tỷ, lợi nhuận 1.5 tỷ",
        "hợp tác xã thương mại",
        "chị Mai đâu rồi",
        "đợt thứ hai khi nào",
        "báo cáo cuối năm",
        "20/KHTĐ-HHDN",
        "ngày 31/6",
        "6 tháng",
    ],
)
def test_shares_amounts_names_and_days_that_cannot_be_are_no_days(text: str) -> None:
    assert days_said(text, MONDAY) == ()


def test_two_days_are_both_heard() -> None:
    said = days_said("mùng 9 hay mùng 10", MONDAY)

    assert [each.on.day for each in said] == [9, 10]
    assert all(each.may_be(each.on + timedelta(days=0)) for each in said)


def test_a_day_without_a_month_may_be_of_any_and_one_said_from_today_of_none_other() -> None:
    (of_any,) = days_said("mùng 10 nộp được không", MONDAY)
    (tomorrow,) = days_said("mai nộp được không", MONDAY)

    assert of_any.may_be(date(2023, 12, 10))
    assert not of_any.may_be(date(2023, 12, 11))
    assert tomorrow.may_be(date(2023, 6, 6))
    assert not tomorrow.may_be(date(2024, 6, 6))


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_every_day_written_with_its_year_is_heard(day: date) -> None:
    for written in (f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%d-%m-%Y}"):
        (said,) = days_said(f"ngày {written} nộp được không", MONDAY)

        assert said.on == day
        assert said.is_exact


@given(st.text(max_size=400))
def test_no_text_is_too_much(text: str) -> None:
    assert isinstance(days_said(text, MONDAY), tuple)
