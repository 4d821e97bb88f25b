"""What the commands of the program share: a database to work in, and failing in one line."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, NoReturn, TypeVar

import typer

from bot.running import open_database
from bot.settings import read_settings
from storage.database import Database
from storage.former_organisations import FoundOrganisation

WRONG = 2

Result = TypeVar("Result")


def in_database(work: Callable[[Database], Coroutine[Any, Any, Result]]) -> Result:
    """What the work gives, done in the database of the settings. Raises SettingsError."""
    settings = read_settings()

    async def done() -> Result:
        database = open_database(settings)
        try:
            return await work(database)
        finally:
            await database.close()

    return asyncio.run(done())


def say_past(found: FoundOrganisation, *, err: bool = False) -> None:
    """Say what the organisation is called by now, where a former name was given.

    On standard error where standard output is the result itself.
    """
    if found.past is None:
        return
    became = "was merged into" if found.past.merged else "is now called"
    typer.echo(f"“{found.past.name}” {became} “{found.name}”.", err=err)


def fail(line: str) -> NoReturn:
    """Say what is wrong in one line on standard error, and end with code 2."""
    typer.echo(line, err=True)
    raise SystemExit(WRONG)
