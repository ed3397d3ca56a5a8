"""Waivers in the district's own programs: what they lower, in which unit, and what is told."""

from __future__ import annotations

import pytest

from cte_desktop.domain.audit.district_waivers import as_waived
from cte_desktop.domain.audit.requirements import Program
from cte_desktop.domain.audit.result import RequirementStatus
from cte_desktop.domain.students.decisions import Decision
from tests.builders import catalog
from tests.domain.audit.district_rules import (
    ANY_ENGLISH,
    audited,
    district_rules,
    own_program,
    own_rows,
)


def test_a_waiver_lowers_a_requirement_by_a_course_or_wholly() -> None:
    made = district_rules(
        f'id = "r"\nneed = 40\n{ANY_ENGLISH}', 'id = "h"\nneed = 5\nof = { code = "HEALTH" }'
    )
    part = Decision("waiver", "district:p", "r", "ENG09", approved_by="A. Lee")
    whole = Decision("waiver", "district:p", "h", approved_by="A. Lee")
    answer = audited(made, "9 year ENG10 B", decisions=(part, whole))
    program = answer.program("district:p")
    assert program is not None
    assert [(r.need, r.why.code) for r in program.requirements] == [
        (3000, "missing"),
        (0, "waived"),
    ]
    assert [f.code for f in answer.findings if f.code == "exception_used"] == ["exception_used"] * 2


LEVEL_OF_TWO = 'kind = "language_level"\nlevels = 2\nof = { area = "E" }'
ROWS_WITHOUT_AMOUNT = (
    'id = "passed"\nkind = "passed"\nof = { code = "ENG09" }',
    'id = "order"\nkind = "in_order"\nsteps = [{ code = "SPAN1" }, { code = "SPAN2" }]',
    'id = "some"\nkind = "any_of"\nparts = [{ id = "p", kind = "passed", of = { honors = "ap" } }]',
)


@pytest.mark.parametrize("name", ["passed", "order", "some", "nothing"])
def test_a_waiver_that_lowers_nothing_is_not_told_as_used(name: str) -> None:
    decision = Decision("waiver", "district:p", name, "ENG09", approved_by="A. Lee")
    made = district_rules(*ROWS_WITHOUT_AMOUNT)
    answer = audited(made, decisions=(decision,))
    assert answer.program("district:p") == own_program(made)
    assert [f.code for f in answer.findings if f.code == "exception_used"] == []


def test_a_waiver_of_a_row_without_an_amount_lifts_it_wholly() -> None:
    decisions = tuple(Decision("waiver", "district:p", n) for n in ("passed", "order", "some"))
    rows = own_rows(district_rules(*ROWS_WITHOUT_AMOUNT), decisions=decisions)
    assert [(r.status, r.why.code, dict(r.why.values)) for r in rows.values()] == [
        (RequirementStatus.MET, "waived", {"amount": amount, "unit": "levels"})
        for amount in (1.0, 2.0, 1.0)
    ]


@pytest.mark.parametrize(
    ("unit", "row", "left", "amount", "own"),
    [
        ("credits", f"need = 10\n{ANY_ENGLISH}", 0, 10.0, "credits"),
        ("years", 'need = 2\nof = { area = "B" }', 100, 1.0, "years"),
        ("courses", f"need = 3\n{ANY_ENGLISH}", 200, 1.0, "courses"),
        ("years", LEVEL_OF_TWO, 100, 1.0, "years"),
        ("credits", LEVEL_OF_TWO, 1000, 10.0, "credits"),
        (
            "credits",
            f'kind = "counted"\nunit = "years"\nneed = 3\n{ANY_ENGLISH}',
            200,
            1.0,
            "years",
        ),
    ],
)
def test_a_course_waived_lowers_a_row_in_the_unit_of_the_row(
    unit: str, row: str, left: int, amount: float, own: str
) -> None:
    decision = Decision("waiver", "district:p", "r", "ENG09", approved_by="A. Lee")
    made = district_rules(f'id = "r"\n{row}', unit=unit)
    (answer,) = (p for p in audited(made, decisions=(decision,)).programs if p.id == "district:p")
    (found,) = answer.requirements
    assert found.need == left
    if not left:
        assert dict(found.why.values) == {"amount": amount, "unit": own}
    met = audited(
        made, "9 year ENG10 B", "10 year ENG11 B", "9 year SPAN2 B", decisions=(decision,)
    ).program("district:p")
    assert met is not None
    assert [dict(r.why.values) for r in met.requirements] == [{"amount": amount, "unit": own}]


def test_students_with_the_same_waiver_are_audited_by_the_same_program() -> None:
    (program,) = district_rules(f'id = "r"\nneed = 40\n{ANY_ENGLISH}').programs
    plain = Program(program.name, program.version, program.unit, 0, program.requirements)
    one, other = (
        as_waived(
            plain, (Decision("waiver", "district:p", "r", "ENG09", approved_by=name),), catalog()
        )
        for name in ("A. Lee", "M. Ortiz")
    )
    assert one.program is other.program
    assert [d.approved_by for d in (*one.in_force, *other.in_force)] == ["A. Lee", "M. Ortiz"]


def test_two_waivers_of_a_row_are_told_together() -> None:
    both = tuple(Decision("waiver", "district:p", "r", code) for code in ("ENG09", "ENG10"))
    row = own_rows(
        district_rules(f'id = "r"\nneed = 30\n{ANY_ENGLISH}'), "9 year ENG11 B", decisions=both
    )["r"]
    assert (row.need, dict(row.why.values)) == (1000, {"amount": 20.0, "unit": "credits"})
