"""The form of a question answered for everybody: typed, read once more, saved."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.messages import known_question_buttons as does
from bot.messages.contributions import body_lines
from bot.messages.forms import cancel_button
from bot.messages.known_questions import pair_lines
from bot.messages.paging import lines_within
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.dialogues import Draft
from bot.rules.known_questions import QUESTION_LENGTH
from bot.texts import Texts

LONGEST_HELD = 1500


def ask_question(t: Texts, draft: Draft, held: str) -> Screen:
    """Type the question as units would ask it."""
    lines: list[str | Markup] = [
        t("<b>Question for all</b>"),
        t(
            "Please type the question as units would ask it, in {most} characters at most. Without "
            "names and figures of a single unit.",
            most=QUESTION_LENGTH,
        ),
    ]
    return _asking(t, draft, lines, held, stays=0 < len(held) <= QUESTION_LENGTH)


def ask_answer(t: Texts, draft: Draft, question: str, held: str) -> Screen:
    """Type the answer that everybody will read."""
    lines: list[str | Markup] = [
        t("<b>{question}</b>", question=question),
        "",
        t("Please type the answer. Every unit may read it."),
    ]
    return _asking(t, draft, lines, held, stays=bool(held))


def review_known(
    t: Texts, organisation: str, draft: Draft, question: str, answer: str, private: Sequence[str]
) -> Screen:
    """Both, once more, before every unit can read them; `private` points at whoever asked."""
    lines: list[str | Markup] = [
        t("<b>Please check before saving</b>"),
        t(
            "Every unit of {organisation} that asks such a question will read this. Please take "
            "out what concerns a single unit.",
            organisation=organisation,
        ),
    ]
    if private:
        lines.append(t("<b>It still names: {names}.</b>", names=", ".join(private)))
    lines += ["", *pair_lines(t, question, answer), ""]
    lines.append(t("<i>What is typed now is added below.</i>"))
    return screen(
        t.join(lines),
        Button(t.plain("Save for all units"), does.SaveKnown(draft.id, draft.version)),
        (
            Button(t.plain("Change the question"), does.RetypeField(draft.id, "question")),
            Button(t.plain("Change the answer"), does.RetypeField(draft.id, "answer")),
        ),
        cancel_button(t, draft),
    )


def _asking(t: Texts, draft: Draft, lines: list[str | Markup], held: str, *, stays: bool) -> Screen:
    rows: list[Row] = []
    if held:
        lines += ["", t("As it is now:"), *lines_within(t, body_lines(held), LONGEST_HELD)]
    if stays:
        rows.append((Button(t.plain("Leave as it is"), does.RetypeField(draft.id, "")),))
    return Screen(t.join(lines), (*rows, (cancel_button(t, draft),)))
