"""Whether the rules can be met at all: what no student could ever do is no requirement.

Looked at are the courses that a rule names by their codes or by a subject of the catalog. A
subject or an area as a whole is not: its credits may come from other districts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain import credits
from cte_desktop.domain.audit import requirements as kinds
from cte_desktop.domain.audit.idle_keys import CHANGES_NOTHING, IN_SETTINGS, idle_keys
from cte_desktop.domain.audit.known_keys import unknown_keys
from cte_desktop.domain.audit.result import Unit
from cte_desktop.domain.audit.rule_mentions import PROGRAMS, unknown_names
from cte_desktop.domain.audit.rule_parsing import AG, GRADUATION
from cte_desktop.domain.audit.rules import RuleProblem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cte_desktop.domain.audit.requirements import CourseSet, Requirement
    from cte_desktop.domain.audit.rule_mentions import Table
    from cte_desktop.domain.audit.rules import GraduationSet, Include, Rules
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.course import Course

FIRST_GRADE, LAST_GRADE = 9, 12  # credit is earned in these
A_COURSE = 100  # hundredths, of requirements that count courses

UNREADABLE = frozenset({"not_toml", "wrong_encoding", "too_big", "too_deep", "unknown_kind"})
UNKNOWN = frozenset(
    {
        "unknown_course",
        "no_match",
        "unknown_subject",
        "unknown_area",
        "unknown_topic",
        "unknown_pathway",
    }
)
IMPOSSIBLE = frozenset({"not_in_high_school", "too_few_courses", "includes_over_subject"})
IDLE = frozenset({CHANGES_NOTHING, IN_SETTINGS})
OF_SAMPLES = frozenset({"sample_not_met", "sample_met", "unknown_program", "bad_line"})


def catalog_problems(
    documents: Mapping[str, Table], rules: Rules, catalog: Catalog
) -> tuple[RuleProblem, ...]:
    """Return what is known nowhere, can never be met with this catalog, or changes nothing."""
    found = [*unknown_names(documents, catalog), *impossible(rules, catalog)]
    found += idle_keys(documents)
    found += unknown_keys(documents)
    return tuple(dict.fromkeys(found))


def gravest_first(problems: Iterable[RuleProblem]) -> tuple[RuleProblem, ...]:
    """Return each problem once: the shape, unknown names, what can't be met or is idle, samples."""
    return tuple(sorted(dict.fromkeys(problems), key=_gravity))


def impossible(rules: Rules, catalog: Catalog) -> Iterator[RuleProblem]:
    """Yield a problem for each must-include and row that nobody can meet."""
    seen: set[tuple[str, Include]] = set()
    for one in rules.sets:
        yield from _of_set(one, catalog, seen)
        yield from _of_rows(one.requirements, f"set {one.id}", GRADUATION, Unit.CREDITS, catalog)
    for parts in rules.ag.parts:
        place = f"area {parts.area}, {parts.program}_parts"
        yield from _of_rows(parts.requirements, place, AG, Unit.YEARS, catalog)
    for program in rules.programs:
        place = f"program {program.id}"
        yield from _of_rows(program.requirements, place, PROGRAMS, program.unit, catalog)


def _of_set(
    one: GraduationSet, catalog: Catalog, seen: set[tuple[str, Include]]
) -> Iterator[RuleProblem]:
    for subject in one.subjects:
        place = f"set {one.id}, subject {subject.id}"
        reserved = sum(include.credits for include in subject.includes)
        if reserved > subject.credits:
            value = credits.text(reserved)
            yield RuleProblem(GRADUATION, place, "includes_over_subject", value)
        for include in subject.includes:
            if (subject.id, include) in seen:  # of the set that this one is based on
                continue
            seen.add((subject.id, include))
            first = include.codes[0] if include.codes else include.subject
            where = f"{place}, must_include {first}"
            if not include.taken:
                courses = _courses_of(include, catalog)
                need, unit = include.credits, Unit.CREDITS
                yield from _short(courses, need, unit, GRADUATION, where)


def _courses_of(include: Include, catalog: Catalog) -> list[Course] | None:
    if include.codes:
        return _all_of(include.codes, catalog)
    return [c for c in catalog.courses if c.graduation_subject == include.subject]


def _of_rows(
    rows: Iterable[Requirement],
    place: str,
    file: str,
    unit: Unit,
    catalog: Catalog,
    word: str = "requirement",
) -> Iterator[RuleProblem]:
    for row in rows:
        where = f"{place}, {word} {row.id}"
        match row:
            case kinds.Amount(surplus_of=None) | kinds.OneTopic():
                yield from _short(_named(row.of, catalog), row.need, unit, file, where)
            case kinds.Counted():
                yield from _short(_named(row.of, catalog), row.need, row.unit, file, where)
            case kinds.AllOf():
                yield from _of_rows(row.parts, where, file, unit, catalog, "part")
            case kinds.SomeOf():
                yield from _too_many_choices(row, where, file, unit, catalog)
            case _:  # the others ask for one course, or use what fills another row
                pass


def _too_many_choices(
    row: kinds.SomeOf, place: str, file: str, unit: Unit, catalog: Catalog
) -> Iterator[RuleProblem]:
    """Yield the problems of the parts when too few of them are left that can be met."""
    faults = [list(_of_rows((part,), place, file, unit, catalog, "part")) for part in row.parts]
    if sum(1 for of_part in faults if not of_part) < row.count:
        for of_part in faults:
            yield from of_part


def _short(
    courses: list[Course] | None, need: int, unit: Unit, file: str, place: str
) -> Iterator[RuleProblem]:
    """Yield a problem when the courses can't give what is needed; None: they are not all named."""
    if not courses or any(course.repeatable for course in courses):
        return
    usable = [c for c in courses if c.grade_max >= FIRST_GRADE and c.grade_min <= LAST_GRADE]
    if unit is Unit.YEARS:  # grades 7 and 8 may count for A-G
        usable = courses
    if not usable:
        yield RuleProblem(file, place, "not_in_high_school", ", ".join(c.code for c in courses))
        return
    given = sum(_gives(course, unit) for course in usable)
    if given < need:
        yield RuleProblem(file, place, "too_few_courses", credits.text(given))


def _gives(course: Course, unit: Unit) -> int:
    match unit:
        case Unit.CREDITS:
            return course.credits
        case Unit.YEARS:
            return course.ag_years
        case _:
            return A_COURSE


def _named(of: CourseSet, catalog: Catalog) -> list[Course] | None:
    """Return the courses of a set that names them by their codes, None for another set.

    None also when the catalog lacks one of them: nobody can say what that one would give.
    """
    match of:
        case kinds.Codes(codes):
            return _all_of(tuple(sorted(codes)), catalog)
        case kinds.Both(sets):
            named = [found for one in sets if (found := _named(one, catalog)) is not None]
            return min(named, key=len, default=None)
        case _:
            return None


def _all_of(codes: tuple[str, ...], catalog: Catalog) -> list[Course] | None:
    found = [course for code in codes if (course := catalog.course(code)) is not None]
    return found if len(found) == len(codes) else None


def _gravity(problem: RuleProblem) -> int:
    if problem.code in UNREADABLE:
        return 0
    of_sample = problem.place.startswith("sample ")
    if problem.code in UNKNOWN:
        return 4 if of_sample else 2
    if problem.code in IMPOSSIBLE | IDLE:
        return 3
    return 4 if of_sample or problem.code in OF_SAMPLES else 1
