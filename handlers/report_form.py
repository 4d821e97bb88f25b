"""The report form on the phone: what it holds, shown where the person looks."""

from telegram import Message

from bot.actions import reporting
from bot.actions.reporting import ReportForm, read_report_form
from bot.actions.signing import lacking_signed
from bot.context import BotContext
from bot.messages import reports as words
from bot.messages.screens import Screen
from bot.messages.signed import for_signed_rows
from bot.rules.dialogues import Draft
from handlers.deadlines import today, unit_of
from handlers.showing import show_form


def form_screen(context: BotContext, form: ReportForm) -> Screen:
    """The form's first screen."""
    return words.report_form(
        context.texts, unit_of(context), form.duty, form.draft, form.report, today(context)
    )


async def draft_screen(context: BotContext, draft: Draft) -> Screen:
    """The form's first screen; while nobody said which report it is, the question for that."""
    async with context.reading() as db:
        if draft.step == reporting.UNSORTED:
            duties = await reporting.report_duties(db, context.member)
            unsigned = await lacking_signed(db, context.member)
            files = len(draft.answers.get("files", []))
            also = for_signed_rows(context.texts, draft, unsigned)
            return words.choose_for_file(
                context.texts, unit_of(context), draft, duties, files, also
            )
        form = await read_report_form(db, context.member, draft.id, context.now())
    return form_screen(context, form)


async def show_draft(context: BotContext, draft: Draft, message: Message) -> None:
    """Show the form below what was just sent."""
    # The pictures of an album are handled one by one: the first moves the form below all that are
    # there, the others find it there already; those of a second half come below it again.
    below = draft.message_id is None or message.message_id > draft.message_id
    await show_form(context, draft, await draft_screen(context, draft), below=below)
