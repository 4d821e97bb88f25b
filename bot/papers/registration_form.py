"""A unit's registration as an official form to sign: «Bản đăng ký thi đua».

No law prescribes this form; its outline follows those in use, and its layout Nghị định
30/2020/NĐ-CP, Phụ lục I.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.papers.official import BLANK, basis, closing, day_words, heading, printed_note, title
from bot.papers.word import (
    BODY,
    CENTRED,
    HEADLINE,
    Column,
    clean,
    content_of,
    new_document,
    paragraph,
    table,
)
from bot.rules.members import Language
from bot.rules.registrations import Scope, TargetLine, TitleLine
from bot.texts import Texts

if TYPE_CHECKING:
    from docx.document import Document


@dataclass(frozen=True, slots=True)
class RegistrationPaper:
    """Everything the form says. What is "" or None is left out, or to be filled in by hand.

    `organisation` is addressed and issued the plan; `unit` registers, in `bloc`. `receipt` is the
    receipt's number as printed, `received_at` its time in the organisation's zone. The unit itself
    gives the form its `number`, its `place` and the day it is signed on.
    """

    organisation: str
    unit: str
    year: int
    receipt: str
    received_at: datetime
    version: int = 1
    bloc: str = ""
    plan_title: str = ""
    plan_number: str = ""
    plan_issued_on: date | None = None
    titles: tuple[TitleLine, ...] = ()
    targets: tuple[TargetLine, ...] = ()
    number: str = ""
    place: str = ""
    signed_on: date | None = None


def registration_form(paper: RegistrationPaper) -> bytes:
    """The form as a Word document in Vietnamese; the same bytes for the same paper."""
    t = Texts(Language.VI, zone=paper.received_at.tzinfo)
    document = new_document(printed_note(t, paper.receipt, paper.received_at, paper.version))
    day = day_words(t, paper.signed_on, paper.year)
    heading(document, t, paper.unit, paper.number, f"{clean(paper.place) or BLANK}, {day}")
    name = t.plain("Emulation registration")
    title(document, name, t.plain("Year {year}", year=paper.year))
    address = t.plain("To: {organisation}", organisation=paper.organisation)
    paragraph(document, address, replace(CENTRED, before=4, after=8))
    _introduce(document, t, paper)
    _collective_titles(document, t, paper)
    _individual_titles(document, t, paper)
    _targets(document, t, paper)
    _pledge(document, t)
    return content_of(document, f"{name} {paper.year} - {paper.unit}", paper.received_at)


def _introduce(document: Document, t: Texts, paper: RegistrationPaper) -> None:
    if paper.plan_title or paper.plan_number:
        paragraph(document, basis(t, paper), replace(BODY, italic=True))
    paragraph(document, t.plain("Name of the unit: {unit}", unit=paper.unit))
    if paper.bloc:
        paragraph(document, t.plain("Emulation bloc: {bloc}", bloc=paper.bloc))
    begin = t.plain("The unit registers for the year {year} as follows:", year=paper.year)
    paragraph(document, begin, replace(BODY, keep=True))


def _collective_titles(document: Document, t: Texts, paper: RegistrationPaper) -> None:
    lines = [clean(line.title) for line in paper.titles if line.scope is Scope.COLLECTIVE]
    paragraph(document, t.plain("I. Collective emulation titles"), HEADLINE)
    for line in lines[:-1]:
        paragraph(document, f"- {line};")
    if lines:
        paragraph(document, f"- {lines[-1]}.")
    else:
        _nothing(document, t)


def _individual_titles(document: Document, t: Texts, paper: RegistrationPaper) -> None:
    people = [line for line in paper.titles if line.scope is Scope.INDIVIDUAL]
    paragraph(document, t.plain("II. Individual emulation titles"), HEADLINE)
    if not people:
        return _nothing(document, t)
    columns = (
        Column(t.plain("Order"), 12, "CENTER"),
        Column(t.plain("Full name, position"), 88),
        Column(t.plain("Title registered"), 65),
    )
    rows = [(str(order), line.person, line.title) for order, line in enumerate(people, 1)]
    return table(document, columns, rows)


def _targets(document: Document, t: Texts, paper: RegistrationPaper) -> None:
    paragraph(document, t.plain("III. Emulation targets"), HEADLINE)
    if not paper.targets:
        return _nothing(document, t)
    plan = t.plain("Plan for the year {year}", year=paper.year)
    if any(target.before is not None for target in paper.targets):
        return _compared(document, t, paper.targets, plan)
    columns = (
        Column(t.plain("Order"), 12, "CENTER"),
        Column(t.plain("Indicator"), 59),
        Column(t.plain("Unit of measure"), 52, "CENTER"),
        Column(plan, 42, "RIGHT"),
    )
    rows = [
        (str(order), target.indicator, target.measure, t.number(target.planned))
        for order, target in enumerate(paper.targets, 1)
    ]
    return table(document, columns, rows)


def _compared(document: Document, t: Texts, targets: Sequence[TargetLine], plan: str) -> None:
    """The targets beside last year's figures, a dash where one is not known."""
    columns = (
        Column(t.plain("Order"), 12, "CENTER"),
        Column(t.plain("Indicator"), 49),
        Column(t.plain("Unit of measure"), 36, "CENTER"),
        Column(t.plain("Last year's result"), 34, "RIGHT"),
        Column(plan, 34, "RIGHT"),
    )
    rows = []
    for order, target in enumerate(targets, 1):
        before = "–" if target.before is None else t.number(target.before)
        planned = t.number(target.planned)
        rows.append((str(order), target.indicator, target.measure, before, planned))
    return table(document, columns, rows)


def _nothing(document: Document, t: Texts) -> None:
    paragraph(document, t.plain("Not registered."))


def _pledge(document: Document, t: Texts) -> None:
    """The promise and the place to sign, on one page."""
    pledge = t.plain("The unit pledges to carry out well what is registered above.")
    paragraph(document, pledge, replace(BODY, keep=True))
    recipients = (t.plain("- As above;"), t.plain("- Kept: records office."))
    how = t.plain("(Signature, full name, stamp)")
    closing(document, t, recipients, t.plain("Head of the unit"), how)
