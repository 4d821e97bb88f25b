"""Official papers on request."""

import asyncio

from telegram import InputFile

from bot.actions.papers import draft_paper, registration_paper, report_paper
from bot.context import BotContext
from bot.messages.answer_buttons import SendDraftPaper
from bot.messages.receipts import SendForm, SendReportPaper
from bot.papers.registration_form import registration_form
from bot.papers.report_paper import report_document
from handlers.posts import pressed_in_form
from handlers.routing import answer, pressed


async def on_form(context: BotContext, press: SendForm) -> None:
    """The registration as a Word form to sign. Made off the loop: it takes a tenth of a second."""
    async with context.reading() as db:
        paper = await registration_paper(db, context.member, press.registration_id)
    content = await asyncio.to_thread(registration_form, paper)
    name = context.texts.plain("registration-{year}.docx", year=paper.year)
    await context.bot.send_document(
        context.member.telegram_id,
        InputFile(content, filename=name),
        caption=context.texts.plain("To be printed, signed and stamped."),
    )


async def on_report_paper(context: BotContext, press: SendReportPaper) -> None:
    """The report as a Word draft to sign, made of its answers. Made off the loop."""
    async with context.reading() as db:
        paper = await report_paper(db, context.member, press.report_id)
    content = await asyncio.to_thread(report_document, paper)
    name = context.texts.plain(
        "draft-report-{number}-{year}.docx", number=paper.receipt, year=paper.year
    )
    await context.bot.send_document(
        context.member.telegram_id,
        InputFile(content, filename=name),
        caption=context.texts.plain(
            "Draft made of your answers: check it, fill in the blanks, then sign and stamp it."
        ),
    )


async def on_draft_paper(context: BotContext, press: SendDraftPaper) -> None:
    """What the report would look like on paper, before it is handed in."""
    async with context.reading() as db:
        paper = await draft_paper(db, context.member, press.draft_id, context.now())
    await answer(context)
    content = await asyncio.to_thread(report_document, paper)
    await context.bot.send_document(
        context.member.telegram_id,
        InputFile(
            content, filename=context.texts.plain("draft-report-{year}.docx", year=paper.year)
        ),
        caption=context.texts.plain(
            "A draft made of your answers so far. Nothing has been handed in yet."
        ),
    )


HANDLERS = (
    pressed(SendForm, on_form),
    pressed(SendReportPaper, on_report_paper),
    pressed_in_form(SendDraftPaper, on_draft_paper),
)
