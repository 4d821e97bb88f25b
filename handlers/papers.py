"""Official papers on request."""

import asyncio

from telegram import InputFile

from bot.actions.papers import registration_paper
from bot.context import BotContext
from bot.messages.receipts import SendForm
from bot.papers.registration_form import registration_form
from handlers.routing import pressed


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


HANDLERS = (pressed(SendForm, on_form),)
