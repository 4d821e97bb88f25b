"""Invites: given out again, as text, as QR code, renewed; links and papers for many units."""

import asyncio
from collections.abc import Sequence
from itertools import groupby

from telegram import InputFile

from bot.actions.invites import open_invite, renew_invite
from bot.actions.inviting import invite_all, unit_invites
from bot.actions.units import own_blocs
from bot.context import BotContext
from bot.messages import invitations as one
from bot.messages import inviting as words
from bot.messages.units import InviteAgain, ListInvites
from bot.papers.invite_cards import MOST_CARDS, Card, invite_cards
from bot.papers.invite_sheet import invite_sheet
from bot.papers.qr import qr_png
from bot.rules.invites import Invitation, Joining, UnitInvite
from bot.rules.members import Role
from bot.rules.units import NO_BLOC
from handlers.officers.acting import organisation_of, today
from handlers.officers.units import link_of, send_invite
from handlers.routing import answer, pressed
from handlers.showing import send, show


async def on_again(context: BotContext, press: InviteAgain) -> None:
    """The same link once more, as on the first day."""
    await send_invite(context, await _invitation(context, press.invite_id), press.unit_id)


async def on_renew(context: BotContext, press: one.RenewInvite) -> None:
    async with context.transaction() as db:
        invitation = await renew_invite(db, context.member, press.invite_id, context.now())
    await send_invite(context, invitation, press.unit_id)


async def on_text(context: BotContext, press: one.InviteText) -> None:
    invitation = await _invitation(context, press.invite_id)
    link = link_of(context, invitation.code)
    await send(context, one.text_to_copy(context.texts, invitation, link))


async def on_qr(context: BotContext, press: one.InviteQr) -> None:
    invitation = await _invitation(context, press.invite_id)
    await answer(context)
    picture = await asyncio.to_thread(qr_png, link_of(context, invitation.code))
    await context.bot.send_photo(
        context.member.telegram_id,
        InputFile(picture, filename="qr.png"),
        caption=one.qr_caption(context.texts, invitation),
        parse_mode="HTML",
    )


async def on_list(context: BotContext, press: ListInvites) -> None:
    await _show_list(context, press.bloc_id, press.page)


async def on_make(context: BotContext, press: words.MakeInvites) -> None:
    """Links for all that lack one; pressed again there is nothing to make."""
    async with context.transaction() as db:
        made = await invite_all(db, context.member, press.bloc_id, context.now())
    await _show_list(context, press.bloc_id, 0, made)


async def on_cards(context: BotContext, press: words.SendCards) -> None:
    """A sheet for each bloc, or several where a bloc is large. Made off the loop, one by one."""
    units = await _units(context, press.bloc_id)
    invited = [unit for unit in units if unit.joining is Joining.INVITED]
    await answer(context)
    for bloc, group in groupby(invited, key=lambda unit: unit.bloc):
        cards = [Card(unit.unit, link_of(context, unit.code), unit.expires_at) for unit in group]
        for begin in range(0, len(cards), MOST_CARDS):
            await _send_cards(context, bloc, cards[begin : begin + MOST_CARDS])


async def on_sheet(context: BotContext, press: words.SendInviteSheet) -> None:
    """Every unit with how it stands, and what to send to those who have not joined."""
    units = await _units(context, press.bloc_id)
    await answer(context)
    t, now = context.texts, context.now()
    rows = [
        (
            *(unit.unit, unit.bloc, unit.contact, unit.phone),
            words.standing_words(t, unit),
            _text_for(context, unit),
        )
        for unit in units
    ]
    content = await asyncio.to_thread(invite_sheet, t, rows, context.member.zone, now)
    name = t.plain("invites-{day}.xlsx", day=today(context).isoformat())
    caption = t.n("{count} unit", "{count} units", len(rows))
    file = InputFile(content, filename=name)
    await context.bot.send_document(context.member.telegram_id, file, caption=caption)


async def _show_list(context: BotContext, bloc_id: int, page: int, made: int = 0) -> None:
    units = await _units(context, bloc_id)
    async with context.reading() as db:
        blocs = {bloc.id: bloc.name for bloc in await own_blocs(db, context.member)}
    title = blocs.get(bloc_id) or (
        context.texts.plain("No bloc") if bloc_id == NO_BLOC else organisation_of(context)
    )
    screen = words.invites_screen(context.texts, title, units, bloc_id, page, made)
    await show(context, screen)


async def _send_cards(context: BotContext, bloc: str, cards: Sequence[Card]) -> None:
    t = context.texts
    title = bloc or t.plain("No bloc")
    content = await asyncio.to_thread(
        invite_cards, t, organisation_of(context), title, cards, context.now()
    )
    await context.bot.send_document(
        context.member.telegram_id,
        InputFile(content, filename=t.plain("invites-{day}.docx", day=today(context).isoformat())),
        caption=words.cards_caption(t, title, len(cards)),
        parse_mode="HTML",
    )


async def _units(context: BotContext, bloc_id: int) -> list[UnitInvite]:
    async with context.reading() as db:
        return await unit_invites(db, context.member, bloc_id, context.now())


async def _invitation(context: BotContext, invite_id: int) -> Invitation:
    async with context.reading() as db:
        return await open_invite(db, context.member, invite_id, context.now())


def _text_for(context: BotContext, unit: UnitInvite) -> str:
    if unit.joining is not Joining.INVITED:
        return ""
    invitation = Invitation(
        0, unit.code, organisation_of(context), Role.REPRESENTATIVE, unit.unit, unit.bloc,
        unit.expires_at,
    )  # fmt: skip
    return one.invite_text(context.texts, invitation, link_of(context, unit.code))


HANDLERS = (
    pressed(InviteAgain, on_again),
    pressed(one.RenewInvite, on_renew),
    pressed(one.InviteText, on_text),
    pressed(one.InviteQr, on_qr),
    pressed(ListInvites, on_list),
    pressed(words.MakeInvites, on_make),
    pressed(words.SendCards, on_cards),
    pressed(words.SendInviteSheet, on_sheet),
)
