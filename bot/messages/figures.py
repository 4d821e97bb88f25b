"""Questions for the figures of a report: asked one after the other, each read back at once."""

from collections.abc import Sequence
from decimal import Decimal

from markupsafe import Markup

from bot.messages.answer_buttons import (
    AskFigure,
    DropFigure,
    ListFigures,
    SkipFigure,
    TakeFigure,
)
from bot.messages.answers import amount, figure_line
from bot.messages.paging import A_PAGE, page_line, page_of, page_row, short
from bot.messages.screens import Button, Row, Screen
from bot.rules.actuals import Actual, Doubt, FigureQuestion
from bot.rules.answers import FigureLine
from bot.rules.dialogues import Draft
from bot.rules.measures import read_measure
from bot.rules.pasted import PastedFigures
from bot.texts import Texts

Lines = list[str | Markup]

MOST_LINES = 10


def ask_figure(
    t: Texts, draft: Draft, question: FigureQuestion, given: Decimal | None, note: Lines
) -> Screen:
    """One question: the plan, what is known of before, and the number to be typed."""
    lines: Lines = [*note, *([""] if note else []), _asked(t, question), *_known(t, question)]
    rows: list[Row] = []
    if given is None:
        lines += ["", t("For example: {example}", example=_example(question))]
        rows.append((Button(t.plain("Skip"), SkipFigure(draft.id, question.key)),))
    else:
        lines += ["", t("Given now:"), figure_line(t, question.answered(given))]
        lines.append(t("To change it, type the new number."))
        drop = DropFigure(draft.id, draft.version, question.key)
        rows.append((Button(t.plain("Remove this figure"), drop),))
        rows.append((Button(t.plain("Next"), SkipFigure(draft.id, question.key)),))
    rows.append((Button(t.plain("Back to the list"), ListFigures(draft.id)),))
    return Screen(t.join(lines), tuple(rows))


def confirm_figure(t: Texts, draft: Draft, question: FigureQuestion, actual: Actual) -> Screen:
    """A number that may be a slip is read back, and counts after a yes."""
    values = [actual.value] if actual.other is None else [actual.value, actual.other]
    rows: list[Row] = [
        (
            Button(
                _yes(t, question, value, actual.doubt),
                TakeFigure(draft.id, question.key, format(value, "f")),
            ),
        )
        for value in values
    ]
    rows.append((Button(t.plain("No, type it again"), AskFigure(draft.id, question.key)),))
    return Screen(t.join([_doubt(t, question, actual)]), tuple(rows))


def figures_screen(
    t: Texts,
    head: Lines,
    draft: Draft,
    questions: Sequence[FigureQuestion],
    given: dict[str, Decimal],
    number: int,
    rows: Sequence[Row],
) -> Screen:
    """The list: every figure asked for, ticked where it was given; `rows` go on from here."""
    page = page_of(questions, number, A_PAGE)
    answered = [each.answered(given[each.key]) for each in page.items if each.key in given]
    lines: Lines = [*head, "", t("<b>Figures</b>"), *(figure_line(t, each) for each in answered)]
    if not questions:
        lines.append(t("Nobody has named an indicator yet. Please type the figures as text."))
    elif not any(each.is_registered for each in questions):
        lines.append(t("No target is registered. Choose what there is a figure for."))
    else:
        lines.append(t("Choose an indicator to type its figure."))
    if questions:
        lines.append(
            t(
                "Or send several at once, one a line: <i>{name}: {example}</i>",
                name=questions[0].indicator,
                example=_one(questions[0]),
            )
        )
    chosen: list[Row] = [
        (Button(_label(t, each, given.get(each.key)), AskFigure(draft.id, each.key)),)
        for each in page.items
    ]
    turn = page_row(t, page, lambda each: ListFigures(draft.id, each))
    lines += page_line(t, page)
    return Screen(t.join(lines), (*chosen, turn, *rows))


def figure_taken(t: Texts, line: FigureLine) -> Lines:
    """What was just put down, read back in full."""
    return [t("✓ Put down:"), figure_line(t, line)]


def pasted_taken(t: Texts, pasted: PastedFigures, questions: Sequence[FigureQuestion]) -> Lines:
    """What several lines gave: what was put down, what to type again, what was not understood."""
    taken = [
        figure_line(t, each.answered(pasted.taken[each.key]))
        for each in questions
        if each.key in pasted.taken
    ]
    lines: Lines = [t("✓ Put down:"), *taken] if taken else []
    if pasted.doubtful:
        lines += ["", t("Not put down; please type each on its own:"), *_quoted(t, pasted.doubtful)]
    if pasted.unread:
        lines += ["", t("Not understood:"), *_quoted(t, pasted.unread)]
    return lines


def how_to_paste(t: Texts) -> str:
    """Nothing in the message was a figure."""
    return t("No figure was found in that. Please choose an indicator below.")


def _quoted(t: Texts, lines: Sequence[str]) -> Lines:
    shown: Lines = [t("• {line}", line=short(line, 80)) for line in lines[:MOST_LINES]]
    if more := len(lines) - len(shown):
        shown.append(t.n("… and {count} more line", "… and {count} more lines", more))
    return shown


def _asked(t: Texts, question: FigureQuestion) -> Markup:
    if question.planned is None:
        return t(
            "<b>{indicator}</b> (in {measure})\nWhat has been achieved?",
            indicator=question.indicator,
            measure=question.measure,
        )
    return t(
        "<b>{indicator}</b> – plan: {amount}.\nWhat has been achieved?",
        indicator=question.indicator,
        amount=amount(t, question.planned, question.measure),
    )


def _known(t: Texts, question: FigureQuestion) -> Lines:
    known: Lines = []
    if question.last is not None:
        known.append(
            t("{title}: {number}", title=question.last_title, number=t.number(question.last))
        )
    if question.before is not None:
        known.append(t("Last year: {number}", number=t.number(question.before)))
    return known


def _doubt(t: Texts, question: FigureQuestion, actual: Actual) -> Markup:
    said = {
        "indicator": question.indicator,
        "amount": amount(t, abs(actual.value), question.measure),
    }
    if actual.doubt is Doubt.TWO_WAYS:
        return t("<b>{indicator}</b>: which number is meant?", indicator=question.indicator)
    if actual.doubt is Doubt.LOSS:
        return t("<b>{indicator}</b>: a loss of {amount}, is that right?", **said)
    if actual.doubt is Doubt.FAR:
        rate = question.answered(actual.value).rate or Decimal(0)
        return t(
            "<b>{indicator}</b>: {amount}, that is <b>{rate}%</b> of the plan. Is that right?",
            **said,
            rate=t.number(rate),
        )
    return t("<b>{indicator}</b>: {amount}, is that right?", **said)


def _yes(t: Texts, question: FigureQuestion, value: Decimal, doubt: Doubt | None) -> str:
    if doubt is Doubt.TWO_WAYS:
        return amount(t, value, question.measure)
    return t.plain("Yes: {amount}", amount=amount(t, value, question.measure))


def _label(t: Texts, question: FigureQuestion, given: Decimal | None) -> str:
    if given is None:
        return f"○ {question.indicator}"
    # The figure must be seen on a phone: the name gives way.
    return f"✓ {short(question.indicator, 24)}: {t.number(given)}"


def _example(question: FigureQuestion) -> Markup:
    return Markup("<i>{}</i>").format(_one(question))


def _one(question: FigureQuestion) -> str:
    measure = read_measure(question.measure)
    if measure is not None and measure.is_money:
        return "850 triệu" if "/" not in question.measure else "6,5 triệu"
    return "98,5%" if question.measure.startswith("%") else "125"
