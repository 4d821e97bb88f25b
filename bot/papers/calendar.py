"""A unit's deadlines as an iCalendar file (RFC 5545)."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.rules.obligations import Duty
from bot.texts import Texts

if TYPE_CHECKING:
    from icalendar import Alarm, Event

PRODUCT = "-//thidua//deadlines//VI"


def calendar_file(t: Texts, unit: str, duties: list[Duty], now: datetime) -> bytes:
    """All dated duties as whole-day events on their last valid day, with an alarm the day before.

    An event keeps its identity when the file is made again, so a phone updates it.
    """
    # Imported where used: few people ask for the file, and it takes 7 MB.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for duty in duties:
        if duty.term is not None:
            calendar.add_component(_event(t, unit, duty, now))
    content: bytes = calendar.to_ical()
    return content


def _event(t: Texts, unit: str, duty: Duty, now: datetime) -> "Event":
    from icalendar import Event

    assert duty.term is not None
    event = Event()
    event.add("uid", f"obligation-{duty.obligation.id}-{duty.unit_id}@thidua")
    event.add("dtstamp", now)
    event.add("dtstart", duty.term.last_day)
    event.add("dtend", duty.term.last_day + timedelta(days=1))
    event.add("summary", t.plain("Last day: {title}", title=duty.obligation.title))
    event.add("description", f"{unit}\n{duty.obligation.written}\n{duty.obligation.plan_number}")
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(duty.obligation.title))
    return event


def _alarm(title: str) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    # 08:00 of the day before: the event begins at midnight.
    alarm.add("trigger", timedelta(hours=-16))
    return alarm
