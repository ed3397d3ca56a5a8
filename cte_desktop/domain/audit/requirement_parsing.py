"""Requirements as the rules write them: one table each, of a closed list of kinds.

Strict: an unknown key or kind, a wrong type, an empty set and an id that stands there twice are
problems with their place ("program seal, requirement english, of, code"). Nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import comb
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.course_sets import MOST_DEPTH, course_set
from cte_desktop.domain.audit.measuring import PER_LEVEL
from cte_desktop.domain.audit.requirements import (
    AllOf,
    Amount,
    AtMost,
    Counted,
    CourseSet,
    Either,
    InOrder,
    LevelReached,
    OneTopic,
    Passed,
    Requirement,
    SomeOf,
    below,
)
from cte_desktop.domain.audit.result import Unit
from cte_desktop.domain.audit.rules import Title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.domain.audit.rule_shapes import RuleFile, Table

UNITS = (Unit.CREDITS.value, Unit.YEARS.value, Unit.COURSES.value)
MOST_WAYS = 200
"""More ways to meet one requirement can't be tried for every student."""
_COMMON = ("id", "title", "title_es", "kind", "note", "sourced", "source")
_KEYS: dict[str, tuple[str, ...]] = {
    "amount": ("need", "of", "at_most", "surplus_of", "shares_with", "most_shared"),
    "counted": ("need", "of", "unit", "at_most"),
    "passed": ("of",),
    "all_of": ("parts",),
    "some_of": ("count", "parts"),
    "any_of": ("parts",),
    "one_topic": ("need", "of"),
    "language_level": ("levels", "of"),
    "in_order": ("steps", "different_terms"),
}
KINDS = tuple(_KEYS)


@dataclass(frozen=True, slots=True)
class Parsed:
    """Requirements with their titles, and the ids of those that were written without a need."""

    requirements: tuple[Requirement, ...]
    titles: tuple[Title, ...]
    open_needs: frozenset[str]


def parse_requirements(
    value: object, place: str, unit: Unit, file: RuleFile, area: str = ""
) -> Parsed:
    """Return the requirements that a list of tables writes.

    As parts of an `area` they bear its name, and one amount may be written without a need: it takes
    what the others leave.
    """
    reading = _Reading(file, unit, [], [], {}, bool(area))
    made = []
    for number, table in enumerate(file.tables(value, f"{place}, requirement"), start=1):
        made.append(reading.requirement(table, place, area, number, 0))
    checked = tuple(one for one in made if one is not None)
    _note_twice(checked, place, file)
    linked = _with_links(checked, reading.surplus_of, place, file)
    return Parsed(linked, tuple(reading.titles), frozenset(reading.open_needs))


@dataclass(frozen=True, slots=True)
class _Reading:
    """A document's requirements while they are read."""

    file: RuleFile
    unit: Unit
    titles: list[Title]
    open_needs: list[str]
    surplus_of: dict[str, tuple[str, ...]]  # by amount: those whose surplus flows in, by id
    of_area: bool

    def requirement(
        self, table: Table, place: str, parent: str, number: int, depth: int
    ) -> Requirement | None:
        """Return one requirement, or None when its kind is none of the language."""
        file = self.file
        named = file.text(table.get("id"), f"{place}, requirement {number}, id")
        if not named and not parent:
            file.note(f"{place}, requirement {number}, id", "missing")
        name = _full(named or str(number), parent)
        place = f"{place}, requirement {named or number}"
        kind = file.word(table.get("kind"), KINDS, f"{place}, kind", "amount")
        file.only(table, (*_COMMON, *_KEYS[kind]), place)
        if depth > MOST_DEPTH:
            file.note(place, "too_complex")
            return None
        title = file.text(table.get("title"), f"{place}, title")
        spanish = file.text(table.get("title_es"), f"{place}, title_es")
        if title or spanish:
            self.titles.append(Title(name, title or spanish, spanish or title))
        return self._of_kind(kind, name, table, place, depth)

    def _of_kind(
        self, kind: str, name: str, table: Table, place: str, depth: int
    ) -> Requirement | None:
        match kind:
            case "amount":
                return self._amount(name, table, place)
            case "counted":
                unit = self.file.word(table.get("unit"), UNITS, f"{place}, unit", self.unit.value)
                need, caps = self._need(table, place), self._caps(table, place)
                return Counted(name, need, self._set(table, place), Unit(unit), caps)
            case "passed":
                return Passed(name, self._set(table, place))
            case "one_topic":
                return OneTopic(name, self._need(table, place), self._set(table, place))
            case "language_level":
                levels = self._positive(table, "levels", place)
                of = self._set(table, place)
                return LevelReached(
                    name, levels, of, PER_LEVEL[self.unit], or_higher=not self.of_area
                )
            case "in_order":
                return self._in_order(name, table, place)
            case _:
                return self._compound(kind, name, table, place, depth)

    def _amount(self, name: str, table: Table, place: str) -> Amount:
        file = self.file
        need = 0
        if self.of_area and "need" not in table:
            self.open_needs.append(name)
        else:
            need = self._need(table, place)
        surplus: CourseSet | None = None
        if isinstance(table.get("surplus_of"), list):
            names = file.texts(table["surplus_of"], f"{place}, surplus_of")
            self.surplus_of[name] = names
        elif "surplus_of" in table:
            surplus = course_set(table["surplus_of"], f"{place}, surplus_of", file)
        most: int | None = None
        if "most_shared" in table:
            most = file.hundredths(table["most_shared"], f"{place}, most_shared")
            if most > need:
                file.note(f"{place}, most_shared", "too_large", most / 100)
            if "shares_with" not in table:
                file.note(f"{place}, shares_with", "missing")
            if table.get("at_most"):
                file.note(f"{place}, at_most", "not_together", "most_shared")
        return Amount(
            name,
            need,
            self._set(table, place),
            self._caps(table, place),
            surplus,
            file.text(table.get("shares_with"), f"{place}, shares_with"),
            most,
        )

    def _in_order(self, name: str, table: Table, place: str) -> InOrder:
        file = self.file
        steps = file.tables(table.get("steps"), f"{place}, steps")
        if len(steps) < 2:  # one step alone has no order
            file.note(f"{place}, steps", "nothing_asked")
        sets = tuple(
            course_set(step, f"{place}, steps {number}", file)
            for number, step in enumerate(steps, start=1)
        )
        apart = file.flag(table.get("different_terms"), f"{place}, different_terms", usual=True)
        return InOrder(name, sets, apart)

    def _compound(
        self, kind: str, name: str, table: Table, place: str, depth: int
    ) -> Requirement | None:
        tables = self.file.tables(table.get("parts"), f"{place}, parts")
        if not tables:
            self.file.note(f"{place}, parts", "missing")
        made = [
            self.requirement(part, place, name, number, depth + 1)
            for number, part in enumerate(tables, start=1)
        ]
        parts = tuple(part for part in made if part is not None)
        if kind == "all_of":
            return AllOf(name, parts)
        count = 1 if kind == "any_of" else self._positive(table, "count", place)
        if parts and count > len(parts):
            self.file.note(f"{place}, count", "too_many", count)
        chosen = SomeOf(name, min(count, len(parts)), parts)
        if ways_of(chosen) > MOST_WAYS:
            self.file.note(place, "too_complex", len(parts))
            return AllOf(name, parts)
        return chosen

    def _need(self, table: Table, place: str) -> int:
        return self.file.hundredths(table.get("need"), f"{place}, need")

    def _set(self, table: Table, place: str) -> CourseSet:
        return course_set(table.get("of"), f"{place}, of", self.file)

    def _caps(self, table: Table, place: str) -> tuple[AtMost, ...]:
        caps = []
        for cap in self.file.tables(table.get("at_most"), f"{place}, at_most"):
            self.file.only(cap, ("of", "most"), f"{place}, at_most")
            of = course_set(cap.get("of"), f"{place}, at_most, of", self.file)
            most = self.file.hundredths(cap.get("most"), f"{place}, at_most, most")
            caps.append(AtMost(of, most))
        return tuple(caps)

    def _positive(self, table: Table, key: str, place: str) -> int:
        if table.get(key) is None:
            self.file.note(f"{place}, {key}", "missing")
            return 1
        number = self.file.whole(table[key], f"{place}, {key}", 1)
        if number < 1:
            self.file.note(f"{place}, {key}", "nothing_asked", number)
        return max(1, number)


def ways_of(requirement: Requirement) -> int:
    """Return in how many ways a requirement can be met, topics aside."""
    match requirement:
        case AllOf(parts=parts):
            ways = 1
            for part in parts:
                ways *= ways_of(part)
            return ways
        case SomeOf(count=count, parts=parts):
            most = max((ways_of(part) for part in parts), default=1)
            return int(comb(len(parts), count) * most**count)
        case _:
            return 1


def _full(name: str, parent: str) -> str:
    """Return the id of a part: it begins with that of the whole, as "D.life" does."""
    top = parent.partition(".")[0]
    inside = not parent or name == top or name.startswith(f"{top}.")
    return name if inside else f"{parent}.{name}"


def _note_twice(requirements: tuple[Requirement, ...], place: str, file: RuleFile) -> None:
    """Note ids that stand there twice; of a choice only one part is ever asked."""
    for name in _twice(requirements):
        file.note(f"{place}, requirement {name}", "twice")


def _twice(requirements: Iterable[Requirement]) -> list[str]:
    seen: set[str] = set()
    twice = []
    for one in requirements:
        own = _ids(one)
        twice += [name for name in own if name in seen]
        seen.update(own)
        if isinstance(one, (AllOf, SomeOf)) and any(part.id == one.id for part in one.parts):
            twice.append(one.id)
        if isinstance(one, AllOf):
            twice += _twice(one.parts)
        elif isinstance(one, SomeOf):
            for part in one.parts:
                twice += _twice((part,)) if one.count == 1 else []
            twice += _twice(one.parts) if one.count > 1 else []
    return list(dict.fromkeys(twice))


def _ids(requirement: Requirement) -> list[str]:
    return list(dict.fromkeys(one.id for one in below((requirement,))))


def _with_links(
    requirements: tuple[Requirement, ...],
    surplus_of: dict[str, tuple[str, ...]],
    place: str,
    file: RuleFile,
) -> tuple[Requirement, ...]:
    """Return the requirements with surplus by name resolved; links that lead nowhere are noted."""
    known = {one.id: one for one in below(requirements)}
    for one in known.values():
        if isinstance(one, Amount) and one.shares_with:
            where = f"{place}, requirement {one.id}, shares_with"
            if one.shares_with == one.id:
                file.note(where, "shares_itself", one.id)
            elif one.shares_with not in known:
                file.note(where, "unknown_requirement", one.shares_with)
            elif not isinstance(known[one.shares_with], Amount):
                file.note(where, "not_shareable", one.shares_with)
    surplus: dict[str, CourseSet] = {}
    for name, names in surplus_of.items():
        where = f"{place}, requirement {name}, surplus_of"
        for other in names:
            if other not in known or other == name:
                file.note(where, "unknown_requirement", other)
        sets = [of for other in names if other in known for of in _sets(known[other])]
        if sets:
            surplus[name] = Either(tuple(sets))
    return tuple(_linked(one, surplus) for one in requirements)


def _linked(one: Requirement, surplus: dict[str, CourseSet]) -> Requirement:
    if isinstance(one, (AllOf, SomeOf)):
        return replace(one, parts=tuple(_linked(part, surplus) for part in one.parts))
    if isinstance(one, Amount) and one.id in surplus:
        return replace(one, surplus_of=surplus[one.id])
    return one


def _sets(requirement: Requirement) -> Iterator[CourseSet]:
    for one in below((requirement,)):
        if isinstance(one, (Amount, OneTopic, LevelReached)):
            yield one.of
