"""«Đổi tên»: a unit's new name, typed from its page."""

from bot.actions.dialogues import close_form, open_form, read_form
from bot.actions.renaming import rename_unit
from bot.actions.units import read_unit, working_unit
from bot.context import BotContext
from bot.messages import renaming as words
from bot.rules.dialogues import Draft, Form
from handlers.officers.units import unit_screen
from handlers.routing import pressed
from handlers.showing import show_form


async def on_ask(context: BotContext, press: words.AskName) -> None:
    async with context.transaction() as db:
        await working_unit(db, context.member, press.unit_id)
        draft = await open_form(
            db, context.member, Form.UNIT_NAME, "name", context.now(), subject=str(press.unit_id)
        )
    await resume(context, draft)


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the question again."""
    async with context.reading() as db:
        view = await read_unit(db, context.member, int(draft.subject), context.now())
    await show_form(context, draft, words.ask_name(context.texts, draft, view.unit), below=True)


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    """A name that is taken is refused, and the form stays."""
    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft.id)
        await rename_unit(db, context.member, int(draft.subject), text, context.now())
        await close_form(db, draft)
    await show_form(context, draft, await unit_screen(context, int(draft.subject)), below=True)


HANDLERS = (pressed(words.AskName, on_ask),)
FORMS = {Form.UNIT_NAME: on_typed}
RESUMES = {Form.UNIT_NAME: resume}
