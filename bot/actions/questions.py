"""What a report is asked, and what its form holds in answer.

Answers of the form: `figures` by key of their question, each with indicator, measure and the exact
number as text; `sections` words by name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.actuals import FigureQuestion
from bot.rules.answers import Answers, Section
from bot.rules.obligations import Duty
from bot.rules.plans import REPORTS
from storage.answers import targets_under
from storage.catalogue import indicators_of
from storage.figures import figures_before


async def questions_for(db: AsyncSession, duty: Duty) -> tuple[FigureQuestion, ...]:
    """The figures a report is asked for, in order; none where the duty is no report.

    The unit's targets as registered; if it registered none, the organisation's indicators.
    """
    obligation = duty.obligation
    if obligation.kind not in REPORTS:
        return ()
    asked = [
        FigureQuestion(each.indicator, each.measure, each.planned, each.before, each.indicator_id)
        for each in await targets_under(db, obligation.plan_id, duty.unit_id)
    ]
    if not asked:
        catalogue = await indicators_of(db, obligation.organisation_id)
        asked = [
            FigureQuestion(each.name, each.measure, indicator_id=each.id)
            for each in catalogue
            if not each.retired
        ]
    before = await figures_before(db, duty.unit_id, obligation.id)
    last = {_same(each.indicator, each.measure): each for each in reversed(before)}
    return tuple(
        replace(question, last=said.actual, last_title=said.title)
        if (said := last.get(question.key))
        else question
        for question in asked
    )


def with_others(
    questions: Sequence[FigureQuestion], answers: Mapping[str, Any]
) -> tuple[FigureQuestion, ...]:
    """The questions, and those no longer asked that the form holds an answer to."""
    keys = {question.key for question in questions}
    others = [
        FigureQuestion(said["indicator"], said["measure"], indicator_id=said.get("indicator_id"))
        for key, said in answers.get("figures", {}).items()
        if key not in keys
    ]
    return (*questions, *others)


def answers_in(answers: Mapping[str, Any], questions: Sequence[FigureQuestion]) -> Answers:
    """What the form holds, in the order of the questions and of the outline."""
    figures, sections = answers.get("figures", {}), answers.get("sections", {})
    return Answers(
        figures=tuple(
            question.answered(Decimal(figures[question.key]["actual"]))
            for question in with_others(questions, answers)
            if question.key in figures
        ),
        sections={each: sections[each] for each in Section if sections.get(each)},
    )


def as_kept(question: FigureQuestion, actual: Decimal) -> dict[str, Any]:
    """An answer as the form keeps it."""
    return {
        "indicator": question.indicator,
        "measure": question.measure,
        "indicator_id": question.indicator_id,
        "actual": format(actual, "f"),
    }


def kept_again(answers: Answers) -> dict[str, Any]:
    """What was handed in, as a new form begins with it."""
    figures = {}
    for line in answers.figures:
        question = FigureQuestion(line.indicator, line.measure, indicator_id=line.indicator_id)
        figures[question.key] = as_kept(question, line.actual)
    sections = {str(section): words for section, words in (answers.sections or {}).items()}
    return {"figures": figures, "sections": sections}


def _same(indicator: str, measure: str) -> str:
    return FigureQuestion(indicator, measure).key
