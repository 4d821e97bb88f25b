"""Codes of receipts."""

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.codes import (
    ALPHABET,
    CODE_LENGTH,
    LINK_PREFIX,
    code_in_link,
    is_genuine,
    link_payload,
    new_receipt_code,
    read_code,
    shown_code,
    signature_of,
)
from bot.rules.invites import new_code

codes = st.text(ALPHABET, min_size=CODE_LENGTH, max_size=CODE_LENGTH)


def test_codes_hold_80_bits_and_do_not_repeat():
    assert len(ALPHABET) ** CODE_LENGTH == 2**80
    assert len({new_receipt_code() for _ in range(1000)}) == 1000


@given(codes)
def test_a_code_is_read_as_it_is_shown_in_any_case(code: str):
    assert read_code(shown_code(code)) == code
    assert read_code(f" {shown_code(code).lower()} ") == code


@given(codes)
def test_signs_misread_for_digits_are_taken_for_them(code: str):
    assert read_code(code.replace("0", "O").replace("1", "l")) == code


@given(st.text())
def test_anything_else_is_no_code_and_raises_nothing(text: str):
    code = read_code(text)

    assert code is None or (len(code) == CODE_LENGTH and set(code) <= set(ALPHABET))


@given(st.dictionaries(st.text(), st.text() | st.integers(), min_size=1))
def test_one_altered_fact_or_another_key_breaks_the_signature(facts: dict[str, object]):
    signature = signature_of(b"key", facts)
    name = next(iter(facts))

    assert is_genuine(b"key", dict(reversed(facts.items())), signature)
    assert not is_genuine(b"key", {**facts, name: f"{facts[name]}!"}, signature)
    assert not is_genuine(b"other", facts, signature)


@given(codes)
def test_a_link_leads_to_its_code(code: str):
    assert code_in_link(link_payload(code)) == code


def test_an_invite_is_never_taken_for_a_receipts_link():
    """One invite in 4,096 begins with the very signs of a receipt's link."""
    assert len(new_code()) > len(link_payload(new_receipt_code()))
    assert code_in_link(LINK_PREFIX + new_code()[len(LINK_PREFIX) :]) is None
