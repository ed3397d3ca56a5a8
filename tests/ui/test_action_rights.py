"""Actions that a role lacks are switched off, and say why."""

from __future__ import annotations

import pytest

from cte_desktop.domain.people.roles import OWNER, RIGHTS, Person, Role
from cte_desktop.services.people.rights import ACTION_RIGHTS as STEP_RIGHTS
from cte_desktop.services.people.rights import may_do
from cte_desktop.ui.action_list import ACTIONS
from cte_desktop.ui.action_rights import ACTION_RIGHTS, forbid_for
from cte_desktop.ui.actions import Actions

STEPS = {
    "answer_plan": "accept_plan",
    "sign_many": "sign_plans",
    "lock_many": "lock_plans",
    "unlock_many": "unlock_plans",
    "meeting_agreed": "add_shared_note",
}
"""Actions that are not called as the step that they keep."""


@pytest.mark.parametrize("role", Role)
def test_a_role_has_the_actions_that_it_has_rights_for(role: Role, qapp: object) -> None:
    actions = Actions()
    for spec in ACTIONS:
        actions.offer(spec.id, lambda: None)
    forbid_for(actions, Person("p1", "Lea", role))
    for spec in ACTIONS:
        right = ACTION_RIGHTS.get(spec.id)
        action = actions.action(spec.id)
        assert action.isEnabled() is (right is None or right in RIGHTS[role])
        assert ("Your role" in action.toolTip()) is not action.isEnabled()
        assert action.statusTip().count("may.") == (not action.isEnabled())


def test_an_action_that_is_forbidden_stays_off_whoever_offers_it(qapp: object) -> None:
    actions, done = Actions(), list[str]()
    forbid_for(actions, Person("p1", "Lea", Role.READER))
    actions.offer("fill_plan", lambda: done.append("filled"), page="plan")
    actions.open_page("plan")
    actions.set_enabled("fill_plan", True, page="plan")
    actions.action("fill_plan").trigger()
    assert not done
    forbid_for(actions, OWNER)
    actions.action("fill_plan").trigger()
    assert done == ["filled"]
    assert "(" in actions.action("fill_plan").toolTip()


@pytest.mark.parametrize("role", Role)
def test_what_keeps_a_step_is_offered_to_who_may_keep_it(role: Role, qapp: object) -> None:
    steps = {spec.id: spec.id for spec in ACTIONS if spec.id in STEP_RIGHTS} | STEPS
    del steps["repair_plans"]  # opens a list, at which everybody may look
    assert {"propose_plan", "sign_plan", "lock_plan", "add_reminder"} <= steps.keys()
    actions = Actions()
    for name in steps:
        actions.offer(name, lambda: None)
    person = Person("p1", "Lea", role)
    forbid_for(actions, person)
    for name, step in steps.items():
        assert actions.action(name).isEnabled() is may_do(person, step), name


def test_every_action_with_a_right_is_one_of_the_program() -> None:
    assert set(ACTION_RIGHTS) <= {spec.id for spec in ACTIONS}
