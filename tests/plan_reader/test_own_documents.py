"""Documents written for the purpose by people who had not seen the reader, with their labels.

Those under `seen` were looked at while the rules were made; what is `kept` apart was not, and is
measured by `make bench` alone.
"""

import json
from pathlib import Path

import pytest

from bot.plan_reader.printing import plain
from bot.plan_reader.reading import read_text
from tests.bench.reading import OWN, counts

SEEN = sorted((OWN / "seen").glob("*.txt"))


def test_at_least_nineteen_of_twenty_dated_duties_are_found_and_their_days_right() -> None:
    found, dated, days, _, told = (sum(each) for each in zip(*map(counts, SEEN), strict=True))

    assert dated > 100
    assert found >= 0.95 * dated
    assert days >= 0.95 * told


@pytest.mark.parametrize("document", SEEN, ids=lambda path: path.stem)
def test_what_is_read_is_quoted_exactly(document: Path) -> None:
    source = document.read_text()

    for each in plain(read_text(source))["obligations"]:
        assert each["quote"] in source


@pytest.mark.parametrize("document", SEEN, ids=lambda path: path.stem)
def test_no_day_is_proposed_that_the_document_does_not_ask_for(document: Path) -> None:
    labels = json.loads(document.with_suffix(".json").read_text())["obligations"]
    asked = {each["due"] for each in labels} | {each.get("due_intended") for each in labels}
    told = {each["due"] for each in plain(read_text(document.read_text()))["obligations"]}

    strangers = {day for day in told - asked if day}
    assert len(strangers) <= 1
