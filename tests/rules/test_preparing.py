"""A plan in preparation: what belongs together in it, and what is still to be looked at."""

from dataclasses import replace
from datetime import date

import pytest

from bot.rules.deadlines import Deadline
from bot.rules.dialogues import StaleForm
from bot.rules.plans import Kind, ObligationDraft, OrganisationKind
from bot.rules.preparing import Prepared, new_plan, periods_with, with_confirmed


def monthly(month: int, title: str = "Gửi tin") -> ObligationDraft:
    day = Deadline(date(2026, month, 25), inclusive=False)
    return ObligationDraft(Kind.OTHER, f"{title} (tháng {month}/2026)", deadline=day)


def prepared(*items: ObligationDraft) -> Prepared:
    plan = new_plan("Liên minh", OrganisationKind.ALLIANCE, "Kế hoạch thi đua", 2026)
    return Prepared(replace(plan, obligations=items))


def test_the_periods_of_one_duty_belong_together() -> None:
    report = ObligationDraft(Kind.ANNUAL_REPORT, "Báo cáo tổng kết năm")
    plan = prepared(monthly(1), report, monthly(2), monthly(3, "Gửi ảnh"), monthly(12))

    assert periods_with(plan, 0) == (0, 2, 4)
    assert periods_with(plan, 3) == (3,)
    assert periods_with(plan, 1) == (1,)


def test_a_period_that_was_changed_by_hand_is_no_longer_one_of_them() -> None:
    plan = prepared(monthly(1), replace(monthly(2), kind=Kind.MONTHLY_REPORT), monthly(3))

    assert periods_with(plan, 0) == (0, 2)


def test_all_periods_are_confirmed_at_once_and_nothing_else() -> None:
    plan = prepared(monthly(1), ObligationDraft(Kind.DOSSIER, "Hồ sơ"), monthly(2))

    assert with_confirmed(plan, *periods_with(plan, 0)).unconfirmed == (1,)
    with pytest.raises(StaleForm):
        with_confirmed(plan, 7)
