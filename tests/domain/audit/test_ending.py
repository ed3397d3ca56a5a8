"""The year in which a pathway ends is the one that an audit names once all of it is passed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.audit.ending import ends_in
from cte_desktop.domain.audit.evaluate import audit
from cte_desktop.domain.audit.result import ProgramResult, ProgramStatus
from cte_desktop.domain.audit.rules import AuditSettings
from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.students.file import StudentFile
from tests.builders import TODAY, catalog, file_of, plan_of, rules

PATHWAY = "Culinary Arts"
MAJOR = AuditSettings()
AFTER_ALL = date(2029, 8, 1)


def audited(
    file: StudentFile,
    *planned: str,
    by: AuditSettings = MAJOR,
    day: date = TODAY,
    known: Catalog | None = None,
) -> ProgramResult:
    answer = audit(file, plan_of(*planned), known or catalog(), rules(), by, day)
    program = answer.program(f"pathway:{PATHWAY}")
    assert program is not None
    return program


def ending(*record: str, planned: tuple[str, ...] = (), by: AuditSettings = MAJOR) -> int | None:
    """The year for a student of the class of 2029, in grade 10 in fall 2026."""
    return ends_in(audited(file_of(*record, pathway=PATHWAY), *planned, by=by))


@pytest.mark.parametrize(
    ("record", "planned", "year"),
    [
        (("9 year CU1 B",), ("10 year CU2",), 2026),
        (("9 year CU1 B",), ("11 year CU2",), 2027),
        (("9 year CU1 B",), ("12 year CU2",), 2028),
        (("9 year CU1 B", "10 year CU2"), (), 2026),
        ((), ("11 year CU1", "12 year CU2"), 2028),
        (("9 year CU1 B",), (), None),
        (("9 year CU1 B",), ("12 fall CU2",), None),  # a half misses
        (("9 year CU1 F",), ("12 year CU2",), None),
        (("9 year CU2 B",), ("11 year CU1",), None),  # out of order completes nothing
        (("9 year CU1 B", "10 year CU2"), ("12 year CU2",), 2026),  # what runs comes first
    ],
)
def test_the_year_is_that_of_the_capstone_in_the_order_of_the_levels(
    record: tuple[str, ...], planned: tuple[str, ...], year: int | None
) -> None:
    assert ending(*record, planned=planned) == year


def test_a_completed_pathway_ended_in_the_year_of_its_capstone() -> None:
    file = file_of("8 year CU1 B", "9 year CU2 B", pathway=PATHWAY)
    program = audited(file)
    assert program.completer
    assert ends_in(program) == program.completed_in == 2025


def test_where_order_is_free_the_last_level_decides() -> None:
    lenient = AuditSettings(strict_order=False)
    assert ending("9 year CU2 B", planned=("11 year CU1",), by=lenient) == 2027


def test_years_that_are_still_missing_leave_it_open() -> None:
    three = AuditSettings(minimum_school_years=3)
    assert ending("9 year CU1 B", planned=("10 year CU2",), by=three) is None


@pytest.mark.parametrize(
    "by", [AuditSettings(minimum_school_years=3), AuditSettings(minimum_pathway_credits=3000)]
)
@pytest.mark.parametrize("grade", [11, 12])
def test_years_and_credits_that_are_planned_complete_nothing_yet(
    by: AuditSettings, grade: int
) -> None:
    file = file_of("9 year CU1 B", "10 year CU2 B", pathway=PATHWAY)
    after_both = date(2027, 7, 20)
    program = audited(file, f"{grade} year CU0", by=by, day=after_both)
    assert not program.completer
    assert program.status is ProgramStatus.ON_TRACK
    assert ends_in(program) == 2016 + grade


def test_another_program_ends_in_no_year() -> None:
    answer = audit(file_of(), None, catalog(), rules(), MAJOR, TODAY)
    assert [ends_in(program) for program in answer.programs] == [None] * len(answer.programs)


LEVELS = ("CU1", "CU2", "CU0")
record_lines = st.builds(
    lambda grade, term, code, mark: f"{grade} {term} {code} {mark}".strip(),
    st.integers(9, 9),
    st.sampled_from(("year", "fall", "spring")),
    st.sampled_from(LEVELS),
    st.sampled_from(("A", "C-", "D", "F")),
)
running = st.builds(
    lambda term, code: f"10 {term} {code}",
    st.sampled_from(("year", "fall", "spring")),
    st.sampled_from(LEVELS),
)
planned_lines = st.builds(
    lambda grade, term, code: f"{grade} {term} {code}",
    st.integers(11, 12),
    st.sampled_from(("year", "fall", "spring")),
    st.sampled_from(LEVELS),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(record_lines, max_size=3, unique=True),
    st.lists(running, max_size=2, unique=True),
    st.lists(planned_lines, max_size=4, unique=True),
)
def test_once_all_is_passed_the_audit_names_that_year(
    record: list[str], now: list[str], planned: list[str]
) -> None:
    file = file_of(*record, *now, pathway=PATHWAY)
    year = ends_in(audited(file, *planned))
    passed = file_of(*record, *(f"{line} A" for line in (*now, *planned)), pathway=PATHWAY)
    program = audited(replace(file, record=passed.record), day=AFTER_ALL)
    if year is not None:
        assert program.completer
        assert program.completed_in == year
    assert program.completer == (year is not None)
