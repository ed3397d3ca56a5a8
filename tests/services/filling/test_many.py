"""A selection is filled in a fixed order, on one process or two, and kept as one step."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from cte_desktop.domain.filling.answer import Proof
from cte_desktop.domain.planning.plan import Lane, Placement, Plan, Spot
from cte_desktop.domain.school_year import Term
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.filling.gathering import timetable_of_schools
from cte_desktop.services.filling.many import filling
from cte_desktop.services.filling.many.filling import (
    ManyFills,
    Outcome,
    StudentFill,
    fill_many,
    keep_many,
    select,
)
from cte_desktop.services.filling.many.ledger import sections_named
from cte_desktop.services.history import undo
from cte_desktop.services.planning import save_plan
from cte_desktop.services.sections.editing import change_section, set_cancelled
from cte_desktop.wording.filling.told import Told
from tests.services.conftest import CLOCK

SOME = 7


@dataclass(frozen=True)
class Filled:
    """A filling of some students of the sample, done once: copies of it have the same students."""

    uids: tuple[str, ...]
    fills: ManyFills
    told: tuple[tuple[int, int], ...]
    before: dict[str, Plan | None]
    after: dict[str, Plan | None]


@pytest.fixture(scope="module")
def filled(made_sample: Path) -> Iterator[Filled]:
    desk = open_desk(made_sample, None, CLOCK, actor="A. Lee", writable=False)
    uids, told, before = select(desk), list[tuple[int, int]](), plans(desk)
    some = uids[:: max(1, len(uids) // SOME)][:SOME]
    fills = fill_many(desk, some, progress=lambda done, of: told.append((done, of)))
    yield Filled(some, fills, tuple(told), before, plans(desk))
    desk.close()


def plans(desk: Desk) -> dict[str, Plan | None]:
    return {case.file.student.uid: case.plan for case in open_cases(desk)}


def shape(plan: Plan | None) -> object:
    """A plan without the ids that are made anew each time."""
    placed = plan.placements if plan is not None else ()
    return Counter((p.course_code, p.spot, p.section_id, p.site, p.locked) for p in placed)


def shapes(fills: ManyFills) -> list[object]:
    return [(one.uid, one.outcome, shape(one.after), one.told) for one in fills.students]


def test_everybody_is_answered_in_turn_and_nothing_is_written(filled: Filled) -> None:
    assert [one.uid for one in filled.fills.students] == list(filled.uids)
    turns = [(-one.grade_level, one.student_id) for one in filled.fills.students]
    assert turns == sorted(turns)
    assert filled.told[-1] == (SOME, SOME)
    assert list(filled.told) == sorted(filled.told)
    assert filled.after == filled.before
    assert not filled.fills.cancelled


def test_one_process_or_two_give_the_same_plans(
    desk: Desk, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over a second: everybody is filled once more, in another order and by this process alone."""
    monkeypatch.setattr(filling, "FEW", SOME)
    assert shapes(fill_many(desk, filled.uids[::-1])) == shapes(filled.fills)


def test_all_is_kept_as_one_step_that_one_undo_takes_back(desk: Desk, filled: Filled) -> None:
    fills, before = filled.fills, filled.before
    able = {one.uid for one in (*fills.of(Outcome.FILLED), *fills.of(Outcome.SIGNED))}
    kept = keep_many(desk, fills, only=able)
    assert kept.students == able
    assert kept.plans == len(able) > 3
    assert not kept.kept_apart
    now = plans(desk)
    for one in fills.students:
        assert shape(now[one.uid]) == shape(one.after if one.uid in able else before[one.uid])
    undo(desk)
    assert plans(desk) == before


def test_signed_plans_are_left_unless_they_are_named(desk: Desk, filled: Filled) -> None:
    unsigned = {one.uid for one in filled.fills.of(Outcome.FILLED)}
    assert keep_many(desk, filled.fills).students == unsigned


def test_a_plan_that_changed_since_is_kept_apart(desk: Desk, filled: Filled) -> None:
    changed = (o for o in filled.fills.students if o.before is not None and o.comparison.changed)
    one = next(changed)
    assert one.before is not None
    save_plan(desk, replace(one.before, name="Plan B"), "edit_plan")
    kept = keep_many(desk, filled.fills, only={one.uid})
    assert kept.plans == 0
    assert [apart.uid for apart in kept.kept_apart] == [one.uid]


def test_a_plan_whose_section_was_cancelled_since_is_kept_apart(desk: Desk, filled: Filled) -> None:
    one, key = next(
        (one, key)
        for one in filled.fills.students
        for key in sorted(named(one.after, one) - named(one.before, one))
    )
    set_cancelled(desk, key, True)
    kept = keep_many(desk, filled.fills, only={one.uid})
    assert kept.plans == 0
    assert [(apart.uid, "gone" in apart.text) for apart in kept.kept_apart] == [(one.uid, True)]


def named(plan: Plan | None, one: StudentFill) -> frozenset[tuple[int, str]]:
    return sections_named(plan, one.file.student.graduation_year, CLOCK.today())


@pytest.mark.parametrize("alone", [True, False])
def test_cancelling_ends_within_a_fifth_of_a_second_with_what_is_done(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, alone: bool
) -> None:
    monkeypatch.setattr(filling, "FEW", 100 if alone else 0)
    uids, done, asked_at = select(desk), list[int](), list[float]()

    def cancelled() -> bool:
        if done and not asked_at:
            asked_at.append(time.monotonic())
        return bool(asked_at)

    before = plans(desk)
    fills = fill_many(desk, uids, progress=lambda some, _of: done.append(some), cancelled=cancelled)
    assert time.monotonic() - asked_at[0] < 1.0  # 0.2 s, on a machine with other work
    assert fills.cancelled
    assert 0 < len(fills.students) < len(uids)
    assert plans(desk) == before
    kept = keep_many(desk, fills, only={one.uid for one in fills.students})
    assert kept.students <= {one.uid for one in fills.students}


def test_a_pathway_that_is_asked_for_stands_in_place_of_the_others(
    desk: Desk, filled: Filled
) -> None:
    fills = fill_many(desk, filled.uids[-1:], pathway="Welding")
    for one in fills.students:
        assert "Welding" in (one.brings if one.after is not None else one.why)


def test_a_selection_is_those_of_whom_all_that_is_said_holds(desk: Desk) -> None:
    everybody = {c.file.student.uid: c for c in open_cases(desk)}
    seniors = select(desk, grade=12)
    assert {everybody[uid].file.student.grade_level for uid in seniors} == {12}
    without = select(desk, without_plan=True)
    assert without
    assert all(not everybody[uid].plan for uid in without)
    here = select(desk, school="VL")
    assert {everybody[uid].file.student.school for uid in here} == {"VL"}
    assert all(everybody[uid].file.student.grade_level >= 8 for uid in select(desk))


def test_a_section_that_is_too_full_already_holds_nobody_up(desk: Desk) -> None:
    """The running term's section of a present plan has fewer seats than students."""
    case = next(c for c in open_cases(desk) if c.file.student.grade_level == 10 and c.plan)
    student, day = case.file.student, CLOCK.today()
    assert case.plan is not None
    timetable = timetable_of_schools(desk, {student.school})
    key, section = next(
        (key, one)
        for key, one in sorted(timetable.sections.items())
        if key[0] == 2026 and one.term in {"fall", "year"} and one.site == student.school
        if len(timetable.claims.get(key, ())) > 3
    )
    change_section(desk, replace(section, seats=1))
    running = Placement(
        "running", section.course_code, Spot(10, Term.FALL, Lane.DAY), section_id=key[1]
    )
    kept = tuple(
        p
        for p in case.plan.placements
        if not p.spot or (p.spot.grade_level, p.spot.term) != (10, Term.FALL)
    )
    save_plan(desk, replace(case.plan, placements=(*kept, running)), "move_course")
    looks = iter(range(2_000))
    fills = fill_many(desk, [student.uid], cancelled=lambda: next(looks, None) is None)
    assert not fills.cancelled
    assert [one.uid for one in fills.students] == [student.uid]
    assert day.year == 2026


def test_a_fault_of_the_program_is_told_and_proves_nothing(
    desk: Desk, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid = filled.uids[0]
    monkeypatch.setattr(filling, "answer_for", lambda *_: (uid, None, Told(), "KeyError"))
    (one,) = fill_many(desk, [uid]).students
    assert one.proof is Proof.STOPPED
    assert one.outcome is Outcome.FAILED
    assert "KeyError" in one.why
