"""What the paper of a plan says of how far it is agreed, and who stands on its lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.planning.approval import COUNSELOR, GUARDIAN, ON_SCREEN, STUDENT
from cte_desktop.domain.planning.plan import Plan, remove
from cte_desktop.domain.planning.signature import Strokes
from cte_desktop.services.approval_papers import copy_pdf
from cte_desktop.services.approvals import Signing, answer, propose, sign
from cte_desktop.services.cases import Case, open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.planning import save_plan
from cte_desktop.services.printing import plan_pdf
from cte_desktop.services.students import list_students
from tests.plan_days import keep_signed_on
from tests.reports.reading import words
from tests.services.conftest import CLOCK

TODAY = CLOCK.today()
LINE: Strokes = (((0.1, 0.5), (0.9, 0.4)),)
NAMES = {STUDENT: "Zoraida Quispe", GUARDIAN: "Wendel Quispe", COUNSELOR: "X" * 100}


@pytest.fixture
def draft(desk: Desk) -> Plan:
    """A plan on which nothing is agreed yet."""
    for line in list_students(desk):
        plan = open_case_of(desk, line.uid).plan
        if line.grade_level == 10 and plan is not None and len(plan.placed) > 8:
            return keep_signed_on(desk, plan, None)
    raise LookupError


def _case(desk: Desk, plan: Plan) -> Case:
    return open_case_of(desk, plan.student_uid)


def test_a_draft_has_empty_lines_and_says_nothing_of_it(desk: Desk, draft: Plan) -> None:
    said = words(plan_pdf(_case(desk, draft)))
    assert "We have talked through this plan together" in said
    assert "Signed" not in said


def test_the_signed_plan_has_names_drawings_and_the_day(desk: Desk, draft: Plan) -> None:
    drawn = {STUDENT: LINE, GUARDIAN: LINE * 60}
    sign(desk, draft.uid, Signing(TODAY, ON_SCREEN, NAMES, drawn))
    paper = plan_pdf(_case(desk, draft))
    said = words(paper)
    assert "Signed on November 21, 2026" in said
    assert "Zoraida Quispe (Student)" in said
    assert "Wendel Quispe (Parent" in said
    assert "XXXX" in said
    assert said.count("Nov 21, 2026") == 3
    without = words(plan_pdf(replace(_case(desk, draft), approvals=())))
    assert "Zoraida" not in without


def test_what_was_changed_since_is_said_and_the_lines_are_empty(desk: Desk, draft: Plan) -> None:
    sign(desk, draft.uid, Signing(TODAY, names=NAMES))
    signed = _case(desk, draft)
    assert signed.plan is not None
    save_plan(desk, remove(signed.plan, signed.plan.placed[-1].uid), "edit_plan")
    said = words(plan_pdf(_case(desk, draft)))
    assert "changed since it was signed: 1 course" in said
    assert "Zoraida Quispe" not in said
    copy = words(copy_pdf(desk, _case(desk, draft), _case(desk, draft).approvals[0]))
    assert "Copy of the plan as it was: Signed on November 21, 2026" in copy
    assert "changed since" not in copy
    assert "Zoraida Quispe" in copy


def test_an_answer_of_the_family_stands_at_the_foot(desk: Desk, draft: Plan) -> None:
    propose(desk, (draft.uid,), TODAY)
    answer(desk, draft.uid, accepted=False, by="Wendel Quispe", on=TODAY)
    said = words(plan_pdf(_case(desk, draft)))
    assert "Declined on November 21, 2026: Wendel Quispe (Parent or guardian)" in said
