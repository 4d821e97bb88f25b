"""The form of a notice: what is sent here becomes its content; preview, hour, and sending it."""

from datetime import datetime

from telegram import Message

from bot.actions import composing
from bot.actions.composing import NoticeForm
from bot.actions.notices import draft_text, own_notice, show_progress_in
from bot.actions.pieces import check_piece, remember_refused
from bot.context import BotContext
from bot.messages import composing as words
from bot.messages import notice_buttons as buttons
from bot.messages.missing import WriteToMissing
from bot.rules.audiences import Audience
from bot.rules.contents import MOST_TEXT, without_files
from bot.rules.dialogues import AnswerTooLong, Draft, Form
from bot.rules.members import check_officer
from bot.rules.schedules import check_moment, read_moment
from handlers.officers import gathering
from handlers.officers.audiences import on_typed_name, on_typed_unit
from handlers.officers.notice_form import (
    planned,
    put_in_chat,
    show_onward,
    show_question,
    show_where_left,
)
from handlers.officers.running import set_going
from handlers.routing import answer, pressed
from handlers.showing import show_form

MOST_FIND = 60
"""What is typed to find a unit is part of a name; longer words are the notice itself."""


async def on_new(context: BotContext, _press: buttons.NewNotice) -> None:
    """Begin, or go on with the one begun."""
    async with context.transaction() as db:
        form = await composing.open_notice(db, context.member, context.now())
    await show_where_left(context, form)


async def on_write_to_missing(context: BotContext, press: WriteToMissing) -> None:
    """Begin with the audience chosen: those who have not, of the bloc that was shown."""
    blocs = (press.bloc_id,) if press.bloc_id else ()
    audience = Audience(blocs=blocs, undone=(press.obligation_id,))
    async with context.transaction() as db:
        form = await composing.open_notice(db, context.member, context.now(), audience)
    await show_where_left(context, form)


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the form where it was left, at the end with the preview above it."""
    await show_where_left(context, composing.form_of(draft, context.member))


async def on_change_audience(context: BotContext, press: buttons.ChangeAudience) -> None:
    async with context.transaction() as db:
        form = await composing.go_to(
            db, context.member, press.draft_id, press.version, composing.AUDIENCE, context.now()
        )
    await show_question(context, form, below=False)


async def on_preview(context: BotContext, press: buttons.PreviewNotice) -> None:
    async with context.transaction() as db:
        form = await composing.go_onward(
            db, context.member, press.draft_id, press.version, context.now()
        )
    await show_where_left(context, form)


async def on_drop_files(context: BotContext, press: buttons.DropFiles) -> None:
    async with context.transaction() as db:
        await composing.read_notice_form(db, context.member, press.draft_id, press.version)
        form = await composing.change_content(
            db, context.member, press.draft_id, without_files, context.now()
        )
    await show_onward(context, form)


async def on_toggle_receipt(context: BotContext, press: buttons.ToggleReceipt) -> None:
    async with context.transaction() as db:
        form = await composing.read_notice_form(db, context.member, press.draft_id, press.version)
        asks = not form.asks_receipt
        form = await composing.change_notice(
            db, context.member, form, context.now(), form.onward, asks_receipt=asks
        )
    await show_onward(context, form)


async def on_send_to_me(context: BotContext, press: buttons.SendToMe) -> None:
    """The notice once more, at the bottom of the officer's chat, and nothing else with it."""
    async with context.reading() as db:
        form = await composing.look_at_notice_form(
            db, context.member, press.draft_id, press.version
        )
        text = await draft_text(db, context.member, form.notice, form.notice_id)
    await answer(context, context.texts.plain("It is below, as recipients will get it."))
    await put_in_chat(context, text)


async def on_ask_when(context: BotContext, press: buttons.AskWhen) -> None:
    async with context.transaction() as db:
        form = await composing.go_to(
            db, context.member, press.draft_id, press.version, composing.WHEN, context.now()
        )
    await show_question(context, form, below=False)


async def on_choose_when(context: BotContext, press: buttons.ChooseWhen) -> None:
    moment = None
    if press.minute:
        chosen = words.moment_of(press.minute, context.member.zone)
        moment = check_moment(chosen, context.now())
    await _take_moment(context, press.draft_id, press.version, moment)


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    """An hour, a name or part of one where that is asked for; else what the notice says."""
    check_officer(context.member)
    message = context.incoming.message
    assert message is not None
    if draft.step == composing.WHEN:
        now = context.now().astimezone(context.member.zone)
        await _take_moment(context, draft.id, None, read_moment(text, now))
    elif draft.step == composing.NAME:
        await on_typed_name(context, draft, text)
    elif draft.step == composing.UNITS and len(text) <= MOST_FIND and "\n" not in text:
        await on_typed_unit(context, draft, text)
    else:
        await _take_content(context, draft, message)


async def on_file(context: BotContext, draft: Draft) -> None:
    """A photo, a document, a voice note, or something forwarded."""
    message = context.incoming.message
    assert message is not None
    await _take_content(context, draft, message)


async def on_send(context: BotContext, press: buttons.SendNotice) -> None:
    """Send it, or keep it for its hour; the form becomes the message that tells how it stands."""
    async with context.transaction() as db:
        form = await composing.look_at_notice_form(db, context.member, press.draft_id)
        notice_id = await composing.submit_notice(
            db, context.member, press.draft_id, press.version, context.now()
        )
        if form.due_at is None and form.draft.message_id is not None:
            message_id = form.draft.message_id
            await show_progress_in(db, notice_id, context.member.id, message_id)
    if form.due_at is None:
        await set_going(context, notice_id)
    else:
        await _show_scheduled(context, form, notice_id)


async def _take_content(context: BotContext, draft: Draft, message: Message) -> None:
    change, is_part = gathering.change_by(message), gathering.is_part(message)
    try:
        check_piece(draft, message.text or "", message.message_id, MOST_TEXT)
        async with context.transaction() as db:
            form = await composing.change_content(
                db, context.member, draft.id, change, context.now(), gathering=is_part
            )
    except AnswerTooLong as error:
        async with context.services.database.transaction() as db:
            await remember_refused(db, draft, message.message_id, error)
        raise
    if not is_part:
        await show_where_left(context, form)
        return
    # The parts of an album are handled one by one: the first moves the form below all that are
    # there, the others find it there already.
    shown = form.draft.message_id
    await show_question(context, form, below=shown is None or message.message_id > shown)


async def _take_moment(
    context: BotContext, draft_id: int, version: int | None, moment: datetime | None
) -> None:
    due_at = None if moment is None else moment.isoformat()
    async with context.transaction() as db:
        form = await composing.go_onward(
            db, context.member, draft_id, version, context.now(), due_at=due_at
        )
    await show_where_left(context, form)


async def _show_scheduled(context: BotContext, form: NoticeForm, notice_id: int) -> None:
    async with context.reading() as db:
        notice = await own_notice(db, context.member, notice_id)
    when = await planned(context, form)
    screen = words.scheduled_screen(
        context.texts, notice.number, when, buttons.OpenNotice(notice_id)
    )
    await show_form(context, form.draft, screen, below=False)


HANDLERS = (
    pressed(buttons.NewNotice, on_new),
    pressed(WriteToMissing, on_write_to_missing),
    pressed(buttons.ChangeAudience, on_change_audience),
    pressed(buttons.PreviewNotice, on_preview),
    pressed(buttons.DropFiles, on_drop_files),
    pressed(buttons.ToggleReceipt, on_toggle_receipt),
    pressed(buttons.SendToMe, on_send_to_me),
    pressed(buttons.AskWhen, on_ask_when),
    pressed(buttons.ChooseWhen, on_choose_when),
    pressed(buttons.SendNotice, on_send),
)
FORMS = {Form.NOTICE: on_typed}
RESUMES = {Form.NOTICE: resume}
