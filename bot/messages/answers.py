"""What a report answers, in words: figures with their rates, sections of the outline."""

from decimal import Decimal

from markupsafe import Markup

from bot.messages.paging import short
from bot.rules.answers import Answers, FigureLine, Section
from bot.texts import N_, Texts

LONGEST_SHORT = 160
A_LINE = 1000
"""Of one section's words at once: a line may be thousands of characters long."""

TITLES = {
    Section.SITUATION: N_("The unit's situation"),
    Section.LEADERSHIP: N_("Leading, organising and launching the movement"),
    Section.MOVEMENTS: N_("Emulation movements"),
    Section.MODELS: N_("Good examples and initiatives"),
    Section.AWARDS: N_("Commendation"),
    Section.WELFARE: N_("Social welfare"),
    Section.SHORTCOMINGS: N_("Shortcomings and their causes"),
    Section.PLANS: N_("Directions and tasks"),
    Section.PROPOSALS: N_("Requests and proposals"),
}


def answer_lines(t: Texts, answers: Answers) -> list[str | Markup]:
    """Everything answered, whole: figures with their rates, then each section with its title.

    No line is longer than a message holds; empty when nothing was answered.
    """
    lines: list[str | Markup] = []
    if answers.figures:
        lines += ["", t("<b>Figures</b>"), *(figure_line(t, line) for line in answers.figures)]
    for section, words in (answers.sections or {}).items():
        lines += ["", t("<b>{title}</b>", title=section_title(t, section)), *_parted(words)]
    return lines


def answers_in_short(t: Texts, answers: Answers) -> list[str | Markup]:
    """Everything answered for a screen of many parts: of each section its beginning."""
    lines: list[str | Markup] = []
    if answers.figures:
        lines += ["", t("<b>Figures</b>"), *(figure_line(t, line) for line in answers.figures)]
    if answers.sections:
        lines += ["", t("<b>Contents</b>")]
    for section, words in (answers.sections or {}).items():
        shown = " ".join(words.split())
        lines.append(
            t(
                "• {title}: <i>{words}</i>",
                title=section_title(t, section),
                words=short(shown, LONGEST_SHORT),
            )
        )
    return lines


def figure_line(t: Texts, line: FigureLine) -> Markup:
    """An indicator with its figure, and what it is against plan and last year where known."""
    figure = t("<b>{amount}</b>", amount=amount(t, line.actual, line.measure))
    facts = [figure]
    if line.planned is not None:
        facts.append(against_plan(t, line.planned, line.rate))
    if line.before is not None:
        # The figure itself: half a year against a whole one would read as a fall.
        facts.append(t("last year: {number}", number=t.number(line.before)))
    return t("• {indicator}: {facts}", indicator=line.indicator, facts=Markup("; ").join(facts))


def amount(t: Texts, number: Decimal, measure: str) -> str:
    """850 triệu đồng, 98,5%"""
    return t.number(number) + (measure if measure.startswith("%") else f" {measure}")


def against_plan(t: Texts, planned: Decimal, rate: Decimal | None) -> Markup:
    """«70,8% kế hoạch (1.200)»"""
    if rate is None:
        return t("plan: {planned}", planned=t.number(planned))
    return t("{rate}% of the plan ({planned})", rate=t.number(rate), planned=t.number(planned))


def section_title(t: Texts, section: Section) -> str:
    """The section's name as the official outline has it."""
    return t.plain(TITLES[section])


def _parted(words: str) -> list[str | Markup]:
    return [
        line[start : start + A_LINE]
        for line in words.splitlines()
        for start in range(0, max(len(line), 1), A_LINE)
    ]
