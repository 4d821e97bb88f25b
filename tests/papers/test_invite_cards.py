"""Sheets of invites to print: one card a unit, nothing typed breaks them."""

import io
from zoneinfo import ZoneInfo

import docx

from bot.papers.invite_cards import Card, invite_cards
from bot.rules.members import Language
from bot.texts import Texts
from tests.stories.world import local

AT = local("2023-01-30 08:00")
LINK = "https://t.me/thidua_demo_bot?start="


def a_sheet_of(*cards: Card) -> bytes:
    t = Texts(Language.VI, zone=ZoneInfo("Asia/Ho_Chi_Minh"))
    return invite_cards(t, "Liên minh HTX", "Khối 1", cards, AT)


def test_each_unit_has_a_card_with_its_code_its_link_and_its_end():
    sheet = docx.Document(
        io.BytesIO(
            a_sheet_of(Card("HTX A & <B>\x07", f"{LINK}a", AT), Card("HTX C", f"{LINK}c", None))
        )
    )

    words = [card.rows[0].cells[1].text.splitlines() for card in sheet.tables]
    assert [(lines[0], lines[2].split()[-1], lines[-1]) for lines in words] == [
        ("HTX A & <B>", f"{LINK}a", "Dùng đến 08:00 30/01/2023."),
        ("HTX C", f"{LINK}c", "3. Bấm BẮT ĐẦU (START) và xác nhận đúng đơn vị."),
    ]
    assert len(sheet.inline_shapes) == 2


def test_the_same_cards_make_the_same_bytes():
    card = Card("HTX A", f"{LINK}a", AT)

    assert a_sheet_of(card) == a_sheet_of(card)
