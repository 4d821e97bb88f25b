"""«Chuyển khối»: a unit moves to another bloc, chosen from its page."""

from bot.actions.moving import headed_by, move_unit
from bot.actions.units import own_blocs, read_unit, working_unit
from bot.context import BotContext
from bot.messages import moving as words
from bot.rules.units import NO_BLOC
from handlers.routing import pressed
from handlers.showing import show


async def on_ask(context: BotContext, press: words.AskMove) -> None:
    async with context.transaction() as db:
        await working_unit(db, context.member, press.unit_id)
        view = await read_unit(db, context.member, press.unit_id, context.now())
        blocs = await own_blocs(db, context.member)
        heads = await headed_by(db, context.member, press.unit_id, context.now())
    await show(context, words.ask_bloc(context.texts, view.unit, blocs, heads, press.page))


async def on_move(context: BotContext, press: words.MoveUnit) -> None:
    bloc_id = None if press.bloc_id == NO_BLOC else press.bloc_id
    async with context.transaction() as db:
        ended = await move_unit(db, context.member, press.unit_id, bloc_id, context.now())
        view = await read_unit(db, context.member, press.unit_id, context.now())
    await show(context, words.was_moved(context.texts, view.unit, ended))


HANDLERS = (pressed(words.AskMove, on_ask), pressed(words.MoveUnit, on_move))
