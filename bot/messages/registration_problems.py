"""What is wrong with a registration or with an entry of the catalogue, and what to do next."""

from collections.abc import Callable
from typing import Any

from bot.rules import catalogue, registrations
from bot.rules.numbers import ReadingKind
from bot.texts import Texts

Words = Callable[[Texts, Any], str]

SHOWN = 60
"""Of what was typed, as it is quoted."""


def _not_a_number(t: Texts, violation: registrations.NotANumber) -> str:
    if violation.kind is ReadingKind.NEGATIVE:
        return t("A planned number cannot be negative. Please type it again.")
    if violation.kind is ReadingKind.ABSURD:
        return t(
            "“{text}” is too large to be right. Please check and type it again.",
            text=violation.text[:SHOWN],
        )
    return t(
        "“{text}” is not a number that can be read. Please type one number, for example: "
        "<i>1.250</i>, <i>1,2 tỷ</i>, <i>850tr</i>, <i>98%</i>.",
        text=violation.text[:SHOWN],
    )


def _relative_number(t: Texts, violation: registrations.RelativeNumber) -> str:
    return t(
        "Last year’s number is not known, so that nothing can be counted from it. Please type the "
        "planned number itself, for example <i>1.320</i>."
    )


def _wrong_measure(t: Texts, violation: registrations.WrongMeasure) -> str:
    return t(
        "This is counted in {asked}, but “{text}” is in {typed}. Please type it again in {asked}.",
        text=violation.text[:SHOWN],
        typed=violation.typed,
        asked=violation.asked,
    )


def _not_whole(t: Texts, violation: registrations.NotWhole) -> str:
    return t(
        "{number} {measure}: this is counted in whole numbers. Please type it again.",
        number=t.number(violation.value),
        measure=violation.measure,
    )


def _not_a_person(t: Texts, violation: registrations.NotAPerson) -> str:
    return t(
        "No name of a person was found in “{text}”. Please type full name and position, for "
        "example: <i>Nguyễn Văn An – Giám đốc</i>",
        text=violation.text[:SHOWN],
    )


def _no_such_title(t: Texts, violation: registrations.NoSuchTitle) -> str:
    return t(
        "“{text}” is no title of the list. Please press the title in the list above.",
        text=violation.text[:SHOWN],
    )


def _not_a_name(t: Texts, violation: catalogue.NotAName) -> str:
    return t("“{text}” cannot be a name. Please type it in words.", text=violation.text[:SHOWN])


def _person_doubled(t: Texts, violation: registrations.PersonDoubled) -> str:
    return t("<b>{person}</b> is put down for this title already.", person=violation.person)


def _said(words: Callable[[Texts], str]) -> Words:
    return lambda t, _violation: words(t)


REGISTRATION_WORDS: dict[type, Words] = {
    registrations.NotANumber: _not_a_number,
    registrations.RelativeNumber: _relative_number,
    registrations.WrongMeasure: _wrong_measure,
    registrations.NotWhole: _not_whole,
    registrations.NotAPerson: _not_a_person,
    registrations.NoSuchTitle: _no_such_title,
    catalogue.NotAName: _not_a_name,
    catalogue.MeasureFixed: _said(
        lambda t: t(
            "Somebody has registered with this unit of measure, so it is fixed. Please retire the "
            "indicator and add a new one."
        )
    ),
    registrations.PersonDoubled: _person_doubled,
    registrations.RegisteredMeanwhile: _said(
        lambda t: t(
            "Meanwhile the unit’s registration arrived. Nothing was put over it: please look at it "
            "under /danop first. Sent again, yours takes its place."
        )
    ),
    registrations.TooManyPeople: _said(
        lambda t: t("A registration holds at most 100 people. Please remove some first.")
    ),
    registrations.NothingRegistered: _said(
        lambda t: t("Nothing is put down yet. Please add at least one title or target.")
    ),
    registrations.RegistrationClosed: _said(
        lambda t: t(
            "The deadline has passed and a registration is on record, so it is changed only with "
            "an officer’s leave. {You} may ask for it here; what is filled in is kept."
        )
    ),
}
