"""The five campaigns say what their sources say, and plan files are read without surprises."""

import json
import re
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.campaigns import (
    PlanFileError,
    dump,
    load,
    parse,
    read_plan_bytes,
    read_plan_file,
    slugs,
    write_plan,
)
from bot.rules.deadlines import Deadline, Granularity
from bot.rules.folding import fold
from bot.rules.ladders import Ladder, ladder_of
from bot.rules.plans import (
    Actor,
    Anniversary,
    Kind,
    ObligationDraft,
    OrganisationKind,
    Phase,
    PlanDraft,
    PlanNotRead,
    ProgrammeItem,
)

SOURCES = Path(__file__).parents[1].parent / "shared" / "plans" / "five"
needs_sources = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the plan documents are not beside the repository"
)
SLUGS = ("bac-giang-2022", "hai-phong-2023", "lai-chau-2023", "van-duc-2023", "yen-bai-2025")
COPIED_WORDS = 8
OFFICE = "phòng kiểm tra và tổ chức thành viên"


def labels(slug: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SOURCES / f"{slug}.json").read_text())
    return found


def a_plan(**changes: Any) -> PlanDraft:
    facts: dict[str, Any] = {
        "slug": "hoa-binh-2026",
        "organisation": "Liên minh HTX Hòa Bình",
        "organisation_kind": OrganisationKind.ALLIANCE,
        "issuer": "Liên minh HTX Hòa Bình",
        "title": "Kế hoạch thi đua",
        "year": 2026,
    }
    return PlanDraft(**(facts | changes))


def an_item(**changes: Any) -> ObligationDraft:
    return ObligationDraft(Kind.OTHER, "Nộp quỹ", **changes)


def test_five_campaigns_come_with_the_bot() -> None:
    assert slugs() == SLUGS


def test_an_unknown_campaign_is_refused_with_the_known_ones() -> None:
    with pytest.raises(PlanFileError, match="lai-chau-2023"):
        load("ha-noi-1999")


@pytest.mark.parametrize("slug", SLUGS)
def test_a_campaign_survives_json_and_yaml(slug: str, tmp_path: Path) -> None:
    draft = load(slug)
    file = tmp_path / "plan.yaml"
    file.write_text(write_plan(draft), encoding="utf-8")

    assert parse(json.loads(json.dumps(dump(draft)))) == draft
    assert read_plan_file(file) == draft


words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=20)
days = st.dates(date(2000, 1, 1), date(2100, 12, 31))
hours = st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59))
deadlines = st.builds(
    Deadline, days, st.booleans(), hours, st.sampled_from(Granularity), st.none() | days
)
names = st.lists(words.filter(str.strip), unique_by=fold, max_size=3).map(tuple)
rungs = st.lists(st.integers(1, 90), max_size=4)
ladders = st.builds(ladder_of, rungs, rungs)
obligations = st.builds(
    ObligationDraft,
    st.sampled_from(Kind),
    words.filter(str.strip),
    st.sampled_from(Actor),
    st.none() | deadlines,
    words,
    st.none() | days,
    words,
    blocs=names,
    unit_types=names,
    signed_counts=st.booleans(),
    ladder=st.none() | ladders,
)
plans = st.builds(
    a_plan,
    number=words,
    issued_on=st.none() | days,
    blocs=st.lists(words).map(tuple),
    obligations=st.lists(obligations).map(tuple),
    anniversaries=st.lists(st.builds(Anniversary, words, st.none() | days)).map(tuple),
    unregistered_excluded=st.booleans(),
)


@settings(deadline=None)
@given(plans)
def test_any_plan_survives_json(draft: PlanDraft) -> None:
    assert repr(parse(json.loads(json.dumps(dump(draft))))) == repr(draft)


@settings(deadline=None)
@given(plans)
def test_any_plan_survives_its_own_file(tmp_path_factory: Any, draft: PlanDraft) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_text(write_plan(draft), encoding="utf-8")

    assert repr(read_plan_file(file)) == repr(draft)


@needs_sources
@pytest.mark.parametrize("slug", SLUGS)
def test_identity_agrees_with_the_labels(slug: str) -> None:
    label, draft = labels(slug), load(slug)

    assert draft.issuer == label["issuer"]
    assert draft.number == (label["number"] or "")
    assert draft.issued_on == (label["issued"] and date.fromisoformat(label["issued"]))
    assert draft.year == label["year"]
    assert draft.blocs == tuple(label.get("blocs", ()))


@needs_sources
@pytest.mark.parametrize("slug", SLUGS)
def test_every_duty_of_a_unit_has_the_day_of_the_label(slug: str) -> None:
    draft = load(slug)
    ours = {
        (o.kind, o.deadline and (str(o.deadline.written), o.deadline.inclusive))
        for o in draft.obligations
        if o.actor is Actor.UNIT
    }

    for label in unit_labels(slug):
        due = (label["due"], label["inclusive"]) if label["due"] else None
        if label["kind"] == "other":
            assert label["due"] in {str(phase.ends_on) for phase in draft.phases}
        else:
            assert (Kind(label["kind"]), due) in ours


def unit_labels(slug: str) -> list[dict[str, Any]]:
    every = labels(slug)["obligations"]
    return [o for o in every if o.get("actor", "unit") == "unit" and "programme_item" not in o]


@needs_sources
@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_dated_is_asked_beyond_the_labels(slug: str) -> None:
    known = {o["due"] for o in labels(slug)["obligations"]}

    dated = {str(o.deadline.written) for o in load(slug).obligations if o.deadline}

    assert dated <= known


@needs_sources
@pytest.mark.parametrize("slug", SLUGS)
def test_a_phase_begins_where_the_label_says(slug: str) -> None:
    known = {(o.get("start"), o["due"]) for o in labels(slug)["obligations"]}

    ours = {(str(p.starts_on), str(p.ends_on)) for p in load(slug).phases}

    assert ours <= known


@needs_sources
@pytest.mark.parametrize("slug", SLUGS)
def test_the_programme_agrees_with_the_labels_item_by_item(slug: str) -> None:
    items = [o for o in labels(slug)["obligations"] if "programme_item" in o]
    expected = [
        (
            o["programme_item"],
            date.fromisoformat(o["due"]).month // 3,
            o["actor"],
            o["responsible"],
            o["kind"],
        )
        for o in items
    ]

    programme = load(slug).programme

    assert [(i.number, i.quarter, i.actor, i.responsible, i.kind) for i in programme] == expected


@needs_sources
@pytest.mark.parametrize("slug", SLUGS)
def test_no_anniversary_or_citation_is_a_deadline(slug: str) -> None:
    distractors = {found for each in labels(slug)["distractor_dates"] for found in days_in(each)}
    draft = load(slug)

    dated = {o.deadline.day for o in draft.obligations if o.deadline}

    assert not dated & distractors


def days_in(text: str) -> set[date]:
    found = re.findall(r"(\d{1,2})(?:/| tháng )(\d{1,2})(?:/| năm )(\d{4})", text)
    return {date(int(y), int(m), int(d)) for d, m, y in found}


@needs_sources
@pytest.mark.parametrize("slug", SLUGS)
def test_every_written_phrase_stands_in_the_source(slug: str) -> None:
    source = " ".join(read_source(slug).replace("*", "").split()).casefold()
    draft = load(slug)

    phrases = [o.written for o in draft.obligations] + [p.written for p in draft.phases]

    assert [p for p in phrases if p.casefold() not in source] == []


@needs_sources
@pytest.mark.parametrize("slug", SLUGS)
def test_our_wording_is_our_own(slug: str) -> None:
    source = runs(read_source(slug))

    copied = {line for line in prose(load(slug)) if runs(line) & source}

    assert copied == set()


def read_source(slug: str) -> str:
    return (SOURCES / f"{slug}.txt").read_text(encoding="utf-8")


def runs(text: str) -> set[tuple[str, ...]]:
    """Every stretch of words, figures left aside; an office's own name cannot be put otherwise."""
    text = text.casefold().replace(OFFICE, "ktttctv")
    tokens = re.findall(r"[^\W\d_]+", text)
    return {tuple(tokens[i : i + COPIED_WORDS]) for i in range(len(tokens) - COPIED_WORDS + 1)}


def prose(draft: PlanDraft) -> list[str]:
    """All but names and dates as written: themes, titles, blocs, those responsible."""
    lines = [*draft.rules, *draft.faults, *draft.duties, *draft.recipients, *draft.unit_types]
    lines += [draft.contact, *(a.title for a in draft.anniversaries), *draft.bases]
    lines += [text for o in draft.obligations for text in (o.title, o.note, o.addressee)]
    return lines + [p.title for p in draft.phases] + [item.title for item in draft.programme]


def test_lai_chau_excludes_the_unregistered_and_no_other_plan_does() -> None:
    assert [slug for slug in slugs() if load(slug).unregistered_excluded] == ["lai-chau-2023"]


def test_van_duc_keeps_the_wrong_year_and_applies_the_right_one() -> None:
    registration = next(o for o in load("van-duc-2023").obligations if o.kind is Kind.REGISTRATION)

    assert registration.deadline == Deadline(
        date(2022, 2, 28), True, granularity=Granularity.MONTH, in_force=date(2023, 2, 28)
    )


def test_yen_bai_sets_no_day_for_any_unit() -> None:
    of_units = [o for o in load("yen-bai-2025").obligations if o.actor is Actor.UNIT]

    assert [(o.kind, o.deadline) for o in of_units] == [(Kind.REGISTRATION, None)]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_obligation_and_phase_names_its_clause(slug: str) -> None:
    draft = load(slug)
    clauses = [o.clause for o in draft.obligations] + [p.clause for p in draft.phases]

    assert [clause for clause in clauses if not clause.startswith("Mục ")] == []


GOOD = write_plan(a_plan(obligations=(ObligationDraft(Kind.OTHER, "Việc"),)))


@pytest.mark.parametrize(
    ("text", "key", "hint"),
    [
        ("", "the file", "key: value"),
        (GOOD.replace("year: 2026", ""), "year", "add it"),
        (GOOD.replace("year: 2026", "year: twenty"), "year", "whole number"),
        (GOOD.replace("year: 2026", "year: true"), "year", "whole number"),
        (GOOD.replace("year: 2026", "year: 20266"), "year", "four digits"),
        (GOOD.replace("year: 2026", "yaer: 2026"), "yaer", "`year`"),
        (GOOD + "number: 35\n", "number", "quotes"),
        (GOOD + "issued_on: 2026-02-31\n", "issued_on", "year-month-day"),
        (GOOD + "issued_on: 31/12/2026\n", "issued_on", "year-month-day"),
        (GOOD + "blocs: Khối 1\n", "blocs", "`- `"),
        (GOOD + "year: 2025\n", "line 10", "quotes"),
        (GOOD + "theme: a: b: c\n", "line 10", "quotes"),
        (GOOD.replace("alliance", "party"), "organisation_kind", "federation"),
        (GOOD.replace("title: Việc", "title: ''"), "obligations[1].title", "what is to be done"),
        (GOOD.replace("kind: other", "kind: homework"), "obligations[1].kind", "annual_report"),
        (GOOD.replace("slug: hoa-binh-2026", "slug: ../x"), "slug", "hyphens"),
    ],
)
def test_a_malformed_file_is_named_with_key_and_remedy(
    text: str, key: str, hint: str, tmp_path: Path
) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(PlanFileError) as caught:
        read_plan_file(file)

    assert (caught.value.file, caught.value.key) == ("plan.yaml", key)
    assert hint in caught.value.mend


def test_an_hour_without_quotes_is_explained() -> None:
    plain = dump(a_plan(obligations=(ObligationDraft(Kind.OTHER, "Việc"),)))
    plain["obligations"][0]["deadline"] = {"written": "2026-06-10", "inclusive": True, "hour": 990}

    with pytest.raises(PlanFileError, match="'16:30'"):
        parse(plain)


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"phases": (Phase("Đợt", date(2026, 7, 1), date(2026, 6, 1)),)}, "phases[1].ends_on"),
        ({"programme": (ProgrammeItem(1, 5, "Việc", Actor.UNIT, ""),)}, "programme[1].quarter"),
        ({"programme": (ProgrammeItem(1, 1, "A", Actor.UNIT, ""),) * 2}, "programme[2].number"),
        ({"obligations": (an_item(blocs=("Khối 1", "khoi 1")),)}, "obligations[1].blocs"),
        ({"obligations": (an_item(unit_types=(" ",)),)}, "obligations[1].unit_types"),
        ({"obligations": (an_item(ladder=Ladder((500,), ())),)}, "obligations[1].ladder"),
        ({"obligations": (an_item(ladder=Ladder((1, 7), ())),)}, "obligations[1].ladder"),
    ],
)
def test_a_plan_that_cannot_be_meant_is_refused(changes: dict[str, Any], key: str) -> None:
    with pytest.raises(PlanFileError) as caught:
        parse(dump(a_plan(**changes)))

    assert caught.value.key == key


def test_a_missing_file_and_one_in_another_encoding_are_explained(tmp_path: Path) -> None:
    odd = tmp_path / "odd.yaml"
    odd.write_bytes("tên: Hà Nội".encode("utf-16"))

    with pytest.raises(PlanFileError, match="check the path"):
        read_plan_file(tmp_path / "none.yaml")
    with pytest.raises(PlanFileError, match="UTF-8"):
        read_plan_file(odd)


@pytest.mark.parametrize("slug", slugs())
def test_a_plan_file_that_was_sent_is_read_as_one_on_disk(slug: str):
    content = write_plan(load(slug)).encode("utf-8-sig")

    assert read_plan_bytes("Kế hoạch.YAML", content) == load(slug)


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("ke-hoach.pdf", b"%PDF-1.7", ""),
        ("ke-hoach", b"slug: a", ""),
        ("a.yaml", "tên: Kế hoạch".encode("utf-16"), "the file"),
        ("a.yaml", b"title: [", "line 2"),
        ("a.yaml", b"title: Ke hoach", "slug"),
        ("a.yaml", b"- a", "the file"),
        ("a.yaml", b"x: &a [1]\ny: *a", "line 2"),
        ("a.yaml", b"[" * 50_000, "line 1"),
        ("a.yaml", b"#" * 300_000, "the file"),
    ],
)
def test_what_is_no_plan_file_is_refused_by_where_it_fails(name: str, content: bytes, key: str):
    with pytest.raises(PlanNotRead) as refused:
        read_plan_bytes(name, content)

    assert (refused.value.name, refused.value.key) == (name, key)


@given(st.binary(max_size=200))
def test_random_bytes_are_read_as_a_plan_or_refused(content: bytes):
    with pytest.raises(PlanNotRead):
        read_plan_bytes("a.yaml", content)
