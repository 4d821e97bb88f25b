"""/khoi: the head of a bloc sees who has not, and reminds exactly those."""

from bot.actions.blocs import bloc_missing, bloc_tallies, nudge_bloc, own_headings
from bot.context import BotContext
from bot.messages import blocs as words
from handlers.deadlines import today
from handlers.routing import command, pressed
from handlers.showing import send, show


async def on_bloc(context: BotContext) -> None:
    """The bloc one heads; with several, which of them."""
    async with context.reading() as db:
        headings = await own_headings(db, context.member)
    if len(headings) == 1:
        await on_open(context, words.OpenBloc(headings[0].id))
    else:
        await show(context, words.headings_list(context.texts, headings))


async def on_open(context: BotContext, press: words.OpenBloc) -> None:
    async with context.reading() as db:
        heading, tallies = await bloc_tallies(db, context.member, press.head_id)
    await show(context, words.bloc_screen(context.texts, heading, tallies, press.page))


async def on_missing(context: BotContext, press: words.OpenBlocMissing) -> None:
    async with context.reading() as db:
        heading, missing = await bloc_missing(
            db, context.member, press.head_id, press.obligation_id
        )
    t, day = context.texts, today(context)
    await show(context, words.bloc_missing_screen(t, heading, missing, press.page, day))


async def on_nudge(context: BotContext, press: words.NudgeBloc) -> None:
    """Pressed twice it writes to nobody twice: one message a person a day.

    The list that a head was sent stays as it is: it comes but once.
    """
    head_id, obligation_id = press.head_id, press.obligation_id
    async with context.transaction() as db:
        heading, missing = await bloc_missing(db, context.member, head_id, obligation_id)
        done = await nudge_bloc(
            db, context.member, head_id, obligation_id, context.now(), silent=press.silent
        )
    screen = words.bloc_nudged(context.texts, heading, missing, done)
    await (send if press.silent else show)(context, screen)


HANDLERS = (
    command(on_bloc, "khoi", "bloc"),
    pressed(words.OpenBloc, on_open),
    pressed(words.OpenBlocMissing, on_missing),
    pressed(words.NudgeBloc, on_nudge),
)
COMMANDS = {"khoi": on_bloc}
