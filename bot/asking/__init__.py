"""Understanding what people type: which of a few things they want, and about which duty."""

from bot.asking.choosing import day_to_hand_in, meant, of_days, questions_in, readings_of
from bot.asking.days import SaidDay, days_said
from bot.asking.following import followed
from bot.asking.pairs import Alike, alike, says_enough
from bot.asking.passages import Passage, is_of_phases, passages_on
from bot.asking.understanding import SURE_ENOUGH, Question, is_asking, understand
from bot.asking.vocabulary import Intent

__all__ = [
    "SURE_ENOUGH",
    "Alike",
    "Intent",
    "Passage",
    "Question",
    "SaidDay",
    "alike",
    "day_to_hand_in",
    "days_said",
    "followed",
    "is_asking",
    "is_of_phases",
    "meant",
    "of_days",
    "passages_on",
    "questions_in",
    "readings_of",
    "says_enough",
    "understand",
]
