"""/danhmuc: the catalogue of titles and indicators."""

from bot.actions.catalogue import (
    own_catalogue,
    read_indicator,
    read_title,
    retire_indicator,
    retire_title,
    withdraw_condition,
)
from bot.context import BotContext
from bot.messages import catalogue as words
from bot.rules.registrations import Scope
from handlers.routing import command, pressed
from handlers.showing import show


async def on_catalogue(context: BotContext) -> None:
    """The three parts."""
    async with context.reading() as db:
        catalogue = await own_catalogue(db, context.member)
    await show(context, words.catalogue_screen(context.texts, catalogue))


async def on_open(context: BotContext, _press: words.OpenCatalogue) -> None:
    await on_catalogue(context)


async def on_titles(context: BotContext, press: words.ListTitles) -> None:
    async with context.reading() as db:
        catalogue = await own_catalogue(db, context.member)
    scope = Scope.INDIVIDUAL if press.individual else Scope.COLLECTIVE
    await show(context, words.titles_screen(context.texts, catalogue, scope, press.page))


async def on_indicators(context: BotContext, press: words.ListIndicators) -> None:
    async with context.reading() as db:
        catalogue = await own_catalogue(db, context.member)
    await show(context, words.indicators_screen(context.texts, catalogue, press.page))


async def on_open_title(context: BotContext, press: words.OpenTitle) -> None:
    await show_title(context, press.title_id)


async def on_open_indicator(context: BotContext, press: words.OpenIndicator) -> None:
    await show_indicator(context, press.indicator_id)


async def on_retire_title(context: BotContext, press: words.RetireTitle) -> None:
    async with context.transaction() as db:
        await retire_title(db, context.member, press.title_id, context.now(), retired=press.retired)
    await show_title(context, press.title_id)


async def on_retire_indicator(context: BotContext, press: words.RetireIndicator) -> None:
    async with context.transaction() as db:
        await retire_indicator(
            db, context.member, press.indicator_id, context.now(), retired=press.retired
        )
    await show_indicator(context, press.indicator_id)


async def on_withdraw(context: BotContext, press: words.WithdrawCondition) -> None:
    async with context.transaction() as db:
        await withdraw_condition(db, context.member, press.title_id, context.now())
    await show_title(context, press.title_id)


async def show_title(context: BotContext, title_id: int) -> None:
    """One title as it stands now."""
    async with context.transaction() as db:
        view = await read_title(db, context.member, title_id)
    await show(context, words.title_screen(context.texts, view.title, used=view.used))


async def show_indicator(context: BotContext, indicator_id: int) -> None:
    """One indicator as it stands now."""
    async with context.transaction() as db:
        view = await read_indicator(db, context.member, indicator_id)
    await show(context, words.indicator_screen(context.texts, view.indicator, used=view.used))


HANDLERS = (
    command(on_catalogue, "danhmuc", "catalogue"),
    pressed(words.OpenCatalogue, on_open),
    pressed(words.ListTitles, on_titles),
    pressed(words.ListIndicators, on_indicators),
    pressed(words.OpenTitle, on_open_title),
    pressed(words.OpenIndicator, on_open_indicator),
    pressed(words.RetireTitle, on_retire_title),
    pressed(words.RetireIndicator, on_retire_indicator),
    pressed(words.WithdrawCondition, on_withdraw),
)
COMMANDS = {"danhmuc": on_catalogue}
