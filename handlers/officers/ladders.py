"""The form that sets on which days units are reminded: tick or type, look at the days, save."""

from collections.abc import Iterable
from typing import Any

from bot.actions.dialogues import change_form, close_form, open_form, read_form
from bot.actions.ladders import LadderView, preview_ladder, read_ladder, set_ladder
from bot.context import BotContext
from bot.messages import ladders as words
from bot.messages.asked import OpenLadder
from bot.messages.screens import Screen
from bot.rules.dialogues import Draft, Form, StaleForm
from bot.rules.ladders import Ladder, as_kept, from_kept, ladder_of, read_days
from handlers.officers.acting import organisation_of
from handlers.routing import leave_form, pressed
from handlers.showing import show, show_form

ALL, BEFORE, AFTER = "all", "before", "after"


async def on_open(context: BotContext, press: OpenLadder) -> None:
    """Begin, or go on where it was left."""
    await leave_form(context)
    async with context.transaction() as db:
        obligation_id = press.obligation_id or None
        view = await read_ladder(db, context.member, obligation_id)
        draft = await open_form(
            db,
            context.member,
            Form.LADDER,
            ALL,
            context.now(),
            subject=str(obligation_id or ""),
            answers=as_kept(view.ladder),
        )
    await resume(context, draft)


async def resume(context: BotContext, draft: Draft) -> None:
    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft.id)
        screen = await _screen(context, db, draft)
    await show_form(context, draft, screen, below=True)


async def on_edit(context: BotContext, press: words.EditRungs) -> None:
    await _go_to(context, press.draft_id, AFTER if press.overdue else BEFORE)


async def on_all(context: BotContext, press: words.ShowLadder) -> None:
    await _go_to(context, press.draft_id, ALL)


async def on_tick(context: BotContext, press: words.TickRung) -> None:
    side = AFTER if press.overdue else BEFORE
    async with context.transaction() as db:
        draft = await _read(context, db, press.draft_id)
        days = {day for day in draft.answers[side] if day != press.days}
        days |= {press.days} if press.ticked else set()
        draft = await _keep(context, db, draft, side, days, side)
        screen = await _screen(context, db, draft)
    await show_form(context, draft, screen, below=False)


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    """All days of the side being looked at; then the whole ladder is shown with its days."""
    async with context.transaction() as db:
        draft = await _read(context, db, draft.id)
        if draft.step in (BEFORE, AFTER):
            draft = await _keep(context, db, draft, draft.step, read_days(text), ALL)
        screen = await _screen(context, db, draft)
    await show_form(context, draft, screen, below=True)


async def on_save(context: BotContext, press: words.SaveLadder) -> None:
    await _set(context, press.draft_id, press.version, inherits=False)


async def on_inherit(context: BotContext, press: words.InheritLadder) -> None:
    await _set(context, press.draft_id, press.version, inherits=True)


async def _set(context: BotContext, draft_id: int, version: int, *, inherits: bool) -> None:
    """Set it and close the form together, once however often it is pressed."""
    async with context.transaction() as db:
        draft = await _read(context, db, draft_id, version)
        ladder, obligation_id = None if inherits else _chosen(draft), _obligation_id(draft)
        await set_ladder(db, context.member, obligation_id, ladder, context.now())
        await close_form(db, draft)
        view = await read_ladder(db, context.member, obligation_id)
    done = words.ladder_saved(context.texts, _whose(context, view), view.ladder, view.obligation)
    await show(context, done)


async def _go_to(context: BotContext, draft_id: int, step: str) -> None:
    async with context.transaction() as db:
        draft = await _read(context, db, draft_id)
        draft = await change_form(db, draft, context.now(), step=step)
        screen = await _screen(context, db, draft)
    await show_form(context, draft, screen, below=False)


async def _keep(
    context: BotContext, db: Any, draft: Draft, side: str, days: Iterable[int], step: str
) -> Draft:
    chosen = as_kept(ladder_of(**{**draft.answers, side: days}))
    return await change_form(db, draft, context.now(), step=step, answers=chosen)


async def _screen(context: BotContext, db: Any, draft: Draft) -> Screen:
    obligation_id, chosen = _obligation_id(draft), _chosen(draft)
    view = await read_ladder(db, context.member, obligation_id)
    whose = _whose(context, view)
    if draft.step in (BEFORE, AFTER):
        overdue = draft.step == AFTER
        return words.edit_rungs(context.texts, draft, whose, chosen, overdue=overdue)
    found = await preview_ladder(db, context.member, obligation_id, chosen, context.now())
    return words.ladder_screen(
        context.texts,
        draft,
        whose,
        chosen,
        [words.DaysOf(each.obligation.title, each.last_day, each.rungs) for each in found],
        of_one=obligation_id is not None,
        is_own=view.is_own,
        is_changed=chosen != view.ladder,
    )


async def _read(context: BotContext, db: Any, draft_id: int, version: int | None = None) -> Draft:
    draft = await read_form(db, context.member, draft_id, version)
    if draft.form is not Form.LADDER:
        raise StaleForm
    return draft


def _chosen(draft: Draft) -> Ladder:
    return from_kept(draft.answers)


def _obligation_id(draft: Draft) -> int | None:
    return int(draft.subject) if draft.subject else None


def _whose(context: BotContext, view: LadderView) -> str:
    return view.obligation.title if view.obligation else organisation_of(context)


FORMS = {Form.LADDER: on_typed}
RESUMES = {Form.LADDER: resume}

HANDLERS = (
    pressed(OpenLadder, on_open),
    pressed(words.EditRungs, on_edit),
    pressed(words.TickRung, on_tick),
    pressed(words.ShowLadder, on_all),
    pressed(words.SaveLadder, on_save),
    pressed(words.InheritLadder, on_inherit),
)
