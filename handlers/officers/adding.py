"""The forms that add blocs and units: names typed or pasted, one a line."""

from typing import Any

from bot.actions.dialogues import change_form, close_form, open_form, read_form
from bot.actions.units import add_blocs, add_units, own_blocs
from bot.context import BotContext
from bot.messages import unit_forms as words
from bot.messages.units import AddBloc, AddUnit
from bot.rules.dialogues import NAME_LENGTH, Draft, EmptyAnswer, Form, check_words
from bot.rules.members import check_officer
from bot.rules.units import NO_BLOC, BlocSize, names_in
from handlers.routing import pressed
from handlers.showing import send, show, show_form


async def on_add_bloc(context: BotContext, _press: AddBloc) -> None:
    check_officer(context.member)
    async with context.transaction() as db:
        draft = await open_form(db, context.member, Form.BLOC, "name", context.now())
    await resume_bloc(context, draft)


async def on_add_unit(context: BotContext, _press: AddUnit) -> None:
    check_officer(context.member)
    async with context.transaction() as db:
        draft = await open_form(db, context.member, Form.UNIT, "name", context.now())
    await resume_unit(context, draft)


async def resume_bloc(context: BotContext, draft: Draft) -> None:
    """Show the form for blocs again."""
    await show_form(context, draft, words.ask_bloc_names(context.texts, draft), below=True)


async def resume_unit(context: BotContext, draft: Draft) -> None:
    """Show the form for units where it was left."""
    if draft.step == "bloc":
        screen = words.ask_bloc(context.texts, draft, _names(draft), await _blocs(context))
    else:
        screen = words.ask_unit_names(context.texts, draft)
    await show_form(context, draft, screen, below=True)


async def on_typed_blocs(context: BotContext, draft: Draft, text: str) -> None:
    """Make them at once; what could not be made is named."""
    names = _typed(text)
    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft.id)
        made = await add_blocs(db, context.member, names, context.now())
        await close_form(db, draft)
    await send(context, words.blocs_were_made(context.texts, made))


async def on_typed_units(context: BotContext, draft: Draft, text: str) -> None:
    """Keep the names and ask for the bloc; without blocs, make them at once."""
    names = [*_names(draft), *_typed(text)]
    blocs = await _blocs(context)
    if not blocs:
        await _make(context, draft.id, None, names, NO_BLOC)
        return
    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft.id)
        answers = {"names": names}
        draft = await change_form(db, draft, context.now(), step="bloc", answers=answers)
    await resume_unit(context, draft)


async def on_turn(context: BotContext, press: words.TurnBlocs) -> None:
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
    blocs = await _blocs(context)
    screen = words.ask_bloc(context.texts, draft, _names(draft), blocs, press.page)
    await show_form(context, draft, screen, below=False)


async def on_choose_bloc(context: BotContext, press: words.ChooseBloc) -> None:
    await _make(context, press.draft_id, press.version, None, press.bloc_id)


async def _make(
    context: BotContext, draft_id: int, version: int | None, names: list[str] | None, bloc_id: int
) -> None:
    """Make the units and close the form together, so that a second press makes none."""
    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft_id, version)
        bloc = None if bloc_id == NO_BLOC else bloc_id
        listed = _names(draft) if names is None else names
        made = await add_units(db, context.member, listed, bloc, context.now())
        await close_form(db, draft)
    await show(context, words.units_were_made(context.texts, made, bloc_id))


async def _blocs(context: BotContext) -> list[BlocSize]:
    async with context.reading() as db:
        return [bloc for bloc in await own_blocs(db, context.member) if bloc.id != NO_BLOC]


def _names(draft: Draft) -> list[str]:
    kept: Any = draft.answers.get("names", [])
    return [str(name) for name in kept]


def _typed(text: str) -> list[str]:
    """The names in a text. One name alone that cannot be one is refused, and the form stays."""
    names = names_in(text)
    if not names:
        raise EmptyAnswer
    return [check_words(names[0], NAME_LENGTH)] if len(names) == 1 else names


HANDLERS = (
    pressed(AddBloc, on_add_bloc),
    pressed(AddUnit, on_add_unit),
    pressed(words.ChooseBloc, on_choose_bloc),
    pressed(words.TurnBlocs, on_turn),
)
FORMS = {Form.BLOC: on_typed_blocs, Form.UNIT: on_typed_units}
RESUMES = {Form.BLOC: resume_bloc, Form.UNIT: resume_unit}
