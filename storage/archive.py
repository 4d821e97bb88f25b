"""Received files, kept by their fingerprint. Nothing is ever overwritten."""

import hashlib
import os
import tempfile
from pathlib import Path


class Archive:
    """A folder of files named by the SHA-256 of their bytes; people's names never become paths."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, content: bytes) -> str:
        """Store the bytes and give their SHA-256 in hex. Blocking: call it off the loop.

        Once it returns, the file survives a crash; the same bytes are stored once.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path_of(sha256)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_durably(path, content)
        return sha256

    def read(self, sha256: str) -> bytes:
        """The bytes with this fingerprint. Raises FileNotFoundError, or ValueError when altered."""
        content = self.path_of(sha256).read_bytes()
        if hashlib.sha256(content).hexdigest() != sha256:
            raise ValueError(f"archived file {sha256} was altered")
        return content

    def path_of(self, sha256: str) -> Path:
        """Where the bytes with this fingerprint lie."""
        if len(sha256) != 64 or not sha256.isalnum():
            raise ValueError("not a fingerprint")
        return self._folder / sha256[:2] / sha256


def _write_durably(path: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)
