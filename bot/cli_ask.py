"""`thidua ask "…"`: what the bot would answer a manager, by a campaign's plan and nothing else."""

import html
import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import typer

from bot.asking import (
    Intent,
    Question,
    days_said,
    is_of_phases,
    meant,
    of_days,
    passages_on,
    questions_in,
    readings_of,
)
from bot.asking.details import details_in
from bot.campaigns import load, slugs
from bot.clock import SystemClock
from bot.commands import fail
from bot.messages import asking as words
from bot.messages.deadlines import duty_list
from bot.messages.on_deadline import answer_on_deadline
from bot.messages.plans import plan_screen
from bot.messages.readings import which_is_meant
from bot.messages.screens import Screen
from bot.rules.deadlines import Calendar
from bot.rules.members import Address, Language, Member, Role
from bot.rules.members import Post as Seat
from bot.rules.obligations import Duty, Obligation, Standing, in_order
from bot.rules.plans import Actor, ObligationDraft, PlanDraft
from bot.texts import Texts
from storage.organisations import peoples_days

_TAG = re.compile(r"<[^>]+>")
SURE_BY_ITS_DAY = 0.7
IDLE = frozenset({Intent.OTHER, Intent.GREETING_HELP})
UNIT = 1


def ask(question: str, campaign: str, now: str, *, as_json: bool) -> None:
    """Say how a question is understood, and what a unit that has handed in nothing is told.

    `now` is a moment as 2023-02-03T08:00, "" for the system's.
    """
    if campaign not in slugs():
        fail(f"--campaign {campaign}: choose one of {', '.join(slugs())}.")
    calendar, plan = peoples_days(), load(campaign)
    moment = _moment(now, calendar)
    told = told_of(question, plan, duties_of(plan, calendar), moment)
    if as_json:
        details = details_in(question, calendar.today(moment))
        typer.echo(json.dumps(_plain(told, details), ensure_ascii=False, indent=1))
    else:
        typer.echo(told.answer)


@dataclass(frozen=True, slots=True)
class Told:
    """How a line is understood, what else it asks, and the answer to both as plain text."""

    question: Question
    also: tuple[Question, ...]
    answer: str


def told_of(text: str, plan: PlanDraft, duties: list[Duty], now: datetime) -> Told:
    """What a unit with these duties, all of this plan, is told on a line that it types at `now`."""
    first, *also = questions_in(text)
    first = _by_its_day(first, duties, text, peoples_days().today(now))
    answers = [_answer(each, text, plan, duties, now) for each in (first, *also)]
    return Told(first, tuple(also), "\n\n".join(answers))


def duties_of(plan: PlanDraft, calendar: Calendar) -> list[Duty]:
    """What a plan asks of a unit that has done nothing of it yet, by last valid day."""
    asked = enumerate(each for each in plan.obligations if each.actor is Actor.UNIT)
    duties = [
        Duty(UNIT, obligation, calendar.term(obligation.deadline), Standing.OPEN)
        for place, item in asked
        if (obligation := _obligation(place + 1, item, plan)).is_collected
    ]
    return in_order(duties)


def _obligation(id_: int, item: ObligationDraft, plan: PlanDraft) -> Obligation:
    return Obligation(
        id=id_,
        organisation_id=0,
        plan_id=0,
        plan_number=plan.number,
        plan_title=plan.title,
        kind=item.kind,
        title=item.title,
        clause=item.clause,
        addressee=item.addressee,
        note=item.note,
        written=item.written,
        deadline=item.deadline,
        set_by_officer=False,
        unregistered_excluded=plan.unregistered_excluded,
        starts_on=item.starts_on,
    )


def _moment(now: str, calendar: Calendar) -> datetime:
    if not now:
        return SystemClock().now()
    try:
        moment = datetime.fromisoformat(now)
    except ValueError:
        fail(f"--now {now}: write a day and an hour, as 2023-02-03T08:00.")
    return moment if moment.tzinfo else moment.replace(tzinfo=calendar.zone)


def _by_its_day(question: Question, duties: list[Duty], text: str, today: date) -> Question:
    """A line that names no duty but a day asks about the duty that is due on it."""
    is_open = question.intent in (Intent.OTHER, Intent.DEADLINE_QUERY) and question.kind is None
    found = of_days(duties, days_said(text, today)) if is_open and not question.on_reports else []
    if not found:
        return question
    kind = found[0].obligation.kind
    sure = max(question.confidence, SURE_BY_ITS_DAY)
    return Question(Intent.DEADLINE_QUERY, kind, kind.value, sure)


def _answer(
    question: Question, text: str, plan: PlanDraft, duties: list[Duty], now: datetime
) -> str:
    t, today = Texts(Language.VI), peoples_days().today(now)
    intent, unit = question.intent, plan.organisation
    if len(readings := readings_of(question)) > 1:
        screen = which_is_meant(t, UNIT, readings)
    elif readings or (intent in IDLE and question.slot not in ("thanks", "ack")):
        screen = words.not_understood(t, _a_manager(plan, now))
    elif intent is Intent.OTHER:
        screen = words.thanks(t)
    elif intent is Intent.PLAN_QUESTION or is_of_phases(question.slot):
        screen = _by_the_plan(t, question, plan, duties)
    elif intent in (Intent.CONTACT, Intent.DIFFICULTY_FEEDBACK):
        contacts = [plan.contact] if plan.contact else []
        screen = words.whom_to_ask(t, unit, contacts, extension=question.slot == "extension")
    else:
        screen = _on_duties(t, question, text, unit, duties, today)
    buttons = [button.label for row in screen.rows for button in row] if len(readings) > 1 else []
    return "\n".join([html.unescape(_TAG.sub("", screen.html)), *(f"• {each}" for each in buttons)])


def _by_the_plan(t: Texts, question: Question, plan: PlanDraft, duties: list[Duty]) -> Screen:
    if question.slot not in (None, "document"):
        found = [(each.text, each.clause) for each in passages_on(plan, question.slot)]
        told = words.from_the_plan(t, plan.title, plan.number, found)
        return told if found else words.not_in_the_plan(t)
    obligations = [duty.obligation for duty in duties]
    how: dict[str, Any] = {"scopes": {}, "has_document": False, "is_officer": False}
    return plan_screen(t, 0, plan, obligations, 0, several=False, **how)


def _on_duties(
    t: Texts, question: Question, text: str, unit: str, duties: list[Duty], today: date
) -> Screen:
    if question.intent is Intent.DEADLINE_LIST or question.slot == "all":
        return duty_list(t, unit, duties, today)
    if question.slot == "bloc":
        return words.seen_by_heads(t)
    if question.slot in words.TEMPLATES:
        return words.no_template(t)
    by_hand = (Intent.HOW_TO_SUBMIT, Intent.SUBMIT_REPORT, Intent.REGISTER)
    if question.intent in by_hand and (found := meant(duties, question)):
        return words.how_to_hand_in(t, found[0], question.stated)
    return answer_on_deadline(t, unit, duties, question, text, today)[0]


def _a_manager(plan: PlanDraft, now: datetime) -> Member:
    seat = Seat(1, Role.REPRESENTATIVE, 0, plan.organisation, now, unit_id=UNIT, unit="")
    zone = peoples_days().zone
    return Member(1, 1, "", Language.VI, Address.UNIT, zone, posts=(seat,), post=seat)


def _plain(told: Told, details: dict[str, object]) -> dict[str, Any]:
    question = told.question
    kind = question.kind.value if question.kind else None
    stated = [
        {
            "indicator": each.indicator,
            "value": f"{each.value.normalize():f}",
            "measure": each.measure,
        }
        for each in question.stated
    ]
    return {
        "intent": question.intent.value,
        "slot": question.slot,
        "slots": {
            "kind": kind,
            "on_reports": question.on_reports,
            "or_else": question.or_else.value if question.or_else else None,
            **details,
            "stated": stated,
        },
        "also": [{"intent": each.intent.value, "slot": each.slot} for each in told.also],
        "confidence": question.confidence,
        "answer": told.answer,
    }
