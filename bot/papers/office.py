"""Whether a Word or Excel file opens: today's packages, which are zips.

What unpacks without an end is never unpacked: every part is read with a limit.
"""

import io
import zipfile
from collections.abc import Iterable

from bot.rules.files import (
    FileBroken,
    FileLocked,
    FileNotTaken,
    FileTrouble,
    Instead,
    check_unpacked,
)

ZIP_MAGIC = b"PK\x03\x04"
ZIP = "application/zip"
MACROS = "application/x-macros"

_OFFICE = "application/vnd.openxmlformats-officedocument"
# Macros come first: a document with macros names the part that holds them, and a main part, too.
_KINDS = {
    b"macroenabled": MACROS,
    b"vbaproject": MACROS,
    b"wordprocessingml.document.main+xml": f"{_OFFICE}.wordprocessingml.document",
    b"spreadsheetml.sheet.main+xml": f"{_OFFICE}.spreadsheetml.sheet",
}
_CONTENTS = "[Content_Types].xml"
_NEEDED = {_CONTENTS, "_rels/.rels"}
_OPEN_DOCUMENT = "mimetype"
_LONGEST_CONTENTS = 1024 * 1024
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_MOST_PARTS = 20_000
_CHUNK = 1024 * 1024
_LOCKED = 0x1


def kind_of_package(content: bytes) -> str | None:
    """The media type of a zip by the list of its parts, else plain `application/zip`.

    None when it is cut off or damaged where its directory is.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            if _CONTENTS in names:
                contents = _beginning(package, _CONTENTS).lower()
                return next((kind for part, kind in _KINDS.items() if part in contents), ZIP)
            if _OPEN_DOCUMENT in names:
                return _beginning(package, _OPEN_DOCUMENT).decode("ascii").strip()
    except Exception:
        # Whatever the library stumbles over in bytes that anybody may have made up.
        return None
    return ZIP


def check_package(name: str, content: bytes) -> None:
    """Make sure that a Word or Excel package is whole, sums and all.

    Raises FileLocked, FileBroken, FileBomb, FileNotTaken for macros.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            _check_directory(name, parts)
            check_unpacked(name, len(content), sum(part.file_size for part in parts))
            _read_through(name, package, parts, len(content))
    except FileTrouble:
        raise
    except Exception as error:
        raise FileBroken(name) from error


def _check_directory(name: str, parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename for part in parts}
    if any(part.flag_bits & _LOCKED for part in parts):
        raise FileLocked(name)
    if any(each.lower().endswith("vbaproject.bin") for each in names):
        raise FileNotTaken(name, Instead.WITHOUT_MACROS)
    packed_otherwise = any(part.compress_type not in _METHODS for part in parts)
    if packed_otherwise or len(parts) > _MOST_PARTS or not names >= _NEEDED:
        raise FileBroken(name)


def _read_through(
    name: str, package: zipfile.ZipFile, parts: Iterable[zipfile.ZipInfo], packed: int
) -> None:
    # The directory may lie: what counts is what comes out.
    unpacked = 0
    for part in parts:
        with package.open(part) as content:
            while chunk := content.read(_CHUNK):
                unpacked += len(chunk)
                check_unpacked(name, packed, unpacked)


def _beginning(package: zipfile.ZipFile, part: str) -> bytes:
    with package.open(part) as content:
        return content.read(_LONGEST_CONTENTS)
