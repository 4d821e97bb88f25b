"""Holding every row of a list against the units there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

from bot.rules.contacts import UnreadablePhone, read_contact
from bot.rules.dialogues import NAME_LENGTH
from bot.rules.folding import fold
from bot.rules.unit_imports import (
    Added,
    Alike,
    Changed,
    Choice,
    Doubt,
    Facts,
    Finding,
    Import,
    Known,
    KnownUnit,
)
from bot.rules.unit_sheets import Field, UnitLine, is_no_name
from bot.rules.units import TYPE_LENGTH, UNIT_NOTE_LENGTH

LONGEST = {
    Field.BLOC: NAME_LENGTH,
    Field.TYPE: TYPE_LENGTH,
    Field.CONTACT: NAME_LENGTH,
    Field.NOTE: UNIT_NOTE_LENGTH,
}
_BLOC_WORDS = ("khoi thi dua ", "cum thi dua ", "khoi ", "cum ")


def new_names(lines: Iterable[UnitLine], known: Known) -> list[str]:
    """The names in a sheet that no unit has, each once: to be held against those there are."""
    there = known.by_name()
    found: dict[str, str] = {}
    for line in lines:
        name = line.of(Field.NAME)
        if name and not line.merged and fold(name) not in there:
            found.setdefault(fold(name), name)
    return list(found.values())


def new_blocs(lines: Iterable[UnitLine], known: Known) -> list[str]:
    """The blocs in a sheet that are none of those there are, each once."""
    blocs, found = _Blocs(known.blocs), dict[str, str]()
    for line in lines:
        if (words := line.of(Field.BLOC)) and not blocs.named(words):
            found.setdefault(fold(words), words)
    return list(found.values())


def check_lines(lines: Iterable[UnitLine], known: Known, choice: Choice, alike: Alike) -> Import:
    """Hold every row against the units there are: the same rows twice leave nothing to do.

    A unit is known by its name or a former one, accents aside, and keeps its writing. An empty cell
    changes nothing, and a unit that no row names stays as it is.
    """
    check = _Check(known, choice, alike)
    for line in lines:
        check.take(line)
    return check.outcome()


class _Blocs:
    """The blocs there are: «Khối thi đua số 1», «khoi so 1» and «số 1» are one, «Cụm số 1» is
    another."""

    def __init__(self, names: Iterable[str]) -> None:
        self._whole: dict[str, str] = {}
        self._by_rest: dict[str, list[tuple[str, str]]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        kind, rest = _kind_and_rest(name)
        self._whole[fold(name)] = name
        self._by_rest.setdefault(rest, []).append((kind, name))

    def named(self, words: str) -> str:
        """The bloc that these words name, "" where there is none for sure."""
        if whole := self._whole.get(fold(words)):
            return whole
        kind, rest = _kind_and_rest(words)
        near = [
            name
            for other, name in self._by_rest.get(rest, ())
            if kind == other or not (kind and other)
        ]
        return near[0] if len(near) == 1 else ""


@dataclass
class _Check:
    known: Known
    choice: Choice
    alike: Alike
    rows: dict[str, int] = field(default_factory=dict)
    new_blocs: dict[str, str] = field(default_factory=dict)
    added: list[Added] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    unchanged: list[tuple[int, str]] = field(default_factory=list)
    refused: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.units = self.known.by_name()
        self.blocs = _Blocs(self.known.blocs)
        self.types = {fold(type_): type_ for type_ in self.known.types}

    def take(self, line: UnitLine) -> None:
        refusal = self._refusal(line)
        if refusal is not None:
            self.refused.append(refusal)
            return
        name = line.of(Field.NAME)
        self.rows[self._key(name)] = line.row
        unit = self.units.get(fold(name))
        facts = self._facts(line, unit)
        if unit is None:
            self.added.append(Added(line.row, facts))
            return
        changes = tuple(_changes(unit.facts, facts))
        if changes:
            self.changed.append(Changed(line.row, unit.id, unit.facts.name, changes))
        else:
            self.unchanged.append((line.row, unit.facts.name))

    def outcome(self) -> Import:
        wanted = {fold(each.facts.bloc) for each in self.added}
        wanted |= {
            fold(after)
            for each in self.changed
            for what, _, after in each.changes
            if what is Field.BLOC
        }
        return Import(
            tuple(bloc for key, bloc in self.new_blocs.items() if key in wanted),
            tuple(self.added),
            tuple(self.changed),
            tuple(self.unchanged),
            tuple(self.refused),
            tuple(self.warnings),
        )

    def _refusal(self, line: UnitLine) -> Finding | None:
        """Why the row is not taken; None for one that is."""
        name = line.of(Field.NAME)
        said: tuple[Doubt, str] | None = None
        if line.hidden and not self.choice.hidden:
            said = Doubt.HIDDEN, ""
        elif line.merged:
            said = Doubt.MERGED_NAME, ""
        elif Field.NAME in line.formulas:
            said = Doubt.FORMULA_NAME, line.formulas[Field.NAME]
        elif not name:
            said = Doubt.NO_NAME, ""
        elif len(name) > NAME_LENGTH:
            said = Doubt.NAME_TOO_LONG, str(len(name))
        elif is_no_name(name):
            said = Doubt.NOT_A_NAME, ""
        elif self._key(name) in self.rows:
            said = Doubt.SAME_ROW, str(self.rows[self._key(name)])
        elif (unit := self.units.get(fold(name))) is not None and unit.stopped:
            said = Doubt.STOPPED, unit.facts.name
        elif fold(name) not in self.units and (other := self._resembled(name)):
            said = Doubt.ALIKE, other
        return None if said is None else Finding(line.row, said[0], name, said[1])

    def _key(self, name: str) -> str:
        """What a name stands for: a unit's former name for the present one."""
        unit = self.units.get(fold(name))
        return fold(unit.facts.name if unit else name)

    def _resembled(self, name: str) -> str:
        """A unit there is, or one of a row taken before, that this name may mean."""
        if self.choice.alike:
            return ""
        here = (*self.units, *self.rows) if name in self.alike.units else ()
        return next((each for each in self.alike.units.get(name, ()) if fold(each) in here), "")

    def _facts(self, line: UnitLine, unit: KnownUnit | None) -> Facts:
        taken = {each: self._taken(line, each) for each in Field}
        contact, phone = self._to_call(line, taken)
        type_ = taken[Field.TYPE]
        return Facts(
            name=line.of(Field.NAME),
            bloc=self._bloc(line, taken[Field.BLOC], unit),
            type=self.types.setdefault(fold(type_), type_) if type_ else "",
            contact=contact,
            phone=phone,
            note=taken[Field.NOTE],
        )

    def _taken(self, line: UnitLine, each: Field) -> str:
        """The words of a field, "" with a warning where it cannot be taken."""
        words = line.of(each)
        if each in line.formulas:
            self._warn(line, Doubt.FORMULA, line.formulas[each], each)
        elif len(words) > LONGEST.get(each, len(words)):
            self._warn(line, Doubt.TOO_LONG, str(LONGEST[each]), each)
            return ""
        return words

    def _to_call(self, line: UnitLine, taken: Mapping[Field, str]) -> tuple[str, str]:
        """Whom to call: a number beside a name, or a name beside a number, is found there too."""
        found: dict[Field, tuple[str, str]] = {}
        for each in (Field.CONTACT, Field.PHONE):
            try:
                contact = read_contact(taken[each])
                found[each] = contact.name, contact.phone
            except UnreadablePhone as error:
                self._warn(line, Doubt.PHONE, error.text, Field.PHONE)
                found[each] = (taken[each] if each is Field.CONTACT else ""), ""
        name, beside = found[Field.CONTACT]
        other, phone = found[Field.PHONE]
        if any(map(str.isalnum, other)) and not phone:
            self._warn(line, Doubt.PHONE, other, Field.PHONE)
            other = ""
        is_name = any(map(str.isalpha, other)) and not any(map(str.isdigit, other))
        named = name or (other.strip("() ") if is_name else "")
        return named[:NAME_LENGTH], phone or beside

    def _bloc(self, line: UnitLine, words: str, unit: KnownUnit | None) -> str:
        """The bloc meant, by the writing it has here; a new one as it is written first."""
        if not words:
            return ""
        bloc = self.blocs.named(words)
        if not bloc:
            if others := self.alike.blocs.get(words):
                self._warn(line, Doubt.BLOC_ALIKE, others[0], Field.BLOC)
            bloc = self.new_blocs[fold(words)] = words
            self.blocs.add(words)
        if unit is not None and unit.heads and fold(bloc) != fold(unit.facts.bloc):
            self._warn(line, Doubt.HEADS_BLOC, f"{unit.facts.bloc} {unit.heads}", Field.BLOC)
            return ""
        return bloc

    def _warn(self, line: UnitLine, doubt: Doubt, said: str, what: Field) -> None:
        self.warnings.append(Finding(line.row, doubt, line.of(Field.NAME), said, what))


def _changes(before: Facts, after: Facts) -> Iterable[tuple[Field, str, str]]:
    for each in fields(Facts):
        had, said = getattr(before, each.name), getattr(after, each.name)
        what = Field(each.name)
        if said and said != had and what is not Field.NAME:
            yield what, had, said


def _kind_and_rest(bloc: str) -> tuple[str, str]:
    key = fold(bloc)
    begins = next((each for each in _BLOC_WORDS if key.startswith(each)), "")
    return begins.partition(" ")[0], key.removeprefix(begins)
