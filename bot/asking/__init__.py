"""Understanding what people type: which of a few things they want, and about which duty."""

from bot.asking.choosing import day_to_hand_in, meant, of_days, questions_in
from bot.asking.days import SaidDay, days_said
from bot.asking.passages import Passage, passages_on
from bot.asking.understanding import Question, is_asking, understand
from bot.asking.vocabulary import Intent

__all__ = [
    "Intent",
    "Passage",
    "Question",
    "SaidDay",
    "day_to_hand_in",
    "days_said",
    "is_asking",
    "meant",
    "of_days",
    "passages_on",
    "questions_in",
    "understand",
]
