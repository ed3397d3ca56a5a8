"""Gathering what exports are about: completions, work-based learning, requests, and seats."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.district_programs import added_pathways
from cte_desktop.domain.audit.evaluate import audit_one_pathway
from cte_desktop.domain.audit.reached import pathways_to_decide
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.completion.eligibility import decide
from cte_desktop.domain.completion.near_misses import near_misses
from cte_desktop.domain.completion.state.fields import Problem, problem
from cte_desktop.domain.completion.state.file import PATHWAY, Completion
from cte_desktop.domain.completion.state.work_based import Work
from cte_desktop.domain.school_year import (
    Term,
    grade_in,
    school_year_of,
    school_year_of_grade,
)
from cte_desktop.services.cases import open_cases
from cte_desktop.storage import export_rows
from cte_desktop.storage import students as student_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from cte_desktop.domain.audit.result import ProgramResult
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.transaction import Transaction

    Progress = Callable[[int, int], None]

STEP = 20  # students between two reports of progress
WORK_BASED = "wbl"


@dataclass(frozen=True, slots=True)
class Completions:
    """Every completion of the students who completed something in the school year asked for."""

    found: tuple[Completion, ...]
    problems: tuple[Problem, ...]  # pathways that count for nothing, because nobody signed up
    near: tuple[Problem, ...] = ()  # pathways that look completed in that year and are not

    def of(self, school_year: int) -> tuple[Completion, ...]:
        """Return those of one school year."""
        return tuple(one for one in self.found if one.completed_in == school_year)


def district_lea(catalog: Catalog) -> str:
    """Return the seven digits of the district, as most of its schools' codes begin; or ""."""
    codes = Counter(s.cds_code[:7] for s in catalog.schools if s.cds_code and s.district_run)
    return codes.most_common(1)[0][0] if codes else ""


def attended_school(file: StudentFile, school_year: int, catalog: Catalog, day: date) -> str:
    """Return the school of a student at the end of a school year, by short name.

    For a year that is over it is the one of most rows in the last semester of the record, since a
    student's own school may be another by now; a site outside the catalog is no school. Courses of
    pathways tell nothing: they may be taken at another site in Extended Day.
    """
    home = file.student.school
    if school_year >= school_year_of(day):
        return home
    rows = [
        row
        for row in file.record
        if row.school_year == school_year
        and row.term is not Term.SUMMER
        and row.school in catalog.school_by_short
        and row.course_code not in catalog.steps_by_course
    ]
    if not rows:
        return home
    last = max(row.term.place for row in rows)
    counts = Counter(row.school for row in rows if row.term.place == last)
    return min(counts, key=lambda school: (-counts[school], school != home, school))


def completions_of(
    desk: Desk, school_year: int, school: str = "", progress: Progress | None = None
) -> Completions:
    """Return the completions of everyone who completed a pathway in a school year.

    The audit decides, as for certificates; `school` keeps those who attended it that year.
    """
    catalog = desk.district().catalog
    with desk.database.reading() as tx:
        ids = _may_have_finished(tx, school_year, catalog)
    found: list[Completion] = []
    problems: list[Problem] = []
    near: list[Problem] = []
    for done, case in enumerate(open_cases(desk, ids) if ids else ()):
        if progress is not None and done % STEP == 0:
            progress(done, len(ids))
        programs = tuple(_pathways(case))
        reached = [_completion(case, p) for p in programs if p.completer]
        if any(o.completed_in == school_year and school in {"", o.school} for o in reached):
            found += reached
        problems += _not_signed_up(case, reached, school_year, school)
        near += _near(case, programs, reached, school_year, school)
    return Completions(tuple(found), tuple(problems), tuple(near))


def _may_have_finished(tx: Transaction, school_year: int, catalog: Catalog) -> tuple[str, ...]:
    """Return the ids of those with a capstone in a school year, or in one of three before it.

    Of the latter only those who had a concentrator in this one: they took both out of order.
    """
    codes = {
        level: {step.course_code for step in catalog.steps if step.level is level}
        for level in (Level.CONCENTRATOR, Level.CAPSTONE)
    }
    capstones = codes[Level.CAPSTONE]
    finishing = export_rows.students_finishing(tx, school_year, capstones)
    before: set[str] = set()
    for year in range(school_year - 3, school_year):
        before.update(export_rows.students_finishing(tx, year, capstones))
    late = before.intersection(
        export_rows.students_finishing(tx, school_year, codes[Level.CONCENTRATOR])
    )
    return tuple(sorted(late.union(finishing)))


def work_of(
    desk: Desk, school_year: int, school: str = "", progress: Progress | None = None
) -> Iterator[Work]:
    """Yield the work-based learning of a school year, and what names no year at all."""
    catalog = desk.district().catalog
    with desk.database.reading() as tx:
        ids = export_rows.students_with_work(tx)
        files = student_store.iterate_student_files(tx, ids) if ids else iter(())
        for done, file in enumerate(files):
            if progress is not None and done % STEP == 0:
                progress(done, len(ids))
            at = attended_school(file, school_year, catalog, desk.today())
            if school in {"", at}:
                yield from _works(file, school_year, at, catalog)


def _works(file: StudentFile, school_year: int, school: str, catalog: Catalog) -> Iterator[Work]:
    student, known = file.student, catalog.school_by_short.get(school)
    for experience in file.experiences:
        year = experience.school_year
        if year is None and experience.grade_level is not None:
            year = school_year_of_grade(experience.grade_level, student.graduation_year)
        if experience.kind == WORK_BASED and year in {None, school_year}:
            yield Work(
                student=student,
                experience=replace(experience, school_year=year),
                grade_level=grade_in(school_year, student.graduation_year),
                school=school,
                school_code=known.cds_code if known else "",
                district_run=known is None or known.district_run,
                course_codes=_state_codes(file, experience.pathway, school_year, catalog),
            )


def _state_codes(
    file: StudentFile, pathway: str, school_year: int, catalog: Catalog
) -> tuple[str, ...]:
    """Return the State's codes of the courses of a pathway that were taken in a school year."""
    steps = catalog.steps_of(pathway, file.student.entry_class)
    taken = {row.course_code for row in file.record if row.school_year == school_year}
    codes = (
        course.state_code
        for step in steps
        if step.course_code in taken and (course := catalog.course(step.course_code)) is not None
    )
    return tuple(dict.fromkeys(code for code in codes if code))


def _pathways(case: Case) -> Iterator[ProgramResult]:
    """Yield the pathways that a student may have completed, signed up for or not."""
    for name in pathways_to_decide(case.file, case.district.catalog):
        yield _audited(case, name)


def _audited(case: Case, pathway: str) -> ProgramResult:
    district = case.district
    return audit_one_pathway(
        pathway,
        case.file,
        case.plan,
        district.catalog,
        district.rules,
        district.auditing,
        case.day,
    )


def _completion(case: Case, program: ProgramResult) -> Completion:
    """Return a completed pathway with its evidence; the school is that of its own year."""
    student, catalog = case.file.student, case.district.catalog
    decision = decide(program, case.district.auditing)
    year = decision.completed_in or 0
    school = attended_school(case.file, year, catalog, case.day)
    known, pathway = catalog.find_school(school), catalog.pathway_by_name.get(program.pathway)
    capstone = decision.of(Level.CAPSTONE)
    own = {
        step.course_code
        for step in catalog.steps_of(program.pathway, student.entry_class)
        if step.level is Level.CAPSTONE
    }
    return Completion(
        student=student,
        pathway=program.pathway,
        code=pathway.code if pathway else "",
        completed_in=year,
        school=school,
        school_code=known.cds_code if known else "",
        district_run=known is None or known.district_run,
        concentrator=decision.of(Level.CONCENTRATOR),
        capstone=capstone,
        substituted=capstone is not None and not own.issuperset(capstone.courses),
        rule=decision.rule,
    )


def _near(
    case: Case,
    programs: Iterable[ProgramResult],
    reached: Iterable[Completion],
    school_year: int,
    school: str,
) -> Iterator[Problem]:
    """Yield why a student's pathways that look completed in that year are not."""
    file, catalog = case.file, case.district.catalog
    if school not in {"", attended_school(file, school_year, catalog, case.day)}:
        return
    counted = {one.code for one in reached}
    wanted = {*file.pathways, *added_pathways(file)}
    for program in programs:
        pathway = catalog.pathway_by_name.get(program.pathway)
        if program.pathway not in wanted:
            continue
        if not program.completer and (pathway is None or pathway.code not in counted):
            decision = decide(program, case.district.auditing)
            yield from near_misses(program, decision, file, catalog, school_year)


def _not_signed_up(
    case: Case, reached: Iterable[Completion], school_year: int, school: str
) -> Iterator[Problem]:
    """Yield the pathways that a student completed in that year without having signed up."""
    file, catalog = case.file, case.district.catalog
    if school not in {"", attended_school(file, school_year, catalog, case.day)}:
        return
    wanted = {*file.pathways, *added_pathways(file)}
    for one in reached:
        if one.completed_in == school_year and one.pathway not in wanted:
            yield problem(file.student.student_id, PATHWAY, "not_signed_up", pathway=one.pathway)
