"""Every handler of the bot, in the order in which they are asked."""

from telegram import Update
from telegram.ext import BaseHandler, ChatMemberHandler

from bot.actions.losing import tell_of_lost
from bot.actions.members import lose, meet
from bot.context import BotApplication, BotContext
from bot.messages.home import GoTo, ResumeForm
from bot.rules.dialogues import Form
from handlers import (
    acknowledging,
    answers,
    asides,
    blocs,
    cancelling,
    contributions,
    deadlines,
    extensions,
    home,
    joining,
    known_questions,
    papers,
    promises,
    putting_off,
    readings,
    registrations,
    report_files,
    reports,
    settings,
    signed,
    stating,
    threads,
    verifying,
)
from handlers.errors import on_error, on_stale_button
from handlers.home import Resume, resuming
from handlers.menus import BEFORE_ALL, RENEWAL
from handlers.officers import all as officers
from handlers.routing import Handle, Pressed, PressHandler, pressed
from handlers.typed import BASIC_COMMANDS, Typed, TypedText, typed_handlers

FORMS: dict[Form, Typed] = {
    **joining.FORMS,
    **registrations.FORMS,
    **reports.FORMS,
    **signed.FORMS,
    **extensions.FORMS,
    **promises.FORMS,
    **putting_off.FORMS,
    **verifying.FORMS,
    **contributions.FORMS,
    **threads.FORMS,
    **officers.FORMS,
}

RESUMES: dict[Form, Resume] = {
    Form.ACCESS: joining.resume,
    Form.REGISTRATION: registrations.resume,
    Form.REPORT: reports.resume,
    **signed.RESUMES,
    **extensions.RESUMES,
    **promises.RESUMES,
    **putting_off.RESUMES,
    **verifying.RESUMES,
    **contributions.RESUMES,
    **threads.RESUMES,
    **officers.RESUMES,
}

COMMANDS: dict[str, Handle] = {
    **BASIC_COMMANDS,
    **extensions.COMMANDS,
    **blocs.COMMANDS,
    **officers.COMMANDS,
}

MODULES = (
    joining,
    acknowledging,
    home,
    deadlines,
    extensions,
    promises,
    registrations,
    reports,
    report_files,
    signed,
    stating,
    answers,
    asides,
    blocs,
    cancelling,
    putting_off,
    readings,
    settings,
    verifying,
    papers,
    contributions,
    threads,
    known_questions,
    *officers.MODULES,
)


async def on_block(update: Update, context: BotContext) -> None:
    """A person blocked the bot, or came back."""
    change = update.my_chat_member
    assert change is not None
    async with context.transaction() as db:
        if change.new_chat_member.status == "kicked":
            await lose(db, change.from_user.id, context.now())
            await tell_of_lost(db, {context.member.id}, context.now())
        else:
            await meet(db, change.from_user.id, change.from_user.full_name, context.now())


def register(application: BotApplication) -> None:
    """Put every handler into the application, and the one error handler."""
    offered = [each for module in MODULES for each in module.HANDLERS]
    presses = [each for each in offered if isinstance(each, Pressed)]
    typed = TypedText(FORMS, COMMANDS)
    presses += pressed(ResumeForm, resuming(RESUMES)), pressed(GoTo, typed.on_go_to)
    handlers: list[BaseHandler[Update, BotContext, None]] = [
        *(each for each in offered if not isinstance(each, Pressed)),
        PressHandler(presses, on_stale_button),
        *typed_handlers(typed),
        ChatMemberHandler(on_block, ChatMemberHandler.MY_CHAT_MEMBER),
    ]
    application.add_handler(RENEWAL, group=BEFORE_ALL)
    application.add_handlers(handlers)
    application.add_error_handler(on_error)
