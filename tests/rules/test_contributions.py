"""Contributions: what their fields take, what they are called, pieces of texts too long."""

import pytest

from bot.rules.contributions import (
    FIELDS,
    LONGEST_FIRST_LINE,
    ContributionDraft,
    ContributionKind,
    Field,
    Refused,
    check_body,
    kind_of_words,
    title_of,
)
from bot.rules.dialogues import AnswerTooLong, EmptyAnswer


def test_words_keep_their_line_breaks_and_lose_only_what_cannot_be_seen():
    assert check_body("  Một \r\n\r\n  hai\t\nba \n", 100) == "Một\n\n  hai\nba"


@pytest.mark.parametrize("nothing", ["", " \n\t", "\u200b", "\u2060\u00ad"])
def test_nothing_to_see_is_no_answer(nothing: str):
    with pytest.raises(EmptyAnswer):
        check_body(nothing, 100)


@pytest.mark.parametrize("something", ["?", "👍", "7", "ừ"])
def test_the_shortest_answers_are_answers(something: str):
    assert check_body(something, 100) == something


def test_the_limit_counts_what_is_kept():
    assert check_body(" " + "ă" * 100 + "  ", 100) == "ă" * 100
    with pytest.raises(AnswerTooLong) as caught:
        check_body("ă" * 101, 100)
    assert (caught.value.length, caught.value.most) == (101, 100)


def test_without_a_title_the_first_line_is_the_title_cut_at_a_word():
    short = ContributionDraft(ContributionKind.PETITION, words="Đề nghị tập huấn.\nSớm.")
    long = ContributionDraft(ContributionKind.PETITION, words="tập huấn " * 50)

    assert title_of(short) == "Đề nghị tập huấn."
    assert title_of(long).endswith((" tập…", " huấn…"))
    assert len(title_of(long)) <= LONGEST_FIRST_LINE


def test_one_endless_word_is_cut_too():
    assert len(title_of(ContributionDraft(ContributionKind.PETITION, words="x" * 500))) == 100


def test_every_kind_asks_for_words_last():
    assert {kind: fields[-1] for kind, fields in FIELDS.items()} == dict.fromkeys(
        ContributionKind, Field.WORDS
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tôi muốn kiến nghị tăng kinh phí", ContributionKind.PETITION),
        ("de nghi lien minh giup", ContributionKind.PETITION),
        ("Đơn vị khó khăn về vốn", ContributionKind.DIFFICULTY),
    ],
)
def test_a_sentence_says_which_kind_it_is(text: str, kind: ContributionKind):
    assert kind_of_words(text) is kind


def test_only_the_very_next_message_is_a_piece_of_a_text_refused():
    refused = Refused(message_id=7, length=4096)

    assert [refused.continues(number) for number in (6, 7, 8, 9)] == [False, False, True, False]
