"""The commands that take a file: a plan document to be read, a list of units."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.clock import SystemClock
from bot.commands import fail, in_database, say_past
from bot.rules.sheets import SheetNotTaken
from bot.rules.unit_imports import Choice, Import, UnitsMoved
from bot.rules.unit_sheets import UnitList, list_in
from storage.database import Database
from storage.former_organisations import FoundOrganisation, find_organisation
from storage.schema import migrate as bring_up_to_date

if TYPE_CHECKING:
    from bot.texts import Texts

units = typer.Typer(no_args_is_help=True, help="Take units from a list.")

UNREADABLE = {
    "scan": "a scan without text: send the Word file, or enter the dates by hand.",
    "legacy_font": "written for TCVN3 or VNI fonts: convert it to Unicode and save it again.",
    "old_word": "an old .doc file: save it as .docx.",
    "locked": "opens with a password only: save it without one.",
    "broken": "is damaged and does not open: send the original again.",
    "empty": "has no text in it.",
    "too_large": "is larger than a plan can be.",
    "unknown_kind": "is no document of a kind that can be read: send .docx, .pdf, .txt or .md.",
}
"""What to do about a document that cannot be read."""


def read_plan(
    file: Annotated[Path, typer.Argument(help="A plan: .docx, .pdf, .txt or .md.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Read a plan document and print what it asks, of whom, by when. Nothing is stored."""
    from bot.plan_reader.documents import Unreadable, text_of
    from bot.plan_reader.drafting import draft_of
    from bot.plan_reader.printing import as_text, plain
    from bot.plan_reader.reading import read_text
    from bot.rules.plan_checks import lint
    from storage.organisations import peoples_days

    try:
        plan = read_text(text_of(file.name, file.read_bytes()))
    except OSError as error:
        fail(f"{file}: {error.strerror or error}.")
    except Unreadable as error:
        fail(f"{file}: {UNREADABLE[error.reason.value]}")
    calendar = peoples_days()
    draft = draft_of(plan, today=plan.header.issued_on or calendar.today(SystemClock().now()))
    findings = lint(draft, calendar)
    if as_json:
        typer.echo(json.dumps(plain(plan, findings), ensure_ascii=False, indent=1))
    else:
        typer.echo(as_text(plan, findings))


@units.command("import")
def units_import(
    file: Annotated[Path, typer.Argument(help="A list as Excel sheet (.xlsx).")],
    organisation: Annotated[
        str, typer.Option(help="The organisation's exact name, or a former one.")
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Do what else is only shown.")] = False,
    hidden: Annotated[bool, typer.Option("--hidden", help="Take hidden rows too.")] = False,
    alike: Annotated[
        bool, typer.Option("--alike", help="Add units too whose names look like another's.")
    ] = False,
) -> None:
    """Add and change units as the rows of a list say: shown first, done with --yes."""
    from bot.messages.unit_findings import import_lines

    read, choice = _read_units(file), Choice(hidden, alike)

    async def work(database: Database) -> tuple[FoundOrganisation, Import] | None:
        return await _import_units(database, organisation, read, choice, do_it=yes)

    try:
        done = in_database(work)
    except UnitsMoved:
        fail("The units were changed meanwhile; nothing was done. Please run it again.")
    if done is None:
        fail(f"There is no organisation called “{organisation}”: thidua organisation list")
    found, wanted = done
    say_past(found)
    for line in import_lines(_english(), wanted):
        typer.echo(line)
    if not wanted.is_idle:
        typer.echo("Done." if yes else "Nothing was done yet: add --yes to do it.")


async def _import_units(
    database: Database, organisation: str, read: UnitList, choice: Choice, *, do_it: bool
) -> tuple[FoundOrganisation, Import] | None:
    """What the list does, or would do, and where; None where there is no such organisation."""
    from bot.actions.unit_imports import apply_import, check_import, read_known

    now = SystemClock().now()
    await bring_up_to_date(database)
    async with database.reading() as db:
        found = await find_organisation(db, organisation)
        if found is None:
            return None
        known = await read_known(db, found.id, now)
    wanted = check_import(read.lines, known, choice)
    if do_it and not wanted.is_idle:
        async with database.transaction() as db:
            await apply_import(db, None, found.id, wanted, known, now)
    return found, wanted


def _read_units(file: Path) -> UnitList:
    from bot.messages.unit_findings import not_taken
    from bot.papers.workbooks import read_workbook

    try:
        return list_in(read_workbook(file.name, file.read_bytes()))
    except OSError as error:
        fail(f"{file}: the file: {error.strerror}")
    except SheetNotTaken as error:
        fail(f"{file}: {not_taken(_english(), error)}")


def _english() -> "Texts":
    from bot.rules.members import Language
    from bot.texts import Texts

    return Texts(Language.EN)
