"""What is said of the rows of a sheet of units: why one is not taken, what would change."""

from markupsafe import Markup

from bot.messages.paging import short
from bot.rules.dialogues import NAME_LENGTH
from bot.rules.sheets import MOST_ROWS, SheetNotTaken, SheetReason
from bot.rules.unit_imports import Added, Changed, Doubt, Facts, Finding, Import
from bot.rules.unit_sheets import Field
from bot.texts import N_, Texts

LONGEST_VALUE = 80

FIELDS = {
    Field.NAME: N_("Unit name"),
    Field.BLOC: N_("Bloc"),
    Field.TYPE: N_("Type of unit"),
    Field.CONTACT: N_("Contact person"),
    Field.PHONE: N_("Phone"),
    Field.NOTE: N_("Note"),
}
"""What the columns are called; the reader knows all of them in every language."""

DOUBTS = {
    Doubt.HIDDEN: N_("hidden row"),
    Doubt.NO_NAME: N_("no name"),
    Doubt.MERGED_NAME: N_("the name is merged with the row above; a unit needs one row"),
    Doubt.FORMULA_NAME: N_("{said} holds a formula; please paste its value"),
    Doubt.NAME_TOO_LONG: N_("the name has {said} characters, the most is {longest}"),
    Doubt.NOT_A_NAME: N_("does not look like the name of a unit"),
    Doubt.STOPPED: N_("“{said}” is recorded as no longer working; let it work again first"),
    Doubt.SAME_ROW: N_("the same unit as in row {said}"),
    Doubt.ALIKE: N_("looks like “{said}”; if it is the same, please write it exactly so"),
    Doubt.FORMULA: N_("{field}: {said} holds a formula, this cell is not taken"),
    Doubt.TOO_LONG: N_("{field}: over {said} characters, this cell is not taken"),
    Doubt.PHONE: N_("“{said}” is no telephone number, it is not taken"),
    Doubt.HEADS_BLOC: N_("heads its bloc ({said}), so it stays there until another head is chosen"),
    Doubt.BLOC_ALIKE: N_("the new bloc looks like “{said}”, which is here"),
}

REASONS = {
    SheetReason.NOT_EXCEL: N_(
        "This is no Excel file (.xlsx). Please open the list in Excel, save it as .xlsx, and send "
        "that."
    ),
    SheetReason.MACROS: N_(
        "This file holds macros, which may harm a computer. Please save it as .xlsx and send that."
    ),
    SheetReason.LOCKED: N_(
        "This file is locked with a password. Please remove the password and send it again."
    ),
    SheetReason.BROKEN: N_(
        "This file is damaged or empty. Please open it in Excel, save it again as .xlsx and send "
        "that."
    ),
    SheetReason.TOO_LARGE: N_(
        "This file is too large for a list of units. Please copy the list into a new sheet, "
        "without pictures and other tables, and send that."
    ),
    SheetReason.TOO_MANY_ROWS: N_("This list has more than {most} rows. Please send it in parts."),
    SheetReason.NO_HEADINGS: N_(
        "No column with the names was found. Please put a heading over it, for example “Unit "
        "name”, or use the template."
    ),
    SheetReason.NO_ROWS: N_("There is no unit below the headings of this sheet."),
}


def not_taken(t: Texts, error: SheetNotTaken) -> Markup:
    """Why nothing is taken from a file, and what to send instead."""
    return t(REASONS[error.reason], most=t.number(MOST_ROWS))


def field_words(t: Texts) -> dict[Field, str]:
    """What the fields of a unit are called. Plain."""
    return {field: t.plain(words) for field, words in FIELDS.items()}


def finding_words(t: Texts, finding: Finding) -> str:
    """What is wrong with a row or one of its cells. Plain."""
    return t.plain(
        DOUBTS[finding.doubt],
        said=short(finding.said, LONGEST_VALUE),
        longest=NAME_LENGTH,
        field=t.plain(FIELDS[finding.field]) if finding.field else "",
    )


def finding_line(t: Texts, finding: Finding) -> Markup:
    """The same with its row and the name in it."""
    words = finding_words(t, finding)
    if not finding.name:
        return t("• Row {row}: {words}", row=finding.row, words=words)
    name = short(finding.name)
    return t("• Row {row}, {name}: {words}", row=finding.row, name=name, words=words)


def added_line(t: Texts, added: Added) -> Markup:
    """A unit to be made, with its bloc."""
    facts = added.facts
    if not facts.bloc:
        return t("• {name}", name=short(facts.name))
    return t("• {name} – {bloc}", name=short(facts.name), bloc=short(facts.bloc, 40))


def changed_line(t: Texts, changed: Changed) -> Markup:
    """A unit to be changed, field by field."""
    words = "; ".join(change_words(t, *change) for change in changed.changes)
    return t("• {name}: {words}", name=short(changed.name), words=words)


def change_words(t: Texts, field: Field, before: str, after: str) -> str:
    """«Điện thoại: +84912… → +84987…» Plain."""
    return t.plain(
        "{field}: {before} → {after}",
        field=t.plain(FIELDS[field]),
        before=short(before, LONGEST_VALUE) or "–",
        after=short(after, LONGEST_VALUE),
    )


def row_words(t: Texts, wanted: Import) -> list[tuple[int, str, str, str]]:
    """Every row in order: its number, the unit, what becomes of it, and the details. Plain."""
    said: dict[int, list[str]] = {}
    for finding in wanted.warnings:
        said.setdefault(finding.row, []).append(finding_words(t, finding))

    def row(number: int, name: str, outcome: str, details: str) -> tuple[int, str, str, str]:
        words = [details] if details else []
        return number, name, outcome, "; ".join([*words, *said.get(number, [])])

    rows = [row(f.row, f.name, t.plain("not taken"), finding_words(t, f)) for f in wanted.refused]
    rows += [
        row(each.row, each.facts.name, t.plain("to add"), _facts(t, each.facts))
        for each in wanted.added
    ]
    rows += [
        row(
            each.row,
            each.name,
            t.plain("to change"),
            "; ".join(change_words(t, *change) for change in each.changes),
        )
        for each in wanted.changed
    ]
    rows += [row(number, name, t.plain("as it is"), "") for number, name in wanted.unchanged]
    return sorted(rows)


def import_lines(t: Texts, wanted: Import) -> list[str]:
    """All that would happen and why a row is not taken, a line each; nothing of rows that are
    left as they are. Plain."""
    lines = [
        t.plain(
            "To add: {added}, to change: {changed}, as they are: {unchanged}, not taken: {refused}",
            added=len(wanted.added),
            changed=len(wanted.changed),
            unchanged=len(wanted.unchanged),
            refused=len(wanted.refused),
        )
    ]
    lines += [t.plain("New bloc: {name}", name=bloc) for bloc in wanted.blocs]
    idle = {row for row, _ in wanted.unchanged} - {each.row for each in wanted.warnings}
    for row, name, outcome, details in row_words(t, wanted):
        if row not in idle:
            said = f"{outcome}: {details}" if details else outcome
            lines.append(
                t.plain("Row {row}, {name}: {words}", row=row, name=name or "–", words=said)
            )
    return lines


def _facts(t: Texts, facts: Facts) -> str:
    said = ((field, getattr(facts, field)) for field in Field if field is not Field.NAME)
    return "; ".join(f"{t.plain(FIELDS[field])}: {words}" for field, words in said if words)
