"""What was not understood, and what officers say it means; what cannot be a phrase, in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from bot.asking import Intent
from bot.callbacks import callback
from bot.messages.forms import cancel_button
from bot.messages.home import GoTo
from bot.messages.paging import page_line, page_of, page_row, short
from bot.messages.preparing import KINDS
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules import phrases
from bot.rules.dialogues import Draft
from bot.rules.phrases import LONGEST_PHRASE, Phrase, Unheard
from bot.rules.plans import Kind
from bot.texts import N_, Texts

LONGEST_LABEL = 50


@callback("owu")
@dataclass(frozen=True, slots=True)
class ListUnheard:
    """Show what was not understood."""

    page: int = 0


@callback("owuo")
@dataclass(frozen=True, slots=True)
class OpenUnheard:
    """Show one line, and what it may mean."""

    line_id: int


@callback("owum")
@dataclass(frozen=True, slots=True)
class SayMeaning:
    """Say what is meant, and go on to the words that mean it."""

    line_id: int
    means: str


@callback("owuw")
@dataclass(frozen=True, slots=True)
class TakeWhole:
    """It is the whole line that means it."""

    draft_id: int
    version: int


@callback("owux")
@dataclass(frozen=True, slots=True)
class DropUnheard:
    """Take a line off the list."""

    line_id: int


@callback("owp")
@dataclass(frozen=True, slots=True)
class ListPhrases:
    """Show what officers have said."""

    page: int = 0


@callback("owpo")
@dataclass(frozen=True, slots=True)
class OpenPhrase:
    """Show one phrase."""

    phrase_id: int


@callback("owpx")
@dataclass(frozen=True, slots=True)
class DropPhrase:
    """Let the words mean what they mean by themselves."""

    phrase_id: int


WISHES = {
    Intent.DEADLINE_LIST: N_("All deadlines"),
    Intent.HOW_TO_SUBMIT: N_("How and where to hand in"),
    Intent.REGISTER: N_("Register titles and targets"),
    Intent.MY_STATUS: N_("How the unit stands"),
    Intent.CONTACT: N_("Whom to ask"),
    Intent.PLAN_QUESTION: N_("The plan in force"),
    Intent.DIFFICULTY_FEEDBACK: N_("A difficulty or petition"),
}


def unheard_screen(t: Texts, organisation: str, lines: Sequence[Unheard], number: int) -> Screen:
    """What was not understood lately, each line with a button."""
    page = page_of(lines, number)
    text: list[str | Markup] = [
        t("<b>Not understood lately</b>\n{organisation}", organisation=organisation),
        "",
    ]
    if lines:
        text.append(t("Press a line to say what it means. Who typed it is not kept."))
    else:
        text.append(t("Everything that was asked lately was understood."))
    text += page_line(t, page)
    rows: list[Row] = [(_unheard_button(t, line),) for line in page.items]
    rows.append(page_row(t, page, ListUnheard))
    rows.append((Button(t.plain("What officers have said"), ListPhrases()),))
    return Screen(t.join(text), tuple(rows))


def line_screen(t: Texts, line: Unheard, kinds: Mapping[str, str]) -> Screen:
    """One line, and what it may mean: the duties of the plans in force, then other wishes."""
    words = t("“{line}”\n\nWhat should the bot understand?", line=line.line)
    rows: list[Row] = [
        (
            Button(
                t.plain("Deadline: {title}", title=short(title, LONGEST_LABEL)),
                SayMeaning(line.id, kind),
            ),
        )
        for kind, title in kinds.items()
    ]
    rows += [
        (Button(t.plain(label), SayMeaning(line.id, intent.value)),)
        for intent, label in WISHES.items()
    ]
    rows.append((Button(t.plain("None of these: take it off"), DropUnheard(line.id)),))
    rows.append((Button(t.plain("Back to the list"), ListUnheard()),))
    return Screen(words, tuple(rows))


def ask_phrase(t: Texts, draft: Draft, line: Unheard, means: str) -> Screen:
    """Which words of the line mean it: all, or those that are typed."""
    rows: list[Row] = []
    if len(line.line) <= LONGEST_PHRASE:
        rows.append((Button(t.plain("The whole line"), TakeWhole(draft.id, draft.version)),))
    rows.append((cancel_button(t, draft),))
    words = t(
        "“{line}”\n→ <b>{meaning}</b>\n\nWhich words mean this? Please type only these, as people "
        "type them, or press below. From then on every question that has them is understood so.",
        line=line.line,
        meaning=meaning_words(t, means),
    )
    return Screen(words, tuple(rows))


def phrase_added(t: Texts, phrase: Phrase) -> Screen:
    """The words mean it from now on."""
    return screen(
        t(
            "From now on “{phrase}” is understood as: <b>{meaning}</b>.",
            phrase=phrase.typed,
            meaning=meaning_words(t, phrase.means),
        ),
        Button(t.plain("Not understood lately"), ListUnheard()),
        Button(t.plain("What officers have said"), ListPhrases()),
    )


def phrases_screen(t: Texts, organisation: str, known: Sequence[Phrase], number: int) -> Screen:
    """Every phrase with what it means."""
    page = page_of(known, number)
    lines: list[str | Markup] = [
        t("<b>What officers have said</b>\n{organisation}", organisation=organisation),
        "",
    ]
    if not known:
        lines.append(t("Nothing yet: press a line that was not understood and say what it means."))
    lines += [
        t("• “{phrase}” → {meaning}", phrase=each.typed, meaning=meaning_words(t, each.means))
        for each in page.items
    ]
    lines += page_line(t, page)
    rows: list[Row] = [(Button(short(each.typed, 40), OpenPhrase(each.id)),) for each in page.items]
    rows.append(page_row(t, page, ListPhrases))
    rows.append((Button(t.plain("Not understood lately"), ListUnheard()),))
    return Screen(t.join(lines), tuple(rows))


def phrase_screen(t: Texts, phrase: Phrase) -> Screen:
    """One phrase, and the way to take it back."""
    meaning = meaning_words(t, phrase.means)
    return screen(
        t("“{phrase}”\n→ <b>{meaning}</b>", phrase=phrase.typed, meaning=meaning),
        Button(t.plain("Understand it so no more"), DropPhrase(phrase.id)),
        Button(t.plain("What officers have said"), ListPhrases()),
    )


def unheard_row(t: Texts) -> Row:
    """The way to what was not understood."""
    return (Button(t.plain("Not understood lately"), GoTo("cauhoi")),)


def meaning_words(t: Texts, means: str) -> str:
    """What a phrase means, in a few plain words."""
    wishes = {intent.value: label for intent, label in WISHES.items()}
    if means in wishes:
        return t.plain(wishes[means])
    kinds = {kind.value: label for kind, label in KINDS.items()}
    title = t.plain(kinds.get(means, KINDS[Kind.OTHER]))
    return t.plain("Deadline: {title}", title=title)


def _unheard_button(t: Texts, line: Unheard) -> Button:
    label = short(line.line, LONGEST_LABEL)
    if line.times > 1:
        label = t.plain("{line} ({count} times)", line=label, count=line.times)
    return Button(label, OpenUnheard(line.id))


PHRASE_WORDS: dict[type, Callable[[Texts, Any], str]] = {
    phrases.PhraseTooCommon: lambda t, violation: t(
        "“{phrase}” is in many questions that are understood already. Please type words that are "
        "your own, such as <i>bảng tổng hợp</i>.",
        phrase=violation.typed[:60],
    ),
    phrases.PhraseTooShort: lambda t, _violation: t(
        "These words are too short: they would be found in other questions. Please type more."
    ),
    phrases.TooManyPhrases: lambda t, violation: t(
        "There are {count} phrases, which is the most. Please take one back first.",
        count=violation.most,
    ),
    phrases.UnknownPhrase: lambda t, _violation: t(
        "This is no longer on the list. Press /cauhoi to see it as it is now."
    ),
}
