"""Reminders: everything due in one message, with the button to do it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from bot.messages.deadlines import do_now
from bot.messages.more_time import more_time_rows
from bot.messages.paging import lines_within, short
from bot.messages.promise_buttons import promise_lines, promise_rows
from bot.messages.putting_off import put_off_rows
from bot.messages.screens import Button, Row, Screen
from bot.messages.terms import days_left, last_day_note
from bot.rules.obligations import Duty, Standing, can_register
from bot.texts import Texts

MOST_BUTTONS = 3
"""For one unit; the rest is a press further, in the list of deadlines."""

LONGEST_TITLE = 40


@dataclass(frozen=True, slots=True)
class DueOf:
    """One unit with what it still has to do."""

    unit: str
    organisation: str
    duties: tuple[Duty, ...]

    def without(self, obligations: Collection[int]) -> "DueOf":
        """The same but for these."""
        left = tuple(duty for duty in self.duties if duty.obligation.id not in obligations)
        return replace(self, duties=left)


def reminder(t: Texts, due: list[DueOf], today: date) -> Screen:
    """The day's one reminder, true at the moment it is sent."""
    head = t("<b>Reminder</b>")
    return _due_screen(t, head, due, today)


def nudge(t: Texts, officer: str, due: list[DueOf], today: date, *, ahead: bool) -> Screen:
    """The same, asked for by an officer; `ahead` of the ladder it cannot be put off."""
    head = t("<b>Reminder from {officer}</b>", officer=officer)
    return _due_screen(t, head, due, today, ahead=ahead)


def _due_screen(
    t: Texts, head: Markup, due: list[DueOf], today: date, *, ahead: bool = False
) -> Screen:
    text: list[str | Markup] = [head]
    rows: list[Row] = []
    duties = [duty for unit in due for duty in unit.duties]
    for unit in due:
        text += [
            "",
            t("<b>{unit}</b> – {organisation}", unit=unit.unit, organisation=unit.organisation),
        ]
        for duty in unit.duties:
            text += ["", *_lines(t, duty, today)]
    text = lines_within(t, text)
    for unit in due:
        for duty in unit.duties[:MOST_BUTTONS]:
            rows += _action(t, duty, unit.unit if len(due) > 1 else "", alone=len(duties) == 1)
    if len(duties) == 1:
        rows += [*more_time_rows(t, duties[0], today), *promise_rows(t, duties[0])]
    if not ahead:
        last_days = [duty.term.last_day for duty in duties if duty.term is not None]
        rows += put_off_rows(t, last_days, today)
    return Screen(t.join(text), tuple(rows))


def _lines(t: Texts, duty: Duty, today: date) -> list[str | Markup]:
    text: list[str | Markup] = [t("{title}", title=duty.obligation.title), *_when(t, duty, today)]
    text += promise_lines(t, duty, today)
    if duty.standing is Standing.RETURNED:
        text.append(t("Returned to be mended: {reason}", reason=duty.reason))
    if duty.standing is Standing.UNSIGNED:
        text.append(t("It was handed in; <b>the signed copy is still missing</b>."))
    elif can_register(duty.obligation) and duty.obligation.unregistered_excluded:
        text.append(t("By the plan, a unit that does not register is not considered for awards."))
    return text


def _when(t: Texts, duty: Duty, today: date) -> list[str | Markup]:
    term = duty.term
    if term is None:
        return [t("Deadline: <b>not set yet</b>{source}.", source="")]
    text: list[str | Markup] = [t("Last day: <b>{last}</b>", last=t.long_day(term.last_day))]
    if term.deadline.hour is not None:
        text[0] += t(", until <b>{clock}</b>", clock=f"{term.deadline.hour:%H:%M}")
    if note := last_day_note(t, term):
        text[0] = Markup("{} ({})").format(text[0], note)
    text.append(days_left(t, term, today))
    if term.closed and term.days_left(today) > 0:
        text.append(t("The last day is not a working day: please hand in before it."))
    return text


def _action(t: Texts, duty: Duty, unit: str, *, alone: bool) -> list[Row]:
    if alone:
        return do_now(t, duty)
    title = short(duty.obligation.title, LONGEST_TITLE)
    about = f"{short(unit, LONGEST_TITLE)} – {title}" if unit else title
    return [(Button(f"{row[0].label}: {about}", row[0].does),) for row in do_now(t, duty)]
