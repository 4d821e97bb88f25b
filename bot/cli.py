"""`thidua …`: the commands of the program. Anything wrong with the settings is one line, exit 2."""

import asyncio
import json
import webbrowser
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

import typer

from bot.campaigns import PlanFileError, read_plan_file, slugs
from bot.clock import SystemClock
from bot.rules.dialogues import NAME_LENGTH
from bot.rules.plans import OrganisationKind, PlanDraft
from bot.rules.sheets import SheetNotTaken
from bot.rules.unit_imports import Choice, Import, UnitsMoved
from bot.rules.unit_sheets import UnitList, list_in
from bot.running import on_signals, open_database, run_bot
from bot.settings import SettingsError, check_token, read_settings
from storage.database import Database, DatabaseUnusable
from storage.schema import migrate as bring_up_to_date

if TYPE_CHECKING:
    from bot.texts import Texts

# Plain words instead of frames: what is wrong is one line, and help is there at once.
app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
organisation = typer.Typer(no_args_is_help=True, help="Make and list organisations.")
plan = typer.Typer(no_args_is_help=True, help="Put plans in force.")
units = typer.Typer(no_args_is_help=True, help="Take units from a list.")
app.add_typer(organisation, name="organisation")
app.add_typer(plan, name="plan")
app.add_typer(units, name="units")

DEMO_PORT = 8093
WRONG = 2
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

Result = TypeVar("Result")


def main() -> None:
    """The entry point. What is wrong with a setting or an argument is said in one line."""
    try:
        app()
    except (SettingsError, PlanFileError) as error:
        _fail(str(error))
    except DatabaseUnusable as error:
        _fail(f"THIDUA_DATABASE_URL: the database cannot be used: {error}.")


@app.command()
def demo(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0 takes a free one.")
    ] = DEMO_PORT,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
    campaign: Annotated[str, typer.Option(help="One of the five campaigns.")] = "lai-chau-2023",
) -> None:
    """Show everything on this machine: no token, no network."""
    # Imported where used: the commands on plans and organisations need no Telegram.
    from bot.logs import set_up_logs
    from bot.simulator.demo import demo as open_demo

    if campaign not in slugs():
        _fail(f"--campaign {campaign}: choose one of {', '.join(slugs())}.")
    set_up_logs("warning")

    async def work() -> None:
        async with open_demo(campaign, port) as url:
            typer.echo(url)
            if browser:
                webbrowser.open(url)
            await _until_told_to_stop()

    try:
        asyncio.run(work())
    except OSError as error:
        _fail(f"--port {port}: {error.strerror or error}. Choose another, or 0 for a free one.")


@app.command()
def run() -> None:
    """Run the bot against Telegram until it is told to stop (SIGTERM, Ctrl+C)."""
    from bot.logs import set_up_logs

    settings = read_settings()
    token = check_token(settings)
    set_up_logs(settings.log)
    run_bot(settings, token)


@app.command()
def migrate() -> None:
    """Bring the database to the present schema; `run` does so by itself."""
    changed = _in_database(bring_up_to_date)
    typer.echo("The database was brought up to date." if changed else "Nothing to do.")


@organisation.command("add")
def organisation_add(
    name: str,
    kind: Annotated[
        OrganisationKind, typer.Option(help="Decides titles and indicators to begin with.")
    ] = OrganisationKind.ALLIANCE,
) -> None:
    """Make an organisation and print its owner's one-time code."""
    from bot.actions.organisations import add_organisation, organisation_named

    name = " ".join(name.split())
    if not 0 < len(name) <= NAME_LENGTH:
        _fail(f"The organisation's name needs 1 to {NAME_LENGTH} signs.")

    async def work(database: Database) -> str | None:
        await bring_up_to_date(database)
        async with database.transaction() as db:
            if await organisation_named(db, name) is not None:
                return None
            _, code = await add_organisation(db, name, kind, SystemClock().now())
            return code

    code = _in_database(work)
    if code is None:
        _fail(f"There is an organisation called “{name}” already.")
    typer.echo(_owner_line(name, code))


@organisation.command("list")
def organisation_list() -> None:
    """List the organisations, with the owner's code where nobody has used it."""
    from bot.actions.organisations import all_organisations, open_owner_links

    async def work(database: Database) -> tuple[list[tuple[int, str]], dict[str, str]]:
        await bring_up_to_date(database)
        async with database.reading() as db:
            return await all_organisations(db), dict(await open_owner_links(db))

    found, codes = _in_database(work)
    for _, name in found:
        typer.echo(_owner_line(name, codes[name]) if name in codes else name)
    if not found:
        typer.echo("None yet: thidua organisation add NAME")


@plan.command("import")
def plan_import(
    file: Annotated[str, typer.Argument(help="A plan file, or the name of a campaign.")],
    organisation: Annotated[str, typer.Option(help="The organisation's exact name.")],
) -> None:
    """Put a plan in force in an organisation."""
    from bot.actions.organisations import organisation_named
    from bot.actions.plans import PlanInForce, import_plan

    draft = _read_plan(file)

    async def work(database: Database) -> bool:
        await bring_up_to_date(database)
        async with database.transaction() as db:
            organisation_id = await organisation_named(db, organisation)
            if organisation_id is None:
                return False
            await import_plan(db, organisation_id, draft, SystemClock().now())
            return True

    try:
        known = _in_database(work)
    except PlanInForce:
        _fail(f"“{organisation}” has the plan {draft.slug} in force already.")
    if not known:
        _fail(f"There is no organisation called “{organisation}”: thidua organisation list")
    typer.echo(f"In force: {draft.title} ({draft.number or 'number left blank'})")


@app.command("read-plan")
def read_plan(
    file: Annotated[Path, typer.Argument(help="A plan: .docx, .pdf, .txt or .md.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Read a plan document and print what it asks, of whom, by when. Nothing is stored."""
    from bot.plan_reader.documents import Unreadable, text_of
    from bot.plan_reader.lint import lint
    from bot.plan_reader.printing import as_text, plain
    from bot.plan_reader.reading import read_text
    from storage.organisations import peoples_days

    try:
        plan = read_text(text_of(file.name, file.read_bytes()))
    except OSError as error:
        _fail(f"{file}: {error.strerror or error}.")
    except Unreadable as error:
        _fail(f"{file}: {UNREADABLE[error.reason.value]}")
    findings = lint(plan, peoples_days().closed)
    if as_json:
        typer.echo(json.dumps(plain(plan, findings), ensure_ascii=False, indent=1))
    else:
        typer.echo(as_text(plan, findings))


@units.command("import")
def units_import(
    file: Annotated[Path, typer.Argument(help="A list as Excel sheet (.xlsx).")],
    organisation: Annotated[str, typer.Option(help="The organisation's exact name.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do what else is only shown.")] = False,
    hidden: Annotated[bool, typer.Option("--hidden", help="Take hidden rows too.")] = False,
    alike: Annotated[
        bool, typer.Option("--alike", help="Add units too whose names look like another's.")
    ] = False,
) -> None:
    """Add and change units as the rows of a list say: shown first, done with --yes."""
    from bot.messages.unit_findings import import_lines

    read, choice = _read_units(file), Choice(hidden, alike)

    async def work(database: Database) -> Import | None:
        return await _import_units(database, organisation, read, choice, do_it=yes)

    try:
        wanted = _in_database(work)
    except UnitsMoved:
        _fail("The units were changed meanwhile; nothing was done. Please run it again.")
    if wanted is None:
        _fail(f"There is no organisation called “{organisation}”: thidua organisation list")
    for line in import_lines(_english(), wanted):
        typer.echo(line)
    if not wanted.is_idle:
        typer.echo("Done." if yes else "Nothing was done yet: add --yes to do it.")


async def _import_units(
    database: Database, organisation: str, read: UnitList, choice: Choice, *, do_it: bool
) -> Import | None:
    """What the list does, or would do; None where there is no such organisation."""
    from bot.actions.organisations import organisation_named
    from bot.actions.unit_imports import apply_import, check_import, read_known

    now = SystemClock().now()
    await bring_up_to_date(database)
    async with database.reading() as db:
        organisation_id = await organisation_named(db, organisation)
        if organisation_id is None:
            return None
        known = await read_known(db, organisation_id, now)
    wanted = check_import(read.lines, known, choice)
    if do_it and not wanted.is_idle:
        async with database.transaction() as db:
            await apply_import(db, None, organisation_id, wanted, known, now)
    return wanted


def _read_units(file: Path) -> UnitList:
    from bot.messages.unit_findings import not_taken
    from bot.papers.workbooks import read_workbook

    try:
        return list_in(read_workbook(file.name, file.read_bytes()))
    except OSError as error:
        _fail(f"{file}: the file: {error.strerror}")
    except SheetNotTaken as error:
        _fail(f"{file}: {not_taken(_english(), error)}")


def _english() -> "Texts":
    from bot.rules.members import Language
    from bot.texts import Texts

    return Texts(Language.EN)


def _read_plan(file: str) -> PlanDraft:
    from bot.campaigns import load

    return load(file) if file in slugs() else read_plan_file(Path(file))


def _owner_line(name: str, code: str) -> str:
    return f"{name}\n  The owner opens https://t.me/<your bot>?start={code} (once)"


def _in_database(work: Callable[[Database], Coroutine[Any, Any, Result]]) -> Result:
    settings = read_settings()

    async def in_database() -> Result:
        database = open_database(settings)
        try:
            return await work(database)
        finally:
            await database.close()

    return asyncio.run(in_database())


async def _until_told_to_stop() -> None:
    told = asyncio.Event()
    on_signals(told.set)
    await told.wait()


def _fail(line: str) -> NoReturn:
    typer.echo(line, err=True)
    raise SystemExit(WRONG)
