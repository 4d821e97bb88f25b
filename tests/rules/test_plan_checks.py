"""What is odd in a plan, found before it is put in force."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from bot.campaigns import load, slugs
from bot.rules.deadlines import Calendar, ClosedDays, Deadline
from bot.rules.plan_checks import Fault, Finding, lint
from bot.rules.plans import Actor, Kind, ObligationDraft, OrganisationKind, Phase, PlanDraft

HOLIDAY = date(2023, 9, 4)
CALENDAR = Calendar(ZoneInfo("Asia/Ho_Chi_Minh"), ClosedDays({HOLIDAY}), shifts=False)


def a_plan(*obligations: ObligationDraft, **changes: object) -> PlanDraft:
    plan = PlanDraft(
        slug="a",
        organisation="Liên minh",
        organisation_kind=OrganisationKind.ALLIANCE,
        issuer="Liên minh",
        title="Kế hoạch",
        year=2023,
        number="1/KH",
        issued_on=date(2023, 1, 5),
        obligations=obligations,
    )
    return replace(plan, **changes)


def due(day: date, kind: Kind = Kind.MIDYEAR_REPORT, *, inclusive: bool = True) -> ObligationDraft:
    return ObligationDraft(kind, "Báo cáo", deadline=Deadline(day, inclusive))


def test_a_sound_plan_has_nothing_to_look_at():
    assert lint(a_plan(due(date(2023, 6, 9))), CALENDAR) == ()


def test_blanks_of_the_document_are_found():
    found = lint(a_plan(number="", issued_on=None), CALENDAR)

    assert found == (Finding(Fault.NUMBER_BLANK), Finding(Fault.ISSUED_BLANK))


@pytest.mark.parametrize(
    ("obligation", "fault", "day"),
    [
        # «trước ngày 06/1» of a plan signed on the 5th leaves the very day of issue.
        (due(date(2023, 1, 6), inclusive=False), Fault.DUE_BY_ISSUE, date(2023, 1, 5)),
        (due(date(2023, 6, 10)), Fault.DAY_CLOSED, date(2023, 6, 10)),
        (due(HOLIDAY), Fault.DAY_CLOSED, HOLIDAY),
        (due(date(2024, 2, 9), Kind.REGISTRATION), Fault.YEAR_ODD, date(2024, 2, 9)),
        (due(date(2025, 6, 10)), Fault.YEAR_ODD, date(2025, 6, 10)),
        (ObligationDraft(Kind.DOSSIER, "Hồ sơ"), Fault.NO_DATE, None),
    ],
)
def test_an_odd_date_is_found(obligation: ObligationDraft, fault: Fault, day: date | None):
    found = [(each.fault, each.place, each.day) for each in lint(a_plan(obligation), CALENDAR)]

    assert (fault, 0, day) in found


def test_a_registration_a_year_early_is_found_with_the_day_that_must_be_meant():
    early = due(date(2022, 2, 28), Kind.REGISTRATION)

    (found,) = lint(a_plan(early), CALENDAR)

    assert (found.fault, found.mend) == (Fault.YEAR_EARLY, date(2023, 2, 28))


def test_a_last_day_that_is_closed_is_found_with_the_working_day_before():
    found = next(each for each in lint(a_plan(due(date(2023, 6, 10))), CALENDAR))

    assert (found.day, found.mend) == (date(2023, 6, 10), date(2023, 6, 9))


def test_a_day_that_does_not_exist_is_no_missing_date():
    unreal = ObligationDraft(Kind.MIDYEAR_REPORT, "Báo cáo", written="trước ngày 31/6/2023")

    assert [each.fault for each in lint(a_plan(unreal), CALENDAR)] == [Fault.NO_SUCH_DAY]


def test_phases_that_overlap_leave_a_gap_or_begin_before_the_plan_are_found():
    phases = (
        Phase("Đợt 1", date(2023, 1, 1), date(2023, 6, 30)),
        Phase("Đợt 2", date(2023, 6, 15), date(2023, 9, 30)),
        Phase("Đợt 3", date(2023, 11, 1), date(2023, 12, 31)),
    )
    found = [(each.fault, each.name, each.mend) for each in lint(a_plan(phases=phases), CALENDAR)]

    assert found == [
        (Fault.PHASE_BEGUN, "Đợt 1", date(2023, 1, 5)),
        (Fault.PHASES_OVERLAP, "Đợt 2", date(2023, 7, 1)),
        (Fault.PHASES_GAP, "Đợt 3", date(2023, 10, 1)),
    ]


def test_whoever_gathers_reports_cannot_be_through_before_the_units_are():
    gathers = replace(due(date(2023, 6, 5)), actor=Actor.ISSUER)
    units = due(date(2023, 6, 9))

    found = [(each.fault, each.place) for each in lint(a_plan(gathers, units), CALENDAR)]
    assert found == [(Fault.COLLATOR_FIRST, 0)]
    assert (
        lint(
            a_plan(replace(gathers, deadline=Deadline(date(2023, 6, 20), inclusive=True)), units),
            CALENDAR,
        )
        == ()
    )


def test_a_plan_of_emulation_is_expected_to_ask_for_a_registration_and_a_report():
    plan = a_plan(due(date(2023, 3, 3), Kind.DOSSIER), title="Kế hoạch thi đua năm 2022")

    faults = [each.fault for each in lint(plan, CALENDAR)]

    assert faults == [Fault.TITLE_YEAR, Fault.NO_REPORT, Fault.NO_REGISTRATION]


def test_an_annual_report_in_the_january_after_is_not_odd():
    assert lint(a_plan(due(date(2024, 1, 12), Kind.ANNUAL_REPORT)), CALENDAR) == ()


def test_an_annual_report_before_the_last_phase_ends_is_found():
    phase = Phase("Đợt 2", date(2023, 7, 1), date(2023, 12, 31))
    plan = a_plan(due(date(2023, 12, 8), Kind.ANNUAL_REPORT), phases=(phase,))

    assert lint(plan, CALENDAR) == (Finding(Fault.ANNUAL_TOO_EARLY, 0, date(2023, 12, 31)),)


def test_what_the_issuer_does_itself_needs_no_date():
    own = ObligationDraft(Kind.ANNUAL_REPORT, "Báo cáo lên trên", actor=Actor.ISSUER)

    assert lint(a_plan(own), CALENDAR) == ()


FAULTS = {
    "hai-phong-2023": {(Fault.DUE_BY_ISSUE, 0)},
    "lai-chau-2023": {(Fault.DAY_CLOSED, 1), (Fault.DAY_CLOSED, 2)},
    "bac-giang-2022": {(Fault.DAY_CLOSED, 1), (Fault.ANNUAL_TOO_EARLY, 2)},
}


@pytest.mark.parametrize("slug", FAULTS)
def test_the_faults_of_real_plans_are_found(slug: str):
    calendar = Calendar(CALENDAR.zone, ClosedDays(frozenset()), shifts=False)
    found = {(each.fault, each.place) for each in lint(load(slug), calendar)}

    assert FAULTS[slug] <= found


@pytest.mark.parametrize("slug", slugs())
def test_every_finding_names_a_place_that_there_is(slug: str):
    plan = load(slug)

    assert all(
        each.place is None or each.place < len(plan.obligations) for each in lint(plan, CALENDAR)
    )
