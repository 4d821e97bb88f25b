"""A screen always fits into one message, whatever people typed."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from bot.messages.fitting import MOST_TEXT, fitted, shown_length
from bot.messages.screens import LONGEST_LABEL, MOST_BUTTONS, Button, screen
from bot.simulator.formatting import message_text


def test_a_short_text_stays_as_it_is() -> None:
    assert screen("<b>Hạn nộp</b>\nHTX A &amp; B").html == "<b>Hạn nộp</b>\nHTX A &amp; B"


def test_a_long_text_ends_with_a_whole_line_and_says_that_it_goes_on() -> None:
    html = screen("\n".join(f"<b>Dòng {n}</b>" for n in range(1000))).html

    lines = html.splitlines()
    assert lines[-1] == "…"
    assert all(line == f"<b>Dòng {n}</b>" for n, line in enumerate(lines[:-1]))
    assert shown_length(html) > MOST_TEXT - 300


@pytest.mark.parametrize("sign", ["a", "ă", "🌾", "&lt;", "&#39;"])
def test_what_telegram_counts_is_what_is_counted(sign: str) -> None:
    html = f"<i>{sign * 5000}</i>"

    words, _ = message_text(screen(html).html, "HTML")

    assert shown_length(html) == len(unescape(sign).encode("utf-16-le")) // 2 * 5000
    assert len(words.encode("utf-16-le")) // 2 in (MOST_TEXT - 1, MOST_TEXT)


@given(st.lists(st.text(max_size=40), max_size=60), st.integers(min_value=10, max_value=400))
def test_any_text_is_cut_into_html_that_telegram_takes(parts: list[str], most: int) -> None:
    html = "".join(f"<b>x{Markup.escape(part)}\n<i>y</i></b>" for part in parts)

    cut = fitted(html, most)

    assert shown_length(cut) <= max(most, 1)
    if cut:
        message_text(cut, "HTML")


def test_more_than_a_hundred_buttons_and_long_labels_are_cut() -> None:
    shown = screen("x", *(Button("nhãn " * 100, url="https://a.vn") for _ in range(150)))

    assert len(shown.rows) == MOST_BUTTONS
    assert {len(row[0].label) for row in shown.rows} == {LONGEST_LABEL}
