"""«Ghi nhận đã nộp ngoài hệ thống»: what came on paper, by Zalo or by email."""

from datetime import timedelta

from telegram import Message

from bot.actions import arriving
from bot.actions.arriving import ArrivingForm
from bot.actions.missing import who_has_not
from bot.actions.receipts import read_receipt
from bot.actions.units import read_unit
from bot.context import BotContext
from bot.messages import arrived as words
from bot.messages.channels import CHANNELS
from bot.messages.missing import ChooseArrived
from bot.messages.screens import Screen
from bot.messages.units import EnterArrived
from bot.rules.arrived import HandedInMeanwhile
from bot.rules.channels import Channel, read_coming
from bot.rules.dates import NoSuchDay, NotADate
from bot.rules.dialogues import Draft, Form, StaleForm
from handlers.files import fetch
from handlers.officers.acting import today
from handlers.pages import join_pages
from handlers.routing import pressed
from handlers.showing import show, show_form

ASKED = {"obligation": ("obligation", "day"), "channel": ("channel",), "day": ("day", "hour")}
"""What is asked again, and the answers that go with it."""


async def on_whose(context: BotContext, press: ChooseArrived) -> None:
    async with context.reading() as db:
        missing = await who_has_not(db, context.member, press.obligation_id)
    await show(context, words.whose_arrived(context.texts, missing, press.bloc_id, press.page))


async def on_enter(context: BotContext, press: EnterArrived) -> None:
    """Begin, or go on where it was left."""
    async with context.transaction() as db:
        form = await arriving.start_arriving(
            db, context.member, press.unit_id, press.obligation_id, context.now()
        )
    await show_form(context, form.draft, _screen(context, form), below=True)


async def on_what(context: BotContext, press: words.ArrivedWhat) -> None:
    await _choose(context, press.draft_id, press.version, obligation=press.obligation_id)


async def on_by(context: BotContext, press: words.ArrivedBy) -> None:
    if press.channel not in {channel.value for channel in CHANNELS}:
        raise StaleForm
    await _choose(context, press.draft_id, press.version, channel=Channel(press.channel))


async def on_ago(context: BotContext, press: words.ArrivedAgo) -> None:
    if press.days not in (0, 1):
        raise StaleForm
    day = today(context) - timedelta(days=press.days)
    await _choose(context, press.draft_id, press.version, day=day.isoformat(), hour=None)


async def on_again(context: BotContext, press: words.AskAgain) -> None:
    if press.which not in ASKED:
        raise StaleForm
    answers = dict.fromkeys(ASKED[press.which])
    await _choose(context, press.draft_id, press.version, **answers)


async def on_drop(context: BotContext, press: words.DropArrived) -> None:
    if press.place == -1:
        await _choose(context, press.draft_id, press.version, note="")
        return
    async with context.transaction() as db:
        form = await arriving.drop_file(
            db, context.member, press.draft_id, press.version, press.place, context.now()
        )
    await show_form(context, form.draft, _screen(context, form), below=False)


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    """A day where one is asked for, or to correct it; else a note."""
    member, now = context.member, context.now()
    coming, trouble = None, None
    try:
        coming = read_coming(text, today(context))
    except (NotADate, NoSuchDay) as error:
        trouble = error
    async with context.transaction() as db:
        form = await arriving.read_arriving(db, member, draft.id, now)
        if form.duty is not None and form.channel is not None:
            if coming is not None:
                form = await arriving.set_day(db, member, draft.id, *coming, now)
            elif form.arrived is None and trouble is not None:
                raise trouble
            else:
                form = await arriving.add_note(db, member, draft.id, text, now)
    await show_form(context, form.draft, _screen(context, form), below=True)


async def on_file(context: BotContext, draft: Draft) -> None:
    """A file or a page of what came."""
    message = context.incoming.message
    assert message is not None
    part = await fetch(context, message)
    async with context.transaction() as db:
        form = await arriving.add_file(db, context.member, draft.id, part, context.now())
    await show_form(context, form.draft, _screen(context, form), below=_below(form, message))


async def on_record(context: BotContext, press: words.RecordArrived) -> None:
    """Record it, once however often it is pressed."""
    now, member = context.now(), context.member
    async with context.reading() as db:
        form = await arriving.look_at_arriving(db, member, press.draft_id, press.version, now)
    if form.duty is None:
        raise StaleForm
    files = await join_pages(context, form.files, form.duty.obligation.title)
    key = context.services.receipt_key
    try:
        async with context.transaction() as db:
            form, receipt_id = await arriving.submit_arriving(
                db, member, press.draft_id, press.version, press.over, files, now, key
            )
            receipt = await read_receipt(db, receipt_id)
            people = len((await read_unit(db, member, form.unit.id, now)).seats)
    except HandedInMeanwhile:
        # What stands now is shown above the words that say so.
        await resume(context, form.draft)
        raise
    assert form.arrived is not None
    await show(context, words.arrived_recorded(context.texts, receipt, form.arrived, people))


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the question the form is at."""
    async with context.transaction() as db:
        form = await arriving.read_arriving(db, context.member, draft.id, context.now())
    await show_form(context, form.draft, _screen(context, form), below=True)


async def _choose(context: BotContext, draft_id: int, version: int, **answers: object) -> None:
    async with context.transaction() as db:
        form = await arriving.choose(
            db, context.member, draft_id, version, context.now(), **answers
        )
    await show_form(context, form.draft, _screen(context, form), below=False)


def _screen(context: BotContext, form: ArrivingForm) -> Screen:
    t, unit, draft = context.texts, form.unit.name, form.draft
    if form.duty is None:
        return words.ask_what(t, unit, draft, form.duties)
    if form.channel is None:
        return words.ask_channel(t, unit, draft, form.duty)
    if form.arrived is None or form.verdict is None:
        return words.ask_day(t, unit, draft, form.duty, form.channel)
    return words.check_arrived(t, unit, draft, form.duty, form.arrived, form.verdict, form.standing)


def _below(form: ArrivingForm, message: Message) -> bool:
    follows = message.media_group_id is not None and len(form.files) > 1
    return not (follows and form.draft.message_id is not None)


FORMS = {Form.ARRIVED: on_typed}
RESUMES = {Form.ARRIVED: resume}

HANDLERS = (
    pressed(ChooseArrived, on_whose),
    pressed(EnterArrived, on_enter),
    pressed(words.ArrivedWhat, on_what),
    pressed(words.ArrivedBy, on_by),
    pressed(words.ArrivedAgo, on_ago),
    pressed(words.AskAgain, on_again),
    pressed(words.DropArrived, on_drop),
    pressed(words.RecordArrived, on_record),
)
