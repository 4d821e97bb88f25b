"""Whom a unit's silence goes up to, and when: the head of its bloc first, then the officers."""

from datetime import date, datetime, timedelta

from bot.rules.deadlines import ONE_DAY, Calendar, ClosedDays, Term, TermBasis
from bot.rules.reminders import Course, may_send

HEAD_AFTER = timedelta(days=3)
CALL_AFTER = timedelta(days=7)
"""Days after the last valid one."""

HEAD_WITHIN = timedelta(days=7)
"""After an outage as long as this the head of the bloc hears nothing any more: officers call."""

CALLED_FOR = timedelta(days=60)
"""So long after the last valid day a call may still bring something."""


def may_escalate(now: datetime, calendar: Calendar) -> bool:
    """Whether it is a working hour of a working day."""
    local = now.astimezone(calendar.zone)
    return local.date() not in calendar.closed and may_send(local, None)


def head_list_on(course: Course, closed: ClosedDays) -> date:
    """The day on which the head of a bloc is told who has not handed in.

    The first working day from three days after the last valid one on that is no rung of the
    ladder: on a rung's day the units were reminded already, and the head's press would reach none.
    """
    rungs = {rung.on for rung in course.rungs}
    day = closed.next_open(course.term.last_day + HEAD_AFTER)
    while day in rungs:
        day = closed.next_open(day + ONE_DAY)
    return day


def is_for_head(course: Course, today: date, closed: ClosedDays) -> bool:
    """Whether the head of the bloc is to be told by now of units with this course.

    Not of those whose promised day has not passed; mending lies between the unit and the officer.
    """
    if course.term.basis is TermBasis.MENDING or has_promised(course.apart.promised_on, today):
        return False
    on = head_list_on(course, closed)
    return on <= today < on + HEAD_WITHIN


def is_silent(term: Term | None, promised_on: date | None, today: date) -> bool:
    """Whether the head of the bloc reads the unit's name: late by three days, no day promised."""
    if term is None or has_promised(promised_on, today):
        return False
    return today >= term.last_day + HEAD_AFTER


def has_promised(promised_on: date | None, today: date) -> bool:
    """Whether a day was promised that has not passed."""
    return promised_on is not None and today <= promised_on
