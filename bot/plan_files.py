"""A plan that an officer sends: a plan file of ours, or the document itself."""

from pathlib import Path

from bot.campaigns import SUFFIXES, read_plan_bytes
from bot.clock import Clock
from bot.plan_reader.documents import Reason, Unreadable, text_of
from bot.plan_reader.drafting import draft_of
from bot.plan_reader.reading import read_text
from bot.rules.plans import PlanDraft, PlanNotRead
from storage.organisations import peoples_days

_NO_PLAN = frozenset({Reason.SCAN, Reason.EMPTY, Reason.UNKNOWN_KIND})
"""What may be kept as the document all the same: its dates are then entered by hand."""


def read_sent(clock: Clock, name: str, content: bytes) -> PlanDraft:
    """The plan in a file that somebody sent. Blocking: to be called off the loop.

    Raises PlanNotRead where there is none in it, Unreadable where it would be in another form.
    """
    if Path(name).suffix.lower() in SUFFIXES:
        return read_plan_bytes(name, content)
    try:
        text = text_of(name, content)
    except Unreadable as error:
        if error.reason in _NO_PLAN:
            raise PlanNotRead(name) from error
        raise Unreadable(error.reason, name) from error
    plan = read_text(text)
    if not plan.obligations and not plan.header.kind:
        raise PlanNotRead(name)
    return draft_of(plan, today=peoples_days().today(clock.now()))
