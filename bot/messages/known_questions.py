"""Questions answered for everybody: the answer as units read it, and the officers' list."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.messages import known_question_buttons as does
from bot.messages.contribution_buttons import SendThisOn
from bot.messages.contributions import body_lines
from bot.messages.paging import A_PAGE, page_line, page_of, page_row, short
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.contributions import ContributionKind
from bot.rules.known_questions import KnownQuestionView
from bot.texts import Texts

LONGEST_LISTED = 200


def ask_officers_row(t: Texts, unit_id: int) -> Row:
    """Send the question that this message answers to the officers, as it was typed."""
    does_it = SendThisOn(unit_id, ContributionKind.QUESTION)
    return (Button(t.plain("Send the question to the officers"), does_it),)


def known_answer(t: Texts, view: KnownQuestionView, rows: Sequence[Row]) -> Screen:
    """What officers answered to such a question, under that question; `rows` pass on another."""
    lines = _answer_lines(t, view)
    if rows:
        lines += ["", t("If {you} asked something else, please send the question on below.")]
    return screen(t.join(lines), *rows)


def known_answer_to_change(t: Texts, view: KnownQuestionView) -> Screen:
    """The same for an officer, who may change it."""
    button = Button(t.plain("Change it"), does.OpenKnown(view.id))
    return screen(t.join(_answer_lines(t, view)), button)


def which_was_asked(
    t: Texts, questions: Sequence[tuple[int, str]], unit_id: int, rows: Sequence[Row]
) -> Screen:
    """Which of several kept questions is meant; `rows` lead on where none is."""
    lines: list[str | Markup] = [
        t("This question is not understood for certain. The officers have answered similar ones:"),
        *[t("• {question}", question=short(words, LONGEST_LISTED)) for _, words in questions],
    ]
    choices = [(Button(short(words), does.ReadKnown(id_, unit_id)),) for id_, words in questions]
    return Screen(t.join(lines), (*choices, *rows))


def known_list(
    t: Texts, organisation: str, questions: Sequence[tuple[int, str]], number: int
) -> Screen:
    """The officers' list, the newest first, and the way to another one."""
    page = page_of(questions, number)
    first = page.number * A_PAGE
    lines: list[str | Markup] = [
        t("<b>Questions answered for all</b>\n{organisation}", organisation=organisation),
        t("Whoever asks such a question reads the answer at once."),
    ]
    rows: list[Row] = []
    for place, (id_, words) in enumerate(page.items, first + 1):
        question = short(words, LONGEST_LISTED)
        lines += ["", t("{place}. {question}", place=place, question=question)]
        rows.append((Button(f"{place}. {short(words)}", does.OpenKnown(id_)),))
    if not questions:
        lines += ["", t("There is nothing here yet.")]
    rows.append(page_row(t, page, does.ListKnown))
    rows.append((Button(t.plain("Add a question"), does.AddKnown()),))
    return Screen(t.join([*lines, *page_line(t, page)]), tuple(rows))


def known_screen(t: Texts, view: KnownQuestionView, *, saved: bool = False) -> Screen:
    """One of them as it is kept; `saved` just now."""
    lines: list[str | Markup] = []
    if saved:
        lines += [t("<b>Saved.</b> Every unit of {name} can read it.", name=view.organisation), ""]
    lines += [*pair_lines(t, view.question, view.answer), "", _answered(t, view)]
    return screen(
        t.join(lines),
        (
            Button(t.plain("Change the question"), does.ChangeKnown(view.id, "question")),
            Button(t.plain("Change the answer"), does.ChangeKnown(view.id, "answer")),
        ),
        Button(t.plain("Delete"), does.AskToDelete(view.id)),
        list_button(t),
    )


def ask_to_delete(t: Texts, view: KnownQuestionView) -> Screen:
    """Once more, before units get the answer no more."""
    return screen(
        t(
            "<b>Delete this question?</b>\n{question}\n\nUnits will get its answer no more.",
            question=view.question,
        ),
        Button(t.plain("Delete it"), does.DeleteKnown(view.id)),
        Button(t.plain("Keep it"), does.OpenKnown(view.id)),
    )


def pair_lines(t: Texts, question: str, answer: str) -> list[str | Markup]:
    """Question and answer, each under its name."""
    lines: list[str | Markup] = [t("<b>Question</b>"), *body_lines(question)]
    if answer:
        lines += ["", t("<b>Answer</b>"), *body_lines(answer)]
    return lines


def keep_button(t: Texts, contribution_id: int) -> Button:
    """Under an answer in a thread: everybody should have it."""
    return Button(t.plain("Keep as an answer for all"), does.KeepThread(contribution_id))


def list_button(t: Texts) -> Button:
    """To the officers' list."""
    return Button(t.plain("Questions answered for all"), does.ListKnown())


def _answer_lines(t: Texts, view: KnownQuestionView) -> list[str | Markup]:
    said = t(
        "<i>Answer of the officers of {organisation}, {day}.</i>",
        organisation=view.organisation,
        day=_day(t, view),
    )
    question = t("<b>{question}</b>", question=view.question)
    return [question, "", *body_lines(view.answer), "", said]


def _answered(t: Texts, view: KnownQuestionView) -> Markup:
    day = _day(t, view)
    if not view.member:
        return t("<i>Answered on {day}</i>", day=day)
    return t("<i>Answered by {name} on {day}</i>", name=view.member, day=day)


def _day(t: Texts, view: KnownQuestionView) -> str:
    return t.day(view.answered_at.astimezone(t.zone).date())
