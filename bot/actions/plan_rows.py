"""Obligations as a plan has them, and as rows."""

from bot.rules.deadlines import Deadline, Granularity
from bot.rules.ladders import as_kept, from_kept
from bot.rules.plans import ObligationDraft
from bot.rules.scopes import ALL, Scope
from storage.tables import Obligation


def row_of(plan_id: int, draft: ObligationDraft) -> Obligation:
    """A new row for what a plan asks; of whom is kept once it has an id."""
    row = Obligation(plan_id=plan_id, kind=draft.kind, actor=draft.actor, title=draft.title)
    rewrite(row, draft)
    row.signed_counts = draft.signed_counts
    row.ladder = as_kept(draft.ladder) if draft.ladder else None
    return row


def rewrite(row: Obligation, draft: ObligationDraft) -> None:
    """Let the row say what the plan says; whatever hangs on it stays."""
    row.kind, row.actor, row.title = draft.kind, draft.actor, draft.title
    row.clause, row.addressee, row.note = draft.clause, draft.addressee, draft.note
    row.written, row.starts_on = draft.written, draft.starts_on
    deadline = draft.deadline
    row.written_on = deadline.written if deadline else None
    row.inclusive = deadline.inclusive if deadline else True
    row.hour = deadline.hour if deadline else None
    row.granularity = deadline.granularity if deadline else Granularity.DAY
    row.in_force_on = deadline.in_force if deadline else None


def draft_of(row: Obligation, scope: Scope = ALL) -> ObligationDraft:
    """What the row asks of the units in the scope, with the date that is in force."""
    written = row.written_on or row.in_force_on
    deadline = None
    if written is not None:
        deadline = Deadline(written, row.inclusive, row.hour, row.granularity, row.in_force_on)
    return ObligationDraft(
        kind=row.kind,
        title=row.title,
        actor=row.actor,
        deadline=deadline,
        written=row.written,
        starts_on=row.starts_on,
        clause=row.clause,
        addressee=row.addressee,
        note=row.note,
        blocs=scope.blocs,
        unit_types=scope.types,
        signed_counts=row.signed_counts,
        ladder=from_kept(row.ladder) if row.ladder else None,
    )
