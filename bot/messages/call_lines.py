"""A unit on the call list in a few lines: why, whom to call, what came of earlier calls."""

from markupsafe import Markup

from bot.messages.home import ROLES
from bot.messages.paging import short
from bot.rules.calls import CallEntry, CallMade, CallOutcome, CallReason, Speaker, WhomToCall
from bot.texts import N_, Texts

LONGEST_WORDS = 150

OUTCOMES = {
    CallOutcome.NOT_REACHED: N_("nobody was reached"),
    CallOutcome.TALKED: N_("talked"),
}


def entry_lines(t: Texts, entry: CallEntry, people: WhomToCall) -> list[str | Markup]:
    """A unit of the list, with its numbers to tap."""
    lines: list[str | Markup] = [
        t("<b>{unit}</b>: {why}", unit=short(entry.unit.name), why=why_words(t, entry)),
        *people_lines(t, people),
    ]
    if entry.last is not None:
        lines.append(t("Last call: {call}", call=call_words(t, entry.last)))
    return lines


def why_words(t: Texts, entry: CallEntry) -> str:
    """Why the unit is on the list, or that it promised a day still to come. Plain."""
    if entry.waits and entry.unit.promise is not None:
        return t.plain("promised for {day}", day=f"{entry.unit.promise.on:%d/%m}")
    words: list[str] = []
    if entry.reason is CallReason.BROKEN and entry.unit.promise is not None:
        words.append(t.plain("promised for {day}, not kept", day=f"{entry.unit.promise.on:%d/%m}"))
    if entry.days > 0:
        words.append(t.n("{count} day overdue", "{count} days overdue", entry.days))
    if not entry.unit.joined:
        words.append(t.plain("nobody has joined"))
    elif not entry.unit.reachable:
        words.append(t.plain("messages do not arrive"))
    return ", ".join(words)


def people_lines(t: Texts, people: WhomToCall) -> list[str | Markup]:
    """Whom to call, each with a number if it is known."""
    lines: list[str | Markup] = [f"• {speaker_words(t, each)}" for each in people.speakers]
    if people.phone:
        name = people.contact or t.plain("Contact")
        lines.append(f"• {name}: {people.phone}")
    if not people.has_number:
        lines.append(t("<i>No telephone number is known.</i>"))
    return lines


def call_words(t: Texts, call: CallMade) -> str:
    """When a call was made, by whom, and what came of it. Plain."""
    outcome = outcome_words(t, call)
    at, officer = t.moment(call.at), call.officer or "–"
    said = t.plain("{at}, {outcome} ({officer})", at=at, outcome=outcome, officer=officer)
    return f"{said}: {short(call.words, LONGEST_WORDS)}" if call.words else said


def outcome_words(t: Texts, call: CallMade) -> str:
    """What came of a call. Plain."""
    if call.promised_on is not None:
        return t.plain("promised for {day}", day=f"{call.promised_on:%d/%m}")
    return t.plain(OUTCOMES[call.outcome])


def speaker_words(t: Texts, speaker: Speaker) -> str:
    """Someone who joined for the unit, with their number if it is known. Plain."""
    name = f"{speaker.name} ({t.plain(ROLES[speaker.role])})"
    return f"{name}: {speaker.phone}" if speaker.phone else name
