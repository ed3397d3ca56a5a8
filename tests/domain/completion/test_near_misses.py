"""Who looks like a completer and is none: out of order, or with too low a mark in the capstone."""

from __future__ import annotations

from datetime import date

import pytest

from cte_desktop.domain.audit.evaluate import audit_one_pathway
from cte_desktop.domain.audit.rules import AuditSettings
from cte_desktop.domain.completion.eligibility import decide
from cte_desktop.domain.completion.near_misses import near_misses
from cte_desktop.domain.completion.state.fields import Problem
from cte_desktop.wording.exports import problem_and_fix
from tests.builders import catalog, file_of, rules

JUNE = date(2027, 6, 20)
SETTINGS = AuditSettings()
CULINARY = "Culinary Arts"


def _said(*record: str, year: int = 2026) -> list[Problem]:
    file = file_of(*record, graduation_year=2027, day=JUNE, pathway=CULINARY)
    program = audit_one_pathway(CULINARY, file, None, catalog(), rules(), SETTINGS, JUNE)
    return list(near_misses(program, decide(program, SETTINGS), file, catalog(), year))


@pytest.mark.parametrize(
    "record",
    [("11 year CU2 B", "12 year CU1 B"), ("12 year CU1 B", "12 year CU2 B")],
    ids=["the capstone a year before", "both in one year"],
)
def test_both_levels_passed_out_of_order_are_told_and_keep_no_row_out(
    record: tuple[str, ...],
) -> None:
    (said,) = _said(*record)
    assert (said.code, said.student_id, said.blocks) == ("out_of_order", "000123", False)
    assert "CU1" in problem_and_fix(said)[0]
    assert "CERT122" in problem_and_fix(said)[0]
    assert _said(*record, year=2025) == []


@pytest.mark.parametrize("mark", ["D+", "P", "B/D"])
def test_a_capstone_passed_below_the_mark_of_a_completer_is_told(mark: str) -> None:
    (said,) = _said("11 year CU1 B", f"12 year CU2 {mark}")
    words = problem_and_fix(said)[0]
    assert (said.code, said.blocks) == ("capstone_mark", False)
    assert f"with {mark.rpartition('/')[2]};" in words
    assert "C- or better" in words
    assert _said("11 year CU1 B", f"12 year CU2 {mark}", year=2025) == []


@pytest.mark.parametrize(
    "record",
    [
        ("11 year CU1 B", "12 year CU2 C-"),
        ("11 year CU1 B", "12 year CU2 D/F"),
        ("11 year CU1 B", "12 year CU2 F"),
        ("11 fall CU2 B", "12 year CU1 B"),
        ("11 year CU1 F", "12 year CU2 D"),
        ("12 year CU2 B",),
        (),
    ],
    ids=[
        "a completer",
        "a half failed",
        "failed",
        "half a capstone",
        "no concentrator",
        "a capstone alone",
        "nothing",
    ],
)
def test_who_is_far_from_a_completion_is_not_told(record: tuple[str, ...]) -> None:
    assert _said(*record) == []
