"""Which pathways a student could still complete, each with the plan that does it."""

from __future__ import annotations

import pytest

from cte_desktop.domain.filling.wants import Strength
from cte_desktop.domain.students.decisions import Wish
from cte_desktop.services.cases import Case, open_case_of, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.filling import completing
from cte_desktop.services.filling.completing import (
    Completable,
    complete,
    could_complete,
    taken,
    way_to,
)
from cte_desktop.services.filling.proposals import keep
from cte_desktop.services.filling.wishes import keep_wishes

NAMES = ("Welding", "Photography", "Computer Science")


@pytest.fixture(autouse=True)
def few_pathways(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three pathways will do: each takes its own search."""
    everything = completing._open_pathways
    monkeypatch.setattr(
        completing, "_open_pathways", lambda case: (n for n in everything(case) if n in NAMES)
    )


def in_grade(desk: Desk, grade: int) -> Case:
    return next(
        case
        for case in open_cases(desk)
        if case.file.student.grade_level == grade
        and not case.file.wishes
        and not case.file.pathways
    )


def test_a_freshman_could_still_complete_pathways_and_the_plan_does_it(desk: Desk) -> None:
    told: list[Completable] = []
    case = in_grade(desk, 9)
    found = could_complete(desk, case, told=told.append)
    assert {one.pathway for one in found} >= {"Computer Science"}
    assert {one.pathway for one in told} == {one.pathway for one in found}
    ends = [(one.school_year, one.term.place) for one in found]
    assert ends == sorted(ends)
    for one in found:
        assert one.courses
        after = one.proposal.after
        assert after is not None
        program = after.pathway_program(one.pathway)
        assert {row.status.value for row in program.requirements} <= {
            "met",
            "planned",
            "in_progress",
        }
        graduation = after.audit.program("graduation")
        assert graduation is not None
        assert graduation.missing == 0


def test_the_plan_can_be_kept(desk: Desk) -> None:
    case = in_grade(desk, 9)
    one = could_complete(desk, case)[0]
    keep(desk, taken(one))
    kept = open_case_of(desk, case.file.student.uid)
    assert kept.plan == one.proposal.filled.plan
    wish = Wish(1, "pathway", one.pathway, "must")
    assert kept.file.wishes == (wish,)  # else the next filling would take its courses out again
    assert way_to(kept, one.pathway) is None
    other = way_to(kept, "Game Design")
    assert other is not None
    assert dict(other.args) == {"wish": "1", "pathway": "Game Design"}


def test_the_best_plan_for_a_pathway_in_reach_asks_for_what_is_liked_too(desk: Desk) -> None:
    case = in_grade(desk, 9)
    one = could_complete(desk, case, names=("Computer Science",))[0]
    best = complete(desk, one)
    assert best.after is not None
    assert best.way == way_to(case, "Computer Science")
    liked = {want.kind for want in best.problem.wants if want.strength is Strength.LIKE}
    assert "area_goal" in liked
    assert "area_goal" not in {want.kind for want in one.proposal.problem.wants}


def test_a_senior_who_never_began_can_complete_nothing(desk: Desk) -> None:
    assert could_complete(desk, in_grade(desk, 12)) == ()


def test_what_is_a_must_stays_one(desk: Desk) -> None:
    uid = in_grade(desk, 9).file.student.uid
    keep_wishes(desk, (uid,), (Wish(1, "avoid", "APCSA", "must"),))
    assert "APCSA" not in {code for one in could_complete(desk, uid) for code in one.courses}


def test_cancelling_returns_what_was_found_until_then(desk: Desk) -> None:
    told: list[Completable] = []
    found = could_complete(desk, in_grade(desk, 9), told=told.append, cancelled=lambda: bool(told))
    assert list(found) == told
    assert len(found) <= 1
