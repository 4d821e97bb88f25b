"""The forms that add to the catalogue and change it: typed, one question after another."""

from bot.actions.catalogue import (
    CONDITION_LENGTH,
    SOURCE_LENGTH,
    add_indicator,
    add_titles,
    change_measure,
    check_free_indicator,
    check_measure,
    confirm_condition,
    read_indicator,
    read_title,
    rename_indicator,
    rename_title,
)
from bot.actions.dialogues import change_form, close_form, open_form, read_form
from bot.context import BotContext
from bot.messages import catalogue as buttons
from bot.messages import catalogue_forms as words
from bot.messages.screens import Screen
from bot.rules.catalogue import USUAL_MEASURES, check_name, suggested_condition
from bot.rules.dialogues import NAME_LENGTH, Draft, EmptyAnswer, Form, StaleForm, check_words
from bot.rules.members import check_officer
from bot.rules.registrations import Scope
from bot.rules.units import names_in
from handlers.officers.catalogue import show_indicator, show_title
from handlers.routing import pressed
from handlers.showing import show, show_form


async def on_add_titles(context: BotContext, press: buttons.AddTitle) -> None:
    scope = Scope.INDIVIDUAL if press.individual else Scope.COLLECTIVE
    await _begin(context, Form.TITLE, f"add-{scope}", "name")


async def on_add_indicator(context: BotContext, _press: buttons.AddIndicator) -> None:
    await _begin(context, Form.INDICATOR, "add-", "name")


async def on_rename_title(context: BotContext, press: buttons.RenameTitle) -> None:
    await _begin(context, Form.TITLE, f"rename-{press.title_id}", "name")


async def on_rename_indicator(context: BotContext, press: buttons.RenameIndicator) -> None:
    await _begin(context, Form.INDICATOR, f"rename-{press.indicator_id}", "name")


async def on_change_measure(context: BotContext, press: buttons.ChangeMeasure) -> None:
    await _begin(context, Form.INDICATOR, f"measure-{press.indicator_id}", "measure")


async def on_condition(context: BotContext, press: buttons.SetCondition) -> None:
    await _begin(context, Form.TITLE, f"condition-{press.title_id}", "words")


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the form where it was left."""
    await show_form(context, draft, await _screen(context, draft), below=True)


async def on_typed_title(context: BotContext, draft: Draft, text: str) -> None:
    """Names to add, a new name, the words of a condition or its source."""
    act, title_id = _subject(draft)
    if act == "add":
        await _add_titles(context, draft, text)
    elif act == "rename":
        async with context.transaction() as db:
            draft = await read_form(db, context.member, draft.id)
            await rename_title(db, context.member, title_id, text, context.now())
            await close_form(db, draft)
        await show_title(context, title_id)
    elif draft.step == "words":
        condition = check_name(check_words(text, CONDITION_LENGTH))
        await _keep(context, draft.id, "source", condition=condition)
    else:
        source = check_name(check_words(text, SOURCE_LENGTH))
        await _keep(context, draft.id, "confirm", source=source)


async def on_typed_indicator(context: BotContext, draft: Draft, text: str) -> None:
    """A name, or what it is counted in."""
    act, indicator_id = _subject(draft)
    if act == "rename":
        async with context.transaction() as db:
            draft = await read_form(db, context.member, draft.id)
            await rename_indicator(db, context.member, indicator_id, text, context.now())
            await close_form(db, draft)
        await show_indicator(context, indicator_id)
    elif draft.step == "name":
        async with context.transaction() as db:
            name = await check_free_indicator(db, context.member, text)
            draft = await read_form(db, context.member, draft.id)
            answers = {"name": name}
            draft = await change_form(db, draft, context.now(), step="measure", answers=answers)
        await resume(context, draft)
    else:
        await _take_measure(context, draft.id, check_measure(text))


async def on_take_measure(context: BotContext, press: words.TakeMeasure) -> None:
    if not 0 <= press.place < len(USUAL_MEASURES):
        raise StaleForm
    await _take_measure(context, press.draft_id, USUAL_MEASURES[press.place])


async def on_take_suggestion(context: BotContext, press: words.TakeSuggestion) -> None:
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id)
        view = await read_title(db, context.member, _subject(draft)[1])
    suggestion = suggested_condition(view.title.name)
    if not suggestion:
        raise StaleForm
    await _keep(context, press.draft_id, "source", condition=suggestion)


async def on_confirm_condition(context: BotContext, press: words.ConfirmCondition) -> None:
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        _, title_id = _subject(draft)
        condition, source = _answer(draft, "condition"), _answer(draft, "source")
        await confirm_condition(db, context.member, title_id, condition, source, context.now())
        view = await read_title(db, context.member, title_id)
        await close_form(db, draft)
    await show(context, words.condition_confirmed(context.texts, view.title.name, title_id))


async def _begin(context: BotContext, form: Form, subject: str, step: str) -> None:
    check_officer(context.member)
    async with context.transaction() as db:
        draft = await open_form(db, context.member, form, step, context.now(), subject=subject)
        draft = await change_form(db, draft, context.now(), step=step)
    await resume(context, draft)


async def _keep(context: BotContext, draft_id: int, step: str, **answers: str) -> None:
    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft_id)
        draft = await change_form(db, draft, context.now(), step=step, answers=answers)
    await resume(context, draft)


async def _add_titles(context: BotContext, draft: Draft, text: str) -> None:
    """One name alone that cannot be one is refused, and the form stays."""
    scope = Scope(draft.subject.partition("-")[2])
    names = [check_name(name) for name in names_in(text)]
    if not names:
        raise EmptyAnswer
    if len(names) == 1:
        names = [check_words(names[0], NAME_LENGTH)]
    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft.id)
        made = await add_titles(db, context.member, scope, names, context.now())
        await close_form(db, draft)
    individual = scope is Scope.INDIVIDUAL
    await show(context, words.titles_were_made(context.texts, made, individual=individual))


async def _take_measure(context: BotContext, draft_id: int, measure: str) -> None:
    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft_id)
        act, indicator_id = _subject(draft)
        name = _answer(draft, "name")
        if act == "measure":
            await change_measure(db, context.member, indicator_id, measure, context.now())
        else:
            await add_indicator(db, context.member, name, measure, context.now())
        await close_form(db, draft)
    if act == "measure":
        await show_indicator(context, indicator_id)
    else:
        await show(context, words.indicator_was_made(context.texts, name, measure))


async def _screen(context: BotContext, draft: Draft) -> Screen:
    t = context.texts
    act, id_ = _subject(draft)
    if draft.form is Form.INDICATOR:
        if act == "add":
            name = _answer(draft, "name")
            if draft.step == "measure":
                return words.ask_measure(t, draft, name)
            return words.ask_indicator(t, draft)
        async with context.transaction() as db:
            name = (await read_indicator(db, context.member, id_)).indicator.name
        return (words.ask_new_name if act == "rename" else words.ask_measure)(t, draft, name)
    if act == "add":
        individual = draft.subject == f"add-{Scope.INDIVIDUAL}"
        return words.ask_titles(t, draft, individual=individual)
    async with context.transaction() as db:
        name = (await read_title(db, context.member, id_)).title.name
    if act == "rename":
        return words.ask_new_name(t, draft, name)
    return _condition_screen(context, draft, name)


def _condition_screen(context: BotContext, draft: Draft, name: str) -> Screen:
    condition, source = _answer(draft, "condition"), _answer(draft, "source")
    if draft.step == "confirm" and source:
        return words.confirm_condition(context.texts, draft, name, condition, source)
    if draft.step == "source" and condition:
        return words.ask_source(context.texts, draft, name, condition)
    return words.ask_condition(context.texts, draft, name, suggested_condition(name))


def _subject(draft: Draft) -> tuple[str, int]:
    """What the form does, and to which entry (0 for a new one)."""
    act, _, entry = draft.subject.partition("-")
    return act, int(entry) if entry.isdigit() else 0


def _answer(draft: Draft, name: str) -> str:
    return str(draft.answers.get(name, ""))


HANDLERS = (
    pressed(buttons.AddTitle, on_add_titles),
    pressed(buttons.AddIndicator, on_add_indicator),
    pressed(buttons.RenameTitle, on_rename_title),
    pressed(buttons.RenameIndicator, on_rename_indicator),
    pressed(buttons.ChangeMeasure, on_change_measure),
    pressed(buttons.SetCondition, on_condition),
    pressed(words.TakeMeasure, on_take_measure),
    pressed(words.TakeSuggestion, on_take_suggestion),
    pressed(words.ConfirmCondition, on_confirm_condition),
)
FORMS = {Form.TITLE: on_typed_title, Form.INDICATOR: on_typed_indicator}
RESUMES = {Form.TITLE: resume, Form.INDICATOR: resume}
