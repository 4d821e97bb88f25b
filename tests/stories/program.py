"""The real program, `thidua run`, in a process of its own, and helpers to press through."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from bot.actions.organisations import add_organisation
from bot.actions.plans import import_plan
from bot.actions.units import new_unit
from bot.campaigns import load
from bot.rules.invites import new_code
from bot.rules.members import Role
from bot.simulator.person import Person
from bot.simulator.server import serve
from bot.simulator.telegram import Telegram
from storage.database import Database
from storage.schema import migrate
from storage.tables import Invite

WITHIN = 20.0


class Program:
    """`thidua run` in a process of its own; `log` is the file that all its lives write to."""

    def __init__(
        self, url: str, folder: Path, token: str, *, name: str = "program", **settings: str
    ) -> None:
        self.log = folder / f"{name}.log"
        self._environment = {
            **os.environ,
            "THIDUA_TOKEN": token,
            "THIDUA_TELEGRAM_URL": url,
            "THIDUA_DATA_DIR": str(folder),
            **settings,
        }
        self._process: asyncio.subprocess.Process | None = None

    async def starts(self) -> None:
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", env=self._environment, stderr=log, stdout=log
            )

    async def dies(self, how: signal.Signals = signal.SIGKILL) -> int:
        assert self._process is not None
        with suppress(ProcessLookupError):
            self._process.send_signal(how)
        return await asyncio.wait_for(self._process.wait(), WITHIN)

    async def ends(self) -> int:
        """Wait until it ends by itself."""
        assert self._process is not None
        return await asyncio.wait_for(self._process.wait(), WITHIN)


async def _invite_in(folder: Path) -> str:
    """A database with one unit, and the code of an invite to it."""
    database = Database(f"sqlite:///{folder / 'thidua.db'}")
    await migrate(database)
    now, code, draft = datetime.now(UTC), new_code(), load("lai-chau-2023")
    async with database.transaction() as db:
        id_, _ = await add_organisation(db, draft.organisation, draft.organisation_kind, now)
        await import_plan(db, id_, draft, now)
        unit_id = await new_unit(db, id_, "LĐLĐ huyện Tam Đường", None, now)
        db.add(
            Invite(
                code=code,
                organisation_id=id_,
                unit_id=unit_id,
                role=Role.REPRESENTATIVE,
                created_at=now,
            )
        )
    await database.close()
    return code


@asynccontextmanager
async def program_in(
    folder: Path, *, by_webhook: bool = False
) -> AsyncIterator[tuple[Program, Telegram, Person]]:
    """The program started against a simulated Telegram, and a manager who has joined."""
    code = await _invite_in(folder)
    telegram = Telegram(lambda: datetime.now(UTC), is_local=True)
    telegram.webhook.pace = 0.1
    person = telegram.add_person("Nguyễn Văn Hòa")
    async with serve(telegram) as url:
        settings = webhook_settings() if by_webhook else {}
        program = Program(url, folder, telegram.token, **settings)
        await program.starts()
        try:
            person.start(code)
            await shows(telegram, person, "Đúng, đơn vị của tôi")
            await press(telegram, person, "Đúng, đơn vị của tôi", "Đồng ý")
            await press(telegram, person, "Đồng ý", "Bỏ qua")
            person.send("Bỏ qua")
            await shows(telegram, person, "Đăng ký ngay")
            yield program, telegram, person
        finally:
            await program.dies()


def webhook_settings() -> dict[str, str]:
    """Settings that make the program listen on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    return {"THIDUA_PUBLIC_URL": f"http://{address}/thidua", "THIDUA_LISTEN": address}


def labels(person: Person) -> list[str]:
    """Every button in sight."""
    inline = [
        button["text"]
        for message in person.messages
        for row in message.get("reply_markup", {}).get("inline_keyboard", [])
        for button in row
    ]
    keys = person.reply_keyboard or {}
    return inline + [button["text"] for row in keys.get("keyboard", []) for button in row]


async def shows(telegram: Telegram, person: Person, label: str) -> None:
    """Wait until a button is there."""
    await telegram.until(lambda: label in labels(person), within=WITHIN)


async def press(telegram: Telegram, person: Person, label: str, then: str) -> None:
    """Press a button and wait for the next."""
    person.tap(label)
    await shows(telegram, person, then)
