"""What the paper of a plan says of how far it is agreed, and who stands on its lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

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
from cte_desktop.services.shared_notes import new_note, save_note
from cte_desktop.services.student_fields import save_student_fields
from cte_desktop.services.students import list_students
from cte_desktop.system.clock import Clock
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


def _days_pass(desk: Desk, days: int) -> None:
    desk.clock = desk.database.clock = Clock(TODAY + timedelta(days=days))


def _note(desk: Desk, plan: Plan, said: str) -> None:
    save_note(desk, plan.student_uid, replace(new_note(desk, said), for_family=True))


def test_the_copy_says_nothing_of_what_came_after_the_signature(desk: Desk, draft: Plan) -> None:
    _note(desk, draft, "Aardvark")
    sign(desk, draft.uid, Signing(TODAY, names=NAMES))
    _note(desk, draft, "Zebra")
    _days_pass(desk, 3)
    _note(desk, draft, "Quagga")
    save_student_fields(desk, draft.student_uid, goal="Okapi")
    case = _case(desk, draft)
    assert case.file.student.goal == "Okapi"
    copy = words(copy_pdf(desk, case, case.approvals[0]))
    assert "Aardvark" in copy
    assert not {name for name in ("Zebra", "Quagga", "Okapi") if name in copy}
    assert "Record and findings as of November 21, 2026" in copy
    assert "As of November 21, 2026, printed November 24, 2026" in copy


def test_the_present_paper_sets_apart_what_was_noted_after_the_signature(
    desk: Desk, draft: Plan
) -> None:
    _note(desk, draft, "Aardvark")
    sign(desk, draft.uid, Signing(TODAY, names=NAMES))
    assert "Record and findings as of" not in words(plan_pdf(_case(desk, draft)))
    _days_pass(desk, 3)
    _note(desk, draft, "Quagga")
    said = words(plan_pdf(_case(desk, draft)))
    assert "Record and findings as of November 24, 2026" in said
    places = [said.index(word) for word in ("Aardvark", "Noted since it was signed", "Quagga")]
    assert places == sorted(places)


def test_a_copy_noted_days_later_has_the_record_of_the_day_it_speaks_of(
    desk: Desk, draft: Plan
) -> None:
    _days_pass(desk, 2)
    _note(desk, draft, "Quagga")
    sign(desk, draft.uid, Signing(TODAY, names=NAMES))
    case = _case(desk, draft)
    copy = words(copy_pdf(desk, case, case.approvals[0]))
    assert "Quagga" not in copy
    assert "Record and findings as of November 21, 2026" in copy


def test_a_copy_of_before_the_database_has_the_record_of_when_it_was_noted(
    desk: Desk, draft: Plan
) -> None:
    sign(desk, draft.uid, Signing(TODAY - timedelta(days=10), names=NAMES))
    _days_pass(desk, 3)
    _note(desk, draft, "Quagga")
    case = _case(desk, draft)
    copy = words(copy_pdf(desk, case, case.approvals[0]))
    assert "Signed on November 11, 2026" in copy
    assert "Record and findings as of November 21, 2026" in copy
    assert "Quagga" not in copy
