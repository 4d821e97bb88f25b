"""«Đăng ký thay»: an officer registers for a unit, in the unit's own form."""

from datetime import timedelta

from bot.actions.receipts import read_receipt
from bot.actions.registering_behalf import enter_form, set_coming, set_way, start_on_behalf
from bot.actions.units import read_unit
from bot.context import BotContext
from bot.messages import registering_behalf as words
from bot.messages.channels import CHANNELS
from bot.messages.registration_buttons import RegisterFor, SubmitRegistration
from bot.rules.channels import Channel
from bot.rules.dialogues import StaleForm
from bot.rules.registrations import RegisteredMeanwhile
from handlers.officers.acting import today
from handlers.registration_screens import at_step, show_at
from handlers.routing import leave_form, pressed
from handlers.showing import show


async def on_begin(context: BotContext, press: RegisterFor) -> None:
    """Begin, or go on where it was left."""
    await leave_form(context)
    async with context.transaction() as db:
        form = await start_on_behalf(
            db, context.member, press.unit_id, press.obligation_id, context.now()
        )
    await show_at(context, form, below=True)


async def on_way(context: BotContext, press: words.CameBy) -> None:
    if press.channel not in {channel.value for channel in CHANNELS}:
        raise StaleForm
    async with context.transaction() as db:
        channel = Channel(press.channel)
        form = await set_way(db, context.member, press.draft_id, channel, context.now())
    await show_at(context, form)


async def on_ago(context: BotContext, press: words.CameAgo) -> None:
    if press.days not in (0, 1):
        raise StaleForm
    day = today(context) - timedelta(days=press.days)
    async with context.transaction() as db:
        form = await set_coming(db, context.member, press.draft_id, day, None, context.now())
    await show_at(context, form)


async def on_ask_way(context: BotContext, press: words.AskWay) -> None:
    await show_at(context, await at_step(context, press.draft_id, "way"))


async def on_submit(context: BotContext, press: SubmitRegistration) -> None:
    """Register it; what the unit itself sent meanwhile is to be looked at first."""
    key = context.services.receipt_key
    async with context.transaction() as db:
        form, receipt_id = await enter_form(
            db, context.member, press.draft_id, press.version, context.now(), key
        )
        if receipt_id:
            receipt = await read_receipt(db, receipt_id)
            unit = await read_unit(db, context.member, receipt.unit_id, context.now())
    if not receipt_id:
        await show_at(context, form)
        raise RegisteredMeanwhile
    assert form.came_on is not None
    line = words.way_line(context.texts, form.channel, form.came_on)
    people = len(unit.seats)
    await show(context, words.entered_for(context.texts, receipt, line, form.lines, people))


HANDLERS = (
    pressed(RegisterFor, on_begin),
    pressed(words.CameBy, on_way),
    pressed(words.CameAgo, on_ago),
    pressed(words.AskWay, on_ask_way),
)
