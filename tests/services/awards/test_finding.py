"""Who completed in a year, who needs a person and why, and what one thing is missing."""

from __future__ import annotations

import pytest

from cte_desktop.domain.audit.result import ProgramResult
from cte_desktop.domain.audit.rules import AuditSettings
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.completion.eligibility import Eligibility, decide
from cte_desktop.domain.completion.finding import Found, When
from cte_desktop.services.awards import finding
from cte_desktop.services.awards.finding import find_completers, usual_school_year
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.settings import change_setting
from cte_desktop.services.standings import bring_up_to_date
from tests.services.awards.people import (
    CLOCK,
    COOKING,
    DESIGN,
    PHOTOS,
    SPORTS,
    YEAR,
    let_everybody_graduate,
)

COMPLETED = ["0001", "0004", "0005", "0006", "0008", "0010", "0011", "0012"]


def _ids(found: Found) -> list[str]:
    return [one.student.student_id for one in found.completed]


def _asked(found: Found) -> dict[str, list[str]]:
    asked: dict[str, list[str]] = {}
    for one in found.needs_a_person:
        asked.setdefault(one.student_id, []).append(one.because.code)
    return asked


def test_the_completers_of_a_year_are_found_in_any_grade(desk: Desk) -> None:
    found = find_completers(desk, YEAR)
    assert _ids(found) == COMPLETED
    assert {one.pathway for one in found.completed} == {SPORTS, PHOTOS}
    assert found.students == len(COMPLETED)
    assert all(one.completed_in == YEAR and not one.serial for one in found.completed)


def test_a_completion_of_an_earlier_year_is_found_in_that_year_alone(desk: Desk) -> None:
    assert _ids(find_completers(desk, 2025)) == ["0013"]
    assert [c.pathway for c in find_completers(desk, 2024).completed] == [DESIGN]
    assert find_completers(desk, 2023).completed == ()


def test_each_case_that_needs_a_person_says_why(desk: Desk) -> None:
    assert _asked(find_completers(desk, YEAR)) == {
        "0003": ["taken_out_of_order"],
        "0004": ["same_state_code"],
        "0005": ["concentrator_transferred"],
        "0007": ["mark_pending"],
        "0008": ["capstone_elsewhere"],
        "0009": ["taken_out_of_order"],
    }
    by_id = {n.student_id: n for n in find_completers(desk, YEAR).needs_a_person}
    assert by_id["0003"].pathway == COOKING
    assert dict(by_id["0008"].because.values)["where"] == "SG"


def test_who_is_one_course_away_is_told_the_one_thing(desk: Desk) -> None:
    found = find_completers(desk, YEAR)
    assert [(o.student_id, o.missing) for o in found.one_course_away] == [
        ("0002", "capstone"),
        ("0014", "capstone"),
    ]


def test_the_state_counts_a_code_once_and_in_the_first_year(desk: Desk) -> None:
    assert find_completers(desk, YEAR).state_completions == len(COMPLETED) - 1
    assert find_completers(desk, 2024).state_completions == 1


def test_the_evidence_names_rows_rule_and_exceptions(desk: Desk) -> None:
    by_id = {c.student.student_id: c for c in find_completers(desk, YEAR).completed}
    capstone = by_id["0011"].decision.of(Level.CAPSTONE)
    assert capstone is not None
    assert [(r.term.value, r.mark) for r in capstone.rows] == [("fall", "B"), ("summer", "C")]
    (exception,) = by_id["0012"].exceptions
    assert (exception.reason, exception.approved_by) == ("moved here in grade 11", "A. Lee")
    concentrator = by_id["0012"].decision.of(Level.CONCENTRATOR)
    assert concentrator is not None
    assert concentrator.courses == ("PSYCH",)
    rule = by_id["0001"].decision.rule
    assert (rule.concentrator, rule.capstone, rule.strict_order) == ("D-", "C-", True)


def test_thresholds_are_those_of_the_district(desk: Desk) -> None:
    change_setting(desk, "capstone_minimum", "B")
    assert "0001" not in _ids(find_completers(desk, YEAR))
    change_setting(desk, "capstone_minimum", "D")
    assert "0002" in _ids(find_completers(desk, YEAR))


def test_kept_standings_and_none_at_all_find_the_same(desk: Desk) -> None:
    years = range(2023, 2028)
    before = [find_completers(desk, year) for year in years]
    bring_up_to_date(desk)
    assert [find_completers(desk, year) for year in years] == before


def test_the_decision_is_that_of_the_audit(desk: Desk) -> None:
    audited = {
        (case.file.student.student_id, p.pathway)
        for case in open_cases(desk)
        for p in case.audit.programs
        if p.completer and p.completed_in == YEAR
    }
    found = find_completers(desk, YEAR)
    assert {(one.student.student_id, one.pathway) for one in found.completed} == audited


def test_certificates_wait_for_graduation_and_for_the_senior_year(desk: Desk) -> None:
    found = find_completers(desk, YEAR)
    assert {one.certificate for one in found.completed} == {When.ON_GRADUATION}
    let_everybody_graduate(desk)
    when = {c.student.student_id: c.certificate for c in find_completers(desk, YEAR).completed}
    assert when.pop("0010") is When.ON_GRADUATION
    assert set(when.values()) == {When.NOW}
    bring_up_to_date(desk)
    again = {c.student.student_id: c.certificate for c in find_completers(desk, YEAR).completed}
    assert again.pop("0010") is When.ON_GRADUATION
    assert again == when


def test_without_a_year_it_is_the_one_that_ends_in_this_calendar_year() -> None:
    assert usual_school_year(CLOCK.today()) == YEAR


def test_a_student_on_whom_the_audit_fails_needs_a_person_and_holds_up_nobody(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(program: ProgramResult, settings: AuditSettings) -> Eligibility:
        if program.pathway == PHOTOS:
            raise ZeroDivisionError
        return decide(program, settings)

    monkeypatch.setattr(finding, "decide", failing)
    found = find_completers(desk, YEAR)
    assert _ids(found) == [one for one in COMPLETED if one != "0004"]
    assert _asked(found)["0004"] == ["not_worked_out"]
