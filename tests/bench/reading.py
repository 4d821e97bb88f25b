"""How well plan documents are read: found, and right, against labels made by hand."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.plan_reader.printing import plain
from bot.plan_reader.reading import read_text

SOURCES = Path(__file__).parents[2].parent / "shared" / "plans"


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
    """A line a document and one for all; why there is none where the documents are absent."""
    documents = sorted(SOURCES.glob("*/*.txt"))
    if not documents:
        return "reading plans: the documents are not beside the repository"
    lines = ["reading plans                          found       right"]
    totals = [0, 0, 0, 0]
    for document in documents:
        counts = _counts(document)
        totals = [total + count for total, count in zip(totals, counts, strict=True)]
        lines.append(_line(document.stem[:36], counts))
    return "\n".join([*lines, _line("together", totals)])


def _counts(document: Path) -> list[int]:
    """Of dated duties of units: found, of how many; of all that is proposed: right, of how many."""
    labels = json.loads(document.with_suffix(".json").read_text())["obligations"]
    told = plain(read_text(document.read_text()))["obligations"]
    found = matches(labels, told)
    dated = [
        got
        for each, got in found
        if each.get("actor", "unit") == "unit" and (each["due"] or each["recurrence"])
    ]
    right = [got for each, got in found if got is not None and _is_right(each, got)]
    return [sum(got is not None for got in dated), len(dated), len(right), len(told)]


def _line(name: str, counts: Sequence[int]) -> str:
    found, dated, right, told = counts
    return f"{name:<36} {found:>4}/{dated:<4}  {right:>4}/{told:<4}"


def _is_same(label: dict[str, Any], told: dict[str, Any]) -> bool:
    if (label["due"], label["recurrence"]) != (told["due"], told["recurrence"]):
        return False
    quote, got = (" ".join(each["quote"].split()) for each in (label, told))
    return quote[:60] in got or got[:60] in quote or quote[-12:] in got or got[-20:] in quote


def _is_right(label: dict[str, Any], told: dict[str, Any]) -> bool:
    inclusive = label["inclusive"] == told["inclusive"] or not (label["due"] or label["recurrence"])
    return inclusive and (label["kind"], label.get("actor", "unit")) == (
        told["kind"],
        told["actor"],
    )
