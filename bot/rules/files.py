"""Files that people send: how large, how many, of which kind, and what may be wrong with one."""

from dataclasses import dataclass

from bot.rules.errors import RuleViolation

LARGEST_FILE = 20 * 1024 * 1024
"""Bots may download 20 MB: https://core.telegram.org/bots/api#getfile"""

MOST_FILES = 30


@dataclass(frozen=True, slots=True)
class FilePart:
    """A file in our archive. `sha256` is its fingerprint and the name it lies under."""

    name: str
    mime: str
    size: int
    sha256: str
    telegram_file_id: str


class FileTooLarge(RuleViolation):
    """Over what a bot may download."""

    def __init__(self, name: str, size: int) -> None:
        super().__init__(name, size)
        self.name = name
        self.size = size


class FileNotTaken(RuleViolation):
    """Not a kind of file that a report is made of."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class FileNotWhatItSays(RuleViolation):
    """The content is of another kind than the name claims."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class TooManyFiles(RuleViolation):
    """More files than one report holds."""


class SameFileTwice(RuleViolation):
    """The very bytes are in the draft already."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def check_size(name: str, size: int) -> None:
    """Raise FileTooLarge above what Telegram lets a bot download."""
    if size > LARGEST_FILE:
        raise FileTooLarge(name, size)


TAKEN = {
    "pdf": frozenset({"application/pdf"}),
    "doc": frozenset({"application/msword", "application/x-ole-storage"}),
    "xls": frozenset({"application/vnd.ms-excel", "application/x-ole-storage"}),
    "docx": frozenset({"application/vnd.openxmlformats-officedocument.wordprocessingml.document"}),
    "xlsx": frozenset({"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}),
    "jpg": frozenset({"image/jpeg"}),
    "jpeg": frozenset({"image/jpeg"}),
    "png": frozenset({"image/png"}),
}
"""Endings taken in a report, with the kinds of content each may have."""


def check_file(name: str, found: str | None) -> None:
    """Hold a file's name against the kind of content `found` in its bytes (None: unknown).

    Raises FileNotTaken for an ending we do not take, FileNotWhatItSays when the two disagree.
    """
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if ending not in TAKEN:
        raise FileNotTaken(name)
    if found not in TAKEN[ending]:
        raise FileNotWhatItSays(name)
