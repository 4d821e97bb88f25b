"""/start: joining by invite, sharing one's number, asking for access without an invite."""

from telegram import KeyboardButton, ReplyKeyboardMarkup

from bot.actions.access import ask_access
from bot.actions.dialogues import close_form, open_form, put_aside
from bot.actions.invites import accept_invite, read_invite
from bot.actions.members import consent, set_phone
from bot.actions.organisations import all_organisations
from bot.context import BotContext
from bot.messages import joining as words
from bot.rules.codes import code_in_link
from bot.rules.dialogues import Draft, Form, StaleForm
from bot.rules.members import InviteUsed
from bot.texts import N_
from handlers.commands import offer_commands
from handlers.home import send_home
from handlers.routing import command, pressed
from handlers.showing import send, show, show_form
from handlers.verifying import show_verified

SHARE = N_("📱 Share my number")
SKIP = N_("Skip")


async def on_start(context: BotContext) -> None:
    """An invite's link, or simply the beginning."""
    code = context.args[0] if context.args else ""
    if not code:
        await offer_commands(context)
        await send_home(context)
        return
    if receipt_code := code_in_link(code):
        await show_verified(context, receipt_code)
        return
    try:
        async with context.reading() as db:
            invitation = await read_invite(db, context.member, code, context.now())
    except InviteUsed as used:
        if not used.own or context.member.post is None:
            raise
        await send_home(context)
        return
    await send(context, words.invitation_screen(context.texts, invitation))


async def on_confirm(context: BotContext, press: words.ConfirmInvite) -> None:
    async with context.reading() as db:
        invitation = await read_invite(db, context.member, press.code, context.now())
    await show(context, words.consent_screen(context.texts, invitation))


async def on_decline(context: BotContext, _press: words.DeclineInvite) -> None:
    await show(context, words.declined(context.texts))


async def on_agree(context: BotContext, press: words.AgreeAndJoin) -> None:
    """Take the seat. Pressed twice, the second press only shows the home screen."""
    now = context.now()
    async with context.transaction() as db:
        await put_aside(db, context.member)
        await consent(db, context.member, now)
        member, invitation = await accept_invite(db, context.member, press.code, now)
    context.become(member)
    await show(context, words.joined_screen(context.texts, invitation, now))
    await offer_commands(context)
    await _ask_phone(context)


async def on_contact(context: BotContext) -> None:
    """Keep the number, if it is the sender's own."""
    message = context.incoming.message
    assert message is not None
    assert message.contact is not None
    if message.contact.user_id != context.member.telegram_id:
        await context.bot.send_message(
            context.member.telegram_id, words.phone_not_own(context.texts), parse_mode="HTML"
        )
        return
    number = message.contact.phone_number
    async with context.transaction() as db:
        await set_phone(db, context.member, number, context.now())
    await send_home(context, words.phone_kept(context.texts, number))


async def on_skip(context: BotContext) -> None:
    """No number; on to the home screen."""
    await send_home(context, words.phone_skipped(context.texts))


async def on_ask_access(context: BotContext, _press: words.AskAccess) -> None:
    async with context.reading() as db:
        organisations = await all_organisations(db)
    await show(context, words.choose_organisation(context.texts, organisations))


async def on_ask_access_to(context: BotContext, press: words.AskAccessTo) -> None:
    async with context.transaction() as db:
        name = dict(await all_organisations(db)).get(press.organisation_id)
        if name is None:
            raise StaleForm
        draft = await open_form(
            db,
            context.member,
            Form.ACCESS,
            "unit",
            context.now(),
            subject=str(press.organisation_id),
            answers={"organisation": name},
        )
    screen = words.ask_unit_name(context.texts, name, draft)
    await show_form(context, draft, screen, below=True)


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    """The unit's name completes the request."""
    async with context.transaction() as db:
        await ask_access(db, context.member, int(draft.subject), text, context.now())
        await close_form(db, draft)
    await send(context, words.access_was_asked(context.texts, draft.answers["organisation"]))


async def resume(context: BotContext, draft: Draft) -> None:
    """Ask for the unit's name again."""
    screen = words.ask_unit_name(context.texts, draft.answers["organisation"], draft)
    await show_form(context, draft, screen, below=True)


async def _ask_phone(context: BotContext) -> None:
    t = context.texts
    share = KeyboardButton(t.plain(SHARE), request_contact=True)
    keyboard = [[share], [KeyboardButton(t.plain(SKIP))]]
    await context.bot.send_message(
        context.member.telegram_id,
        words.ask_phone(t),
        parse_mode="HTML",
        reply_markup=ReplyKeyboardMarkup(keyboard, resize_keyboard=True),
    )


FORMS = {Form.ACCESS: on_typed}

HANDLERS = (
    command(on_start, "start"),
    pressed(words.ConfirmInvite, on_confirm),
    pressed(words.DeclineInvite, on_decline),
    pressed(words.AgreeAndJoin, on_agree),
    pressed(words.AskAccess, on_ask_access),
    pressed(words.AskAccessTo, on_ask_access_to),
)
