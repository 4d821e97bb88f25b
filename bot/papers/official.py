"""What every official document has, set as Nghị định 30/2020/NĐ-CP, Phụ lục I asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from bot.papers.word import (
    BODY_WIDTH,
    CENTRED,
    CENTRED_BOLD,
    MM,
    PT,
    Look,
    clean,
    element,
    emu,
    layout,
    paragraph,
)
from bot.texts import Texts

if TYPE_CHECKING:
    from docx.document import Document

    from bot.papers.word import Holder

BLANK = "…" * 4  # to be filled in by hand


class UnderPlan(Protocol):
    """A paper that rests on a plan of the organisation it is addressed to."""

    @property
    def organisation(self) -> str: ...
    @property
    def year(self) -> int: ...
    @property
    def plan_title(self) -> str: ...
    @property
    def plan_number(self) -> str: ...
    @property
    def plan_issued_on(self) -> date | None: ...


def day_words(t: Texts, day: date | None, year: int) -> str:
    """«ngày 05 tháng 02 năm 2023»; a day not yet known is dotted.

    Phụ lục I, phần II, mục 4: days below 10 and the months 1 and 2 have a zero in front.
    """
    if day is None:
        return t.plain("day {day} month {month} year {year}", day="……", month="……", year=year)
    number, month = f"{day.day:02}", f"{day.month:02}" if day.month < 3 else f"{day.month}"
    return t.plain("day {day} month {month} year {year}", day=number, month=month, year=day.year)


def printed_note(t: Texts, receipt: str, at: datetime, version: int) -> str:
    """What stands at each foot of something that was handed in: how to find it again."""
    return t.plain(
        "Printed from the emulation system: receipt No. {number}, {at}, version {version}",
        number=receipt,
        at=t.moment_exact(at),
        version=version,
    )


def heading(document: Document, t: Texts, issuer: str, number: str, day: str) -> None:
    """Quốc hiệu and tiêu ngữ, who issues it, its number, place and day (phần II, mục 1-4)."""
    widths = (65 * MM, BODY_WIDTH - 65 * MM)
    left, right = layout(document, widths)
    name = clean(issuer).upper()
    paragraph(left, name, replace(CENTRED_BOLD, size=12))
    _line(left, name, 0.4, widths[0])
    paragraph(left, t.plain("No.: {number}", number=clean(number) or BLANK), CENTRED)
    country = t.plain("SOCIALIST REPUBLIC OF VIETNAM")
    motto = t.plain("Independence - Freedom - Happiness")
    paragraph(right, country, replace(CENTRED_BOLD, size=12))
    paragraph(right, motto, CENTRED_BOLD)
    _line(right, motto, 1, widths[1])
    paragraph(right, day, replace(CENTRED, italic=True))


def title(document: Document, kind: str, subject: str) -> None:
    """The name of the document and what it is about, a short line below (phần II, mục 5)."""
    paragraph(document, kind.upper(), replace(CENTRED_BOLD, size=14, before=10))
    paragraph(document, subject, CENTRED_BOLD)
    _line(document, clean(subject), 0.5, BODY_WIDTH)


def basis(t: Texts, paper: UnderPlan) -> str:
    """The plan as one document cites another: kind, number, day, who issued it, about what.

    NĐ 30/2020, Phụ lục I, phần II, mục 6. "Kế hoạch công tác …" is a plan on "công tác …".
    """
    kind, subject = t.plain("Plan (document)"), clean(paper.plan_title)
    if subject.casefold().startswith(kind.casefold()):
        subject = subject[len(kind) :].strip()
    else:
        kind, subject = subject or kind, ""
    words = [t.plain("Pursuant to {document}", document=kind)]
    if paper.plan_number:
        words.append(t.plain("numbered {number}", number=paper.plan_number))
    if paper.plan_issued_on:
        words.append(day_words(t, paper.plan_issued_on, paper.year))
    words.append(t.plain("issued by {organisation}", organisation=paper.organisation))
    if subject:
        words.append(t.plain("on the subject of {subject}", subject=subject))
    return " ".join(words) + "."


def closing(document: Document, t: Texts, recipients: Sequence[str], signer: str, how: str) -> None:
    """Nơi nhận on the left, who signs and how on the right (phần II, mục 7 and 9)."""
    left, right = layout(document, (BODY_WIDTH // 2, BODY_WIDTH - BODY_WIDTH // 2))
    paragraph(left, t.plain("Recipients:"), Look(size=12, bold=True, italic=True))
    for recipient in recipients:
        paragraph(left, recipient, Look(size=11))
    paragraph(right, signer.upper(), CENTRED_BOLD)
    # A stamp is 36 mm wide and half of it stands on the signature.
    paragraph(right, how, replace(CENTRED, italic=True, after=68))
    # A document ends with a paragraph: Word's own would be a line high and may open a page.
    paragraph(document, "", Look(size=1))


def _line(holder: Holder, words: str, share: float, room: int) -> None:
    """A thin solid line below words, a `share` of their length or of the `room` they have."""
    # How wide bold Times is at 12-13 pt, near enough for a line that hangs in the middle.
    widths = (9 if sign.isupper() else 3.2 if sign == " " else 6.5 for sign in words)
    length = share * min(sum(widths) * PT, room)
    # The border of an empty paragraph: a drawn shape floats away in the viewers of phones.
    made = paragraph(holder, "", Look(size=2, before=2, after=3))
    form = made.paragraph_format
    form.left_indent = form.right_indent = emu((room - length) / 2)
    properties = made._p.get_or_add_pPr()
    borders = element(properties, "w:pBdr")
    element(borders, "w:top", val="single", sz="6", space="1", color="000000")
    # Word wants its elements in the schema's order.
    properties.insert_element_before(borders, "w:spacing", "w:ind", "w:jc")
