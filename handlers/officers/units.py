"""/donvi: blocs and units, who has joined, invites to their seats."""

from bot.actions.heads import heads_of
from bot.actions.invites import invite_successor, invite_to_unit, withdraw_invite
from bot.actions.stopping import stopped_units
from bot.actions.units import own_blocs, own_units, read_unit
from bot.context import BotContext
from bot.messages import unit_page
from bot.messages import units as words
from bot.messages.invitations import invite_made, invite_to_forward, invite_withdrawn
from bot.messages.screens import Screen
from bot.messages.seats import ReplaceSeat
from bot.rules.invites import Invitation
from bot.rules.members import Role
from handlers.officers.acting import organisation_of, today
from handlers.routing import command, pressed
from handlers.showing import send, show


async def on_units(context: BotContext) -> None:
    """The blocs; without any, the units."""
    await _show_blocs(context, 0)


async def on_blocs(context: BotContext, press: words.ListBlocs) -> None:
    await _show_blocs(context, press.page)


async def on_list(context: BotContext, press: words.ListUnits) -> None:
    async with context.reading() as db:
        units = await own_units(db, context.member, press.bloc_id)
        blocs = await own_blocs(db, context.member)
        name = next((bloc.name for bloc in blocs if bloc.id == press.bloc_id), "")
        heads = await heads_of(db, context.member, press.bloc_id, context.now()) if name else ()
    screen = words.units_screen(context.texts, name, units, press.bloc_id, press.page, heads)
    await show(context, screen)


async def on_open(context: BotContext, press: words.OpenUnit) -> None:
    await show(context, await unit_screen(context, press.unit_id))


async def on_invite(context: BotContext, press: words.InviteTo) -> None:
    """Make a link and send it alone, so that it can be forwarded as it is."""
    role = Role.DEPUTY if press.deputy else Role.REPRESENTATIVE
    async with context.transaction() as db:
        invitation = await invite_to_unit(db, context.member, press.unit_id, role, context.now())
    await send_invite(context, invitation, press.unit_id)


async def on_replace(context: BotContext, press: ReplaceSeat) -> None:
    """The same for whoever takes over from a representative."""
    async with context.transaction() as db:
        invitation = await invite_successor(db, context.member, press.seat_id, context.now())
    await send_invite(context, invitation, invitation.unit_id)


async def on_withdraw(context: BotContext, press: words.WithdrawInvite) -> None:
    async with context.transaction() as db:
        await withdraw_invite(db, context.member, press.invite_id, context.now())
    await show(context, invite_withdrawn(context.texts, press.unit_id))


async def unit_screen(context: BotContext, unit_id: int) -> Screen:
    """One unit as it stands now."""
    async with context.reading() as db:
        view = await read_unit(db, context.member, unit_id, context.now())
    return unit_page.unit_screen(
        context.texts,
        view.unit,
        view.seats,
        view.invites,
        view.duties,
        today(context),
        view.past,
    )


async def send_invite(context: BotContext, invitation: Invitation, unit_id: int) -> None:
    """The invite on a message of its own, and below it what to do with it."""
    link = link_of(context, invitation.code)
    await send(context, invite_to_forward(context.texts, invitation, link))
    await send(context, invite_made(context.texts, invitation, unit_id))


def link_of(context: BotContext, code: str) -> str:
    """The address that opens an invite in Telegram."""
    return f"https://t.me/{context.bot.username}?start={code}"


async def _show_blocs(context: BotContext, page: int) -> None:
    async with context.reading() as db:
        blocs = await own_blocs(db, context.member)
        stopped = len(await stopped_units(db, context.member))
    post = context.member.post
    is_owner = post is not None and post.role is Role.OWNER
    screen = words.blocs_screen(
        context.texts, organisation_of(context), blocs, page, stopped=stopped, is_owner=is_owner
    )
    await show(context, screen)


HANDLERS = (
    command(on_units, "donvi", "units"),
    pressed(words.ListBlocs, on_blocs),
    pressed(words.ListUnits, on_list),
    pressed(words.OpenUnit, on_open),
    pressed(words.InviteTo, on_invite),
    pressed(ReplaceSeat, on_replace),
    pressed(words.WithdrawInvite, on_withdraw),
)
COMMANDS = {"donvi": on_units}
