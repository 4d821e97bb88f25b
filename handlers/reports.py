"""/baocao: the report form; files and words are kept as they arrive."""

import asyncio

from telegram import Message

from bot.actions import reporting
from bot.actions.dialogues import close_form, show_in
from bot.actions.reporting import ReportForm, read_report_form, start_report
from bot.actions.reports import submit_report
from bot.context import BotContext
from bot.messages import reports as words
from bot.messages.deadlines import StartReport
from bot.messages.screens import Screen
from bot.papers.contents import kind_of
from bot.rules.dialogues import Draft, Form
from bot.rules.files import FilePart, check_file
from bot.rules.members import check_manager
from handlers.deadlines import today, unit_of
from handlers.files import download
from handlers.posts import pressed_for_unit, pressed_in_form
from handlers.routing import command
from handlers.showing import show, show_form


async def on_report(context: BotContext) -> None:
    """Which report to hand in; the only one is opened at once."""
    check_manager(context.member)
    async with context.reading() as db:
        duties = await reporting.report_duties(db, context.member)
    if len(duties) == 1:
        await on_start(context, StartReport(duties[0].obligation.id, duties[0].unit_id))
    else:
        await show(context, words.choose_report(context.texts, unit_of(context), duties))


async def on_start(context: BotContext, press: StartReport) -> None:
    async with context.transaction() as db:
        form = await start_report(db, context.member, press.obligation_id, context.now())
    await show_form(context, form.draft, form_screen(context, form), below=True)


async def on_parts(context: BotContext, press: words.ReportParts) -> None:
    async with context.transaction() as db:
        form = await read_report_form(db, context.member, press.draft_id, context.now())
    await show_form(context, form.draft, form_screen(context, form), below=False)


async def on_drop_part(context: BotContext, press: words.DropPart) -> None:
    async with context.transaction() as db:
        form = await reporting.drop_file(
            db, context.member, press.draft_id, press.version, press.place, context.now()
        )
    await show_form(context, form.draft, form_screen(context, form), below=False)


async def on_drop_words(context: BotContext, press: words.DropWords) -> None:
    async with context.transaction() as db:
        form = await reporting.drop_words(
            db, context.member, press.draft_id, press.version, context.now()
        )
    await show_form(context, form.draft, form_screen(context, form), below=False)


async def on_review(context: BotContext, press: words.ReviewReport) -> None:
    async with context.transaction() as db:
        form = await read_report_form(db, context.member, press.draft_id, context.now())
    screen = words.review_report(
        context.texts, unit_of(context), form.duty, form.draft, form.report
    )
    await show_form(context, form.draft, screen, below=False)


async def on_submit(context: BotContext, press: words.SubmitReport) -> None:
    """Hand in. The form is closed in the same transaction, so a second press hands in nothing."""
    now = context.now()
    async with context.transaction() as db:
        form = await read_report_form(db, context.member, press.draft_id, now, press.version)
        await submit_report(
            db,
            context.member,
            form.duty.obligation.id,
            form.report,
            now,
            context.services.receipt_key,
        )
        await close_form(db, form.draft)
    await show(context, words.report_sent(context.texts, unit_of(context), form.duty, form.report))


async def on_file_for(context: BotContext, press: words.FileFor) -> None:
    async with context.transaction() as db:
        form = await reporting.sort_files(
            db, context.member, press.draft_id, press.obligation_id, context.now()
        )
    message_id = await show(context, form_screen(context, form))
    async with context.services.database.transaction() as db:
        await show_in(db, form.draft, message_id)


async def on_file(context: BotContext) -> None:
    """Keep a file that was sent: in the report being filled in, else ask which it is for."""
    check_manager(context.member)
    message = context.incoming.message
    assert message is not None
    part = await _fetch(context, message)
    now = context.now()
    async with context.transaction() as db:
        draft = await reporting.open_for_file(db, context.member, now)
        draft = await reporting.add_file(db, draft, part, message.date, now)
        if message.caption:
            draft = await reporting.add_words(db, draft, message.caption, message.date, now)
    await _show_draft(context, draft, message)


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    """Words typed while the form is open belong to the report."""
    message = context.incoming.message
    assert message is not None
    async with context.transaction() as db:
        draft = await reporting.add_words(db, draft, text, message.date, context.now())
    await _show_draft(context, draft, message)


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the form again as it was left."""
    await show_form(context, draft, await _screen(context, draft), below=True)


def form_screen(context: BotContext, form: ReportForm) -> Screen:
    """The form's first screen."""
    return words.report_form(
        context.texts, unit_of(context), form.duty, form.draft, form.report, today(context)
    )


async def _show_draft(context: BotContext, draft: Draft, message: Message) -> None:
    # The pictures of one album arrive one by one: only the first moves the form below them.
    follows = message.media_group_id is not None and len(draft.answers.get("files", [])) > 1
    below = not (follows and draft.message_id is not None)
    await show_form(context, draft, await _screen(context, draft), below=below)


async def _screen(context: BotContext, draft: Draft) -> Screen:
    async with context.reading() as db:
        if draft.step == reporting.UNSORTED:
            duties = await reporting.report_duties(db, context.member)
            files = len(draft.answers.get("files", []))
            return words.choose_for_file(context.texts, unit_of(context), draft, duties, files)
        form = await read_report_form(db, context.member, draft.id, context.now())
    return form_screen(context, form)


async def _fetch(context: BotContext, message: Message) -> FilePart:
    """Download, check and archive the file of a message. Raises what is wrong with it."""
    file_id, name, content = await download(context, message)
    mime = kind_of(content)
    check_file(name, mime)
    sha256 = await asyncio.to_thread(context.services.archive.keep, content)
    return FilePart(name, mime or "", len(content), sha256, file_id)


FORMS = {Form.REPORT: on_typed}

HANDLERS = (
    command(on_report, "baocao", "report"),
    pressed_for_unit(StartReport, on_start),
    pressed_in_form(words.ReportParts, on_parts),
    pressed_in_form(words.DropPart, on_drop_part),
    pressed_in_form(words.DropWords, on_drop_words),
    pressed_in_form(words.ReviewReport, on_review),
    pressed_in_form(words.SubmitReport, on_submit),
    pressed_in_form(words.FileFor, on_file_for),
)
