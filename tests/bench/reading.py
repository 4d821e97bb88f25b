"""How well plan documents are read: found, and right, against labels made by hand; how fast."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.plan_reader.printing import plain
from bot.plan_reader.reading import read_text

SOURCES = Path(__file__).parents[2].parent / "shared" / "plans"
OWN = Path(__file__).parents[1] / "plan_reader" / "documents"
"""Documents of our own with labels: `seen` ones the rules were made on, `kept` ones were not."""


def matches(
    asked: Sequence[dict[str, Any]], told: Sequence[dict[str, Any]]
) -> list[tuple[dict[str, Any], dict[str, Any] | None]]:
    """Each label with what was read of it, by day or recurrence and by part of the quote."""
    left = list(told)
    found: list[tuple[dict[str, Any], dict[str, Any] | None]] = []
    for each in asked:
        got = next((other for other in left if _is_same(each, other)), None)
        if got is not None:
            left.remove(got)
        found.append((each, got))
    return found


def table() -> str:
    """A line a document and one a set; which set is not here."""
    sets = {
        "the ten beside the repository": sorted(SOURCES.glob("*/*.txt")),
        "own, seen while the rules were made": sorted((OWN / "seen").glob("*.txt")),
        "own, kept apart": sorted((OWN / "kept").glob("*.txt")),
    }
    lines = ["reading plans                          found        day         all"]
    for name, documents in sets.items():
        if not documents:
            lines.append(f"{name}: not here")
            continue
        counted = {document: counts(document) for document in documents}
        lines += [_line(document.stem[:36], count) for document, count in counted.items()]
        lines.append(
            _line(f"= {name}", [sum(each) for each in zip(*counted.values(), strict=True)])
        )
    return "\n".join([*lines, _fifty_pages()])


def _fifty_pages() -> str:
    """Time and memory for a PDF of fifty pages, in a process of its own."""
    reads = "from tests.bench.reading import read_fifty_pages; read_fifty_pages()"
    ran = subprocess.run([sys.executable, "-c", reads], check=True, capture_output=True, text=True)
    return ran.stdout.strip()


def read_fifty_pages() -> None:
    """Read one and print what it took: seconds, and the process's greatest memory in MB."""
    from bot.plan_reader.documents import text_of
    from tests.plan_reader.made import as_pdf

    content = as_pdf(times=36)
    began = time.monotonic()
    text = text_of("long.pdf", content)
    took = time.monotonic() - began
    read_text(text)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"a PDF of fifty pages: {took:.1f} s, {most:.0f} MB at the most (its making included)")


def counts(document: Path) -> list[int]:
    """Of dated duties of units: found, of how many. Of all that is proposed: right in day and
    inclusiveness, right in kind and actor as well, and how much that is."""
    labels = json.loads(document.with_suffix(".json").read_text())["obligations"]
    told = plain(read_text(document.read_text()))["obligations"]
    found = matches(labels, told)
    dated = [
        got
        for each, got in found
        if each.get("actor", "unit") == "unit" and (each["due"] or each["recurrence"])
    ]
    told_of = [(each, got) for each, got in found if got is not None]
    days = sum(_has_its_day(each, got) for each, got in told_of)
    right = sum(_is_right(each, got) for each, got in told_of)
    return [sum(got is not None for got in dated), len(dated), days, right, len(told)]


def _line(name: str, counts: Sequence[int]) -> str:
    found, dated, days, right, told = counts
    shown = f"{name:<36} {found:>4}/{dated:<4}  {days:>4}/{told:<4}"
    return f"{shown}  {right:>4}/{told:<4}"


def _is_same(label: dict[str, Any], told: dict[str, Any]) -> bool:
    if (label["due"], label["recurrence"]) != (told["due"], told["recurrence"]):
        return False
    quote, got = (" ".join(each["quote"].split()) for each in (label, told))
    return quote[:60] in got or got[:60] in quote or quote[-12:] in got or got[-20:] in quote


def _has_its_day(label: dict[str, Any], told: dict[str, Any]) -> bool:
    return label["inclusive"] == told["inclusive"] or not (label["due"] or label["recurrence"])


def _is_right(label: dict[str, Any], told: dict[str, Any]) -> bool:
    return _has_its_day(label, told) and (label["kind"], label.get("actor", "unit")) == (
        told["kind"],
        told["actor"],
    )
