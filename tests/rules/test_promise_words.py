"""A promise in passing: read where it is one, and in nothing else."""

import json
from datetime import date
from pathlib import Path

import pytest

from bot.asking.examples import examples
from bot.rules.promise_words import read_promise
from tests.bench.asking import OWN, lines_of

THURSDAY = date(2023, 6, 1)
HEARD = Path(__file__).parents[2].parent / "shared" / "utterances.jsonl"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("Sẽ gửi ngày 8/6", date(2023, 6, 8)),
        ("se gui ngay 8/6", date(2023, 6, 8)),
        ("mai em nộp ạ", date(2023, 6, 2)),
        ("xin hẹn thứ hai", date(2023, 6, 5)),
        ("em xin hẹn 8/6 nhé anh", date(2023, 6, 8)),
        ("Đơn vị sẽ nộp báo cáo 6 tháng trước ngày 8/6", date(2023, 6, 7)),
        ("thứ 6 bên em nộp bc nhé", date(2023, 6, 2)),
        ("dạ em sẽ gửi cuối tháng ạ", date(2023, 6, 30)),
        ("Chúng tôi sẽ gửi vào thứ năm tuần sau", date(2023, 6, 8)),
        ("sex gui ngay 8/6", date(2023, 6, 8)),
    ],
)
def test_a_day_promised_in_passing_is_read(typed: str, day: date) -> None:
    assert read_promise(typed, THURSDAY) == day


@pytest.mark.parametrize(
    "typed",
    [
        "sẽ nộp sớm",
        "8/6",
        "mai",
        "hạn nộp ngày 8/6",
        "ngày 8/6 nộp được không",
        "sẽ gửi ngày 8/6 được không",
        "em nộp ngày 8/6 à?",
        "bao giờ em phải nộp",
        "mai có ai ở cơ quan để em gửi không",
        "sẽ gửi ngày 31/6",
        "hôm qua em gửi rồi",
        "sẽ " * 20 + "gửi ngày 8/6",
        "",
    ],
)
def test_what_is_no_promise_is_none(typed: str) -> None:
    assert read_promise(typed, THURSDAY) is None


def test_no_question_is_taken_for_a_promise() -> None:
    asking = {"deadline_query", "deadline_list", "my_status", "how_to_submit", "plan_question"}
    lines = [*examples(), *lines_of(OWN / "questions.yaml")]
    asked = [each["text"] for each in lines if each["intent"] in asking]

    assert [text for text in asked if read_promise(text, THURSDAY)] == []


@pytest.mark.skipif(not HEARD.is_file(), reason="the utterances are not beside the repository")
def test_nothing_heard_from_people_is_taken_for_a_promise() -> None:
    heard = [json.loads(line)["text"] for line in HEARD.read_text(encoding="utf-8").splitlines()]

    assert [text for text in heard if read_promise(text, THURSDAY)] == []
