"""Whether a PDF opens."""

import io
import logging
from functools import cache
from typing import Any

from bot.rules.files import MOST_UNPACKED, FileBroken, FileLocked

PDF_MAGIC = b"%PDF-"
_END = b"%%EOF"
_TAIL = 2048


def check_pdf(name: str, content: bytes) -> None:
    """Make sure that a PDF has pages and opens without a password.

    A wrong table of places is forgiven, as every reader does, in a file that arrived to its end.
    Raises FileLocked, FileBroken.
    """
    pikepdf = _pikepdf()
    try:
        _look_at_pages(pikepdf, content, mend=False)
    except pikepdf.PasswordError as error:
        raise FileLocked(name) from error
    except Exception as error:
        # Whatever the library stumbles over in bytes that anybody may have made up.
        if _END not in content[-_TAIL:]:
            raise FileBroken(name) from error
        _check_mended(pikepdf, name, content)


def _check_mended(pikepdf: Any, name: str, content: bytes) -> None:
    try:
        _look_at_pages(pikepdf, content, mend=True)
    except pikepdf.PasswordError as error:
        raise FileLocked(name) from error
    except Exception as error:
        raise FileBroken(name) from error


def _look_at_pages(pikepdf: Any, content: bytes, *, mend: bool) -> None:
    with pikepdf.open(io.BytesIO(content), attempt_recovery=mend) as document:
        if not any(page.mediabox is not None for page in document.pages):
            raise ValueError("no pages")


@cache
def _pikepdf() -> Any:
    import pikepdf
    from pikepdf.settings import set_qpdf_limits

    # What it mends is nothing that whoever runs the bot could do anything about.
    logging.getLogger("pikepdf").setLevel(logging.ERROR)
    # A table of places may be packed, too, and unpack to anything.
    most = MOST_UNPACKED // 4
    set_qpdf_limits(
        flate_max_memory=most,
        png_max_memory=most,
        tiff_max_memory=most,
        run_length_max_memory=most,
        dct_max_memory=most,
        parser_max_container_size=1_000_000,
        doc_max_warnings=1_000,
    )
    return pikepdf
