"""Officers opening what arrived: reports with their files, registrations with their titles."""

from bot.actions.records import (
    arrivals,
    arrived_registration,
    arrived_report,
    count_waiting,
    versions,
)
from bot.context import BotContext
from bot.messages import record_buttons as buttons
from bot.messages import records as words
from bot.rules.reviews import RecordKind, RecordRef
from handlers.files import send_file
from handlers.routing import answer, command, pressed
from handlers.showing import show

A_PAGE = 8


async def on_arrivals(context: BotContext) -> None:
    """/danop: what arrived in the organisation."""
    await on_list(context, buttons.ListArrivals())


async def on_list(context: BotContext, press: buttons.ListArrivals) -> None:
    """What arrived, newest first; one more is read to know whether there is another page."""
    page = max(press.page, 0)
    async with context.reading() as db:
        found = await arrivals(
            db, context.member, press.unit_id, offset=page * A_PAGE, limit=A_PAGE + 1
        )
        waiting = await count_waiting(db, context.member)
    more = len(found) > A_PAGE
    screen = words.arrivals_screen(
        context.texts, found[:A_PAGE], press.unit_id, page, more=more, waiting=waiting
    )
    await show(context, screen)


async def on_open_report(context: BotContext, press: buttons.OpenReport) -> None:
    async with context.reading() as db:
        report, receipt = await arrived_report(db, context.member, press.report_id)
        ref = RecordRef(RecordKind.REPORT, press.report_id)
        history = await versions(db, context.member, ref)
    await show(context, words.report_screen(context.texts, report, receipt, history, press.page))


async def on_files(context: BotContext, press: buttons.SendFiles) -> None:
    """Send every file, each as a document."""
    async with context.reading() as db:
        report, _ = await arrived_report(db, context.member, press.report_id)
    await answer(context)
    for part in report.files:
        await send_file(context, part)


async def on_open_registration(context: BotContext, press: buttons.OpenRegistration) -> None:
    async with context.reading() as db:
        view, receipt = await arrived_registration(db, context.member, press.registration_id)
        ref = RecordRef(RecordKind.REGISTRATION, press.registration_id)
        history = await versions(db, context.member, ref)
    await show(
        context, words.registration_screen(context.texts, view, receipt, history, press.page)
    )


HANDLERS = (
    command(on_arrivals, "danop", "arrivals"),
    pressed(buttons.ListArrivals, on_list),
    pressed(buttons.OpenReport, on_open_report),
    pressed(buttons.SendFiles, on_files),
    pressed(buttons.OpenRegistration, on_open_registration),
)
COMMANDS = {"danop": on_arrivals}
