"""Invites as a Word sheet to print and cut: a QR code and what to do with it for each unit."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.papers.qr import qr_png
from bot.papers.word import (
    BODY_WIDTH,
    CENTRED,
    CENTRED_BOLD,
    MM,
    Look,
    content_of,
    emu,
    layout,
    new_document,
    paragraph,
)
from bot.texts import Texts

if TYPE_CHECKING:
    from docx.document import Document

MOST_CARDS = 100
"""Of one sheet: drawing the codes of more takes longer than anybody waits for a file."""

_CODE = 34 * MM
_WIDTHS = (_CODE + 4 * MM, BODY_WIDTH - _CODE - 4 * MM)
_NAME = Look(size=13, bold=True, after=2)
_LINE = Look(size=11, after=2)


@dataclass(frozen=True, slots=True)
class Card:
    """The invite of one unit."""

    unit: str
    link: str
    expires_at: datetime | None


def invite_cards(
    t: Texts, organisation: str, bloc: str, cards: Sequence[Card], made_at: datetime
) -> bytes:
    """The sheet of one bloc; the same bytes for the same cards. Blocking: call it off the loop."""
    note = t.plain("Each code serves one person, once. Please hand it over in person.")
    document = new_document(note)
    paragraph(document, organisation, replace(CENTRED, size=12))
    title = t.plain("Invites to the emulation campaign")
    paragraph(document, title, replace(CENTRED_BOLD, size=14))
    paragraph(document, bloc, replace(CENTRED, size=13, after=10))
    for card in cards:
        _add(document, t, card)
        # Where to cut; and two tables that touch would become one.
        paragraph(document, "- " * 60, replace(CENTRED, size=7, before=2, after=2))
    return content_of(document, f"{organisation} - {bloc}", made_at)


def _add(document: Document, t: Texts, card: Card) -> None:
    left, right = layout(document, _WIDTHS)
    code = paragraph(left, "", CENTRED)
    # Else the picture is cut to the height of an empty line.
    code.paragraph_format.line_spacing = None
    code.add_run().add_picture(io.BytesIO(qr_png(card.link)), width=emu(_CODE))
    paragraph(right, card.unit, _NAME)
    how = t.plain("2. Point the camera at the code, or open: {link}", link=card.link)
    for line in (
        t.plain("1. Install Telegram on the phone."),
        how,
        t.plain("3. Press START and confirm the unit."),
    ):
        paragraph(right, line, _LINE)
    if card.expires_at is not None:
        end = t.plain("Good until {at}.", at=t.moment(card.expires_at))
        paragraph(right, end, replace(_LINE, italic=True))
