"""The catalogs as files: taken from the code, merged, and written the same way every time."""

import ast
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("bot", "handlers")
LANGUAGES = ("vi", "en")

# How many messages each takes: t("…"), context.texts("…"), t.plain("…"), N_("…"), and the two forms
# of t.n("…", "…", count).
SAYING = {"t": 1, "texts": 1, "plain": 1, "N_": 1, "n": 2}

# English speaks to people as "you" in its own sentences.
ENGLISH_YOU = {"{You}": "You", "{you}": "you"}

HEADERS = ("Language:", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")

Words = str | tuple[str, ...]


def template() -> Catalog:
    """Every message in the code, ordered by the first file that has it, then by its words."""
    files: dict[Words, set[str]] = {}
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            for words in messages_in(ast.parse(path.read_bytes())):
                files.setdefault(words, set()).add(path.relative_to(ROOT).as_posix())
    catalog = Catalog(project="thidua", fuzzy=False)
    for words in sorted(files, key=lambda words: (min(files[words]), _forms(words))):
        catalog.add(words, locations=[(file, 0) for file in sorted(files[words])])
    return catalog


def messages_in(tree: ast.AST) -> Iterator[Words]:
    """The messages said in a module, however deep in each other: a plural is a pair.

    Babel's own search takes the `t` in `t.n("…", "…", count, names=some(t, …))` for a new call, and
    loses the plural.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            forms_said = node.args[: SAYING.get(called(node), 0)]
            words = tuple(form for arg in forms_said if (form := _literal(arg)))
            if words and len(words) == len(forms_said):
                yield words[0] if len(words) == 1 else words


def called(call: ast.Call) -> str:
    """The last part of what is called: `plain` in `context.texts.plain(…)`."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def translated(fresh: Catalog, earlier: Catalog, language: str) -> Catalog:
    """The template with the translations made earlier. English begins as the message itself."""
    catalog = Catalog(locale=language, project="thidua", fuzzy=False)
    for message in fresh:
        if message.id:
            known = earlier.get(message.id)
            # Words that became a plural, or ceased to be one, are new ones.
            same = known is not None and known.pluralizable == message.pluralizable
            if known is None or not same or not all(forms(known)):
                catalog.add(message.id, _begun(message, language), locations=message.locations)
            else:
                catalog.add(message.id, known.string, locations=message.locations)
    return catalog


def read_catalog(name: str, language: str | None = None) -> Catalog:
    """A catalog as it is committed; an empty one when there is none yet."""
    path = ROOT / "locales" / name
    content = path.read_bytes() if path.exists() else b""
    return read_po(io.BytesIO(content), locale=language)


def as_text(catalog: Catalog) -> str:
    """The catalog as it is kept in its file: no dates, no versions, no line numbers."""
    content = io.BytesIO()
    write_po(content, catalog, width=98, include_lineno=False, ignore_obsolete=True)
    head, _, rest = content.getvalue().decode().partition("\n\n")
    kept = ['msgid ""', 'msgstr ""', *(f'"{name}' for name in HEADERS)]
    lines = [line for line in head.splitlines() if line.startswith(tuple(kept))]
    return "\n".join(lines) + "\n\n" + rest.rstrip() + "\n"


def write_catalog(name: str, catalog: Catalog) -> None:
    """Write a catalog into its file."""
    (ROOT / "locales" / name).write_text(as_text(catalog), encoding="utf-8")


def forms(message: Message) -> tuple[str, ...]:
    """The translation of a message, one for each plural form; empty ones are still missing."""
    return _forms(message.string)


def _literal(node: ast.expr) -> str:
    """A string as it stands in the code; empty for anything else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _begun(message: Message, language: str) -> Words:
    if language != "en":
        return ""
    words = tuple(_spoken(form) for form in _forms(message.id))
    return words if message.pluralizable else words[0]


def _spoken(words: str) -> str:
    for placeholder, word in ENGLISH_YOU.items():
        words = words.replace(placeholder, word)
    return words


def _forms(words: str | Sequence[str] | None) -> tuple[str, ...]:
    return (words or "",) if isinstance(words, str | None) else tuple(words)
