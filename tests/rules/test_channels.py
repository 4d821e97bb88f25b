"""When something that came another way counts as received."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.rules.channels import NotPastDay, came_at, read_coming
from bot.rules.dates import NoSuchDay, NotADate

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2023, 6, 12, 9, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("day", "hour", "moment"),
    [
        (date(2023, 6, 9), time(16, 30), datetime(2023, 6, 9, 16, 30, tzinfo=LOCAL)),
        (date(2023, 6, 9), None, datetime(2023, 6, 9, 12, tzinfo=LOCAL)),
        (date(2023, 6, 12), None, NOW),
        (date(2023, 6, 12), time(10), NOW),
    ],
)
def test_the_day_counts_at_its_hour_or_noon_and_never_in_the_future(
    day: date, hour: time | None, moment: datetime
):
    assert came_at(day, hour, LOCAL, NOW) == moment


MONDAY = date(2023, 6, 12)


@pytest.mark.parametrize(
    ("typed", "day", "hour"),
    [
        ("9/6", date(2023, 6, 9), None),
        ("9/6 16:30", date(2023, 6, 9), time(16, 30)),
        ("16h30 ngày 9/6", date(2023, 6, 9), time(16, 30)),
        ("ngày 9 tháng 6 lúc 16 giờ 5", date(2023, 6, 9), time(16, 5)),
        ("hôm qua 16h", date(2023, 6, 11), time(16)),
        ("thứ sáu", date(2023, 6, 9), None),
        ("mùng 3", date(2023, 6, 3), None),
        ("16h 9-6", date(2023, 6, 9), time(16)),
        ("20/12/2022", date(2022, 12, 20), None),
    ],
)
def test_the_day_it_came_is_the_nearest_that_has_begun(typed: str, day: date, hour: time | None):
    assert read_coming(typed, MONDAY) == (day, hour)


@pytest.mark.parametrize("typed", ["20/6", "20/12", "mai", "thứ 6 tuần sau", "1/1/2020"])
def test_a_day_ahead_or_long_past_is_no_day_it_came(typed: str):
    with pytest.raises(NotPastDay):
        read_coming(typed, MONDAY)


@pytest.mark.parametrize("typed", ["16:30", "?", "9/6 25:00", "31/6"])
def test_an_hour_alone_is_no_day(typed: str):
    with pytest.raises((NotADate, NoSuchDay)):
        read_coming(typed, MONDAY)
