"""Where an officer is in a plan in preparation: the step, and the screen that belongs to it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from telegram import Message

from bot.actions.dialogues import change_form, open_form, show_in
from bot.actions.preparing import PreparationView, change_preparation
from bot.context import BotContext
from bot.messages import preparing as words
from bot.messages import preparing_forms as forms
from bot.messages.preparing_item import item_card
from bot.messages.scopes import ask_scope
from bot.messages.screens import Screen
from bot.rules.dialogues import Draft, Form, StaleForm
from bot.rules.preparing import Prepared
from handlers.officers.periods import occurrences
from handlers.showing import show, show_form

BEGIN, LIST, FILES = "begin", "list", "files"
PLAN_TITLE, NUMBER = "plan_title", "number"
ITEM, KIND, DAY, WORDING, TITLE, ACTOR = "item", "kind", "day", "wording", "title", "actor"
SCOPE, PERIODS = "scope", "periods"
NEW = -1
"""The place of an obligation that is about to be added."""


Change = Callable[[Prepared], Prepared]
Next = Callable[[PreparationView], str]


class OnItem(Protocol):
    """A button of one obligation."""

    @property
    def preparation_id(self) -> int: ...

    @property
    def version(self) -> int: ...

    @property
    def place(self) -> int: ...


def at(step: str, place: int) -> str:
    """A step at one obligation."""
    return f"{step}:{place}"


def place_in(draft: Draft) -> int:
    """The obligation that the step is at. Raises StaleForm for a step of the whole plan."""
    _, _, place = draft.step.partition(":")
    if not place:
        raise StaleForm
    return int(place)


async def form_of(context: BotContext, db: Any, preparation_id: int) -> Draft:
    """The officer's own place in a draft."""
    subject = str(preparation_id)
    return await open_form(db, context.member, Form.PLAN, LIST, context.now(), subject=subject)


async def come_to(
    context: BotContext, db: Any, view: PreparationView, step: str, **answers: Any
) -> Draft:
    """From now on what the officer types belongs to this step; which version they saw is kept."""
    draft = await form_of(context, db, view.id)
    kept = {"seen": view.version, "day": None, "fresh": False, "page": 0, **answers}
    return await change_form(db, draft, context.now(), step=step, answers=kept)


async def change_draft(
    context: BotContext, press: OnItem, change: Change, follows: Next, **answers: int
) -> None:
    """Change the draft as it was shown, and go on to what follows with these answers kept."""
    async with context.transaction() as db:
        view = await change_preparation(
            db, context.member, press.preparation_id, press.version, context.now(), change
        )
        draft = await come_to(context, db, view, follows(view), **answers)
    await show_step(context, draft, view)


async def show_step(
    context: BotContext,
    draft: Draft,
    view: PreparationView,
    *,
    before: Draft | None = None,
    below: bool = True,
) -> None:
    """Show the step: in the message whose button was pressed, else as the newest message.

    `before` is a form that ended with this one's beginning; `below` False keeps it where it is.
    """
    if before is not None and draft.message_id is None:
        draft = replace(draft, message_id=before.message_id)
    await put_up(context, draft, screen_of(context, draft, view), below=below)


async def put_up(context: BotContext, draft: Draft, screen: Screen, *, below: bool = True) -> None:
    """Show a screen of the form: in the message that was pressed, else as the newest one."""
    query = context.incoming.callback_query
    pressed = query.message if query is not None else None
    if isinstance(pressed, Message) and draft.message_id in (None, pressed.message_id):
        message_id = await show(context, screen)
        async with context.services.database.transaction() as db:
            await show_in(db, draft, message_id)
        return
    await show_form(context, draft, screen, below=below)


def screen_of(context: BotContext, draft: Draft, view: PreparationView) -> Screen:
    """What the step shows; after a change elsewhere, the whole draft."""
    t, step = context.texts, draft.step.partition(":")[0]
    if draft.answers.get("seen") != view.version:
        step = LIST
    if step == FILES:
        return forms.documents(t, view.id, view.version, view.draft, view.files)
    if step == NUMBER:
        return forms.ask_number(t, view.id, view.version, view.draft, len(view.files))
    if step == PLAN_TITLE:
        return forms.ask_plan_title(t, view.id, view.draft)
    if step == LIST:
        return words.overview(
            t,
            view.id,
            view.version,
            view.prepared,
            view.findings,
            len(view.files),
            draft.answers.get("page", 0),
            amends=view.amends_id is not None,
            changed_by=view.changed_by,
            changed_at=view.changed_at,
        )
    return _item_screen(context, draft, view, step, place_in(draft))


def _item_screen(
    context: BotContext, draft: Draft, view: PreparationView, step: str, place: int
) -> Screen:
    t, where = context.texts, (view.id, view.version, place)
    if step == KIND:
        return forms.ask_kind(t, where, view.draft)
    item = view.prepared.item(place)
    day = draft.answers.get("day")
    if step == WORDING and day:
        return forms.ask_wording(t, where, item, date.fromisoformat(day))
    if step in (DAY, WORDING):
        return forms.ask_day(t, where, item)
    if step == TITLE:
        return forms.ask_title(t, where, item)
    if step == PERIODS:
        recurrence, inclusive = draft.answers["recurrence"], draft.answers["inclusive"]
        each = occurrences(context, view, recurrence, inclusive=inclusive)
        return forms.ask_periods(t, where, item, each)
    if step == SCOPE:
        return ask_scope(t, where, item, view.known, draft.answers.get("page", 0))
    if step == ACTOR:
        return forms.ask_actor(t, where, item)
    return item_card(
        t,
        view.id,
        view.version,
        view.prepared,
        place,
        view.findings,
        view.calendar,
        view.known,
    )
