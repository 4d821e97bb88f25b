"""Contributions as they are read: lines as typed, parted only where a page cannot hold one."""

from bot.messages.contributions import LONGEST_PIECE, body_lines


def test_lines_stay_as_they_were_typed():
    assert body_lines("một\n\n  hai") == ["một", "", "  hai"]


def test_a_line_too_long_for_a_page_is_parted_between_words():
    line = "tập huấn " * 500

    pieces = body_lines(line)

    assert " ".join(map(str, pieces)) == line
    assert max(map(len, pieces)) <= LONGEST_PIECE


def test_a_word_too_long_for_a_page_is_parted_all_the_same():
    pieces = body_lines("x" * 4000)

    assert "".join(map(str, pieces)) == "x" * 4000
    assert max(map(len, pieces)) <= LONGEST_PIECE
