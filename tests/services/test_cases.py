"""A case with another plan or file on the table answers as one opened with them."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from cte_desktop.services.cases import Case, open_cases
from cte_desktop.services.desk import Desk


def anew(case: Case) -> Case:
    """Return the case as one that knows nothing yet."""
    return Case(case.file, case.plans, case.plan, case.sections, case.district, case.day)


def test_after_an_edit_of_the_plan_a_case_answers_as_one_opened_with_that_plan(desk: Desk) -> None:
    planned = (case for case in open_cases(desk) if case.plan is not None)
    for case in islice(planned, 12):
        assert case.plan is not None
        fewer = replace(case.plan, placements=case.plan.placements[1:])
        edited = case.with_plan(fewer)
        assert edited.situation.semesters == anew(edited).situation.semesters
        assert edited.audit == anew(edited).audit
        assert edited.findings == anew(edited).findings
        assert edited.with_plan(case.plan).findings == case.findings


def test_after_a_change_of_the_record_a_case_with_a_plan_knows_the_new_record(desk: Desk) -> None:
    case = next(c for c in open_cases(desk) if c.plan is not None and len(c.file.record) > 1)
    looked_at = case.with_plan(None)
    shorter = looked_at.with_file(replace(case.file, record=case.file.record[1:]))
    assert shorter.situation.semesters == anew(shorter).situation.semesters
    assert len(shorter.situation.semesters) == len(looked_at.situation.semesters) - 1
