"""The decision on a completed pathway names the year and the rows that prove it."""

from __future__ import annotations

from datetime import date

import pytest

from cte_desktop.domain.audit.evaluate import audit
from cte_desktop.domain.audit.result import PathwayStage
from cte_desktop.domain.audit.rules import AuditSettings
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.completion.eligibility import Eligibility, decide
from tests.builders import catalog, file_of, plan_of, rules

JUNE = date(2027, 6, 20)
SETTINGS = AuditSettings()


def _decision(*record: str, planned: tuple[str, ...] = (), day: date = JUNE) -> Eligibility:
    file = file_of(*record, graduation_year=2027, day=day, pathway="Sports Medicine")
    answer = audit(file, plan_of(*planned), catalog(), rules(), SETTINGS, day)
    program = answer.program("pathway:Sports Medicine")
    assert program is not None
    return decide(program, SETTINGS)


def test_a_completer_is_decided_with_year_and_rows() -> None:
    decision = _decision("11 year SM1 B", "12 year SM2 C-")
    assert decision.completed
    assert decision.completed_in == 2026
    assert decision.stage is PathwayStage.COMPLETER
    assert not decision.missing
    capstone = decision.of(Level.CAPSTONE)
    assert capstone is not None
    assert [(u.course, u.term.value, u.mark) for u in capstone.rows] == [
        ("SM2", "fall", "C-"),
        ("SM2", "spring", "C-"),
    ]


def test_the_decision_keeps_the_rule_it_was_made_by() -> None:
    rule = _decision("11 year SM1 B").rule
    assert (rule.concentrator, rule.capstone) == ("D-", "C-")
    assert (rule.school_years, rule.credits, rule.strict_order) == (2, 2000, True)


def test_planned_work_completes_nothing_and_proves_nothing() -> None:
    decision = _decision("11 year SM1 B", planned=("12 year SM2",), day=date(2026, 8, 15))
    assert not decision.completed
    assert decision.of(Level.CAPSTONE) is None
    assert decision.is_one_level_away
    assert [name for name, _ in decision.missing] == ["capstone"]


def test_nothing_taken_is_two_levels_away() -> None:
    decision = _decision()
    assert not decision.is_one_level_away
    assert [name for name, _ in decision.missing] == ["concentrator", "capstone"]


def test_what_was_passed_of_an_optional_level_is_evidence_too() -> None:
    decision = _decision("9 year MHC B", "11 year SM1 B", "12 year SM2 B")
    introductory = decision.of(Level.INTRODUCTORY)
    assert introductory is not None
    assert introductory.courses == ("MHC",)


def test_another_program_is_refused() -> None:
    answer = audit(file_of(), None, catalog(), rules(), SETTINGS, JUNE)
    with pytest.raises(ValueError, match="no pathway"):
        decide(answer.programs[0], SETTINGS)
