"""Units from an Excel sheet: asked for, previewed, done."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.forms import cancel_button
from bot.messages.paging import lines_within, some_names
from bot.messages.screens import Button, Row, Screen, screen
from bot.messages.unit_findings import added_line, changed_line, finding_line
from bot.messages.units import ImportUnits, ListBlocs
from bot.rules.dialogues import Draft
from bot.rules.unit_imports import Choice, Doubt, Import
from bot.texts import Texts

SHOWN = 5
"""Rows of each sort in the preview; all of them are in the sheet that can be asked for."""


@callback("ousd")
@dataclass(frozen=True, slots=True)
class SendTemplate:
    """Give the sheet to fill in."""


@callback("oush")
@dataclass(frozen=True, slots=True)
class TakeHidden:
    """Take hidden rows too, or not."""

    draft_id: int
    version: int
    take: bool


@callback("ousl")
@dataclass(frozen=True, slots=True)
class TakeAlike:
    """Add units too whose names resemble another's, or not."""

    draft_id: int
    version: int
    take: bool


@callback("ousr")
@dataclass(frozen=True, slots=True)
class SendOutcome:
    """Give what becomes of every row as an Excel sheet."""

    draft_id: int
    version: int


@callback("ousa")
@dataclass(frozen=True, slots=True)
class ApplySheet:
    """Do what the preview shows."""

    draft_id: int
    version: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What is previewed: the sheet it was read from, other sheets with a list, what it would do."""

    sheet: str
    others: tuple[str, ...]
    choice: Choice
    wanted: Import


def ask_sheet(t: Texts, draft: Draft, organisation: str) -> Screen:
    """The only question: the file."""
    return screen(
        t(
            "<b>Units from an Excel sheet</b>\n{organisation}\n\nPlease send the list as an Excel "
            "file (.xlsx), your own or the template filled in. A column with the names is needed; "
            "bloc, type, contact person, phone and note are taken where they are found.\n\n"
            "What would change is shown first; nothing happens before you say so.",
            organisation=organisation,
        ),
        Button(t.plain("Download the template"), SendTemplate()),
        cancel_button(t, draft),
    )


def template_caption(t: Texts, units: int) -> Markup:
    """What stands under the template."""
    if not units:
        return t("Please fill it in and send it here.")
    return t.n(
        "With the {count} unit there is now. Please amend or extend it and send it here.",
        "With the {count} units there are now. Please amend or extend it and send it here.",
        units,
    )


def preview(
    t: Texts, form: Draft, shown: Shown, organisation: str, *, moved: bool = False
) -> Screen:
    """What the sheet would do: counts, the first of each sort, what was not taken.

    `moved` when it was about to be done and the units had changed.
    """
    wanted = shown.wanted
    lines: list[str | Markup] = [
        t("<b>Units from an Excel sheet</b>\n{organisation}", organisation=organisation),
        "",
    ]
    if moved:
        lines += [t("The units were changed meanwhile. Please look again before you go on."), ""]
    lines += _counts(t, wanted)
    if wanted.blocs:
        names = some_names(t, wanted.blocs)
        lines += ["", t("<b>New blocs will be made:</b> {names}", names=names)]
    lines += _part(t, t("<b>To add</b>"), [added_line(t, each) for each in wanted.added])
    lines += _part(t, t("<b>To change</b>"), [changed_line(t, each) for each in wanted.changed])
    lines += _part(t, t("<b>Not taken</b>"), [finding_line(t, each) for each in wanted.refused])
    lines += _part(t, t("<b>Please check</b>"), [finding_line(t, each) for each in wanted.warnings])
    if shown.others:
        others = some_names(t, shown.others)
        lines += [
            "",
            t("Only the sheet “{sheet}” was read, not: {others}", sheet=shown.sheet, others=others),
        ]
    return Screen(t.join(lines_within(t, lines)), tuple(_preview_rows(t, form, shown)))


def sheet_applied(t: Texts, wanted: Import) -> Screen:
    """All of it is done."""
    lines: list[str | Markup] = [
        t(
            "<b>Done.</b> Units added: {added}, changed: {changed}.",
            added=len(wanted.added),
            changed=len(wanted.changed),
        )
    ]
    if wanted.blocs:
        lines.append(t("Blocs made: {names}", names=some_names(t, wanted.blocs)))
    if refused := len(wanted.refused):
        lines.append(
            t("Rows not taken: {count}. Please mend them and send the sheet again.", count=refused)
        )
    if wanted.added:
        lines += ["", t("Open a unit to send its representative an invite.")]
    return screen(
        t.join(lines),
        Button(t.plain("Units from Excel"), ImportUnits()),
        Button(t.plain("Blocs and units"), ListBlocs()),
    )


def _counts(t: Texts, wanted: Import) -> list[str | Markup]:
    counts = t(
        "To add: <b>{added}</b> · to change: <b>{changed}</b> · as they are: {unchanged} · "
        "not taken: {refused}",
        added=len(wanted.added),
        changed=len(wanted.changed),
        unchanged=len(wanted.unchanged),
        refused=len(wanted.refused),
    )
    return [counts, t("There is nothing to do.")] if wanted.is_idle else [counts]


def _part(t: Texts, head: Markup, said: Sequence[Markup]) -> list[str | Markup]:
    if not said:
        return []
    lines: list[str | Markup] = ["", head, *said[:SHOWN]]
    if (more := len(said) - SHOWN) > 0:
        lines.append(t.n("… and {count} more line", "… and {count} more lines", more))
    return lines


def _preview_rows(t: Texts, form: Draft, shown: Shown) -> list[Row]:
    id_, version, wanted, choice = form.id, form.version, shown.wanted, shown.choice
    rows: list[Row] = []
    if not wanted.is_idle:
        label = t.plain(
            "Do it: add {added}, change {changed}",
            added=len(wanted.added),
            changed=len(wanted.changed),
        )
        rows.append((Button(label, ApplySheet(id_, version)),))
    if hidden := wanted.refused_for(Doubt.HIDDEN):
        label = t.plain("Take hidden rows too ({count})", count=hidden)
        rows.append((Button(label, TakeHidden(id_, version, take=True)),))
    elif choice.hidden:
        label = t.plain("Leave hidden rows out")
        rows.append((Button(label, TakeHidden(id_, version, take=False)),))
    if alike := wanted.refused_for(Doubt.ALIKE):
        label = t.plain("Add those that look alike ({count})", count=alike)
        rows.append((Button(label, TakeAlike(id_, version, take=True)),))
    elif choice.alike:
        label = t.plain("Leave out what looks alike")
        rows.append((Button(label, TakeAlike(id_, version, take=False)),))
    rows.append((Button(t.plain("Row by row, as Excel"), SendOutcome(id_, version)),))
    rows.append((cancel_button(t, form),))
    return rows
