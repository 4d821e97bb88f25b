"""Correcting a notice: what is sent here becomes its new version; and taking a notice back."""

from contextlib import suppress

from telegram import Message
from telegram.error import TelegramError

from bot.actions import correcting
from bot.actions.correcting import CorrectionForm, corrected_text
from bot.actions.notices import own_notice, show_progress_in
from bot.actions.pieces import check_piece, remember_refused
from bot.context import BotContext
from bot.messages import correcting as words
from bot.messages import notice_buttons as buttons
from bot.messages import notices as notice_words
from bot.messages.screens import Screen
from bot.rules.contents import MOST_TEXT
from bot.rules.dialogues import AnswerTooLong, Draft, Form
from bot.rules.notices import NoticeMoved
from handlers.officers import gathering
from handlers.officers.notice_form import put_in_chat
from handlers.officers.running import set_going, show_progress_here
from handlers.routing import answer, pressed
from handlers.showing import show, show_form


async def on_correct(context: BotContext, press: buttons.CorrectNotice) -> None:
    """Begin, or go on with the one begun."""
    async with context.transaction() as db:
        form = await correcting.open_correction(db, context.member, press.notice_id, context.now())
    await _show(context, form)


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the form where it was left."""
    async with context.reading() as db:
        form = await correcting.look_at_correction(db, context.member, draft.id)
    await _show(context, form)


async def on_preview(context: BotContext, press: buttons.PreviewCorrection) -> None:
    async with context.transaction() as db:
        form = await correcting.go_to_correction(
            db,
            context.member,
            press.draft_id,
            press.version,
            context.now(),
            toggle=press.toggle,
        )
    if press.toggle:
        await show_form(context, form.draft, await _screen(context, form), below=False)
    else:
        await _show(context, form)


async def on_typed(context: BotContext, draft: Draft, _text: str) -> None:
    await on_file(context, draft)


async def on_file(context: BotContext, draft: Draft) -> None:
    """The corrected text, or other files."""
    message = context.incoming.message
    assert message is not None
    form = await _take(context, draft, message)
    if not gathering.is_part(message):
        await _show(context, form)
        return
    shown = form.draft.message_id
    below = shown is None or message.message_id > shown
    await show_form(context, form.draft, await _screen(context, form), below=below)


async def on_submit(context: BotContext, press: buttons.SubmitCorrection) -> None:
    """Put it in force; the form becomes the message that tells how far it has come."""
    async with context.transaction() as db:
        form = await correcting.look_at_correction(db, context.member, press.draft_id)
        notice_id = await correcting.submit_correction(
            db, context.member, press.draft_id, press.version, context.now()
        )
        if form.draft.message_id is not None:
            message_id = form.draft.message_id
            await show_progress_in(db, notice_id, context.member.id, message_id)
    await set_going(context, notice_id)


async def on_withdraw(context: BotContext, press: buttons.WithdrawNotice) -> None:
    """For good, once that was confirmed."""
    async with context.reading() as db:
        notice = await own_notice(db, context.member, press.notice_id)
    if not press.sure:
        await show(context, words.confirm_withdrawal(context.texts, notice))
        return
    try:
        async with context.transaction() as db:
            await correcting.withdraw_notice(db, context.member, press.notice_id, context.now())
            await show_progress_here(context, db, press.notice_id)
    except NoticeMoved:
        await answer(context, notice_words.moved_words(context.texts), alert=True)
    await set_going(context, press.notice_id)


async def on_versions(context: BotContext, press: buttons.ListVersions) -> None:
    async with context.reading() as db:
        notice = await own_notice(db, context.member, press.notice_id)
        old = await correcting.old_versions(db, context.member, press.notice_id)
    await show(context, words.versions_screen(context.texts, notice, old))


async def on_send_to_failed(context: BotContext, press: buttons.SendToFailed) -> None:
    count = 0
    try:
        async with context.transaction() as db:
            count = await correcting.send_to_failed(
                db, context.member, press.notice_id, context.now()
            )
            if count:
                await show_progress_here(context, db, press.notice_id)
    except NoticeMoved:
        await answer(context, notice_words.moved_words(context.texts), alert=True)
    await answer(context, words.sent_again(context.texts, count), alert=True)
    if count:
        await set_going(context, press.notice_id)


async def _take(context: BotContext, draft: Draft, message: Message) -> CorrectionForm:
    change = gathering.change_by(message)
    try:
        check_piece(draft, message.text or "", message.message_id, MOST_TEXT)
        async with context.transaction() as db:
            return await correcting.change_correction(
                db,
                context.member,
                draft.id,
                change,
                context.now(),
                brings_files=gathering.brings_files(message),
                group=message.media_group_id or "",
            )
    except AnswerTooLong as error:
        async with context.services.database.transaction() as db:
            await remember_refused(db, draft, message.message_id, error)
        raise


async def _show(context: BotContext, form: CorrectionForm) -> None:
    """The form below all else, at the end under the preview."""
    if form.draft.step == correcting.CONFIRM and form.is_changed:
        if form.shown:
            with suppress(TelegramError):  # Where it cannot be, it stays: that is only untidy.
                await context.bot.delete_messages(context.member.telegram_id, form.shown)
        ids = await put_in_chat(context, corrected_text(form, context.now()))
        async with context.services.database.transaction() as db:
            await correcting.remember_correction_shown(db, form, ids)
    await show_form(context, form.draft, await _screen(context, form), below=True)


async def _screen(context: BotContext, form: CorrectionForm) -> Screen:
    async with context.reading() as db:
        notice = await own_notice(db, context.member, form.was.id)
    if form.draft.step == correcting.CONFIRM and form.is_changed:
        return words.confirm_correction(
            context.texts, form.draft, notice, form.content, tells=form.tells
        )
    return words.ask_correction(context.texts, form.draft, notice, form.content)


HANDLERS = (
    pressed(buttons.CorrectNotice, on_correct),
    pressed(buttons.PreviewCorrection, on_preview),
    pressed(buttons.SubmitCorrection, on_submit),
    pressed(buttons.WithdrawNotice, on_withdraw),
    pressed(buttons.ListVersions, on_versions),
    pressed(buttons.SendToFailed, on_send_to_failed),
)
FORMS = {Form.CORRECTION: on_typed}
RESUMES = {Form.CORRECTION: resume}
