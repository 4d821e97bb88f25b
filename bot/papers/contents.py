"""What kind of file some bytes are, told by the bytes."""

import io
import zipfile

import filetype

OFFICE = {
    "word/document.xml": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")


def kind_of(content: bytes) -> str | None:
    """The media type of the content, None when it is none we know.

    Office files are told by the parts inside their zip, older ones by their container, which
    does not say which program wrote it (`application/x-ole-storage`).
    """
    if content.startswith(OLE_MAGIC):
        return "application/x-ole-storage"
    if content.startswith(b"PK\x03\x04"):
        return _office_kind(content)
    kind: str | None = filetype.guess_mime(content)
    return kind


def _office_kind(content: bytes) -> str | None:
    try:
        # Only the directory is read: nothing is unpacked, so a zip bomb stays packed.
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return None
    return next((kind for part, kind in OFFICE.items() if part in names), "application/zip")
