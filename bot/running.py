"""`thidua run`: one bot as the settings say, and what it answers over HTTP, until told to stop."""

import asyncio
import gc
import os
import signal
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import TYPE_CHECKING

import typer

from bot.clock import SystemClock
from bot.settings import Settings, SettingsError
from storage.database import Database
from storage.keys import receipt_key
from storage.leading import LeadTaken

if TYPE_CHECKING:
    from bot.app import App


def run_bot(settings: Settings, token: str) -> None:
    """Run until SIGTERM or SIGINT. Raises SettingsError, DatabaseUnusable."""
    gc.disable()  # while the rest is imported: see bot/__main__.py
    with asyncio.Runner(loop_factory=_fastest_loop()) as runner:
        runner.run(_serve(settings, token))


def open_database(settings: Settings) -> Database:
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


def on_signals(stop: Callable[[], None]) -> None:
    """Call `stop` when the program is told to end. On the running loop."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)


async def _serve(settings: Settings, token: str) -> None:
    from bot.delivery.webhook import WebhookRefused
    from bot.reaching import TokenRefused

    bot = _bot(settings, token)
    gc.enable()
    on_signals(bot.stop)
    try:
        async with _listening(bot, settings):
            if not await bot.start():
                return
            await _show_owner_links(bot)
            # Hundreds of thousands of objects of the libraries stay until the end: the collector
            # need not look at them again and again.
            gc.freeze()
            await bot.run()
    except WebhookRefused as error:
        raise SettingsError(f"THIDUA_PUBLIC_URL was refused by Telegram: {error}.") from None
    except LeadTaken:
        raise SettingsError(
            "THIDUA_DATA_DIR: another `thidua run` works on this SQLite database: end it first, "
            "or let several share a PostgreSQL database (THIDUA_DATABASE_URL)."
        ) from None
    except TokenRefused:
        raise SettingsError(
            "THIDUA_TOKEN was refused by Telegram: copy it again from @BotFather."
        ) from None
    finally:
        await bot.close()


async def _show_owner_links(bot: "App") -> None:
    from bot.actions.organisations import open_owner_links

    async with bot.database.reading() as db:
        for name, code in await open_owner_links(db):
            typer.echo(f"{name}: https://t.me/{bot.bot.username}?start={code}")


def _bot(settings: Settings, token: str) -> "App":
    from bot.app import App, Installation
    from bot.delivery.limits import Limits
    from bot.delivery.webhook import webhook_at

    database = open_database(settings)  # first: it makes the folder of the key
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
