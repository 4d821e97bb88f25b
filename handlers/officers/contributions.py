"""Officers going through what units sent in: the list, one of them, its standing, the sheet."""

import asyncio

from telegram import InputFile

from bot.actions.contributions import (
    contributions,
    read_contribution,
    set_state,
    whole_contributions,
)
from bot.context import BotContext
from bot.messages import contribution_buttons as buttons
from bot.messages import contribution_queue as words
from bot.messages.contributions import kind_words, state_words
from bot.papers.contributions_sheet import SheetRow, contributions_sheet
from bot.rules.contributions import ContributionKind, ContributionMoved, ContributionState
from bot.rules.dialogues import StaleForm
from bot.rules.members import check_officer
from handlers.officers.acting import organisation_of
from handlers.routing import answer, pressed
from handlers.showing import show

A_PAGE = 8


async def show_queue(context: BotContext) -> None:
    """Everything that came, the newest first."""
    await on_list(context, buttons.ListContributions())


async def on_list(context: BotContext, press: buttons.ListContributions) -> None:
    """One more is read to know whether there is another page."""
    page = max(press.page, 0)
    async with context.reading() as db:
        found = await contributions(
            db,
            context.member,
            _kind(press.kind),
            _state(press.state),
            offset=page * A_PAGE,
            limit=A_PAGE + 1,
        )
    screen = words.contributions_list(
        context.texts,
        organisation_of(context),
        found[:A_PAGE],
        buttons.ListContributions(press.kind, press.state, page),
        more=len(found) > A_PAGE,
    )
    await show(context, screen)


async def on_choose_kind(context: BotContext, press: buttons.ChooseKind) -> None:
    check_officer(context.member)
    _state(press.state)
    await show(context, words.choose_kind(context.texts, press.state))


async def on_choose_state(context: BotContext, press: buttons.ChooseState) -> None:
    check_officer(context.member)
    _kind(press.kind)
    await show(context, words.choose_state(context.texts, press.kind))


async def on_open(context: BotContext, press: buttons.OpenContribution) -> None:
    check_officer(context.member)
    async with context.reading() as db:
        view = await read_contribution(db, context.member, press.contribution_id)
    await show(context, words.contribution_screen(context.texts, view, press.page))


async def on_standing(context: BotContext, press: buttons.SetStanding) -> None:
    """Give it the standing; if a colleague was faster, show what became of it."""
    state, was = _state(press.state), _state(press.was)
    if state is None or was is None:
        raise StaleForm
    try:
        async with context.transaction() as db:
            await set_state(db, context.member, press.contribution_id, state, was, context.now())
    except ContributionMoved:
        await answer(context, words.moved(context.texts), alert=True)
    await on_open(context, buttons.OpenContribution(press.contribution_id))


async def on_sheet(context: BotContext, press: buttons.SendSheet) -> None:
    """What is listed as an Excel sheet. Made off the loop: a thousand rows take a while."""
    async with context.reading() as db:
        views, zone = await whole_contributions(
            db, context.member, _kind(press.kind), _state(press.state)
        )
    t, now = context.texts, context.now()
    rows = [
        SheetRow(view, kind_words(t, view.kind), state_words(t, view.kind, view.state))
        for view in views
    ]
    content = await asyncio.to_thread(contributions_sheet, t, rows, zone, now)
    day = f"{now.astimezone(zone):%Y-%m-%d}"
    await context.bot.send_document(
        context.member.telegram_id,
        InputFile(content, filename=t.plain("contributions-{day}.xlsx", day=day)),
        caption=t.n("{count} contribution", "{count} contributions", len(rows)),
    )


def _kind(kind: str) -> ContributionKind | None:
    try:
        return ContributionKind(kind) if kind else None
    except ValueError:
        raise StaleForm from None


def _state(state: str) -> ContributionState | None:
    try:
        return ContributionState(state) if state else None
    except ValueError:
        raise StaleForm from None


HANDLERS = (
    pressed(buttons.ListContributions, on_list),
    pressed(buttons.ChooseKind, on_choose_kind),
    pressed(buttons.ChooseState, on_choose_state),
    pressed(buttons.OpenContribution, on_open),
    pressed(buttons.SetStanding, on_standing),
    pressed(buttons.SendSheet, on_sheet),
)
