"""/gopy: units send initiatives, good examples, difficulties and petitions."""

from telegram import Message

from bot.actions import contributing
from bot.actions.contributing import ContributionForm
from bot.actions.contributions import own_contributions, read_contribution, send_contribution
from bot.actions.dialogues import close_form
from bot.context import BotContext
from bot.messages import contribution_buttons as buttons
from bot.messages import contribution_form as form_words
from bot.messages import contributions as words
from bot.messages.screens import Screen
from bot.rules.contributions import ContributionKind, Field
from bot.rules.dialogues import Draft, Form, StaleForm
from bot.rules.members import check_manager
from handlers.deadlines import unit_of
from handlers.officers.contributions import show_queue
from handlers.pieces import refused_remembered
from handlers.posts import pressed_for_unit, pressed_in_form
from handlers.routing import command
from handlers.showing import show, show_form

A_PAGE = 8


async def on_contribute(context: BotContext) -> None:
    """What a unit may send in; for an officer what has come."""
    if context.member.is_officer:
        await show_queue(context)
        return
    _, unit_id = check_manager(context.member)
    async with context.reading() as db:
        sent = await own_contributions(db, context.member, limit=1)
    screen = words.contribute_home(context.texts, unit_of(context), unit_id, has_sent=bool(sent))
    await show(context, screen)


async def on_home(context: BotContext, _press: buttons.ContributeHome) -> None:
    await on_contribute(context)


async def on_start(context: BotContext, press: buttons.StartContribution) -> None:
    """Begin, or go on where it was left."""
    async with context.transaction() as db:
        form = await contributing.start_contribution(
            db, context.member, _kind(press.kind), context.now()
        )
    await _show(context, form, below=True)


async def on_send_this(context: BotContext, press: buttons.SendThisOn) -> None:
    """Begin with the sentence that the pressed message answers, if Telegram still has it."""
    query = context.incoming.callback_query
    said = ""
    if query is not None and isinstance(query.message, Message):
        said = _said(query.message.reply_to_message, context.member.telegram_id)
    async with context.transaction() as db:
        form = await contributing.start_contribution(
            db, context.member, _kind(press.kind), context.now(), said
        )
    await _show(context, form, below=True)


async def on_skip(context: BotContext, press: buttons.SkipField) -> None:
    async with context.transaction() as db:
        form = await contributing.skip_field(
            db, context.member, press.draft_id, _field(press.field), context.now()
        )
    await _show(context, form, below=False)


async def on_choose_field(context: BotContext, press: buttons.ChooseField) -> None:
    async with context.transaction() as db:
        form = await contributing.read_contribution_form(db, context.member, press.draft_id)
    screen = form_words.choose_field(context.texts, unit_of(context), form.draft, form.content)
    await show_form(context, form.draft, screen, below=False)


async def on_change_field(context: BotContext, press: buttons.ChangeField) -> None:
    await _go_to(context, press.draft_id, _field(press.field))


async def on_review(context: BotContext, press: buttons.ReviewContribution) -> None:
    await _go_to(context, press.draft_id, None)


async def on_send(context: BotContext, press: buttons.SendContribution) -> None:
    """Send it and close the form together, once however often it is pressed."""
    async with context.transaction() as db:
        form = await contributing.read_contribution_form(
            db, context.member, press.draft_id, press.version
        )
        view = await send_contribution(db, context.member, form.content, context.now())
        await close_form(db, form.draft)
    await show(context, form_words.contribution_sent(context.texts, view))


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    """What is typed answers the question the form is at."""
    async with refused_remembered(context, draft) as message, context.transaction() as db:
        form = await contributing.take_answer(
            db, context.member, draft.id, text, message.message_id, context.now()
        )
    await _show(context, form, below=True)


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the form where it was left."""
    await _show(context, contributing.form_of(draft), below=True)


async def on_list(context: BotContext, press: buttons.ListSent) -> None:
    """One more is read to know whether there is another page."""
    page = max(press.page, 0)
    async with context.reading() as db:
        sent = await own_contributions(db, context.member, offset=page * A_PAGE, limit=A_PAGE + 1)
    _, unit_id = check_manager(context.member)
    screen = words.sent_list(
        context.texts, unit_of(context), unit_id, sent[:A_PAGE], page, more=len(sent) > A_PAGE
    )
    await show(context, screen)


async def on_open(context: BotContext, press: buttons.OpenSent) -> None:
    check_manager(context.member)
    async with context.reading() as db:
        view = await read_contribution(db, context.member, press.contribution_id)
    await show(context, words.sent_screen(context.texts, view, press.page))


async def _go_to(context: BotContext, draft_id: int, field: Field | None) -> None:
    async with context.transaction() as db:
        form = await contributing.go_to_field(db, context.member, draft_id, field, context.now())
    await _show(context, form, below=False)


async def _show(context: BotContext, form: ContributionForm, *, below: bool) -> None:
    await show_form(context, form.draft, _screen(context, form), below=below)


def _screen(context: BotContext, form: ContributionForm) -> Screen:
    t, unit, draft, content = context.texts, unit_of(context), form.draft, form.content
    if form.asks is None:
        return form_words.review_contribution(t, unit, draft, content)
    return form_words.ask_field(t, unit, draft, content, form.asks)


def _said(message: Message | None, telegram_id: int) -> str:
    """The person's own sentence; nothing that anybody else wrote."""
    if message is None or message.from_user is None or message.from_user.id != telegram_id:
        return ""
    return message.text or ""


def _kind(kind: str) -> ContributionKind:
    try:
        return ContributionKind(kind)
    except ValueError:
        raise StaleForm from None


def _field(field: str) -> Field:
    try:
        return Field(field)
    except ValueError:
        raise StaleForm from None


FORMS = {Form.CONTRIBUTION: on_typed}
RESUMES = {Form.CONTRIBUTION: resume}

HANDLERS = (
    command(on_contribute, "gopy", "sangkien", "kiennghi", "contribute"),
    pressed_for_unit(buttons.ContributeHome, on_home),
    pressed_for_unit(buttons.StartContribution, on_start),
    pressed_for_unit(buttons.SendThisOn, on_send_this),
    pressed_for_unit(buttons.ListSent, on_list),
    pressed_for_unit(buttons.OpenSent, on_open),
    pressed_in_form(buttons.SkipField, on_skip),
    pressed_in_form(buttons.ChooseField, on_choose_field),
    pressed_in_form(buttons.ChangeField, on_change_field),
    pressed_in_form(buttons.ReviewContribution, on_review),
    pressed_in_form(buttons.SendContribution, on_send),
)
