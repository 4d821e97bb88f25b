"""A world for stories: one Telegram, one bot, one clock, people with phones.

Real updates go through the real application; only Telegram is simulated. Nothing runs in the
background: after every act `settle` handles what came in and delivers what is due.
"""

import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.invites import invite_to_unit
from bot.actions.members import recognise
from bot.actions.organisations import add_organisation
from bot.actions.plans import import_plan
from bot.actions.units import new_bloc, new_unit
from bot.app import App, Installation
from bot.campaigns import load
from bot.clock import RehearsalClock
from bot.delivery.limits import Limits
from bot.delivery.webhook import Webhook, webhook_at
from bot.rules.folding import fold
from bot.rules.members import Role
from bot.serving import listen
from bot.simulator.person import Attachment, Person
from bot.simulator.refusals import Json
from bot.simulator.server import serve
from bot.simulator.telegram import Telegram
from bot.web import open_web
from storage.database import Database, sqlite_url
from storage.tables import Bloc

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
START = "2023-01-30 08:00"
FIRST_ID = 7_000_000_000
"""Numbers of people, and here of messages too, have passed 32 bits long ago."""


def local(moment: str) -> datetime:
    """A moment as people here write it: 2023-06-09 07:30."""
    return datetime.fromisoformat(moment).replace(tzinfo=LOCAL)


class Phone:
    """A person's phone, with everything the bot did in answer already done."""

    def __init__(self, world: "World", person: Person) -> None:
        self.world = world
        self.person = person

    async def sends(self, text: str) -> str:
        """Type a message or a command; gives what the bot said last."""
        self.person.send(text)
        return await self._answer()

    async def starts(self, payload: str | None = None) -> str:
        """Press Start, with the payload of an invite link."""
        self.person.start(payload)
        return await self._answer()

    async def taps(self, label: str) -> str:
        """Press the newest button with this label; gives what the bot said last."""
        self.person.tap(label)
        return await self._answer()

    async def sends_file(self, name: str, content: bytes, caption: str | None = None) -> str:
        """Send a document."""
        self.person.send_document(name, content, caption=caption)
        return await self._answer()

    async def sends_photo(self, content: bytes, caption: str | None = None) -> str:
        """Send a photo."""
        self.person.send_photo(content, caption)
        return await self._answer()

    async def sends_html(self, text: str) -> str:
        """Type a message with formatting."""
        self.person.send(text, html=True)
        return await self._answer()

    async def sends_album(self, attachments: Sequence[Attachment], caption: str = "") -> str:
        """Send photos, or files, together."""
        self.person.send_album(attachments, caption)
        return await self._answer()

    async def sends_voice(self) -> str:
        """Send a voice note."""
        self.person.send_voice()
        return await self._answer()

    async def forwards(
        self, channel: str, text: str = "", attachments: Sequence[Attachment] = ()
    ) -> str:
        """Send on what stands in a channel."""
        self.person.forward(channel, text, attachments)
        return await self._answer()

    async def shares_number(self) -> str:
        """Press the button that shares one's own number."""
        self.person.share_contact()
        return await self._answer()

    @property
    def last(self) -> str:
        """The text of the newest message of the bot."""
        return self.person.last_text

    @property
    def read(self) -> list[str]:
        """Every message of the bot as it stands now, oldest first."""
        return [
            posted.body.get("text") or posted.body.get("caption") or ""
            for posted in self.person.chat
            if not posted.outgoing
        ]

    @property
    def buttons(self) -> list[str]:
        """Labels under the newest message of the bot."""
        keyboard = self.person.last.get("reply_markup", {}).get("inline_keyboard", [])
        return [button["text"] for row in keyboard for button in row]

    @property
    def got(self) -> list[Json]:
        """Every message of the bot as Telegram has it, oldest first."""
        return [posted.body for posted in self.person.chat if not posted.outgoing]

    async def _answer(self) -> str:
        await self.world.settle()
        return self.last


class World:
    """One organisation's campaign with its people, unless more are added."""

    def __init__(self, telegram: Telegram, clock: RehearsalClock, app: App) -> None:
        self.telegram = telegram
        self.clock = clock
        self.app = app
        self.units: dict[str, int] = {}

    async def settle(self) -> None:
        """Let the bot handle what came in and deliver what is due."""
        if self.app.webhook:
            await self.telegram.until(lambda: not len(self.telegram.updates))
        await self.app.settle()

    async def goes_to(self, moment: str) -> None:
        """Move the clock (local time), let the planner tick, deliver."""
        self.clock.move_to(local(moment))
        await self.app.tick()
        await self.settle()

    async def organisation(self, slug: str = "lai-chau-2023") -> tuple[int, str]:
        """Make the organisation of a campaign, its plan in force; gives id and owner's code."""
        draft = load(slug)
        async with self.app.database.transaction() as db:
            id_, code = await add_organisation(
                db, draft.organisation, draft.organisation_kind, self.clock.now()
            )
            await import_plan(db, id_, draft, self.clock.now())
        return id_, code

    async def officer(self, code: str, name: str = "Lò Thị Mai") -> Phone:
        """Someone who has joined by the owner's link."""
        phone = self.stranger(name)
        await joins(phone, code)
        return phone

    async def unit(self, organisation_id: int, name: str, bloc: str = "Khối 1") -> int:
        """A unit in a bloc, made when it is not there."""
        async with self.app.database.transaction() as db:
            bloc_id = await _bloc(db, organisation_id, bloc)
            self.units[name] = await new_unit(db, organisation_id, name, bloc_id, self.clock.now())
        return self.units[name]

    async def invite(self, officer: Phone, unit: str, role: Role = Role.REPRESENTATIVE) -> str:
        """The code of a fresh invite to a unit."""
        async with self.app.database.transaction() as db:
            member = await recognise(db, officer.person.id)
            assert member is not None
            invitation = await invite_to_unit(db, member, self.units[unit], role, self.clock.now())
        return invitation.code

    async def manager(
        self, officer: Phone, unit: str, name: str, role: Role = Role.REPRESENTATIVE
    ) -> Phone:
        """Someone who has joined for a unit."""
        phone = self.stranger(name)
        await joins(phone, await self.invite(officer, unit, role))
        return phone

    def stranger(self, name: str) -> Phone:
        """Someone who has never met the bot."""
        id_ = FIRST_ID + len(self.telegram.people)
        return Phone(self, self.telegram.add_person(name, person_id=id_))


async def joins(phone: Phone, code: str) -> None:
    """Open an invite and press through, keeping the number to oneself."""
    await phone.starts(code)
    await phone.taps(phone.buttons[0])
    await phone.taps("Đồng ý")
    await phone.sends("Bỏ qua")


async def _bloc(db: AsyncSession, organisation_id: int, name: str) -> int:
    same = col(Bloc.organisation_id) == organisation_id, col(Bloc.folded) == fold(name)
    found = (await db.exec(select(Bloc.id).where(*same))).first()
    return found or await new_bloc(db, organisation_id, name)


@asynccontextmanager
async def world_in(
    folder: Path,
    start: str = START,
    *,
    database_url: str = "",
    by_webhook: bool = False,
    telegram: Telegram | None = None,
) -> AsyncIterator[World]:
    """A world whose files lie in the folder, and its database unless another is named.

    Its clock stands still unless moved. Updates are asked for, unless they come by a webhook.
    Telegram has nobody yet, unless one is given.
    """
    clock = RehearsalClock(local(start), speed=0)
    telegram = telegram or _telegram()
    telegram.now = clock.now
    listener = listen("127.0.0.1", 0) if by_webhook else None
    webhook = _webhook_on(listener) if listener else None
    async with serve(telegram) as url:
        app = make_app(telegram, url, folder, clock, database_url, webhook)
        world = World(telegram, clock, app)
        try:
            async with open_web(app, listener) if listener else nullcontext():
                await app.start()
                yield world
        finally:
            await world.app.close()


def _telegram() -> Telegram:
    telegram = Telegram(lambda: local(START), is_local=True)
    telegram.last_message_id = FIRST_ID
    return telegram


def _webhook_on(listener: socket.socket) -> Webhook:
    return webhook_at(f"http://127.0.0.1:{listener.getsockname()[1]}", b"a key of the stories")


async def starts_again(world: World, folder: Path, database_url: str = "") -> None:
    """The program ends, and another one begins on the same data."""
    url = world.app.bot.base_url.removesuffix(f"/bot{world.telegram.token}")
    await world.app.close()
    world.app = make_app(world.telegram, url, folder, world.clock, database_url)
    await world.app.start()


def make_app(
    telegram: Telegram,
    url: str,
    folder: Path,
    clock: RehearsalClock,
    database_url: str = "",
    webhook: Webhook | None = None,
) -> App:
    """The bot as `thidua run` makes it, without limits of pace."""
    return App(
        Installation(
            token=telegram.token,
            telegram_url=url,
            database=Database(database_url or sqlite_url(folder / "thidua.db")),
            archive=folder / "archive",
            clock=clock,
            limits=Limits.unlimited(),
            receipt_key=b"a key of the stories",
            webhook=webhook,
        )
    )
