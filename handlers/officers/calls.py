"""/goidien: whom to call, and what came of it, one press each."""

import asyncio

from telegram import InputFile

from bot.actions.calls import call_card, call_list, call_lists, people_of, write_down
from bot.context import BotContext
from bot.messages import call_card as card_words
from bot.messages import calls as words
from bot.messages.call_lines import outcome_words, speaker_words, why_words
from bot.messages.screens import Screen
from bot.papers.calls_sheet import CallRow, calls_sheet
from bot.rules.calls import CallEntry, CallList, CallOutcome, WhomToCall
from bot.rules.dialogues import StaleForm
from bot.texts import Texts
from handlers.officers.acting import organisation_of, today
from handlers.routing import answer, command, pressed
from handlers.showing import show

PRESSED = {CallOutcome.NOT_REACHED, CallOutcome.TALKED}
"""What one press writes down; a promise needs its day."""


async def on_calls(context: BotContext) -> None:
    """What units are to be called about."""
    async with context.reading() as db:
        lists = await call_lists(db, context.member, context.now())
    await show(context, words.calls_screen(context.texts, organisation_of(context), lists))


async def on_list(context: BotContext, _press: words.ListCalls) -> None:
    await on_calls(context)


async def on_open_list(context: BotContext, press: words.OpenCalls) -> None:
    """The list of one obligation; the obligations, once nobody is to be called about it."""
    async with context.reading() as db:
        listed = await call_list(db, context.member, press.obligation_id, context.now())
        unit_ids = words.on_page(listed, press.page) if listed else []
        people = await people_of(db, context.member, unit_ids)
    if listed is None:
        await on_calls(context)
        return
    await show(context, words.call_list_screen(context.texts, listed, people, press.page))


async def on_open(context: BotContext, press: words.OpenCall) -> None:
    await show(context, await card_screen(context, press.unit_id, press.obligation_id))


async def on_record(context: BotContext, press: card_words.RecordCall) -> None:
    """Write it down; of two presses at once the second is told of the first."""
    if press.outcome not in PRESSED:
        raise StaleForm
    unit_id, obligation_id, now = press.unit_id, press.obligation_id, context.now()
    outcome = CallOutcome(press.outcome)
    async with context.transaction() as db:
        await write_down(db, context.member, unit_id, obligation_id, outcome, press.seen, now)
    await answer(context, card_words.recorded_words(context.texts, outcome))
    await show(context, await card_screen(context, unit_id, obligation_id))


async def on_sheet(context: BotContext, _press: words.SendCallSheet) -> None:
    """The whole list as an Excel sheet. Made off the loop: hundreds of rows take a while."""
    now = context.now()
    async with context.reading() as db:
        lists = await call_lists(db, context.member, now)
        people = await people_of(db, context.member)
    t, zone = context.texts, context.member.zone
    rows = [
        _row(t, listed, entry, people[entry.unit.id])
        for listed in lists
        for entry in listed.entries
    ]
    content = await asyncio.to_thread(calls_sheet, t, rows, zone, now)
    name = t.plain("call-list-{day}.xlsx", day=f"{now.astimezone(zone):%Y-%m-%d}")
    await context.bot.send_document(
        context.member.telegram_id,
        InputFile(content, filename=name),
        caption=t.n(
            "{count} unit to call", "{count} units to call", sum(each.to_call for each in lists)
        ),
    )


async def card_screen(context: BotContext, unit_id: int, obligation_id: int) -> Screen:
    """One unit to be called, as it stands now."""
    async with context.reading() as db:
        card = await call_card(db, context.member, unit_id, obligation_id, context.now())
    return card_words.card_screen(context.texts, card, today(context))


def _row(t: Texts, listed: CallList, entry: CallEntry, people: WhomToCall) -> CallRow:
    return CallRow(
        duty=listed.obligation.title,
        entry=entry,
        people=people,
        why=why_words(t, entry),
        speakers=[speaker_words(t, speaker) for speaker in people.speakers],
        outcome=outcome_words(t, entry.last) if entry.last else "",
    )


HANDLERS = (
    command(on_calls, "goidien", "calls"),
    pressed(words.ListCalls, on_list),
    pressed(words.OpenCalls, on_open_list),
    pressed(words.OpenCall, on_open),
    pressed(words.SendCallSheet, on_sheet),
    pressed(card_words.RecordCall, on_record),
)
COMMANDS = {"goidien": on_calls}
