"""`thidua …`: the commands of the program. Anything wrong with the settings is one line, exit 2."""

import asyncio
import gc
import os
import signal
import webbrowser
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

import typer

from bot.campaigns import PlanFileError, read_plan_file, slugs
from bot.clock import SystemClock
from bot.rules.dialogues import NAME_LENGTH
from bot.rules.plans import OrganisationKind, PlanDraft
from bot.settings import Settings, SettingsError, check_token, read_settings
from storage.database import Database, DatabaseUnusable
from storage.keys import receipt_key
from storage.schema import migrate as bring_up_to_date

if TYPE_CHECKING:
    from bot.app import App

# Plain words instead of frames: what is wrong is one line, and help is there at once.
app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
organisation = typer.Typer(no_args_is_help=True, help="Make and list organisations.")
plan = typer.Typer(no_args_is_help=True, help="Put plans in force.")
app.add_typer(organisation, name="organisation")
app.add_typer(plan, name="plan")

DEMO_PORT = 8093
WRONG = 2

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
    with asyncio.Runner(loop_factory=_fastest_loop()) as runner:
        runner.run(_serve(settings, token))


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


def _read_plan(file: str) -> PlanDraft:
    from bot.campaigns import load

    return load(file) if file in slugs() else read_plan_file(Path(file))


def _owner_line(name: str, code: str) -> str:
    return f"{name}\n  The owner opens https://t.me/<your bot>?start={code} (once)"


async def _serve(settings: Settings, token: str) -> None:
    from bot.actions.organisations import open_owner_links
    from bot.app import TokenRefused
    from bot.delivery.webhook import WebhookRefused

    bot = _bot(settings, token)
    _on_signals(bot.stop)
    try:
        async with _listening(bot, settings):
            if not await bot.start():
                return
            async with bot.database.reading() as db:
                for name, code in await open_owner_links(db):
                    typer.echo(f"{name}: https://t.me/{bot.bot.username}?start={code}")
            # Hundreds of thousands of objects of the libraries stay until the end: the collector
            # need not look at them again and again.
            gc.freeze()
            await bot.run()
    except WebhookRefused as error:
        raise SettingsError(f"THIDUA_PUBLIC_URL was refused by Telegram: {error}.") from None
    except TokenRefused:
        raise SettingsError(
            "THIDUA_TOKEN was refused by Telegram: copy it again from @BotFather."
        ) from None
    finally:
        await bot.close()


def _bot(settings: Settings, token: str) -> "App":
    from bot.app import App, Installation
    from bot.delivery.limits import Limits
    from bot.delivery.webhook import webhook_at

    database = _open_database(settings)  # first: it makes the folder of the key
    key = receipt_key(settings.data_dir, settings.secret.get_secret_value())
    url, secret = settings.public_url, settings.webhook_secret.get_secret_value()
    return App(
        Installation(
            token=token,
            telegram_url=settings.telegram_url,
            database=database,
            archive=settings.archive,
            clock=SystemClock(),
            limits=Limits(settings.rate),
            receipt_key=key,
            proxy=settings.proxy,
            webhook=webhook_at(url, key, secret) if url else None,
        )
    )


def _listening(bot: "App", settings: Settings) -> AbstractAsyncContextManager[None]:
    """Answers over HTTP meanwhile, where the settings want it. Raises SettingsError."""
    if settings.listens_at is None:
        return nullcontext()
    from bot.serving import listen
    from bot.web import open_web

    host, port = settings.listens_at
    try:
        return open_web(bot, listen(host, port))
    except OSError as error:
        where = f"{host}:{port} cannot be listened on: {error.strerror or error}"
        raise SettingsError(f"THIDUA_LISTEN: {where}. Choose another.") from None


def _fastest_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop where it exists: not on Windows."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


def _in_database(work: Callable[[Database], Coroutine[Any, Any, Result]]) -> Result:
    settings = read_settings()

    async def in_database() -> Result:
        database = _open_database(settings)
        try:
            return await work(database)
        finally:
            await database.close()

    return asyncio.run(in_database())


def _open_database(settings: Settings) -> Database:
    """The database, with the data folder there and ours. Raises SettingsError."""
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise SettingsError(f"THIDUA_DATA_DIR: {folder} cannot be made: {reason}.") from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise SettingsError(f"THIDUA_DATA_DIR: {folder} cannot be written to: change its owner.")
    try:
        return Database(settings.database)
    except ImportError:
        raise SettingsError(
            "THIDUA_DATABASE_URL: PostgreSQL needs its driver: pip install -e '.[postgres]'"
        ) from None


async def _until_told_to_stop() -> None:
    told = asyncio.Event()
    _on_signals(told.set)
    await told.wait()


def _on_signals(stop: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)


def _fail(line: str) -> NoReturn:
    typer.echo(line, err=True)
    raise SystemExit(WRONG)
