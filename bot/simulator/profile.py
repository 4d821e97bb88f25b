"""What the bot has told Telegram about itself: commands, names, descriptions, menu buttons."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.simulator.refusals import Json, bad_request

MAX_COMMANDS = 100
MAX_NAME = 64
MAX_DESCRIPTION = 512
MAX_SHORT_DESCRIPTION = 120
_MAX_COMMAND_DESCRIPTION = 256
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")

# Which menu a person sees is decided by kind of chat, then by language.
Scope = tuple[str, int]
EVERYWHERE: Scope = ("default", 0)
PRIVATE_CHATS: Scope = ("all_private_chats", 0)
GROUPS: Scope = ("all_group_chats", 0)


@dataclass(slots=True)
class Profile:
    """One bot's own settings, by scope and language; "" is every language without its own."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[Scope, str], list[Json]] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)

    def set_commands(self, scope: Scope, language: str, commands: list[Json]) -> None:
        """Replace the commands of one scope and language; raises Telegram's refusal."""
        if len(commands) > MAX_COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            command["command"] = command["command"].removeprefix("/")
            if not _COMMAND.fullmatch(command["command"]):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 0 < len(command["description"]) <= _MAX_COMMAND_DESCRIPTION:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        self.commands[scope, checked_language(language)] = commands

    def menu(self, chat_id: int, language: str) -> list[Json]:
        """The commands one person sees in a private chat, by Telegram's order of precedence."""
        return self._first((("chat", chat_id), PRIVATE_CHATS, EVERYWHERE), language)

    def group_menu(self, chat_id: int, language: str) -> list[Json]:
        """The same in a group, for whoever does not administrate it."""
        return self._first((("chat", chat_id), GROUPS, EVERYWHERE), language)

    def _first(self, scopes: Sequence[Scope], language: str) -> list[Json]:
        for scope in scopes:
            for wanted in (language, ""):
                if (scope, wanted) in self.commands:
                    return self.commands[scope, wanted]
        return []


def set_words(words: dict[str, str], language: str, text: str, longest: int, error: str) -> None:
    """Set a name or description in one language; an empty one is taken away."""
    if len(text) > longest:
        raise bad_request(error)
    if text:
        words[checked_language(language)] = text
    else:
        words.pop(checked_language(language), None)


def words_in(words: dict[str, str], language: str) -> str:
    """A name or description in a language, else the one for every language, else ""."""
    return words.get(language, words.get("", ""))


def checked_language(language: str) -> str:
    """The two letters themselves; raises Telegram's refusal of anything else."""
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language
