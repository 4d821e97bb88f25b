"""What the plans ask of units, with its dates, and the choice on closed last days."""

from bot.actions.closing import close_duty
from bot.actions.missing import all_tallies, who_has_not
from bot.actions.setting_dates import set_shifting, shifts_of
from bot.actions.signed import set_counting
from bot.context import BotContext
from bot.messages import asked as words
from handlers.officers.acting import organisation_of, today
from handlers.routing import pressed
from handlers.showing import show


async def show_asked(context: BotContext, page: int = 0) -> None:
    """Everything asked of units, for an officer."""
    async with context.reading() as db:
        found = await all_tallies(db, context.member)
    await show(context, words.asked_list(context.texts, organisation_of(context), found, page))


async def on_list(context: BotContext, press: words.ListAsked) -> None:
    await show_asked(context, press.page)


async def on_open(context: BotContext, press: words.OpenAsked) -> None:
    async with context.reading() as db:
        missing = await who_has_not(db, context.member, press.obligation_id)
    await show(context, words.asked_screen(context.texts, missing, today(context)))


async def on_counting(context: BotContext, press: words.ChooseCounting) -> None:
    async with context.transaction() as db:
        id_, now = press.obligation_id, context.now()
        await set_counting(db, context.member, id_, signed=press.signed, now=now)
    await on_open(context, words.OpenAsked(press.obligation_id))


async def on_close(context: BotContext, press: words.CloseDuty) -> None:
    async with context.transaction() as db:
        id_, now = press.obligation_id, context.now()
        await close_duty(db, context.member, id_, closed=press.closed, now=now)
    await on_open(context, words.OpenAsked(press.obligation_id))


async def on_shifting(context: BotContext, _press: words.OpenShifting) -> None:
    async with context.reading() as db:
        shifts = await shifts_of(db, context.member)
    await show(context, words.shifting_screen(context.texts, shifts=shifts))


async def on_choose_shifting(context: BotContext, press: words.ChooseShifting) -> None:
    async with context.transaction() as db:
        await set_shifting(db, context.member, press.shifts, context.now())
    await show(context, words.shifting_screen(context.texts, shifts=press.shifts))


HANDLERS = (
    pressed(words.ListAsked, on_list),
    pressed(words.OpenAsked, on_open),
    pressed(words.ChooseCounting, on_counting),
    pressed(words.CloseDuty, on_close),
    pressed(words.OpenShifting, on_shifting),
    pressed(words.ChooseShifting, on_choose_shifting),
)
