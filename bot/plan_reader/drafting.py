"""What was read -> a plan as the rest of the program knows it, for an officer to go through."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.plan_reader.found import Found
from bot.plan_reader.periods import periods_of
from bot.plan_reader.reading import ReadPlan
from bot.rules.deadlines import Deadline
from bot.rules.folding import fold
from bot.rules.plans import ObligationDraft, OrganisationKind, Phase, PlanDraft, ProgrammeItem

_BY_NAME = (
    ("lien minh", OrganisationKind.ALLIANCE),
    ("lien doan lao dong", OrganisationKind.FEDERATION),
    ("cong doan", OrganisationKind.FEDERATION),
    ("hiep hoi", OrganisationKind.ASSOCIATION),
    ("uy ban nhan dan", OrganisationKind.WARD),
)
_EXCLUDED = re.compile(r"khong dang ky[^.]*khong[^.]*(?:xet|khen thuong)")


def draft_of(plan: ReadPlan, *, today: date) -> PlanDraft:
    """The draft. What recurs becomes one dated obligation a period of the plan's year.

    Periods that ended before the plan was issued are none, nor before `today` where the year is
    not over. What the document leaves blank stays blank; a year that it does not name is this one.
    """
    header = plan.header
    year = header.year or today.year
    begun = max(header.issued_on or date.min, today if today.year == year else date.min)
    return PlanDraft(
        slug=_slug(header.number or header.title or "ke-hoach", year),
        organisation=header.issuer,
        organisation_kind=_kind(header.issuer),
        issuer=header.issuer,
        title=f"{header.kind} {header.title}".strip() or f"Kế hoạch thi đua năm {year}",
        year=year,
        number=header.number,
        place=header.place,
        issued_on=header.issued_on,
        issued_written=header.issued_written,
        theme=header.theme,
        bases=header.bases,
        phases=tuple(_phase(each) for each in plan.obligations if each.is_phase),
        obligations=tuple(
            draft
            for each in plan.obligations
            if not each.is_phase and not each.is_programme
            for draft in _obligations(each, year, begun)
        ),
        programme=tuple(_line(each) for each in plan.obligations if each.is_programme),
        blocs=tuple(each.name for each in plan.blocs),
        unit_types=tuple(each.name for each in plan.unit_types),
        rules=tuple(each.name for each in plan.rules),
        cut_offs=tuple(" ".join(quote.split()) for quote, _ in plan.cut_offs),
        unregistered_excluded=any(_EXCLUDED.search(fold(each.name)) for each in plan.rules),
        anniversaries=tuple(each.anniversary for each in plan.anniversaries),
        recipients=header.recipients,
    )


def _obligations(found: Found, year: int, begun: date) -> Iterator[ObligationDraft]:
    due = found.due
    draft = ObligationDraft(
        kind=found.kind,
        title=found.title,
        actor=found.actor,
        written=found.written,
        starts_on=due.starts_on,
        clause=found.clause,
        addressee=found.addressee,
        quote=" ".join(found.quote.split()),
    )
    if periods := periods_of(due.recurrence, year):
        ahead = [each for each in periods if _deadline(found, each.day).last_day >= begun]
        for period in ahead or periods[-1:]:
            title = f"{found.title} ({period.name})" if period.name else found.title
            yield replace(draft, title=title, deadline=_deadline(found, period.day))
    elif due.day is not None:
        yield replace(draft, deadline=_deadline(found, due.day))
    else:
        yield draft


def _deadline(found: Found, day: date) -> Deadline:
    return Deadline(day, found.due.inclusive, found.due.hour, found.due.granularity)


def _phase(found: Found) -> Phase:
    return Phase(found.title, found.due.starts_on, found.due.day, found.written, found.clause)


def _line(found: Found) -> ProgrammeItem:
    assert found.due.day is not None
    quarter = (found.due.day.month + 2) // 3
    return ProgrammeItem(
        found.item or 0, quarter, found.title, found.actor, found.responsible, found.kind
    )


def _kind(issuer: str) -> OrganisationKind:
    named = (kind for name, kind in _BY_NAME if name in fold(issuer))
    return next(named, OrganisationKind.ASSOCIATION)


def _slug(name: str, year: int) -> str:
    words = re.findall(r"[a-z0-9]+", fold(name))
    return "-".join([*words[:6], f"{year}"])
