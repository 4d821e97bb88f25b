"""«Trưởng khối», «Phó trưởng khối»: officers choose on a bloc's page who they are in a year."""

from bot.actions.heads import end_head, heads_of, name_head, own_bloc
from bot.actions.units import own_units
from bot.context import BotContext
from bot.messages import heads as words
from bot.messages.units import ChooseHead
from bot.rules.heads import HeadOf
from handlers.routing import pressed
from handlers.showing import show


async def on_choose(context: BotContext, press: ChooseHead) -> None:
    async with context.reading() as db:
        bloc = await own_bloc(db, context.member, press.bloc_id)
        heads = await heads_of(db, context.member, press.bloc_id, context.now())
        units = await own_units(db, context.member, press.bloc_id)
    head = next((each for each in heads if each.year == press.year), HeadOf(press.year, None))
    t, bloc_id = context.texts, press.bloc_id
    screen = words.choose_head(t, bloc_id, bloc.name, head, units, press.page, deputy=press.deputy)
    await show(context, screen)


async def on_name(context: BotContext, press: words.NameHead) -> None:
    async with context.transaction() as db:
        heading, people = await name_head(
            db,
            context.member,
            press.bloc_id,
            press.year,
            press.unit_id,
            context.now(),
            deputy=press.deputy,
        )
    await show(context, words.head_was_named(context.texts, heading, people))


async def on_end(context: BotContext, press: words.EndHead) -> None:
    async with context.transaction() as db:
        heading = await end_head(db, context.member, press.head_id, context.now())
    await show(context, words.head_was_ended(context.texts, heading))


HANDLERS = (
    pressed(ChooseHead, on_choose),
    pressed(words.NameHead, on_name),
    pressed(words.EndHead, on_end),
)
