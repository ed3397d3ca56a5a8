"""The rows of the programs on students of the sample district, held against their whole audit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cte_desktop.domain.audit.evaluate import audit
from cte_desktop.domain.audit.result import ProgramResult, RequirementStatus
from cte_desktop.domain.filling.building import model_of
from cte_desktop.domain.filling.model import Draft
from cte_desktop.domain.filling.problem import Option, Problem
from cte_desktop.domain.filling.programs.program_rows import program_rows
from cte_desktop.domain.filling.wants import GRADUATION, Strength, Want
from cte_desktop.domain.planning.semesters import Semester
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.filling.proposals import ask
from cte_desktop.solving.highs import Ending, Solver

AREA_GOALS = tuple(Want(n, "area_goal", n, Strength.LIKE) for n in ("uc", "csu"))
EVERY = 10


def problems(desk: Desk) -> Iterator[Problem]:
    """Every tenth student's problem, with UC and CSU both wished for."""
    with desk.database.reading() as tx:
        found = tx.connection.exec_driver_sql("SELECT uid FROM student ORDER BY student_id")
        uids = [str(uid) for (uid,) in found]
    for uid in uids[::EVERY]:
        problem = ask(desk, open_case_of(desk, uid))
        if problem.terms:
            wants = tuple(want for want in problem.wants if want.kind != "area_goal")
            yield replace(problem, wants=(*wants, *AREA_GOALS))


def program_of(want: Want) -> str | None:
    """The id of the program that a want is about."""
    if want.kind == "pathway":
        return f"pathway:{want.value}"
    return want.value if want.kind in {"graduation", "area_goal", "program"} else None


def audited(problem: Problem, semesters: tuple[Semester, ...], program: str) -> bool:
    """Whether nothing is missing in a program with these semesters."""
    given = problem.given
    in_time = tuple(sorted(semesters, key=lambda s: (s.moment, s.course_code, s.section_id)))
    answer = audit(
        given.file, None, given.catalog, problem.rules, problem.auditing, given.day, in_time
    )
    result = answer.program(program)
    return result is not None and _is_complete(result)


def _is_complete(result: ProgramResult) -> bool:
    return all(row.status is not RequirementStatus.NOT_MET for row in result.requirements)


def _as_planned(problem: Problem) -> tuple[Option, ...]:
    """What the present plan places in the terms ahead, as options."""
    known = replace(problem.given, plan=problem.plan, recorded=problem.given.of_record)
    stays = {semester.placement_uid for semester in problem.given.semesters}
    found: dict[tuple[str, int, str], list[Semester]] = {}
    for s in known.semesters:
        if s.placement_uid not in stays:
            found.setdefault((s.course_code, s.school_year, s.school), []).append(s)
    return tuple(
        Option(
            known.catalog.course_by_code[code],
            taken[0].grade_level,
            year,
            tuple(s.term for s in taken),
            school,
            tuple(taken),
            (),
        )
        for (code, year, school), taken in found.items()
    )


def test_a_present_plan_that_the_audit_calls_complete_satisfies_the_rows(desk: Desk) -> None:
    complete = 0
    for problem in problems(desk):
        options = _as_planned(problem)
        semesters = (*problem.given.semesters, *(s for o in options for s in o.semesters))
        for want in (GRADUATION, *AREA_GOALS, *problem.wants):
            program = program_of(want)
            if program is None or not audited(problem, semesters, program):
                continue
            asked = replace(want, strength=Strength.MUST)
            draft = Draft()
            draft.choice()  # a model needs one
            take = tuple(draft.choice(1, 1) for _ in options)
            program_rows(draft, replace(problem, options=options, wants=(asked,)), take)
            answer = Solver(draft.built()).best((), nodes=500)
            assert answer.ending is Ending.BEST, (program, problem.given.file.student.uid)
            complete += 1
    assert complete


def test_what_the_rows_promise_is_what_the_audit_finds(desk: Desk) -> None:
    promised = 0
    for problem in problems(desk):
        built = model_of(problem)
        answer = Solver(built.model).best(built.model.goals[0].terms, nodes=500)
        if answer.ending is not Ending.BEST:
            continue
        taken = zip(problem.options, built.take, strict=True)
        chosen = [s for o, choice in taken if answer.values[choice] > 0.5 for s in o.semesters]
        unmet = {i for i, terms in built.programs.unmet if answer.values[terms[0][0]] > 0.5}
        for want in problem.wants:
            program = program_of(want)
            if program is not None and want.id not in unmet and want.strength is not Strength.NO:
                assert audited(problem, (*problem.given.semesters, *chosen), program), program
                promised += 1
    assert promised
