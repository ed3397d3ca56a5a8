"""Sequences of the catalog and own ones are listed for a student and put into the plan."""

from __future__ import annotations

import pytest

from cte_desktop.domain.planning.sequences import SequenceKind
from cte_desktop.services import history
from cte_desktop.services.cases import Case, open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.plan_templates import delete_template
from cte_desktop.services.sequences import (
    list_sequences,
    own_sequences,
    place_courses,
    save_sequence,
)
from cte_desktop.services.students import list_students
from cte_desktop.wording.placing import not_placed_text, placed_text, sequence_title, summary_text


@pytest.fixture
def case(desk: Desk) -> Case:
    """A ninth or tenth grader in a pathway."""
    lines = (one for one in list_students(desk) if one.grade_level in {9, 10} and one.pathway)
    return open_case_of(desk, next(lines).uid)


def test_the_own_pathway_comes_first_then_what_people_kept(desk: Desk, case: Case) -> None:
    save_sequence(desk, "Band and choir", ("BAND", "CHOIR"))
    found = list_sequences(desk, case)
    assert found[0].name in case.file.pathways
    assert (found[1].kind, found[1].name) == (SequenceKind.OWN, "Band and choir")
    assert [one.name for one in found].count(found[0].name) == 1
    kinds = {one.kind for one in found}
    assert kinds == set(SequenceKind)
    (own,) = own_sequences(desk)
    delete_template(desk, own.uid)
    assert own_sequences(desk) == ()
    history.undo(desk)
    assert own_sequences(desk) == (own,)


def test_every_sequence_is_placed_or_says_why_not(desk: Desk, case: Case) -> None:
    catalog = case.district.catalog
    for sequence in list_sequences(desk, case):
        assert sequence_title(sequence, catalog)
        found = place_courses(desk, case, sequence.asked)
        assert len(found.placed) + len(found.there) + len(found.parked) == len(sequence.steps)
        assert all(not_placed_text(one, catalog) for one in found.parked)
        assert all("grade" in placed_text(one, catalog) for one in found.placed)
        assert "placed" in summary_text(found)


def test_a_student_without_a_plan_gets_one(desk: Desk, case: Case) -> None:
    bare = case.with_plan(None)
    french = next(one for one in list_sequences(desk, case) if one.name == "FREN")
    assert sequence_title(french, case.district.catalog) == "French"
    found = place_courses(desk, bare, french.asked)
    assert found.plan.name not in {plan.name for plan in case.plans}
    assert found.plan.student_uid == case.file.student.uid
