"""/han: the unit's deadlines, one by one, and as a calendar file."""

from datetime import date

from telegram import InputFile

from bot.actions.desks import own_desks
from bot.actions.duties import own_duties, own_duty
from bot.actions.plans import plans_of
from bot.actions.receipts import own_receipt, own_receipts
from bot.context import BotContext
from bot.messages.calendars import calendar_caption
from bot.messages.deadlines import (
    ListDuties,
    OpenDuty,
    SeeReceipt,
    SendCalendar,
    duty_list,
    duty_screen,
)
from bot.messages.receipts import receipt_screen
from bot.messages.screens import Screen
from bot.messages.stopped import stopped_for_unit
from bot.papers.calendar import calendar_file
from bot.rules.dialogues import StaleForm
from handlers.officers.deadlines import show_asked
from handlers.posts import pressed_for_unit
from handlers.routing import answer, command
from handlers.showing import send, show


async def on_deadlines(context: BotContext, page: int = 0) -> None:
    """The list: of the unit's duties for a manager, of what is asked for an officer."""
    if context.member.is_officer:
        await show_asked(context)
        return
    if context.member.post is not None and context.member.post.stopped_on is not None:
        await show(context, await stopped_home(context))
        return
    async with context.reading() as db:
        duties = await own_duties(db, context.member)
    await show(context, duty_list(context.texts, unit_of(context), duties, today(context), page))


async def on_open(context: BotContext, press: OpenDuty) -> None:
    async with context.reading() as db:
        duty = await own_duty(db, context.member, press.obligation_id)
    await show(context, duty_screen(context.texts, unit_of(context), duty, today(context)))


async def on_see_receipt(context: BotContext, press: SeeReceipt) -> None:
    """The receipt as a message of its own, as it first came."""
    async with context.reading() as db:
        receipt = await own_receipt(db, context.member, press.obligation_id)
    await answer(context)
    await send(context, receipt_screen(context.texts, receipt))


async def on_list(context: BotContext, press: ListDuties) -> None:
    await on_deadlines(context, press.page)


async def on_calendar(context: BotContext, _press: SendCalendar) -> None:
    async with context.reading() as db:
        duties = await own_duties(db, context.member)
    if not any(duty.term for duty in duties):
        raise StaleForm
    content = calendar_file(context.texts, unit_of(context), duties, context.now())
    name = context.texts.plain("deadlines.ics")
    await context.bot.send_document(
        context.member.telegram_id,
        InputFile(content, filename=name),
        caption=calendar_caption(context.texts, unit_of(context)),
    )


async def stopped_home(context: BotContext) -> Screen:
    """What whoever speaks for a unit that was stopped reads: since when, whom to ask, receipts."""
    member, post = context.member, context.member.post
    assert post is not None
    async with context.reading() as db:
        contacts = [plan.contact for _, plan in await plans_of(db, member) if plan.contact]
        desks = await own_desks(db, member)
        receipts = await own_receipts(db, member)
    return stopped_for_unit(context.texts, member, post, contacts, desks, receipts)


def unit_of(context: BotContext) -> str:
    """The name of the unit the member speaks for."""
    return context.member.post.unit if context.member.post else ""


def unit_id_of(context: BotContext) -> int:
    """The unit the member speaks for; 0 for none."""
    return (context.member.post.unit_id or 0) if context.member.post else 0


def today(context: BotContext) -> date:
    """Today in the member's zone."""
    return context.now().astimezone(context.member.zone).date()


HANDLERS = (
    command(on_deadlines, "han", "deadlines"),
    pressed_for_unit(OpenDuty, on_open),
    pressed_for_unit(SeeReceipt, on_see_receipt),
    pressed_for_unit(ListDuties, on_list),
    pressed_for_unit(SendCalendar, on_calendar),
)
