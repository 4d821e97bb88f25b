"""Files in the report form: kept as they arrive, sorted, taken out again."""

import asyncio

from telegram import Message

from bot.actions import reporting
from bot.actions.dialogues import show_in
from bot.context import BotContext
from bot.messages import reports as words
from bot.papers.contents import kind_of
from bot.rules.files import FilePart, check_file
from bot.rules.members import check_manager
from handlers.files import download
from handlers.posts import pressed_in_form
from handlers.report_form import form_screen, show_draft
from handlers.showing import show, show_form


async def on_file(context: BotContext) -> None:
    """Keep a file that was sent: in the report being filled in, else ask which it is for."""
    check_manager(context.member)
    message = context.incoming.message
    assert message is not None
    part = await fetch(context, message)
    now = context.now()
    async with context.transaction() as db:
        draft = await reporting.open_for_file(db, context.member, now)
        draft = await reporting.add_file(db, draft, part, message.date, now)
        if message.caption:
            draft = await reporting.add_words(db, draft, message.caption, message.date, now)
    await show_draft(context, draft, message)


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


async def fetch(context: BotContext, message: Message) -> FilePart:
    """Download, check and archive the file of a message. Raises what is wrong with it."""
    file_id, name, content = await download(context, message)
    mime = kind_of(content)
    check_file(name, mime)
    sha256 = await asyncio.to_thread(context.services.archive.keep, content)
    return FilePart(name, mime or "", len(content), sha256, file_id)


HANDLERS = (
    pressed_in_form(words.DropPart, on_drop_part),
    pressed_in_form(words.FileFor, on_file_for),
)
