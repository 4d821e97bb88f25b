"""Writing under a contribution, from either side: typed, read back, sent."""

from bot.actions import threads
from bot.actions.threads import ThreadForm
from bot.context import BotContext
from bot.messages import contribution_buttons as buttons
from bot.messages import threads as words
from bot.rules.contributions import ContributionMoved
from bot.rules.dialogues import Draft, Form
from bot.rules.members import check_manager, check_officer
from handlers.pieces import refused_remembered
from handlers.posts import pressed_for_unit, pressed_in_form
from handlers.routing import pressed
from handlers.showing import show, show_form


async def on_answer(context: BotContext, press: buttons.AnswerContribution) -> None:
    """An officer begins to write, or goes on."""
    check_officer(context.member)
    await _start(context, press.contribution_id)


async def on_write_again(context: BotContext, press: buttons.WriteAgain) -> None:
    """Somebody of the unit begins to write, or goes on."""
    check_manager(context.member)
    await _start(context, press.contribution_id)


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    async with refused_remembered(context, draft) as message, context.transaction() as db:
        form = await threads.take_words(
            db, context.member, draft.id, text, message.message_id, context.now()
        )
    await _show(context, form, below=True)


async def on_retype(context: BotContext, press: buttons.RetypeMessage) -> None:
    async with context.transaction() as db:
        form = await threads.take_back_words(
            db, context.member, press.draft_id, press.version, context.now()
        )
    await _show(context, form, below=False)


async def on_send(context: BotContext, press: buttons.SendMessage) -> None:
    """Send it once however often it is pressed; what came meanwhile is shown first."""
    try:
        async with context.transaction() as db:
            view, told = await threads.send_message(
                db, context.member, press.draft_id, press.version, context.now()
            )
    except ContributionMoved:
        await _show_newest(context, press.draft_id)
        return
    by_office = context.member.is_officer
    await show(context, words.message_sent(context.texts, view, by_office=by_office, told=told))


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the form where it was left."""
    async with context.transaction() as db:
        form = await threads.read_message_form(db, context.member, draft.id)
    await _show(context, form, below=True)


async def _start(context: BotContext, contribution_id: int) -> None:
    async with context.transaction() as db:
        form = await threads.start_message(db, context.member, contribution_id, context.now())
    await _show(context, form, below=True)


async def _show(context: BotContext, form: ThreadForm, *, below: bool) -> None:
    if form.words:
        screen = words.confirm_message(context.texts, form.draft, form.view, form.words)
    else:
        screen = words.ask_message(context.texts, form.draft, form.view)
    await show_form(context, form.draft, screen, below=below)


async def _show_newest(context: BotContext, draft_id: int) -> None:
    async with context.transaction() as db:
        form = await threads.show_newest(db, context.member, draft_id, context.now())
    screen = words.confirm_message(
        context.texts, form.draft, form.view, form.words, form.view.thread[-1]
    )
    await show_form(context, form.draft, screen, below=False)


FORMS = {Form.THREAD: on_typed}
RESUMES = {Form.THREAD: resume}

HANDLERS = (
    pressed(buttons.AnswerContribution, on_answer),
    pressed_for_unit(buttons.WriteAgain, on_write_again),
    pressed_in_form(buttons.RetypeMessage, on_retype),
    pressed_in_form(buttons.SendMessage, on_send),
)
