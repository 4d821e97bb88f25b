"""A deadline as an officer types it: "trước ngày 10/7", "chậm nhất 10/6", or the date alone."""

from datetime import date, timedelta

from bot.rules.dates import read_date
from bot.rules.folding import fold, untelex

_LEADS = (
    ("truoc", False),
    ("before", False),
    ("cham nhat la", True),
    ("cham nhat vao", True),
    ("cham nhat", True),
    ("den het ngay", True),
    ("den", True),
    ("at the latest on", True),
)


def read_deadline(text: str, today: date) -> tuple[date, bool | None]:
    """The day, and whether it counts itself; None when the words do not say so.

    Raises as `read_date`.
    """
    typed = fold(untelex(text))
    for lead, inclusive in _LEADS:
        if typed.startswith(f"{lead} "):
            return read_date(typed.removeprefix(lead), today), inclusive
    return read_date(text, today), None


def read_last_day(text: str, today: date) -> date:
    """The last day the words give: "đến 16/6" and "16/6" the 16th, "trước 16/6" the day before.

    Raises as `read_date`.
    """
    day, inclusive = read_deadline(text, today)
    return day - timedelta(days=1) if inclusive is False else day
