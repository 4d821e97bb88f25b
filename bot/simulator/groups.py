"""Group chats: who is in them, what the bot is there, and what becomes of an upgraded one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.simulator.chats import Chat, Posted, check_age
from bot.simulator.refusals import Json, Refusal, bad_request, forbidden

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

FIRST_GROUP_ID = -4_518_810_001
FIRST_SUPERGROUP_ID = -1_002_471_350_001
"""Both have passed 32 bits long ago."""

ANONYMOUS = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
_NOUNS = (
    ("photo", "photos"),
    ("document", "documents"),
    ("voice", "voice notes"),
    ("text", "text messages"),
)
_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
)


class Standing(StrEnum):
    """What somebody is in a group, in Telegram's words."""

    LEFT = "left"
    MEMBER = "member"
    ADMINISTRATOR = "administrator"
    KICKED = "kicked"


INSIDE = frozenset({Standing.MEMBER, Standing.ADMINISTRATOR})


@dataclass(slots=True, kw_only=True)
class GroupChat(Chat):
    """A basic group, or a supergroup: the latter numbers its own messages.

    `people` are the identifiers of those in it. `bot` is what the bot is there, None before it
    ever came. An upgraded group is over: what is sent there is refused with the new number.
    """

    title: str
    is_super: bool
    people: list[int]
    bot: Standing | None = None
    members_may_post: bool = True
    is_deleted: bool = False
    upgraded_to: GroupChat | None = None
    upgraded_from: GroupChat | None = None
    _last_id: int = 0

    @property
    def kind(self) -> str:
        return "supergroup" if self.is_super else "group"

    @property
    def has_bot(self) -> bool:
        return self.bot in INSIDE

    def as_json(self) -> Json:
        named = {"id": self.chat_id, "title": self.title, "type": self.kind}
        return named if self.is_super else named | {"all_members_are_administrators": True}

    def next_id(self, last: int) -> int:
        if not self.is_super:
            return last + 1
        self._last_id += 1
        return self._last_id

    def check_reading(self) -> None:
        if self.is_super and self.is_deleted:
            raise bad_request("chat not found")
        if self.is_super:
            self._check_inside()

    def check_writing(self) -> None:
        if self.upgraded_to:
            moved = {"migrate_to_chat_id": self.upgraded_to.chat_id}
            words = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refusal(400, words, moved)
        if self.is_deleted:
            raise forbidden("the group chat was deleted")
        self._check_inside()

    def check_editing(self) -> None:
        if self.upgraded_to or self.is_deleted:
            raise bad_request("message can't be edited")
        self._check_inside()

    def check_posting(self, content: Json) -> None:
        self.check_writing()
        if not self.members_may_post and self.bot is not Standing.ADMINISTRATOR:
            noun = next(noun for kind, noun in _NOUNS if kind in content)
            raise bad_request(f"not enough rights to send {noun} to the chat")

    def check_deleting(self, posted: Posted, age: int) -> None:
        self.check_writing()
        if self.bot is Standing.ADMINISTRATOR:
            return
        if posted.outgoing:
            raise bad_request("message can't be deleted")
        check_age(age)

    def _check_inside(self) -> None:
        if self.bot is Standing.KICKED:
            raise forbidden(f"bot was kicked from the {self.kind} chat")
        if not self.has_bot:
            raise forbidden(f"bot is not a member of the {self.kind} chat")


def standing_of(user: Json, standing: Standing) -> Json:
    """A ChatMember."""
    more: Json = {}
    if standing is Standing.KICKED:
        more = {"until_date": 0}
    elif standing is Standing.ADMINISTRATOR:
        rights = dict.fromkeys(_RIGHTS, True)
        more = {"can_be_edited": False, "is_anonymous": False, **rights}
    return {"user": user, "status": str(standing), **more}


def set_bot(telegram: Telegram, group: GroupChat, standing: Standing, by: Json) -> None:
    """Make the bot this in the group, and let it hear who did it."""
    old, group.bot = group.bot or Standing.LEFT, standing
    telegram.updates.push(
        "my_chat_member",
        {
            "chat": group.as_json(),
            "from": by,
            "date": telegram.timestamp(),
            "old_chat_member": standing_of(telegram.me, old),
            "new_chat_member": standing_of(telegram.me, standing),
        },
    )
    telegram.changed()


def hears(telegram: Telegram, group: GroupChat, body: Json) -> bool:
    """Whether the bot is told of a message: an administrator of all, else by privacy mode.

    Of what is said to it (a command without a name may be), and of what happens to the group.
    https://core.telegram.org/bots/features#privacy-mode
    """
    if not group.has_bot:
        return False
    reply_to = body.get("reply_to_message", {}).get("from", {}).get("id")
    return (
        group.bot is Standing.ADMINISTRATOR
        or reply_to == telegram.me["id"]
        or not any(kind in body for kind in ("text", "photo", "document", "voice", "contact"))
        or _names_bot(telegram.username, body)
    )


def _names_bot(username: str, body: Json) -> bool:
    text = body.get("text") or body.get("caption", "")
    units = text.encode("utf-16-le")
    for entity in (*body.get("entities", ()), *body.get("caption_entities", ())):
        begins = entity["offset"] * 2
        words = units[begins : begins + entity["length"] * 2].decode("utf-16-le").lower()
        if entity["type"] == "mention" and words == f"@{username}".lower():
            return True
        if entity["type"] == "bot_command" and entity["offset"] == 0:
            return words.partition("@")[2] in ("", username.lower())
    return False


def upgrade(telegram: Telegram, group: GroupChat, by: Json) -> GroupChat:
    """Make a supergroup of it, with the same people and the bot; gives the new chat.

    As observed, the bot hears that it joined the supergroup, never that it left the group
    (https://github.com/tdlib/telegram-bot-api/issues/266), and both service messages.
    """
    new = telegram.add_group(group.title, group.people, is_super=True)
    new.members_may_post, new.upgraded_from, group.upgraded_to = group.members_may_post, group, new
    if group.has_bot and group.bot:
        set_bot(telegram, new, group.bot, by)
    for chat, fields, sender in (
        (group, {"migrate_to_chat_id": new.chat_id}, {"from": by}),
        (
            new,
            {"migrate_from_chat_id": group.chat_id},
            {"from": ANONYMOUS, "sender_chat": new.as_json()},
        ),
    ):
        body = telegram.post(chat, sender | fields, by=by)
        if chat.has_bot:
            telegram.updates.push("message", body)
    return new
