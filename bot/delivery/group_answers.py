"""Wording the answer to what was asked in a group, as things stand when it is sent."""

from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.in_groups import common_desks, common_duties, common_plans, scope_of_duty
from bot.asking import Intent, Question, days_said, is_of_phases, meant, of_days, passages_on
from bot.asking.in_public import is_of_one_unit, questions_kept
from bot.delivery.group_reading import GroupReading
from bot.messages import asking as words
from bot.messages import group_answers as said
from bot.messages.in_groups import private_chat
from bot.messages.on_deadline import MOST_OTHERS
from bot.messages.outgoing import Outgoing, Step, one_way
from bot.messages.screens import Screen
from bot.rules.desks import asked_detail, for_question
from bot.rules.groups import Group
from bot.rules.obligations import Duty
from bot.rules.plans import Kind
from bot.texts import Texts
from storage.members import DEFAULT_ZONE

ON_HANDING_IN = frozenset({Intent.HOW_TO_SUBMIT, Intent.SUBMIT_REPORT, Intent.REGISTER})


@dataclass(frozen=True, slots=True)
class Asking:
    """Where something is asked, and when."""

    db: AsyncSession
    group: Group
    t: Texts
    days: str
    today: date


async def word_answer(r: GroupReading) -> Outgoing:
    """One message with an answer to each question, in reply to the one that asked."""
    details = r.message.details
    today = r.now.astimezone(DEFAULT_ZONE).date()
    asking = Asking(r.db, r.group, r.t, details["days"], today)
    questions = questions_kept(details)
    lines: said.Lines = []
    for question in questions:
        lines += [*([""] if lines else []), *await _answer(asking, question)]
    goes_on = any(is_of_one_unit(each) or each.intent in ON_HANDING_IN for each in questions)
    rows = ((private_chat(r.t, r.bot_name),),) if goes_on else ()
    # In a group that became a supergroup the messages have other numbers.
    is_there = details["chat"] == r.message.chat_id
    reply_to = int(details["message"]) if is_there else None
    return one_way(Step(Screen(r.t.join(lines), rows), reply_to=reply_to))


async def _answer(a: Asking, question: Question) -> said.Lines:
    if is_of_one_unit(question):
        return said.one_units_matter(a.t)
    if question.intent is Intent.CONTACT:
        return await _whom_to_ask(a, question)
    if question.intent is Intent.PLAN_QUESTION or is_of_phases(question.slot):
        return await _by_the_plan(a, question)
    if question.slot in words.TEMPLATES:
        return _of(words.no_template(a.t))
    if question.intent in ON_HANDING_IN:
        return await _how(a, question)
    if question.intent is Intent.DEADLINE_LIST:
        duties = await common_duties(a.db, a.group)
        return said.list_in_group(a.t, [duty for duty in duties if not _is_over(a, duty)])
    return await _deadline(a, question)


async def _deadline(a: Asking, question: Question) -> said.Lines:
    duties = await common_duties(a.db, a.group)
    if question.intent is Intent.OTHER:
        found = of_days(duties, days_said(a.days, a.today))
    else:
        found = meant(duties, question, days_said(a.days, a.today))
    if not found:
        return said.no_duty_in_group(a.t)
    # Of no unit it is known what is done: what is over comes last.
    first, *others = sorted(found, key=lambda duty: (_is_over(a, duty), duty.term is None))
    scope = await scope_of_duty(a.db, first)
    return said.deadline_in_group(a.t, first, scope, others[:MOST_OTHERS], a.today)


async def _how(a: Asking, question: Question) -> said.Lines:
    if question.intent is Intent.REGISTER:
        question = replace(question, kind=Kind.REGISTRATION)
    found = meant(await common_duties(a.db, a.group), question) if question.kind else []
    duty = next((each for each in found if not _is_over(a, each)), found[0] if found else None)
    desks = await common_desks(a.db, a.group)
    addresses = list(dict.fromkeys(desk.address for desk in desks if desk.address))
    return said.how_in_group(a.t, duty, addresses)


async def _by_the_plan(a: Asking, question: Question) -> said.Lines:
    plans = await common_plans(a.db, a.group)
    if question.slot in (None, "document"):
        return said.plans_in_group(a.t, plans)
    for plan in plans:
        if found := passages_on(plan, question.slot):
            told = [(each.text, each.clause) for each in found]
            return _of(words.from_the_plan(a.t, plan.title, plan.number, told))
    return _of(words.not_in_the_plan(a.t))


async def _whom_to_ask(a: Asking, question: Question) -> said.Lines:
    asked = asked_detail(question.slot)
    desks = for_question(await common_desks(a.db, a.group), "", asked)
    named = [plan.contact for plan in await common_plans(a.db, a.group) if plan.contact]
    organisation = a.group.organisation
    screen = words.whom_to_ask(a.t, organisation, named, extension=False, desks=desks, asked=asked)
    return _of(screen)


def _of(screen: Screen) -> said.Lines:
    """The words of an answer of the private chat, without its buttons."""
    return [Markup(screen.html)]  # noqa: S704


def _is_over(a: Asking, duty: Duty) -> bool:
    return duty.term is not None and duty.term.last_day < a.today
