"""The report form's first screen: its parts and how far each is; the files one by one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from markupsafe import Markup

from bot.messages.answer_buttons import AnswerFigures, ListFiles, ListSections
from bot.messages.deadlines import standing_lines
from bot.messages.forms import cancel_button
from bot.messages.pages import removal_rows
from bot.messages.paging import lines_within
from bot.messages.reports import (
    DropPart,
    DropWords,
    ReportParts,
    ReviewReport,
    parts,
)
from bot.messages.screens import Button, Row, Screen
from bot.messages.terms import days_left
from bot.rules.actuals import FigureQuestion
from bot.rules.answers import NO_ANSWERS, Section
from bot.rules.dialogues import Draft
from bot.rules.obligations import Duty, Standing
from bot.rules.plans import REPORTS
from bot.rules.reports import ReportDraft
from bot.texts import Texts

Lines = list[str | Markup]


def form_head(t: Texts, unit: str, duty: Duty, today: date) -> Lines:
    """Which report of whom; why it came back, if it did, else the days left."""
    lines: Lines = [t("<b>{title}</b>\n{unit}", title=duty.obligation.title, unit=unit)]
    if duty.term and not duty.is_done:
        lines.append(days_left(t, duty.term, today))
    lines += standing_lines(t, duty)
    if duty.standing is Standing.RETURNED:
        lines += ["", t("The officer returned it: <i>{reason}</i>", reason=duty.reason)]
    return lines


def report_form(
    t: Texts,
    head: Lines,
    duty: Duty,
    draft: Draft,
    report: ReportDraft,
    questions: Sequence[FigureQuestion],
) -> Screen:
    """The parts with how far each is; whoever only sends a file needs none of them."""
    held = replace(report, answers=NO_ANSWERS)
    asks = duty.obligation.kind in REPORTS
    text: Lines = [*head, ""]
    if not held.is_empty or report.is_empty:
        text += [*lines_within(t, parts(t, held)), ""]
    text.append(
        t("Send files (Word, PDF, Excel), photos of signed pages, or type the report here.")
    )
    if asks:
        text.append(t("Or answer short questions, part by part, in any order."))
    rows: list[Row] = review_rows(t, draft, report)
    if asks:
        rows += _question_rows(t, draft, report, questions)
    if report.files:
        label = t.plain("Files, photos ({count})", count=len(report.files))
        rows.append((Button(label, ListFiles(draft.id)),))
    if report.words:
        rows.append((Button(t.plain("Remove the text"), DropWords(draft.id, draft.version)),))
    rows.append((cancel_button(t, draft),))
    return Screen(t.join(text), tuple(rows))


def review_rows(t: Texts, draft: Draft, report: ReportDraft) -> list[Row]:
    """«Xem lại và nộp», as soon as there is anything."""
    if report.is_empty:
        return []
    return [(Button(t.plain("Review and hand in"), ReviewReport(draft.id)),)]


def onward_rows(t: Texts, draft: Draft, report: ReportDraft) -> list[Row]:
    """The way on from a part of the form."""
    return [
        (Button(t.plain("Parts of the report"), ReportParts(draft.id)),),
        *review_rows(t, draft, report),
    ]


def files_screen(t: Texts, head: Lines, draft: Draft, report: ReportDraft) -> Screen:
    """The files of the report, each with a button that takes it out."""
    held = replace(report, words="", answers=NO_ANSWERS)
    text: Lines = [
        *head,
        "",
        *lines_within(t, parts(t, held)),
        "",
        t("Send more files or photos here, or take out what is not right."),
    ]
    rows = removal_rows(t, report.files, lambda place: DropPart(draft.id, draft.version, place))
    return Screen(t.join(text), (*rows, *onward_rows(t, draft, report)))


def files_held(t: Texts, report: ReportDraft) -> Lines:
    """Said where a file is sent in the middle of a question: it is in the report."""
    count = len(report.files)
    return [
        t.n(
            "The report now holds {count} file or photo.",
            "The report now holds {count} files or photos.",
            count,
        )
    ]


def _question_rows(
    t: Texts, draft: Draft, report: ReportDraft, questions: Sequence[FigureQuestion]
) -> list[Row]:
    figures, sections = len(report.answers.figures), len(report.answers.sections or {})
    asked = len(questions) if any(each.is_registered for each in questions) else 0
    if asked:
        label = t.plain("Figures ({count}/{asked})", count=figures, asked=asked)
    else:
        label = t.plain("Figures ({count})", count=figures)
    contents = t.plain("Contents ({count}/{asked} sections)", count=sections, asked=len(Section))
    rows: list[Row] = [(Button(contents, ListSections(draft.id)),)]
    return [(Button(label, AnswerFigures(draft.id)),), *rows] if questions else rows
