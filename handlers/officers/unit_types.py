"""The form for what sort of organisation a unit is, opened from the unit's page."""

from bot.actions.dialogues import close_form, open_form, read_form
from bot.actions.unit_types import drop_type, set_type, types_to_choose
from bot.actions.units import read_unit
from bot.context import BotContext
from bot.messages import unit_types as words
from bot.rules.dialogues import Draft, Form, StaleForm
from handlers.officers.units import unit_screen
from handlers.routing import pressed
from handlers.showing import show, show_form


async def on_ask(context: BotContext, press: words.AskType) -> None:
    """What is offered is kept with the form: a button names a place in it."""
    async with context.transaction() as db:
        await read_unit(db, context.member, press.unit_id, context.now())
        draft = await open_form(
            db,
            context.member,
            Form.UNIT_TYPE,
            "type",
            context.now(),
            subject=str(press.unit_id),
            answers={"offered": await types_to_choose(db, context.member)},
        )
    await resume(context, draft)


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the question again."""
    async with context.reading() as db:
        view = await read_unit(db, context.member, int(draft.subject), context.now())
    screen = words.ask_type(context.texts, draft, view.unit, _offered(draft))
    await show_form(context, draft, screen, below=True)


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft.id)
        await set_type(db, context.member, int(draft.subject), text, context.now())
        await close_form(db, draft)
    await show_form(context, draft, await unit_screen(context, int(draft.subject)), below=True)


async def on_choose(context: BotContext, press: words.ChooseType) -> None:
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        offered = _offered(draft)
        if not 0 <= press.place < len(offered):
            raise StaleForm
        chosen = offered[press.place]
        await set_type(db, context.member, int(draft.subject), chosen, context.now())
        await close_form(db, draft)
    await show(context, await unit_screen(context, int(draft.subject)))


async def on_drop(context: BotContext, press: words.DropType) -> None:
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        await drop_type(db, context.member, int(draft.subject), context.now())
        await close_form(db, draft)
    await show(context, await unit_screen(context, int(draft.subject)))


def _offered(draft: Draft) -> list[str]:
    return [str(type_) for type_ in draft.answers.get("offered", [])]


HANDLERS = (
    pressed(words.AskType, on_ask),
    pressed(words.ChooseType, on_choose),
    pressed(words.DropType, on_drop),
)
FORMS = {Form.UNIT_TYPE: on_typed}
RESUMES = {Form.UNIT_TYPE: resume}
