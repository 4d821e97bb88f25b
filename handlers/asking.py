"""Answering what people ask in their own words: from rules and data, or not at all."""

from collections.abc import Sequence
from dataclasses import replace

from bot.actions.desks import own_desks
from bot.actions.dialogues import open_drafts
from bot.actions.extensions import extendable_duties
from bot.actions.last_questions import last_of
from bot.actions.phrases import note_unheard, phrases_for
from bot.actions.plans import plans_of
from bot.actions.units import units_named
from bot.asking import Intent, Question, followed, is_of_phases, passages_on, readings_of
from bot.asking.phrases import heard_in
from bot.context import BotContext
from bot.messages import asking as words
from bot.messages.extensions import duty_rows
from bot.messages.finding import units_found
from bot.messages.home import resume_rows
from bot.messages.readings import reading_row, which_is_meant
from bot.messages.screens import Row
from bot.rules.contributions import kind_of_words
from bot.rules.desks import asked_detail, for_question, lacks_answer
from bot.rules.members import Member
from bot.rules.obligations import Duty
from bot.rules.plans import Kind
from handlers import duty_questions, known_questions, promises
from handlers.deadlines import on_deadlines, unit_id_of
from handlers.extensions import on_extensions
from handlers.home import show_home
from handlers.officers.missing import on_asked as who_has_not
from handlers.officers.plans import on_plans
from handlers.registrations import on_register
from handlers.showing import send
from handlers.stating import on_stated

FOR_OFFICERS = frozenset({Intent.CONTACT, Intent.DIFFICULTY_FEEDBACK})


async def answer_question(context: BotContext, text: str) -> None:
    """Answer from rules and data, or say that the question is not understood."""
    member = context.member
    async with context.reading() as db:
        heard, *also = heard_in(text, await phrases_for(db, member))
        before = await last_of(db, member, context.now())
    names_duty = before is not None and await duty_questions.names_a_duty(context, text)
    question = followed(text, heard, before, names_duty=names_duty)
    if member.is_officer and await _find_units(context, text):
        return
    if await promises.on_words(context, text) or await on_stated(context, question, text):
        return
    if question.intent is Intent.OTHER and question.slot in ("thanks", "ack"):
        await send(context, words.thanks(context.texts))
    elif await known_questions.answered_instead(context, question, text):
        pass
    elif is_at_work(member) and (readings := readings_of(question)):
        await _ask_which(context, readings, text)
    else:
        await answer_as(context, question, text)
    for second in also:
        if second.intent in FOR_OFFICERS and member.post is not None:
            await _answer_with_contact(context, second, text)
        elif member.post is not None and (
            second.intent is Intent.PLAN_QUESTION or is_of_phases(second.slot)
        ):
            await _answer_by_the_plan(context, second, text)
        elif member.is_manager:
            await _answer_second(context, second, text)


async def answer_as(context: BotContext, question: Question, text: str) -> None:
    """Answer what a line is taken for."""
    member = context.member
    if member.post is None or known_questions.is_call_for_help(question, text):
        await show_home(context)
    elif question.slot == "extension" and member.is_officer:
        await on_extensions(context)
    elif question.intent in FOR_OFFICERS:
        await _answer_with_contact(context, question, text)
    elif question.slot == "bound" and question.kind is not None and is_at_work(member):
        # Whether a report is asked of it at all is what the unit's duties tell.
        asked = replace(question, intent=Intent.DEADLINE_QUERY, slot=question.kind.value)
        await duty_questions.answered(context, asked, text)
    elif question.intent is Intent.PLAN_QUESTION or is_of_phases(question.slot):
        await _answer_by_the_plan(context, question, text)
    elif member.is_manager:
        await _answer_manager(context, question, text)
    elif question.intent in (Intent.DEADLINE_QUERY, Intent.DEADLINE_LIST):
        await on_deadlines(context)
    elif question.intent is Intent.MY_STATUS:
        await who_has_not(context, question.kind)
    else:
        await _admit(context, text)


async def _ask_which(context: BotContext, readings: Sequence[Question], text: str) -> None:
    """Ask which is meant. Where only a guess is to be had, the line is not understood."""
    unit_id = unit_id_of(context)
    if len(readings) == 1:
        if not await duty_questions.answered_on_a_day(context, text):
            await _admit(context, text, [reading_row(context.texts, unit_id, readings[0])])
        return
    screen = which_is_meant(context.texts, unit_id, readings)
    await send(context, screen, as_reply=True)


async def _answer_by_the_plan(context: BotContext, question: Question, text: str) -> None:
    """The passage that says it, of the newest plan that has one; else what an officer said."""
    if question.slot in (None, "document"):
        await on_plans(context)
        return
    async with context.reading() as db:
        plans = await plans_of(db, context.member)
    for _, plan in plans:
        if found := passages_on(plan, question.slot):
            told = [(each.text, each.clause) for each in found]
            await send(context, words.from_the_plan(context.texts, plan.title, plan.number, told))
            return
    if not await known_questions.answered_by_known(context, text):
        rows = known_questions.ask_officers_rows(context)
        is_officer = context.member.is_officer
        screen = words.not_in_the_plan(context.texts, rows, is_officer=is_officer)
        await send(context, screen, as_reply=bool(rows))


async def _find_units(context: BotContext, text: str) -> bool:
    """An officer who types the name of a unit is shown it."""
    async with context.reading() as db:
        units = await units_named(db, context.member, text)
    if units:
        await send(context, units_found(context.texts, units))
    return bool(units)


async def _answer_manager(context: BotContext, question: Question, text: str) -> None:
    intent = question.intent
    if not is_at_work(context.member):
        await on_deadlines(context)
    elif await duty_questions.answered(context, question, text):
        pass
    elif question.slot in words.TEMPLATES:
        await send(context, words.no_template(context.texts))
    elif intent is Intent.SUBMIT_REPORT:
        await duty_questions.begin_report(context, question)
    elif intent is Intent.REGISTER:
        await on_register(context)
    else:
        await _admit(context, text)


def is_at_work(member: Member) -> bool:
    """Whether somebody speaks for a unit that has not been stopped."""
    return member.is_manager and member.post is not None and member.post.stopped_on is None


async def _answer_second(context: BotContext, question: Question, text: str) -> None:
    """What else was asked in the same line: nothing is begun by it."""
    if question.intent in (Intent.REGISTER, Intent.SUBMIT_REPORT):
        kind = Kind.REGISTRATION if question.intent is Intent.REGISTER else question.kind
        question = replace(question, intent=Intent.HOW_TO_SUBMIT, kind=kind)
    if is_at_work(context.member):
        await duty_questions.answered(context, question, text, is_second=True)


async def _answer_with_contact(context: BotContext, question: Question, text: str) -> None:
    assert context.member.post is not None
    async with context.reading() as db:
        plans = await plans_of(db, context.member)
        desks = await own_desks(db, context.member)
    asked = asked_detail(question.slot)
    desks = for_question(desks, text, asked)
    contacts = [plan.contact for _, plan in plans if plan.contact]
    asked_for_time = question.slot == "extension"
    organisation = context.member.post.organisation
    unit_id = context.member.post.unit_id
    rows = duty_rows(context.texts, await _extendable(context) if asked_for_time else [])
    if unit_id is not None and question.intent is Intent.DIFFICULTY_FEEDBACK and not asked_for_time:
        rows.append(words.send_on_row(context.texts, unit_id, kind_of_words(text)))
    elif unit_id is not None and not asked_for_time and lacks_answer(desks, contacts, asked):
        rows += known_questions.ask_officers_rows(context)
    screen = words.whom_to_ask(
        context.texts,
        organisation,
        contacts,
        rows,
        extension=asked_for_time,
        desks=desks,
        asked=asked,
    )
    await send(context, screen, as_reply=bool(rows) and not asked_for_time)


async def _extendable(context: BotContext) -> list[Duty]:
    if not context.member.is_manager:
        return []
    async with context.reading() as db:
        return await extendable_duties(db, context.member, context.now())


async def _admit(context: BotContext, text: str, guesses: Sequence[Row] = ()) -> None:
    if await known_questions.answered_by_known(context, text):
        return
    asking = known_questions.ask_officers_rows(context)
    async with context.reading() as db:
        drafts = await open_drafts(db, context.member)
    rows = [*guesses, *asking, *resume_rows(context.texts, drafts, context.member)]
    screen = words.not_understood(context.texts, context.member, rows)
    await send(context, screen, as_reply=bool(asking))
    # Last, for it marks the line as done with: a kill before it answers once more, not never.
    await _note_unheard(context, text)


async def _note_unheard(context: BotContext, text: str) -> None:
    """Officers read what their units' words are that nobody understood for sure."""
    post = context.member.post
    if post is not None and context.member.is_manager and text:
        async with context.transaction() as db:
            await note_unheard(db, post.organisation_id, text, context.now())
