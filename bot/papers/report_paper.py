"""A unit's report as an official paper to sign, from what it answered: «Báo cáo».

The outline is the one these plans ask for; the layout Nghị định 30/2020/NĐ-CP, Phụ lục I. Nothing
stands in it that the unit did not say: what was skipped is left out, and the numbers close up.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from functools import partial
from typing import TYPE_CHECKING

from bot.papers.figures_table import figures_table
from bot.papers.official import (
    BLANK,
    basis,
    closing,
    day_words,
    heading,
    printed_note,
    title,
)
from bot.papers.word import (
    BODY,
    CENTRED,
    HEADLINE,
    clean,
    content_of,
    new_document,
    paragraph,
    paragraphs,
)
from bot.rules.answers import Answers, Section
from bot.rules.members import Language
from bot.rules.plans import Kind
from bot.rules.registrations import TargetLine
from bot.texts import N_, Texts

if TYPE_CHECKING:
    from docx.document import Document


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """Everything the report says. What is "" or None is left out, or to be filled in by hand.

    `organisation` is addressed and issued the plan; `unit` reports, in `bloc`; `title` is the
    obligation's. `missing` are registered targets without a figure, `words` what the unit wrote
    outside the outline, `attachments` the names of files that came with it. Without a `receipt`
    it has not been handed in. Times are told in `zone`.
    """

    organisation: str
    unit: str
    kind: Kind
    title: str
    year: int
    zone: tzinfo
    answers: Answers
    missing: tuple[TargetLine, ...] = ()
    words: str = ""
    attachments: tuple[str, ...] = ()
    bloc: str = ""
    plan_title: str = ""
    plan_number: str = ""
    plan_issued_on: date | None = None
    receipt: str = ""
    received_at: datetime | None = None
    version: int = 1
    number: str = ""
    place: str = ""
    signed_on: date | None = None


ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")

# A period that the title does not name, a number not yet given.
UNKNOWN = "……"

# Parts of the paper that are no section of the outline: the table, and words beside the outline.
FIGURES, OTHER = "figures", "other"

CHAPTERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("The unit's situation"), (Section.SITUATION,)),
    (
        N_("Results achieved"),
        (
            Section.LEADERSHIP,
            FIGURES,
            Section.MOVEMENTS,
            Section.MODELS,
            Section.AWARDS,
            Section.WELFARE,
        ),
    ),
    (N_("Shortcomings and their causes"), (Section.SHORTCOMINGS,)),
    (N_("Directions and tasks"), (Section.PLANS,)),
    (N_("Requests and proposals"), (Section.PROPOSALS,)),
    (N_("Other matters"), (OTHER,)),
)

PARTS = {
    Section.LEADERSHIP: N_("Leading, organising and launching the movement"),
    FIGURES: N_("Results against the targets"),
    Section.MOVEMENTS: N_("Emulation movements"),
    Section.MODELS: N_("Good examples and initiatives"),
    Section.AWARDS: N_("Commendation"),
    Section.WELFARE: N_("Social welfare"),
}

QUARTER = re.compile(r"\bqu[ýí]\s+(IV|I{1,3}|[1-4])\b", re.IGNORECASE)
MONTH = re.compile(r"\btháng\s+(1[0-2]|0?[1-9])\b", re.IGNORECASE)


def report_document(paper: ReportPaper) -> bytes:
    """The report as a Word document in Vietnamese; the same bytes for the same paper."""
    t = Texts(Language.VI, zone=paper.zone)
    document = new_document(_note(t, paper), t.plain("DRAFT – TO BE SIGNED"))
    day = day_words(t, paper.signed_on, paper.year)
    number = paper.number or t.plain("{blank}/BC-{blank}", blank=UNKNOWN)
    heading(document, t, paper.unit, number, f"{clean(paper.place) or BLANK}, {day}")
    name = t.plain("Report (document)")
    title(document, name, _subject(t, paper))
    address = t.plain("To: {organisation}", organisation=paper.organisation)
    paragraph(document, address, replace(CENTRED, before=4, after=8))
    _introduce(document, t, paper)
    _outline(document, t, paper)
    _attachments(document, t, paper)
    _close(document, t, paper)
    made_at = paper.received_at or datetime(paper.year, 1, 1, tzinfo=UTC)
    return content_of(document, f"{name} {paper.year} - {paper.unit}", made_at)


def _note(t: Texts, paper: ReportPaper) -> str:
    if not paper.receipt or paper.received_at is None:
        return t.plain("Printed from the emulation system: a draft, not handed in")
    return printed_note(t, paper.receipt, paper.received_at, paper.version)


def _subject(t: Texts, paper: ReportPaper) -> str:
    """What the report is about; a quarter or a month that the title does not name is dotted."""
    named, year = clean(paper.title), paper.year
    if paper.kind is Kind.MIDYEAR_REPORT:
        return t.plain("Results of the emulation movement, first half of {year}", year=year)
    if paper.kind is Kind.QUARTERLY_REPORT:
        return t.plain(
            "Results of the emulation movement, quarter {quarter} of {year}",
            quarter=_quarter(named),
            year=year,
        )
    if paper.kind is Kind.MONTHLY_REPORT:
        found = MONTH.search(named)
        return t.plain(
            "Results of the emulation movement, month {month} of {year}",
            month=found[1] if found else UNKNOWN,
            year=year,
        )
    own = "" if paper.kind is Kind.ANNUAL_REPORT else _bare(t, named)
    return own or t.plain("Results of the emulation movement in {year}", year=year)


def _quarter(named: str) -> str:
    found = QUARTER.search(named)
    if found is None:
        return UNKNOWN
    return ROMAN[int(found[1]) - 1] if found[1].isdigit() else found[1].upper()


def _bare(t: Texts, named: str) -> str:
    """The obligation's title without the word that stands above it in capitals."""
    kind = t.plain("Report (document)")
    if named.casefold().startswith(kind.casefold()):
        named = named[len(kind) :].strip()
    return named[:1].upper() + named[1:]


def _introduce(document: Document, t: Texts, paper: ReportPaper) -> None:
    if paper.plan_title or paper.plan_number:
        paragraph(document, basis(t, paper), replace(BODY, italic=True))
    if paper.bloc:
        begin = t.plain("{unit} ({bloc}) reports as follows:", unit=paper.unit, bloc=paper.bloc)
    else:
        begin = t.plain("{unit} reports as follows:", unit=paper.unit)
    paragraph(document, begin, replace(BODY, keep=True))


def _outline(document: Document, t: Texts, paper: ReportPaper) -> None:
    """The chapters and parts that say something, numbered in their order."""
    contents = _contents(t, paper)
    numbers = iter(ROMAN)
    for name, parts in CHAPTERS:
        said = [part for part in parts if part in contents]
        if said:
            paragraph(document, f"{next(numbers)}. {t.plain(name).upper()}", HEADLINE)
        for order, part in enumerate(said, 1):
            if part in PARTS:
                paragraph(document, f"{order}. {t.plain(PARTS[part])}", HEADLINE)
            contents[part](document)


def _contents(t: Texts, paper: ReportPaper) -> dict[str, Callable[[Document], None]]:
    """What there is to write in each part; one without a word has no place."""
    words: dict[str, str] = dict((paper.answers.sections or {}).items())
    # What was typed beside the questions tells of the movement unless that was told already.
    beside = OTHER if clean(words.get(Section.MOVEMENTS, "")) else Section.MOVEMENTS
    words[beside] = paper.words
    contents: dict[str, Callable[[Document], None]] = {
        part: partial(paragraphs, words=said) for part, said in words.items() if clean(said)
    }
    if paper.answers.figures or paper.missing:
        contents[FIGURES] = partial(_figures, t=t, paper=paper)
    return contents


def _figures(document: Document, t: Texts, paper: ReportPaper) -> None:
    whole_year = paper.kind is Kind.ANNUAL_REPORT
    figures_table(document, t, paper.answers.figures, paper.missing, whole_year=whole_year)


def _attachments(document: Document, t: Texts, paper: ReportPaper) -> None:
    names = [clean(name) for name in paper.attachments if clean(name)]
    if names:
        paragraph(document, t.plain("Enclosed:"), HEADLINE)
    for order, name in enumerate(names, 1):
        end = "." if order == len(names) else ";"
        # A file's name is one long word: both margins even would tear the line apart.
        paragraph(document, f"- {name}{end}", replace(BODY, align="LEFT"))


def _close(document: Document, t: Texts, paper: ReportPaper) -> None:
    """The last sentence and the place to sign, on one page."""
    end = t.plain("This is the report of {unit}.", unit=paper.unit)
    paragraph(document, end, replace(BODY, keep=True))
    recipients = (t.plain("- As above;"), t.plain("- Kept: records office."))
    how = t.plain("(Authority, position, signature, full name, stamp)")
    closing(document, t, recipients, BLANK * 2, how)
