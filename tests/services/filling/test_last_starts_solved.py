"""The radar against the solver: the last start works, and a later one does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.filling.building import problem_of
from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.filling.problem import Problem
from cte_desktop.domain.filling.radar import LastStart, closings, taught_around
from cte_desktop.domain.filling.wants import Strength, Want
from cte_desktop.domain.planning.plan import Plan
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import open_desk
from cte_desktop.services.filling.gathering import situation_in, timetable_of
from cte_desktop.solving.best import best_plan
from tests.services.conftest import CLOCK

FORCED = Reason(Kind.RULE, "forced")


def starting(problem: Problem, codes: set[str], allowed: Callable[[int], bool]) -> Problem:
    """The problem in which these courses start only when it is allowed."""
    options = problem.options
    ways = tuple(
        replace(way, against=(*way.against, FORCED))
        if options[way.option].course.code in codes and not allowed(options[way.option].starts)
        else way
        for way in problem.arrangements
    )
    return replace(problem, arrangements=ways, is_pruned=False)  # nothing is looked for anew


def can_be_done(problem: Problem) -> bool:
    numbers = count(1)
    return best_plan(problem, new_uid=lambda: f"n{next(numbers)}").plan is not None


def test_the_last_start_can_be_solved_and_a_later_one_cannot(made_sample: Path) -> None:
    desk = open_desk(made_sample, None, CLOCK, actor="test", writable=False)
    tried = 0
    try:
        cases = [case for case in open_cases(desk) if case.file.student.grade_level in {9, 10, 11}]
        for place, case in enumerate(cases[:: max(1, len(cases) // 4)][:4]):
            timetable = timetable_of(desk, case)
            plain = situation_in(case, timetable)
            situation = replace(plain, plan=Plan("", case.file.student.uid))
            around = taught_around(situation, timetable.offers)
            auditing, rules = case.district.auditing, case.district.rules
            catalog = case.district.catalog
            names = tuple(sorted(catalog.pathway_by_name))[place::9]
            for found in closings(situation, around, auditing, names):
                want = Want("1", "pathway", found.pathway, Strength.MUST, rank=1)
                problem = problem_of(situation, rules, auditing, timetable.offers, (want,))
                steps = catalog.steps_of(found.pathway, case.file.student.entry_class)
                for level, last in (
                    (Level.CONCENTRATOR, found.concentrator_by),
                    (Level.CAPSTONE, found.capstone_by),
                ):
                    codes = {step.course_code for step in steps if step.level is level}
                    tried += check(problem, codes, last)
                assert found.is_open == can_be_done(problem)
    finally:
        desk.close()
    assert tried > 2


def check(problem: Problem, codes: set[str], last: LastStart | None) -> int:
    """Hold one last start against the solver; returns how many there were to hold."""
    if last is None:
        return 0
    at = last.moment
    assert can_be_done(starting(problem, codes, lambda start: start == at))
    assert not can_be_done(starting(problem, codes, lambda start: start > at))
    return 1
