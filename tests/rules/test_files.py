"""Files that people send: how large, of which kind, under which names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.files import (
    LARGEST_FILE,
    TAKEN,
    FileNotTaken,
    FileNotWhatItSays,
    FileTooLarge,
    check_file,
    check_size,
)


def test_twenty_megabytes_are_taken_and_not_a_byte_more() -> None:
    check_size("a.pdf", LARGEST_FILE)
    with pytest.raises(FileTooLarge):
        check_size("a.pdf", LARGEST_FILE + 1)


@pytest.mark.parametrize("ending", sorted(TAKEN))
def test_each_ending_is_taken_with_its_own_content_only(ending: str) -> None:
    for found in TAKEN[ending]:
        check_file(f"Báo cáo.{ending.upper()}", found)
    for found in ("application/zip", None):
        with pytest.raises(FileNotWhatItSays):
            check_file(f"bc.{ending}", found)


@given(st.text(max_size=40))
def test_any_name_is_judged(name: str) -> None:
    with pytest.raises((FileNotTaken, FileNotWhatItSays)):
        check_file(name, None)
