"""Officers opening what arrived: reports with their files, registrations with their titles."""

from bot.actions.records import arrivals, arrived_registration, arrived_report
from bot.actions.registrations import approve_registration
from bot.context import BotContext
from bot.messages import records as words
from handlers.files import send_file
from handlers.routing import answer, command, pressed
from handlers.showing import show

A_PAGE = 8


async def on_arrivals(context: BotContext) -> None:
    """/danop: what arrived in the organisation."""
    await on_list(context, words.ListArrivals())


async def on_list(context: BotContext, press: words.ListArrivals) -> None:
    """What arrived, newest first; one more is read to know whether there is another page."""
    page = max(press.page, 0)
    async with context.reading() as db:
        found = await arrivals(
            db, context.member, press.unit_id, offset=page * A_PAGE, limit=A_PAGE + 1
        )
    more = len(found) > A_PAGE
    screen = words.arrivals_screen(context.texts, found[:A_PAGE], press.unit_id, page, more=more)
    await show(context, screen)


async def on_open_report(context: BotContext, press: words.OpenReport) -> None:
    async with context.reading() as db:
        report, receipt = await arrived_report(db, context.member, press.report_id)
    await show(context, words.report_screen(context.texts, report, receipt, press.page))


async def on_files(context: BotContext, press: words.SendFiles) -> None:
    """Send every file, each as a document."""
    async with context.reading() as db:
        report, _ = await arrived_report(db, context.member, press.report_id)
    await answer(context)
    for part in report.files:
        await send_file(context, part)


async def on_open_registration(context: BotContext, press: words.OpenRegistration) -> None:
    async with context.reading() as db:
        view, receipt = await arrived_registration(db, context.member, press.registration_id)
    await show(context, words.registration_screen(context.texts, view, receipt, press.page))


async def on_approve(context: BotContext, press: words.ApproveRegistration) -> None:
    async with context.transaction() as db:
        view = await approve_registration(db, context.member, press.registration_id, context.now())
    await show(context, words.approved_screen(context.texts, view))


HANDLERS = (
    command(on_arrivals, "danop", "arrivals"),
    pressed(words.ListArrivals, on_list),
    pressed(words.OpenReport, on_open_report),
    pressed(words.SendFiles, on_files),
    pressed(words.OpenRegistration, on_open_registration),
    pressed(words.ApproveRegistration, on_approve),
)
COMMANDS = {"danop": on_arrivals}
