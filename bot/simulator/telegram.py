"""The whole service in memory: one bot, the people who write to it, and what passed between."""

import asyncio
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from bot.serving import Served
from bot.simulator.bell import Bell
from bot.simulator.chats import Chat, Posted
from bot.simulator.faults import Faults, Order, Refused
from bot.simulator.files import FileStore
from bot.simulator.groups import FIRST_GROUP_ID, FIRST_SUPERGROUP_ID, GroupChat
from bot.simulator.limits import SENDING, FloodLimits
from bot.simulator.person import Person
from bot.simulator.profile import Profile
from bot.simulator.queries import CallbackQueries
from bot.simulator.refusals import Json, too_many_requests
from bot.simulator.updates import UpdateQueue
from bot.simulator.webhooks import Webhook

DEMO_TOKEN = "1000001:DEMO-token-of-the-simulator-only"  # noqa: S105 - opens nothing but this
FIRST_PERSON_ID = 2_000_001
LOOKS_EVERY = 0.05


class Call(NamedTuple):
    """One request of the bot as it was understood, in the order they came."""

    method: str
    parameters: Json


class Telegram:
    """A strict Telegram for one bot. Everything happens in one event loop.

    `now` dates the messages and may jump; waits, limits and time to answer run on real time.
    `revision` grows with every change; `calls` keeps every request but getUpdates, refused ones
    included; `limits` is off until set to FloodLimits(), and `faults` has none until some are
    ordered. With `is_local` it takes webhooks as a Bot API server of one's own does: plain HTTP,
    any port, this machine.
    """

    served: Served
    """The server, once there is one."""

    def __init__(
        self,
        now: Callable[[], datetime],
        *,
        is_local: bool = False,
        token: str = DEMO_TOKEN,
        username: str = "thidua_demo_bot",
        name: str = "Thi đua",
    ) -> None:
        self.now = now
        self.token = token
        self.me: Json = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": name,
            "username": username,
        }
        self.people: dict[int, Person] = {}
        self.groups: dict[int, GroupChat] = {}
        self.profile = Profile()
        self.files = FileStore()
        self.updates = UpdateQueue()
        self.faults = Faults()
        self.webhook = Webhook(
            self.updates, self.faults, self.timestamp, self.changed, is_local=is_local
        )
        self.queries = CallbackQueries()
        self.limits: FloodLimits | None = None
        self.calls: list[Call] = []
        self.revision = 0
        self.bell = Bell()
        self.last_message_id = 0

    @property
    def username(self) -> str:
        """The bot's name in links: t.me/<username>?start=…"""
        return str(self.me["username"])

    @property
    def name(self) -> str:
        """The bot's name as people see it."""
        return self.profile.names.get("", str(self.me["first_name"]))

    def add_person(
        self,
        first_name: str,
        *,
        last_name: str = "",
        username: str = "",
        phone_number: str = "",
        language_code: str = "vi",
        person_id: int | None = None,
    ) -> Person:
        """Someone with a phone who has never met the bot."""
        person_id = person_id or FIRST_PERSON_ID + len(self.people)
        user = {"id": person_id, "is_bot": False, "first_name": first_name}
        user |= {"last_name": last_name} if last_name else {}
        user |= {"username": username} if username else {}
        user |= {"language_code": language_code} if language_code else {}
        self.people[person_id] = Person(self, user, phone_number or f"+849{person_id % 10**8:08}")
        self.changed()
        return self.people[person_id]

    def add_group(self, title: str, people: Sequence[int], *, is_super: bool) -> GroupChat:
        """A group of these people. The bot comes into it when one of them adds it."""
        first = FIRST_SUPERGROUP_ID if is_super else FIRST_GROUP_ID
        group = GroupChat(
            first - len(self.groups), title=title, is_super=is_super, people=list(people)
        )
        self.groups[group.chat_id] = group
        self.changed()
        return group

    def chat(self, chat_id: int) -> Chat | None:
        """The chat with this person, or the group, as far as the bot ever met it."""
        if group := self.groups.get(chat_id):
            return group if group.bot else None
        person = self.people.get(chat_id)
        return person.chat if person else None

    def post(
        self, chat: Chat, fields: Json, *, by: Json | None = None, keyboard: Json | None = None
    ) -> Json:
        """Put a message into a chat, by the bot unless `by` names a person; returns its body."""
        message_id = chat.next_id(self.last_message_id)
        self.last_message_id = max(self.last_message_id, message_id)
        body: Json = {
            "message_id": message_id,
            "from": by or self.me,
            "chat": chat.as_json(),
            "date": self.timestamp(),
            **fields,
        }
        chat.add(Posted(body, outgoing=by is not None, keyboard=keyboard))
        self.changed()
        return body

    def timestamp(self) -> int:
        """The moment of `now` as Telegram writes it."""
        return int(self.now().timestamp())

    def changed(self) -> None:
        """Count a change and wake whoever waits for one."""
        self.revision += 1
        self.bell.ring()

    async def until(self, condition: Callable[[], object], within: float = 20.0) -> None:
        """Wait until `condition()` holds; TimeoutError if late.

        Looks at every change, and now and then for what Telegram hears nothing of.
        """
        ends_at = time.monotonic() + within
        while not condition():
            if time.monotonic() > ends_at:
                raise TimeoutError("nothing of the kind happened in Telegram")
            await self.bell.wait(LOOKS_EVERY)

    def refuse_next(
        self,
        method: str,
        status: int,
        description: str,
        parameters: Json | None = None,
        times: int = 1,
    ) -> Order:
        """Refuse the next `times` well-formed requests of a method: the fault tests need most."""
        return self.faults.inject(Refused(status, description, parameters), method, times=times)

    def check_may_call(self, method: str, parameters: Json) -> None:
        """Raise a refusal that is on order, or a 429 where limits are set and passed."""
        if refusal := self.faults.refusal(method):
            raise refusal
        if self.limits and method in SENDING:
            seconds = self.limits.take(parameters.get("chat_id", 0))
            if seconds:
                raise too_many_requests(seconds)

    def unplug(self) -> None:
        """Be gone until `plug_in`: connections break and are refused, no update is brought."""
        self.close()
        self.served.shut()

    async def plug_in(self) -> None:
        """Be there again, at the same address."""
        await self.served.open()
        self.open()

    def open(self) -> None:
        """Be reachable (again); the server calls this."""
        self.updates.open = True
        self.webhook.start()

    def close(self) -> None:
        """Send everybody who waits home: the server stops."""
        self.webhook.stop()
        self.updates.close()
        self.bell.ring()

    @property
    def is_open(self) -> bool:
        """False once the server is stopping."""
        return self.updates.open

    def later(self, seconds: float) -> None:
        """Count a change after some real seconds: something will have run out by then."""
        asyncio.get_running_loop().call_later(seconds, self.changed)
