"""Requests for access: approved into a unit, or refused."""

from bot.actions.access import (
    grant_access,
    grant_new_unit,
    own_requests,
    read_request,
    refuse_access,
    units_for,
)
from bot.actions.units import read_unit
from bot.context import BotContext
from bot.messages import access as words
from handlers.routing import command, pressed
from handlers.showing import show


async def on_requests(context: BotContext) -> None:
    """/yeucau: the requests that wait."""
    await on_list(context, words.ListRequests())


async def on_list(context: BotContext, press: words.ListRequests) -> None:
    async with context.reading() as db:
        requests = await own_requests(db, context.member)
    await show(context, words.requests_list(context.texts, requests, press.page))


async def on_open(context: BotContext, press: words.OpenRequest) -> None:
    async with context.reading() as db:
        request = await read_request(db, context.member, press.request_id)
    await show(context, words.request_screen(context.texts, request))


async def on_approve(context: BotContext, press: words.ApproveRequest) -> None:
    async with context.reading() as db:
        request, units = await units_for(db, context.member, press.request_id)
    await show(context, words.choose_unit(context.texts, request, units, press.page))


async def on_grant(context: BotContext, press: words.GrantUnit) -> None:
    async with context.transaction() as db:
        view = await read_unit(db, context.member, press.unit_id, context.now())
        request = await grant_access(
            db, context.member, press.request_id, press.unit_id, context.now()
        )
    screen = words.granted_screen(context.texts, request, view.unit.name, press.unit_id)
    await show(context, screen)


async def on_grant_new(context: BotContext, press: words.GrantNewUnit) -> None:
    async with context.transaction() as db:
        request, unit = await grant_new_unit(db, context.member, press.request_id, context.now())
    await show(context, words.granted_screen(context.texts, request, unit.name, unit.id))


async def on_refuse(context: BotContext, press: words.RefuseRequest) -> None:
    async with context.reading() as db:
        request, _ = await units_for(db, context.member, press.request_id)
    await show(context, words.refusal_screen(context.texts, request))


async def on_confirm_refusal(context: BotContext, press: words.ConfirmRefusal) -> None:
    async with context.transaction() as db:
        request = await refuse_access(db, context.member, press.request_id, context.now())
    await show(context, words.refused_screen(context.texts, request))


HANDLERS = (
    command(on_requests, "yeucau", "requests"),
    pressed(words.ListRequests, on_list),
    pressed(words.OpenRequest, on_open),
    pressed(words.ApproveRequest, on_approve),
    pressed(words.GrantUnit, on_grant),
    pressed(words.GrantNewUnit, on_grant_new),
    pressed(words.RefuseRequest, on_refuse),
    pressed(words.ConfirmRefusal, on_confirm_refusal),
)
COMMANDS = {"yeucau": on_requests}
