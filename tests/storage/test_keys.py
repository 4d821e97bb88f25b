"""The key that signs receipts."""

import stat
from pathlib import Path

from storage.keys import KEY_FILE, receipt_key


def test_a_key_is_made_once_for_the_owners_eyes_alone(tmp_path: Path) -> None:
    first = receipt_key(tmp_path, "")

    assert receipt_key(tmp_path, "") == first
    assert len(first) == 32
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]


def test_a_secret_of_the_installation_comes_first(tmp_path: Path) -> None:
    assert receipt_key(tmp_path, "bí mật") == "bí mật".encode()
    assert list(tmp_path.iterdir()) == []
