"""How whom to ask is said to whoever asks: what was asked for first, then who it is."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from bot.rules.desks import REACHED_BY, Desk, Detail
from bot.texts import N_, Texts

LABELS = {
    Detail.NAME: N_("Name"),
    Detail.ROLE: N_("Position held"),
    Detail.PHONE: N_("Phone"),
    Detail.EMAIL: N_("E-mail"),
    Detail.ZALO: N_("Zalo"),
    Detail.ADDRESS: N_("Address"),
    Detail.PURPOSE: N_("For what"),
}


def asked_lines(
    t: Texts, organisation: str, desks: Sequence[Desk], asked: Detail | None
) -> list[str | Markup]:
    """Whom to ask at the organisation; where a detail was `asked` for, that at once and plainly."""
    having = [desk for desk in desks if asked and desk.detail(asked)]
    if asked is None or not having:
        lines: list[str | Markup] = []
        if asked is not None:
            label = t.plain(LABELS[asked])
            lines += [t("{detail}: not given here.", detail=label), ""]
        lines.append(t("Whom to ask at {organisation}:", organisation=organisation))
        for desk in desks:
            lines += ["", *card_lines(t, desk)]
        return lines
    lines = []
    for desk in having:
        lines += [_detail(t, desk, asked), _who(t, desk), *_details(t, desk, (Detail.PURPOSE,)), ""]
    if len(having) == 1:
        others = [which for which in REACHED_BY if which is not asked]
        lines[-1:] = [*_details(t, having[0], others), ""]
    return [*lines, t("<i>{organisation}</i>", organisation=organisation)]


def card_lines(t: Texts, desk: Desk) -> list[str | Markup]:
    """One with everything that is known."""
    return [_who(t, desk), *_details(t, desk, (Detail.PURPOSE, *REACHED_BY))]


def _who(t: Texts, desk: Desk) -> Markup:
    if desk.name and desk.role:
        return t("<b>{name}</b>, {role}", name=desk.name, role=desk.role)
    return t("<b>{name}</b>", name=desk.title)


def _details(t: Texts, desk: Desk, which: Iterable[Detail]) -> list[Markup]:
    return [_detail(t, desk, each) for each in which if desk.detail(each)]


def _detail(t: Texts, desk: Desk, which: Detail) -> Markup:
    return t("{detail}: {value}", detail=t.plain(LABELS[which]), value=desk.detail(which))
