"""Reports and registrations stated in a sentence: put into the right form, to be confirmed."""

from datetime import datetime

from telegram import Message

from bot.actions import registering_stated, stating
from bot.actions.registering import registration_duties
from bot.actions.registering_stated import StatedRegistration
from bot.actions.reporting import PARTS, UNSORTED
from bot.actions.stating import StatedReport
from bot.asking import Intent, Question, understand
from bot.asking.stating import is_statement
from bot.context import BotContext
from bot.messages import stating as words
from bot.messages.figures import confirm_figure
from bot.messages.registering_people import ask_people
from bot.messages.screens import Screen
from bot.rules.dialogues import Draft, StaleForm
from bot.rules.obligations import can_register
from bot.rules.plans import REPORTS
from bot.rules.registrations import Scope
from handlers.deadlines import unit_of
from handlers.posts import pressed_for_unit
from handlers.registration_asked import asked
from handlers.registration_screens import screen_at, show_screen
from handlers.report_form import form_screen
from handlers.showing import send, show_form, typed_before


async def on_stated(context: BotContext, question: Question, text: str) -> bool:
    """Take a sentence that states figures or what to register; False for any other."""
    post = context.member.post
    if post is None or post.stopped_on is not None:
        return False
    if question.intent is not Intent.REGISTER and not question.stated:
        if question.intent is not Intent.OTHER or question.confidence or not is_statement(text):
            return False
        if not context.member.is_manager:
            return False
    if not context.member.is_manager:
        await send(context, words.only_units(context.texts))
        return True
    if question.intent is Intent.REGISTER:
        return await _on_registration(context, text)
    return await _on_report(context, question, text)


async def take_sentence(context: BotContext, draft: Draft, text: str) -> bool:
    """Take figures stated in one sentence while a report is open, for it or for the one named.

    What would be taken is looked at first: a transaction that does nothing would mark the message
    as done with, and a kill after it would lose the words.
    """
    message = context.incoming.message
    assert message is not None
    if draft.step == UNSORTED:
        return await _sort_by_words(context, draft, text, message)
    if not draft.step.startswith(("figure", PARTS, "files")) or not is_statement(text):
        return False
    if await _is_of_another(context, draft, text):
        return True
    async with context.reading() as db:
        if not await stating.states_figures(db, context.member, draft.id, text, context.now()):
            return False
    async with context.transaction() as db:
        stated = await stating.state_in_form(
            db, context.member, draft.id, text, context.now(), message.date
        )
    await show_report(context, stated)
    return True


async def _sort_by_words(context: BotContext, draft: Draft, text: str, message: Message) -> bool:
    """Files not yet sorted go to the report that the words with them name."""
    async with context.reading() as db:
        if await stating.report_named(db, context.member, text) is None:
            return False
    async with context.transaction() as db:
        stated = await stating.sort_by_words(
            db, context.member, draft, text, context.now(), message.date
        )
    if stated is not None:
        await show_report(context, stated)
    return stated is not None


async def take_wishes(context: BotContext, draft: Draft, text: str) -> bool:
    """Take what a sentence asks to register while the form waits for no other words."""
    message = context.incoming.message
    assert message is not None
    if draft.on_behalf or draft.step not in ("menu", "targets") or "\n" in text.strip():
        return False
    question = understand(text)
    if question.stated and question.kind in REPORTS and question.intent is not Intent.REGISTER:
        return await _on_report(context, question, text)
    # Looked at first, as above.
    async with context.reading() as db:
        if not await registering_stated.wishes_in(db, context.member, draft.id, text):
            return False
    async with context.transaction() as db:
        stated = await registering_stated.wish_in_form(
            db, context.member, draft.id, text, context.now(), message.date
        )
    await _show_registration(context, stated)
    return True


async def on_take_stated(context: BotContext, press: words.TakeStated) -> None:
    """The sentence, if Telegram still has it, goes into the form that was chosen."""
    text, sent_at = _answered(context)
    async with context.reading() as db:
        duties = await registration_duties(db, context.member)
    registers = any(
        duty.obligation.id == press.obligation_id and can_register(duty.obligation)
        for duty in duties
    )
    take = _state_registration if registers else _state_report
    await take(context, press.obligation_id, text, sent_at)


def _answered(context: BotContext) -> tuple[str, datetime]:
    """The person's own sentence that the pressed message answers, and when it was sent."""
    said = typed_before(context)
    if said is None or said.from_user is None or not said.text:
        raise StaleForm
    if said.from_user.id != context.member.telegram_id:
        raise StaleForm
    return said.text, said.date


async def show_report(context: BotContext, stated: StatedReport) -> None:
    """The form with what was put down above it, or the number in doubt asked about."""
    t, form = context.texts, stated.form
    note = words.together(
        words.figures_put_down(t, [(e.question, e.value, e.before) for e in stated.put_down]),
        words.not_put_down(t, stated.refused),
        words.kept_as_words(t, stated.words),
    )
    if stated.doubt is not None:
        screen = words.above(t, note, confirm_figure(t, form.draft, *stated.doubt))
    else:
        screen = form_screen(context, form, note)
    await show_form(context, form.draft, screen, below=True)


async def _on_report(context: BotContext, question: Question, text: str) -> bool:
    message = context.incoming.message
    assert message is not None
    async with context.reading() as db:
        if not question.stated:
            known = await stating.figures_stated(db, context.member, text)
            if known.is_empty:
                return False
        duties = await stating.reports_stated(db, context.member, question)
    if not duties:
        return False
    if len(duties) == 1:
        await _state_report(context, duties[0].obligation.id, text, message.date)
    else:
        choice = words.choose_duty(context.texts, unit_of(context), duties, text)
        await send(context, choice, as_reply=True)
    return True


async def _on_registration(context: BotContext, text: str) -> bool:
    message = context.incoming.message
    assert message is not None
    async with context.reading() as db:
        duties = await registration_duties(db, context.member)
        asks = await registering_stated.asks_to_register(db, context.member, text)
    if not duties or not asks:
        return False
    if len(duties) == 1:
        await _state_registration(context, duties[0].obligation.id, text, message.date)
    else:
        choice = words.choose_duty(context.texts, unit_of(context), duties, text)
        await send(context, choice, as_reply=True)
    return True


async def _is_of_another(context: BotContext, draft: Draft, text: str) -> bool:
    """Whether a sentence names another report than the one open, and was taken for that."""
    question = understand(text)
    if not question.stated or question.kind not in REPORTS or not draft.step.startswith(PARTS):
        return False
    async with context.reading() as db:
        duties = await stating.reports_stated(db, context.member, question)
    kinds = {duty.obligation.kind for duty in duties}
    if draft.obligation_id in {duty.obligation.id for duty in duties} or kinds != {question.kind}:
        return False
    return await _on_report(context, question, text)


async def _state_report(
    context: BotContext, obligation_id: int, text: str, sent_at: datetime
) -> None:
    async with context.transaction() as db:
        stated = await stating.state_report(
            db, context.member, obligation_id, text, context.now(), sent_at
        )
    await show_report(context, stated)


async def _state_registration(
    context: BotContext, obligation_id: int, text: str, sent_at: datetime
) -> None:
    async with context.transaction() as db:
        stated = await registering_stated.state_registration(
            db, context.member, obligation_id, text, context.now(), sent_at
        )
    await _show_registration(context, stated)


async def _show_registration(context: BotContext, stated: StatedRegistration) -> None:
    t, form = context.texts, stated.form
    assert context.member.post is not None
    note = words.together(
        words.registered_so(t, stated.titles, stated.targets),
        words.full_names(t, [person for _, person in stated.titles if person]),
        words.not_put_down(t, stated.refused),
        words.no_such_title(t, context.member.post.organisation, stated.unknown),
    )
    await show_screen(context, form, words.above(t, note, await _next(context, stated)), below=True)


async def _next(context: BotContext, stated: StatedRegistration) -> Screen:
    form = stated.form
    if stated.offer is not None:
        return asked(context, form, stated.offer)
    step, _, number = form.draft.step.partition(":")
    if step == "person":
        title = form.catalogue.title(int(number), Scope.INDIVIDUAL)
        return ask_people(context.texts, form.draft, title)
    return await screen_at(context, form)


HANDLERS = (pressed_for_unit(words.TakeStated, on_take_stated),)
