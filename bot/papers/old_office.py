"""Whether a Word or Excel file in the container of before 2007 opens.

Today's files with a password come in that container, too.
"""

import io
from typing import Any

from bot.rules.files import (
    FileBroken,
    FileLocked,
    FileNotTaken,
    FileNotWhatItSays,
    FileTrouble,
    Instead,
)

OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")

_LOCKED_PACKAGE = "EncryptedPackage"
_WORD = "WordDocument"
_EXCEL = ("Workbook", "Book")
_MACROS = ("Macros", "_VBA_PROJECT_CUR")
# [MS-DOC] 2.5.2: the word of flags in the head of a Word file, and the one for a password.
_FLAGS_AT = 10
_WORD_LOCKED = 0x0100
# [MS-XLS] 2.4.117: this record stands among the first where a password is needed.
_EXCEL_LOCKED = 0x2F
_FIRST_RECORDS = 10


def is_locked_package(content: bytes) -> bool:
    """Whether it is a Word or Excel file of today that opens with a password only."""
    try:
        with _opened(content) as container:
            return bool(container.exists(_LOCKED_PACKAGE))
    except Exception:
        # Whatever the library stumbles over in bytes that anybody may have made up.
        return False


def check_old_office(name: str, content: bytes) -> None:
    """Make sure that an old Word or Excel file opens.

    Raises FileLocked, FileBroken, FileNotTaken for macros, FileNotWhatItSays for another program's.
    """
    try:
        with _opened(content) as container:
            _check(name, container)
    except FileTrouble:
        raise
    except Exception as error:
        raise FileBroken(name) from error


def _check(name: str, container: Any) -> None:
    if container.exists(_LOCKED_PACKAGE):
        raise FileLocked(name)
    workbook = next((each for each in _EXCEL if container.exists(each)), None)
    if container.exists(_WORD):
        head = container.openstream(_WORD).read(_FLAGS_AT + 2)
        is_locked = bool(int.from_bytes(head[_FLAGS_AT:], "little") & _WORD_LOCKED)
    elif workbook is not None:
        is_locked = _EXCEL_LOCKED in _first_records(container.openstream(workbook))
    else:
        raise FileNotWhatItSays(name)
    if is_locked:
        raise FileLocked(name)
    if any(container.exists(each) for each in _MACROS):
        raise FileNotTaken(name, Instead.WITHOUT_MACROS)


def _first_records(workbook: Any) -> set[int]:
    kinds = set()
    for _ in range(_FIRST_RECORDS):
        head = workbook.read(4)
        kinds.add(int.from_bytes(head[:2], "little"))
        workbook.read(int.from_bytes(head[2:], "little"))
    return kinds


def _opened(content: bytes) -> Any:
    import olefile

    return olefile.OleFileIO(io.BytesIO(content))
