"""Which of the questions officers have answered a line asks again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking import Alike, alike, says_enough

KEPT = {
    1: "Đi dự hội nghị tổng kết có được thanh toán tiền xe không?",
    2: "Hội nghị tổng kết tổ chức ở đâu?",
    3: "Mật khẩu wifi hội trường là gì?",
    4: "Muốn xin xe đưa đón đại biểu thì làm thế nào?",
    5: "Báo cáo 6 tháng có cần đóng dấu không?",
    6: "Không đóng đoàn phí thì có được xét khen không?",
}


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Mật khẩu wifi hội trường là gì?", 3),
        ("mat khau wifi hoi truong", 3),
        ("wifii hoi truong mat khau la gi vay", 3),
        ("tien xe du hoi nghi co duoc thanh toan k", 1),
        ("hội nghị tổng kết ở đâu ạ", 2),
        ("chào chị, cho em hỏi đại biểu có xe đưa đón không ạ", 4),
        ("bc 6t co can dong dau ko", 5),
        ("báo cáo cần đóng dấu không", 5),
        ("khong dong doan phi co duoc xet khen k", 6),
        ("Mucj mật khẩu wifi hội trường", 3),
    ],
)
def test_the_same_question_in_other_words_is_found(typed: str, asked: int) -> None:
    assert alike(typed, KEPT) == Alike(surely=asked)


@pytest.mark.parametrize(
    "typed",
    [
        "báo cáo",
        "hội nghị",
        "xe",
        "đại biểu là ai",
        "đóng dấu",
        "hội nghị tổng kết khi nào",
        "báo cáo 9 tháng có cần đóng dấu không",
        "giá lúa hôm nay bao nhiêu",
        "",
        "???",
    ],
)
def test_a_common_word_or_another_question_is_not_answered(typed: str) -> None:
    assert alike(typed, KEPT) == Alike()


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("hội nghị có thanh toán tiền phòng nghỉ không", 1),
        ("đóng đoàn phí thì có được xét khen không", 6),
    ],
)
def test_one_other_word_makes_it_a_guess_that_is_only_offered(typed: str, near: int) -> None:
    assert alike(typed, KEPT) == Alike(perhaps=(near,))


def test_of_two_near_equal_questions_none_is_taken() -> None:
    kept = {1: "Lễ tôn vinh cá nhân mặc gì?", 2: "Lễ tôn vinh tập thể mặc gì?"}

    assert alike("le ton vinh mac gi", kept).surely is None
    assert set(alike("le ton vinh mac gi", kept).perhaps) == {1, 2}
    assert alike("le ton vinh ca nhan mac gi", kept) == Alike(surely=1)


def test_what_two_organisations_both_kept_is_near_equal_behind_whose_it_was() -> None:
    kept = {1: "Lễ tôn vinh ở đâu?", 2: "Lễ tôn vinh ở đâu? (Liên minh Hợp tác xã Điện Biên)"}

    assert set(alike("le ton vinh o dau", kept).perhaps) == {1, 2}


@pytest.mark.parametrize(
    ("typed", "enough"), [("chào anh ạ", False), ("báo cáo", False), ("wifi hội trường", True)]
)
def test_whether_a_line_says_enough(typed: str, *, enough: bool) -> None:
    assert says_enough(typed) is enough


@given(st.text(max_size=400))
def test_nothing_typed_breaks_it(text: str) -> None:
    found = alike(text, KEPT)

    assert found.surely is None or not found.perhaps


@given(st.sampled_from(sorted(KEPT)))
def test_every_kept_question_finds_itself(id_: int) -> None:
    assert alike(KEPT[id_].upper(), KEPT) == Alike(surely=id_)
