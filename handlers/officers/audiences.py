"""Choosing whom a notice is for: conditions, people, groups, lists kept under a name."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from bot.actions import composing
from bot.actions.audiences import (
    audience_options,
    forget_audience,
    save_audience,
    saved_audience,
)
from bot.actions.composing import NoticeForm
from bot.context import BotContext
from bot.messages import audience_buttons as buttons
from bot.messages import audiences as words
from bot.rules.audiences import Audience, Condition
from bot.rules.dialogues import Draft, StaleForm
from handlers.officers.notice_form import (
    choice_items,
    show_choices,
    show_onward,
    show_question,
)
from handlers.routing import pressed
from handlers.showing import show_form

OPTIONS = {
    words.REPRESENTATIVES: "representatives_only",
    words.BLOC_GROUPS: "bloc_groups",
    words.OFFICERS_GROUP: "officers_group",
}


class InForm(Protocol):
    """A button of the form."""

    @property
    def draft_id(self) -> int: ...
    @property
    def version(self) -> int: ...


async def on_everyone(context: BotContext, press: buttons.ChooseEveryone) -> None:
    """All units, and on to the content at once."""
    await show_onward(context, await _choose(context, press, _all_units))


async def on_go_on(context: BotContext, press: buttons.GoOn) -> None:
    async with context.transaction() as db:
        form = await composing.go_onward(
            db, context.member, press.draft_id, press.version, context.now()
        )
    await show_onward(context, form)


async def on_browse(context: BotContext, press: buttons.BrowseCondition) -> None:
    """What may be asked of units, or back from there; looking at units, what is typed finds one."""
    kind = _condition(press.kind) if press.kind else None
    async with context.transaction() as db:
        form = await composing.read_notice_form(db, context.member, press.draft_id, press.version)
        find = "" if kind is None else form.find
        form = await composing.change_notice(
            db, context.member, form, context.now(), _step(kind), find=find
        )
    if kind is None:
        await show_question(context, form, below=False)
    else:
        await show_choices(context, form, kind, press.page)


async def on_show_all(context: BotContext, press: buttons.ShowAllUnits) -> None:
    async with context.transaction() as db:
        form = await composing.go_to(
            db,
            context.member,
            press.draft_id,
            press.version,
            composing.UNITS,
            context.now(),
            find="",
        )
    await show_choices(context, form, Condition.UNIT, 0)


async def on_toggle(context: BotContext, press: buttons.ToggleChoice) -> None:
    """Whoever takes the last tick away has chosen nobody, not everybody."""
    kind = _condition(press.kind)
    value = await _value(context, kind, press.id)

    def toggle(audience: Audience) -> Audience | None:
        toggled = audience.toggled(kind, value)
        return None if toggled.is_everyone else toggled

    form = await _choose(context, press, toggle, _step(kind))
    await show_choices(context, form, kind, press.page)


async def on_option(context: BotContext, press: buttons.ToggleOption) -> None:
    name = OPTIONS.get(press.option)
    if name is None:
        raise StaleForm

    def toggle(audience: Audience) -> Audience:
        changed: dict[str, Any] = {name: not getattr(audience, name)}
        return replace(audience, **changed)

    form = await _choose(context, press, toggle, composing.AUDIENCE)
    await show_question(context, form, below=False)


async def on_list_saved(context: BotContext, press: buttons.ListSaved) -> None:
    async with context.reading() as db:
        form = await composing.look_at_notice_form(
            db, context.member, press.draft_id, press.version
        )
    await _show_saved(context, form)


async def on_use_saved(context: BotContext, press: buttons.UseSaved) -> None:
    async with context.reading() as db:
        saved = await saved_audience(db, context.member, press.saved_id)
    form = await _choose(context, press, lambda _: saved.audience, composing.AUDIENCE)
    await show_question(context, form, below=False)


async def on_forget_saved(context: BotContext, press: buttons.ForgetSaved) -> None:
    async with context.transaction() as db:
        form = await composing.read_notice_form(db, context.member, press.draft_id, press.version)
        await forget_audience(db, context.member, press.saved_id, context.now())
    await _show_saved(context, form)


async def on_save(context: BotContext, press: buttons.SaveAudience) -> None:
    """Ask for a name; what is typed next is it."""
    async with context.transaction() as db:
        form = await composing.go_to(
            db, context.member, press.draft_id, press.version, composing.NAME, context.now()
        )
    await show_question(context, form, below=False)


async def on_typed_name(context: BotContext, draft: Draft, text: str) -> None:
    """The name under which the audience is kept."""
    now = context.now()
    async with context.transaction() as db:
        form = await composing.go_to(db, context.member, draft.id, None, composing.AUDIENCE, now)
        await save_audience(db, context.member, text, form.notice.audience, now)
    await show_question(context, form, below=True)


async def on_typed_unit(context: BotContext, draft: Draft, text: str) -> None:
    """A part of a unit's name: the units that have it are shown."""
    async with context.transaction() as db:
        form = await composing.go_to(
            db,
            context.member,
            draft.id,
            None,
            composing.UNITS,
            context.now(),
            find=text.strip(),
        )
    await show_choices(context, form, Condition.UNIT, 0, below=True)


async def _choose(
    context: BotContext,
    press: InForm,
    change: Callable[[Audience], Audience | None],
    step: str = "",
) -> NoticeForm:
    async with context.transaction() as db:
        return await composing.choose_audience(
            db, context.member, press.draft_id, press.version, change, context.now(), step=step
        )


async def _show_saved(context: BotContext, form: NoticeForm) -> None:
    async with context.reading() as db:
        options = await audience_options(db, context.member)
    screen = words.saved_screen(context.texts, form.draft, options.saved)
    await show_form(context, form.draft, screen, below=False)


async def _value(context: BotContext, kind: Condition, id_: int) -> int | str:
    """What a button names: an id, or a type by its place in the list. Raises StaleForm."""
    if kind is not Condition.TYPE:
        return id_
    types = dict(await choice_items(context, kind))
    if id_ not in types:
        raise StaleForm
    return types[id_]


def _step(kind: Condition | None) -> str:
    """Looking at units, what is typed finds one; anywhere else it is the notice itself."""
    return composing.UNITS if kind is Condition.UNIT else composing.AUDIENCE


def _condition(kind: str) -> Condition:
    try:
        return Condition(kind)
    except ValueError:
        raise StaleForm from None


def _all_units(audience: Audience) -> Audience:
    """Every unit; whether representatives only and which groups stays as it was chosen."""
    for condition in Condition:
        audience = audience.without(condition)
    return audience


HANDLERS = (
    pressed(buttons.ChooseEveryone, on_everyone),
    pressed(buttons.GoOn, on_go_on),
    pressed(buttons.BrowseCondition, on_browse),
    pressed(buttons.ShowAllUnits, on_show_all),
    pressed(buttons.ToggleChoice, on_toggle),
    pressed(buttons.ToggleOption, on_option),
    pressed(buttons.ListSaved, on_list_saved),
    pressed(buttons.UseSaved, on_use_saved),
    pressed(buttons.ForgetSaved, on_forget_saved),
    pressed(buttons.SaveAudience, on_save),
)
