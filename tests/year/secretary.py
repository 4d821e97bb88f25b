"""What a thoughtful secretary would have said to whom, worked out anew from the rules in words.

Nothing of the program's own rules is used here but its calendar of closed days: what both get wrong
alike would not be found.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.rules.deadlines import ClosedDays

ONE_DAY = timedelta(days=1)
BEFORE = (30, 14, 7, 3, 1)
AFTER = (1, 3, 7, 14, 21, 28, 35)
A_WEEK = timedelta(days=7)

Said = dict[tuple[int, date], frozenset[str]]
"""Person and day -> the titles that were spoken of."""


@dataclass
class Duty:
    """One thing asked of a unit. `in_force_from` is the first day on which it is reminded of."""

    title: str
    last_day: date
    in_force_from: date
    done_on: date | None = None
    promised_on: date | None = None

    def is_open(self) -> bool:
        return self.done_on is None


@dataclass
class Speaker:
    """Somebody who speaks for a unit, from the day after joining on."""

    person: int
    joined_on: date
    is_deputy: bool = False
    left: bool = False
    blocked: bool = False
    waits_until: date | None = None
    told: dict[str, date] = field(default_factory=dict)
    """The newest rung each duty was spoken of at."""

    @property
    def is_reachable(self) -> bool:
        return not self.left and not self.blocked


@dataclass
class Unit:
    """A unit with its people and what it has to do."""

    name: str
    duties: list[Duty]
    speakers: list[Speaker]


def rung_days(duty: Duty, closed: ClosedDays) -> list[date]:
    """The days on which it is spoken of: earlier on a closed day before the end, later after it."""
    last = duty.last_day
    days = {last}
    for number in BEFORE:
        day = last - timedelta(days=number)
        while day in closed:
            day -= ONE_DAY
        days.add(day)
    for number in AFTER:
        days.add(_working(last + timedelta(days=number), closed))
    if duty.promised_on is not None:
        promised = duty.promised_on
        kept = {day for day in days if day >= promised or day == last}
        days = kept | {promised if promised == last else _working(promised, closed)}
    return sorted(days)


def speak(units: Iterable[Unit], today: date, closed: ClosedDays) -> Said:
    """Whom the secretary speaks to this morning, and of what."""
    said: dict[tuple[int, date], set[str]] = {}
    people: dict[int, list[tuple[Unit, Speaker]]] = {}
    for unit in units:
        for speaker in unit.speakers:
            people.setdefault(speaker.person, []).append((unit, speaker))
    for person, seats in people.items():
        if titles := _titles_for(seats, today, closed):
            said[person, today] = titles
    return {key: frozenset(titles) for key, titles in said.items()}


def nudge(units: Iterable[Unit], place: int, today: date, said: Said, closed: ClosedDays) -> Said:
    """Whom an officer's «remind these units» of one duty reaches: nobody spoken to today."""
    reached: Said = {}
    asked = list(units)
    for unit in asked:
        duty = unit.duties[place]
        if not duty.is_open() or _is_in_peace(duty, today):
            continue
        for speaker in unit.speakers:
            if speaker.is_reachable and (speaker.person, today) not in said:
                due = {
                    each.title for each in unit.duties if _rung(unit, speaker, each, today, closed)
                }
                reached[speaker.person, today] = frozenset(due | {duty.title})
    return reached


def _titles_for(seats: list[tuple[Unit, Speaker]], today: date, closed: ClosedDays) -> set[str]:
    """What one person hears: nothing, unless something comes up today; then all that is due."""
    comes_up, due = False, set()
    for unit, speaker in seats:
        if not speaker.is_reachable:
            continue
        waits = speaker.waits_until is not None and speaker.waits_until > today
        for duty in unit.duties:
            rung = _rung(unit, speaker, duty, today, closed)
            if rung is None:
                continue
            due.add(duty.title)
            is_new = speaker.told.get(duty.title, date.min) < rung
            may_be_said = today not in closed or rung == today
            is_last_morning = rung == today == duty.last_day
            is_asked = not waits or is_last_morning
            if is_new and may_be_said and is_asked and speaker.joined_on < rung:
                speaker.told[duty.title] = rung
                comes_up = True
        if speaker.waits_until is not None and not waits:
            comes_up, speaker.waits_until = True, None
    return due if comes_up else set()


def _rung(unit: Unit, speaker: Speaker, duty: Duty, today: date, closed: ClosedDays) -> date | None:
    """The newest day on which this duty came up for this person, None while it does not matter."""
    if not duty.is_open() or (speaker.is_deputy and not _reaches_deputy(unit, duty, today)):
        return None
    if _is_in_peace(duty, today):
        return None
    if duty.promised_on is not None and today < duty.promised_on:
        return today
    days = rung_days(duty, closed)
    reached = [day for day in days if day <= today]
    if not reached or reached[-1] < duty.in_force_from:
        return None
    is_over = len(reached) == len(days) and today - reached[-1] >= A_WEEK
    return None if is_over else reached[-1]


def _reaches_deputy(unit: Unit, duty: Duty, today: date) -> bool:
    """From the last day on, and earlier where no representative can be reached."""
    representatives = [each for each in unit.speakers if not each.is_deputy]
    return today >= duty.last_day or not any(each.is_reachable for each in representatives)


def _is_in_peace(duty: Duty, today: date) -> bool:
    """A later day was promised; but the last day's own morning is not given away by that."""
    promised = duty.promised_on
    return promised is not None and today < promised and today != duty.last_day


def _working(day: date, closed: ClosedDays) -> date:
    while day in closed:
        day += ONE_DAY
    return day
