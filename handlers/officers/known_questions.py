"""/hoidap: questions that officers have answered for everybody; kept, changed, deleted."""

from bot.actions import keeping_questions as keeping
from bot.actions.keeping_questions import KnownForm
from bot.actions.known_questions import forget_known, known_from, known_questions, read_known
from bot.context import BotContext
from bot.messages import known_question_buttons as buttons
from bot.messages import known_question_form as form_words
from bot.messages import known_questions as words
from bot.messages.screens import Screen
from bot.rules.dialogues import Draft, Form
from bot.rules.members import check_officer
from handlers.officers.acting import organisation_of
from handlers.pieces import refused_remembered
from handlers.routing import command, pressed
from handlers.showing import show, show_form


async def on_known(context: BotContext) -> None:
    """The list, the newest first."""
    await on_list(context, buttons.ListKnown())


async def on_list(context: BotContext, press: buttons.ListKnown) -> None:
    async with context.reading() as db:
        found = await known_questions(db, context.member)
    organisation = organisation_of(context)
    await show(context, words.known_list(context.texts, organisation, found, press.page))


async def on_open(context: BotContext, press: buttons.OpenKnown) -> None:
    check_officer(context.member)
    async with context.reading() as db:
        view = await read_known(db, context.member, press.question_id)
    await show(context, words.known_screen(context.texts, view))


async def on_ask_to_delete(context: BotContext, press: buttons.AskToDelete) -> None:
    check_officer(context.member)
    async with context.reading() as db:
        view = await read_known(db, context.member, press.question_id)
    await show(context, words.ask_to_delete(context.texts, view))


async def on_delete(context: BotContext, press: buttons.DeleteKnown) -> None:
    async with context.transaction() as db:
        await forget_known(db, context.member, press.question_id, context.now())
    await on_known(context)


async def on_add(context: BotContext, _press: buttons.AddKnown) -> None:
    async with context.transaction() as db:
        form = await keeping.start_adding(db, context.member, context.now())
    await _show(context, form, below=True)


async def on_keep(context: BotContext, press: buttons.KeepThread) -> None:
    """Read question and answer before they are kept; what is kept already is shown."""
    async with context.reading() as db:
        known = await known_from(db, context.member, press.contribution_id)
    if known is not None:
        await on_open(context, buttons.OpenKnown(known))
        return
    async with context.transaction() as db:
        form = await keeping.start_keeping(db, context.member, press.contribution_id, context.now())
    await _show(context, form, below=True)


async def on_change(context: BotContext, press: buttons.ChangeKnown) -> None:
    async with context.transaction() as db:
        form = await keeping.start_changing(
            db, context.member, press.question_id, press.field, context.now()
        )
    await _show(context, form, below=True)


async def on_retype(context: BotContext, press: buttons.RetypeField) -> None:
    async with context.transaction() as db:
        form = await keeping.go_to_field(
            db, context.member, press.draft_id, press.field, context.now()
        )
    await _show(context, form, below=False)


async def on_save(context: BotContext, press: buttons.SaveKnown) -> None:
    """Save it once however often it is pressed."""
    async with context.transaction() as db:
        view = await keeping.save(db, context.member, press.draft_id, press.version, context.now())
    await show(context, words.known_screen(context.texts, view, saved=True))


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    async with refused_remembered(context, draft) as message, context.transaction() as db:
        form = await keeping.take_words(
            db, context.member, draft.id, text, message.message_id, context.now()
        )
    await _show(context, form, below=True)


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the form where it was left."""
    async with context.transaction() as db:
        form = await keeping.read_known_form(db, context.member, draft.id)
    await _show(context, form, below=True)


async def _show(context: BotContext, form: KnownForm, *, below: bool) -> None:
    await show_form(context, form.draft, _screen(context, form), below=below)


def _screen(context: BotContext, form: KnownForm) -> Screen:
    t, draft = context.texts, form.draft
    if form.asks == keeping.QUESTION:
        return form_words.ask_question(t, draft, form.question)
    if form.asks == keeping.ANSWER:
        return form_words.ask_answer(t, draft, form.question, form.answer)
    organisation = organisation_of(context)
    return form_words.review_known(t, organisation, draft, form.question, form.answer, form.private)


HANDLERS = (
    command(on_known, "hoidap", "answers"),
    pressed(buttons.ListKnown, on_list),
    pressed(buttons.OpenKnown, on_open),
    pressed(buttons.AskToDelete, on_ask_to_delete),
    pressed(buttons.DeleteKnown, on_delete),
    pressed(buttons.AddKnown, on_add),
    pressed(buttons.KeepThread, on_keep),
    pressed(buttons.ChangeKnown, on_change),
    pressed(buttons.RetypeField, on_retype),
    pressed(buttons.SaveKnown, on_save),
)
FORMS = {Form.KNOWN_QUESTION: on_typed}
RESUMES = {Form.KNOWN_QUESTION: resume}
COMMANDS = {"hoidap": on_known}
