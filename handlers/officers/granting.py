"""The form that gives many units more time at once, from the list of who has not."""

from datetime import date
from typing import Any

from bot.actions.dialogues import change_form, close_form, open_form, read_form
from bot.actions.grants import check_many, days_for_many, grant_many
from bot.actions.missing import who_has_not
from bot.context import BotContext
from bot.messages import grants as words
from bot.messages.missing import GrantMissing
from bot.messages.screens import Screen
from bot.rules.dialogues import Draft, Form, StaleForm, check_words
from bot.rules.extensions import REASON_LENGTH, NobodyChosen, NothingToExtend
from bot.rules.missing import Missing, MissingUnit, in_bloc
from bot.rules.wordings import read_last_day
from handlers.officers import extensions
from handlers.officers.acting import today
from handlers.routing import pressed
from handlers.showing import show, show_form

MANY = "many-"
"""What stands before the obligation's number in the subject of the form."""

DAY, UNITS, CONFIRM = "day", "units", "confirm"


async def on_begin(context: BotContext, press: GrantMissing) -> None:
    """For the units that were shown; a form left half-filled for the same ones goes on."""
    async with context.transaction() as db:
        missing = await who_has_not(db, context.member, press.obligation_id)
        if missing.term is None:
            raise NothingToExtend
        draft = await open_form(
            db,
            context.member,
            Form.GRANT,
            DAY,
            context.now(),
            subject=f"{MANY}{press.obligation_id}",
        )
        if draft.answers.get("bloc") != press.bloc_id:
            shown = [unit.id for unit in in_bloc(missing.units, press.bloc_id)]
            answers = {"bloc": press.bloc_id, "units": shown}
            draft = await change_form(db, draft, context.now(), answers=answers)
    await resume(context, draft)


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the form where it was left: on one request, or on many units."""
    if not draft.subject.startswith(MANY):
        await extensions.resume(context, draft)
        return
    async with context.reading() as db:
        screen = await _screen(context, db, draft)
    await show_form(context, draft, screen, below=True)


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    """A day, or, once there is one, the reason that is sent along."""
    if not draft.subject.startswith(MANY):
        await extensions.on_typed(context, draft, text)
        return
    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft.id)
        if draft.step == CONFIRM:
            answers = {"reason": check_words(text, REASON_LENGTH)}
            draft = await change_form(db, draft, context.now(), answers=answers)
        else:
            day = read_last_day(text, today(context))
            draft = await _take_day(context, db, draft, day)
    await resume(context, draft)


async def on_day(context: BotContext, press: words.PickDayForMany) -> None:
    try:
        day = date.fromisoformat(press.day)
    except ValueError:
        raise StaleForm from None
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        draft = await _take_day(context, db, draft, day)
    await _show(context, draft)


async def on_change_day(context: BotContext, press: words.ChangeDay) -> None:
    await _go_to(context, press.draft_id, DAY)


async def on_choose(context: BotContext, press: words.ChooseUnits) -> None:
    await _go_to(context, press.draft_id, UNITS, press.page)


async def on_chosen(context: BotContext, press: words.UnitsChosen) -> None:
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id)
        step = CONFIRM if _day(draft) else DAY
        if not _chosen(draft, await _missing(context, db, draft)):
            raise NobodyChosen
        draft = await change_form(db, draft, context.now(), step=step)
    await _show(context, draft)


async def on_tick(context: BotContext, press: words.TickUnit) -> None:
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id)
        units = sorted(_units(draft) ^ {press.unit_id})
        draft = await change_form(db, draft, context.now(), step=UNITS, answers={"units": units})
    await _show(context, draft, press.page)


async def on_take(context: BotContext, press: words.TakeUnits) -> None:
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id)
        missing = await _missing(context, db, draft)
        taken = [] if press.none else in_bloc(missing.units, press.bloc_id)
        answers = {"units": [unit.id for unit in taken]}
        draft = await change_form(db, draft, context.now(), step=UNITS, answers=answers)
    await _show(context, draft)


async def on_confirm(context: BotContext, press: words.GrantMany) -> None:
    """Grant and close the form together, once however often it is pressed."""
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        day = _day(draft)
        if day is None:
            raise StaleForm
        missing = await _missing(context, db, draft)
        if not _units(draft):
            raise NobodyChosen
        granted = await grant_many(
            db,
            context.member,
            missing.obligation.id,
            _units(draft),
            day,
            _reason(draft),
            context.now(),
        )
        await close_form(db, draft)
    await show(context, words.many_granted(context.texts, missing, day, granted))


async def _take_day(context: BotContext, db: Any, draft: Draft, day: date) -> Draft:
    await check_many(db, await _missing(context, db, draft), day, context.now())
    answers = {"day": day.isoformat()}
    return await change_form(db, draft, context.now(), step=CONFIRM, answers=answers)


async def _go_to(context: BotContext, draft_id: int, step: str, page: int = 0) -> None:
    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft_id)
        draft = await change_form(db, draft, context.now(), step=step)
    await _show(context, draft, page)


async def _show(context: BotContext, draft: Draft, page: int = 0) -> None:
    async with context.reading() as db:
        screen = await _screen(context, db, draft, page)
    await show_form(context, draft, screen, below=False)


async def _screen(context: BotContext, db: Any, draft: Draft, page: int = 0) -> Screen:
    t, day = context.texts, _day(draft)
    missing = await _missing(context, db, draft)
    chosen = _chosen(draft, missing)
    if draft.step == UNITS or not chosen:
        ids = {unit.id for unit in chosen}
        return words.choose_units(t, draft, missing, ids, page)
    if draft.step == CONFIRM and day is not None:
        return words.confirm_many(t, draft, missing, chosen, day, _reason(draft))
    days = await days_for_many(db, missing, context.now())
    return words.ask_day_for_many(t, draft, missing, chosen, days)


async def _missing(context: BotContext, db: Any, draft: Draft) -> Missing:
    if draft.form is not Form.GRANT or not draft.subject.startswith(MANY):
        raise StaleForm
    return await who_has_not(db, context.member, int(draft.subject.removeprefix(MANY)))


def _chosen(draft: Draft, missing: Missing) -> list[MissingUnit]:
    """Those that were chosen and still have not."""
    return [unit for unit in missing.units if unit.id in _units(draft)]


def _units(draft: Draft) -> set[int]:
    return set(draft.answers.get("units", ()))


def _day(draft: Draft) -> date | None:
    return date.fromisoformat(draft.answers["day"]) if draft.answers.get("day") else None


def _reason(draft: Draft) -> str:
    return str(draft.answers.get("reason", ""))


HANDLERS = (
    pressed(GrantMissing, on_begin),
    pressed(words.PickDayForMany, on_day),
    pressed(words.ChangeDay, on_change_day),
    pressed(words.ChooseUnits, on_choose),
    pressed(words.UnitsChosen, on_chosen),
    pressed(words.TickUnit, on_tick),
    pressed(words.TakeUnits, on_take),
    pressed(words.GrantMany, on_confirm),
)
FORMS = {Form.GRANT: on_typed}
RESUMES = {Form.GRANT: resume}
