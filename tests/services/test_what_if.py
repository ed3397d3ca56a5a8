"""A pathway tried out shows how the student would stand, and stores nothing."""

from __future__ import annotations

from cte_desktop.domain.students.edits import edited
from cte_desktop.services import history
from cte_desktop.services.cases import Case, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.enrolments import change_to, leave, sign_up
from cte_desktop.services.what_if import what_if


def in_a_pathway(desk: Desk) -> Case:
    return next(c for c in open_cases(desk) if c.file.student.pathway in c.file.pathways[:1])


def another(case: Case) -> str:
    return next(n for n in case.district.catalog.pathway_by_name if n not in case.file.pathways)


def test_a_pathway_tried_out_is_audited_as_if_signed_up_and_nothing_is_stored(desk: Desk) -> None:
    case = in_a_pathway(desk)
    name, before = another(case), history.list_history(desk)
    tried = what_if(case, name)
    assert (tried.pathway, tried.result.id) == (name, f"pathway:{name}")
    assert all(finding not in case.findings for finding in tried.new)
    assert set(tried.gone) <= set(case.findings)
    assert history.list_history(desk) == before
    assert case.audit.program(f"pathway:{name}") is None


def test_to_change_ends_the_pathway_of_the_districts_file_too(desk: Desk) -> None:
    case = in_a_pathway(desk)
    name = another(case)
    changed = edited(case.file, change_to(case, name))
    assert changed is not None
    assert changed.pathways == (name,)
    beside = edited(case.file, sign_up(case, name))
    assert beside is not None
    assert set(beside.pathways) == {*case.file.pathways, name}
    left = edited(case.file, leave(case, case.file.student.pathway))
    assert left is not None
    assert case.file.student.pathway not in left.pathways
