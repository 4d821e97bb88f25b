"""Pictures of signed pages: whether they can be read, and the one PDF they become.

Blocking and hungry for memory: to be called off the loop.
"""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from bot.papers.jpeg import first_picture
from bot.rules.files import FileBroken, FileTrouble, PictureTooLarge, check_picture

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("JPEG", "PNG")
_SCAN = b"\xff\xda"
MOST_SCANS = 100
"""A JPEG may draw the same picture again and again; honest ones do so a dozen times."""

A4 = (595.2756, 841.8898)
"""In points of PDF."""

ORIENTATION = 0x0112
FLIPPED = frozenset({2, 4, 5, 7})
"""Orientations of EXIF that mirror: a PDF can turn a page, not mirror it."""


def check_page(name: str, content: bytes) -> None:
    """Make sure that a JPEG or PNG picture is whole and large enough to be read.

    The head is looked at first and a huge picture never unpacked. Raises PictureTooSmall,
    PictureTooLarge, FileBroken.
    """
    with _opened(name, content) as picture:
        width, height = picture.size
        is_jpeg = picture.format != "PNG"
        unpacked = not is_jpeg or _is_redrawn(picture)
        check_picture(name, width, height, unpacked=unpacked)
        if is_jpeg:
            if content.count(_SCAN) > MOST_SCANS:
                raise FileBroken(name)
            # At an eighth of the size all data are read, for a 64th of the memory.
            picture.draft("L", (width // 8, height // 8))
            picture.load()
        # What makes no page is better refused now than when all is handed in.
        pages_pdf([content])


def pages_pdf(pictures: Sequence[bytes]) -> bytes:
    """One PDF, a page of A4 for each picture, in order; the same pictures make the same bytes.

    JPEG data go in as they are. A page lies as its picture does, turned as the camera noted.
    The pictures passed `check_page` before.
    """
    import img2pdf
    import pikepdf

    document = img2pdf.convert_to_docobject(
        [io.BytesIO(_page(picture)) for picture in pictures],
        engine=img2pdf.Engine.pikepdf,
        layout_fun=_on_a4,
        rotation=img2pdf.Rotation.ifvalid,
        nodate=True,
        producer="",
    )
    written = io.BytesIO()
    # Not `document.tostring()`: it would put a random number into the file. What is packed stays
    # as it is: unpacking and packing it again would hold everybody else up.
    document.writer.save(
        written,
        deterministic_id=True,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )
    return written.getvalue()


def _on_a4(width: int, height: int, _dpi: object) -> tuple[float, float, float, float]:
    page = A4 if height >= width else A4[::-1]
    scale = min(page[0] / width, page[1] / height)
    return *page, width * scale, height * scale


def _page(content: bytes) -> bytes:
    """A picture as the PDF takes it."""
    with _opened("", content) as picture:
        if _is_redrawn(picture):
            return _redrawn(picture)
        if picture.format == "PNG":
            return content
        return first_picture(content, with_exif=_orientation(picture) is not None)


def _is_redrawn(picture: "Image") -> bool:
    return _orientation(picture) in FLIPPED or _is_see_through(picture)


def _orientation(picture: "Image") -> int | None:
    """How the camera was held, None when its notes cannot be read or say nothing known."""
    with suppress(Exception):
        turned = picture.getexif().get(ORIENTATION, 1)
        if turned in range(1, 9):
            return int(turned)
    return None


def _is_see_through(picture: "Image") -> bool:
    return picture.mode in ("LA", "PA", "RGBA") or "transparency" in picture.info


def _redrawn(picture: "Image") -> bytes:
    """The picture upright on white paper; without loss where it was without loss before."""
    from PIL import Image, ImageOps

    if _is_see_through(picture):
        drawn = picture.convert("RGBA")
        page = Image.new("RGB", drawn.size, "white")
        page.paste(drawn, mask=drawn.getchannel("A"))
    else:
        page = picture.convert("RGB")
    if (turned := _orientation(picture)) is not None:
        page.getexif()[ORIENTATION] = turned
        ImageOps.exif_transpose(page, in_place=True)
    written = io.BytesIO()
    if picture.format == "PNG":
        page.save(written, "PNG")
    else:
        page.save(written, "JPEG", quality=92)
    return written.getvalue()


@contextmanager
def _opened(name: str, content: bytes) -> Iterator["Image"]:
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            yield picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureTooLarge(name) from error
    except FileTrouble:
        raise
    except Exception as error:
        # Whatever Pillow stumbles over in bytes that anybody may have made up.
        raise FileBroken(name) from error
