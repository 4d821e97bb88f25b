"""Which duty a line is about, and what else it asks."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.asking import Intent, choosing, questions_in, understand
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
