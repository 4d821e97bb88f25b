"""What lines of people were meant as before, held beside what the rules say.

`examples.jsonl` holds labelled lines of people of the trade. Which words and pairs of words stood
in lines of which intent is counted (multinomial naive Bayes); nothing else is learnt of them.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from bot.asking.spelling import words_of
from bot.asking.vocabulary import Intent

FILE = Path(__file__).with_name("examples.jsonl")
_UNSEEN = 0.05
"""What is counted for a word in an intent where it never stood."""
_BEGIN, _END = "^", "$"
_DIGIT = re.compile(r"\d")


_INTENTS = tuple(Intent)


@dataclass(frozen=True, slots=True)
class _Counts:
    """By intent, in their order: how many lines there are and how many features stand in them; by
    feature, in how many lines of each it stands."""

    lines: Sequence[int]
    features: Sequence[int]
    having: Mapping[str, Sequence[int]]


def likelihoods(words: Sequence[str]) -> dict[Intent, float]:
    """How likely each intent is for a line of these words, by the examples: logarithms, the
    likeliest 0. Words never seen count for nothing."""
    counts = _counts()
    total = sum(counts.lines)
    scores = [math.log(n / total) for n in counts.lines]
    sizes = [n + len(counts.having) * _UNSEEN for n in counts.features]
    for feature in _features(words):
        if having := counts.having.get(feature):
            for place, (n, size) in enumerate(zip(having, sizes, strict=True)):
                scores[place] += math.log((n + _UNSEEN) / size)
    best = max(scores)
    return {intent: score - best for intent, score in zip(_INTENTS, scores, strict=True)}


def prepare() -> None:
    """Read vocabulary and examples now, half a second's work: the first question need not wait."""
    _counts()


def examples() -> list[dict[str, Any]]:
    """The labelled lines: `text`, `intent`, where it applies `kind` and `slot`."""
    return [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def _features(words: Sequence[str]) -> set[str]:
    """Words and pairs, with where the line begins and ends; all figures are alike."""
    alike = [_DIGIT.sub("0", word) for word in words]
    return {*alike, *(f"{one} {other}" for one, other in pairwise([_BEGIN, *alike, _END]))}


@lru_cache(maxsize=1)
def _counts() -> _Counts:
    lines, features = Counter[Intent](), Counter[Intent]()
    having: dict[str, Counter[Intent]] = {}
    for example in examples():
        intent = Intent(example["intent"])
        lines[intent] += 1
        for feature in _features(words_of(example["text"])):
            having.setdefault(feature, Counter())[intent] += 1
            features[intent] += 1
    # Most features stand in one line only: what is counted of them is the same few rows.
    rows: dict[tuple[int, ...], tuple[int, ...]] = {}
    counted = {feature: _row(count) for feature, count in having.items()}
    shared = {feature: rows.setdefault(row, row) for feature, row in counted.items()}
    return _Counts(_row(lines), _row(features), shared)


def _row(count: Counter[Intent]) -> tuple[int, ...]:
    return tuple(count[intent] for intent in _INTENTS)
