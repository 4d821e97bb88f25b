"""Understanding what people type: which of a few things they want, and about which duty."""

from bot.asking.understanding import Question, understand
from bot.asking.vocabulary import Intent

__all__ = ["Intent", "Question", "understand"]
