"""`thidua organisation …`: made, listed, renamed, merged."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.clock import SystemClock
from bot.commands import fail, in_database, say_past
from bot.rules.dialogues import NAME_LENGTH
from bot.rules.members import NameTaken
from bot.rules.plans import OrganisationKind
from bot.rules.uniting import OrganisationsDiffer, SameOrganisation
from storage.database import Database
from storage.former_organisations import (
    FoundOrganisation,
    PastName,
    find_organisation,
    past_names,
)
from storage.members import DEFAULT_ZONE
from storage.schema import migrate as bring_up_to_date

if TYPE_CHECKING:
    from bot.actions.uniting import Union

organisation = typer.Typer(no_args_is_help=True, help="Make, list, rename and merge organisations.")


@organisation.command("add")
def organisation_add(
    name: str,
    kind: Annotated[
        OrganisationKind, typer.Option(help="Decides titles and indicators to begin with.")
    ] = OrganisationKind.ALLIANCE,
) -> None:
    """Make an organisation and print its owner's one-time code."""
    from bot.actions.organisations import add_organisation, organisation_named

    name = _checked(name)

    async def work(database: Database) -> str | None:
        await bring_up_to_date(database)
        async with database.transaction() as db:
            if await organisation_named(db, name) is not None:
                return None
            _, code = await add_organisation(db, name, kind, SystemClock().now())
            return code

    code = in_database(work)
    if code is None:
        fail(f"There is an organisation called “{name}” already.")
    typer.echo(_owner_line(name, code))


@organisation.command("list")
def organisation_list() -> None:
    """List the organisations with what they were, and the owner's code where nobody has used it."""
    from bot.actions.organisations import all_organisations, open_owner_links

    async def work(
        database: Database,
    ) -> tuple[list[tuple[int, str]], dict[str, str], dict[int, tuple[PastName, ...]]]:
        await bring_up_to_date(database)
        async with database.reading() as db:
            codes = dict(await open_owner_links(db))
            return await all_organisations(db), codes, await past_names(db)

    found, codes, past = in_database(work)
    for id_, name in found:
        line = f"{name}{_past_line(past.get(id_, ()))}"
        typer.echo(_owner_line(line, codes[name]) if name in codes else line)
    if not found:
        typer.echo("None yet: thidua organisation add NAME")


@organisation.command("rename")
def organisation_rename(
    name: Annotated[str, typer.Argument(help="The present name, or a former one.")],
    new: Annotated[str, typer.Argument(help="The new name.")],
) -> None:
    """Give an organisation another name; receipts issued before keep the former one."""
    from bot.actions.organisations import rename_organisation

    new = _checked(new)

    async def work(database: Database) -> tuple[FoundOrganisation, bool] | None:
        await bring_up_to_date(database)
        async with database.transaction() as db:
            found = await find_organisation(db, name)
            if found is None:
                return None
            now = SystemClock().now()
            return found, await rename_organisation(db, None, found.id, new, now)

    try:
        done = in_database(work)
    except NameTaken:
        fail(f"There is an organisation called “{new}” already.")
    if done is None:
        fail(f"There is no organisation called “{name}”: thidua organisation list")
    found, changed = done
    say_past(found)
    if not changed:
        fail(f"“{new}” is its name already.")
    typer.echo(f"“{found.name}” is called “{new}” from now on. Its officers are told.")


@organisation.command("merge")
def organisation_merge(
    of: Annotated[str, typer.Argument(metavar="FROM", help="The one that becomes a part.")],
    into: Annotated[str, typer.Argument(metavar="INTO", help="The one that takes it in.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do what else is only shown.")] = False,
) -> None:
    """Let an organisation become a part of another: shown first, done with --yes."""
    from bot.actions.uniting import Union, merge_organisations, preview_union

    async def work(database: Database) -> tuple[list[FoundOrganisation], Union] | str:
        """What is done, or would be; the name that no organisation has, if there is one."""
        await bring_up_to_date(database)
        async with database.transaction() as db:
            pair = []
            for name in (of, into):
                found = await find_organisation(db, name)
                if found is None:
                    return name
                pair.append(found)
            of_id, into_id = (found.id for found in pair)
            if not yes:
                return pair, await preview_union(db, of_id, into_id)
            return pair, await merge_organisations(db, of_id, into_id, SystemClock().now())

    try:
        done = in_database(work)
    except SameOrganisation:
        fail(f"“{of}” and “{into}” are one organisation already.")
    except OrganisationsDiffer as error:
        fail(f"Not alike in {error.what}: {error.coming} and {error.there}. Nothing was done.")
    if isinstance(done, str):
        fail(f"There is no organisation called “{done}”: thidua organisation list")
    pair, union = done
    for found in pair:
        say_past(found)
    for line in _union_lines(union):
        typer.echo(line)
    typer.echo("Done." if yes else "Nothing was done yet: add --yes to do it.")


def _union_lines(union: "Union") -> list[str]:
    """What becomes of everything, line by line; what is nothing is left out."""
    lines = [
        f"“{union.of}” becomes a part of “{union.into}”.",
        f"Units: {union.units} (stopped: {union.stopped}), blocs: {union.blocs}, people: "
        f"{union.people}, plans in force: {union.plans}",
        f"Officers: {', '.join(union.officers) or 'none'}",
    ]
    for what, renamed in (
        ("unit", union.renamed_units),
        ("bloc", union.renamed_blocs),
        ("plan", union.slugs),
    ):
        lines += [f"The {what} “{old}” becomes “{new}”." for old, new in renamed.values()]
    for of, rest in zip((union.of, union.into), union.rest, strict=True):
        if rest:
            lines.append(f"Units of “{of}” without a bloc get the bloc “{rest}”.")
    if union.notices or union.contributions:
        lines.append(f"Numbered anew: notices {union.notices}, letters {union.contributions}")
    if union.forms:
        lines.append(f"Half-filled forms that give way to newer ones: {union.forms}")
    lines.append("Each unit is asked for what it was asked for before, and for nothing else.")
    return lines


def _past_line(past: tuple[PastName, ...]) -> str:
    """What it was called before, and what it took in, in brackets."""
    before = ", ".join(each.name for each in past if not each.merged)
    taken = ", ".join(
        f"{each.name} ({each.until_at.astimezone(DEFAULT_ZONE):%d/%m/%Y})"
        for each in past
        if each.merged
    )
    parts = [f"before: {before}" if before else "", f"merged in: {taken}" if taken else ""]
    said = "; ".join(part for part in parts if part)
    return f" ({said})" if said else ""


def _checked(name: str) -> str:
    tidy = " ".join(name.split())
    if not 0 < len(tidy) <= NAME_LENGTH:
        fail(f"The organisation's name needs 1 to {NAME_LENGTH} signs.")
    return tidy


def _owner_line(name: str, code: str) -> str:
    return f"{name}\n  The owner opens https://t.me/<your bot>?start={code} (once)"
