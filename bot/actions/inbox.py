"""What came in: kept before Telegram is told so, and done with the action it causes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from storage.inbox import (
    add_attempt,
    add_updates,
    count_updates_waiting,
    delete_updates_done,
    newest_update,
    set_updates_done,
    tell_of_stored,
    updates_waiting,
)

KEPT = timedelta(days=14)
"""How long a done update is remembered. Telegram repeats none that is older than a day."""

PERSONAL = ("message", "edited_message", "callback_query", "my_chat_member")

PLACE = ("message_id", "date", "chat")
OF_THE_GROUP = ("migrate_to_chat_id", "migrate_from_chat_id", "new_chat_title")
TO_US = ("from", "text", "entities", "caption", "caption_entities")


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    """An update that is not done, and how often it was tried in vain."""

    update_id: int
    body: dict[str, Any]
    attempts: int

    @property
    def person(self) -> str:
        return person_of(self.body)


def person_of(update: dict[str, Any]) -> str:
    """Whose update it is: the group's, else the sender's, the chat's, or nobody's but its own."""
    for kind in PERSONAL:
        if event := update.get(kind):
            chat = _chat_of(event)
            if is_group(chat):
                return f"{chat['id']}"
            for whose in (event.get("from"), event.get("chat")):
                if whose:
                    return f"{whose['id']}"
    return f"update {update['update_id']}"


class UpdateDone(Exception):
    """Another process has acted on this update meanwhile."""


async def store(db: AsyncSession, updates: Sequence[dict[str, Any]], now: datetime) -> None:
    """Keep a batch of updates in one insert. Those we have already stay as they are."""
    await add_updates(db, [storable(without_talk(update)) for update in updates], now)
    await tell_of_stored(db, [update["update_id"] for update in updates])


async def waiting(
    db: AsyncSession, limit: int, beside: Collection[int] = (), *, up_to: int | None = None
) -> list[StoredUpdate]:
    """Updates that are not done, oldest first, without those `beside` or beyond `up_to`."""
    return [StoredUpdate(*row) for row in await updates_waiting(db, limit, beside, up_to)]


async def last_update_id(db: AsyncSession) -> int | None:
    """The highest number that ever came and is not forgotten."""
    return await newest_update(db)


async def count_waiting(db: AsyncSession) -> int:
    """How many updates are not done."""
    return await count_updates_waiting(db)


async def mark_done(db: AsyncSession, update_id: int, now: datetime) -> bool:
    """Mark an update done in the transaction of its action; False when it was done before.

    Whoever marks it at the same moment waits for the other's transaction, and is told so then.
    """
    return await set_updates_done(db, (update_id,), now) == 1


async def mark_all_done(db: AsyncSession, update_ids: Collection[int], now: datetime) -> None:
    """As `mark_done`, for a group."""
    await set_updates_done(db, update_ids, now)


async def count_attempt(db: AsyncSession, update_id: int) -> None:
    """Count a try at an update, before it or after it failed."""
    await add_attempt(db, update_id)


async def forget_done(db: AsyncSession, now: datetime, kept: timedelta = KEPT) -> int:
    """Forget updates done longer than `kept` ago; how many."""
    return await delete_updates_done(db, now - kept)


def without_talk(update: dict[str, Any]) -> dict[str, Any]:
    """The update without what people in a group say to each other, and who does.

    An administrator bot is told all of it; only what may be said to the bot is worth keeping.
    """
    for kind in ("message", "edited_message"):
        message = update.get(kind)
        if message and is_group(message.get("chat", {})):
            return update | {kind: _told_to_us(message)}
    return update


def _told_to_us(message: dict[str, Any]) -> dict[str, Any]:
    to = message.get("reply_to_message", {})
    answers_bot = to.get("from", {}).get("is_bot", False)
    names = (*PLACE, *OF_THE_GROUP, *(TO_US if answers_bot or _names_us(message) else ()))
    kept = {name: message[name] for name in names if name in message}
    if answers_bot:
        kept["reply_to_message"] = {name: to[name] for name in (*PLACE, "from") if name in to}
    return kept


def is_group(chat: dict[str, Any]) -> bool:
    """Whether a chat, as Telegram writes it, is a group."""
    return chat.get("type") in ("group", "supergroup")


def _chat_of(event: dict[str, Any]) -> dict[str, Any]:
    """Where it happened: a press names the message it was made under."""
    chat: dict[str, Any] = event.get("chat") or (event.get("message") or {}).get("chat") or {}
    return chat


def _names_us(message: dict[str, Any]) -> bool:
    entities = [*message.get("entities", ()), *message.get("caption_entities", ())]
    return any(entity.get("type") in ("bot_command", "mention") for entity in entities)


def storable(value: Any) -> Any:
    """The value without what PostgreSQL cannot keep in JSON: NUL and halves of characters.

    One such update would otherwise stop the whole inbox for ever.
    """
    if isinstance(value, str):
        if value.isascii() and "\x00" not in value:
            return value
        return value.replace("\x00", "").encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {key: storable(each) for key, each in value.items()}
    if isinstance(value, list):
        return [storable(each) for each in value]
    return value
