"""Another unit is told from one's own by what tells it, not by its sort."""

import pytest

from bot.rules.other_units import named_among

UNITS = ("LĐLĐ huyện Tam Đường", "LĐLĐ huyện Phong Thổ", "HTX nông nghiệp Tân Phong", "HTX Hoa")
OWN = "LĐLĐ huyện Tam Đường"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Phong Tho da nop bc 6t chua", "LĐLĐ huyện Phong Thổ"),
        ("HTX Tân Phong nộp báo cáo chưa", "HTX nông nghiệp Tân Phong"),
        ("LĐLĐ huyện PHONG THỔ nộp chưa", "LĐLĐ huyện Phong Thổ"),
    ],
)
def test_another_unit_is_found_by_its_name(text: str, unit: str) -> None:
    assert named_among(text, UNITS, OWN) == unit


@pytest.mark.parametrize(
    "text",
    [
        "Tam Đường nộp bc 6t chưa",
        "LĐLĐ huyện nộp báo cáo chưa",
        "htx em nop chua",
        "chị Hoa nộp chưa",
        "phong trào thổ cẩm",
        "",
    ],
)
def test_ones_own_unit_a_sort_and_a_single_word_are_no_other(text: str) -> None:
    assert named_among(text, UNITS, OWN) is None
