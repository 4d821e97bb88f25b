"""How well typed lines are understood, against labels made by hand, and what an answer costs."""

import json
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from bot.asking import Intent, Question, questions_in, understand
from bot.asking.examples import FILE

HEARD = Path(__file__).parents[2].parent / "shared" / "utterances.jsonl"
OWN = Path(__file__).parents[1] / "asking"
OF_A_KIND = frozenset({"deadline_query", "my_status", "how_to_submit", "submit_report"})
"""Intents that are about a duty, so that its kind must be right, too."""

Line = dict[str, Any]


def lines_of(path: Path) -> list[Line]:
    """The labelled lines of a file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".yaml":
        lines: list[Line] = yaml.safe_load(text)
        return lines
    return [json.loads(line) for line in text.splitlines()]


def table() -> str:
    """A line a set: intent, kind, slot right, what is off the subject declined; CPU of one."""
    sets = {
        "the lines beside the repository": HEARD,
        "own, tuned on": FILE,
        "own, by others, kept apart": OWN / "kept.jsonl",
    }
    shown = ["understanding questions               intent       kind       slot   declined"]
    for name, path in sets.items():
        shown.append(_line(name, lines_of(path)) if path.is_file() else f"{name}: not here")
    return "\n".join([*shown, _cost([each for each in sets.values() if each.is_file()])])


def counts(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Right, of how many: intents; kinds; slots; lines off the subject that are declined."""
    heard = [(line, understand(line["text"])) for line in lines]
    return [
        _share(has_intent(line, got) for line, got in heard),
        _share(got.kind == line["kind"] for line, got in heard if _has_kind(line)),
        _share(got.slot == line["slot"] for line, got in heard if "slot" in line),
        _share(got.intent is Intent.OTHER for line, got in heard if is_off_the_subject(line)),
    ]


def has_intent(line: Line, got: Question) -> bool:
    """Whether the intent is the labelled one, or the second that the writer would let pass."""
    return got.intent in (line["intent"], line.get("maybe"))


def is_off_the_subject(line: Line) -> bool:
    """Whether nobody here can answer it: it is to be declined."""
    return line["intent"] == "other" and line.get("slot") is None


def _has_kind(line: Line) -> bool:
    return line["intent"] in OF_A_KIND and "kind" in line


def _share(rights: Any) -> tuple[int, int]:
    each = list(rights)
    return sum(each), len(each)


def _line(name: str, lines: Sequence[Line]) -> str:
    return f"{name:<36}" + "".join(f"{right:>5}/{of:<5}" for right, of in counts(lines))


def _cost(paths: Sequence[Path]) -> str:
    """CPU time of understanding a line, after a first one."""
    texts = [line["text"] for path in paths for line in lines_of(path)]
    questions_in("bao gio nop bc 6 thang")
    took = []
    for text in texts:
        began = time.process_time()
        questions_in(text)
        took.append((time.process_time() - began) * 1000)
    p95 = statistics.quantiles(took, n=20)[-1]
    return (
        f"CPU a line: median {statistics.median(took):.1f} ms, p95 {p95:.1f} ms, {len(took)} lines"
    )
