"""/chuanop: who has not, by obligation and bloc, and one tap that reminds exactly those."""

from bot.actions.missing import (
    nudge,
    nudge_unsigned,
    tallies,
    who_has_not,
    whose_copy_lacks,
)
from bot.actions.standings import can_post_standing
from bot.context import BotContext
from bot.messages import missing as words
from bot.messages import unsigned
from bot.rules.obligations import is_handed_in
from bot.rules.plans import Kind
from handlers.officers.acting import organisation_of, today
from handlers.routing import command, pressed
from handlers.showing import show


async def on_missing(context: BotContext) -> None:
    """Every obligation with how many have not."""
    await _show_list(context, 0)


async def on_asked(context: BotContext, kind: Kind | None) -> None:
    """Who has not done the one duty of this kind; every duty where none or several are meant."""
    async with context.reading() as db:
        found = [each for each in await tallies(db, context.member) if each.obligation.kind is kind]
    if len(found) == 1:
        await on_open(context, words.OpenMissing(found[0].obligation.id))
    else:
        await _show_list(context, 0)


async def on_list(context: BotContext, press: words.ListMissing) -> None:
    await _show_list(context, press.page)


async def on_open(context: BotContext, press: words.OpenMissing) -> None:
    async with context.reading() as db:
        missing = await who_has_not(db, context.member, press.obligation_id)
        is_bloc = press.bloc_id > 0
        has_group = is_bloc and await can_post_standing(db, context.member, press.bloc_id)
    screen = words.missing_screen(
        context.texts, missing, press.bloc_id, press.page, today(context), has_group=has_group
    )
    await show(context, screen)


async def on_nudge(context: BotContext, press: words.NudgeMissing) -> None:
    """Pressed twice it writes to nobody twice: one message a person a day."""
    async with context.transaction() as db:
        missing = await who_has_not(db, context.member, press.obligation_id)
        done = await nudge(db, context.member, press.obligation_id, context.now(), press.bloc_id)
    await show(context, words.nudged_screen(context.texts, missing, done, press.bloc_id))


async def on_unsigned(context: BotContext, press: words.OpenUnsigned) -> None:
    async with context.reading() as db:
        found = await whose_copy_lacks(db, context.member, press.obligation_id)
    await show(context, unsigned.unsigned_screen(context.texts, found, press.page, today(context)))


async def on_nudge_unsigned(context: BotContext, press: unsigned.NudgeUnsigned) -> None:
    async with context.transaction() as db:
        found = await whose_copy_lacks(db, context.member, press.obligation_id)
        done = await nudge_unsigned(db, context.member, press.obligation_id, context.now())
    await show(context, unsigned.nudged_unsigned(context.texts, found, done))


async def _show_list(context: BotContext, page: int) -> None:
    async with context.reading() as db:
        found = await tallies(db, context.member)
    asked = [tally for tally in found if is_handed_in(tally.obligation)]
    await show(context, words.missing_list(context.texts, organisation_of(context), asked, page))


HANDLERS = (
    command(on_missing, "chuanop", "missing"),
    pressed(words.ListMissing, on_list),
    pressed(words.OpenMissing, on_open),
    pressed(words.NudgeMissing, on_nudge),
    pressed(words.OpenUnsigned, on_unsigned),
    pressed(unsigned.NudgeUnsigned, on_nudge_unsigned),
)
COMMANDS = {"chuanop": on_missing}
