"""The files that Telegram keeps: what was sent once may be sent again or fetched."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from bot.simulator.photos import Picture, shrink
from bot.simulator.refusals import Json, bad_request

MAX_DOWNLOAD = 20 * 1024 * 1024
_FOLDERS = {"photo": "photos", "document": "documents", "voice": "voice"}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file with the piece of a message that shows it."""

    kind: str
    file_id: str
    unique_id: str
    content: bytes = field(repr=False)
    name: str
    mime: str
    path: str

    def as_json(self) -> Json:
        """The fields common to every kind of file."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.content),
        }


@dataclass(slots=True)
class FileStore:
    """Files by identifier and by path, in the order they came."""

    _by_id: dict[str, StoredFile] = field(default_factory=dict)
    _by_path: dict[str, StoredFile] = field(default_factory=dict)
    _shown_as: dict[str, Json] = field(default_factory=dict)

    def find(self, file_id: str) -> StoredFile | None:
        """The file with this identifier, if the service ever gave it out."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """The file that getFile promised at this path."""
        return self._by_path.get(path)

    def shown_again(self, kind: str, file_id: str) -> Json:
        """The piece of a message for a file sent before; raises Telegram's refusal."""
        stored = self._by_id.get(file_id)
        if stored is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if stored.kind != kind:
            words = f"can't use file of type {stored.kind.title()} as {kind.title()}"
            raise bad_request(words)
        return self._shown_as[file_id]

    def add_document(self, content: bytes, name: str, mime: str) -> Json:
        """Keep a document and return {"document": …} for a message."""
        stored = self._keep("document", content, name, mime)
        document = {"file_name": name, "mime_type": mime, **stored.as_json()}
        return self._show([stored], {"document": document})

    def add_voice(self, content: bytes, duration: int) -> Json:
        """Keep a voice note and return {"voice": …} for a message."""
        stored = self._keep("voice", content, "voice.oga", "audio/ogg")
        voice = {"duration": duration, "mime_type": "audio/ogg", **stored.as_json()}
        return self._show([stored], {"voice": voice})

    def add_photo(self, pictures: Sequence[Picture]) -> Json:
        """Keep the sizes of a photo, small to large, and return {"photo": […]} for a message."""
        kept = [self._keep("photo", p.content, "photo.jpg", "image/jpeg") for p in pictures]
        sizes = [
            {**stored.as_json(), "width": picture.width, "height": picture.height}
            for stored, picture in zip(kept, pictures, strict=True)
        ]
        return self._show(kept, {"photo": sizes})

    def add_snapshot(self, content: bytes) -> Json:
        """Keep a photo as a phone sends it: shrunk by Telegram, whatever the file was before."""
        return self.add_photo(shrink(content))

    def _keep(self, kind: str, content: bytes, name: str, mime: str) -> StoredFile:
        number = len(self._by_id) + 1
        digest = hashlib.sha256(f"{number} {kind}".encode()).hexdigest()
        suffix = PurePosixPath(name.replace("\\", "/")).suffix
        if not suffix.removeprefix(".").isalnum() or not suffix.isascii():
            suffix = ""
        path = f"{_FOLDERS[kind]}/file_{number}{suffix.lower()}"
        stored = StoredFile(
            kind, f"BQACAgUAAxk{digest[:40]}", f"AgAD{digest[40:51]}", content, name, mime, path
        )
        self._by_id[stored.file_id] = self._by_path[path] = stored
        return stored

    def _show(self, kept: Sequence[StoredFile], piece: Json) -> Json:
        for stored in kept:
            self._shown_as[stored.file_id] = piece
        return piece
