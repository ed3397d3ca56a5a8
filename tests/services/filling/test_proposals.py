"""A plan is proposed, looked at and kept as one step; what can't be done is told with ways out."""

from __future__ import annotations

from concurrent.futures import CancelledError
from dataclasses import replace

import pytest

from cte_desktop.domain.filling.answer import Proof, WayOut
from cte_desktop.domain.filling.model import Kind
from cte_desktop.domain.findings import Severity, values
from cte_desktop.domain.planning.plan import Plan
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.decisions import Wish
from cte_desktop.domain.students.edits import FileEdit
from cte_desktop.domain.students.experiences import BusyTime
from cte_desktop.services.cases import Case, open_case_of, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.filling.keeping import edit_of
from cte_desktop.services.filling.many.ledger import sections_named
from cte_desktop.services.filling.proposals import (
    Proposal,
    keep,
    propose,
    take_way_out,
)
from cte_desktop.services.filling.wishes import keep_wishes, wishes_of
from cte_desktop.services.history import undo
from cte_desktop.services.planning import save_plan
from cte_desktop.services.sections.editing import change_section
from cte_desktop.services.student_edits import keep_edit
from cte_desktop.system.errors import KnownError

CLASH = (Wish(1, "course", "ART1", "must"), Wish(2, "avoid", "ART1", "must"))


def a_student(desk: Desk, grade: int = 10, *, planned: bool = True) -> Case:
    return next(
        case
        for case in open_cases(desk)
        if case.file.student.grade_level == grade
        and (case.plan is not None) is planned
        and not case.file.wishes
    )


@pytest.fixture
def uid(desk: Desk) -> str:
    return a_student(desk).file.student.uid


@pytest.fixture
def proposal(desk: Desk, uid: str) -> Proposal:
    return propose(desk, uid)


def stored(desk: Desk, uid: str) -> Plan | None:
    return open_case_of(desk, uid).plan


def test_a_proposal_writes_nothing_and_shows_the_case_as_it_would_be(
    desk: Desk, uid: str, proposal: Proposal
) -> None:
    assert proposal.filled.proof is Proof.PROVEN
    assert proposal.after is not None
    assert proposal.after.plan == proposal.filled.plan
    assert proposal.comparison is not None
    assert stored(desk, uid) == proposal.case.plan
    graduation = proposal.after.audit.program("graduation")
    assert graduation is not None
    assert graduation.status.value == "on_track"


def test_the_proposal_brings_no_must_fix_finding_of_its_own(proposal: Proposal) -> None:
    assert proposal.after is not None
    before = {(f.code, f.subject) for f in proposal.case.findings}
    new = [f for f in proposal.after.findings if f.severity is Severity.MUST_FIX]
    assert [f for f in new if (f.code, f.subject) not in before] == []


def test_the_first_plan_is_told_before_the_best(desk: Desk, uid: str) -> None:
    told: list[Proposal] = []
    best = propose(desk, uid, told_first=told.append)
    assert [one.filled.proof for one in told] == [Proof.FIRST]
    assert told[0].after is not None
    assert best.filled.proof is Proof.PROVEN


def test_keeping_is_one_step_and_undone_by_one(desk: Desk, uid: str, proposal: Proposal) -> None:
    before = stored(desk, uid)
    changes = keep(desk, proposal)
    assert changes.students == {uid}
    assert changes.nouns == {"plans", "history"}
    assert stored(desk, uid) == proposal.filled.plan
    undo(desk)
    assert stored(desk, uid) == before


def test_filling_a_filled_plan_again_changes_nothing(
    desk: Desk, uid: str, proposal: Proposal
) -> None:
    keep(desk, proposal)
    again = propose(desk, uid)
    assert again.comparison is not None
    assert again.comparison.changed == 0


def test_a_student_without_a_plan_gets_an_active_one(desk: Desk) -> None:
    case = a_student(desk, planned=False)
    changes = keep(desk, propose(desk, case))
    plan = stored(desk, case.file.student.uid)
    assert plan is not None
    assert plan.placed
    assert changes.step is not None
    undo(desk)
    assert stored(desk, case.file.student.uid) is None


def test_a_plan_that_changed_since_is_not_overwritten(
    desk: Desk, uid: str, proposal: Proposal
) -> None:
    assert proposal.case.plan is not None
    other = replace(proposal.case.plan, name="Plan B")
    save_plan(desk, other, "edit_plan")
    with pytest.raises(KnownError):
        keep(desk, proposal)
    assert stored(desk, uid) == other


def test_contradictory_wishes_are_a_clash_with_ways_out(desk: Desk, uid: str) -> None:
    keep_wishes(desk, (uid,), CLASH)
    told: list[Proposal] = []
    found = propose(desk, uid, told_first=told.append)
    assert found.after is None
    assert {(one.kind, one.id) for one in found.filled.clash} == {
        (Kind.WISH, "1"),
        (Kind.WISH, "2"),
    }
    assert found.filled.ways_out
    assert told[-1].filled.clash == found.filled.clash
    assert not keep(desk, found).nouns


def test_a_way_out_is_a_proposal_that_is_kept_with_the_wish_it_drops(desk: Desk, uid: str) -> None:
    keep_wishes(desk, (uid,), CLASH)
    clash = propose(desk, uid)
    way = next(way for way in clash.filled.ways_out if way.do == "drop_wish")
    proposal = take_way_out(desk, clash, way)
    assert proposal.filled.plan is not None
    before = stored(desk, uid)
    changes = keep(desk, proposal)
    assert changes.nouns == {"plans", "students", "history"}
    dropped = dict(way.args)["wish"]
    assert [str(wish.rank) for wish in wishes_of(desk, uid)] == [
        rank for rank in ("1", "2") if rank != dropped
    ]
    undo(desk)
    assert stored(desk, uid) == before
    assert wishes_of(desk, uid) == CLASH


@pytest.mark.parametrize(
    ("way", "wishes"),
    [
        (WayOut("drop_wish", values(wish="2"), 1, ()), (Wish(1, "area_goal", "uc", "must"),)),
        (
            WayOut("soften_wish", values(wish="1"), 1, ()),
            (Wish(1, "area_goal", "uc", "like"), Wish(2, "summer", "no", "must")),
        ),
        (
            WayOut("allow", values(wish="2"), 1, ()),
            (Wish(1, "area_goal", "uc", "must"), Wish(2, "summer", "yes", "like")),
        ),
        (
            WayOut("allow", values(wish="default:college"), 1, ()),
            (
                Wish(1, "area_goal", "uc", "must"),
                Wish(2, "summer", "no", "must"),
                Wish(3, "college", "yes", "like"),
            ),
        ),
    ],
)
def test_each_way_out_changes_the_wishes_that_it_names(
    desk: Desk, uid: str, proposal: Proposal, way: WayOut, wishes: tuple[Wish, ...]
) -> None:
    noted = (Wish(1, "area_goal", "uc", "must"), Wish(2, "summer", "no", "must"))
    keep_wishes(desk, (uid,), noted)
    case = open_case_of(desk, uid)
    keep(desk, replace(proposal, case=case, way=way))
    assert wishes_of(desk, uid) == wishes


def test_a_way_out_changes_the_wish_it_means_where_two_have_one_rank(
    proposal: Proposal,
) -> None:
    noted = (Wish(1, "course", "ART1", "must"), Wish(1, "avoid", "ART1", "must"))
    case = replace(proposal.case, file=replace(proposal.case.file, wishes=noted))
    for name, left in (("1", noted[1]), ("1.2", noted[0])):
        edit = edit_of(replace(proposal, case=case, way=_drop(name)))
        assert edit is not None
        assert set(noted) - set(edit.wishes_gone) == {left}
        assert edit.wishes_new == ()


def test_a_freed_time_goes_and_comes_back_with_undo(
    desk: Desk, uid: str, proposal: Proposal
) -> None:
    sport = BusyTime(2026, Term.SPRING, "TR", 930, 990, "sport", "VL")
    keep_edit(desk, uid, FileEdit("add_fixed_time", busy_new=(sport,)))
    case = open_case_of(desk, uid)
    row = case.file.busy.index(sport) + 1
    way = WayOut("free_time", values(busy=str(row)), 1, ())
    taken = replace(proposal, case=case, way=way)
    edit = edit_of(taken)
    assert edit is not None
    assert edit.busy_gone == (sport,)
    keep(desk, taken)
    assert sport not in open_case_of(desk, uid).file.busy
    undo(desk)
    assert sport in open_case_of(desk, uid).file.busy


def test_a_wish_that_was_changed_since_keeps_all_as_it_is(
    desk: Desk, uid: str, proposal: Proposal
) -> None:
    keep_wishes(desk, (uid,), CLASH)
    case = open_case_of(desk, uid)
    keep_wishes(desk, (uid,), ())
    way = WayOut("drop_wish", values(wish="1"), 1, ())
    with pytest.raises(KnownError):
        keep(desk, replace(proposal, case=case, way=way))
    assert stored(desk, uid) == case.plan


def test_nobody_who_gave_up_waits(desk: Desk, uid: str) -> None:
    with pytest.raises(CancelledError):
        propose(desk, uid, cancelled=lambda: True)


def test_a_plan_whose_seat_is_gone_meanwhile_is_not_kept(desk: Desk) -> None:
    """Somebody else's plan was kept, or seats were taken away, while the proposal was looked at."""
    found, key = next(
        (one, key)
        for case in open_cases(desk)
        if case.file.student.grade_level in {9, 10, 11}
        for one in [propose(desk, case)]
        if one.after is not None
        for key in sorted(_newly_named(one))
    )
    assert found.after is not None
    change_section(desk, replace(found.after.sections[key], seats=0))
    with pytest.raises(KnownError) as caught:
        keep(desk, found)
    assert caught.value.code == "section_taken"
    assert stored(desk, found.case.file.student.uid) == found.case.plan


def _drop(wish: str) -> WayOut:
    return WayOut("drop_wish", values(wish=wish), 1, ())


def _newly_named(proposal: Proposal) -> frozenset[tuple[int, str]]:
    case, plan = proposal.case, proposal.filled.plan
    of_class, day = case.file.student.graduation_year, case.day
    recorded = {(row.school_year, row.section_id) for row in case.file.record}
    new = sections_named(plan, of_class, day) - sections_named(case.plan, of_class, day)
    return new - recorded
