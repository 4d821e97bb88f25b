"""Answering the questions of a report, one at a time; two people may answer at once.

Every answer reads the form anew in its own transaction: of one figure the later counts, words of
one section are put under each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.dialogues import change_form
from bot.actions.pieces import below_words, check_piece
from bot.actions.questions import as_kept
from bot.actions.reporting import PARTS, ReportForm, changed_form, read_report_form
from bot.rules.actuals import Actual, FigureQuestion, check_actual, next_question, read_actual
from bot.rules.answers import LONGEST_SECTION, Section, check_section
from bot.rules.dialogues import StaleForm
from bot.rules.members import Member
from bot.rules.pasted import NOTHING_PASTED, PastedFigures, named_figure, read_pasted

FIGURES = "figures"
SECTIONS = "sections"


def question_in(form: ReportForm, key: str) -> FigureQuestion:
    """The question with this key. Raises StaleForm when it is no longer asked."""
    question = form.question(key)
    if question is None:
        raise StaleForm
    return question


async def go_to(
    db: AsyncSession, member: Member, draft_id: int, step: str, now: datetime
) -> ReportForm:
    """Come to a part or question of the form; what is typed next answers it."""
    form = await read_report_form(db, member, draft_id, now)
    return await at_step(db, form, step, now)


async def at_step(db: AsyncSession, form: ReportForm, step: str, now: datetime) -> ReportForm:
    """The same form at another question; no colleague's button becomes stale by it."""
    draft = await change_form(db, form.draft, now, step=step)
    return ReportForm(draft, form.duty, form.report, form.questions)


@dataclass(frozen=True, slots=True)
class TypedFigures:
    """What a message did: one figure was read for a question, or several were `pasted`.

    A figure with a doubt is not put down yet.
    """

    form: ReportForm
    question: FigureQuestion | None = None
    actual: Actual | None = None
    pasted: PastedFigures = NOTHING_PASTED


async def type_figures(
    db: AsyncSession,
    member: Member,
    draft_id: int,
    key: str,
    text: str,
    now: datetime,
    sent_at: datetime,
) -> TypedFigures:
    """Take one number for the question with this key, or figures each with its name.

    Raises NotAFigure.
    """
    form = await read_report_form(db, member, draft_id, now)
    one = _one(text, form.question(key), form.questions)
    if one is None:
        pasted = read_pasted(text, form.questions)
        if pasted.taken:
            form = await set_figures(db, form, pasted.taken, now, sent_at)
        return TypedFigures(await at_step(db, form, FIGURES, now), pasted=pasted)
    question, said = one
    actual = read_actual(said, question)
    step = f"figure:{question.key}"
    if actual.doubt is None:
        form = await set_figures(db, form, {question.key: actual.value}, now, sent_at)
        step = step_after(form, question.key)
    return TypedFigures(await at_step(db, form, step, now), question, actual)


def first_step(form: ReportForm) -> str:
    """Where the figures begin: at the first that is missing, all being there at their list."""
    return _asking(next_question(form.questions, set(form.given), after=""), FIGURES)


def step_after(form: ReportForm, key: str) -> str:
    """Where to go from a figure: the next that is missing, else the parts of the report.

    Where the unit picks from the catalogue there is no next one: back to the list.
    """
    if not any(question.is_registered for question in form.questions):
        return FIGURES
    return _asking(next_question(form.questions, set(form.given), after=key), PARTS)


async def set_figures(
    db: AsyncSession,
    form: ReportForm,
    actuals: Mapping[str, Decimal],
    now: datetime,
    sent_at: datetime | None = None,
) -> ReportForm:
    """Put down figures by key of their question. Raises StaleForm, NotAFigure."""
    figures = dict(form.draft.answers.get(FIGURES, {}))
    for key, actual in actuals.items():
        question = question_in(form, key)
        check_actual(actual, question)
        figures[key] = as_kept(question, actual)
    return await _answered(db, form, now, sent_at, figures=figures)


async def drop_figure(
    db: AsyncSession, member: Member, draft_id: int, version: int, key: str, now: datetime
) -> ReportForm:
    """Take a figure out. Raises FormMoved if the form changed since it was shown."""
    form = await read_report_form(db, member, draft_id, now, version)
    figures = dict(form.draft.answers.get(FIGURES, {}))
    figures.pop(key, None)
    return await changed_form(db, form, now, figures=figures)


async def add_to_section(
    db: AsyncSession,
    form: ReportForm,
    section: Section,
    words: str,
    message_id: int,
    now: datetime,
    sent_at: datetime,
) -> ReportForm:
    """Put typed words under those of the section. Raises EmptyAnswer, AnswerTooLong."""
    sections = dict(form.draft.answers.get(SECTIONS, {}))
    before = sections.get(section, "")
    with below_words(before):
        check_piece(form.draft, words, message_id, LONGEST_SECTION)
        sections[section] = check_section(f"{before}\n{words}")
    return await _answered(db, form, now, sent_at, sections=sections)


async def drop_section(
    db: AsyncSession, member: Member, draft_id: int, version: int, section: Section, now: datetime
) -> ReportForm:
    """Take the words of a section out. Raises FormMoved if a colleague added to it meanwhile."""
    form = await read_report_form(db, member, draft_id, now, version)
    sections = dict(form.draft.answers.get(SECTIONS, {}))
    sections.pop(section, None)
    return await changed_form(db, form, now, sections=sections)


async def _answered(
    db: AsyncSession, form: ReportForm, now: datetime, sent_at: datetime | None, **answers: Any
) -> ReportForm:
    moment = (sent_at or now).isoformat()
    return await changed_form(db, form, now, completed_at=moment, **answers)


def _one(
    text: str, asked: FigureQuestion | None, questions: Sequence[FigureQuestion]
) -> tuple[FigureQuestion, str] | None:
    """Which question a message answers, and with what; None for several lines with names."""
    if "\n" not in text.strip():
        named = named_figure(text, questions)
        return named or (None if asked is None else (asked, text))
    return None if asked is None or not read_pasted(text, questions).is_empty else (asked, text)


def _asking(question: FigureQuestion | None, otherwise: str) -> str:
    return otherwise if question is None else f"figure:{question.key}"
