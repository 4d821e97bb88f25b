"""When something that came another way counts as received."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.rules.channels import came_at

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
