"""What people type is understood, and what is not understood is admitted."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.asking import Intent, Question, understand
from bot.asking.understanding import SURE_ENOUGH
from bot.asking.vocabulary import vocabulary
from bot.rules.folding import fold
from bot.rules.plans import Kind

QUESTIONS: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("questions.yaml").read_text(encoding="utf-8")
)
HEARD = Path(__file__).parents[2].parent / "shared" / "utterances.jsonl"


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked["text"])
def test_our_questions_are_understood(asked: dict[str, Any]) -> None:
    question = understand(asked["text"])

    found = {"intent": question.intent, "kind": question.kind, "slot": question.slot}
    assert {name: found[name] for name in asked if name != "text"} == {
        name: value for name, value in asked.items() if name != "text"
    }


def test_there_are_at_least_a_hundred_questions_and_none_twice() -> None:
    texts = [asked["text"] for asked in QUESTIONS]

    assert len(set(texts)) == len(texts) >= 100


@pytest.mark.skipif(not HEARD.is_file(), reason="the utterances are not beside the repository")
def test_what_was_heard_from_people_is_understood() -> None:
    lines = [json.loads(line) for line in HEARD.read_text(encoding="utf-8").splitlines()]

    wrong = [
        (line, question)
        for line in lines
        if (question := understand(line["text"])).intent != line["intent"]
        or question.slot != line["slot"]
    ]

    assert wrong == []


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked["text"])
def test_accents_change_nothing(asked: dict[str, Any]) -> None:
    with_accents, without = understand(asked["text"]), understand(fold(asked["text"]))

    assert (without.intent, without.kind) == (with_accents.intent, with_accents.kind)


def test_a_plain_question_is_surer_than_a_mistyped_one() -> None:
    plain, mistyped = understand("nộp báo cáo"), understand("nộp báo cóa")

    assert mistyped.intent == plain.intent
    assert mistyped.confidence < plain.confidence


def test_what_nobody_taught_is_admitted() -> None:
    assert understand("con mèo trèo cây cau") == Question(Intent.OTHER, None, None, 0.0)


def test_a_lone_word_is_understood_with_doubt() -> None:
    assert understand("báo cáo").confidence < SURE_ENOUGH


def test_every_rule_uses_concepts_that_exist_and_can_be_reached() -> None:
    known = vocabulary()
    concepts = frozenset().union(*known.phrases.values())

    for rule in known.rules:
        assert rule.all | rule.any | rule.without <= concepts
        assert rule.all | rule.any
    assert {concept for _, concept, _ in known.kinds} <= concepts
    assert {rule.intent for rule in known.rules} == set(Intent)


def test_phrases_are_written_folded_and_without_short_forms() -> None:
    known = vocabulary()

    assert [p for p in known.phrases if fold(p) != p] == []
    assert [p for p in known.phrases if set(p.split()) & set(known.short)] == []


@given(st.text(max_size=600))
def test_any_text_is_answered(text: str) -> None:
    question = understand(text)

    assert 0 <= question.confidence <= 1
    assert question.kind is None or isinstance(question.kind, Kind)


def test_the_vocabulary_is_read_once() -> None:
    understand("xin chào")
    before = vocabulary.cache_info().misses

    understand("hạn nộp báo cáo")

    assert vocabulary.cache_info().misses == before
