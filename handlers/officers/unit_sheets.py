"""Units from an Excel sheet: the template, the file that comes back, the preview, the doing."""

import asyncio

from telegram import InputFile

from bot.actions import unit_sheets
from bot.actions.unit_imports import check_import, read_known
from bot.actions.unit_sheets import SheetForm, keep_seen, look_at_sheet
from bot.context import BotContext
from bot.messages import unit_sheets as words
from bot.messages.unit_findings import field_words, row_words
from bot.messages.units import ImportUnits
from bot.papers.unit_sheets import outcome_sheet, unit_template
from bot.papers.workbooks import read_workbook
from bot.rules.dialogues import Draft, Form, StaleForm
from bot.rules.files import FileNotTaken, FileTooLarge
from bot.rules.members import check_officer
from bot.rules.sheets import SheetNotTaken, SheetReason
from bot.rules.unit_imports import Choice, UnitsMoved
from bot.rules.unit_sheets import UnitList, list_in
from handlers.files import download, off_loop
from handlers.officers.acting import organisation_of, today
from handlers.routing import answer, pressed
from handlers.showing import show, show_form


async def on_start(context: BotContext, _press: ImportUnits) -> None:
    async with context.transaction() as db:
        draft = await unit_sheets.start_sheet(db, context.member, context.now())
    await resume(context, draft)


async def on_template(context: BotContext, _press: words.SendTemplate) -> None:
    """The sheet with the units there are. Made off the loop: many take a while."""
    post = check_officer(context.member)
    async with context.reading() as db:
        known = await read_known(db, post.organisation_id, context.now())
    await answer(context)
    t = context.texts
    content = await asyncio.to_thread(unit_template, t, field_words(t), known, context.now())
    await context.bot.send_document(
        context.member.telegram_id,
        InputFile(content, filename=t.plain("units.xlsx")),
        caption=words.template_caption(t, len(known.working)),
        parse_mode="HTML",
    )


async def on_file(context: BotContext) -> None:
    """A file sent while units are being added: read, held against what is there, previewed."""
    check_officer(context.member)
    read = await _list_in_message(context)
    now = context.now()
    async with context.transaction() as db:
        draft = await unit_sheets.start_sheet(db, context.member, now)
        form = await unit_sheets.keep_list(db, context.member, draft.id, read, now)
    await _preview(context, form, form.choice, below=True)


async def on_typed(context: BotContext, draft: Draft, _text: str) -> None:
    """Words are no list: the form says again what it waits for."""
    await resume(context, draft)


async def resume(context: BotContext, draft: Draft) -> None:
    """Show the form again as it was left, against the units as they are now."""
    async with context.reading() as db:
        form = await look_at_sheet(db, context.member, draft.id, context.now())
    if form.list is None:
        screen = words.ask_sheet(context.texts, form.draft, organisation_of(context))
        await show_form(context, form.draft, screen, below=True)
    else:
        await _preview(context, form, form.choice, below=True)


async def on_hidden(context: BotContext, press: words.TakeHidden) -> None:
    form = await _form(context, press.draft_id, press.version)
    await _preview(context, form, Choice(press.take, form.choice.alike), below=False)


async def on_alike(context: BotContext, press: words.TakeAlike) -> None:
    form = await _form(context, press.draft_id, press.version)
    await _preview(context, form, Choice(form.choice.hidden, press.take), below=False)


async def on_outcome(context: BotContext, press: words.SendOutcome) -> None:
    """Every row and what becomes of it, as an Excel sheet."""
    form = await _form(context, press.draft_id, press.version)
    await answer(context)
    assert form.list is not None
    wanted = await off_loop(check_import, form.list.lines, form.known, form.choice)
    t, now = context.texts, context.now()
    rows = row_words(t, wanted)
    content = await asyncio.to_thread(outcome_sheet, t, rows, context.member.zone, now)
    name = t.plain("units-row-by-row-{day}.xlsx", day=today(context).isoformat())
    await context.bot.send_document(
        context.member.telegram_id,
        InputFile(content, filename=name),
        caption=t.n("{count} row", "{count} rows", len(rows)),
    )


async def on_apply(context: BotContext, press: words.ApplySheet) -> None:
    """Do what was shown; if it would be something else by now, show that instead."""
    form = await _form(context, press.draft_id, press.version)
    assert form.list is not None
    wanted = await off_loop(check_import, form.list.lines, form.known, form.choice)
    if wanted.mark == form.seen:
        try:
            async with context.transaction() as db:
                await unit_sheets.apply_sheet(db, context.member, form, wanted, context.now())
        except UnitsMoved:
            form = await _form(context, press.draft_id, press.version)
        else:
            await show(context, words.sheet_applied(context.texts, wanted))
            return
    await _preview(context, form, form.choice, below=False, moved=True)


async def _form(context: BotContext, draft_id: int, version: int) -> SheetForm:
    async with context.reading() as db:
        form = await look_at_sheet(db, context.member, draft_id, context.now(), version)
    if form.list is None:
        raise StaleForm
    return form


async def _preview(
    context: BotContext, form: SheetForm, choice: Choice, *, below: bool, moved: bool = False
) -> None:
    """Show what the list would do, and remember that it was shown."""
    assert form.list is not None
    wanted = await off_loop(check_import, form.list.lines, form.known, choice)
    async with context.transaction() as db:
        draft = await keep_seen(
            db, context.member, form.draft.id, form.draft.version, choice, wanted.mark,
            context.now(),
        )  # fmt: skip
    shown = words.Shown(form.list.title, form.list.others, choice, wanted)
    screen = words.preview(context.texts, draft, shown, organisation_of(context), moved=moved)
    await show_form(context, draft, screen, below=below)


async def _list_in_message(context: BotContext) -> UnitList:
    """The list in the file that was sent. Raises SheetNotTaken."""
    message = context.incoming.message
    assert message is not None
    try:
        _, name, content = await download(context, message)
    except FileTooLarge as error:
        raise SheetNotTaken(SheetReason.TOO_LARGE) from error
    except FileNotTaken as error:
        raise SheetNotTaken(SheetReason.NOT_EXCEL) from error
    return list_in(await off_loop(read_workbook, name, content))


HANDLERS = (
    pressed(ImportUnits, on_start),
    pressed(words.SendTemplate, on_template),
    pressed(words.TakeHidden, on_hidden),
    pressed(words.TakeAlike, on_alike),
    pressed(words.SendOutcome, on_outcome),
    pressed(words.ApplySheet, on_apply),
)
FORMS = {Form.UNIT_SHEET: on_typed}
RESUMES = {Form.UNIT_SHEET: resume}
