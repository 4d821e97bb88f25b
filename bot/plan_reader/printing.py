"""A plan that was read, and its findings, as plain data and as lines for a terminal."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.plan_reader.campaign import Honoured, Said
from bot.plan_reader.found import Found, with_intended_year
from bot.plan_reader.header import Header, must_act
from bot.plan_reader.reading import ReadPlan
from bot.rules.deadlines import ONE_DAY, Granularity
from bot.rules.plan_checks import Finding


def plain(plan: ReadPlan, findings: Sequence[Finding] = ()) -> dict[str, Any]:
    """One object: the header, `obligations` in the document's order, and what else was found.

    Days are ISO dates. Of an obligation `due` is the day as written, null with a `recurrence`;
    what is absent or empty is left out but for the keys that every obligation has.
    """
    header = plan.header
    return {
        "issuer": header.issuer or None,
        "number": header.number or None,
        "place": header.place or None,
        "issued": header.issued_on.isoformat() if header.issued_on else None,
        "issued_written": header.issued_written,
        "title": header.title,
        "year": header.year,
        "theme": header.theme,
        "bases": list(header.bases),
        "obligations": [_obligation(each, header) for each in plan.obligations],
        "cut_offs": [{"quote": quote, "clause": clause} for quote, clause in plan.cut_offs],
        "blocs": [_said(each) for each in plan.blocs],
        "unit_types": [_said(each) for each in plan.unit_types],
        "rules": [_said(each) for each in plan.rules],
        "anniversaries": [_honoured(each) for each in plan.anniversaries],
        "recipients": list(header.recipients),
        "must_act": [each for each in header.recipients if must_act(each)],
        "findings": [_finding(each) for each in findings],
    }


def _obligation(found: Found, header: Header) -> dict[str, Any]:
    due = found.due
    told: dict[str, Any] = {
        "quote": found.quote,
        "kind": found.kind.value,
        "due": due.day.isoformat() if due.day else None,
        "inclusive": due.inclusive,
        "recurrence": due.recurrence or None,
        "actor": found.actor.value,
        "title": found.title,
        "clause": found.clause,
    }
    last, intended = last_day_of(found), with_intended_year(found, header)
    more = {
        "written": found.written,
        "start": due.starts_on.isoformat() if due.starts_on else None,
        "time": f"{due.hour:%H:%M}" if due.hour else None,
        "granularity": due.granularity.value if due.granularity is not Granularity.DAY else None,
        "last_day": last.isoformat() if last else None,
        "due_intended": intended.isoformat() if intended else None,
        "addressee": found.addressee,
        "programme_item": found.item,
        "responsible": found.responsible,
        "phase": found.is_phase or None,
        "trouble": due.trouble.value if due.trouble else None,
    }
    return told | {name: value for name, value in more.items() if value}


def _said(said: Said) -> dict[str, Any]:
    return {"name": said.name, "quote": said.quote, "clause": said.clause}


def _honoured(honoured: Honoured) -> dict[str, Any]:
    day = honoured.anniversary.day
    return {
        "title": honoured.anniversary.title,
        "day": day.isoformat() if day else None,
        "quote": honoured.quote,
        "clause": honoured.clause,
    }


def last_day_of(found: Found) -> date | None:
    """The last valid day by the wording alone."""
    if found.due.day is None:
        return None
    return found.due.day if found.due.inclusive else found.due.day - ONE_DAY


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.fault.value,
        "quote": finding.quote,
        "last_day": finding.day.isoformat() if finding.day else None,
        "mend": finding.mend.isoformat() if finding.mend else None,
    }


def as_text(plan: ReadPlan, findings: Sequence[Finding]) -> str:
    """The same for people at a terminal: the header, what is asked, what to look at."""
    header = plan.header
    issued = header.issued_on.isoformat() if header.issued_on else header.issued_written or "?"
    lines = [
        f"{header.kind} {header.title}".strip(),
        f"{header.issuer} · {header.number or '?'} · {issued}",
        "",
    ]
    for found in plan.obligations:
        last = last_day_of(found)
        when = found.due.recurrence or (f"until {last.isoformat()}" if last else "no date")
        number = f" [{found.item}]" if found.item is not None else ""
        lines.append(f"{found.kind.value}, {found.actor.value}{number}: {when}: {found.title}")
        lines.append(f"    {found.clause}: “{' '.join(found.quote.split())}”")
    if findings:
        lines += ["", "To look at:"]
        lines += [f"  {each.fault.value}: {' '.join(each.quote.split())[:90]}" for each in findings]
    return "\n".join(lines)
