"""What lines of people were meant as before: a second opinion beside the rules.

`examples.jsonl` holds labelled lines of people of the trade. Which words, pairs of words and
concepts stood in lines of which intent is counted (naive Bayes); nothing else is learnt of them.
"""

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from bot.asking.concepts import concepts_of, shapes_of
from bot.asking.spelling import words_of
from bot.asking.vocabulary import Intent, vocabulary

FILE = Path(__file__).with_name("examples.jsonl")
_UNSEEN = 0.3
"""What is counted for a word in an intent where it never stood."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """The likeliest intent by the examples, and how far ahead of the next (natural logarithm)."""

    intent: Intent
    lead: float


@dataclass(frozen=True, slots=True)
class _Counts:
    """How many lines each intent has, and how many of them hold a feature."""

    lines: Counter[Intent]
    having: Mapping[str, Counter[Intent]]


def opinion_on(words: Sequence[str], concepts: Set[str]) -> Opinion:
    """What the examples say of a line of these words and concepts."""
    counts = _counts()
    total = counts.lines.total()
    scores = {intent: math.log(n / total) for intent, n in counts.lines.items()}
    for feature in _features(words, concepts):
        if having := counts.having.get(feature):
            for intent, n in counts.lines.items():
                scores[intent] += math.log((having[intent] + _UNSEEN) / (n + 2 * _UNSEEN))
    first, second = sorted(scores, key=lambda intent: -scores[intent])[:2]
    return Opinion(first, scores[first] - scores[second])


def prepare() -> None:
    """Read vocabulary and examples now, half a second's work: the first question need not wait."""
    _counts()


def examples() -> list[dict[str, Any]]:
    """The labelled lines: `text`, `intent`, where it applies `kind` and `slot`."""
    return [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def _features(words: Sequence[str], concepts: Set[str]) -> set[str]:
    pairs = {f"{one} {other}" for one, other in pairwise(words)}
    return set(words) | pairs | {f"<{concept}>" for concept in concepts}


@lru_cache(maxsize=1)
def _counts() -> _Counts:
    known = vocabulary()
    lines: Counter[Intent] = Counter()
    having: dict[str, Counter[Intent]] = {}
    for example in examples():
        words, intent = words_of(example["text"]), Intent(example["intent"])
        lines[intent] += 1
        concepts = concepts_of(words, known) | shapes_of(example["text"], words)
        for feature in _features(words, concepts):
            having.setdefault(feature, Counter())[intent] += 1
    return _Counts(lines, having)
