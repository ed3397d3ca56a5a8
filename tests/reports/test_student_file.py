"""A student's file on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cte_desktop.domain.audit.student_sheet import Disclosed, StudentSheet
from cte_desktop.domain.planning.plan import Lane, Placement, Plan, Spot
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.decisions import Decision, Wish
from cte_desktop.domain.students.experiences import BusyTime, Enrollment, Experience
from cte_desktop.domain.students.experiences import TestScore as Score
from cte_desktop.domain.students.file import StudentFile
from cte_desktop.domain.students.fixed_times import REST_OF_DAY
from cte_desktop.domain.students.record import RecordRow
from cte_desktop.reports.student_file import build_student_file
from cte_desktop.wording.translate import language
from tests.reports import sheets
from tests.reports.reading import overlaps, read, root, tags, text_boxes, words

CATALOG = sheets.catalog()
LONG = "She moved here in grade 11 and has taken the course already at her former school. " * 45


LIVED = (
    Experience(
        "wbl",
        "Clinic",
        hours=4050,
        organization="Mercy",
        type_code="10",
        evaluation="Reliable",
    ),
    Experience("ctso", "HOSA", chapter="Canyon", office="Treasurer", events="State"),
    Experience(
        "certification",
        "CPR",
        issuer="Heart Association",
        number="77",
        passed_on=date(2024, 5, 1),
        expires_on=date(2026, 5, 1),
    ),
    Experience(
        "exploratory",
        "Medical detectives",
        school_year=2022,
        grade_level=8,
        opinion=5,
        opinion_words="More of it",
    ),
    Experience("college", "Health 101", units=300, enrolled_as="dual"),
)


def _row(year: int, grade: int, code: str, mark: str = "B") -> RecordRow:
    return RecordRow(year, Term.FALL, code, mark, 500, 500 if mark else 0, grade, school="VL")


def _made() -> StudentSheet:
    sheet = sheets.nunez()
    student = sheet.student
    early = [_row(2023 + n // 12, 7 + n // 12, code) for n, code in enumerate(("ALG1",) * 30)]
    record = (
        *(replace(row, section_id=f"S-{n}") for n, row in enumerate(early)),
        replace(_row(2025, 9, "ENG09", ""), course_title="English 9, first half"),
    )
    spot = Spot(10, Term.SPRING, Lane.EXTENDED, "")
    plan = Plan(
        "p",
        student.uid,
        "Plan A",
        signed_on=date(2026, 9, 1),
        placements=(
            Placement("1", "CHEM", spot, ("PHYS",), "EX-7", "SG", locked=True),
            Placement("2", "CERAM", None),
        ),
    )
    file = StudentFile(
        student,
        record=record,
        enrollments=(Enrollment("Sports Medicine", "signed_up", date(2025, 9, 3), reason="keen"),),
        experiences=LIVED,
        tests=(Score("AP:CALC", "5"),),
        decisions=(
            Decision("waiver", "graduation", "health", reason=LONG, approved_by="M. Ortiz"),
            Decision("pin", "graduation", "science", "CHEM"),
        ),
        busy=(
            BusyTime(2026, Term.FALL, "MW", 900, 1020, "job"),
            BusyTime(2026, Term.FALL, "F", 900, REST_OF_DAY, "other"),
        ),
        wishes=(
            Wish(1, "extended_day", "yes", "like", "MW"),
            Wish(2, "latest_end", "17:30", "must"),
        ),
    )
    disclosed = (Disclosed(date(2026, 9, 2), "Four-year plan", "family", "conference"),)
    return StudentSheet(sheet, file, (plan,), disclosed)


def test_everything_about_the_student_stands_in_the_file() -> None:
    text = words(build_student_file(_made(), CATALOG))
    parts = (
        "Student file",
        "Núñez-O'Brien Castañeda",
        sheets.nunez().student.state_id,
        "Algebra 1 (ALG1)",
        "in progress",
        "English 9, first half (ENG09)",
        "9th grade",
        "Steps in pathways",
        "Signed up",
        "Work-based learning",
        "40.5 hours",
        "AP:CALC",
        "Health: waived.",
        "pinned to",
        "Plan: Plan A (active), signed September 1, 2026",
        "Chemistry in the Earth System (CHEM)",
        "locked",
        "set aside",
        "Physics of the Universe",
        "Mon/Wed 3:00 PM–5:00 PM",
        "Fri from 3:00 PM",
        "Latest end 5:30 PM must be",
        "would like",
        "Who received what",
        "conference",
        "Where",
    )
    for part in parts:
        assert part in text, part


def test_each_kind_of_experience_says_what_it_alone_has() -> None:
    text = words(build_student_file(_made(), CATALOG))
    for part in (
        "type 10",
        "evaluation: Reliable",
        "chapter Canyon",
        "Treasurer",
        "Heart Association",
        "no. 77",
        "expired May 1, 2026",
        "5: loved it",
        "“More of it”",
        "8th grade 2022–23",
        "3 units",
        "dual enrollment",
    ):
        assert part in text, part


def test_a_text_longer_than_a_page_is_never_cut() -> None:
    text = words(build_student_file(_made(), CATALOG))
    heads = len(read(build_student_file(_made(), CATALOG)).pages)
    assert text.count("former school.") == LONG.count("former school.")
    assert f"Page {heads} of {heads}" in text


def test_no_line_touches_another_or_leaves_the_page() -> None:
    for boxes in text_boxes(build_student_file(_made(), CATALOG)):
        assert boxes
        assert overlaps(boxes) == []
        assert min(box[0] for box in boxes) >= 36
        assert max(box[2] for box in boxes) <= 612 - 35
        assert max(box[3] for box in boxes) <= 792 - 30


def test_the_tables_are_tagged_row_by_row() -> None:
    paper = build_student_file(_made(), CATALOG)
    kinds = [element["/S"] for element in tags(paper)]
    assert {"/H1", "/H2", "/H3", "/P", "/Table", "/TR", "/TH", "/TD"} <= set(kinds)
    # Each year of the record has a table, and each list one; a broken row is still one row.
    assert kinds.count("/Table") == 3 + 8
    assert root(paper)["/MarkInfo"]["/Marked"]


@pytest.mark.parametrize("code", ["en", "es"])
def test_the_same_request_gives_the_same_bytes_in_each_language(code: str) -> None:
    with language(code):
        paper = build_student_file(_made(), CATALOG)
        assert paper == build_student_file(_made(), CATALOG)
    assert root(paper)["/Lang"] == f"{code}-US"


def test_a_student_of_whom_little_is_known_has_a_short_file() -> None:
    sheet = sheets.ana()
    paper = build_student_file(StudentSheet(sheet, StudentFile(sheet.student), ()), CATALOG)
    text = words(paper)
    assert "No course is recorded yet." in text
    assert "Experiences" not in text
    assert "Who received what" not in text
