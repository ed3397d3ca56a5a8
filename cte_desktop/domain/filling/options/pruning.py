"""Which courses are worth an option: what may help a program or a wish, and usual electives.

Chosen by the course alone, never by its sections, so that a section more never takes a course out.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.district_programs import programs_for
from cte_desktop.domain.audit.requirements import (
    AllOf,
    Amount,
    Areas,
    Both,
    CodePattern,
    Codes,
    Counted,
    CourseSet,
    Either,
    Honors,
    InOrder,
    LevelReached,
    OneTopic,
    Overall,
    Passed,
    PathwayLevel,
    Requirement,
    SomeOf,
    Subjects,
    Topics,
    Without,
    below,
)
from cte_desktop.domain.catalog.placeholder import courses_for, is_placeholder
from cte_desktop.domain.filling.options.natural import CHOSEN_BY_A_PERSON
from cte_desktop.domain.filling.wants import Strength
from cte_desktop.domain.planning.passing import is_passed
from cte_desktop.domain.planning.plan import GRADES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.domain.audit.rules import GraduationSet, Rules
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.filling.options.ahead import Standing
    from cte_desktop.domain.filling.options.natural import Habits
    from cte_desktop.domain.filling.wants import Want
    from cte_desktop.domain.planning.semesters import Semester
    from cte_desktop.domain.planning.situation import Situation
    from cte_desktop.domain.students.file import StudentFile

WIDE = 8
"""How many of a wide choice, such as any arts, language or career course, are kept."""
USUAL_YEARS, USUAL_SEMESTERS = 8, 6
"""How many electives are kept: courses of a year, and of a semester."""
MOST_A_DAY = 7
_NARROW_AREAS = ("A", "B", "C", "D")
_WIDE_AREAS = ("E", "F", "G")


def asked_codes(
    file: StudentFile, catalog: Catalog, wants: Iterable[Want], standing: Iterable[Standing]
) -> frozenset[str]:
    """Return the courses that wishes, wanted pathways and the present plan name."""
    found = {one.course_code for one in standing}
    for want in wants:
        if want.strength is Strength.NO:
            continue
        if want.kind == "course":
            found |= set(want.codes)
        elif want.kind == "pathway":
            found |= {
                s.course_code for s in catalog.steps_of(want.value, file.student.graduation_year)
            }
            found |= {s.course_code for s in catalog.steps_of(want.value, file.student.entry_class)}
    return frozenset(found)


def worth_an_option(
    given: Situation,
    rules: Rules,
    wants: tuple[Want, ...],
    habits: Habits,
    taught: Iterable[Course],
) -> frozenset[str]:
    """Return the codes of the courses that are worth an option.

    `taught` are those that the student's school teaches by day in some year ahead.
    """
    catalog, asked = given.catalog, habits.asked
    usual = sorted(
        (c for c in taught if c.rigor not in CHOSEN_BY_A_PERSON and not c.is_college),
        key=lambda course: (habits.elective_cost(course), course.code),
    )
    found = set(asked) | {c.code for c in _helping(given, rules, wants, usual)}
    for code in asked:
        if is_placeholder(code):
            found |= {course.code for course in courses_for(code, usual)[:WIDE]}
    found |= {c.code for c in [c for c in usual if c.is_year][:USUAL_YEARS]}
    found |= {c.code for c in [c for c in usual if not c.is_year][:USUAL_SEMESTERS]}
    years = sum(c.code in found for c in usual if c.is_year)
    for course in usual:  # enough to fill every day ahead
        if years >= MOST_A_DAY * len(GRADES):
            break
        years += course.is_year and course.code not in found
        found.add(course.code)
    return with_prerequisites(found, given, catalog)


def with_prerequisites(codes: Iterable[str], given: Situation, catalog: Catalog) -> frozenset[str]:
    """Return the courses with all that must come before them and is not passed yet."""
    found = set(codes)
    waiting = list(found)
    while waiting:
        course = catalog.course(waiting.pop())
        for needs in course.prerequisites.alternatives if course is not None else ():
            for need in needs:
                needed = catalog.course(need.course_code)
                if needed is None or needed.code in found:
                    continue
                taken = given.by_course.get(needed.code, ())
                if not is_passed(needed, taken, need.minimum_mark):
                    found.add(needed.code)
                    waiting.append(needed.code)
    return frozenset(found)


def _helping(
    given: Situation, rules: Rules, wants: tuple[Want, ...], usual: list[Course]
) -> Iterator[Course]:
    """Yield the courses that may help a wanted program, of wide choices the most usual."""
    chosen = rules.set_for(given.file.student.entry_class)
    kept: dict[tuple[str, str], int] = {}
    subjects, codes = _open_subjects(given.semesters, chosen, rules) if chosen else (set(), set())
    sets = tuple(_sets(given.file, rules, chosen))
    goal = any(w.kind == "area_goal" and w.allows and w.value != "none" for w in wants)
    for course in usual:
        subject = rules.alias.get(course.graduation_subject, course.graduation_subject)
        if course.code in codes or any(_may_hold(of, course) for of in sets):
            yield course
        elif subject in subjects and subject != rules.overflow_to:
            wide = (subject, course.ag_area) if course.ag_area in _WIDE_AREAS else None
            if wide is None or _one_more(kept, wide):
                yield course
        elif goal and (
            course.ag_area in _NARROW_AREAS
            or (course.ag_area in _WIDE_AREAS and _one_more(kept, ("", course.ag_area)))
        ):
            yield course


def _one_more(kept: dict[tuple[str, str], int], wide: tuple[str, str]) -> bool:
    kept[wide] = kept.get(wide, 0) + 1
    most = 2 * WIDE if wide[1] == "E" else WIDE  # a language has levels
    return kept[wide] <= most


def _open_subjects(
    semesters: Iterable[Semester], chosen: GraduationSet, rules: Rules
) -> tuple[set[str], set[str]]:
    """Return the subjects with something missing yet, and the courses that must be included."""
    credits: dict[str, int] = {}
    plain: dict[str, int] = {}
    passed: set[str] = set()
    for semester in semesters:
        if semester.counts:
            subject = rules.alias.get(semester.subject, semester.subject)
            credits[subject] = credits.get(subject, 0) + semester.credits
            plain[semester.subject] = plain.get(semester.subject, 0) + semester.credits
            passed.add(semester.course_code)
    subjects, codes = set(), set()
    for need in chosen.subjects:
        lacking = credits.get(need.id, 0) < need.credits
        for include in need.includes:
            if include.codes and not passed & set(include.codes):
                codes |= set(include.codes)
            short = bool(include.subject) and plain.get(include.subject, 0) < include.credits
            lacking = lacking or short
        if lacking:
            subjects.add(need.id)
    if chosen.replacement is not None:
        codes.add(chosen.replacement.course)
    return subjects, codes


def _sets(file: StudentFile, rules: Rules, chosen: GraduationSet | None) -> Iterator[CourseSet]:
    """Yield the course sets of further rows of the set and of programs added for the student."""
    rows: list[Requirement] = list(chosen.requirements) if chosen is not None else []
    for program in programs_for(file, rules):
        rows += program.requirements
    for row in below(rows):
        match row:
            case Amount(of=of) | Passed(of=of) | Counted(of=of) | OneTopic(of=of):
                yield of
            case LevelReached(of=of) | Overall(of=of):
                yield of
            case InOrder(steps=steps):
                yield from steps
            case AllOf() | SomeOf():
                pass


def _may_hold(of: CourseSet, course: Course) -> bool:  # noqa: C901, PLR0911 - one case a kind
    """Tell whether a narrow set may hold the course; a set of everything needs no course at all."""
    match of:
        case Codes(codes):
            return course.code in codes
        case CodePattern(pattern):
            return fnmatchcase(course.code, pattern)
        case Subjects(subjects):
            return course.graduation_subject in subjects
        case Areas(areas):
            return course.ag_area in areas
        case Topics(topics):
            return course.ag_topic in topics
        case PathwayLevel(pathway, level):
            at = course.pathway_level.value if course.pathway_level else ""
            return bool(pathway) and course.pathway == pathway and level in {"", at}
        case Honors():
            return course.uc_honors
        case Either(sets):
            return any(_may_hold(one, course) for one in sets)
        case Both(sets):
            return any(_may_hold(one, course) for one in sets)
        case Without(kept, _):
            return _may_hold(kept, course)
        case _:
            return False
