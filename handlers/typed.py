"""What people type: a key of the main keyboard, an answer to a form, or a question."""

from collections.abc import Awaitable, Callable, Mapping
from functools import lru_cache

from telegram import Update
from telegram.ext import BaseHandler, MessageHandler, filters

from bot.actions.dialogues import active_form
from bot.context import BotContext
from bot.messages import asking as words
from bot.messages.home import GoTo
from bot.messages.menu import MANAGER_KEYBOARD, OFFICER_KEYBOARD
from bot.rules.button_words import is_button, is_cancel
from bot.rules.dialogues import UNIT_FORMS, WORDS_ONLY, Draft, Form, StaleForm
from bot.rules.members import Language
from bot.texts import Texts
from handlers.asides import answer_aside, is_aside
from handlers.asking import answer_question
from handlers.cancelling import on_cancel
from handlers.contributions import on_contribute
from handlers.deadlines import on_deadlines
from handlers.home import on_help
from handlers.joining import SKIP, on_contact, on_skip
from handlers.officers.arrived import on_file as on_arrived_file
from handlers.officers.composing import on_file as on_notice_file
from handlers.officers.correcting import on_file as on_corrected_file
from handlers.officers.preparing import on_file as on_plan_file
from handlers.officers.sent_plans import offer_plan
from handlers.officers.unit_sheets import on_file as on_unit_sheet
from handlers.registrations import on_register
from handlers.report_files import on_file
from handlers.reports import on_report
from handlers.routing import PRIVATE, Handle, leave_form
from handlers.showing import send
from handlers.signed import on_file as on_signed_page
from handlers.verifying import FILE, compare_file

Typed = Callable[[BotContext, Draft, str], Awaitable[None]]


class TypedText:
    """Routes typed text and menu presses to what the other modules offer.

    `forms` take answers, `commands` are what keys of the main keyboard and menu buttons name.
    """

    def __init__(self, forms: Mapping[Form, Typed], commands: Mapping[str, Handle]) -> None:
        self._forms = forms
        self._commands = commands

    async def on_text(self, _update: Update, context: BotContext) -> None:
        """A key of the keyboard comes first: it means the same in the middle of any form."""
        message = context.incoming.message
        assert message is not None
        text = message.text or ""
        draft = await _form_of(context)
        name = keyboard_labels().get(text.strip())
        # The key that keeps one's number to oneself is no key while a form is open.
        if name and (name != "skip" or draft is None):
            await self.run(context, name)
        elif draft is None:
            await answer_question(context, text)
        elif is_cancel(text):
            await on_cancel(context)
        elif draft.form in WITH_PARTS and is_button(text) and not takes_skip(draft):
            await send(context, words.button_was_typed(context.texts, draft, text.strip()))
        elif is_aside(draft, text):
            await answer_aside(context, draft, text)
        else:
            await self._forms[draft.form](context, draft, text)

    async def on_go_to(self, context: BotContext, press: GoTo) -> None:
        await self.run(context, press.command)

    async def run(self, context: BotContext, name: str) -> None:
        """Do what a command does; the form being filled in is put aside, not lost."""
        if name not in self._commands:
            raise StaleForm
        await leave_form(context)
        await self._commands[name](context)


@lru_cache
def keyboard_labels() -> dict[str, str]:
    """Every label of the main keyboards in every language -> the command it stands for."""
    keys = [
        key for keyboard in (MANAGER_KEYBOARD, OFFICER_KEYBOARD) for row in keyboard for key in row
    ]
    labels = {Texts(language).plain(label): name for language in Language for name, label in keys}
    skips = {Texts(language).plain(SKIP): "skip" for language in Language}
    return labels | skips


async def _form_of(context: BotContext) -> Draft | None:
    """The form that receives what is typed. Most who ask something are in none."""
    if not context.member.has_form:
        return None
    async with context.reading() as db:
        return await active_form(db, context.member)


async def on_any_file(_update: Update, context: BotContext) -> None:
    """A file goes to the form that is open; in none, an officer's plan is asked about, else it is
    part of a report.
    """
    draft = await _form_of(context)
    if draft is not None and draft.form is Form.VERIFY and draft.step == FILE:
        await compare_file(context, draft)
    elif draft is not None and draft.form is Form.SIGNED and draft.unit_id == _unit_id(context):
        await on_signed_page(context, draft)
    elif draft is not None and draft.form is Form.ARRIVED:
        await on_arrived_file(context, draft)
    elif draft is not None and draft.form is Form.NOTICE:
        await on_notice_file(context, draft)
    elif draft is not None and draft.form is Form.CORRECTION:
        await on_corrected_file(context, draft)
    elif draft is not None and draft.form in SHEET_FORMS:
        await on_unit_sheet(context)
    elif draft is not None and draft.form is Form.PLAN:
        await on_plan_file(context, draft)
    elif draft is not None and draft.form in WORDS_ONLY:
        await context.bot.send_message(
            context.member.telegram_id, words.only_words_here(context.texts)
        )
    elif draft is not None or not await offer_plan(context):
        await on_file(context)


def takes_skip(draft: Draft) -> bool:
    """Whether the question takes «bỏ qua» as typed: last year's number."""
    return draft.form is Form.REGISTRATION and draft.step.startswith("before:")


def _unit_id(context: BotContext) -> int | None:
    return context.member.post.unit_id if context.member.post else None


async def on_any_contact(_update: Update, context: BotContext) -> None:
    await on_contact(context)


async def on_unknown_command(_update: Update, context: BotContext) -> None:
    await on_help(context)


async def on_anything_else(_update: Update, context: BotContext) -> None:
    await context.bot.send_message(context.member.telegram_id, words.ask_file_first(context.texts))


async def on_edited(_update: Update, context: BotContext) -> None:
    """A message corrected after it was sent: forms hold what they were given, and say so."""
    draft = await _form_of(context)
    if draft is not None:
        await context.bot.send_message(
            context.member.telegram_id, words.edit_not_taken(context.texts), parse_mode="HTML"
        )


EDITED = filters.ChatType.PRIVATE & filters.UpdateType.EDITED_MESSAGE
# A message in a thread may be as short as «Đồng ý» or «Xong».
WITH_PARTS = UNIT_FORMS | {Form.CONTRIBUTION}
# Whoever adds units by name may send the whole list instead.
SHEET_FORMS = frozenset({Form.UNIT, Form.UNIT_SHEET})
FILES = filters.Document.ALL | filters.PHOTO | filters.VIDEO | filters.VOICE | filters.AUDIO

BASIC_COMMANDS: dict[str, Handle] = {
    "han": on_deadlines,
    "baocao": on_report,
    "dangky": on_register,
    "gopy": on_contribute,
    "trogiup": on_help,
    "skip": on_skip,
}


def typed_handlers(text: TypedText) -> tuple[BaseHandler[Update, BotContext, None], ...]:
    """Handlers for everything that is neither a command nor a button of another module."""
    return (
        MessageHandler(PRIVATE & filters.CONTACT, on_any_contact),
        MessageHandler(PRIVATE & FILES, on_any_file),
        MessageHandler(PRIVATE & filters.TEXT & ~filters.COMMAND, text.on_text),
        MessageHandler(PRIVATE & filters.COMMAND, on_unknown_command),
        MessageHandler(PRIVATE, on_anything_else),
        MessageHandler(EDITED, on_edited),
    )
