"""The report form on the phone: the part a person is at, shown where the person looks."""

from collections.abc import Sequence

from markupsafe import Markup
from telegram import Message

from bot.actions import reporting
from bot.actions.reporting import ReportForm, read_report_form
from bot.actions.signing import lacking_signed
from bot.context import BotContext
from bot.messages import figures, report_parts, sections
from bot.messages import reports as words
from bot.messages.screens import Screen
from bot.messages.signed import for_signed_rows
from bot.rules.answers import Section
from bot.rules.dialogues import Draft
from handlers.deadlines import today, unit_of
from handlers.showing import show_form

Lines = Sequence[str | Markup]


def form_screen(context: BotContext, form: ReportForm, note: Lines = (), page: int = 0) -> Screen:
    """The form where this person is in it: its parts, one part, or one question; `note` above."""
    t, draft, report = context.texts, form.draft, form.report
    step, _, name = draft.step.partition(":")
    said = list(note)
    question = form.question(name) if step == "figure" else None
    if question is not None:
        return figures.ask_figure(t, draft, question, form.given.get(name), said)
    if step == "section":
        section = Section(name)
        written = (report.answers.sections or {}).get(section, "")
        return sections.section_screen(t, draft, section, written, said)
    head = [*said, *([""] if said else []), *_head(context, form)]
    onward = report_parts.onward_rows(t, draft, report)
    # What is no longer asked, as after a registration sent anew, leads to the list.
    if step in ("figures", "figure"):
        return figures.figures_screen(t, head, draft, form.questions, form.given, page, onward)
    if step == "sections":
        return sections.sections_screen(t, head, draft, report.answers.sections or {}, onward)
    if step == "files":
        return report_parts.files_screen(t, head, draft, report)
    return report_parts.report_form(t, head, form.duty, draft, report, form.questions)


async def draft_screen(context: BotContext, draft: Draft, *, sent: bool = False) -> Screen:
    """The form where it was left; while nobody said which report it is, the question for that.

    `sent`: a file came in the middle of a question, which does not show the files.
    """
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
    in_question = form.draft.step not in (reporting.PARTS, "files")
    note = report_parts.files_held(context.texts, form.report) if sent and in_question else ()
    return form_screen(context, form, note)


async def show_draft(context: BotContext, draft: Draft, message: Message) -> None:
    """Show the form below what was just sent."""
    # The pictures of an album are handled one by one: the first moves the form below all that are
    # there, the others find it there already; those of a second half come below it again.
    below = draft.message_id is None or message.message_id > draft.message_id
    is_file = not message.text
    await show_form(context, draft, await draft_screen(context, draft, sent=is_file), below=below)


def _head(context: BotContext, form: ReportForm) -> list[str | Markup]:
    return report_parts.form_head(context.texts, unit_of(context), form.duty, today(context))
