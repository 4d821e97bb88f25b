"""The catalogs hold every word of the code, whole, in both languages."""

import ast
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from string import Formatter

import pytest
import tdjson
from babel.messages.catalog import Catalog, Message

from bot.messages.menu import HEAD_COMMANDS, OFFICER_COMMANDS, STRANGER_COMMANDS
from bot.rules.members import Language
from bot.simulator.html import parse_html
from bot.texts import Texts
from handlers.commands import DESCRIPTION, SHORT_DESCRIPTION
from locales.catalogs import (
    LANGUAGES,
    ROOMS,
    ROOT,
    SAYING,
    as_text,
    called,
    forms,
    messages_in,
    read_catalog,
    template,
    translated,
)

# Texts gives these to every message, so Vietnamese may address people where English does not.
GIVEN = frozenset({"You", "you"})
LONGEST_LABEL = 40
# Telegram's own limits: of a bot's descriptions and of what a command of the menu does.
LONGEST_DESCRIPTION, LONGEST_SHORT_DESCRIPTION, LONGEST_COMMAND = 512, 120, 256

Source = tuple[str, ast.Module]


@cache
def fresh() -> Catalog:
    """The messages in the code as they are now; the code is searched once."""
    return template()


@cache
def catalog(language: str) -> Catalog:
    """The committed catalog of a language."""
    return read_catalog(f"{language}.po", language)


def messages(language: str) -> list[Message]:
    """The messages of a catalog without its header."""
    return [message for message in catalog(language) if message.id]


def ids(message: Message) -> tuple[str, ...]:
    """One id, or that of the singular and that of the plural."""
    return message.id if isinstance(message.id, tuple) else (message.id,)


def pairs(language: str) -> list[tuple[str, str]]:
    """Every id beside its translation; all forms of a plural beside its plural id."""
    return [(ids(message)[-1], form) for message in messages(language) for form in forms(message)]


def placeholders(words: str) -> set[str]:
    """The names of the values in a message."""
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


def tags(words: str) -> Counter[str]:
    """The tags of a message, each as often as it stands there."""
    return Counter(re.findall(r"</?[a-z][^>]*>", words))


def with_values(words: str) -> str:
    """The message with a value in every place."""
    return words.format(**dict.fromkeys(placeholders(words), "Hoà Bình"))


@cache
def sources() -> tuple[Source, ...]:
    """Every module that may speak, parsed."""
    files = [file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py"))]
    return tuple(
        (str(file.relative_to(ROOT)), ast.parse(file.read_text("utf-8"))) for file in files
    )


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call in a module."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


@pytest.fixture(autouse=True, scope="module")
def _quiet() -> None:
    quiet = {"@type": "setLogVerbosityLevel", "new_verbosity_level": 0}
    tdjson.td_execute(json.dumps(quiet).encode())


def test_the_search_finds_words_however_they_are_said():
    found = {words for message in fresh() if message.id for words in ids(message)}

    assert "<b>Reminder</b>" in found  # t("…")
    assert "Remind me tomorrow" in found  # t.plain("…")
    assert "deadlines.ics" in found  # context.texts.plain("…")
    assert "Quarter II" in found  # N_("…") as data
    assert {"<b>{count} day left</b>.", "<b>{count} days left</b>."} <= found  # t.n("…", "…", n)


def test_the_search_finds_words_within_words():
    code = """
t.n("{count} unit: {names}", "{count} units: {names}", len(units), names=some_names(t, units))
t("Go on: {form}", form=t.plain("report") if new else self.context.texts("notice"))
n("{count}", many, 2), plain(""), t(3), t(), plain(words), t.plain(f"{words}")
"""

    assert set(messages_in(ast.parse(code))) == {
        ("{count} unit: {names}", "{count} units: {names}"),
        "Go on: {form}",
        "report",
        "notice",
    }


def test_the_template_is_what_the_code_says():
    committed = (ROOT / "locales/bot.pot").read_text("utf-8")

    assert committed == as_text(fresh()), "please run: python -m locales"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalog_has_every_message_and_no_other(language: str):
    committed = (ROOT / f"locales/{language}.po").read_text("utf-8")

    renewed = translated(fresh(), catalog(language), language)

    assert committed == as_text(renewed), "please run: python -m locales"
    assert not catalog(language).obsolete


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_for_sure(language: str):
    missing = [m.id for m in messages(language) if not all(form.strip() for form in forms(m))]
    unsure = [message.id for message in messages(language) if message.fuzzy]

    assert missing == []
    assert unsure == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_values(language: str):
    wrong = [
        (words, form)
        for words, form in pairs(language)
        if placeholders(form) - GIVEN != placeholders(words) - GIVEN
    ]

    assert wrong == []


def test_english_has_words_of_its_own_for_the_person_spoken_to():
    assert [form for _, form in pairs("en") if placeholders(form) & GIVEN] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_tags(language: str):
    wrong = [(words, form) for words, form in pairs(language) if tags(form) != tags(words)]

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_spaces_and_line_breaks_at_their_ends(language: str):
    def ends(words: str) -> tuple[str, str]:
        inner = words.strip()
        return words[: words.index(inner)], words[words.index(inner) + len(inner) :]

    assert [form for words, form in pairs(language) if ends(form) != ends(words)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_telegram_reads_every_message(language: str):
    refused = []
    for _, form in pairs(language):
        html = with_values(form)
        request = {
            "@type": "parseTextEntities",
            "text": html,
            "parse_mode": {"@type": "textParseModeHTML"},
        }
        answer = json.loads(tdjson.td_execute(json.dumps(request).encode()))
        if answer["@type"] == "error":
            refused.append((form, answer["message"]))
        parse_html(html)

    assert refused == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_composed_and_spaced_once(language: str):
    forms_ = [form for _, form in pairs(language)]

    assert [form for form in forms_ if unicodedata.normalize("NFC", form) != form] == []
    assert [form for form in forms_ if re.search(r"\S  |[ \t]\n|\t|\u00a0|\n{3}", form)] == []


def test_an_emoji_stands_only_where_english_has_it():
    def pictures(words: str) -> list[str]:
        return [sign for sign in words if unicodedata.category(sign) == "So"]

    wrong = [form for words, form in pairs("vi") if pictures(form) != pictures(words)]

    assert wrong == []
    assert [words for words, _ in pairs("vi") if len(pictures(words)) > 1] == []


def test_vietnamese_words_are_spelled_one_way():
    """The tone stands on the main vowel: «huỷ», «xoá», not «hủy», «xóa»."""
    old = re.compile(r"\w*(?:ủy|úy|ùy|ũy|ụy|óa|òa|ỏa|õa|ọa|óe|òe|ỏe|õe|ọe)\b")
    # After q the u belongs to the consonant: «quý».
    spelled = [
        match.group()
        for _, form in pairs("vi")
        for match in old.finditer(form)
        if not match.group().lower().startswith("qu")
    ]

    assert spelled == []


@pytest.mark.parametrize("saying", sorted(SAYING))
def test_no_message_is_put_together_before_it_is_looked_up(saying: str):
    """The search passes over f-strings and sums, and no catalog could hold them."""
    wrong = [
        f"{file}:{call.lineno}"
        for file, tree in sources()
        for call in calls(tree)
        if called(call) == saying
        for word in call.args[: SAYING[saying]]
        if isinstance(word, ast.JoinedStr | ast.BinOp)
    ]

    assert wrong == []


def labels() -> set[str]:
    """The ids of button labels: those in `Button(…)`, and those assigned to `label`."""
    found: set[str] = set()
    for _, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and called(node) == "Button" and node.args:
                found |= plain_words(node.args[0])
            if isinstance(node, ast.Assign) and [ast.unparse(t) for t in node.targets] == ["label"]:
                found |= plain_words(node.value)
    return found


def plain_words(node: ast.AST) -> set[str]:
    """The messages said by t.plain("…") or kept by N_("…") within an expression."""
    return {
        call.args[0].value
        for call in calls(node)
        if called(call) in {"plain", "N_"} and call.args
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_button_says_what_it_does_in_a_few_words(language: str):
    known = labels()

    long = {
        form
        for words, form in pairs(language)
        if words in known and len(re.sub(r"\{\w+\}", "", form)) > LONGEST_LABEL
    }

    assert len(known) > 50
    assert long == set()


@pytest.mark.parametrize("language", list(Language))
def test_menus_and_descriptions_fit_into_telegrams_limits(language: Language):
    t = Texts(language)
    commands = (*HEAD_COMMANDS, *OFFICER_COMMANDS, *STRANGER_COMMANDS)

    assert len(t.plain(DESCRIPTION)) <= LONGEST_DESCRIPTION
    assert len(t.plain(SHORT_DESCRIPTION)) <= LONGEST_SHORT_DESCRIPTION
    assert [what for _, what in commands if len(t.plain(what)) > LONGEST_COMMAND] == []


def test_the_person_spoken_to_is_capital_at_the_beginning_of_a_sentence_only():
    begins = r"(?:^|[.!?]\s|\n)(?:<\w+>)?"

    wrong = [
        form
        for _, form in pairs("vi")
        if re.search(begins + r"\{you\}", form) or "{You}" in re.sub(begins + r"\{You\}", "", form)
    ]

    assert wrong == []
