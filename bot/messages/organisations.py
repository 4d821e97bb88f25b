"""What officers hear of their organisation: another name, another one merged into it."""

from datetime import date

from markupsafe import Markup

from bot.messages.screens import Screen, screen
from bot.texts import Texts


def told_of_new_name(t: Texts, organisation: str, before: str) -> Screen:
    """What the organisation is called from now on."""
    return screen(
        t(
            "<b>{organisation}</b>\n\nThis is the name of the organisation from now on; before, it "
            "was <b>{before}</b>. Receipts issued until now keep the former name and stay valid.",
            organisation=organisation,
            before=before,
        )
    )


def told_of_union(
    t: Texts, organisation: str, before: str, on: date, units: int, *, renamed: bool
) -> Screen:
    """Which organisation is a part of this one by now, and what that means for its officers."""
    lines: list[str | Markup] = [
        t(
            "<b>{organisation}</b>\n\n<b>{before}</b> was merged into this organisation on {day}.",
            organisation=organisation,
            before=before,
            day=t.day(on),
        ),
        t.n(
            "Its {count} unit is here now, with its people, plans and records.",
            "Its {count} units are here now, with their people, plans and records.",
            units,
        ),
        "",
        t("Each unit is asked for what it was asked for before, and for nothing else."),
    ]
    if renamed:
        lines.append(
            t(
                "Where a name was taken here, a unit or bloc that came has the name of its former "
                "organisation after it."
            )
        )
    lines.append(t("Receipts issued before keep the former name and stay valid."))
    return screen(t.join(lines))
