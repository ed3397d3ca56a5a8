"""Templates are saved under a name, renamed and deleted; each change is one step of its own."""

from __future__ import annotations

import pytest

from cte_desktop.services import history
from cte_desktop.services.desk import Desk
from cte_desktop.services.plan_templates import (
    PLAN,
    WISHES,
    delete_template,
    find_template,
    list_templates,
    rename_template,
    save_template,
)
from cte_desktop.storage.content import Content
from cte_desktop.system.errors import WrongCall


def _names(desk: Desk, kind: str = PLAN) -> list[str]:
    return [one.name for one in list_templates(desk, kind)]


def test_saving_under_a_name_again_replaces_the_content(desk: Desk) -> None:
    save_template(desk, PLAN, " Welder's  way ", {"courses": []}, pathway="Welding", school="VL")
    again: Content = {"courses": ["WD1"]}
    save_template(desk, PLAN, "Welder's way", again, pathway="Welding", school="VL")
    save_template(desk, PLAN, "Welder's way", {}, pathway="Welding", school="SG")
    kept = list_templates(desk, PLAN)
    assert [(one.school, one.content) for one in kept] == [("SG", {}), ("VL", again)]
    same = save_template(desk, PLAN, "Welder's way", again, pathway="Welding", school="VL")
    assert same.step is None


def test_each_change_is_one_step_with_a_name(desk: Desk) -> None:
    save_template(desk, WISHES, "Evening students", {"wishes": []})
    (kept,) = list_templates(desk, WISHES)
    rename_template(desk, kept.uid, "Evenings")
    assert find_template(desk, kept.uid).name == "Evenings"
    delete_template(desk, kept.uid)
    assert _names(desk, WISHES) == []
    assert history.undo(desk).text == "Delete the template Evenings"
    assert history.undo(desk).text == "Rename the template Evening students to Evenings"
    assert _names(desk, WISHES) == ["Evening students"]
    undone = history.undo(desk)
    assert undone.text == "Save the template Evening students"
    assert "templates" in undone.changes.nouns
    assert _names(desk, WISHES) == []


def test_a_name_that_is_taken_empty_or_too_long_is_refused(desk: Desk) -> None:
    save_template(desk, PLAN, "One", {})
    save_template(desk, PLAN, "Two", {})
    two = next(one for one in list_templates(desk, PLAN) if one.name == "Two")
    for name, code in (
        ("One", "template_name_taken"),
        ("  ", "no_name"),
        ("x" * 81, "name_too_long"),
    ):
        with pytest.raises(WrongCall) as refused:
            rename_template(desk, two.uid, name)
        assert refused.value.code == code
    assert _names(desk) == ["One", "Two"]


def test_a_template_that_is_gone_is_a_wrong_call(desk: Desk) -> None:
    for change in (lambda: delete_template(desk, "none"), lambda: find_template(desk, "none")):
        with pytest.raises(WrongCall, match="no longer there"):
            change()
