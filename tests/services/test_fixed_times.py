"""Fixed times and wishes about hours are kept as one step, and taken back as one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.school_year import SEMESTERS, Term
from cte_desktop.domain.students.decisions import Wish
from cte_desktop.domain.students.experiences import BusyTime
from cte_desktop.domain.students.fixed_times import FixedTime
from cte_desktop.services import history
from cte_desktop.services.cases import Case, open_case_of, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.fixed_times import (
    HourWish,
    fault_in,
    hour_wishes_of,
    times_of,
    wish_fault,
    write_times,
)
from cte_desktop.services.student_edits import keep_edit

SPORT = FixedTime("sport", 2027, SEMESTERS, "MTWRF", 930, 1050, "VL")
JOB = FixedTime("job", 2026, (Term.SPRING,), "F", 960, 1200)


@pytest.fixture
def case(desk: Desk) -> Case:
    return next(c for c in open_cases(desk) if c.plan is not None and not c.file.busy)


def again(desk: Desk, case: Case) -> Case:
    return open_case_of(desk, case.file.student.uid)


def keep(
    desk: Desk, case: Case, times: tuple[FixedTime, ...], wishes: tuple[HourWish, ...] = ()
) -> Case:
    edit = write_times(case, times, wishes)
    assert edit is not None
    keep_edit(desk, case.file.student.uid, edit)
    return again(desk, case)


def test_times_are_added_changed_and_removed_each_as_a_step(desk: Desk, case: Case) -> None:
    after = keep(desk, case, (SPORT, JOB))
    assert times_of(after) == (JOB, SPORT)
    spring = replace(SPORT, terms=(Term.SPRING,))
    changed = keep(desk, after, (JOB, spring))
    assert times_of(changed) == (JOB, spring)
    assert history.list_history(desk)[0].text == "Change fixed times"
    assert times_of(keep(desk, changed, ())) == ()
    for expected in ((JOB, spring), (JOB, SPORT), ()):
        history.undo(desk)
        assert times_of(again(desk, case)) == expected


def test_nothing_changed_is_no_edit(desk: Desk, case: Case) -> None:
    assert write_times(case, times_of(case), hour_wishes_of(case)) is None
    after = keep(desk, case, (SPORT,), (HourWish("lunch", "30"),))
    assert write_times(after, (SPORT,), (HourWish("lunch", "30"),)) is None


def test_wishes_keep_their_rank_and_other_wishes_stay(desk: Desk, case: Case) -> None:
    others = case.file.wishes
    after = keep(desk, case, (), (HourWish("lunch", "30"), HourWish("latest_end", "17:00", "must")))
    ranks = {wish.kind: wish.rank for wish in after.file.wishes}
    changed = keep(desk, after, (), (HourWish("lunch", "40"),))
    assert hour_wishes_of(changed) == (HourWish("lunch", "40"),)
    assert {w.kind: w.rank for w in changed.file.wishes}["lunch"] == ranks["lunch"]
    assert set(others) <= set(changed.file.wishes)


def test_times_of_past_years_and_wishes_against_are_left_alone(case: Case) -> None:
    past = BusyTime(2024, Term.FALL, "M", 930, 1050, "sport")
    against = Wish(9, "lunch", "30", "no")
    file = replace(case.file, busy=(past,), wishes=(*case.file.wishes, against))
    edit = write_times(case.with_file(file), (SPORT,), ())
    assert edit is not None
    assert edit.busy_gone == ()
    assert edit.wishes_gone == ()
    assert edit.action == "add_fixed_time"


def test_what_cannot_be_is_named_by_its_field() -> None:
    assert fault_in(SPORT) is None
    for wrong, field in (
        (replace(SPORT, terms=()), "terms"),
        (replace(SPORT, days=""), "days"),
        (replace(SPORT, end=SPORT.start), "end"),
    ):
        found = fault_in(wrong)
        assert found is not None
        assert found.field == field
    for wishes, field in (
        ((HourWish("lunch", "120"),), "lunch"),
        ((HourWish("earliest_start", "early"),), "earliest_start"),
        ((HourWish("earliest_start", "09:00"), HourWish("latest_end", "09:00")), "latest_end"),
    ):
        fault = wish_fault(wishes)
        assert fault is not None
        assert fault.field == field
    assert wish_fault((HourWish("lunch", "30"), HourWish("latest_end", "17:00"))) is None
