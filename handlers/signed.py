"""«Gửi bản đã ký»: the signed copy of what was handed in, as photos of its pages or a scan."""

from telegram import Message

from bot.actions import signing
from bot.actions.dialogues import close_form, people_in
from bot.actions.signed import signed_of_registration, signed_of_report, submit_signed
from bot.actions.signing import SignedForm, read_signed_form
from bot.context import BotContext
from bot.messages import signed as words
from bot.messages.deadlines import SendSigned
from bot.messages.screens import Screen
from bot.rules.dialogues import Draft, Form
from bot.rules.signed import SignedDraft
from handlers.confirming import in_time
from handlers.deadlines import today, unit_of
from handlers.files import fetch, send_file
from handlers.pages import join_pages
from handlers.posts import pressed_for_unit, pressed_in_form
from handlers.routing import answer, pressed
from handlers.showing import show, show_form


async def on_start(context: BotContext, press: SendSigned) -> None:
    async with context.transaction() as db:
        form = await signing.start_signed(db, context.member, press.obligation_id, context.now())
    await show_form(context, form.draft, _screen(context, form), below=True)


async def on_pages(context: BotContext, press: words.SignedPages) -> None:
    async with context.transaction() as db:
        form = await read_signed_form(db, context.member, press.draft_id, context.now())
    await show_form(context, form.draft, _screen(context, form), below=False)


async def on_file(context: BotContext, draft: Draft) -> None:
    """A page or a scan for the form being filled in."""
    message = context.incoming.message
    assert message is not None
    part = await fetch(context, message)
    async with context.transaction() as db:
        form = await signing.add_page(
            db, context.member, draft.id, part, message.date, context.now()
        )
    await show_form(context, form.draft, _screen(context, form), below=_below(form, message))


async def on_drop(context: BotContext, press: words.DropPage) -> None:
    async with context.transaction() as db:
        form = await signing.drop_page(
            db, context.member, press.draft_id, press.version, press.place, context.now()
        )
    await show_form(context, form.draft, _screen(context, form), below=False)


async def on_file_for(context: BotContext, press: words.SignedFor) -> None:
    """A file sent without a word is a signed copy."""
    async with context.transaction() as db:
        form = await signing.sort_signed(
            db, context.member, press.draft_id, press.obligation_id, context.now()
        )
    await show_form(context, form.draft, _screen(context, form), below=True)


async def on_review(context: BotContext, press: words.ReviewSigned) -> None:
    async with context.transaction() as db:
        form = await read_signed_form(db, context.member, press.draft_id, context.now())
    screen = words.review_signed(
        context.texts, unit_of(context), form.duty, form.draft, form.copy.files, form.of
    )
    if form.duty.obligation.signed_counts:
        screen = await in_time(context, screen, form.duty.term, form.copy.completed_at)
    await show_form(context, form.draft, screen, below=False)


async def on_attach(context: BotContext, press: words.AttachSigned) -> None:
    """Attach. The form is closed in the same transaction, so a second press attaches nothing."""
    now, t = context.now(), context.texts
    async with context.reading() as db:
        form = await signing.look_at_signed(db, context.member, press.draft_id, press.version, now)
    files = await join_pages(context, form.copy.files, form.duty.obligation.title)
    copy = SignedDraft(files, form.copy.completed_at)
    async with context.transaction() as db:
        form = await read_signed_form(db, context.member, press.draft_id, now, press.version)
        await submit_signed(
            db,
            context.member,
            form.duty.obligation.id,
            copy,
            press.of_version,
            now,
            context.services.receipt_key,
            await people_in(db, form.draft),
        )
        await close_form(db, form.draft)
    await show(context, words.signed_sent(t, unit_of(context), form.duty, files))


async def on_get(context: BotContext, press: words.GetSigned) -> None:
    """The files of a signed copy, for its unit and its officers."""
    async with context.reading() as db:
        if press.report_id:
            copy = await signed_of_report(db, context.member, press.report_id)
        else:
            copy = await signed_of_registration(db, context.member, press.registration_id)
    await answer(context)
    for part in copy.files:
        await send_file(context, part)


async def on_typed(context: BotContext, draft: Draft, _text: str) -> None:
    """Words are no signed page: the form says again what may be sent."""
    await resume(context, draft)


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the form again as it was left."""
    async with context.transaction() as db:
        form = await read_signed_form(db, context.member, draft.id, context.now())
    await show_form(context, form.draft, _screen(context, form), below=True)


def _screen(context: BotContext, form: SignedForm) -> Screen:
    return words.signed_form(
        context.texts, unit_of(context), form.duty, form.draft, form.copy.files, today(context)
    )


def _below(form: SignedForm, message: Message) -> bool:
    """The pictures of one album arrive one by one: only the first moves the form below them."""
    follows = message.media_group_id is not None and len(form.copy.files) > 1
    return not (follows and form.draft.message_id is not None)


FORMS = {Form.SIGNED: on_typed}
RESUMES = {Form.SIGNED: resume}

HANDLERS = (
    pressed_for_unit(SendSigned, on_start),
    pressed_in_form(words.SignedPages, on_pages),
    pressed_in_form(words.DropPage, on_drop),
    pressed_in_form(words.SignedFor, on_file_for),
    pressed_in_form(words.ReviewSigned, on_review),
    pressed_in_form(words.AttachSigned, on_attach),
    pressed(words.GetSigned, on_get),
)
