"""Realistic papers for the tests: Ana Rivera, and students who are hard on the layout."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cte_desktop.domain.audit.plan_sheet import PlanSheet
from cte_desktop.domain.audit.result import (
    GradePoints,
    ProgramStatus,
    StudentAudit,
)
from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.catalog.course import Course, ExtendedDay, Length, Level
from cte_desktop.domain.catalog.school import School
from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.completion.certificates.paper import Certificate, CertificateCourse
from cte_desktop.domain.findings import Finding, Severity, values
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.semesters import Semester, State
from cte_desktop.domain.planning.sheet import sheet_years
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.experiences import Experience
from cte_desktop.domain.students.student import Student
from tests.reports.sheet_programs import area_program, graduation_program, pathway_program

DISTRICT = "William S. Hart Union High School District"
TODAY = date(2026, 9, 14)
PRESENT = 2026
F, S, U = Term.FALL, Term.SPRING, Term.SUMMER

_COURSES = (
    ("ENG09", "English 9", 1000),
    ("BIO", "Biology: The Living Earth", 1000),
    ("GEO", "Geometry", 1000),
    ("SPAN2", "Spanish 2", 1000),
    ("PE9", "Physical Education 9", 1000),
    ("HEALTH", "Health", 500),
    ("CAREER", "College and Career Readiness", 500),
    ("ENG10", "English 10", 1000),
    ("CHEM", "Chemistry in the Earth System", 1000),
    ("ALG2", "Algebra 2", 1000),
    ("MODCIV", "Modern World History", 1000),
    ("SPAN3", "Spanish 3", 1000),
    ("PE10", "Physical Education 10", 1000),
    ("SM1", "Sports Medicine 1", 1000),
    ("SM2", "Sports Medicine 2", 1000),
    ("APLANG", "AP English Language and Composition", 1000),
    ("APLIT", "AP English Literature and Composition", 1000),
    ("PRECALC", "Precalculus Honors", 1000),
    ("ANATOMY", "Anatomy and Physiology", 1000),
    ("USHIST", "United States History", 1000),
    ("STATS", "AP Statistics", 1000),
    ("USGOV", "American Government", 500),
    ("ECON", "Economics", 500),
    ("CERAM", "Ceramics 1", 1000),
    ("PHYS", "Physics of the Universe", 1000),
    ("MED", "Exploring Medical and Health Careers", 1000),
    ("ALG1", "Algebra 1", 0),
    ("SPAN1", "Spanish 1", 0),
    ("COC-AJ101", "COC Introduction to Administration of Justice", 300),
    ("WBL", "CTE Internship (work-based learning)", 500),
    ("PCEM1", "Patient Care: Emergency Medicine 1", 1000),
)


def catalog() -> Catalog:
    """The part of the catalog that these papers name."""
    courses = tuple(
        Course(
            code=code,
            title=title,
            rigor="dual" if code.startswith("COC") else "cp",
            credits=credits,
            length=Length.YEAR if credits == 1000 else Length.SEMESTER,
            offered=frozenset({"year"}),
            grade_min=7,
            grade_max=12,
            graduation_subject="",
            ag_area="",
            ag_years=0,
            ag_topic="",
            uc_honors=False,
            pathway="Sports Medicine" if code.startswith("SM") else "",
            pathway_level={"SM1": Level.CONCENTRATOR, "SM2": Level.CAPSTONE}.get(code),
            extended_day=ExtendedDay.ONLY if code.startswith("SM") else ExtendedDay.NO,
        )
        for code, title, credits in _COURSES
    )
    schools = tuple(
        School(short, name, "", "comprehensive_high", 9, 12, 2000, district_run=True)
        for short, name in (
            ("VL", "Valencia High"),
            ("SG", "Saugus High"),
            ("COC", "College of the Canyons"),
        )
    )
    return Catalog(courses=courses, schools=schools)


SECTIONS = {
    "SM1-ED": Section(
        "SM1-ED",
        2026,
        "year",
        "SM1",
        "SG",
        SectionKind.EXTENDED,
        (SectionMeeting("", "MW", 16 * 60 + 15, 18 * 60 + 15),),
    ),
    "SM2-ED": Section(
        "SM2-ED",
        2027,
        "year",
        "SM2",
        "VL",
        SectionKind.EXTENDED,
        (SectionMeeting("", "TR", 15 * 60 + 45, 17 * 60 + 45),),
    ),
}


def semester(
    code: str,
    grade: int,
    term: Term,
    state: State,
    mark: str = "",
    period: str = "",
    **more: object,
) -> Semester:
    """One semester of a course; credits follow from the catalog and the state."""
    title, credits = next((t, c) for one, t, c in _COURSES if one == code)
    half = credits // 2 if credits == 1000 else credits
    made = Semester(
        course_code=code,
        title=title,
        school_year=2017 + grade - 1,
        term=term,
        grade_level=grade,
        school="VL",
        state=state,
        mark=mark,
        attempted=half,
        credits=0 if state in {State.NOT_EARNED, State.WAIVED} else half,
        subject="",
        ag_area="",
        ag_years=0,
        ag_topic="",
        uc_honors=False,
        college_units=0,
        period=period,
        lane=Lane.DAY if state is State.PLANNED else None,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def year(code: str, grade: int, state: State, marks: str = "", **more: object) -> list[Semester]:
    """Both halves of a year course; `marks` as "A B+"."""
    fall, _, spring = marks.partition(" ")
    return [
        semester(code, grade, F, state, fall, **more),  # type: ignore[arg-type]
        semester(code, grade, S, state, spring, **more),  # type: ignore[arg-type]
    ]


def ana_semesters() -> list[Semester]:
    """Ana: grade 10 in the fall, one failed half, an evening class at another school."""
    e, p, n = State.EARNED, State.IN_PROGRESS, State.PLANNED
    rows = [*year("ALG1", 8, e, "A- B+"), *year("SPAN1", 8, e, "A A")]
    for code, marks in (
        ("ENG09", "B+ A-"),
        ("BIO", "B B"),
        ("SPAN2", "A A-"),
        ("PE9", "A A"),
    ):
        rows += year(code, 9, e, marks)
    rows += [semester("GEO", 9, F, State.NOT_EARNED, "F"), semester("GEO", 9, S, e, "C")]
    rows += [semester("HEALTH", 9, F, e, "A"), semester("CAREER", 9, S, e, "A")]
    rows += [semester("GEO", 9, U, e, "B")]
    for code in ("ENG10", "CHEM", "ALG2", "MODCIV", "SPAN3", "PE10"):
        period = f"P{('ENG10', 'CHEM', 'ALG2', 'MODCIV', 'SPAN3', 'PE10').index(code) + 1}"
        rows += year(code, 10, p, period=period)
    rows += year("SM1", 10, p, section_id="SM1-ED")
    for place, code in enumerate(("APLANG", "PRECALC", "ANATOMY", "USHIST", "CERAM")):
        rows += year(code, 11, n, period=f"P{place + 1}")
    rows += year("SM2", 11, n, section_id="SM2-ED", lane=Lane.EXTENDED)
    rows += [semester("COC-AJ101", 11, S, n, lane=Lane.COLLEGE, site="COC", school="COC")]
    rows += [semester("ECON", 11, U, n, lane=Lane.SUMMER)]
    for place, code in enumerate(("APLIT", "STATS", "PHYS", "MED")):
        rows += year(code, 12, n, period=f"P{place + 1}")
    rows += [
        semester("USGOV", 12, F, n, period="P5"),
        semester("WBL", 12, S, n, period="P5"),
        semester("WBL", 12, F, n, period="P6"),
    ]
    return rows


def ana() -> PlanSheet:
    """The sheet of an ordinary student."""
    student = Student(
        uid="u1",
        student_id="0012345",
        last_name="Rivera",
        first_name="Ana",
        middle_name="Sofía",
        grade_level=10,
        school="VL",
        graduation_year=2029,
        entry_class=2029,
        state_id="9876543210",
        counselor="Maria Delgado",
        pathway="Sports Medicine",
        goal="Physical therapist",
        major="Kinesiology",
    )
    return PlanSheet(
        student=student,
        district=DISTRICT,
        plan_name="Plan A",
        printed_on=TODAY,
        school_year=PRESENT,
        years=sheet_years(ana_semesters(), 2029, "VL", catalog(), SECTIONS),
        audit=ana_audit(),
        experiences=(
            Experience("exploratory", "Robotics Workshop"),
            Experience("exploratory", "Culinary Basics"),
        ),
    )


def ana_audit() -> StudentAudit:
    """Graduation, UC, CSU and a pathway, with findings of each severity."""
    return StudentAudit(
        programs=(
            graduation_program(),
            area_program("uc", ProgramStatus.ON_TRACK),
            area_program("csu", ProgramStatus.AT_RISK),
            pathway_program("Sports Medicine", ("SM1",), ("SM2",)),
        ),
        gpa=GradePoints("3.45", "3.38", "3.52", "3.45"),
        findings=(
            Finding(
                "requirement_missing",
                Severity.MUST_FIX,
                values(program="graduation", requirement="health"),
                values(missing=500, unit="credits"),
            ),
            Finding(
                "travel_unknown",
                Severity.WARNING,
                values(course="SM1", term="fall", grade_level=10, weekdays="MW"),
                (),
            ),
            Finding(
                "capstone_last_chance",
                Severity.WARNING,
                values(course="SM2", program="pathway:Sports Medicine", grade_level=11),
                (),
            ),
            Finding("unverified_entry", Severity.INFORMATION, values(course="SM2"), ()),
        ),
    )


def nunez() -> PlanSheet:
    """A hard sheet: long name and texts, eight courses a term, two pathways, twenty findings."""
    base = ana()
    long_name = replace(
        base.student,
        uid="u2",
        student_id="0099881",
        first_name="María-José Guadalupe",
        middle_name="de los Ángeles",
        last_name="Núñez-O'Brien Castañeda",
        suffix="III",
        counselor="Anne-Sophie Vandenberghe-Montgomery",
        goal="Wants to study nursing at a CSU close to home, or else join the fire service as an "
        "emergency medical technician and transfer later",
        major="Nursing, public health or emergency medical services administration",
    )
    findings = tuple(
        Finding(
            "ag_missing",
            (Severity.MUST_FIX, Severity.WARNING, Severity.INFORMATION)[number % 3],
            values(program="uc", requirement="ABCDEFG"[number % 7]),
            values(missing=50 * (number + 1)),
        )
        for number in range(20)
    )
    audit = replace(
        base.audit,
        programs=(*base.audit.programs, pathway_program("Emergency Medicine", ("PCEM1",), ())),
        findings=tuple(sorted(findings, key=lambda f: list(Severity).index(f.severity))),
    )
    return replace(
        base,
        student=long_name,
        audit=audit,
        years=sheet_years(_crowded_years(), 2029, "VL", catalog(), SECTIONS),
    )


def _crowded_years() -> list[Semester]:
    rows = [*ana_semesters()]
    for grade, state in ((9, State.EARNED), (10, State.IN_PROGRESS), (11, State.PLANNED)):
        for code in ("PCEM1", "MED"):
            rows += year(code, grade, state, period="P0" if code == "MED" else "P7")
        rows += [
            semester("WBL", grade, F, state, period="P7"),
            semester("COC-AJ101", grade, S, state, period="P7"),
        ]
    rows += year("PCEM1", 12, State.PLANNED, period="P7") + year(
        "MED", 12, State.PLANNED, period="P0"
    )
    return rows


def certificate() -> Certificate:
    """An ordinary certificate."""
    return Certificate(
        student_id="0012345",
        legal_name="Ana Sofía Rivera",
        district=DISTRICT,
        school_name="Valencia High School",
        pathway="Sports Medicine",
        sector="Health Science and Medical Technology",
        completed_in=2027,
        issued_on=date(2028, 6, 1),
        courses=(
            CertificateCourse(
                "Sports Medicine 1", Level.CONCENTRATOR, ((2026, F, "A-"), (2026, S, "A"))
            ),
            CertificateCourse(
                "Sports Medicine 2", Level.CAPSTONE, ((2027, F, "B+"), (2027, S, "A"))
            ),
        ),
        certifications=("First Aid/CPR/AED", "OSHA 10-Hour General Industry"),
        hours=12000,
        college_units=300,
    )
