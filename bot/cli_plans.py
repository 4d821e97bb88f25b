"""`thidua plan …`: plans put in force, printed as a file, carried into the next year."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.campaigns import load, read_plan_file, slugs, write_plan
from bot.clock import SystemClock
from bot.commands import fail, in_database, say_past
from bot.rules.plans import PlanDraft, UnknownPlan
from bot.rules.preparing import MOST_ITEMS, TooManyItems
from bot.rules.rolling import SameYear
from bot.rules.scopes import UnknownScope
from storage.database import Database
from storage.former_organisations import find_organisation
from storage.schema import migrate as bring_up_to_date

if TYPE_CHECKING:
    from bot.actions.rolling import NextYear

plan = typer.Typer(no_args_is_help=True, help="Put plans in force, and carry them on.")

YEARS = range(2000, 2101)

Organisation = Annotated[str, typer.Option(help="The organisation's exact name, or a former one.")]
Slug = Annotated[str, typer.Argument(help="The plan's slug, as in its file.")]


@plan.command("import")
def plan_import(
    file: Annotated[str, typer.Argument(help="A plan file, or the name of a campaign.")],
    organisation: Organisation,
) -> None:
    """Put a plan in force in an organisation."""
    from bot.actions.plans import PlanInForce, import_plan

    draft = load(file) if file in slugs() else read_plan_file(Path(file))

    async def work(database: Database) -> None:
        await bring_up_to_date(database)
        async with database.transaction() as db:
            organisation_id = await _organisation(db, organisation)
            await import_plan(db, organisation_id, draft, SystemClock().now())

    try:
        in_database(work)
    except _NoSuch:
        _no_organisation(organisation)
    except PlanInForce:
        fail(f"“{organisation}” has the plan {draft.slug} in force already.")
    except UnknownScope as error:
        names = ", ".join(error.names)
        fail(f"“{error.title}” is asked of {names}: “{organisation}” has no such bloc or type.")
    typer.echo(f"In force: {draft.title} ({draft.number or 'number left blank'})")


@plan.command("export")
def plan_export(slug: Slug, organisation: Organisation) -> None:
    """Print a plan in force as the plan file that `plan import` takes."""
    from bot.actions.in_force import draft_in_force
    from bot.actions.rolling import plan_named

    async def work(database: Database) -> PlanDraft:
        await bring_up_to_date(database)
        async with database.reading() as db:
            found = await plan_named(db, await _organisation(db, organisation), slug)
            if found is None:
                raise UnknownPlan
            return await draft_in_force(db, found)

    try:
        draft = in_database(work)
    except _NoSuch:
        _no_organisation(organisation)
    except UnknownPlan:
        _no_plan(slug, organisation)
    typer.echo(write_plan(draft), nl=False)


@plan.command("roll")
def plan_roll(
    slug: Slug,
    organisation: Organisation,
    year: Annotated[int | None, typer.Option(help="The year; else the next.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do what else is only shown.")] = False,
) -> None:
    """Carry a plan in force into the next year, as a draft: shown first, kept with --yes."""
    from bot.actions.rolling import next_year, plan_named, roll

    if year is not None and year not in YEARS:
        fail(f"--year {year}: write four digits, as 2027.")

    async def work(database: Database) -> "NextYear":
        await bring_up_to_date(database)
        async with database.transaction() as db:
            organisation_id = await _organisation(db, organisation)
            if yes:
                return await roll(db, organisation_id, slug, year, SystemClock().now())
            found = await plan_named(db, organisation_id, slug)
            if found is None:
                raise UnknownPlan
            return await next_year(db, found, year)

    try:
        it = in_database(work)
    except _NoSuch:
        _no_organisation(organisation)
    except UnknownPlan:
        _no_plan(slug, organisation)
    except SameYear as error:
        fail(f"--year {error.year}: that is the plan's own year.")
    except TooManyItems:
        fail(f"A plan that is prepared in chat holds at most {MOST_ITEMS} duties.")
    _print_next_year(it, yes=yes)


class _NoSuch(Exception):
    """There is no such organisation."""


async def _organisation(db: AsyncSession, name: str) -> int:
    found = await find_organisation(db, name)
    if found is None:
        raise _NoSuch
    say_past(found, err=True)
    return found.id


def _print_next_year(it: "NextYear", *, yes: bool) -> None:
    from markupsafe import Markup

    from bot.messages.rolling import next_year_lines
    from bot.rules.members import Language
    from bot.texts import Texts

    lines = next_year_lines(Texts(Language.EN), it.before, it.draft, it.changes, it.findings)
    for line in lines:
        typer.echo(line.striptags() if isinstance(line, Markup) else line)
    typer.echo("")
    if it.begun is not None:
        typer.echo("A draft of it is in preparation already: /kehoach. It stays as it is.")
    elif yes:
        typer.echo("In preparation: officers find it under /kehoach, to be walked and published.")
    else:
        typer.echo("Nothing was kept yet: add --yes to prepare it.")


def _no_organisation(name: str) -> NoReturn:
    fail(f"There is no organisation called “{name}”: thidua organisation list")


def _no_plan(slug: str, organisation: str) -> NoReturn:
    from bot.actions.rolling import slugs_in_force

    async def work(database: Database) -> list[str]:
        async with database.reading() as db:
            return await slugs_in_force(db, await _organisation(db, organisation))

    known = ", ".join(in_database(work)) or "none"
    fail(f"“{organisation}” has no plan {slug} in force; in force: {known}.")
