"""Photos as Telegram keeps them: JPEG, at most 1,280 points on the long side, in several sizes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

from bot.simulator.refusals import bad_request

if TYPE_CHECKING:
    from PIL.Image import Image

LONG_SIDES = (90, 320, 800, 1280)
MAX_PHOTO = 10 * 1024 * 1024
_MAX_SUM_OF_SIDES = 10_000
_MAX_RATIO = 20
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF", b"GIF8", b"BM")


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
    """Width and height; a square where Pillow cannot tell."""
    try:
        from PIL import Image as Reader

        with Reader.open(io.BytesIO(content)) as picture:
            return picture.size
    except (ImportError, OSError, ValueError, SyntaxError):
        return 1, 1


def _untouched(content: bytes) -> Picture:
    return Picture(content, *_size(content))
