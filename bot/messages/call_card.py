"""One unit to be called, what to press once it was, and the two small forms after a call."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.call_lines import OUTCOMES, call_words, people_lines, why_words
from bot.messages.calls import OpenCall, OpenCalls
from bot.messages.contacts import AskContact
from bot.messages.forms import cancel_button
from bot.messages.screens import Button, Row, Screen
from bot.messages.terms import days_left
from bot.messages.units import OpenUnit
from bot.rules.calls import CallCard, CallOutcome
from bot.rules.dialogues import Draft
from bot.rules.obligations import Duty
from bot.texts import Texts

MOST_CALLS = 5


@callback("ocr")
@dataclass(frozen=True, slots=True)
class RecordCall:
    """Write down what came of a call; `seen` is the newest call known, 0 for none."""

    unit_id: int
    obligation_id: int
    outcome: str
    seen: int


@callback("ocp")
@dataclass(frozen=True, slots=True)
class AskCallDay:
    """Begin to write down the day a unit promised on the telephone."""

    unit_id: int
    obligation_id: int


@callback("ocd")
@dataclass(frozen=True, slots=True)
class PickCallDay:
    """It promised one of the days offered."""

    draft_id: int
    version: int
    day: str


@callback("ocw")
@dataclass(frozen=True, slots=True)
class AskCallWords:
    """Begin to put words beside a call."""

    call_id: int


def card_screen(t: Texts, card: CallCard, today: date) -> Screen:
    """The unit, its people, earlier calls, and one press for each way a call may end."""
    lines: list[str | Markup] = [*_head(t, card.unit, card.duty)]
    if card.duty.term is not None and card.duty.is_awaited:
        lines.append(days_left(t, card.duty.term, today))
    if card.entry is not None and card.entry.waits:
        lines.append(t("No need to call yet: {why}.", why=why_words(t, card.entry)))
    elif card.entry is not None:
        lines.append(t("On the list because: {why}", why=why_words(t, card.entry)))
    lines += ["", *people_lines(t, card.people)]
    if card.calls:
        lines += ["", t("<b>Calls</b>")]
        lines += [t("• {call}", call=call_words(t, call)) for call in card.calls[-MOST_CALLS:]]
    if card.duty.is_done:
        lines += ["", t("It has been handed in: there is no need to call.")]
    return Screen(t.join(lines), (*_outcome_rows(t, card), *_way_rows(t, card)))


def ask_call_day(t: Texts, draft: Draft, unit: str, duty: Duty, days: Sequence[date]) -> Screen:
    """Which day was promised on the telephone."""
    lines: list[str | Markup] = [
        *_head(t, unit, duty),
        "",
        t("<b>For which day did the unit promise it?</b>"),
        t("Until then it is left in peace. Choose a day, or type one, for example <i>8/6</i>."),
    ]
    rows: list[Row] = [
        (Button(t.long_day(day), PickCallDay(draft.id, draft.version, day.isoformat())),)
        for day in days
    ]
    return Screen(t.join(lines), (*rows, (cancel_button(t, draft),)))


def ask_call_words(t: Texts, draft: Draft, unit: str, words: str) -> Screen:
    """What was said."""
    lines: list[str | Markup] = [t("<b>Note on the call</b>\n{unit}", unit=unit), ""]
    if words:
        lines += [t("Now: {words}", words=words), ""]
    lines.append(t("Please type in a line what was said."))
    return Screen(t.join(lines), ((cancel_button(t, draft),),))


def recorded_words(t: Texts, outcome: CallOutcome) -> str:
    """What was written down, in a notification."""
    return t.plain("Written down: {outcome}.", outcome=t.plain(OUTCOMES[outcome]))


def _head(t: Texts, unit: str, duty: Duty) -> list[Markup]:
    lines = [t("<b>{unit}</b>\n{title}", unit=unit, title=duty.obligation.title)]
    if duty.term is not None:
        lines.append(t("The last day is <b>{last}</b>.", last=t.long_day(duty.term.last_day)))
    return lines


def _outcome_rows(t: Texts, card: CallCard) -> list[Row]:
    if not card.duty.is_awaited:
        return []
    unit_id, obligation_id = card.unit_id, card.duty.obligation.id
    seen = card.calls[-1].id if card.calls else 0

    def record(label: str, outcome: CallOutcome) -> Button:
        return Button(label, RecordCall(unit_id, obligation_id, outcome, seen))

    rows: list[Row] = [
        (Button(t.plain("Called, promised a day…"), AskCallDay(unit_id, obligation_id)),),
        (
            record(t.plain("Nobody reached"), CallOutcome.NOT_REACHED),
            record(t.plain("Called"), CallOutcome.TALKED),
        ),
    ]
    if not card.people.has_number:
        rows.append((Button(t.plain("Whom to call"), AskContact(unit_id)),))
    if card.calls:
        label = t.plain("Note on the last call")
        rows.append((Button(label, AskCallWords(card.calls[-1].id)),))
    return rows


def _way_rows(t: Texts, card: CallCard) -> list[Row]:
    obligation_id = card.duty.obligation.id
    rows: list[Row] = []
    if card.following is not None:
        rows.append((Button(t.plain("Next unit"), OpenCall(card.following, obligation_id)),))
    rows.append(
        (
            Button(t.plain("Open the unit"), OpenUnit(card.unit_id)),
            Button(t.plain("Back to the list"), OpenCalls(obligation_id)),
        )
    )
    return rows
