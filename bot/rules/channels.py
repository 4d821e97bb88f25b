"""Which way something came to the alliance, and when, where an officer enters it."""

from datetime import date, datetime, time, tzinfo
from enum import StrEnum

NOON = time(12)


class Channel(StrEnum):
    """`bot`: the unit sent it here itself; else an officer entered what came another way."""

    BOT = "bot"
    PAPER = "paper"
    ZALO = "zalo"
    EMAIL = "email"


def came_at(day: date, hour: time | None, zone: tzinfo, now: datetime) -> datetime:
    """The moment that counts for what came on this local day, at this local hour if it is known.

    Without an hour it is noon: late for no deadline that ends with a day, and the day alone is
    shown. Never later than `now`.
    """
    return min(datetime.combine(day, hour or NOON, zone), now)
