"""A plan is kept as a template and laid around what others have: one student, or many at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cte_desktop.domain.planning.plan import Placement, PlanStatus
from cte_desktop.services import history
from cte_desktop.services.cases import Case, open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.plan_templates import PLAN, save_template
from cte_desktop.services.planning import save_plan
from cte_desktop.services.students import list_students
from cte_desktop.services.template_plans import (
    apply_template,
    list_plan_templates,
    preview_template,
    save_as_template,
    try_template,
)
from cte_desktop.storage.content import Content, Json
from cte_desktop.wording.placing import template_text
from tests.plan_days import keep_signed_on


@pytest.fixture
def case(desk: Desk) -> Case:
    """An eleventh grader with a plan."""
    lines = (one for one in list_students(desk) if one.grade_level == 11)
    cases = (open_case_of(desk, line.uid) for line in lines)
    return next(one for one in cases if one.plan is not None and len(one.plan.placed) > 8)


def _sophomores(desk: Desk) -> list[str]:
    return [one.uid for one in list_students(desk) if one.grade_level == 10]


def test_the_plan_on_the_table_becomes_a_template_from_a_grade_on(desk: Desk, case: Case) -> None:
    school = case.file.student.school
    save_as_template(desk, case, "Juniors", pathway="Welding", school=school, from_grade=11)
    kept = list_plan_templates(desk)[0]
    assert (kept.name, kept.pathway, kept.school, kept.from_grade) == (
        "Juniors",
        "Welding",
        school,
        11,
    )
    assert {one.grade_level for one in kept.courses} == {11, 12}
    assert "from 11th grade" in template_text(kept, case.district.catalog)
    again = try_template(desk, case, kept)
    assert not again.placed
    assert not again.parked
    assert again.plan == case.plan


def test_a_course_of_a_template_that_is_not_understood_is_passed_over(desk: Desk) -> None:
    right: Content = {
        "course": "ENG11",
        "grade_level": 11,
        "term": "fall",
        "lane": "day",
        "site": "",
    }
    wrong: tuple[Content, ...] = ({"term": "winter"}, {"lane": "night"}, {"term": ["fall"]})
    rows: list[Json] = [right, *(right | one for one in wrong)]
    save_template(desk, PLAN, "From elsewhere", {"courses": rows})
    kept = next(one for one in list_plan_templates(desk) if one.name == "From elsewhere")
    assert [one.course_code for one in kept.courses] == ["ENG11"]


def test_the_catalog_offers_a_template_for_each_pathway(desk: Desk, case: Case) -> None:
    names = [one.name for one in list_plan_templates(desk, case)]
    assert set(names) == set(case.district.catalog.pathway_by_name)
    if case.file.pathways:
        assert names[0] in case.file.pathways


def test_planning_anew_takes_out_what_is_not_locked(desk: Desk, case: Case) -> None:
    template = next(one for one in list_plan_templates(desk) if one.name == "Computer Science")
    around = try_template(desk, case, template)
    anew = try_template(desk, case, template, anew=True)
    assert case.plan is not None
    assert set(case.plan.placements) <= set(around.plan.placements)
    assert len(anew.plan.placements) < len(around.plan.placements)
    assert anew.plan.uid == case.plan.uid


def test_many_get_a_template_as_one_step_that_one_undo_takes_back(desk: Desk, case: Case) -> None:
    save_as_template(desk, case, "Juniors", from_grade=11)
    template = list_plan_templates(desk)[0]
    uids = _sophomores(desk)
    told: list[tuple[int, int]] = []
    looked = preview_template(
        desk, uids, template, progress=lambda done, total: told.append((done, total))
    )
    assert told[-1] == (len(uids), len(uids))
    assert [one.student_id for one in looked] == sorted(one.student_id for one in looked)
    before = {uid: open_case_of(desk, uid).plans for uid in uids}
    kept = apply_template(desk, template, looked)
    changed = [one for one in looked if one.changes and not one.signed]
    assert kept.plans == len(changed) > 0
    for one in looked:
        stored = open_case_of(desk, one.uid).plan
        assert stored is not None
        assert stored == (one.found.plan if one in changed else one.before)
        assert stored.status is PlanStatus.ACTIVE
    assert history.undo(desk).text == f"Apply the template Juniors to {kept.plans} plans"
    assert {uid: open_case_of(desk, uid).plans for uid in uids} == before


def test_a_signed_plan_is_left_unless_it_is_asked_for_and_a_changed_one_is_kept_apart(
    desk: Desk, case: Case
) -> None:
    save_as_template(desk, case, "Juniors", from_grade=11)
    template = list_plan_templates(desk)[0]
    uid, other = _sophomores(desk)[:2]
    for one in (uid, other):
        plan = open_case_of(desk, one).plan
        assert plan is not None
        keep_signed_on(desk, plan, date(2026, 10, 1))
    looked = preview_template(desk, (uid, other), template)
    assert all(one.signed and one.changes for one in looked)
    assert apply_template(desk, template, looked).plans == 0
    plan = open_case_of(desk, other).plan
    assert plan is not None
    save_plan(desk, replace(plan, placements=()), "edit_plan")
    kept = apply_template(desk, template, looked, only={uid, other})
    assert (kept.plans, kept.students) == (1, frozenset({uid}))
    assert [one.uid for one in kept.kept_apart] == [other]


def test_cancelling_returns_what_was_looked_at(desk: Desk, case: Case) -> None:
    template = list_plan_templates(desk, case)[0]
    assert preview_template(desk, _sophomores(desk), template, cancelled=lambda: True) == ()
    assert preview_template(desk, (), template) == ()


def test_trays_of_many_stay_as_they_are(desk: Desk, case: Case) -> None:
    assert case.plan is not None
    parked = Placement("tray", "FREN1", None)
    middle = (case.plan.placements[0], parked, *case.plan.placements[1:])
    save_plan(desk, replace(case.plan, placements=middle), "edit_plan")
    uid = case.file.student.uid
    templates = list_plan_templates(desk)
    found = {one.name: preview_template(desk, (uid,), one)[0] for one in templates}
    assert any(one.found.parked for one in found.values())
    for one in found.values():
        assert [p.course_code for p in one.found.plan.parked] == ["FREN1"]
        assert one.changes == bool(one.found.placed)
