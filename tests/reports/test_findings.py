"""What there is to say about students on paper: every finding, its severity and its ways out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.audit.findings_sheet import FindingsSheet, StudentFindings
from cte_desktop.domain.findings import Finding, Fix, Severity, in_order, values
from cte_desktop.reports.findings import build_findings
from cte_desktop.wording.findings import finding_text
from cte_desktop.wording.translate import language
from tests.reports import sheets
from tests.reports.reading import overlaps, read, root, tags, text_boxes, words

CATALOG = sheets.catalog()
CLASH = Finding(
    "requirement_missing",
    Severity.MUST_FIX,
    values(program="graduation", requirement="science"),
    values(missing=1000, courses=("CHEM", "PHYS")),
    fixes=(
        Fix("place", values(course="CHEM", grade_level=11, term="fall")),
        Fix("see_sections", values(course="PHYS")),
    ),
)
NO_MATH = Finding(
    "ag_missing",
    Severity.WARNING,
    values(program="uc", requirement="C"),
    values(missing=100, courses=("ALG2",)),
)
CATALOG_STATE = Finding(
    "unverified_entry", Severity.INFORMATION, values(program="uc"), values(courses=("CHEM",))
)
FOUND = in_order((NO_MATH, CLASH, CATALOG_STATE))


def _sheet(*students: StudentFindings) -> FindingsSheet:
    return FindingsSheet(sheets.DISTRICT, sheets.TODAY, students)


def _of(number: int, *found: Finding) -> StudentFindings:
    student = replace(sheets.ana().student, student_id=f"{number:04}", uid=f"u{number}")
    return StudentFindings(student, "Plan A", found)


def test_every_finding_of_a_student_is_a_sentence_under_its_severity_with_what_can_be_done() -> (
    None
):
    text = words(build_findings(_sheet(_of(1, *FOUND)), CATALOG))
    places = [text.index(word) for word in ("Must be fixed", "Keep in mind", "Good to know")]
    assert places == sorted(places)
    for finding in FOUND:
        assert finding_text(finding, CATALOG) in text
    assert (
        "What can be done: Add Chemistry in the Earth System in 11th grade, fall; Other sections "
        "of Physics of the Universe." in text
    )
    assert "Student ID 0001" in text
    assert "Plan: Plan A" in text


def test_of_several_students_the_head_says_how_many_and_each_has_a_heading() -> None:
    made = _sheet(*(_of(n, *(FOUND if n % 3 else ())) for n in range(30)))
    paper = build_findings(made, CATALOG)
    text = words(paper)
    assert "30 students" in text
    assert "20 students have something that must be fixed." in text
    assert "Of 10 students there is nothing to say." in text
    assert text.count("Nothing needs attention.") == 10
    kinds = [element["/S"] for element in tags(paper)]
    assert kinds.count("/H2") == 30
    assert kinds.count("/H3") == 60


def test_nothing_overlaps_and_no_heading_is_left_alone_at_the_foot_of_a_page() -> None:
    paper = build_findings(_sheet(*(_of(n, *FOUND) for n in range(40))), CATALOG)
    for boxes in text_boxes(paper):
        assert overlaps(boxes) == []
        assert max(box[2] for box in boxes) <= 612 - 35
    for page in read(paper).pages:
        *_, last = page.extract_text().split("Printed")[0].strip().splitlines()
        assert last not in {"Must be fixed", "Keep in mind", "Good to know"}
        assert "Student ID" not in last


@pytest.mark.parametrize("code", ["en", "es"])
def test_the_same_findings_give_the_same_bytes_in_each_language(code: str) -> None:
    with language(code):
        paper = build_findings(_sheet(_of(1, *FOUND)), CATALOG)
        assert paper == build_findings(_sheet(_of(1, *FOUND)), CATALOG)
    assert root(paper)["/Lang"] == f"{code}-US"


def test_without_a_student_there_is_no_paper() -> None:
    with pytest.raises(ValueError, match="nobody"):
        build_findings(_sheet(), CATALOG)
