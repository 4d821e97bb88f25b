"""Files in the report form: kept as they arrive, sorted, joined, taken out, given back."""

from dataclasses import replace

from telegram import InputFile

from bot.actions import reporting
from bot.actions.dialogues import show_in
from bot.actions.reporting import ReportForm, look_at_report_form
from bot.actions.reports import read_report
from bot.actions.stating import sort_by_words
from bot.context import BotContext
from bot.messages import reports as words
from bot.messages.receipts import SendBack
from bot.rules.dialogues import AnswerTooLong, StaleForm
from bot.rules.files import pages_name, pages_of
from bot.rules.members import check_manager
from bot.rules.reports import ReportDraft
from handlers.files import fetch, off_loop, send_file
from handlers.pages import join_pages, joined
from handlers.posts import pressed_for_unit, pressed_in_form
from handlers.report_form import form_screen, show_draft
from handlers.routing import answer
from handlers.showing import show, show_form
from handlers.stating import show_report


async def on_file(context: BotContext) -> None:
    """Keep a file that was sent: in the report being filled in, else ask which it is for."""
    check_manager(context.member)
    message = context.incoming.message
    assert message is not None
    part = await fetch(context, message)
    now, refused, stated = context.now(), None, None
    async with context.transaction() as db:
        draft = await reporting.open_for_file(db, context.member, now)
        draft = await reporting.add_file(db, draft, part, message.date, now)
        if message.caption and draft.step == reporting.UNSORTED:
            stated = await sort_by_words(
                db, context.member, draft, message.caption, now, message.date
            )
        if message.caption and stated is None:
            try:
                draft = await reporting.add_words(
                    db, draft, message.caption, message.message_id, message.date, now
                )
            except AnswerTooLong as error:
                # There is no room for the words; the file is as good without them.
                refused = error
    if stated is not None:
        await show_report(context, stated)
    else:
        await show_draft(context, draft, message)
    if refused is not None:
        raise refused


async def on_file_for(context: BotContext, press: words.FileFor) -> None:
    async with context.transaction() as db:
        form = await reporting.sort_files(
            db, context.member, press.draft_id, press.obligation_id, context.now()
        )
    message_id = await show(context, form_screen(context, form))
    async with context.services.database.transaction() as db:
        await show_in(db, form.draft, message_id)


async def on_drop_part(context: BotContext, press: words.DropPart) -> None:
    async with context.transaction() as db:
        form = await reporting.drop_file(
            db, context.member, press.draft_id, press.version, press.place, context.now()
        )
    await show_form(context, form.draft, form_screen(context, form), below=False)


async def on_preview(context: BotContext, press: words.PreviewPages) -> None:
    """The PDF as it would be handed in now."""
    async with context.reading() as db:
        form = await look_at_report_form(db, context.member, press.draft_id, context.now())
    pages = pages_of(form.report.files)
    if not pages:
        raise StaleForm
    await answer(context)
    await context.bot.send_document(
        context.member.telegram_id,
        InputFile(
            await off_loop(joined, context.services.archive, pages),
            filename=pages_name(form.duty.obligation.title),
        ),
        caption=words.preview_caption(context.texts, len(pages)),
        parse_mode="HTML",
    )


async def on_send_back(context: BotContext, press: SendBack) -> None:
    """What the unit handed in, file by file."""
    async with context.reading() as db:
        report = await read_report(db, context.member, press.report_id)
    await answer(context)
    for part in report.files:
        await send_file(context, part)


async def with_pages(context: BotContext, form: ReportForm) -> ReportDraft:
    """What is handed in: the draft with its pictures as one PDF, kept in the archive.

    Made before the transaction: it may take seconds. Raises FileLost.
    """
    title = form.duty.obligation.title
    return replace(form.report, files=await join_pages(context, form.report.files, title))


HANDLERS = (
    pressed_in_form(words.DropPart, on_drop_part),
    pressed_in_form(words.FileFor, on_file_for),
    pressed_in_form(words.PreviewPages, on_preview),
    pressed_for_unit(SendBack, on_send_back),
)
