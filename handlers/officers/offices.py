"""«Cán bộ»: who runs the campaign; the owner invites and dismisses."""

from bot.actions.invites import invite_officer
from bot.actions.offices import dismiss_officer, officer_invites, own_officers, read_officer
from bot.context import BotContext
from bot.messages import invitations as words
from bot.messages.units import ListOfficers
from handlers.officers.acting import organisation_of
from handlers.officers.units import send_invite
from handlers.routing import pressed
from handlers.showing import show


async def on_list(context: BotContext, _press: ListOfficers) -> None:
    async with context.reading() as db:
        officers = await own_officers(db, context.member)
        invites = await officer_invites(db, context.member, context.now())
    screen = words.officers_screen(context.texts, organisation_of(context), officers, invites)
    await show(context, screen)


async def on_invite(context: BotContext, _press: words.InviteOfficer) -> None:
    async with context.transaction() as db:
        invitation = await invite_officer(db, context.member, context.now())
    await send_invite(context, invitation, 0)


async def on_dismiss(context: BotContext, press: words.DismissOfficer) -> None:
    async with context.reading() as db:
        officer = await read_officer(db, context.member, press.office_id)
    screen = words.dismissal_screen(context.texts, officer, organisation_of(context))
    await show(context, screen)


async def on_confirm(context: BotContext, press: words.ConfirmDismissal) -> None:
    async with context.transaction() as db:
        name = await dismiss_officer(db, context.member, press.office_id, context.now())
    await show(context, words.officer_dismissed(context.texts, name, organisation_of(context)))


HANDLERS = (
    pressed(ListOfficers, on_list),
    pressed(words.InviteOfficer, on_invite),
    pressed(words.DismissOfficer, on_dismiss),
    pressed(words.ConfirmDismissal, on_confirm),
)
