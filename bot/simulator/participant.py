"""A person in a group: what is said there, and what is done to the group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.acting import Acts
from bot.simulator.groups import GroupChat, Standing, hears, set_bot, upgrade
from bot.simulator.refusals import Json

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram


class Participant(Acts):
    """One person in one group. RuntimeError for acts of somebody who is not in it."""

    def __init__(self, telegram: Telegram, user: Json, group: GroupChat) -> None:
        super().__init__(telegram, user, group)
        self.group = group

    @property
    def commands(self) -> list[Json]:
        """What the "/" menu shows here."""
        return self.telegram.profile.group_menu(self.group.chat_id, self.language)

    def add_bot(self) -> None:
        """Put the bot into the group; it hears by whom."""
        self._check_inside()
        self._set_bot(Standing.MEMBER)
        self._post({"new_chat_members": [self.telegram.me]})

    def remove_bot(self) -> None:
        """Put the bot out of the group."""
        self._post({"left_chat_member": self.telegram.me})
        self._set_bot(Standing.KICKED)

    def promote_bot(self) -> None:
        """Make the bot an administrator: it then hears all that is said."""
        self._check_inside()
        self._set_bot(Standing.ADMINISTRATOR)

    def demote_bot(self) -> None:
        """Make it a plain member again."""
        self._check_inside()
        self._set_bot(Standing.MEMBER)

    def let_members_post(self, *, may: bool) -> None:
        """Let members write or not; the bot is not told."""
        self._check_inside()
        self.group.members_may_post = may

    def add(self, user: Json) -> None:
        """Put somebody into the group."""
        self._check_inside()
        self.group.people.append(user["id"])
        self._post({"new_chat_members": [user]})

    def leave(self) -> None:
        """Leave the group."""
        self._post({"left_chat_member": self.user})
        self.group.people.remove(self.id)

    def rename(self, title: str) -> None:
        """Give the group another name."""
        self.group.title = title
        self._post({"new_chat_title": title})

    def upgrade(self) -> Participant:
        """Make a supergroup of it; gives the same person there."""
        self._check_inside()
        return Participant(self.telegram, self.user, upgrade(self.telegram, self.group, self.user))

    def delete_group(self) -> None:
        """Delete it for everybody; the bot hears that it is out of it."""
        self._check_inside()
        if self.group.has_bot:
            self._set_bot(Standing.LEFT)
        self.group.is_deleted = True
        self.group.people.clear()

    def _set_bot(self, standing: Standing) -> None:
        set_bot(self.telegram, self.group, standing, self.user)

    def _check_inside(self) -> None:
        if self.id not in self.group.people:
            raise RuntimeError(f"{self.user['first_name']} is not in the group")

    def _post(self, fields: Json) -> Json:
        self._check_inside()
        body = self.telegram.post(self.group, fields, by=self.user)
        self._tell("message", body)
        return body

    def _tell(self, kind: str, body: Json) -> None:
        if hears(self.telegram, self.group, body):
            self.telegram.updates.push(kind, body)
        self.telegram.changed()
