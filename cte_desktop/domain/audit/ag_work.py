"""What each semester brings to A-G: years in an area, repeats, and what higher work validates.

Sources: ag.toml with its URLs, `DOSSIER.md` section 3. A semester is the unit of mark, repeat and
validation. C- and up counts; what is in progress and planned is taken to be passed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain import grades
from cte_desktop.domain.audit.ag_waivers import WaivedYears, waived_years
from cte_desktop.domain.audit.area_parts import parts_ask_catalog
from cte_desktop.domain.audit.attributes import described
from cte_desktop.domain.audit.earning import earns_in_high_school
from cte_desktop.domain.audit.explain import because
from cte_desktop.domain.audit.topics import UNNAMED_LANGUAGE, topic_of_title
from cte_desktop.domain.audit.validation import VALIDATED, Validated, validated_work
from cte_desktop.domain.audit.work import RANKS, SetAside, Work, by_half, parts_of
from cte_desktop.domain.planning.semesters import (
    A_YEAR,
    CREDITS_OF_A_YEAR,
    FIRST_GRADE,
    Semester,
    State,
)
from cte_desktop.domain.school_year import Term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.audit.exceptions import Exceptions
    from cte_desktop.domain.audit.result import Reason
    from cte_desktop.domain.audit.rules import AgRules
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.grades import Thresholds

__all__ = ["VALIDATED", "AgWork", "ag_work"]

FIRST_OF_TWO_YEARS = "algebra1a"
ALGEBRA = "algebra1"
ALGEBRAS = frozenset({FIRST_OF_TWO_YEARS, ALGEBRA})


@dataclass(slots=True)
class AgWork:
    """The work that counts for A-G, the rows that don't, what validated what, and waivers."""

    works: list[Work]
    aside: list[SetAside]
    validated: tuple[Validated, ...] = ()
    waivers: tuple[WaivedYears, ...] = ()  # what a counselor takes off the areas


@dataclass(slots=True)
class _Attempt:
    """A semester in an area: the topic it is about and the course it counts as."""

    row: Semester
    code: str
    area: str
    topic: str
    good: bool
    also: frozenset[str]
    pinned: str


def ag_work(
    semesters: Iterable[Semester],
    catalog: Catalog,
    exceptions: Exceptions,
    rules: AgRules,
    thresholds: Thresholds,
) -> AgWork:
    """Return what the semesters bring to UC and CSU.

    With what the catalog knows of the courses, where the parts of an area ask for it.
    """
    answer = AgWork([], [], waivers=waived_years(exceptions.waivers, catalog))
    groups: dict[str, list[_Attempt]] = {}
    for row in semesters:
        attempt = _attempt(row, catalog, exceptions, thresholds)
        reason = _refused(attempt, rules)
        if reason is not None:
            answer.aside.append(SetAside(row, reason))
        else:
            _put(attempt, _group(attempt, rules), groups)
    halves: dict[tuple[str, int], Work] = {}
    failed: dict[tuple[str, int], Work] = {}
    for name, attempts in groups.items():
        if attempts[0].topic in ALGEBRAS:
            attempts = _second_semesters(attempts, catalog, answer)  # noqa: PLW2901 - those left
        if attempts:
            _count(name, attempts, catalog, thresholds, answer, halves, failed)
    made_good = validated_work(halves, failed, rules, catalog)
    answer.works += [v.work for v in made_good]
    answer.validated = tuple(made_good)
    kept = {v.work.semester for v in made_good if not v.work.shown_code}
    overtaken = {v.overtakes for v in made_good if v.overtakes is not None}
    answer.works = [w for w in answer.works if w not in overtaken]
    answer.aside = [a for a in answer.aside if a.semester not in kept]
    answer.aside += [
        SetAside(w.semester, because("validated", course=w.course_code)) for w in overtaken
    ]
    if parts_ask_catalog(rules):
        answer.works = [described(one, catalog) for one in answer.works]
    return answer


def _attempt(
    row: Semester, catalog: Catalog, exceptions: Exceptions, thresholds: Thresholds
) -> _Attempt:
    code = exceptions.counting_as(row.course_code)
    area, topic = row.ag_area, row.ag_topic
    if code != row.course_code:
        course = catalog.course(code)
        area, topic = (course.ag_area, course.ag_topic) if course else (area, topic)
    elif not topic and area and catalog.course(code) is None:
        topic = topic_of_title(area, row.title)
        topic = topic or (UNNAMED_LANGUAGE if area == "E" else "")
    under_way = row.state in {State.IN_PROGRESS, State.PLANNED}
    good = under_way or grades.counts_for_ag(row.mark, row.school_year, row.term, thresholds)
    return _Attempt(
        row,
        code,
        area,
        topic,
        good and row.state is not State.WAIVED,
        exceptions.also_for(row.course_code),
        exceptions.pinned_to(row.course_code),
    )


def _refused(attempt: _Attempt, rules: AgRules) -> Reason | None:
    row = attempt.row
    if row.state is State.WAIVED:
        return because("waived", mark=row.mark)
    if attempt.also:
        return None
    if not attempt.area:
        return because("no_area")
    if not earns_in_high_school(row) and attempt.area not in rules.middle_grade_areas:
        return because("grade_7_8", grade_level=row.grade_level)
    return None


def _group(attempt: _Attempt, rules: AgRules) -> str:
    """Return what counts once: a topic that must be covered, a language level, or a course."""
    topic = ALGEBRA if attempt.topic == FIRST_OF_TWO_YEARS else attempt.topic
    if topic in rules.must_cover or ":" in topic:
        return f"{attempt.area}|{topic}"
    return f"{attempt.area}|{attempt.code}"


def _put(attempt: _Attempt, name: str, groups: dict[str, list[_Attempt]]) -> None:
    """Add to its group; a further year of an unnamed language is a level of its own."""
    group = groups.setdefault(name, [])
    if attempt.topic == UNNAMED_LANGUAGE:
        years_before = sum(1 for a in group if a.good and a.row.term is attempt.row.term)
        if years_before:
            group = groups.setdefault(f"{name}|{years_before}", [])
    group.append(attempt)


def half_of_two_years(code: str, catalog: Catalog) -> int | None:
    """Return which half a course of an algebra over two years brings, None for any other course."""
    course = catalog.course(code)
    if course is None or course.ag_topic not in ALGEBRAS:
        return None
    if course.ag_topic == FIRST_OF_TWO_YEARS:
        return 1
    before = (catalog.course(needed) for needed in course.prerequisites.courses)
    return 2 if any(c is not None and c.ag_topic == FIRST_OF_TWO_YEARS for c in before) else None


def is_first_semester(row: Semester) -> bool:
    """Tell whether a row is but the first semester of its year, which an algebra over two loses."""
    return row.term is Term.FALL and row.attempted < CREDITS_OF_A_YEAR


def as_half(row: Semester, half: int) -> Semester:
    """Return the row of one year of an algebra over two years as the half that it brings."""
    credits = min(row.credits, CREDITS_OF_A_YEAR // 2)
    attempted = min(row.attempted, CREDITS_OF_A_YEAR // 2)
    years = min(row.ag_years, A_YEAR // 2)
    return replace(row, half=half, credits=credits, attempted=attempted, ag_years=years)


def _count(
    name: str,
    attempts: list[_Attempt],
    catalog: Catalog,
    thresholds: Thresholds,
    answer: AgWork,
    halves: dict[tuple[str, int], Work],
    failed: dict[tuple[str, int], Work],
) -> None:
    """Count each half of one topic or course once: earned before planned, the first of equals."""
    course = catalog.course(attempts[0].code)
    by_row = {id(a.row): a for a in attempts}
    counted: set[tuple[str, tuple[int, ...]]] = set()
    halved = by_half([a.row for a in attempts], course, lambda r: by_row[id(r)].good)
    repeatable = course is not None and course.repeatable
    for row, parts in sorted(halved, key=lambda pair: (_rank(by_row[id(pair[0])]), pair[0].moment)):
        attempt = by_row[id(row)]
        work = _work(attempt, parts, course)
        keys = [(name, part) for part in parts]
        if not attempt.good:
            better = all(key in halves for key in keys)
            answer.aside.append(SetAside(row, _too_low(attempt, thresholds, better=better)))
            for key in keys:
                failed.setdefault(key, work)
        elif (
            not repeatable
            and all(key in halves for key in keys)
            and (
                (attempt.code, parts) in counted or not _is_other(attempt, halves[keys[0]], catalog)
            )
        ):
            answer.aside.append(SetAside(row, because("already_passed", course=attempt.code)))
        else:
            counted.add((attempt.code, parts))
            answer.works.append(work)
            for key in keys:
                halves.setdefault(key, work)


def _is_other(attempt: _Attempt, before: Work, catalog: Catalog) -> bool:
    """Tell whether a course is no repeat of one at the same level of its language.

    Spanish 1 and Spanish for Spanish speakers are two courses of the high school; Spanish 1 of the
    junior high and of the high school are one.
    """
    if ":" not in attempt.topic or attempt.code == before.course_code:
        return False
    both = (catalog.course(attempt.code), catalog.course(before.course_code))
    return all(course is not None and course.credits for course in both)


def _second_semesters(attempts: list[_Attempt], catalog: Catalog, answer: AgWork) -> list[_Attempt]:
    """Return the attempts that count: of an algebra over two years the second semesters alone."""
    counted = []
    for attempt in attempts:
        half = half_of_two_years(attempt.code, catalog)
        if half is None:
            counted.append(attempt)
        elif is_first_semester(attempt.row):
            reason = because("first_semester_of_two_years", course=attempt.code)
            answer.aside.append(SetAside(attempt.row, reason))
        else:
            counted.append(replace(attempt, row=as_half(attempt.row, half)))
    return counted


def _rank(attempt: _Attempt) -> int:
    if not attempt.good:
        return len(RANKS)
    return RANKS.get(attempt.row.state, 0)


def _too_low(attempt: _Attempt, thresholds: Thresholds, *, better: bool) -> Reason:
    if better:
        return because("better_repeat", course=attempt.code)
    return because("mark_too_low", mark=attempt.row.mark, threshold=thresholds.ag)


def _work(attempt: _Attempt, parts: tuple[int, ...], course: Course | None) -> Work:
    row = attempt.row
    topic = ALGEBRA if attempt.topic == FIRST_OF_TWO_YEARS else attempt.topic
    by_halves = A_YEAR * len(parts) // 2
    junior_high = row.grade_level < FIRST_GRADE and row.term is not Term.SUMMER
    return Work(
        semester=row,
        amount=min(row.ag_years or by_halves, by_halves if junior_high else A_YEAR),
        rank=RANKS.get(row.state, 0),
        course_code=attempt.code,
        subject=row.subject,
        area=attempt.area,
        topic=topic,
        also=attempt.also,
        pinned=attempt.pinned,
        halves=parts,
        parts=len(parts_of(course)),
    )
