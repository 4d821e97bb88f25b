"""Phrases of an organisation: they decide before the rules, and none may hide what is common."""

import pytest

from bot.asking import Intent
from bot.asking.phrases import compared, heard_in, is_common, is_meaning
from bot.rules.phrases import Phrase, is_worth_keeping
from bot.rules.plans import Kind


def said(typed: str, means: str) -> Phrase:
    return Phrase(1, typed, compared(typed), means)


def test_a_phrase_that_names_a_duty_asks_for_its_deadline() -> None:
    (question,) = heard_in("cai bang tong hop mau xanh", [said("bảng tổng hợp", "midyear_report")])

    assert (question.intent, question.kind) == (Intent.DEADLINE_QUERY, Kind.MIDYEAR_REPORT)
    assert (question.confidence, question.on_reports) == (1.0, True)


def test_what_is_surely_asked_of_a_duty_stays_asked() -> None:
    (question,) = heard_in("bang tong hop nop chua", [said("bảng tổng hợp", "midyear_report")])

    assert (question.intent, question.kind) == (Intent.MY_STATUS, Kind.MIDYEAR_REPORT)


def test_a_phrase_that_wants_something_is_taken_so_whatever_the_rules_say() -> None:
    phrase = said("chị hai", "contact")
    (question,) = heard_in("han nop thi hoi chi hai o dau", [phrase])

    assert (question.intent, question.slot) == (Intent.CONTACT, "person")


def test_the_longest_phrase_decides() -> None:
    phrases = [said("sổ xanh", "annual_report"), said("sổ xanh lá", "midyear_report")]

    assert heard_in("so xanh la dau", phrases)[0].kind is Kind.MIDYEAR_REPORT
    assert heard_in("so xanh dau", phrases)[0].kind is Kind.ANNUAL_REPORT


def test_a_phrase_is_whole_words_and_without_one_the_rules_decide() -> None:
    phrase = said("sổ xanh", "annual_report")

    assert heard_in("so xanhh", [phrase]) == heard_in("so xanhh", [])
    assert heard_in("bao gio nop bc 6 thang", [phrase])[0].kind is Kind.MIDYEAR_REPORT


@pytest.mark.parametrize("phrase", ["báo cáo", "nộp", "hạn nộp", "đăng ký", "khi nào", "bc"])
def test_what_stands_in_any_question_is_no_phrase(phrase: str) -> None:
    assert is_common(phrase)


@pytest.mark.parametrize("phrase", ["bảng tổng hợp", "sổ xanh", "chị hai"])
def test_an_organisations_own_words_are(phrase: str) -> None:
    assert not is_common(phrase)


@pytest.mark.parametrize("means", ["midyear_report", "contact", "register"])
def test_a_phrase_may_mean_a_duty_or_a_wish(means: str) -> None:
    assert is_meaning(means)


@pytest.mark.parametrize("means", ["other", "greeting_help", "", "made up"])
def test_it_may_mean_nothing_else(means: str) -> None:
    assert not is_meaning(means)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("cái bảng màu xanh nộp ở đâu", True),
        ("gọi 0912 345 678 gặp chị Hoa", False),
        ("x" * 121, False),
        ("một\nhai ba bốn", False),
        ("?!", False),
    ],
)
def test_a_line_is_kept_when_it_may_be_a_question_and_names_no_number(
    line: str, kept: bool
) -> None:
    assert is_worth_keeping(line) == kept
