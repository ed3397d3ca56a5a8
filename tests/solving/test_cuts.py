"""What the rules refuse is cut off: the same choice is out, and the search goes on without it."""

from __future__ import annotations

from functools import cache

import pytest

from cte_desktop.domain.filling.building import Built, model_of
from cte_desktop.domain.filling.checking import Checked, Unmet
from cte_desktop.domain.filling.wants import GRADUATION
from cte_desktop.domain.findings import CODES, Finding, Severity, values
from cte_desktop.solving.cuts import Chosen, cuts
from cte_desktop.solving.highs import Solver, holds
from cte_desktop.solving.stages import Stages
from tests.solving.students import JUNIOR, asked


@cache
def solved() -> tuple[Built, tuple[float, ...]]:
    built = model_of(asked(of_class=JUNIOR))
    return built, Stages(Solver(built.model), 500).solve().values


def chosen() -> Chosen:
    built, found = solved()
    return Chosen(built, frozenset(p for p, at in enumerate(built.lie) if found[at] > 0.5))


@pytest.mark.parametrize("code", CODES)
def test_a_finding_of_any_code_gives_rows_that_the_choice_breaks(code: str) -> None:
    now = chosen()
    one, other = (now.built.problem.options[place] for place in sorted(now.options)[:2])
    about = values(
        course=one.course.code,
        other_course=other.course.code,
        grade_level=one.grade_level,
        term=one.terms[0].value,
        program="pathway:Photography",
    )
    refused = Checked((Finding(code, Severity.MUST_FIX, about),), (), ())
    rows = cuts(refused, now)
    assert rows
    if code != "pathway_out_of_order":  # of a pathway of which the choice has no course
        assert any(not holds(row, solved()[1]) for row in rows)


def test_a_program_left_open_asks_for_something_more() -> None:
    now = chosen()
    refused = Checked((), (Unmet(GRADUATION, "graduation", (("elective",),)),), ())
    (row,) = cuts(refused, now)
    assert not holds(row, solved()[1])
    assert row.reason is not None
    assert row.reason.id == "requirement_missing"
    solver = Solver(now.built.model)
    solver.add(row)
    again = solver.best((), 500)
    taken = {p for p, at in enumerate(now.built.take) if again.values[at] > 0.5}
    assert taken - now.options
