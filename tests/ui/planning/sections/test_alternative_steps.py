"""What is done where a section doesn't fit is one step, named by what it moves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.findings import values
from cte_desktop.domain.planning.plan import Plan
from cte_desktop.domain.planning.sections.alternatives.ways import (
    Alternative,
    AlternativeKind,
    Move,
)
from cte_desktop.ui.planning.edits import take_alternative
from cte_desktop.wording.steps import step_text
from tests.builders import catalog, plan_of

KIND = AlternativeKind


def moved(what: str, code: str, /, **after: str | int) -> Move:
    return Move(what, code, 11, "year", (), values(**after))


def taken() -> Plan:
    """A plan after the alternative: Chemistry in its section."""
    plan = plan_of("11 year CHEM", "11 year ART1")
    named = {"CHEM": "VL27-0012", "ART1": "VL27-0101"}
    placements = (replace(p, section_id=named[p.course_code]) for p in plan.placements)
    return replace(plan, placements=tuple(placements))


@pytest.mark.parametrize(
    ("kind", "moves", "name"),
    [
        (
            KIND.SECTION,
            [moved("section", "CHEM", section_id="VL27-0012", period="P3")],
            "Choose section VL27-0012 of Chemistry in the Earth System",
        ),
        (
            KIND.MOVE_OTHER,
            [
                moved("section", "CHEM", section_id="VL27-0012"),
                moved("section", "ART1", section_id="VL27-0101", period="P5"),
            ],
            "Take VL27-0012 and move Art 1 to P5",
        ),
        (
            KIND.MOVE_OTHER,
            [moved("section", "CHEM"), moved("section", "ART1", section_id="VL27-0101")],
            "Take VL27-0012 and move Art 1 to VL27-0101",
        ),
        (
            KIND.MOVE_OTHER,
            [
                moved("section", "CHEM", section_id="VL27-0012"),
                moved("section", "ART1", section_id="VL27-0101", period="P5"),
                moved("section", "PSYCH", section_id="VL27-0200", period="P6"),
            ],
            "Take VL27-0012, move Art 1 to P5 and Psychology to P6",
        ),
        (
            KIND.TERM,
            [moved("term", "CHEM", term="spring")],
            "Move Chemistry in the Earth System to 11th grade, spring",
        ),
        (
            KIND.YEAR,
            [moved("year", "CHEM", grade_level=12)],
            "Move Chemistry in the Earth System to 12th grade, fall",
        ),
        (
            KIND.ALTERNATE,
            [moved("replaced", "CHEM", course="ART1")],
            "Take Art 1 instead of Chemistry in the Earth System",
        ),
        (KIND.TRAY, [moved("dropped", "CHEM")], "Set Chemistry in the Earth System aside"),
    ],
)
def test_the_step_is_named_by_what_it_moves(
    kind: AlternativeKind, moves: list[Move], name: str
) -> None:
    plan = taken()
    edit = take_alternative(Alternative(kind, plan, tuple(moves)))
    assert edit.plan is plan
    assert step_text(edit.action, dict(edit.values), catalog()) == name


def test_every_kind_of_alternative_has_its_step() -> None:
    plan = taken()
    actions = {
        take_alternative(Alternative(kind, plan, (moved("section", "CHEM"),))).action
        for kind in AlternativeKind
    }
    assert "edit_plan" not in actions
