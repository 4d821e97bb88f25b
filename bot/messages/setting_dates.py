"""The form that sets a date by hand: which wording, which day, then the date read back."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.asked import OpenAsked, date_lines
from bot.messages.forms import cancel_button
from bot.messages.screens import Button, Screen, screen
from bot.messages.terms import days_left
from bot.rules.deadlines import Term
from bot.rules.dialogues import Draft
from bot.rules.obligations import Obligation
from bot.texts import Texts


@callback("ow")
@dataclass(frozen=True, slots=True)
class ChooseWording:
    """«chậm nhất ngày …» (inclusive) or «trước ngày …»."""

    draft_id: int
    version: int
    inclusive: bool


@callback("oc")
@dataclass(frozen=True, slots=True)
class ConfirmDate:
    """Set the date that was read back."""

    draft_id: int
    version: int


def choose_wording(
    t: Texts, draft: Draft, obligation: Obligation, term: Term | None, today: date
) -> Screen:
    """How it stands now, and the two wordings a deadline can have."""
    lines: list[str | Markup] = [
        t("<b>Set the date by hand</b>\n{title}", title=obligation.title),
        "",
        *date_lines(t, obligation, term, today),
        "",
        t(
            "How should the new deadline read?\n"
            "“at the latest on” – that day still counts.\n"
            "“before” – the last day is the day before it."
        ),
    ]
    return screen(
        t.join(lines),
        *_wordings(t, draft),
        cancel_button(t, draft),
    )


def ask_date(t: Texts, draft: Draft, obligation: Obligation, *, inclusive: bool) -> Screen:
    """Which day; the wording is chosen."""
    wording = t.plain("at the latest on …") if inclusive else t.plain("before …")
    return screen(
        t.join(
            [
                t("<b>Set the date by hand</b>\n{title}", title=obligation.title),
                "",
                t("Wording: <b>{wording}</b>", wording=wording),
                t("Please type the date, for example <code>10/6/2023</code> or <i>10 June</i>."),
            ]
        ),
        _other_wording(t, draft, inclusive=inclusive),
        cancel_button(t, draft),
    )


def wording_of_date(t: Texts, draft: Draft, obligation: Obligation, day: date) -> Screen:
    """A date was typed before the wording was chosen."""
    return screen(
        t.join(
            [
                t("<b>Set the date by hand</b>\n{title}", title=obligation.title),
                "",
                t("Date: <b>{day}</b>", day=t.long_day(day)),
                t("Does that day itself still count?"),
            ]
        ),
        *_wordings(t, draft),
        cancel_button(t, draft),
    )


def confirm_date(
    t: Texts, draft: Draft, obligation: Obligation, term: Term, people: int, today: date
) -> Screen:
    """The date read back in full, with its last valid day and who will hear of it."""
    deadline = term.deadline
    lines: list[str | Markup] = [
        t("<b>Please check the date</b>\n{title}", title=obligation.title),
        "",
        phrase_line(t, term),
        *last_day_lines(t, term),
        days_left(t, term, today),
        "",
    ]
    if obligation.written:
        lines.append(
            t("The plan’s own words stay beside it: “{written}”.", written=obligation.written)
        )
    if obligation.closed_at is not None:
        lines.append(t("Collecting had ended; with the new date it is open again."))
    lines.append(
        t.n(
            "{count} person will be told.",
            "{count} people will be told.",
            people,
        )
    )
    lines.append(t("To change the day, type another date."))
    return screen(
        t.join(lines),
        Button(t.plain("Set this date"), ConfirmDate(draft.id, draft.version)),
        _other_wording(t, draft, inclusive=deadline.inclusive),
        cancel_button(t, draft),
    )


def date_was_set(t: Texts, obligation: Obligation, term: Term, people: int) -> Screen:
    """The date is in force and units are being told."""
    return screen(
        t.join(
            [
                t("<b>The date is set</b>\n{title}", title=obligation.title),
                "",
                phrase_line(t, term),
                *last_day_lines(t, term),
                "",
                t.n("{count} person is being told.", "{count} people are being told.", people),
            ]
        ),
        Button(t.plain("Open this deadline"), OpenAsked(obligation.id)),
    )


def phrase_line(t: Texts, term: Term) -> Markup:
    """The deadline in its wording, with the weekday."""
    day = t.long_day(term.deadline.day)
    if term.deadline.inclusive:
        return t("Deadline: <b>at the latest on {day}</b>", day=day)
    return t("Deadline: <b>before {day}</b>", day=day)


def last_day_lines(t: Texts, term: Term) -> list[str | Markup]:
    """The last valid day, and what the calendar says of it."""
    lines: list[str | Markup] = [
        t("The last valid day is <b>{last}</b>, until 24:00.", last=t.long_day(term.last_day))
    ]
    if term.shifted:
        lines.append(
            t(
                "{first} is not a working day, so the last day moves by Article 148.5.",
                first=t.long_day(term.unshifted),
            )
        )
    elif term.closed:
        lines.append(t("Note: that day is a weekend or holiday. The date is not moved."))
    return lines


def _wordings(t: Texts, draft: Draft) -> tuple[Button, Button]:
    return (
        Button(
            t.plain("“at the latest on …” – counts"),
            ChooseWording(draft.id, draft.version, inclusive=True),
        ),
        Button(
            t.plain("“before …” – does not count"),
            ChooseWording(draft.id, draft.version, inclusive=False),
        ),
    )


def _other_wording(t: Texts, draft: Draft, *, inclusive: bool) -> Button:
    label = t.plain("Change to “before …”") if inclusive else t.plain("Change to “at the latest …”")
    return Button(label, ChooseWording(draft.id, draft.version, inclusive=not inclusive))
