"""The obligations of a plan in preparation: added, dated, named, confirmed, dropped."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.actions.dialogues import change_form, read_form
from bot.actions.preparing import (
    PreparationView,
    change_preparation,
    look_at_preparation,
)
from bot.context import BotContext
from bot.messages import preparing_buttons as buttons
from bot.messages.preparing import written_phrase
from bot.messages.preparing_forms import NAMED_BY_HAND, PLANS_WORDS, proposed_title
from bot.plan_reader.typed import recurrence_in
from bot.rules.deadlines import Deadline
from bot.rules.dialogues import Draft, StaleForm, check_words
from bot.rules.plan_words import read_due
from bot.rules.plans import Actor, Kind
from bot.rules.preparing import (
    TITLE_LENGTH,
    Prepared,
    is_quoted,
    periods_with,
    with_changes,
    with_confirmed,
    with_day,
    with_day_as_written,
    with_item,
    without_item,
)
from handlers.officers import preparation_form as form
from handlers.officers.acting import today
from handlers.officers.periods import occurrences
from handlers.officers.preparation_form import Next, change_draft
from handlers.routing import pressed


async def on_open(context: BotContext, press: buttons.OpenItem) -> None:
    await _ask(context, press, form.ITEM)


async def on_ask_kind(context: BotContext, press: buttons.AskKind) -> None:
    await _ask(context, press, form.KIND)


async def on_change_day(context: BotContext, press: buttons.ChangeDay) -> None:
    await _ask(context, press, form.DAY)


async def on_change_title(context: BotContext, press: buttons.ChangeTitle) -> None:
    await _ask(context, press, form.TITLE)


async def on_ask_actor(context: BotContext, press: buttons.AskActor) -> None:
    await _ask(context, press, form.ACTOR)


async def on_kind(context: BotContext, press: buttons.ChooseKind) -> None:
    """A new one is dated next; what its kind does not name is named first."""
    if press.kind not in {kind.value for kind in Kind}:
        raise StaleForm
    kind, place = Kind(press.kind), press.place
    if place == form.NEW:
        await change_draft(context, press, lambda p: _added(p, kind), _of_last(kind), fresh=True)
        return
    await change_draft(context, press, lambda p: _of_kind(p, place, kind), _card(place))


async def on_wording(context: BotContext, press: buttons.WordDay) -> None:
    """Of the date that was just typed, else of the one it has."""
    place, inclusive = press.place, press.inclusive
    async with context.transaction() as db:
        draft = await form.form_of(context, db, press.preparation_id)
        day = _typed_day(draft, place)

        def change(prepared: Prepared) -> Prepared:
            if day is None:
                return _worded(prepared, place, inclusive)
            return _dated(prepared, place, day, inclusive)

        view = await change_preparation(
            db, context.member, press.preparation_id, press.version, context.now(), change
        )
        draft = await form.come_to(context, db, view, form.at(form.ITEM, place))
    await form.show_step(context, draft, view)


async def on_as_written(context: BotContext, press: buttons.DayAsWritten) -> None:
    def change(prepared: Prepared) -> Prepared:
        deadline = prepared.item(press.place).deadline
        if deadline is None:
            raise StaleForm
        words = written_phrase(PLANS_WORDS, deadline)
        return with_day_as_written(prepared, press.place, words)

    await change_draft(context, press, change, _card(press.place))


async def on_undated(context: BotContext, press: buttons.LeaveUndated) -> None:
    await change_draft(context, press, lambda p: _undated(p, press.place), _card(press.place))


async def on_actor(context: BotContext, press: buttons.ChooseActor) -> None:
    if press.actor not in {actor.value for actor in Actor}:
        raise StaleForm
    actor, place = Actor(press.actor), press.place
    await change_draft(context, press, lambda p: with_changes(p, place, actor=actor), _card(place))


async def on_drop(context: BotContext, press: buttons.DropItem) -> None:
    await change_draft(context, press, lambda p: without_item(p, press.place), lambda _: form.LIST)


async def on_confirm(context: BotContext, press: buttons.ConfirmItem) -> None:
    """Then the next that is still to be looked at, another new one, or the whole draft."""

    def follows(view: PreparationView) -> str:
        left = view.prepared.unconfirmed
        if press.then == "add":
            return form.at(form.KIND, form.NEW)
        if press.then in ("next", "all") and left:
            below = (place for place in left if place > press.place)
            return form.at(form.ITEM, next(below, left[0]))
        return form.LIST

    def confirmed(prepared: Prepared) -> Prepared:
        every = periods_with(prepared, press.place) if press.then == "all" else (press.place,)
        return with_confirmed(prepared, *every)

    await change_draft(context, press, confirmed, follows)


async def on_typed_item(context: BotContext, draft: Draft, text: str) -> None:
    """A title where one is asked for, a date on a card; else the question is shown again."""
    step = draft.step.partition(":")[0]
    if step in (form.ITEM, form.DAY, form.WORDING, form.PERIODS):
        await _take_day(context, draft, text)
    elif step == form.TITLE:
        await _take_title(context, draft, text)
    else:
        async with context.reading() as db:
            view = await look_at_preparation(db, context.member, int(draft.subject))
        await form.show_step(context, draft, view)


async def _take_day(context: BotContext, draft: Draft, text: str) -> None:
    """The date; whether it counts itself is asked where the words do not say so.

    Of what recurs it is shown first what would be made of it.
    """
    place, now = form.place_in(draft), context.now()
    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft.id)
        id_, seen = int(draft.subject), draft.answers["seen"]
        view = await look_at_preparation(db, context.member, id_, seen)
        if due := recurrence_in(text):
            # Raises, before anything is kept, where none of it lies ahead.
            occurrences(context, view, due.recurrence, inclusive=due.inclusive)
            kept = {"recurrence": due.recurrence, "inclusive": due.inclusive}
            draft = await change_form(
                db, draft, now, step=form.at(form.PERIODS, place), answers=kept
            )
        else:
            draft, view = await _take_one_day(context, db, draft, view, text)
    await form.show_step(context, draft, view)


async def _take_one_day(
    context: BotContext, db: Any, draft: Draft, view: PreparationView, text: str
) -> tuple[Draft, PreparationView]:
    place, now = form.place_in(draft), context.now()
    day, inclusive = read_due(text, view.draft.year, today(context))
    if inclusive is None:
        step, kept = form.at(form.WORDING, place), {"day": day.isoformat()}
        return await change_form(db, draft, now, step=step, answers=kept), view
    view = await change_preparation(
        db,
        context.member,
        view.id,
        view.version,
        now,
        lambda prepared: _dated(prepared, place, day, inclusive),
    )
    return await form.come_to(context, db, view, form.at(form.ITEM, place)), view


async def _take_title(context: BotContext, draft: Draft, text: str) -> None:
    """What it is called; a new one is dated next."""
    title, place = check_words(text, TITLE_LENGTH), form.place_in(draft)
    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft.id)
        view = await change_preparation(
            db,
            context.member,
            int(draft.subject),
            draft.answers["seen"],
            context.now(),
            lambda p: with_changes(p, place, title=title),
        )
        step = form.DAY if draft.answers.get("fresh") else form.ITEM
        draft = await form.come_to(context, db, view, form.at(step, place))
    await form.show_step(context, draft, view)


async def _ask(context: BotContext, press: form.OnItem, step: str) -> None:
    async with context.transaction() as db:
        view = await look_at_preparation(db, context.member, press.preparation_id, press.version)
        if press.place != form.NEW or step != form.KIND:
            view.prepared.item(press.place)
        draft = await form.come_to(context, db, view, form.at(step, press.place))
    await form.show_step(context, draft, view)


def _card(place: int) -> Next:
    return lambda _: form.at(form.ITEM, place)


def _of_last(kind: Kind) -> Next:
    """What is asked first of the one that was just added."""
    step = form.TITLE if kind in NAMED_BY_HAND else form.DAY
    return lambda view: form.at(step, len(view.draft.obligations) - 1)


def _added(prepared: Prepared, kind: Kind) -> Prepared:
    return with_item(prepared, kind, proposed_title(kind, prepared.draft.year))


def _of_kind(prepared: Prepared, place: int, kind: Kind) -> Prepared:
    """With its usual title, unless it has one of its own."""
    item, year = prepared.item(place), prepared.draft.year
    is_usual = item.title == proposed_title(item.kind, year)
    title = proposed_title(kind, year) if is_usual else item.title
    return with_changes(prepared, place, kind=kind, title=title)


def _dated(prepared: Prepared, place: int, day: date, inclusive: bool) -> Prepared:
    words = written_phrase(PLANS_WORDS, Deadline(day, inclusive))
    return with_day(prepared, place, day, inclusive=inclusive, words=words)


def _worded(prepared: Prepared, place: int, inclusive: bool) -> Prepared:
    item = prepared.item(place)
    if item.deadline is None:
        raise StaleForm
    deadline = replace(item.deadline, inclusive=inclusive)
    written = item.written if is_quoted(item) else written_phrase(PLANS_WORDS, deadline)
    return with_changes(prepared, place, deadline=deadline, written=written)


def _undated(prepared: Prepared, place: int) -> Prepared:
    item = prepared.item(place)
    written = item.written if is_quoted(item) else ""
    return with_changes(prepared, place, deadline=None, written=written)


def _typed_day(draft: Draft, place: int) -> date | None:
    """The date that waits for its wording, if it is this obligation's."""
    day = draft.answers.get("day")
    return date.fromisoformat(day) if day and draft.step == form.at(form.WORDING, place) else None


HANDLERS = (
    pressed(buttons.OpenItem, on_open),
    pressed(buttons.AskKind, on_ask_kind),
    pressed(buttons.ChangeDay, on_change_day),
    pressed(buttons.ChangeTitle, on_change_title),
    pressed(buttons.AskActor, on_ask_actor),
    pressed(buttons.ChooseKind, on_kind),
    pressed(buttons.WordDay, on_wording),
    pressed(buttons.DayAsWritten, on_as_written),
    pressed(buttons.LeaveUndated, on_undated),
    pressed(buttons.ChooseActor, on_actor),
    pressed(buttons.DropItem, on_drop),
    pressed(buttons.ConfirmItem, on_confirm),
)
