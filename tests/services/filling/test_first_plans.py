"""First plans of a sample of students: most have one at once, and none breaks a rule."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from cte_desktop.domain.filling.building import problem_of
from cte_desktop.domain.filling.checking import faults
from cte_desktop.domain.filling.first import first_plan
from cte_desktop.domain.filling.problem import Problem
from cte_desktop.domain.filling.wants import Strength
from cte_desktop.domain.planning.plan import Plan, change
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import open_desk
from cte_desktop.services.filling.gathering import timetable_of_schools
from cte_desktop.services.filling.proposals import ask
from tests.programs_by_hand import completes, open_subjects
from tests.rules_by_hand import broken, table_of
from tests.services.conftest import CLOCK


@pytest.fixture(scope="module")
def problems(made_sample: Path) -> list[Problem]:
    """What is asked of each student of the small sample district."""
    desk = open_desk(made_sample, None, CLOCK, actor="test", writable=False)
    try:
        cases = list(open_cases(desk))
        schools = sorted({case.file.student.school for case in cases})
        around = {school: timetable_of_schools(desk, (school,)) for school in schools}
        return [ask(desk, c, timetable=around[c.file.student.school]) for c in cases]
    finally:
        desk.close()


def first(problem: Problem) -> Plan | None:
    numbers = count(1)
    return first_plan(problem, lambda: f"new-{next(numbers)}")


def test_first_plans_break_no_rule_and_most_students_have_one(problems: list[Problem]) -> None:
    found = [(problem, plan) for problem in problems if (plan := first(problem)) is not None]
    assert len(found) >= 0.7 * len(problems)
    wrong: Counter[str] = Counter()
    for problem, plan in found:
        assert faults(problem, plan).is_valid
        given = problem.given
        table = table_of(given, plan)
        wrong.update(broken(table) - broken(table_of(given, given.plan)))
        if not given.file.decisions:
            wrong.update(open_subjects(table))
        for want in problem.wants:
            if want.kind == "pathway" and want.strength is Strength.MUST:
                wrong[want.value] += not completes(want.value, table)
    assert not +wrong


def test_a_first_plan_is_the_same_every_time(problems: list[Problem]) -> None:
    for problem in problems[::8]:
        assert first(problem) == first(problem)


def test_what_is_locked_stays_where_it_is(problems: list[Problem]) -> None:
    seen = 0
    for problem in problems[::3]:
        before = first(problem)
        new = [p for p in before.placed if p.uid.startswith("new-")] if before else []
        if before is None or not new:
            continue
        locked = change(before, new[-1].uid, locked=True)
        given = replace(problem.given, plan=locked)
        asked = problem_of(given, problem.rules, problem.auditing, problem.offers, problem.wants)
        after = first(asked)
        assert after is not None
        held = [p for p in locked.placed if p.locked]
        assert [after.find(p.uid) for p in held] == held
        seen += 1
    assert seen
