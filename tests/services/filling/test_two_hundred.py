"""Two hundred students of a sample, filled as one selection: how many, how sure, no rule broken.

The rules are counted by hand once more (`tests/rules_by_hand.py`), by code of its own. It takes
its time: two hundred searches for the best plan, on two processes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cte_desktop.domain.filling.answer import Proof
from cte_desktop.domain.filling.problem import Problem
from cte_desktop.domain.filling.wants import Strength
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.filling.gathering import timetable_of_schools
from cte_desktop.services.filling.many.answers import ManyFills, StudentFill
from cte_desktop.services.filling.many.filling import fill_many, select
from cte_desktop.services.filling.many.ledger import sections_named
from cte_desktop.services.filling.proposals import ask
from cte_desktop.services.filling.timetable import Timetable
from cte_desktop.services.sampling import make_sample_district
from tests.programs_by_hand import completes, open_subjects
from tests.rules_by_hand import broken, table_of
from tests.services.conftest import CLOCK

pytestmark = pytest.mark.slow

STUDENTS = 200
AGAIN = 12
SEATS = "seats"  # of a whole selection are counted here, not by one student's own look


@dataclass(frozen=True)
class TwoHundred:
    """The students with what was asked for each, and what they would get."""

    desk: Desk
    fills: ManyFills
    problems: dict[str, Problem]
    timetable: Timetable

    @property
    def filled(self) -> list[tuple[StudentFill, Problem]]:
        return [(o, self.problems[o.uid]) for o in self.fills.students if o.after is not None]


@pytest.fixture(scope="module")
def all_of_them(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoHundred]:
    file: Path = tmp_path_factory.mktemp("two_hundred") / "sample.cte"
    make_sample_district(file, CLOCK, students=260)
    desk = open_desk(file, None, CLOCK, actor="A. Lee", writable=False)
    uids = select(desk)[:STUDENTS]
    cases = [case for case in open_cases(desk) if case.file.student.uid in set(uids)]
    around = timetable_of_schools(desk, {case.file.student.school for case in cases})
    problems = {case.file.student.uid: ask(desk, case, timetable=around) for case in cases}
    yield TwoHundred(desk, fill_many(desk, uids), problems, around)
    desk.close()


def test_everybody_who_can_be_helped_is_filled(all_of_them: TwoHundred) -> None:
    """Without a plan are seniors and juniors whom the terms left don't suffice, or whose wishes
    contradict each other; each of them is told why.
    """
    assert len(all_of_them.fills.students) == STUDENTS
    without = [one for one in all_of_them.fills.students if one.after is None]
    for one in without:
        assert one.told.clash
        assert one.why.endswith((": drop one of these.", ": this can't be done."))
        assert one.grade_level >= 11 or one.file.wishes or one.file.pathways
    young = [one for one in all_of_them.fills.students if one.grade_level <= 10]
    assert sum(one.after is not None for one in young) >= 0.95 * len(young)


def test_nearly_all_plans_are_proven_best(all_of_them: TwoHundred) -> None:
    proofs = Counter(one.proof for one, _ in all_of_them.filled)
    assert proofs[Proof.PROVEN] >= 0.97 * len(all_of_them.filled)
    assert set(proofs) <= {Proof.PROVEN, Proof.STOPPED}


def test_no_plan_breaks_a_rule_that_the_present_one_does_not(all_of_them: TwoHundred) -> None:
    wrong: Counter[str] = Counter()
    for one, problem in all_of_them.filled:
        given = problem.given
        now = broken(table_of(given, given.plan))
        new = broken(table_of(given, one.after)) - now
        wrong.update(text for text in new if SEATS not in text)
    assert not wrong


def test_every_must_is_met_by_hand_count(all_of_them: TwoHundred) -> None:
    wrong: Counter[str] = Counter()
    for one, problem in all_of_them.filled:
        table = table_of(problem.given, one.after)
        if not one.file.decisions:
            wrong.update(open_subjects(table))
        for want in problem.wants:
            if want.kind == "pathway" and want.strength is Strength.MUST:
                wrong[want.value] += not completes(want.value, table)
    assert not +wrong


def test_no_section_is_given_to_more_students_than_it_has_seats(all_of_them: TwoHundred) -> None:
    claims = {
        key: {claim.student_uid for claim in of} for key, of in all_of_them.timetable.claims.items()
    }
    before = {key: len(of) for key, of in claims.items()}
    for one, problem in all_of_them.filled:
        of_class, day = one.file.student.graduation_year, problem.given.day
        for key in sections_named(one.before, of_class, day) & claims.keys():
            claims[key].discard(one.uid)
        for key in sections_named(one.after, of_class, day) & claims.keys():
            claims[key].add(one.uid)
    for key, students in claims.items():
        seats = all_of_them.timetable.sections[key].seats
        assert seats is None or len(students) <= max(seats, before[key]), key


def test_the_same_students_get_the_same_plans_again(all_of_them: TwoHundred) -> None:
    """The first in turn alone: the seats that others are given come after theirs."""
    first = all_of_them.fills.students[:AGAIN]
    again = fill_many(all_of_them.desk, [one.uid for one in first]).students
    assert [_shape(one) for one in again] == [_shape(one) for one in first]


def _shape(one: StudentFill) -> object:
    placed = one.after.placements if one.after is not None else ()
    lying = Counter((p.course_code, p.spot, p.section_id, p.site, p.locked) for p in placed)
    return (one.uid, one.proof, lying, one.told, one.filled.values)
