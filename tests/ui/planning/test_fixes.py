"""Every way out that a finding can offer is done with one click in the panel, and undone."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

import cte_desktop.domain
from cte_desktop.domain.findings import Finding, Fix, Severity, Value, values
from cte_desktop.ui.planning.page import PlanPage
from tests.ui.hands import click
from tests.ui.planning.conftest import Settle
from tests.ui.planning.steps import FALL_12_P3, place_by_keyboard, planned

AT: dict[str, Value] = {"grade_level": 12, "term": "fall"}
FIXES = {
    "place": Fix("place", values(course="ECON", lane="day", **AT)),
    "remove": Fix("remove", values(course="WD1", **AT)),
    "move": Fix("move", values(course="WD1", to_grade_level=11, to_term="spring", **AT)),
    "take_section": Fix("take_section", values(course="WD1", section_id="W1", **AT)),
}


def made_in_the_domain() -> set[str]:
    """The verbs of all fixes that the rules make: the first argument of every call of `Fix`."""
    folder = Path(cte_desktop.domain.__file__).parent
    calls = (
        node
        for file in folder.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Fix"
    )
    return {str(call.args[0].value) for call in calls if isinstance(call.args[0], ast.Constant)}


def test_every_fix_that_the_rules_make_is_tried_here() -> None:
    made = made_in_the_domain()
    assert {"place", "remove"} <= made <= set(FIXES)


@pytest.mark.parametrize("verb", FIXES)
def test_a_fix_is_done_with_one_click_and_undone(page: PlanPage, settle: Settle, verb: str) -> None:
    place_by_keyboard(page, "welding 1", FALL_12_P3)
    settle()
    case = page.case()
    assert case is not None
    before = case.plan
    finding = Finding("requirement_missing", Severity.WARNING, fixes=(FIXES[verb],))
    page.panel.findings.show_findings((finding,), case.district.catalog)
    (row,) = page.panel.findings.rows()
    click(row.findChildren(QPushButton)[0])
    settle()
    after = page.case()
    assert after is not None
    assert after.plan != before
    courses = {code for code, *_ in planned(page)}
    assert ("ECON" in courses) == (verb == "place")
    assert ("WD1" in courses) == (verb != "remove")
    page.editor.undo()
    settle()
    again = page.case()
    assert again is not None
    assert again.plan == before
