"""Which duty a line is about, and what else it asks."""

import json
from dataclasses import replace
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.asking import Intent, choosing, questions_in, readings_of, understand
from bot.cli import app
from bot.rules.plans import Kind


def asked(text: str, *more: str) -> dict[str, Any]:
    """What the command prints of a question on 1 June 2023."""
    run = CliRunner().invoke(app, ["ask", text, "--json", "--now", "2023-06-01T08:00", *more])
    assert run.exit_code == 0, run.output
    told: dict[str, Any] = json.loads(run.output)
    return told


def test_two_questions_in_a_line_are_both_found_about_the_same_duty() -> None:
    first, second = questions_in("bc 6t nop bao gio, nop o dau")

    assert (first.intent, first.kind) == (Intent.DEADLINE_QUERY, Kind.MIDYEAR_REPORT)
    assert (second.intent, second.kind) == (Intent.HOW_TO_SUBMIT, Kind.MIDYEAR_REPORT)


def test_what_is_rather_nobodys_matter_is_a_guess_with_one_button() -> None:
    heard = replace(understand("bao gio nop bc"), intent=Intent.OTHER, slot=None)

    (guess,) = readings_of(replace(heard, or_else=Intent.DEADLINE_QUERY))

    assert (guess.intent, guess.or_else) == (Intent.DEADLINE_QUERY, Intent.OTHER)


@pytest.mark.parametrize(
    "text", ["bao gio nop bc 6 thang", "hạn nộp, báo cáo 6 tháng", "cam on, ok"]
)
def test_one_question_stays_one(text: str) -> None:
    assert len(questions_in(text)) == 1


def test_a_line_of_one_part_is_understood_once(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(choosing, "understand", lambda text: heard.append(text) or understand(text))

    questions_in("bao gio nop bc 6 thang")

    assert heard == ["bao gio nop bc 6 thang"]


@pytest.mark.parametrize(
    ("text", "intent", "slot", "said"),
    [
        ("bao gio nop bc 6 thang", "deadline_query", "midyear_report", "Thứ Bảy, 10/06/2023"),
        ("10/6 roi vao thu 7 thi sao", "deadline_query", "midyear_report", "ngày nghỉ cuối tuần"),
        ("the con bao cao nam?", "deadline_query", "annual_report", "10/12/2023"),
        ("lich nop", "deadline_list", "all", "10/02/2023"),
        ("gia vang hom nay", "other", None, "Chưa hiểu câu hỏi này"),
    ],
)
def test_the_command_answers_by_the_plan_alone(
    text: str, intent: str, slot: str | None, said: str
) -> None:
    told = asked(text)

    assert (told["intent"], told["slot"]) == (intent, slot)
    assert said in told["answer"]


def test_a_campaign_is_chosen_and_exclusive_days_are_said_to_be() -> None:
    told = asked("bc 6 thang nop khi nao", "--campaign", "bac-giang-2022")

    assert "trước ngày 10/7/2022" in told["answer"]
    assert "09/07/2022" in told["answer"]


def test_a_wrong_campaign_or_moment_is_said_in_one_line() -> None:
    runner = CliRunner()
    campaign = runner.invoke(app, ["ask", "han nop", "--campaign", "x"])
    moment = runner.invoke(app, ["ask", "han nop", "--now", "mai"])

    assert (campaign.exit_code, moment.exit_code) == (2, 2)
    assert "choose one of" in campaign.output
    assert "2023-02-03T08:00" in moment.output


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("đợt 2 kết thúc ngày nào", {"phase": "phase_2"}),
        ("bc quy 3 khoi nong nghiep nop chua", {"period": "quarter_3", "bloc": "nong nghiep"}),
        ("dk LĐTT cho chị Hoa", {"title": "lao_dong_tien_tien"}),
        ("doanh thu 6t dat 1,2 ty", {"period": "half_1"}),
        ("báo cáo tháng 9", {"period": "month_9"}),
        ("mùng 10 nộp được không", {"days": ["2023-06-10"]}),
        ("khối mình ai nộp rồi", {}),
    ],
)
def test_what_else_a_line_names_is_printed(text: str, named: dict[str, Any]) -> None:
    slots = asked(text)["slots"]

    names = ("period", "phase", "bloc", "title", "days")
    assert {name: slots[name] for name in names if name in slots} == named


def test_figures_that_are_stated_are_read_back() -> None:
    told = asked("doanh thu 6t dat 1,2 ty, loi nhuan 85tr, 32 lao dong")

    assert (told["intent"], told["slot"]) == ("submit_report", "midyear_report")
    assert "Doanh thu: 1.200 triệu đồng" in told["answer"]
    assert "Lao động: 32 người" in told["answer"]


def test_a_phase_is_answered_from_the_plan_alone() -> None:
    told = asked("đợt 2 thi đua kết thúc ngày nào", "--campaign", "bac-giang-2022")
    silent = asked("đợt 2 thi đua kết thúc ngày nào")

    assert "31/12/2022" in told["answer"]
    assert "10/12" not in told["answer"]
    assert "không ghi nội dung này" in silent["answer"]


def test_what_may_be_two_things_is_asked_about() -> None:
    told = asked("báo cáo 6 tháng")

    assert told["confidence"] < 0.6
    assert "• Hạn nộp" in told["answer"]
