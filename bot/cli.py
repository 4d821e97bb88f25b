"""`thidua …`: the commands of the program. Anything wrong with the settings is one line, exit 2."""

import asyncio
import webbrowser
from typing import Annotated

import typer

from bot import cli_files, cli_organisations, cli_plans
from bot.campaigns import PlanFileError, slugs
from bot.commands import fail, in_database
from bot.running import on_signals, run_bot
from bot.settings import SettingsError, check_token, read_settings
from storage.database import DatabaseUnusable
from storage.schema import migrate as bring_up_to_date

# Plain words instead of frames: what is wrong is one line, and help is there at once.
app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(cli_organisations.organisation, name="organisation")
app.add_typer(cli_plans.plan, name="plan")
app.command("read-plan")(cli_files.read_plan)
app.add_typer(cli_files.units, name="units")

DEMO_PORT = 8093


def main() -> None:
    """The entry point. What is wrong with a setting or an argument is said in one line."""
    try:
        app()
    except (SettingsError, PlanFileError) as error:
        fail(str(error))
    except DatabaseUnusable as error:
        fail(f"THIDUA_DATABASE_URL: the database cannot be used: {error}.")


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="What a manager types.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    campaign: Annotated[str, typer.Option(help="One of the five campaigns.")] = "lai-chau-2023",
    now: Annotated[str, typer.Option(help="The moment, as 2023-02-03T08:00; else now.")] = "",
) -> None:
    """Say how a question is understood, and what a unit that has handed in nothing is told."""
    # A third of the time that all commands would take to start.
    from bot import cli_ask

    cli_ask.ask(question, campaign, now, as_json=as_json)


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
        fail(f"--campaign {campaign}: choose one of {', '.join(slugs())}.")
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
        fail(f"--port {port}: {error.strerror or error}. Choose another, or 0 for a free one.")


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
    changed = in_database(bring_up_to_date)
    typer.echo("The database was brought up to date." if changed else "Nothing to do.")


async def _until_told_to_stop() -> None:
    told = asyncio.Event()
    on_signals(told.set)
    await told.wait()
