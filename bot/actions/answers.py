"""Answering the questions of a report, one at a time; two people may answer at once.

Every answer reads the form anew in its own transaction: of one figure the later counts, words of
one section are put under each other.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.dialogues import change_form
from bot.actions.questions import as_kept
from bot.actions.reporting import ReportForm, changed_form, read_report_form
from bot.rules.actuals import FigureQuestion, check_actual
from bot.rules.answers import Section, check_section
from bot.rules.dialogues import StaleForm
from bot.rules.members import Member

FIGURES = "figures"
SECTIONS = "sections"


def question_in(form: ReportForm, key: str) -> FigureQuestion:
    """The question with this key. Raises StaleForm when it is no longer asked."""
    for question in form.questions:
        if question.key == key:
            return question
    raise StaleForm


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
    now: datetime,
    sent_at: datetime,
) -> ReportForm:
    """Put typed words under those of the section. Raises EmptyAnswer, AnswerTooLong."""
    sections = dict(form.draft.answers.get(SECTIONS, {}))
    sections[section] = check_section(f"{sections.get(section, '')}\n{words}")
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
