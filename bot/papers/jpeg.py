"""The JPEG picture in a file, without what cameras put around it; not one point is touched."""

import re

_START = b"\xff\xd8"
_END = b"\xff\xd9"
_SCAN = 0xDA
_EXIF = 0xE1
_PICTURES = 0xE2
# Within a scan 0xFF is followed by 0 (data), by a restart mark, or by another 0xFF (filling).
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)


def first_picture(content: bytes, *, with_exif: bool = True) -> bytes:
    """The first picture of a JPEG file, byte for byte.

    Left out are the table of further pictures, what follows the picture (its second half for
    3D screens, a few seconds of film) and, unless `with_exif`, the camera's notes. A file that is
    laid out in another way is given back as it is.
    """
    pieces = [_START]
    at = len(_START)
    while at + 4 <= len(content) and content[at] == 0xFF:
        if content[at + 1] == 0xFF:
            at += 1
            continue
        if content[at : at + 2] == _END:
            return b"".join((*pieces, _END))
        end = _end_of_segment(content, at)
        if not _is_left_out(content[at:end], with_exif=with_exif):
            pieces.append(content[at:end])
        at = end
    if content[at : at + 2] == _END:
        return b"".join((*pieces, _END))
    return content


def _end_of_segment(content: bytes, at: int) -> int:
    end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    if content[at + 1] != _SCAN:
        return end
    following = _NEXT_MARKER.search(content, end)
    return following.start() if following else len(content)


def _is_left_out(segment: bytes, *, with_exif: bool) -> bool:
    if segment[1] == _EXIF:
        return not with_exif
    return segment[1] == _PICTURES and segment[4:8] == b"MPF\x00"
