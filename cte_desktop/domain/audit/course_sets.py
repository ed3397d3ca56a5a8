"""Course sets as the rules write them: a table whose keys must all hold for a course to be in it.

`code`, `subject`, `area`, `topic`, `pathway`, `level` and `attribute` take one name, several with
"|" between them, or a list; `*` in a code makes it a pattern.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain import grades
from cte_desktop.domain.audit.attributes import ATTRIBUTES, HONORS_KINDS
from cte_desktop.domain.audit.requirements import (
    Anything,
    Areas,
    Attributes,
    Both,
    CodePattern,
    Codes,
    College,
    CourseSet,
    Either,
    Honors,
    MarkedAtLeast,
    PathwayLevel,
    Subjects,
    Topics,
    Within,
    Without,
)
from cte_desktop.domain.catalog.course import LEVELS
from cte_desktop.domain.school_year import TERMS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cte_desktop.domain.audit.rule_shapes import RuleFile, Table

AREAS = ("A", "B", "C", "D", "E", "F", "G")
MOST_DEPTH = 6
"""Sets in sets, and parts in parts, deeper than anybody can read are refused."""
KEYS = (
    "any",
    "code",
    "subject",
    "area",
    "topic",
    "pathway",
    "level",
    "honors",
    "college",
    "attribute",
    "grades",
    "terms",
    "mark",
    "either",
    "without",
)
_NO_HONORS = "none"
_ANY_HONORS = "any"


def course_set(value: object, place: str, file: RuleFile, depth: int = 0) -> CourseSet:
    """Return the set that a table writes; one that names no course is noted."""
    if value is None:
        file.note(place, "missing")
        return Anything()
    table = file.table(value, place)
    file.only(table, KEYS, place)
    if depth > MOST_DEPTH:
        file.note(place, "too_complex")
        return Anything()
    parts = tuple(_Reading(table, place, file, depth).parts())
    kept = parts or (Anything(),)
    of = kept[0] if len(kept) == 1 else Both(kept)
    if "without" in table:
        without = course_set(table["without"], f"{place}, without", file, depth + 1)
        return Without(of, without)
    if not parts and table.get("any") is not True and isinstance(value, dict):
        file.note(place, "empty_set")
    return of


@dataclass(frozen=True, slots=True)
class _Reading:
    """A table of a course set that is being read."""

    table: Table
    place: str
    file: RuleFile
    depth: int

    def parts(self) -> Iterator[CourseSet]:
        """Yield what each key asks."""
        self.file.flag(self.table.get("any"), self._at("any"))
        yield from self._codes()
        simple: tuple[tuple[str, Callable[[frozenset[str]], CourseSet]], ...] = (
            ("subject", Subjects),
            ("area", Areas),
            ("topic", Topics),
            ("attribute", Attributes),
        )
        for key, made in simple:
            named = self._names(key)
            if named:
                yield made(frozenset(named))
        yield from self._pathways()
        yield from self._honors()
        yield from self._when()
        if "mark" in self.table:
            yield MarkedAtLeast(
                self.file.word(self.table["mark"], grades.LETTERS, self._at("mark"), "D-")
            )
        yield from self._either()

    def _at(self, key: str) -> str:
        return f"{self.place}, {key}"

    def _names(self, key: str) -> tuple[str, ...]:
        """Return the names of a key; those of a closed list must be on it."""
        value = self.table.get(key)
        if value is None:
            return ()
        texts = [value] if isinstance(value, str) else self.file.texts(value, self._at(key))
        named = tuple(name.strip() for text in texts for name in text.split("|") if name.strip())
        if not named and isinstance(value, (str, list)):
            self.file.note(self._at(key), "empty_set")
        known = _KNOWN.get(key)
        for name in named if known else ():
            self.file.word(name, known or (), self._at(key), name)
        return named

    def _codes(self) -> Iterator[CourseSet]:
        named = self._names("code")
        plain = frozenset(code for code in named if "*" not in code)
        sets: list[CourseSet] = [Codes(plain)] if plain else []
        sets += [CodePattern(code) for code in named if "*" in code]
        if sets:
            yield sets[0] if len(sets) == 1 else Either(tuple(sets))

    def _pathways(self) -> Iterator[CourseSet]:
        names, levels = self._names("pathway"), self._names("level")
        if not names and not levels:
            return
        sets = [PathwayLevel(name, level) for name in names or ("",) for level in levels or ("",)]
        yield sets[0] if len(sets) == 1 else Either(tuple(sets))

    def _honors(self) -> Iterator[CourseSet]:
        value = self.table.get("honors")
        if value is True or value == _ANY_HONORS:
            yield Honors()
        elif value is False or value == _NO_HONORS:
            yield Without(Anything(), Honors())
        elif value is not None:
            named = self._names("honors") if isinstance(value, list) else (value,)
            for name in named:
                self.file.word(name, HONORS_KINDS, self._at("honors"), str(name))
            yield Attributes(frozenset(map(str, named)))
        if "college" in self.table:
            college = self.file.flag(self.table["college"], self._at("college"), usual=True)
            yield College() if college else Without(Anything(), College())

    def _when(self) -> Iterator[CourseSet]:
        value, terms = self.table.get("grades"), self._names("terms")
        levels: list[int] = []
        if value is not None:
            levels = [_grade(one) for one in value] if isinstance(value, list) else [0]
            if 0 in levels:
                self.file.note(self._at("grades"), "not_a_number", value)
            elif not levels:
                self.file.note(self._at("grades"), "empty_set")
        if levels or terms:
            yield Within(frozenset(levels), frozenset(terms))

    def _either(self) -> Iterator[CourseSet]:
        if "either" not in self.table:
            return
        place = self._at("either")
        tables = self.file.tables(self.table["either"], place)
        if not tables:
            self.file.note(place, "empty_set")
            return
        yield Either(tuple(course_set(one, place, self.file, self.depth + 1) for one in tables))


_KNOWN: dict[str, tuple[str, ...]] = {
    "area": AREAS,
    "level": tuple(level.value for level in LEVELS),
    "attribute": ATTRIBUTES,
    "terms": tuple(term.value for term in TERMS),
}
_FIRST_GRADE, _LAST_GRADE = 5, 12
_GRADE_WORDS = {str(grade): grade for grade in range(_FIRST_GRADE, _LAST_GRADE + 1)}


def _grade(value: object) -> int:
    """Return the grade that a number or a text of digits names, 0 for none."""
    if isinstance(value, str):
        value = _GRADE_WORDS.get(value, 0)
    is_grade = isinstance(value, int) and _FIRST_GRADE <= value <= _LAST_GRADE
    return value if is_grade and isinstance(value, int) and not isinstance(value, bool) else 0
