"""Why what was typed is no figure of a report, and what to type instead."""

from collections.abc import Callable
from typing import Any

from bot.rules.actuals import NotAFigure, Refusal
from bot.texts import Texts


def _not_a_figure(t: Texts, violation: NotAFigure) -> str:
    typed, measure = violation.text[:60], violation.measure
    match violation.refusal:
        case Refusal.NEGATIVE:
            return t(
                "A figure in {measure} cannot be negative. Please type it again.", measure=measure
            )
        case Refusal.ABSURD:
            return t(
                "“{text}” is too large to be right. Please check and type it again.", text=typed
            )
        case Refusal.CHANGE:
            return t(
                "“{text}” says by how much it changed. Please type the figure itself, "
                "in {measure}.",
                text=typed,
                measure=measure,
            )
        case Refusal.RATE:
            return t(
                "Please type the figure itself, in {measure}; the rate against the plan is "
                "computed here.",
                measure=measure,
            )
        case Refusal.MEASURE:
            return t(
                "This figure is counted in {measure}, “{text}” is in something else. Please type "
                "it in {measure}.",
                text=typed,
                measure=measure,
            )
        case Refusal.NOT_WHOLE:
            return t(
                "“{text}”: {measure} are counted in whole numbers. Please type it again.",
                text=typed,
                measure=measure,
            )
    return t(
        "“{text}” is not a number that can be read. Please type one number, in {measure}.",
        text=typed,
        measure=measure,
    )


ANSWER_WORDS: dict[type, Callable[[Texts, Any], str]] = {NotAFigure: _not_a_figure}
