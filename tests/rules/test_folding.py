"""Vietnamese text is searched, sorted and repaired as people expect."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.folding import fold, untelex, vietnamese_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đơn vị Hòa Bình", "don vi hoa binh"),
        ("  Liên   minh\nHTX ", "lien minh htx"),
        ("403/KH – LĐLĐ", "403/kh-ldld"),
        ("403/KH-LĐLĐ", "403/kh-ldld"),
        ("Ngày\u00a010\u200b/6", "ngay 10/6"),
        ("QUỸ TÍN DỤNG", "quy tin dung"),
        ("", ""),
    ],
)
def test_text_folds_to_what_people_search_for(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aăâbdđeêoôơuưyàáảãạằắệỗợừÀÁĐ -x"))
def test_composed_and_decomposed_spellings_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
    assert fold(text).isascii()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("baos caos", "báo cáo"),
        ("hanj nopj", "hạn nộp"),
        ("hanj noopj baos caos", "hạn nộp báo cáo"),
        ("laij", "lại"),
        ("ddawng kys thi ddua", "đăng ký thi đua"),
        ("dawngd ky", "đăng ky"),
        ("khoong dduowcj chuwa", "không được chưa"),
        ("nguwowif thuowngf", "người thường"),
        ("quas gif giuwx", "quá gì giữ"),
        ("toongr keets", "tổng kết"),
        ("nôpj", "nộp"),
        ("BAOS Caos", "BÁO Cáo"),
        ("ba1o ca1o", "báo cáo"),
        ("bao1 cao1", "báo cáo"),
        ("ha5n no65p", "hạn nộp"),
        ("d9a8ng ky1", "đăng ký"),
        ("d9u7o7c5", "được"),
    ],
)
def test_residue_of_a_keyboard_in_the_wrong_mode_is_undone(typed: str, meant: str) -> None:
    assert untelex(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "bao gio nop bc 6 thang",
        "Đăng ký thi đua năm 2023, hạn 10/6",
        "test file Excel.xlsx, pdf, docx, OCOP, email, zalo",
        "quy4 khoi1 dot2 thang6 t6 6t 10h30 covid19",
        "lương, đường, xếp, quyết, nghiêng, khuya, giếng, ngoằn",
        "mp3 a1b2 HTX1 www ok",
    ],
)
def test_what_is_no_residue_stays_as_typed(text: str) -> None:
    assert untelex(text) == text


@given(st.text(alphabet="abcdeghikmnopqrstuvxyưđâ sfjwz1269"))
def test_undoing_residue_twice_changes_nothing(text: str) -> None:
    assert untelex(untelex(text)) == untelex(text)


@given(st.text(alphabet="bcdghaeioutnmsfjw 135"))
def test_undoing_residue_keeps_the_number_of_words(text: str) -> None:
    assert len(untelex(text).split()) == len(text.split())


def test_names_sort_as_a_vietnamese_dictionary_has_them() -> None:
    names = ["Đà", "Dũng", "Ân", "Ăn", "An", "bạ", "bá", "bã", "bả", "bà", "ba", "Êm", "Em"]

    assert sorted(names, key=vietnamese_key) == [
        *["An", "Ăn", "Ân", "ba", "bà", "bả", "bã", "bá", "bạ", "Dũng", "Đà", "Em", "Êm"]
    ]


def test_letters_of_a_syllable_count_before_its_tone_and_numbers_by_value() -> None:
    names = ["Hòa An", "Hoa Bình", "Khối 10", "Khối 2", "HTX Án", "HTX anh"]

    assert sorted(names, key=vietnamese_key) == [
        *["Hoa Bình", "Hòa An", "HTX Án", "HTX anh", "Khối 2", "Khối 10"]
    ]


@given(st.lists(st.text()))
def test_any_texts_can_be_sorted(texts: list[str]) -> None:
    in_order = sorted(texts, key=vietnamese_key)

    keys = [vietnamese_key(text) for text in in_order]
    assert all(one <= other for one, other in pairwise(keys))
