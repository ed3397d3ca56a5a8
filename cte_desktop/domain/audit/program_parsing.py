"""The district's own programs from the loaded programs.toml.

A program may stand there several times, each time for other classes: its versions. One based on
another (or on an earlier version of itself) takes over the requirements that it doesn't write
itself, their needs changed by `override`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations

from cte_desktop.domain.audit.requirement_parsing import (
    UNITS,
    Parsed,
    parse_requirements,
)
from cte_desktop.domain.audit.requirements import (
    AllOf,
    Amount,
    Counted,
    OneTopic,
    Requirement,
    SomeOf,
)
from cte_desktop.domain.audit.result import Unit
from cte_desktop.domain.audit.rule_shapes import RuleFile, Table, classes_of
from cte_desktop.domain.audit.rules import MOST_BASES, DistrictProgram, Title

PROGRAMS = "programs.toml"
_KEYS = (
    "id",
    "title",
    "title_es",
    "unit",
    "applies_to_classes",
    "audited",
    "based_on",
    "override",
    "sourced",
    "source",
    "note",
    "requirement",
)
_SOURCED = ("yes", "partial", "no")
_AUDITED = ("added", "everyone")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A `[[program]]` table under its id, and its number in the file."""

    id: str
    number: int
    table: Table


def parse_programs(document: Table, file: RuleFile) -> tuple[DistrictProgram, ...]:
    """Return the programs that the document writes; what can't be used is noted."""
    file.only(document, ("version", "program", "sample", "note"), "programs")
    version = file.text(document.get("version"), "version")
    entries = []
    for number, table in enumerate(file.tables(document.get("program"), "program"), start=1):
        name = file.text(table.get("id"), f"program {number}, id")
        if not name:
            file.note(f"program {number}, id", "missing")
        entries.append(_Entry(name or str(number), number, table))
    made = []
    for entry in entries:
        program = _program(entry, entries, version, file, ())
        if program is not None:
            made.append(program)
    _check_versions(made, entries, file)
    return tuple(made)


def _program(
    entry: _Entry,
    entries: list[_Entry],
    version: str,
    file: RuleFile,
    above: tuple[int, ...],
) -> DistrictProgram | None:
    """Return the program of an entry with what it is based on, or None after naming why not."""
    table, place = entry.table, f"program {entry.id}"
    base: DistrictProgram | None = None
    if "based_on" in table:
        base = _based_on(entry, entries, version, file, above)
        if base is None:
            return None
    file.only(table, _KEYS, place)
    usual = base.unit.value if base is not None else ""
    unit = Unit(file.word(table.get("unit"), UNITS, f"{place}, unit", usual) or UNITS[0])
    own = parse_requirements(table.get("requirement"), place, unit, file)
    requirements, titles = _with_base(own, base, table, place, file)
    if not requirements:
        file.note(f"{place}, requirement", "missing")
    first, last = classes_of(table, f"{place}, applies_to_classes", file)
    audited = file.word(table.get("audited"), _AUDITED, f"{place}, audited", _AUDITED[0])
    return DistrictProgram(
        entry.id,
        unit,
        requirements,
        (*_title(table, base, entry.id, place, file), *titles),
        first,
        last,
        for_everyone=audited == "everyone",
        version=version,
        sourced=file.word(table.get("sourced"), _SOURCED, f"{place}, sourced", "no"),
        source=file.text(table.get("source"), f"{place}, source"),
    )


def _based_on(
    entry: _Entry,
    entries: list[_Entry],
    version: str,
    file: RuleFile,
    above: tuple[int, ...],
) -> DistrictProgram | None:
    """Return what an entry is based on; an unknown base and a cycle are noted."""
    place = f"program {entry.id}, based_on"
    based_on = file.text(entry.table["based_on"], place)
    found = _base(based_on, entry, entries)
    if found is None:
        file.note(place, "unknown_base", based_on)
        return None
    if found.number in (*above, entry.number):
        file.note(place, "cycle", based_on)
        return None
    if len(above) >= MOST_BASES:
        file.note(place, "too_deep_base", MOST_BASES)
        return None
    return _program(found, entries, version, file, (*above, entry.number))


def _base(based_on: str, entry: _Entry, entries: list[_Entry]) -> _Entry | None:
    """Return the entry of that id; of its own id an earlier one, or itself (which is a cycle)."""
    named = [one for one in entries if one.id == based_on]
    if based_on != entry.id:
        return named[-1] if named else None
    earlier = [one for one in named if one.number < entry.number]
    return earlier[-1] if earlier else entry


def _title(
    table: Table, base: DistrictProgram | None, name: str, place: str, file: RuleFile
) -> tuple[Title, ...]:
    english = file.text(table.get("title"), f"{place}, title")
    spanish = file.text(table.get("title_es"), f"{place}, title_es")
    if base is not None and not english and not spanish:
        return tuple(title for title in base.titles if not title.requirement)
    return (Title("", english or spanish or name, spanish or english or name),)


def _with_base(
    own: Parsed, base: DistrictProgram | None, table: Table, place: str, file: RuleFile
) -> tuple[tuple[Requirement, ...], tuple[Title, ...]]:
    """Return the base's requirements, each changed or replaced by the entry, then its further."""
    override = file.table(table.get("override"), f"{place}, override")
    needs = {
        key: file.hundredths(value, f"{place}, override {key}") for key, value in override.items()
    }
    known: set[str] = set()
    new = {one.id: one for one in own.requirements}
    kept = base.requirements if base is not None else ()
    requirements = [
        new.pop(one.id) if one.id in new else _overridden(one, needs, known) for one in kept
    ]
    for name in needs:
        if name not in known:
            file.note(f"{place}, override", "unknown_requirement", name)
    titled = {title.requirement for title in own.titles}
    inherited = base.titles if base is not None else ()
    titles = [t for t in inherited if t.requirement and t.requirement not in titled]
    return (*requirements, *new.values()), (*titles, *own.titles)


def _overridden(one: Requirement, needs: dict[str, int], known: set[str]) -> Requirement:
    """Return a requirement of the base with the need that its new version gives it."""
    if isinstance(one, (AllOf, SomeOf)):
        return replace(one, parts=tuple(_overridden(part, needs, known) for part in one.parts))
    if not isinstance(one, (Amount, Counted, OneTopic)) or one.id not in needs:
        return one
    known.add(one.id)
    return replace(one, need=needs[one.id])


def _check_versions(made: list[DistrictProgram], entries: list[_Entry], file: RuleFile) -> None:
    """Note programs of one id for one class: two versions, or the same twice."""
    everyone = {entry.id for entry in entries if "applies_to_classes" not in entry.table}
    for one, other in combinations(made, 2):
        meet = one.first_class <= other.last_class and other.first_class <= one.last_class
        if one.id == other.id and meet:
            code = "twice" if one.id in everyone else "overlap"
            file.note(f"program {one.id}", code, one.id)
