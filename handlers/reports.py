"""/baocao: the report form; what is typed is kept as it arrives."""

from bot.actions import reporting
from bot.actions.answers import go_to
from bot.actions.dialogues import close_form, people_in, read_form
from bot.actions.reporting import look_at_report_form, read_report_form, start_report
from bot.actions.reports import submit_report
from bot.context import BotContext
from bot.messages import reports as words
from bot.messages.deadlines import StartReport
from bot.messages.problems import explain
from bot.rules.dialogues import Draft, Form, FormMoved
from bot.rules.members import check_manager
from handlers.answers import take_answer
from handlers.confirming import in_time
from handlers.deadlines import unit_of
from handlers.pieces import refused_remembered
from handlers.posts import pressed_for_unit, pressed_in_form
from handlers.report_files import with_pages
from handlers.report_form import draft_screen, form_screen, show_draft
from handlers.routing import answer, command
from handlers.showing import show, show_form
from handlers.stating import take_sentence


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
        form = await go_to(db, context.member, press.draft_id, reporting.PARTS, context.now())
    await show_form(context, form.draft, form_screen(context, form), below=False)


async def on_drop_words(context: BotContext, press: words.DropWords) -> None:
    async with context.transaction() as db:
        form = await reporting.drop_words(
            db, context.member, press.draft_id, press.version, context.now()
        )
    await show_form(context, form.draft, form_screen(context, form), below=False)


async def on_review(context: BotContext, press: words.ReviewReport) -> None:
    async with context.transaction() as db:
        form = await go_to(db, context.member, press.draft_id, reporting.PARTS, context.now())
    screen = words.review_report(
        context.texts, unit_of(context), form.duty, form.draft, form.report
    )
    screen = await in_time(context, screen, form.duty.term, form.report.completed_at)
    await show_form(context, form.draft, screen, below=False)


async def on_submit(context: BotContext, press: words.SubmitReport) -> None:
    """Hand in; what changed since it was shown is shown again first."""
    try:
        await _submit(context, press)
    except FormMoved as moved:
        await answer(context, explain(context.texts, moved), alert=True)
        await on_review(context, words.ReviewReport(press.draft_id))


async def _submit(context: BotContext, press: words.SubmitReport) -> None:
    now = context.now()
    async with context.reading() as db:
        form = await look_at_report_form(db, context.member, press.draft_id, now, press.version)
    report = await with_pages(context, form)
    # The form is closed in the same transaction, so that a second press hands in nothing.
    async with context.transaction() as db:
        form = await read_report_form(db, context.member, press.draft_id, now, press.version)
        await submit_report(
            db,
            context.member,
            form.duty.obligation.id,
            report,
            now,
            context.services.receipt_key,
            await people_in(db, form.draft),
        )
        await close_form(db, form.draft)
    await show(context, words.report_sent(context.texts, unit_of(context), form.duty, report))


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    """Words typed while the form is open answer its question, else they are the report's text."""
    message = context.incoming.message
    assert message is not None
    if await take_sentence(context, draft, text) or await take_answer(context, draft, text):
        return
    async with refused_remembered(context, draft) as message, context.transaction() as db:
        # Read anew: a colleague may have written into it since.
        draft = await read_form(db, context.member, draft.id)
        draft = await reporting.add_words(
            db, draft, text, message.message_id, message.date, context.now()
        )
    await show_draft(context, draft, message)


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the form again as it was left."""
    await show_form(context, draft, await draft_screen(context, draft), below=True)


FORMS = {Form.REPORT: on_typed}

HANDLERS = (
    command(on_report, "baocao", "report"),
    pressed_for_unit(StartReport, on_start),
    pressed_in_form(words.ReportParts, on_parts),
    pressed_in_form(words.DropWords, on_drop_words),
    pressed_in_form(words.ReviewReport, on_review),
    pressed_in_form(words.SubmitReport, on_submit),
)
