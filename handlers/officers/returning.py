"""The form that returns a registration: the reason typed, read back, and sent with it."""

from bot.actions.dialogues import change_form, close_form, open_form, read_form
from bot.actions.records import arrived_registration
from bot.actions.registrations import REASON_LENGTH, return_registration
from bot.context import BotContext
from bot.messages import records as words
from bot.rules.dialogues import Draft, Form, check_words
from bot.rules.members import check_officer
from bot.rules.registrations import AlreadyReviewed, RegistrationState, RegistrationView
from handlers.routing import pressed
from handlers.showing import show, show_form

SUBJECT = "registration-"


async def on_return(context: BotContext, press: words.ReturnRegistration) -> None:
    """Begin, or go on with the reason begun. A registration decided on is said to be so."""
    check_officer(context.member)
    async with context.transaction() as db:
        view, _ = await arrived_registration(db, context.member, press.registration_id)
        if view.state is not RegistrationState.PENDING:
            raise AlreadyReviewed
        draft = await open_form(
            db,
            context.member,
            Form.RETURN,
            "reason",
            context.now(),
            subject=f"{SUBJECT}{press.registration_id}",
        )
    await resume(context, draft)


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the form where it was left."""
    view = await _view(context, draft)
    if reason := _reason(draft):
        screen = words.confirm_return(context.texts, draft, view, reason)
    else:
        screen = words.ask_reason(context.texts, draft, view)
    await show_form(context, draft, screen, below=True)


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    reason = check_words(text, REASON_LENGTH)
    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft.id)
        answers = {"reason": reason}
        draft = await change_form(db, draft, context.now(), step="confirm", answers=answers)
    await resume(context, draft)


async def on_confirm(context: BotContext, press: words.ConfirmReturn) -> None:
    """Return it and close the form together, once however often it is pressed."""
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        view = await return_registration(
            db, context.member, _registration_id(draft), _reason(draft), context.now()
        )
        await close_form(db, draft)
    await show(context, words.returned_screen(context.texts, view))


async def _view(context: BotContext, draft: Draft) -> RegistrationView:
    async with context.reading() as db:
        view, _ = await arrived_registration(db, context.member, _registration_id(draft))
    return view


def _registration_id(draft: Draft) -> int:
    return int(draft.subject.removeprefix(SUBJECT))


def _reason(draft: Draft) -> str:
    return str(draft.answers.get("reason", ""))


HANDLERS = (
    pressed(words.ReturnRegistration, on_return),
    pressed(words.ConfirmReturn, on_confirm),
)
FORMS = {Form.RETURN: on_typed}
RESUMES = {Form.RETURN: resume}
