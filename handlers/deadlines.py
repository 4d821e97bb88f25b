"""/han: the unit's deadlines, one by one, and as a calendar file."""

from datetime import date

from telegram import InputFile

from bot.actions.duties import own_duties, own_duty
from bot.context import BotContext
from bot.messages.deadlines import ListDuties, OpenDuty, SendCalendar, duty_list, duty_screen
from bot.papers.calendar import calendar_file
from bot.rules.plans import Kind
from handlers.officers.deadlines import show_asked
from handlers.routing import command, pressed
from handlers.showing import send, show


async def on_deadlines(context: BotContext) -> None:
    """The list: of the unit's duties for a manager, of what is asked for an officer."""
    if context.member.is_officer:
        await show_asked(context)
        return
    async with context.reading() as db:
        duties = await own_duties(db, context.member)
    await show(context, duty_list(context.texts, unit_of(context), duties, today(context)))


async def on_open(context: BotContext, press: OpenDuty) -> None:
    async with context.reading() as db:
        duty = await own_duty(db, context.member, press.obligation_id)
    await show(context, duty_screen(context.texts, unit_of(context), duty, today(context)))


async def on_list(context: BotContext, _press: ListDuties) -> None:
    await on_deadlines(context)


async def on_calendar(context: BotContext, _press: SendCalendar) -> None:
    async with context.reading() as db:
        duties = await own_duties(db, context.member)
    content = calendar_file(context.texts, unit_of(context), duties, context.now())
    name = context.texts.plain("deadlines.ics")
    await context.bot.send_document(
        context.member.telegram_id,
        InputFile(content, filename=name),
        caption=context.texts.plain("Open this file on the phone to add the deadlines."),
    )


async def answer_deadline(context: BotContext, kind: Kind | None) -> bool:
    """Answer a typed question on a deadline; False when the unit has no duty of that kind."""
    async with context.reading() as db:
        duties = await own_duties(db, context.member)
    asked = [duty for duty in duties if kind is None or duty.obligation.kind is kind]
    if len(asked) == 1:
        await send(context, duty_screen(context.texts, unit_of(context), asked[0], today(context)))
    elif asked:
        await send(context, duty_list(context.texts, unit_of(context), asked, today(context)))
    return bool(asked)


def unit_of(context: BotContext) -> str:
    """The name of the unit the member speaks for."""
    return context.member.post.unit if context.member.post else ""


def today(context: BotContext) -> date:
    """Today in the member's zone."""
    return context.now().astimezone(context.member.zone).date()


HANDLERS = (
    command(on_deadlines, "han", "deadlines"),
    pressed(OpenDuty, on_open),
    pressed(ListDuties, on_list),
    pressed(SendCalendar, on_calendar),
)
