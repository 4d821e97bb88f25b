"""The form for whom to call at a unit, opened from the unit's page."""

from bot.actions.contacts import NOBODY, set_contact
from bot.actions.dialogues import change_form, close_form, open_form, read_form
from bot.actions.units import read_unit
from bot.context import BotContext
from bot.messages import contacts as words
from bot.rules.contacts import Contact, read_contact
from bot.rules.dialogues import Draft, Form
from handlers.officers.units import unit_screen
from handlers.routing import pressed
from handlers.showing import show, show_form


async def on_ask(context: BotContext, press: words.AskContact) -> None:
    async with context.transaction() as db:
        await read_unit(db, context.member, press.unit_id, context.now())
        draft = await open_form(
            db, context.member, Form.CONTACT, "contact", context.now(), subject=str(press.unit_id)
        )
    await resume(context, draft)


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the question again."""
    async with context.reading() as db:
        view = await read_unit(db, context.member, int(draft.subject), context.now())
    screen = words.ask_contact(context.texts, draft, view.unit, _name(draft))
    await show_form(context, draft, screen, below=True)


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    """A number completes it; a name alone is kept until one comes."""
    read = read_contact(text)
    contact = Contact(read.name or _name(draft), read.phone)
    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft.id)
        if contact.phone:
            await set_contact(db, context.member, int(draft.subject), contact, context.now())
            await close_form(db, draft)
        else:
            draft = await change_form(db, draft, context.now(), answers={"name": contact.name})
    if contact.phone:
        screen = await unit_screen(context, int(draft.subject))
        await show_form(context, draft, screen, below=True)
    else:
        await resume(context, draft)


async def on_drop(context: BotContext, press: words.DropContact) -> None:
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        await set_contact(db, context.member, int(draft.subject), NOBODY, context.now())
        await close_form(db, draft)
    await show(context, await unit_screen(context, int(draft.subject)))


def _name(draft: Draft) -> str:
    return str(draft.answers.get("name", ""))


HANDLERS = (pressed(words.AskContact, on_ask), pressed(words.DropContact, on_drop))
FORMS = {Form.CONTACT: on_typed}
RESUMES = {Form.CONTACT: resume}
