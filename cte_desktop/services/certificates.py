"""Gathering what a certificate says: the completed pathway with its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.completion.certificates.paper import Certificate, CertificateCourse
from cte_desktop.domain.planning.semesters import State
from cte_desktop.services.experiences import around

if TYPE_CHECKING:
    from cte_desktop.domain.audit.result import ProgramResult, Used
    from cte_desktop.services.cases import Case


def completed_pathways(case: Case) -> tuple[str, ...]:
    """Return the pathways that the student completed, by earned work alone."""
    return tuple(p.pathway for p in case.audit.programs if p.pathway and p.completer)


def certificate_facts(case: Case, pathway: str) -> Certificate:
    """Return the facts of the certificate of a completed pathway."""
    program = case.audit.program(f"pathway:{pathway}")
    if program is None or program.completed_in is None:
        raise ValueError("a certificate needs a completed pathway")
    student, catalog = case.file.student, case.district.catalog
    listed = catalog.pathway_by_name.get(pathway)
    sector = catalog.sector_by_code.get(listed.sector) if listed else None
    school = catalog.school_by_short.get(student.school)
    about = around(case, pathway)
    return Certificate(
        student_id=student.student_id,
        legal_name=student.legal_name,
        district=case.district.name,
        school_name=school.name if school else student.school,
        pathway=pathway,
        sector=sector.name if sector else "",
        completed_in=program.completed_in,
        issued_on=case.day,
        courses=_courses(case, program),
        certifications=tuple(one.title for one in about.certifications),
        hours=about.hours,
        college_units=about.units,
    )


def _courses(case: Case, program: ProgramResult) -> tuple[CertificateCourse, ...]:
    catalog = case.district.catalog
    made = []
    for requirement in program.requirements:
        level = Level(requirement.id) if requirement.id in set(Level) else None
        by_course: dict[str, list[Used]] = {}
        for used in requirement.used:
            if used.state is State.EARNED:
                by_course.setdefault(used.course, []).append(used)
        for code, rows in by_course.items():
            course = catalog.course(code)
            marks = tuple((row.school_year, row.term, row.mark) for row in rows)
            made.append(CertificateCourse(course.title if course else code, level, marks))
    return tuple(made)
