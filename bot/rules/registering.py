"""The answers of the registration form, and the lines they stand for.

Answers: `collective` ids of titles, `people` pairs of title id and person, `targets` planned
numbers and `before` last year's by indicator id. Ids are looked up in the organisation's own
catalogue, so one of another organisation's means nothing. `gone_titles` and `gone_indicators` are
lines of an earlier version that no catalogue knows: the ids of these are -1, -2 and so on.
"""

from decimal import Decimal
from typing import Any

from bot.rules.catalogue import Catalogue, IndicatorEntry, TitleEntry
from bot.rules.registrations import RegistrationDraft, Scope, TargetLine, TitleLine


def with_gone(catalogue: Catalogue, answers: dict[str, Any]) -> Catalogue:
    """The catalogue, with the lines of the answers that it does not know, as retired ones."""
    titles = tuple(
        TitleEntry(-place, Scope(scope), name, retired=True)
        for place, (scope, name) in enumerate(answers.get("gone_titles", []), 1)
    )
    indicators = tuple(
        IndicatorEntry(-place, name, measure, retired=True)
        for place, (name, measure) in enumerate(answers.get("gone_indicators", []), 1)
    )
    return Catalogue(catalogue.titles + titles, catalogue.indicators + indicators)


def lines_in(answers: dict[str, Any], catalogue: Catalogue) -> RegistrationDraft:
    """What the answers say, in the wording of the catalogue."""
    titles = {each.id: each for each in catalogue.titles}
    indicators = {each.id: each for each in catalogue.indicators}
    chosen = [(id_, "") for id_ in answers.get("collective", [])]
    before = numbers_in(answers, "before")
    return RegistrationDraft(
        tuple(
            TitleLine(each.scope, each.name, person, id_ if id_ > 0 else None, each.retired)
            for id_, person in [*chosen, *answers.get("people", [])]
            if (each := titles.get(id_))
        ),
        tuple(
            TargetLine(
                *(indicator.name, indicator.measure, planned, before.get(id_)),
                id_ if id_ > 0 else None,
                indicator.retired,
            )
            for id_, planned in numbers_in(answers, "targets").items()
            if (indicator := indicators.get(id_))
        ),
    )


def numbers_in(answers: dict[str, Any], part: str) -> dict[int, Decimal]:
    """The numbers of `targets` or of `before`, by indicator id."""
    return {int(id_): Decimal(number) for id_, number in answers.get(part, {}).items()}


def answers_for(catalogue: Catalogue, lines: RegistrationDraft) -> dict[str, Any]:
    """What was registered as answers of a new form: by id, else by its wording, else as gone."""
    title_ids = {each.id for each in catalogue.titles}
    titles = {(each.scope, each.name): each.id for each in catalogue.titles}
    indicator_ids = {each.id for each in catalogue.indicators}
    indicators = {(each.name, each.measure): each.id for each in catalogue.indicators}
    gone_titles: list[list[str]] = []
    gone_indicators: list[list[str]] = []
    answers: dict[str, Any] = {"collective": [], "people": [], "targets": {}, "before": {}}
    for line in lines.titles:
        id_ = line.title_id if line.title_id in title_ids else titles.get((line.scope, line.title))
        id_ = id_ or _gone(gone_titles, [str(line.scope), line.title])
        if line.scope is Scope.COLLECTIVE:
            answers["collective"].append(id_)
        else:
            answers["people"].append([id_, line.person])
    for target in lines.targets:
        known = target.indicator_id if target.indicator_id in indicator_ids else None
        known = known or indicators.get((target.indicator, target.measure))
        known = known or _gone(gone_indicators, [target.indicator, target.measure])
        answers["targets"][str(known)] = format(target.planned, "f")
        if target.before is not None:
            answers["before"][str(known)] = format(target.before, "f")
    return {**answers, "gone_titles": gone_titles, "gone_indicators": gone_indicators}


def _gone(known: list[list[str]], words: list[str]) -> int:
    if words not in known:
        known.append(words)
    return -1 - known.index(words)
