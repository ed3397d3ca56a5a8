"""A course is swapped, added or dropped for many: looked at first, kept as one step."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from cte_desktop.domain.planning.plan import Placement, Plan, change
from cte_desktop.domain.school_year import school_year_of_grade
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.filling.swapping import Swap, Swaps, apply_swap, preview_swap
from cte_desktop.services.history import undo
from cte_desktop.services.planning import save_plan
from cte_desktop.system.errors import WrongCall


def everybody(desk: Desk) -> tuple[str, ...]:
    return tuple(case.file.student.uid for case in open_cases(desk))


def plans(desk: Desk) -> dict[str, Plan | None]:
    return {case.file.student.uid: case.plan for case in open_cases(desk)}


def most_planned(desk: Desk, grade: int) -> str:
    """The elective that most students plan in a grade ahead."""
    counted: Counter[str] = Counter()
    for case in open_cases(desk):
        if case.plan is not None and case.file.student.grade_level < grade:
            here = {p.course_code for p in case.plan.placed if grade_of(p) == grade}
            counted.update(here)
    return next(code for code, _ in counted.most_common() if code != "PE")


FEW = 9


@pytest.fixture
def swaps(desk: Desk) -> Swaps:
    code = most_planned(desk, 12)
    planning = [uid for uid, plan in plans(desk).items() if plan is not None and has(plan, code)]
    others = [uid for uid, plan in plans(desk).items() if plan is None]
    return preview_swap(desk, (*planning[:FEW], *others[:FEW]), Swap(code, "PSYCH", 12))


def sure(plan: Plan | None) -> Plan:
    assert plan is not None
    return plan


def grade_of(placement: Placement) -> int:
    assert placement.spot is not None
    return placement.spot.grade_level


def has(plan: Plan, code: str) -> bool:
    return any(p.course_code == code and grade_of(p) == 12 for p in plan.placed)


def test_a_preview_writes_nothing_and_leaves_others_out(desk: Desk, swaps: Swaps) -> None:
    before = plans(desk)
    assert 3 < len(swaps.students) < len(before)
    assert plans(desk) == before
    turns = [(-one.grade_level, one.student_id) for one in swaps.students]
    assert turns == sorted(turns)


def test_the_other_course_lies_where_the_first_one_was(desk: Desk, swaps: Swaps) -> None:
    one = next(one for one in swaps.students if one.after is not None)
    gone = [p for p in sure(one.before).placed if p not in sure(one.after).placed]
    new = [p for p in sure(one.after).placed if p not in sure(one.before).placed]
    assert {p.course_code for p in gone} == {swaps.swap.course}
    assert {p.course_code for p in new} == {"PSYCH"}
    assert {grade_of(p) for p in new} == {12}


def test_all_is_kept_as_one_step_that_one_undo_takes_back(desk: Desk, swaps: Swaps) -> None:
    before = plans(desk)
    able = {one.uid for one in swaps.students if one.after is not None}
    kept = apply_swap(desk, swaps, only=able)
    assert kept.plans == len(able)
    assert kept.students == able
    changed = {uid for uid, plan in plans(desk).items() if plan != before[uid]}
    assert changed == able
    undo(desk)
    assert plans(desk) == before


def test_without_a_choice_signed_plans_and_new_breaches_stay_as_they_are(
    desk: Desk, swaps: Swaps
) -> None:
    sound = {o.uid for o in swaps.students if o.after is not None and not (o.signed or o.breaks)}
    assert apply_swap(desk, swaps).students == sound


def test_a_plan_that_changed_since_is_kept_apart(desk: Desk, swaps: Swaps) -> None:
    one = next(one for one in swaps.students if one.after is not None)
    save_plan(desk, replace(sure(one.before), name="Plan B"), "edit_plan")
    kept = apply_swap(desk, swaps, only={one.uid})
    assert kept.plans == 0
    assert [apart.uid for apart in kept.kept_apart] == [one.uid]


def test_a_locked_course_says_so(desk: Desk, swaps: Swaps) -> None:
    one = next(one for one in swaps.students if one.after is not None)
    code = swaps.swap.course
    uid = next(p.uid for p in sure(one.before).placed if p.course_code == code)
    save_plan(desk, change(sure(one.before), uid, locked=True), "lock_course", (("course", code),))
    again = preview_swap(desk, (one.uid,), swaps.swap)
    assert [(two.after, two.why) for two in again.students] == [(None, again.students[0].why)]
    assert again.students[0].why.endswith("is locked.")


def test_a_dropped_course_is_gone_and_what_it_leaves_open_is_told(desk: Desk) -> None:
    swaps = preview_swap(desk, everybody(desk)[:20], Swap("ENG12", ""))
    assert swaps.students
    for one in swaps.students:
        assert all(p.course_code != "ENG12" for p in sure(one.after).placed)
    assert any("requirement_missing" in {f.code for f in one.new} for one in swaps.students)


def test_an_added_course_lies_in_its_grade_or_is_refused_with_a_reason(desk: Desk) -> None:
    swaps = preview_swap(desk, everybody(desk)[:8], Swap("", "PSYCH", 12))
    assert swaps.students
    for one in swaps.students:
        if one.after is None:
            assert one.why
        else:
            new = [p for p in sure(one.after).placed if p.course_code == "PSYCH"]
            assert {grade_of(p) for p in new} == {12}


def test_nobody_gets_a_seat_that_is_not_there(desk: Desk) -> None:
    """In a timetabled year no more students come to a section than it has seats."""
    swaps = preview_swap(desk, everybody(desk), Swap(most_planned(desk, 11), "PSYCH", 11))
    able = {one.uid for one in swaps.students if one.after is not None}
    apply_swap(desk, swaps, only=able)
    for case in open_cases(desk):
        if case.file.student.uid in able:
            year = school_year_of_grade(11, case.file.student.graduation_year)
            seatless = {f.about("course") for f in case.findings if f.code == "seat_full"}
            assert "PSYCH" not in seatless, year


@pytest.mark.parametrize("swap", [Swap("", ""), Swap("ENG12", "ENG12"), Swap("ENG12", "NOPE")])
def test_a_swap_that_says_nothing_is_a_wrong_call(desk: Desk, swap: Swap) -> None:
    with pytest.raises(WrongCall):
        preview_swap(desk, everybody(desk), swap)


def test_cancelling_ends_the_preview_with_what_is_done(desk: Desk, swaps: Swaps) -> None:
    asked: list[int] = []
    ended = preview_swap(
        desk,
        everybody(desk),
        swaps.swap,
        progress=lambda done, _of: asked.append(done),
        cancelled=lambda: len(asked) >= 2,
    )
    assert ended.cancelled
    assert ended.students == swaps.students[:2] or len(ended.students) == 2
