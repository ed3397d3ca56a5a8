"""What a person should look at in a pathway that was, or looks, completed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cte_desktop.domain.audit.evaluate import audit_one_pathway
from cte_desktop.domain.audit.rules import AuditSettings
from cte_desktop.domain.completion.eligibility import decide
from cte_desktop.domain.completion.finding import (
    Decided,
    When,
    certificate_when,
    count_state_completions,
    exceptions_used,
    one_thing_missing,
    questions,
    same_code_questions,
)
from cte_desktop.domain.students.decisions import Decision
from cte_desktop.domain.students.file import StudentFile
from tests.builders import catalog, file_of, rules, student

JUNE = date(2027, 6, 20)
AUGUST = date(2027, 8, 20)
SETTINGS = AuditSettings()
SPORTS = "Sports Medicine"


def _decided(
    file: StudentFile,
    pathway: str = SPORTS,
    settings: AuditSettings = SETTINGS,
    day: date = JUNE,
) -> Decided:
    program = audit_one_pathway(pathway, file, None, catalog(), rules(), settings, day)
    return Decided(file, program, decide(program, settings))


def _file(*record: str, **more: object) -> StudentFile:
    return file_of(*record, graduation_year=2027, day=JUNE, pathway=SPORTS, **more)  # type: ignore[arg-type]


def _asked(one: Decided, year: int = 2026, day: date = JUNE) -> list[str]:
    return [why.code for why in questions(one, catalog(), year, day)]


def test_a_plain_completion_needs_nobody() -> None:
    assert _asked(_decided(_file("11 year SM1 B", "12 year SM2 C-"))) == []


def test_another_year_than_that_of_the_completion_asks_nothing() -> None:
    file = _file("10 year SM1 B", "11 year SM2 B")
    at_another = replace(file, record=tuple(replace(r, school="SG") for r in file.record))
    assert _asked(_decided(at_another), 2025) == ["capstone_elsewhere"]
    assert _asked(_decided(at_another), 2026) == []


def test_out_of_order_is_asked_in_the_year_of_the_later_one() -> None:
    one = _decided(_file("11 year SM2 B", "12 year SM1 B"))
    assert not one.decision.completed
    assert _asked(one, 2026) == ["taken_out_of_order"]
    assert _asked(one, 2025) == []


def test_out_of_order_is_asked_where_the_district_lets_it_count() -> None:
    lenient = AuditSettings(strict_order=False)
    one = _decided(_file("11 year SM2 B", "12 year SM1 B"), settings=lenient)
    assert one.decision.completed
    assert one.decision.completed_in == 2025
    assert _asked(one, 2025) == ["taken_out_of_order"]


@pytest.mark.parametrize(
    ("spring", "day", "asked"),
    [
        ("12 spring SM2 I", JUNE, ["mark_pending"]),
        ("12 spring SM2", date(2027, 5, 31), []),  # the term still runs
        ("12 spring SM2", JUNE, ["mark_pending"]),  # it does, and its marks are due
        ("12 spring SM2", AUGUST, ["mark_pending"]),
        ("12 spring SM2 D+", AUGUST, []),
    ],
)
def test_a_mark_that_alone_is_missing_is_asked_for(
    spring: str, day: date, asked: list[str]
) -> None:
    one = _decided(_file("11 year SM1 B", "12 fall SM2 B", spring), day=day)
    assert _asked(one, 2026, day) == asked


def test_a_mark_of_the_concentrator_is_asked_for_in_the_year_of_the_capstone() -> None:
    one = _decided(_file("11 fall SM1 B", "11 spring SM1 I", "12 year SM2 B"))
    (told,) = questions(one, catalog(), 2026, JUNE)
    assert dict(told.values) == {"course": "SM1", "year": "2025-26"}
    assert _asked(one, 2025) == []


@pytest.mark.parametrize(
    ("record", "year", "missing"),
    [
        (("10 year MHC B", "10 year SM1 B", "12 year SM2 B"), 2026, ["concentrator"]),
        (("10 year SM1 B", "11 year SM2 B", "12 year MHC B"), 2026, ["concentrator", "capstone"]),
    ],
)
def test_what_is_out_of_order_below_the_capstone_is_asked_in_the_year_of_the_last(
    record: tuple[str, ...], year: int, missing: list[str]
) -> None:
    known = catalog()
    pathways = tuple(
        replace(one, introductory_required=True) if one.name == SPORTS else one
        for one in known.pathways
    )
    known = replace(known, pathways=pathways)
    file = _file(*record)
    program = audit_one_pathway(SPORTS, file, None, known, rules(), SETTINGS, JUNE)
    one = Decided(file, program, decide(program, SETTINGS))
    assert [name for name, _ in one.decision.missing] == missing
    assert [why.code for why in questions(one, known, year, JUNE)] == ["level_out_of_order"]
    assert list(questions(one, known, year - 1, JUNE)) == []


def test_a_capstone_not_begun_is_no_mark_pending() -> None:
    one = _decided(_file("11 year SM1 B", "12 fall SM2 I"))
    assert _asked(one) == []
    assert one_thing_missing(one.decision) == "capstone"


def test_the_one_thing_missing_may_be_the_concentrator_or_nothing_single() -> None:
    assert one_thing_missing(_decided(_file("11 year SM1 B")).decision) == "capstone"
    assert one_thing_missing(_decided(_file()).decision) == ""
    assert one_thing_missing(_decided(_file("11 year SM1 B", "12 year SM2 B")).decision) == ""


def test_the_second_pathway_of_a_state_code_is_asked_about_and_not_counted() -> None:
    file = _file("9 year GD1 B", "10 year GD2 B", "11 year PH1 B", "12 year PH2 B")
    decided = [_decided(file, name) for name in ("Graphic Design and Animation", "Photography")]
    (told,) = same_code_questions(decided, catalog(), 2026)
    assert told[0] == "Photography"
    assert told[1].code == "same_state_code"
    assert list(same_code_questions(decided, catalog(), 2024)) == []
    assert [count_state_completions(decided, catalog(), year) for year in (2024, 2026)] == [1, 0]


def test_an_exception_in_use_is_part_of_the_evidence() -> None:
    decision = Decision(
        "substitution", f"pathway:{SPORTS}", "concentrator", "SM1", "PSYCH", "", "moved", "A. Lee"
    )
    used = _decided(_file("11 year PSYCH B", "12 year SM2 B", decisions=(decision,)))
    assert used.decision.completed
    assert exceptions_used(used) == (decision,)
    idle = _decided(_file("11 year SM1 B", "12 year SM2 B", decisions=(decision,)))
    assert exceptions_used(idle) == ()


def test_a_level_waived_by_its_mark_is_an_exception_with_course_and_year() -> None:
    (told,) = exceptions_used(_decided(_file("11 year SM1 X", "12 year SM2 B")))
    assert (told.kind, told.requirement, told.course_code) == ("waiver", "concentrator", "SM1")
    assert told.reason == "X, 2025-26"
    decision = Decision("waiver", f"pathway:{SPORTS}", "concentrator", reason="moved here")
    decided = _decided(_file("11 year SM1 X", "12 year SM2 B", decisions=(decision,)))
    assert exceptions_used(decided) == (decision,)


@pytest.mark.parametrize(
    ("graduation_year", "graduates", "when"),
    [
        (2027, True, When.NOW),
        (2027, False, When.ON_GRADUATION),
        (2026, True, When.NOW),
        (2028, True, When.ON_GRADUATION),
    ],
)
def test_a_certificate_is_for_seniors_who_met_graduation(
    graduation_year: int, graduates: bool, when: When
) -> None:
    of_class = student(graduation_year, JUNE)
    assert certificate_when(of_class, graduates=graduates, senior_year=2027) is when
