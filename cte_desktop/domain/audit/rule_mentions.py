"""Whether what the rules name is there: courses, subjects, areas, topics, pathways.

The documents are looked at as they are written, so that each name is reported once, where it
stands, however many sets are based on it. What has another shape than it should is passed over:
`rule_parsing.py` names it.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.audit.earning import RECOVERED_SUBJECT
from cte_desktop.domain.audit.rule_parsing import AG, AREAS, GRADUATION, LANGUAGE, TOPICS
from cte_desktop.domain.audit.rules import ELECTIVE, RuleProblem
from cte_desktop.domain.audit.topics import TITLE_TOPICS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cte_desktop.domain.catalog.catalog import Catalog

Table = dict[str, Any]

PROGRAMS = "programs.toml"
_ANY = "*"
_LANGUAGE_LEVELS = "Language levels"  # "... 1 to N-1": no topic of the catalog
_SETS = ("of", "surplus_of")  # where a requirement names a course set
_LISTS = ("at_most", "steps")


@dataclass(frozen=True)
class _Known:
    """What the catalog and the rules know. No slots: the look-ups are made once."""

    catalog: Catalog
    subjects_of_sets: frozenset[str]
    filled_by_alias: frozenset[str]

    @cached_property
    def topics(self) -> frozenset[str]:
        """Return the topics of courses, here and elsewhere, languages without their level."""
        own = {course.ag_topic.partition(":")[0] for course in self.catalog.courses}
        return TITLE_TOPICS.union(own, TOPICS.values())

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Return the subjects that a course can have."""
        return frozenset(course.graduation_subject for course in self.catalog.courses)

    def has_level(self, pathway: str, level: str) -> bool:
        """Tell whether a pathway has courses at a level; one that is not known is told of once."""
        if pathway not in self.catalog.pathway_by_name:
            return True
        steps = self.catalog.steps
        return any(step.pathway == pathway and step.level == level for step in steps)

    def lacks(self, key: str, name: str) -> str:
        """Return the code of the problem when there is nothing of that name, "" if there is."""
        catalog = self.catalog
        match key:
            case "code" if _ANY in name:
                found = any(fnmatchcase(code, name) for code in catalog.listed_by_code)
                return "" if found else "no_match"
            case "code":
                return "" if name in catalog.listed_by_code else "unknown_course"
            case "subject":
                known = name in self.subjects or name in self.subjects_of_sets
                return "" if known else "unknown_subject"
            case "area":
                return "" if name in AREAS else "unknown_area"
            case "topic":
                plain = name.strip().lower()
                known = bool({TOPICS.get(plain, plain), name.partition(":")[0]} & self.topics)
                return "" if known else "unknown_topic"
            case "pathway":
                return "" if name in catalog.pathway_by_name else "unknown_pathway"
            case _:
                return ""


def unknown_names(documents: Mapping[str, Table], catalog: Catalog) -> Iterator[RuleProblem]:
    """Yield a problem for each name of the three documents that is known nowhere."""
    graduation = documents.get("graduation", {})
    alias = _table(graduation.get("subject_alias")).values()
    filled = frozenset(to for to in alias if isinstance(to, str))
    known = _Known(catalog, frozenset(_subjects_of(graduation)), filled)
    yield from _in_graduation(graduation, known)
    yield from _in_ag(documents.get("ag", {}), known)
    for program in _tables(documents.get("programs", {}).get("program")):
        place = f"program {program.get('id', '')}"
        yield from _in_requirements(program.get("requirement"), place, PROGRAMS, known)


def _in_graduation(graduation: Table, known: _Known) -> Iterator[RuleProblem]:
    for rule_set in _tables(graduation.get("set")):
        place = f"set {rule_set.get('id', '')}"
        for subject in _tables(rule_set.get("subject")):
            yield from _in_subject(subject, f"{place}, subject {subject.get('id', '')}", known)
        named = [*_table(rule_set.get("subjects")), *_table(rule_set.get("add"))]
        for name in named:
            yield from _subject_of_set(str(name), f"{place}, subject {name}", known)
        replaced = _table(rule_set.get("may_replace"))
        for key in ("when_completed", "waives"):
            where = f"{place}, may_replace {key}"
            yield from _each("code", replaced.get(key), where, GRADUATION, known)
        to, where = replaced.get("credits_move_to"), f"{place}, may_replace credits_move_to"
        if isinstance(to, str) and to and to not in known.subjects_of_sets:
            yield RuleProblem(GRADUATION, where, "unknown_subject", to)
        yield from _in_requirements(rule_set.get("requirement"), place, GRADUATION, known)
    for name, law in _table(graduation.get("pending")).items():
        where = f"pending, {name}, courses"
        yield from _each("code", _table(law).get("courses"), where, GRADUATION, known)
    for name, to in _table(graduation.get("subject_alias")).items():
        lost = isinstance(to, str) and to not in known.subjects_of_sets
        if lost and name != RECOVERED_SUBJECT:
            yield RuleProblem(GRADUATION, f"subject_alias, {name}", "unknown_subject", to)


def _in_subject(subject: Table, place: str, known: _Known) -> Iterator[RuleProblem]:
    named = False
    for include in _tables(subject.get("must_include")):
        codes = _names(include.get("course"))
        named = named or bool(codes)
        first = codes[0] if codes else str(include.get("subject", ""))
        where = f"{place}, must_include {first}"
        yield from _each("code", include.get("course"), where, GRADUATION, known)
        yield from _each("subject", include.get("subject"), where, GRADUATION, known)
    name = str(subject.get("id", ""))
    if name and not named:
        yield from _subject_of_set(name, place, known)


def _subject_of_set(name: str, place: str, known: _Known) -> Iterator[RuleProblem]:
    """Yield a problem when no course can ever fill a subject of a set."""
    if name not in known.subjects | known.filled_by_alias | {ELECTIVE}:
        yield RuleProblem(GRADUATION, place, "unknown_subject", name)


def _in_ag(ag: Table, known: _Known) -> Iterator[RuleProblem]:
    for name, table in _table(ag.get("area")).items():
        area, place = _table(table), f"area {name}"
        yield from _each("topic", area.get("must_cover"), f"{place}, must_cover", AG, known)
        for parts in ("uc_parts", "csu_parts"):
            yield from _in_requirements(area.get(parts), f"{place}, {parts}", AG, known)
    validation = _table(ag.get("validation"))
    yield from _each("area", validation.get("areas"), "validation, areas", AG, known)
    for rule in _tables(validation.get("rule")):
        by = rule.get("by")
        if not isinstance(by, str) or by == LANGUAGE:
            continue
        place = f"validation, rule {by}"
        yield from _each("topic", by.split(","), place, AG, known)
        for key in ("validates", "not_validated"):
            plain = [name for name in _names(rule.get(key)) if not _is_levels(name)]
            yield from _each("topic", plain, f"{place}, {key}", AG, known)


def _in_requirements(
    value: object, place: str, file: str, known: _Known, word: str = "requirement"
) -> Iterator[RuleProblem]:
    for table in _tables(value):
        own = f"{place}, {word} {table.get('id', '')}"
        for key in _SETS:
            yield from _in_set(table.get(key), f"{own}, {key}", file, known)
        for key in _LISTS:
            for one in _tables(table.get(key)):
                held = one.get("of", one)
                yield from _in_set(held, f"{own}, {key}", file, known)
        yield from _in_requirements(table.get("parts"), own, file, known, "part")


def _in_set(value: object, place: str, file: str, known: _Known) -> Iterator[RuleProblem]:
    table = _table(value)
    for key in ("code", "subject", "topic", "pathway"):
        yield from _each(key, table.get(key), place, file, known)
    for pathway in _names(table.get("pathway")):
        for level in _names(table.get("level")):
            if not known.has_level(pathway, level):
                yield RuleProblem(file, place, "no_match", f"{pathway}, {level}")
    for one in _tables(table.get("either")):
        yield from _in_set(one, place, file, known)
    if table.get("without"):
        yield from _in_set(table["without"], place, file, known)


def _each(key: str, value: object, place: str, file: str, known: _Known) -> Iterator[RuleProblem]:
    for name in _names(value):
        code = known.lacks(key, name)
        if code:
            yield RuleProblem(file, place, code, name)


def _subjects_of(graduation: Table) -> Iterator[str]:
    """Yield the subjects that the sets ask for, also those of laws that are pending."""
    for rule_set in _tables(graduation.get("set")):
        yield from (str(one.get("id", "")) for one in _tables(rule_set.get("subject")))
        yield from _table(rule_set.get("subjects"))
        yield from _table(rule_set.get("add"))
    yield from _table(graduation.get("pending"))


def _is_levels(name: str) -> bool:
    return name.startswith(_LANGUAGE_LEVELS)


def _names(value: object) -> list[str]:
    """Return the names of a text ("A|B") or of a list of texts."""
    if isinstance(value, str):
        value = value.split("|")
    if not isinstance(value, list):
        return []
    return [one.strip() for one in value if isinstance(one, str) and one.strip()]


def _table(value: object) -> Table:
    return value if isinstance(value, dict) else {}


def _tables(value: object) -> list[Table]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
