"""«Không phải người này»: ending somebody's right to speak for a unit, after asking once."""

from bot.actions.seats import undo_joining
from bot.actions.units import read_seat
from bot.context import BotContext
from bot.messages import seats as words
from handlers.routing import pressed
from handlers.showing import show


async def on_end(context: BotContext, press: words.EndSeat) -> None:
    async with context.reading() as db:
        seat, unit = await read_seat(db, context.member, press.seat_id)
    await show(context, words.end_seat_screen(context.texts, seat, unit))


async def on_confirm(context: BotContext, press: words.ConfirmEndSeat) -> None:
    async with context.transaction() as db:
        _, unit = await read_seat(db, context.member, press.seat_id)
        name = await undo_joining(db, context.member, press.seat_id, context.now())
    await show(context, words.seat_was_ended(context.texts, name, unit.name, unit.id))


HANDLERS = (pressed(words.EndSeat, on_end), pressed(words.ConfirmEndSeat, on_confirm))
