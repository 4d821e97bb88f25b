"""The key that signs receipts."""

import os
import secrets
from pathlib import Path

KEY_BYTES = 32
KEY_FILE = "receipts.key"


def receipt_key(data_dir: Path, secret: str) -> bytes:
    """The setting `secret` if there is one, else a key made once in the data folder (0600).

    Two processes that start together end with the same key. The file belongs into every backup:
    without it old receipts can no longer be verified.
    """
    if secret:
        return secret.encode()
    path = data_dir / KEY_FILE
    if not path.exists():
        _make(path)
    return bytes.fromhex(path.read_text("ascii").strip())


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(fresh, path)  # fails where another process was faster: its key stays
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
