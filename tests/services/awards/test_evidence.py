"""The evidence of a pathway: courses, rule, exceptions, what is missing, what the register has."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path

import pytest

from cte_desktop.domain.completion.evidence_sheet import EvidenceSheet
from cte_desktop.domain.completion.register.entries import AwardState
from cte_desktop.domain.students.experiences import Experience
from cte_desktop.services.awards.awarding import award, withdraw
from cte_desktop.services.awards.evidence import evidence_of, evidence_sheets
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.cases import open_case
from cte_desktop.services.desk import Desk
from cte_desktop.services.disclosures import list_disclosures
from cte_desktop.services.experiences import around, record_for_many
from cte_desktop.services.printing import Disclosure, Whom, print_to
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.completion.evidence import (
    around_lines,
    award_lines,
    decided_text,
    missing_lines,
    question_lines,
    row_text,
    rule_lines,
)
from tests.reports.reading import words
from tests.services.awards.people import SPORTS, YEAR


def sheet_of(desk: Desk, student_id: str, pathway: str = SPORTS) -> EvidenceSheet:
    uid = open_case(desk, student_id).file.student.uid
    found = evidence_of(desk, uid, pathway, YEAR)
    assert found is not None
    return found


def test_a_completion_is_proved_course_by_course(desk: Desk) -> None:
    sheet = sheet_of(desk, "0001")
    assert decided_text(sheet) == "Completed in 2026–27"
    assert [(row.title, row_text(row)) for row in sheet.rows] == [
        ("Sports Medicine 1", "fall 2025, mark D-, Valencia High"),
        ("Sports Medicine 1", "spring 2026, mark D-, Valencia High"),
        ("Sports Medicine 2 (practicum)", "fall 2026, mark C-, Valencia High"),
        ("Sports Medicine 2 (practicum)", "spring 2027, mark C-, Valencia High"),
    ]
    assert (sheet.missing, sheet.because, sheet.award) == ((), (), None)


def test_the_decision_is_the_one_that_finding_made(desk: Desk) -> None:
    found = find_completers(desk, YEAR).completed
    sheets = evidence_sheets(desk, [(one.student.uid, one.pathway) for one in found], YEAR)
    assert [sheet.decision for sheet in sheets] == [one.decision for one in found]


def test_the_rule_stands_in_words(desk: Desk) -> None:
    lines = rule_lines(sheet_of(desk, "0001").decision.rule)
    assert lines[0].startswith("The concentrator course is passed with at least D-")
    assert "The capstone is taken after the concentrator course." in lines


def test_an_exception_carries_its_reason_and_who_approved_it(desk: Desk) -> None:
    (used,) = sheet_of(desk, "0012").exceptions
    assert (used.reason, used.approved_by) == ("moved here in grade 11", "A. Lee")


def test_what_is_missing_is_named_with_the_courses_that_would_do(desk: Desk) -> None:
    sheet = sheet_of(desk, "0014")
    (missing,) = sheet.missing
    assert decided_text(sheet) == "Not completed: one thing is missing"
    first, would_do = missing_lines(missing, sheet, desk.catalog())
    assert first.startswith("Capstone:")
    assert "Sports Medicine 2" in would_do


def test_a_mark_too_low_and_a_wrong_order_are_told(desk: Desk) -> None:
    low = " ".join(question_lines(sheet_of(desk, "0002")))
    assert "D+" in low
    early = sheet_of(desk, "0003", "Culinary Arts")
    assert any("not taken after" in line for line in question_lines(early))


def test_a_course_of_another_school_asks_for_a_look(desk: Desk) -> None:
    assert question_lines(sheet_of(desk, "0008")) == (
        "The capstone was taken at another school: SG.",
    )


def test_what_surrounds_the_pathway_stands_with_its_sums(desk: Desk) -> None:
    uid = open_case(desk, "0001").file.student.uid
    job = Experience("wbl", "Clinic aide", hours=12000, organization="Henry Mayo")
    record_for_many(desk, (uid,), job)
    lines = around_lines(sheet_of(desk, "0001"))
    assert lines[0] == "120 hours of work"
    assert "Henry Mayo" in lines[1]
    assert sheet_of(desk, "0001").around == around(open_case(desk, "0001"), SPORTS)


def test_the_register_stands_beside_the_record(desk: Desk) -> None:
    award(desk, find_completers(desk, YEAR).completed[:1])
    fact = sheet_of(desk, "0001").award
    assert fact is not None
    assert (fact.state, fact.awarded_by, fact.differs) == (AwardState.IN_FORCE, "A. Lee", ())
    assert award_lines(fact)[0].endswith(f"by A. Lee: {fact.serial}, in force.")
    withdraw(desk, fact.serial, "The wrong student.")
    later = sheet_of(desk, "0001").award
    assert later is not None
    assert later.state is AwardState.WITHDRAWN


def test_who_is_gone_is_left_out_and_the_order_is_kept(desk: Desk) -> None:
    one, other = (open_case(desk, n).file.student.uid for n in ("0010", "0001"))
    sheets = evidence_sheets(desk, [(one, SPORTS), ("gone", SPORTS), (other, SPORTS)], YEAR)
    assert [sheet.student.student_id for sheet in sheets] == ["0010", "0001"]
    assert astuple(sheets[0].decision)[0] == SPORTS


def test_evidence_is_printed_by_name_for_each_completed_pathway(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "evidence.pdf"
    printed = print_to(desk, "evidence", Whom(("0001", "0004", "0014")), out, Disclosure())
    assert printed.students == 2
    assert words(out.read_bytes()).count("Evidence file") >= 3
    assert set(list_disclosures(desk)[0].student_uids) == {
        open_case(desk, n).file.student.uid for n in ("0001", "0004")
    }
    folder = print_to(desk, "evidence", Whom(("0001", "0004")), tmp_path / "all", Disclosure())
    assert [file.name for file in folder.files] == ["evidence-0001.pdf", "evidence-0004.pdf"]
    with pytest.raises(WrongCall) as wrong:
        print_to(desk, "evidence", Whom(("0014",)), out, Disclosure())
    assert wrong.value.code == "nobody"
