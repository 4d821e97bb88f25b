"""Presses of buttons that wait for the bot's answer."""

import time
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.simulator.refusals import bad_request

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


class Toast(NamedTuple):
    """What a person reads after a press: a line at the top, or a box to close (`alert`)."""

    query_id: str
    text: str
    alert: bool


@dataclass(slots=True)
class CallbackQueries:
    """Each press may be answered once, and only for a while of real time."""

    answer_within: float = 15.0
    _asked: dict[str, tuple[int, float]] = field(default_factory=dict)
    _next_id: int = 4_180_000_001

    def ask(self, person_id: int) -> str:
        """A new press by a person; returns the identifier that the bot must answer."""
        query_id = str(self._next_id)
        self._next_id += 1
        self._asked[query_id] = person_id, time.monotonic()
        return query_id

    def answer(self, query_id: str) -> int:
        """Take the answer and return who pressed; raises Telegram's refusal of a late one."""
        person_id, asked_at = self._asked.pop(query_id, (0, 0.0))
        if not person_id or time.monotonic() - asked_at > self.answer_within:
            raise bad_request(TOO_OLD)
        return person_id

    def expire(self) -> None:
        """Make every waiting press too old to answer."""
        self._asked.clear()
