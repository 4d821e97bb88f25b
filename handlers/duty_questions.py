"""Questions about the duties of the unit a person speaks for, answered from its own record."""

from bot.actions.blocs import heads_a_bloc
from bot.actions.duties import other_unit_named, own_duties
from bot.actions.last_questions import keep_last
from bot.actions.reporting import report_duties
from bot.asking import Intent, Question, days_said, meant, of_days
from bot.context import BotContext
from bot.messages import asking as words
from bot.messages.deadlines import StartReport
from bot.messages.on_deadline import answer_on_a_day, answer_on_deadline
from bot.rules.plans import Kind
from handlers.blocs import on_bloc
from handlers.deadlines import on_deadlines, today, unit_of
from handlers.reports import on_report, on_start
from handlers.showing import send

ON_DEADLINES = frozenset({Intent.DEADLINE_QUERY, Intent.MY_STATUS})


async def answered(
    context: BotContext, question: Question, text: str, *, is_second: bool = False
) -> bool:
    """Answer what is asked about the unit's duties; False where it asks something else.

    What is typed next goes on from it, unless it is the second question of a line.
    """
    if question.intent is Intent.MY_STATUS and await _is_of_another(context, text):
        await send(context, words.only_own_unit(context.texts))
    elif question.intent is Intent.DEADLINE_LIST or question.slot == "all":
        await on_deadlines(context)
    elif question.slot == "bloc":
        await _answer_on_the_bloc(context)
    elif question.intent in ON_DEADLINES:
        kind = await _answer_on_deadline(context, question, text)
        await _keep_last(context, question.intent, None if is_second else kind)
    elif question.intent is Intent.HOW_TO_SUBMIT and question.slot not in words.TEMPLATES:
        kind = await _answer_how(context, question)
        await _keep_last(context, question.intent, None if is_second else kind)
    elif question.intent is Intent.OTHER:
        return await answered_on_a_day(context, text)
    else:
        return False
    return True


async def _is_of_another(context: BotContext, text: str) -> bool:
    """Whether the standing of another unit is asked for, of one's own other units, too."""
    async with context.reading() as db:
        return await other_unit_named(db, context.member, text) is not None


async def begin_report(context: BotContext, question: Question) -> None:
    """Open the report that is named at once; else ask which."""
    async with context.reading() as db:
        duties = await report_duties(db, context.member)
    named = meant(duties, question) if question.kind is not None else []
    if len(named) == 1:
        duty = named[0]
        await on_start(context, StartReport(duty.obligation.id, duty.unit_id))
    else:
        await on_report(context)


async def _answer_on_deadline(context: BotContext, question: Question, text: str) -> Kind | None:
    async with context.reading() as db:
        duties = await own_duties(db, context.member)
    screen, kind = answer_on_deadline(
        context.texts, unit_of(context), duties, question, text, today(context)
    )
    await send(context, screen)
    return kind


async def _answer_how(context: BotContext, question: Question) -> Kind | None:
    """Where and how the nearest duty meant is handed in, or what was handed in is changed."""
    async with context.reading() as db:
        found = meant(await own_duties(db, context.member), question)
    if question.slot == "amend":
        found = sorted(found, key=lambda duty: not duty.is_done)
    if not found:
        await send(context, words.no_such_duty(context.texts))
        return None
    await send(context, words.how_to_hand_in(context.texts, found[0]))
    return found[0].obligation.kind


async def names_a_duty(context: BotContext, text: str) -> bool:
    """Whether a line names the day on which something is due for the unit."""
    said = days_said(text, today(context))
    if not said or not context.member.is_manager:
        return False
    async with context.reading() as db:
        return bool(of_days(await own_duties(db, context.member), said))


async def answered_on_a_day(context: BotContext, text: str) -> bool:
    """The answer on the duty due on a day that is named, though no more is understood."""
    async with context.reading() as db:
        duties = await own_duties(db, context.member)
    screen = answer_on_a_day(context.texts, unit_of(context), duties, text, today(context))
    if screen is not None:
        await send(context, screen)
    return screen is not None


async def _answer_on_the_bloc(context: BotContext) -> None:
    """Its head is shown how the bloc stands; other units are told who sees that."""
    async with context.reading() as db:
        is_head = await heads_a_bloc(db, context.member)
    if is_head:
        await on_bloc(context)
    else:
        await send(context, words.seen_by_heads(context.texts))


async def _keep_last(context: BotContext, intent: Intent, kind: Kind | None) -> None:
    """What is typed next may go on from this."""
    if kind is not None:
        async with context.transaction() as db:
            await keep_last(db, context.member, intent, kind, context.now())
