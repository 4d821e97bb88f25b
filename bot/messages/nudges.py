"""What a nudge did, in words."""

from markupsafe import Markup

from bot.messages.paging import some_names
from bot.rules.missing import Nudge
from bot.texts import Texts


def nudge_lines(t: Texts, nudge: Nudge, *, by_head: bool = False) -> list[str | Markup]:
    """Whom a nudge reached, and whom not: those an officer calls, and a head leaves to them."""
    lines: list[str | Markup] = [
        t.n("{count} person is being reminded.", "{count} people are being reminded.", nudge.people)
        if nudge.people
        else t("Nobody is reminded now."),
    ]
    if nudge.already:
        lines.append(
            t.n(
                "{count} person was reminded earlier today and is left in peace.",
                "{count} people were reminded earlier today and are left in peace.",
                nudge.already,
            )
        )
    if nudge.promised:
        lines.append(
            t.n(
                "{count} unit has promised a day that is still to come, and is left in peace.",
                "{count} units have promised a day that is still to come, and are left in peace.",
                nudge.promised,
            )
        )
    if nudge.extended:
        lines.append(
            t.n(
                "{count} unit was given more time, and is left in peace.",
                "{count} units were given more time, and are left in peace.",
                nudge.extended,
            )
        )
    if nudge.unreachable:
        lines += ["", *_unreachable_lines(t, nudge, by_head=by_head)]
    return lines


def _unreachable_lines(t: Texts, nudge: Nudge, *, by_head: bool) -> list[str | Markup]:
    return [
        t.n(
            "{count} unit has nobody who can be reached: {names}.",
            "{count} units have nobody who can be reached: {names}.",
            len(nudge.unreachable),
            names=some_names(t, nudge.unreachable),
        ),
        t("The alliance’s officers see these, too, and will call them.")
        if by_head
        else t("Please call them, or send them an invite."),
    ]
