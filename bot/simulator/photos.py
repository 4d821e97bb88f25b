"""Photos as Telegram keeps them: JPEG, at most 1,280 points on the long side, in several sizes."""

from __future__ import annotations

import io
import re
import struct
from typing import TYPE_CHECKING, NamedTuple

from bot.simulator.refusals import bad_request

if TYPE_CHECKING:
    from PIL.Image import Image

LONG_SIDES = (90, 320, 800, 1280)
MAX_PHOTO = 10 * 1024 * 1024
_MAX_SUM_OF_SIDES = 10_000
_MAX_RATIO = 20
_JPEG = b"\xff\xd8\xff"
_PNG = b"\x89PNG\r\n\x1a\n"
_PICTURES = (_JPEG, _PNG, b"RIFF", b"GIF8", b"BM")
# The frame header of a JPEG, but not a table that shares its range of markers.
_JPEG_FRAME = re.compile(
    rb"\xff[\xc0-\xc3\xc5-\xc7\xc9-\xcb\xcd-\xcf]\x00[\x0b\x11]\x08(.{4})", re.DOTALL
)


class Picture(NamedTuple):
    """One size of a photo."""

    content: bytes
    width: int
    height: int


def shrink(content: bytes) -> list[Picture]:
    """The sizes of a photo, small to large.

    Where Pillow is not installed, or cannot read the picture, the bytes stay as they are.
    """
    try:
        from PIL import Image as Reader
        from PIL import ImageOps
    except ImportError:
        return [_untouched(content)]
    try:
        with Reader.open(io.BytesIO(content)) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, SyntaxError):
        return [_untouched(content)]
    return [_at_most(picture, side) for side in _sides(max(picture.size))]


def check_photo(content: bytes) -> None:
    """Raise Telegram's refusal of a photo from a bot that is too heavy or not a picture."""
    if len(content) > MAX_PHOTO:
        raise bad_request(
            f"file of size {len(content)} bytes is too big for a photo; "
            f"the maximum size is {MAX_PHOTO} bytes"
        )
    if not content.startswith(_PICTURES):
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = _size(content)
    if width + height > _MAX_SUM_OF_SIDES or max(width, height) > _MAX_RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def _sides(longest: int) -> list[int]:
    """The long sides kept: the usual ones that are shorter, and the photo's own if it is kept."""
    shorter = [side for side in LONG_SIDES if side < longest]
    return shorter if longest > LONG_SIDES[-1] else [*shorter, longest]


def _at_most(picture: Image, side: int) -> Picture:
    copy = picture.copy()
    copy.thumbnail((side, side))
    written = io.BytesIO()
    copy.save(written, "JPEG", quality=87)
    return Picture(written.getvalue(), *copy.size)


def _size(content: bytes) -> tuple[int, int]:
    """Width and height as the file's head says; a usual photo's where it does not say."""
    if content.startswith(_PNG) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    frames = _JPEG_FRAME.findall(content) if content.startswith(_JPEG) else []
    if frames:
        # The last one: a camera puts a thumbnail, with a frame of its own, before the picture.
        height, width = struct.unpack(">HH", frames[-1])
        return width, height
    return 1280, 960


def _untouched(content: bytes) -> Picture:
    return Picture(content, *_size(content))
