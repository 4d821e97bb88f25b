"""The real documents, against what people have labelled in them by hand."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.plan_reader.drafting import draft_of
from bot.plan_reader.printing import plain
from bot.plan_reader.reading import ReadPlan, read_text
from bot.rules.plan_checks import lint
from storage.organisations import peoples_days
from tests.bench.reading import matches

SOURCES = Path(__file__).parents[2].parent / "shared" / "plans"
needs_sources = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the plan documents are not beside the repository"
)
DOCUMENTS = sorted(SOURCES.glob("*/*.txt"))
FINDINGS = {
    "bac-giang-2022": {
        "phase-begun-before-issue",
        "closed-day",
        "annual-report-before-last-phase-ends",
        "no-registration-deadline",
    },
    "hai-phong-2023": {"deadline-before-issue", "no-report-deadline"},
    "lai-chau-2023": {"closed-day"},
    "van-duc-2023": {
        "blank-number",
        "blank-issue-day",
        "title-year-differs",
        "registration-year-early",
        "no-report-deadline",
    },
    "yen-bai-2025": {
        "phase-begun-before-issue",
        "demanded-without-date",
        "no-report-deadline",
    },
}
KEYS = ("kind", "due", "inclusive", "recurrence", "start", "granularity", "due_intended")


def labels(document: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(document.with_suffix(".json").read_text())
    return found


def read(document: Path) -> ReadPlan:
    return read_text(document.read_text())


@needs_sources
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_every_obligation_is_found_and_nothing_else(document: Path) -> None:
    asked, told = labels(document)["obligations"], plain(read(document))["obligations"]
    found = matches(asked, told)

    assert [each["quote"] for each, got in found if got is None] == []
    assert len(told) == len(asked)
    for each, got in found:
        assert got is not None
        assert {key: got.get(key) for key in KEYS} == {
            key: (each.get(key) if each.get(key) != "day" else None) for key in KEYS
        }
        assert got["actor"] == each.get("actor", "unit")
        assert got["quote"] in document.read_text()


@needs_sources
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_the_head_is_read(document: Path) -> None:
    known, told = labels(document), plain(read(document))

    assert (told["number"], told["issued"], told["year"]) == (
        known["number"],
        known["issued"],
        known["year"],
    )
    short = known["issuer"].replace("UBND", "Ủy ban nhân dân").lower()
    assert told["issuer"].lower() == short


@needs_sources
@pytest.mark.parametrize("slug", FINDINGS)
def test_the_known_faults_of_the_five_plans_are_found(slug: str) -> None:
    draft = draft_of(read(SOURCES / "five" / f"{slug}.txt"), today=date(2026, 1, 1))

    assert {each.fault.value for each in lint(draft, peoples_days())} == FINDINGS[slug]
