"""The day on which a unit stopped, as officers type it."""

from datetime import date

import pytest

from bot.rules.dates import NotADate
from bot.rules.units import DayAhead, read_stop

TODAY = date(2026, 7, 15)


@pytest.mark.parametrize(
    ("typed", "day", "reason"),
    [
        ("30/6", date(2026, 6, 30), ""),
        ("30/6/2026: Giải thể", date(2026, 6, 30), "Giải thể"),
        ("30/6 Giải thể theo QĐ 12", date(2026, 6, 30), "Giải thể theo QĐ 12"),
        ("ngày 1 tháng 7 sáp nhập xã", date(2026, 7, 1), "sáp nhập xã"),
        ("hôm nay, hết hoạt động", TODAY, "hết hoạt động"),
        ("hom qua - giai the", date(2026, 7, 14), "giai the"),
    ],
)
def test_a_day_is_read_with_the_reason_behind_it(typed: str, day: date, reason: str):
    assert read_stop(typed, TODAY) == (day, reason)


def test_a_day_to_come_is_refused():
    with pytest.raises(DayAhead):
        read_stop("20/7/2026 giải thể", TODAY)


@pytest.mark.parametrize("typed", ["giải thể", "", "không còn hoạt động từ lâu"])
def test_without_a_day_nothing_is_guessed(typed: str):
    with pytest.raises(NotADate):
        read_stop(typed, TODAY)
