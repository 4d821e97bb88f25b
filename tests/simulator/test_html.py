"""The reading of HTML, judged by Telegram's own parser."""

import json
from typing import Any

import pytest
import tdjson
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.simulator.formatting import format_text
from bot.simulator.html import parse_html
from bot.simulator.refusals import Refusal

KINDS = {
    "Bold": "bold",
    "Italic": "italic",
    "Underline": "underline",
    "Strikethrough": "strikethrough",
    "Spoiler": "spoiler",
    "Code": "code",
    "Pre": "pre",
    "PreCode": "pre",
    "TextUrl": "text_link",
    "MentionName": "text_mention",
    "BlockQuote": "blockquote",
    "ExpandableBlockQuote": "expandable_blockquote",
    "CustomEmoji": "custom_emoji",
}
PIECES = (
    # Signs that mean something, and some that do not.
    *"aắ😀 \n<>&;'\"=/.:@#?%[]",
    # Tags, whole and in pieces.
    *("<b>", "</b>", "<B>", "<i>", "</i>", "<u>", "</u>", "<s>", "</s>", "</>", "</"),
    *("<b x", "<b x=y>", "<a>", "<a href='", "'>", "</a>", "<p>", "<br/>"),
    *("<code>", '<code class="language-py">', "</code>", "<pre>", "</pre>"),
    *("<blockquote>", "<blockquote expandable>", "</blockquote>", "<tg-spoiler>", "</tg-spoiler>"),
    *("<span class=tg-spoiler>", '<span class="tg-spoiler">', "</span>"),
    *('<tg-emoji emoji-id="5">', "</tg-emoji>"),
    # References to signs.
    *("&lt;", "&gt", "&amp;", "&quot;", "&nbsp;", "&#65;", "&#x1F600;", "&#xd800;", "&#0;"),
    "&#1114111;",
    # Addresses, good and bad.
    *("http://a.vn/", "HTTPS://A.VN", "tg://user?id=5", "tg:x", "t.me/x?start=1", "localhost"),
    *(":80", ":99999"),
)
markup = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
ADDRESS_PIECES = (
    *"aB.@:/?#[]!~*-_=%|{^ă😀 \n'",
    *("http://", "HTTPS://", "ftp://", "tg://", "tg:", "ton://", "mailto:", "//"),
    *("a.vn", "t.me", "localhost", "127.0.0.1", "resolve", "user?id=7", "x=1"),
    *("80", "0", "99999", "%41", "%4"),
)
addresses = st.lists(st.sampled_from(ADDRESS_PIECES), max_size=8).map("".join)
Reading = tuple[str, list[dict[str, Any]]] | str


def telegrams_reading(source: str) -> Reading:
    """Text and entities, or the words of the refusal, from the parser inside Telegram's apps."""
    mode = {"@type": "textParseModeHTML"}
    request = {"@type": "parseTextEntities", "text": source, "parse_mode": mode}
    answer = json.loads(tdjson.td_execute(json.dumps(request).encode()))
    if answer["@type"] == "error":
        words = answer["message"]
        return f"Bad Request: {words[0].lower()}{words[1:]}"
    return answer["text"], in_order(map(as_bot_api, answer["entities"]))


def as_bot_api(entity: dict[str, Any]) -> dict[str, Any]:
    """An entity as the Bot API writes it."""
    kind = entity["type"]
    kept = {key: kind[key] for key in ("url", "language", "custom_emoji_id") if key in kind}
    user = {"user": {"id": kind["user_id"]}} if "user_id" in kind else {}
    place = {"offset": entity["offset"], "length": entity["length"]}
    return {"type": KINDS[kind["@type"].removeprefix("textEntityType")], **place, **kept, **user}


def our_reading(source: str) -> Reading:
    """The same from the simulator."""
    try:
        text, entities = parse_html(source)
    except Refusal as refusal:
        return refusal.description
    return text, in_order(entities)


def in_order(entities: Any) -> list[dict[str, Any]]:
    """A list that does not depend on the order of equal places."""
    return sorted(entities, key=str)


@pytest.fixture(autouse=True, scope="module")
def _quiet() -> None:
    quiet = {"@type": "setLogVerbosityLevel", "new_verbosity_level": 0}
    tdjson.td_execute(json.dumps(quiet).encode())


@pytest.mark.parametrize(
    "source",
    [
        "<b>Hạn:</b> <i>10/6</i> 😀",
        "Hạn < 10/6",
        "a <",
        "<b",
        "<b>x",
        "<b>x</b",
        "a</b>",
        "<b>a</i>",
        "<ă>",
        "<b a=1 c='d' e>x</b>",
        "<b a=x/>",
        "<b =1>",
        "<b a='x>",
        "<b a=",
        "<a href='t.me/thidua_demo_bot?start=abc&amp;x=1'>x</a>",
        "<a href='http://localhost:8000/'>x</a>",
        "<a href='ftp://a.vn'>x</a>",
        "<a>http://a.vn/ắ b</a>",
        "<a href='tg://user?id=42'>Lan</a>",
        "<pre><code class='language-py'>x</code></pre>",
        "<code class='language-py'><pre>x</pre></code>",
        "<span>x</span>",
        "<tg-emoji emoji-id='x'>x</tg-emoji>",
        "&lt;&#65;&#x1F600;&copy;&#0;&amp",
        "&#xd83d;&#xde00;",
        "<blockquote expandable>x</blockquote>",
    ],
)
def test_markup_is_read_as_telegram_reads_it(source: str) -> None:
    assert our_reading(source) == telegrams_reading(source)


@settings(max_examples=1500, deadline=None)
@given(markup)
def test_any_markup_is_read_as_telegram_reads_it(source: str) -> None:
    assert our_reading(source) == telegrams_reading(source)


@settings(max_examples=1500, deadline=None)
@given(addresses)
def test_any_address_is_taken_or_dropped_as_by_telegram(address: str) -> None:
    source = f'<a href="{address}">x</a>'

    assert our_reading(source) == telegrams_reading(source)


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>a<b>b</b></b>", "ab", [("bold", 0, 2)]),
        ("<b>a</b><b>b</b>c", "abc", [("bold", 0, 2)]),
        ("  <i> a </i>  ", "a", [("italic", 0, 1)]),
        ("a<b> </b>", "a", []),
        ("a\r\n\tb", "a\n b", []),
        ("<b><i>a</i></b>", "a", [("bold", 0, 1), ("italic", 0, 1)]),
        ("Gõ /han.", "Gõ /han.", [("bot_command", 3, 4)]),
        ("1/6 và 10/12/2023", "1/6 và 10/12/2023", []),
        ("xem https://a.vn/b?c=1.", "xem https://a.vn/b?c=1.", [("url", 4, 18)]),
        ("<code>/han</code> a@b.vn", "/han a@b.vn", [("code", 0, 4), ("email", 5, 6)]),
        ("hỏi @thidua_demo_bot", "hỏi @thidua_demo_bot", [("mention", 4, 16)]),
    ],
)
def test_text_is_cleaned_and_telegram_finds_its_own_entities(
    source: str, text: str, entities: list[tuple[str, int, int]]
) -> None:
    formatted = format_text(source, "HTML")

    assert formatted.text == text
    assert [(e["type"], e["offset"], e["length"]) for e in formatted.entities] == entities
