"""How well typed lines are understood, against labels made by hand, and what an answer costs."""

import json
import statistics
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from bot.asking import Intent, Question, readings_of, understand
from bot.asking.examples import FILE
from bot.campaigns import load
from bot.cli_ask import duties_of, told_of
from storage.organisations import peoples_days

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
    """A line a set: intent, kind, slot right; off the subject and declined; asked about with the
    right reading among the buttons; answered as something else than was meant. CPU of an answer."""
    sets = {
        "the lines beside the repository": HEARD,
        "own, written by us": OWN / "questions.yaml",
        "own, by others, tuned on": FILE,
        "own, by others, kept apart": OWN / "kept.jsonl",
    }
    shown = [
        f"{'understanding questions':<36}"
        + "".join(
            f"{name:>11}" for name in ("intent", "kind", "slot", "declined", "asked", "wrong")
        )
    ]
    for name, path in sets.items():
        shown.append(_line(name, lines_of(path)) if path.is_file() else f"{name}: not here")
    return "\n".join([*shown, _cost([each for each in sets.values() if each.is_file()])])


def counts(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Right, of how many: intents; kinds; slots; lines off the subject that are declined; lines
    that are asked about; and wrong answers, of all lines."""
    heard = [(line, understand(line["text"])) for line in lines]
    return [
        _share(has_intent(line, got) for line, got in heard),
        _share(got.kind == line["kind"] for line, got in heard if _has_kind(line)),
        _share(got.slot == line["slot"] for line, got in heard if "slot" in line),
        _share(got.intent is Intent.OTHER for line, got in heard if is_off_the_subject(line)),
        _share(_is_offered(line, got) for line, got in heard if len(readings_of(got)) > 1),
        _share(_is_answered_wrong(line, got) for line, got in heard),
    ]


def has_intent(line: Line, got: Question) -> bool:
    """Whether the intent is the labelled one, or the second that the writer would let pass."""
    return got.intent in (line["intent"], line.get("maybe"))


def _is_offered(line: Line, got: Question) -> bool:
    return any(has_intent(line, reading) for reading in readings_of(got))


def _is_answered_wrong(line: Line, got: Question) -> bool:
    """Whether it gets an answer that was not asked for: neither declined nor asked about."""
    return not has_intent(line, got) and got.intent is not Intent.OTHER and not readings_of(got)


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
    """CPU time of a line from its text to the words of the answer, after a first one."""
    texts = [line["text"] for path in paths for line in lines_of(path)]
    plan, calendar = load("lai-chau-2023"), peoples_days()
    duties, now = duties_of(plan, calendar), datetime(2023, 6, 1, 8, tzinfo=calendar.zone)
    told_of("bao gio nop bc 6 thang", plan, duties, now)
    took = []
    for text in texts:
        began = time.process_time()
        told_of(text, plan, duties, now)
        took.append((time.process_time() - began) * 1000)
    p95 = statistics.quantiles(took, n=20)[-1]
    median = statistics.median(took)
    return f"CPU an answer: median {median:.1f} ms, p95 {p95:.1f} ms, {len(took)} lines"
