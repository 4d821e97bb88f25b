"""What people type is understood, and what is not understood is admitted."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking import Intent, Question, understand
from bot.asking.concepts import SHAPES
from bot.asking.examples import examples, likelihoods
from bot.asking.spelling import words_of
from bot.asking.understanding import SURE_ENOUGH, understand_by_rules
from bot.asking.vocabulary import vocabulary
from bot.rules.folding import fold
from bot.rules.plans import Kind
from tests.bench.asking import OWN, counts, lines_of

QUESTIONS = lines_of(OWN / "questions.yaml")
KEPT = OWN / "kept.jsonl"
HEARD = Path(__file__).parents[2].parent / "shared" / "utterances.jsonl"


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked["text"])
def test_our_questions_are_understood(asked: dict[str, Any]) -> None:
    question = understand(asked["text"])

    found = {"intent": question.intent, "kind": question.kind, "slot": question.slot}
    assert {name: found[name] for name in asked if name != "text"} == {
        name: value for name, value in asked.items() if name != "text"
    }


def test_the_examples_themselves_are_understood() -> None:
    intents, kinds, slots, declined, asked, _ = counts(examples())

    assert intents[0] >= 0.98 * intents[1]
    assert kinds[0] >= 0.95 * kinds[1]
    assert slots[0] >= 0.93 * slots[1]
    assert asked[0] >= 0.97 * asked[1]
    assert declined[0] >= 0.97 * declined[1]


def test_no_line_stands_twice_and_none_is_among_those_kept_apart() -> None:
    texts = [fold(line["text"]) for line in [*examples(), *lines_of(KEPT)]]

    assert len(set(texts)) == len(texts) >= 400


def test_at_least_a_third_of_our_lines_is_kept_apart() -> None:
    assert len(lines_of(KEPT)) * 2 >= len(examples()) + len(QUESTIONS)


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


def test_accents_change_nothing() -> None:
    for line in [*QUESTIONS, *examples()]:
        with_accents, without = understand(line["text"]), understand(fold(line["text"]))

        assert (without.intent, without.kind) == (with_accents.intent, with_accents.kind), line


def test_where_rules_and_examples_differ_both_readings_are_told() -> None:
    doubted = [each for line in examples() if (each := understand(line["text"])).or_else]

    assert doubted
    assert all(each.confidence < SURE_ENOUGH for each in doubted)
    assert all(each.or_else is not each.intent for each in doubted)


def test_the_surest_rules_are_not_overruled_by_lines_that_are_alike() -> None:
    text = "da nhan dc thong bao"
    likely = likelihoods(words_of(text))

    assert max(likely, key=likely.__getitem__) is Intent.MY_STATUS
    assert understand(text).intent is understand_by_rules(text).intent is Intent.OTHER


def test_what_no_rule_knows_is_taken_as_lines_that_are_alike_were_meant() -> None:
    text = "đóng dấu đỏ hay chữ ký số"

    assert understand_by_rules(text).intent is Intent.OTHER
    assert understand(text).intent is Intent.HOW_TO_SUBMIT


def test_a_line_of_words_nobody_used_tells_the_examples_nothing() -> None:
    likely = likelihoods(["xyzzy"])

    assert max(likely.values()) == 0
    assert likely == likelihoods(["plugh"])


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
    concepts = SHAPES.union(*(p.concepts for ps in known.phrases_from.values() for p in ps))

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
