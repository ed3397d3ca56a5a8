"""The evidence of pathways on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cte_desktop.domain.audit.result import PathwayStage, Reason
from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.completion.eligibility import CompletionRule, Eligibility
from cte_desktop.domain.completion.evidence_sheet import (
    AwardFact,
    EvidenceRow,
    EvidenceSheet,
    Missing,
)
from cte_desktop.domain.completion.register.entries import AwardState
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.experiences import Around, Experience
from cte_desktop.domain.students.student import Student
from cte_desktop.reports.evidence import build_evidence_files
from cte_desktop.wording.translate import language
from tests.reports.reading import overlaps, tags, text_boxes, words

RULE = CompletionRule("2022", "D-", "C-", 2, 2000, strict_order=True)
ROWS = tuple(
    EvidenceRow(level, code, title, year, term, "A-", "Valencia High")
    for level, code, title, year in (
        (Level.CONCENTRATOR, "WD1", "Welding 1", 2024),
        (Level.CAPSTONE, "WD2", "Welding 2", 2025),
    )
    for term in (Term.FALL, Term.SPRING)
)
SHEET = EvidenceSheet(
    student=Student(
        "u1",
        "0012",
        "Núñez",
        "Ana",
        grade_level=12,
        school="VL",
        graduation_year=2026,
        entry_class=2026,
    ),
    district="Hart District",
    school_name="Valencia High",
    sector="Manufacturing and Product Development",
    state_code="212",
    day=date(2026, 11, 22),
    decision=Eligibility("Welding", True, 2025, PathwayStage.COMPLETER, (), (), RULE),
    rows=ROWS,
    missing=(),
    exceptions=(),
    around=Around(
        experiences=(Experience("wbl", "Internship", hours=5400, organization="Hart Steel"),),
        hours=5400,
    ),
    because=(),
    award=AwardFact(
        "2026-K7QM-00042-V",
        AwardState.IN_FORCE,
        date(2026, 6, 1),
        "A. Lee",
        withheld=False,
        printed_on=None,
    ),
)
CATALOG = Catalog()


def test_the_paper_says_what_proves_the_pathway() -> None:
    text = words(build_evidence_files((SHEET,), CATALOG))
    assert "Completed in 2025–26" in text
    assert "Welding 2 (WD2)" in text
    assert text.count("A-") == len(ROWS)
    assert "Awarded on June 1, 2026 by A. Lee: 2026-K7QM-00042-V, in force." in text
    assert "54 hours of work" in text
    assert "Its courses give at least 20 credits." in text
    assert "Look at this first" not in text


def test_what_is_missing_and_what_to_look_at_come_first() -> None:
    missing = Missing("capstone", Reason("missing", (("unit", "levels"),)), ("Welding 2",))
    unmet = replace(SHEET.decision, completed=False, completed_in=None)
    unmet = replace(unmet, missing=((missing.requirement, missing.because),))
    asked = replace(
        SHEET,
        decision=unmet,
        missing=(missing,),
        because=(Reason("capstone_elsewhere", (("where", "SG"),)),),
        award=None,
    )
    text = words(build_evidence_files((asked,), CATALOG))
    assert text.index("Look at this first") < text.index("Still missing") < text.index("Courses")
    assert "Not completed: one thing is missing" in text
    assert "This would do: Welding 2." in text


@pytest.mark.parametrize("name", ["Ana", "Ő" * 60, "Nguyễn Thị Minh Khai " * 5])
def test_nothing_overlaps_however_long_the_name(name: str) -> None:
    student = replace(SHEET.student, first_name=name)
    paper = build_evidence_files((replace(SHEET, student=student), SHEET), CATALOG)
    assert all(overlaps(page) == [] for page in text_boxes(paper))


def test_each_file_is_a_section_from_a_new_page_on_and_progress_is_told() -> None:
    told: list[int] = []
    paper = build_evidence_files((SHEET, SHEET, SHEET), CATALOG, told.append)
    assert told == [1, 2, 3]
    assert len(text_boxes(paper)) == 3
    assert [one["/S"] for one in tags(paper)].count("/Sect") == 3


@pytest.mark.parametrize("code", ["en", "es"])
def test_the_same_files_give_the_same_bytes(code: str) -> None:
    with language(code):
        first = build_evidence_files((SHEET,), CATALOG)
        assert build_evidence_files((SHEET,), CATALOG) == first


def test_without_evidence_there_is_no_paper() -> None:
    with pytest.raises(ValueError, match="no evidence"):
        build_evidence_files((), CATALOG)
