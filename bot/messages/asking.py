"""Answers to what people type: help with the way on, never a guess."""

from bot.messages.deadlines import ListDuties
from bot.messages.home import GoHome, GoTo
from bot.messages.screens import Button, Screen, screen
from bot.rules.members import Member
from bot.texts import Texts


def not_understood(t: Texts, member: Member) -> Screen:
    """Says so, and offers what there is."""
    if member.is_manager:
        return screen(
            t(
                "This question is not understood yet. {You} may ask about a deadline, or choose "
                "below."
            ),
            Button(t.plain("All deadlines"), ListDuties()),
            Button(t.plain("Hand in a report"), GoTo("baocao")),
            Button(t.plain("Register titles and targets"), GoTo("dangky")),
        )
    return screen(
        t("This is not understood. Please choose from the menu."),
        Button(t.plain("Home"), GoHome()),
    )


def no_such_duty(t: Texts) -> Screen:
    """The question is clear, but no plan in force asks for that."""
    return screen(
        t("No plan in force asks {you} for that, so there is no deadline for it."),
        Button(t.plain("All deadlines"), ListDuties()),
    )


def thanks(t: Texts) -> str:
    """Answer to a thank-you."""
    return t("Thank {you}. The buttons below are always here.")


def ask_file_first(t: Texts) -> str:
    """A kind of message that no form takes, such as a sticker or a place on the map."""
    return t("This kind of message is not used here. Please type, or send a file or a photo.")
