"""Figures stated in a sentence: put into the report that is meant, to be confirmed there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.answers import FIGURES, at_step, set_figures
from bot.actions.reporting import (
    PARTS,
    ReportForm,
    look_at_report_form,
    read_report_form,
    report_duties,
    sort_files,
    start_report,
    with_words,
)
from bot.asking import Question, is_asking, understand
from bot.asking.stating import StatedFigures, read_figures
from bot.rules.actuals import Actual, FigureQuestion
from bot.rules.dialogues import AnswerTooLong, Draft
from bot.rules.members import Member, check_manager
from bot.rules.obligations import Duty
from bot.rules.pasted import named_figure
from bot.rules.plans import REPORTS
from storage.catalogue import indicators_of


@dataclass(frozen=True, slots=True)
class PutDown:
    """A figure that was put down, and the other one that stood there before, if any."""

    question: FigureQuestion
    value: Decimal
    before: Decimal | None = None


@dataclass(frozen=True, slots=True)
class StatedReport:
    """The report's form with what a sentence stated: put down, or with a `doubt` to be asked about.

    `refused` could not be read; `words` stand in the report as text.
    """

    form: ReportForm
    put_down: tuple[PutDown, ...]
    doubt: tuple[FigureQuestion, Actual] | None = None
    refused: tuple[str, ...] = ()
    words: str = ""


async def figures_stated(db: AsyncSession, member: Member, text: str) -> StatedFigures:
    """What a sentence states of the indicators of the member's organisation."""
    post, _ = check_manager(member)
    return read_figures(text, await _usual_questions(db, post.organisation_id))


async def reports_stated(db: AsyncSession, member: Member, question: Question) -> list[Duty]:
    """The reports that figures may be meant for: one, or those to choose from."""
    duties = [duty for duty in await report_duties(db, member) if duty.obligation.kind in REPORTS]
    named = [duty for duty in duties if duty.obligation.kind is question.kind]
    if named:
        return _undone(named)
    handed_in = [duty for duty in duties if duty.counted_at is not None]
    if question.slot == "amend" and handed_in:
        return [max(handed_in, key=_last_handed_in)]
    return _undone(duties)


async def state_report(
    db: AsyncSession,
    member: Member,
    obligation_id: int,
    text: str,
    now: datetime,
    sent_at: datetime,
) -> StatedReport:
    """Open the form of a report with the figures of a sentence in it.

    What is no figure of it stays as the report's text.
    """
    form = await start_report(db, member, obligation_id, now)
    return await _put(db, form, read_figures(text, form.questions), now, sent_at)


async def state_in_form(
    db: AsyncSession, member: Member, draft_id: int, text: str, now: datetime, sent_at: datetime
) -> StatedReport:
    """Put a sentence of figures into an open form."""
    form = await read_report_form(db, member, draft_id, now)
    step = FIGURES if form.draft.step.startswith("figure") else PARTS
    return await _put(db, form, read_figures(text, form.questions), now, sent_at, step)


async def states_figures(
    db: AsyncSession, member: Member, draft_id: int, text: str, now: datetime
) -> bool:
    """Whether a sentence is nothing but figures that belong into an open form; for looking only.

    At a question that it answers as numbers are typed there, it is left to the question.
    """
    form = await look_at_report_form(db, member, draft_id, now)
    stated = read_figures(text, form.questions)
    at_figures = form.draft.step.startswith("figure")
    of_question = at_figures and named_figure(text, form.questions) and stated.is_one
    return stated.is_all and not of_question


async def report_named(db: AsyncSession, member: Member, text: str) -> Duty | None:
    """The only report not handed in yet that a few words name: «bc 6 tháng»."""
    kind = understand(text).kind
    if kind not in REPORTS or is_asking(text):
        return None
    named = [
        duty
        for duty in await report_duties(db, member)
        if duty.obligation.kind is kind and not duty.is_done
    ]
    return named[0] if len(named) == 1 else None


async def sort_by_words(
    db: AsyncSession, member: Member, draft: Draft, text: str, now: datetime, sent_at: datetime
) -> StatedReport | None:
    """Files not yet sorted go to the report that the words with them name, with its figures."""
    duty = await report_named(db, member, text)
    if duty is None:
        return None
    form = await sort_files(db, member, draft.id, duty.obligation.id, now)
    return await _put(db, form, read_figures(text, form.questions), now, sent_at)


async def _put(
    db: AsyncSession,
    form: ReportForm,
    stated: StatedFigures,
    now: datetime,
    sent_at: datetime,
    step: str = PARTS,
) -> StatedReport:
    given, by_key = form.given, {each.key: each for each in form.questions}
    put_down = tuple(
        PutDown(by_key[key], value, before if (before := given.get(key)) != value else None)
        for key, value in stated.taken.items()
    )
    refused, words = stated.refused, stated.words
    if stated.taken:
        form = await set_figures(db, form, stated.taken, now, sent_at)
    if words:
        try:
            form = await with_words(db, form, words, now, sent_at)
        except AnswerTooLong:
            refused, words = (*refused, words), ""
    doubt, *others = stated.doubts or (None,)
    # One is asked about now; the others are told to be typed again.
    refused += tuple(f"{each.indicator}: {actual.value.normalize():f}" for each, actual in others)
    if doubt is not None:
        step = f"figure:{doubt[0].key}"
    form = await at_step(db, form, step, now)
    return StatedReport(form, put_down, doubt, refused, words)


def _undone(duties: Sequence[Duty]) -> list[Duty]:
    undone = [duty for duty in duties if not duty.is_done]
    return undone or list(duties)


def _last_handed_in(duty: Duty) -> datetime:
    last = duty.latest or duty.first
    assert last is not None
    return last.counted_at


async def _usual_questions(db: AsyncSession, organisation_id: int) -> list[FigureQuestion]:
    catalogue = await indicators_of(db, organisation_id)
    return [
        FigureQuestion(each.name, each.measure, indicator_id=each.id)
        for each in catalogue
        if not each.retired
    ]
