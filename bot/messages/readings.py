"""Several things that a line may mean, each a button: one short question instead of a guess."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.asking import Intent, Question
from bot.callbacks import callback
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.plans import Kind
from bot.texts import N_, Texts

LABELS = {
    Intent.DEADLINE_QUERY: N_("When it is due"),
    Intent.DEADLINE_LIST: N_("All deadlines"),
    Intent.MY_STATUS: N_("Whether it was received"),
    Intent.HOW_TO_SUBMIT: N_("How it is handed in"),
    Intent.SUBMIT_REPORT: N_("Hand in a report"),
    Intent.REGISTER: N_("Register titles and targets"),
    Intent.PLAN_QUESTION: N_("What the plan says"),
    Intent.CONTACT: N_("Whom to ask"),
    Intent.DIFFICULTY_FEEDBACK: N_("Tell the officers of a difficulty"),
    Intent.GREETING_HELP: N_("What can be done here"),
    Intent.OTHER: N_("Something else"),
}


@callback("qm")
@dataclass(frozen=True, slots=True)
class TakeAs:
    """A line typed before is to be taken as this: an intent, a kind of duty or "", a slot or ""."""

    unit_id: int
    intent: str
    kind: str = ""
    slot: str = ""


def which_is_meant(t: Texts, unit_id: int, readings: Sequence[Question]) -> Screen:
    """Ask which of these is wanted; something else is always offered."""
    other = Question(Intent.OTHER, None, None, 0.0)
    rows = [reading_row(t, unit_id, each) for each in (*readings, other)]
    return screen(t("What do {you} wish to do?"), *rows)


def reading_row(t: Texts, unit_id: int, reading: Question) -> Row:
    """The button that takes a line as this."""
    kind = reading.kind.value if reading.kind else ""
    take = TakeAs(unit_id, reading.intent.value, kind, reading.slot or "")
    return (Button(t.plain(LABELS[reading.intent]), take),)


def reading_of(press: TakeAs) -> Question | None:
    """What the button stands for; None for one that was made up."""
    if press.intent not in set(Intent) or press.kind not in {"", *Kind} or not press.slot.isascii():
        return None
    kind = Kind(press.kind) if press.kind else None
    return Question(Intent(press.intent), kind, press.slot or None, 1.0)
