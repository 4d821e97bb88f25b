"""What a sentence stated, read back above the form it was put into."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.answers import amount, figure_line
from bot.messages.deadlines import MARKS, ListDuties
from bot.messages.home import GoTo
from bot.messages.paging import short
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.actuals import FigureQuestion
from bot.rules.catalogue import IndicatorEntry, TitleEntry
from bot.rules.obligations import Duty
from bot.texts import Texts

Lines = list[str | Markup]

MOST_LINES = 12
LONGEST_QUOTED = 120


@callback("tk")
@dataclass(frozen=True, slots=True)
class TakeStated:
    """The sentence that this message answers is for this obligation."""

    obligation_id: int
    unit_id: int


def choose_duty(t: Texts, unit: str, duties: Sequence[Duty], text: str) -> Screen:
    """Which report, or registration, a sentence is for. It need not be typed again."""
    rows: list[Row] = [
        (
            Button(
                f"{MARKS[duty.standing]} {duty.obligation.title}",
                TakeStated(duty.obligation.id, duty.unit_id),
            ),
        )
        for duty in duties
    ]
    words = t(
        "<b>{unit}</b>\n“{text}”\nWhat is this for?", unit=unit, text=short(text, LONGEST_QUOTED)
    )
    return Screen(words, (*rows, (Button(t.plain("All deadlines"), ListDuties()),)))


def only_units(t: Texts) -> Screen:
    """An officer states what the manager of a unit would: it has no place here."""
    return screen(
        t(
            "Figures and registrations are sent by the representative of a unit. What a unit sent "
            "in another way can be entered for it by an officer."
        ),
        Button(t.plain("What has arrived"), GoTo("danop")),
    )


def figures_put_down(
    t: Texts, figures: Sequence[tuple[FigureQuestion, Decimal, Decimal | None]]
) -> Lines:
    """The figures put down, each with the one it took the place of."""
    lines: Lines = []
    for question, value, before in figures[:MOST_LINES]:
        if before is None:
            lines.append(figure_line(t, question.answered(value)))
        else:
            lines.append(_changed(t, question.indicator, question.measure, value, before))
    return [t("✓ Put down:"), *lines] if lines else []


def registered_so(
    t: Texts,
    titles: Sequence[tuple[TitleEntry, str]],
    targets: Sequence[tuple[IndicatorEntry, Decimal, Decimal | None]],
) -> Lines:
    """The titles and targets put down, each target with the number it took the place of."""
    lines: Lines = [
        t("• {title}: {person}", title=title.name, person=person)
        if person
        else t("• {title}", title=title.name)
        for title, person in titles[:MOST_LINES]
    ]
    for indicator, value, before in targets[:MOST_LINES]:
        if before is not None:
            lines.append(_changed(t, indicator.name, indicator.measure, value, before))
        else:
            number = amount(t, value, indicator.measure)
            lines.append(
                t("• {indicator}: <b>{amount}</b>", indicator=indicator.name, amount=number)
            )
    return [t("✓ Put down:"), *lines] if lines else []


def not_put_down(t: Texts, clauses: Sequence[str]) -> Lines:
    """What names an indicator and could not be read for sure."""
    if not clauses:
        return []
    quoted = [t("• {line}", line=short(each, LONGEST_QUOTED)) for each in clauses[:MOST_LINES]]
    return [t("Not put down; please type each on its own:"), *quoted]


def kept_as_words(t: Texts, words: str) -> Lines:
    """What is no figure stands in the report as text."""
    if not words:
        return []
    return [t("Kept as text of the report: <i>{words}</i>", words=short(words, LONGEST_QUOTED))]


def no_such_title(t: Texts, organisation: str, title: str) -> Lines:
    """A title that the catalogue lacks, in the sentence's own words."""
    if not title:
        return []
    return [
        t(
            "The list of {organisation} has no title “{title}”. Please choose from the list, or "
            "ask an officer.",
            organisation=organisation,
            title=short(title, LONGEST_QUOTED),
        )
    ]


def full_names(t: Texts, people: Sequence[str]) -> Lines:
    """Whoever was named by the first name alone must be known on paper."""
    first_names = [each for each in people if len(each.partition(" – ")[0].split()) == 1]
    if not first_names:
        return []
    return [
        t(
            "Full name and position are needed on paper: {people}. To change one, open “Individual "
            "titles”.",
            people=", ".join(first_names[:MOST_LINES]),
        )
    ]


def together(*notes: Lines) -> Lines:
    """Notes one below the other, an empty line between."""
    lines: Lines = []
    for note in notes:
        lines += [*([""] if lines and note else []), *note]
    return lines


def above(t: Texts, note: Lines, screen: Screen) -> Screen:
    """A screen with a note above it."""
    if not note:
        return screen
    return Screen(t.join([*note, "", Markup(screen.html)]), screen.rows)  # noqa: S704


def _changed(t: Texts, name: str, measure: str, value: Decimal, before: Decimal) -> Markup:
    return t(
        "• {indicator}: {before} → <b>{amount}</b>",
        indicator=name,
        before=t.number(before),
        amount=amount(t, value, measure),
    )
