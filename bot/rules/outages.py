"""Stretches in which the bot was not there to hear: whoever was kept waiting loses nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

SHORTEST = timedelta(minutes=5)
"""A shorter silence is the pause between two polls, a restart, a hiccup of the network."""


@dataclass(frozen=True, slots=True)
class Outage:
    """From when we were last known to hear until we heard again."""

    began_at: datetime
    ended_at: datetime


def is_outage(heard_at: datetime, now: datetime) -> bool:
    """Whether the silence since we heard last was an outage."""
    return now - heard_at >= SHORTEST
