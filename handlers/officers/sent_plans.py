"""An officer sends what reads as a plan, in no form: asked what it is, done with one press."""

from pathlib import Path

from telegram import Message

from bot.actions.amending import start_amendment, take_amended
from bot.actions.plans import plans_of
from bot.actions.preparing import add_document
from bot.context import BotContext
from bot.messages import sent_plans as words
from bot.rules.dialogues import StaleForm
from bot.rules.errors import RuleViolation
from bot.rules.members import check_officer
from handlers.files import download, off_loop
from handlers.officers import preparation_form as form
from handlers.officers.plan_files import Sent, open_sent
from handlers.officers.preparing import begin_from
from handlers.routing import leave_form, pressed
from handlers.showing import send, show

READABLE = frozenset({".docx", ".pdf", ".txt", ".md", ".yaml", ".yml"})


async def offer_plan(context: BotContext) -> bool:
    """Ask whether the file is a plan; False where it does not read as one, or nobody may make one.

    Nothing of it is kept: the question answers to the file, and finds it there when pressed.
    """
    message = context.incoming.message
    if message is None or not context.member.is_officer or not _is_readable(message):
        return False
    try:
        _, name, content = await download(context, message)
        read = await off_loop(context.services.read_plan, name, content)
    except RuleViolation:
        return False
    async with context.reading() as db:
        plans = await plans_of(db, context.member)
    await send(context, words.is_it_a_plan(context.texts, read, plans), as_reply=True)
    return True


async def on_new(context: BotContext, _press: words.NewFromFile) -> None:
    check_officer(context.member)
    sent = await _open_again(context)
    await leave_form(context)
    await begin_from(context, sent)


async def on_amend(context: BotContext, press: words.AmendFromFile) -> None:
    """What was being prepared of that plan's next version gives way to the file."""
    check_officer(context.member)
    sent, member, now = await _open_again(context), context.member, context.now()
    assert sent.plan is not None
    await leave_form(context)
    async with context.transaction() as db:
        begun = await start_amendment(db, member, press.plan_id, now)
        view = await take_amended(db, member, begun.id, begun.version, sent.plan, now)
        if sent.file is not None:
            view = await add_document(db, member, view.id, sent.file, now)
        draft = await form.come_to(context, db, view, form.LIST)
    await form.show_step(context, draft, view)


async def on_else(context: BotContext, _press: words.FileForElse) -> None:
    check_officer(context.member)
    await show(context, words.left_alone(context.texts))


async def _open_again(context: BotContext) -> Sent:
    """The plan in the file that the question answers to. Raises StaleForm when it is gone."""
    query = context.incoming.callback_query
    asked = query.message if query is not None else None
    file = asked.reply_to_message if isinstance(asked, Message) else None
    if file is None or file.from_user is None or not _is_readable(file):
        raise StaleForm
    if file.from_user.id != context.member.telegram_id:
        raise StaleForm
    sent = await open_sent(context, file, reads=True)
    if sent.plan is None:
        raise sent.refused or StaleForm
    return sent


def _is_readable(message: Message) -> bool:
    document = message.document
    return document is not None and Path(document.file_name or "").suffix.lower() in READABLE


HANDLERS = (
    pressed(words.NewFromFile, on_new),
    pressed(words.AmendFromFile, on_amend),
    pressed(words.FileForElse, on_else),
)
