"""Small problems made by hand, and whether a choice of options satisfies the rows of a program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

from cte_desktop.domain.audit.evaluate import audit
from cte_desktop.domain.audit.result import RequirementStatus, StudentAudit
from cte_desktop.domain.audit.rules import AuditSettings, GraduationSet, Rules, SubjectNeed
from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.filling.judging import judged
from cte_desktop.domain.filling.model import Draft, Reason, Row
from cte_desktop.domain.filling.options.ahead import terms_ahead
from cte_desktop.domain.filling.problem import Option, Problem
from cte_desktop.domain.filling.programs.program_rows import ProgramTerms, program_rows
from cte_desktop.domain.filling.wants import GRADUATION, Strength, Want
from cte_desktop.domain.planning.plan import Lane, Placement, Plan, Spot
from cte_desktop.domain.planning.semesters import from_placement
from cte_desktop.domain.planning.situation import PlanningSettings, Situation
from cte_desktop.domain.school_year import SEMESTERS, Term, school_year_of_grade
from cte_desktop.domain.students.file import StudentFile
from cte_desktop.solving.highs import Ending, Solver
from tests.builders import TODAY, catalog, rules

SETTINGS = AuditSettings()
OF_TERM = {"year": SEMESTERS, "fall": (Term.FALL,), "spring": (Term.SPRING,)}
OF_TERM["summer"] = (Term.SUMMER,)


def pathway(name: str, strength: Strength = Strength.MUST, by_grade: int | None = None) -> Want:
    """A pathway that is wanted."""
    return Want("default:pathway", "pathway", name, strength, by_grade=by_grade)


def area_goal(name: str, strength: Strength = Strength.MUST) -> Want:
    """UC or CSU, wanted."""
    return Want("default:area_goal", "area_goal", name, strength)


def own(name: str, strength: Strength = Strength.MUST) -> Want:
    """A program of the district's own, wanted."""
    return Want("default:program", "program", name, strength)


def option(line: str, file: StudentFile, known: Catalog) -> Option:
    """The option that a line writes: `"11 year USHIST"`, `"11 summer HEALTH"`."""
    grade, when, code = line.split()
    terms = OF_TERM[when]
    placements = [Placement("", code, Spot(int(grade), term, Lane.DAY)) for term in terms]
    return Option(
        known.course_by_code[code],
        int(grade),
        school_year_of_grade(int(grade), file.student.graduation_year),
        terms,
        file.student.school,
        tuple(from_placement(p, file.student, known) for p in placements),
        (),
    )


def problem_of(
    file: StudentFile,
    options: Iterable[str],
    wants: Sequence[Want] = (GRADUATION,),
    *,
    day: date = TODAY,
    made: Rules | None = None,
    settings: AuditSettings = SETTINGS,
    known: Catalog | None = None,
    given: Plan | None = None,
) -> Problem:
    """A problem with these options, each without any arrangement."""
    known = known or catalog()
    situation = Situation(file, given, known, {}, PlanningSettings(), day)
    return Problem(
        given=situation,
        plan=None,
        rules=made or rules(),
        auditing=settings,
        wants=tuple(wants),
        terms=terms_ahead(file.student.graduation_year, day),
        options=tuple(option(line, file, known) for line in options),
        arrangements=(),
    )


def drafted(problem: Problem) -> tuple[Draft, tuple[int, ...], ProgramTerms]:
    """The rows of the wanted programs, with the choice of each option."""
    draft = Draft()
    take = tuple(draft.choice() for _ in problem.options)
    return draft, take, program_rows(draft, problem, take)


def satisfies(problem: Problem, chosen: Iterable[int]) -> bool:
    """Tell whether taking exactly these options satisfies the rows."""
    return Answers(problem).satisfied(chosen)


class Answers:
    """Which choices of the options satisfy the rows of a problem: one model, asked again."""

    def __init__(self, problem: Problem) -> None:
        draft, take, _ = drafted(problem)
        draft.choice()  # a model needs one
        self.take = take
        self.solver = Solver(draft.built())
        self.fixed = [self.solver.add(Row(((choice, 1),), 0, 0)) for choice in take]

    def satisfied(self, chosen: Iterable[int]) -> bool:
        """Tell whether taking exactly these options satisfies the rows."""
        taken = set(chosen)
        for number, (choice, place) in enumerate(zip(self.take, self.fixed, strict=True)):
            value = int(number in taken)
            self.solver.change(place, Row(((choice, 1),), value, value))
        return self.solver.best((), nodes=2000).ending is Ending.BEST


def choices(problem: Problem) -> Iterator[tuple[tuple[int, ...], bool, bool]]:
    """Yield every choice of options, whether it satisfies the rows, and whether the audits say so.

    No course is taken in two options of one choice, as in every plan.
    """
    answers = Answers(problem)
    options = problem.options
    for size in range(len(options) + 1):
        for chosen in combinations(range(len(options)), size):
            if len({options[n].course.code for n in chosen}) == size:
                plan = planned(problem, chosen)
                given = problem.given
                situation = replace(given, plan=plan, recorded=given.of_record)
                complete = not judged(problem, situation).open
                yield chosen, answers.satisfied(chosen), complete


def can_be_met(problem: Problem, without: frozenset[Reason] = frozenset()) -> bool:
    """Tell whether some choice of options satisfies the rows, but for those of some reasons."""
    draft, _, _ = drafted(problem)
    draft.choice()  # a model needs one
    draft.rows = [row for row in draft.rows if row.reason not in without]
    return Solver(draft.built()).best((), nodes=2000).ending is Ending.BEST


def least(problem: Problem, terms: Sequence[tuple[int, int]]) -> int:
    """The least value of a sum of choices under the rows of the programs."""
    draft, _, _ = drafted(problem)
    answer = Solver(draft.built()).best(tuple(terms), nodes=2000)
    assert answer.ending is Ending.BEST
    return round(sum(factor * answer.values[choice] for choice, factor in terms))


def rows_named(problem: Problem) -> dict[Reason, list[Row]]:
    """The rows that have a reason, by it."""
    found: dict[Reason, list[Row]] = {}
    for row in drafted(problem)[0].rows:
        if row.reason is not None:
            found.setdefault(row.reason, []).append(row)
    return found


def planned(problem: Problem, chosen: Iterable[int]) -> Plan:
    """The plan that takes these options beside what is given."""
    given = problem.given.plan.placements if problem.given.plan is not None else ()
    placements = [
        Placement(f"o{number}{term}", taken.course.code, Spot(taken.grade_level, term, Lane.DAY))
        for number in chosen
        for taken in (problem.options[number],)
        for term in taken.terms
    ]
    return Plan("plan", problem.given.file.student.uid, placements=(*given, *placements))


def audited(problem: Problem, chosen: Iterable[int]) -> StudentAudit:
    """What the audit says of the plan that takes these options."""
    given = problem.given
    plan = planned(problem, chosen)
    return audit(given.file, plan, given.catalog, problem.rules, problem.auditing, given.day)


def is_complete(found: StudentAudit, program: str) -> bool:
    """Tell whether nothing is missing in a program."""
    result = found.program(program)
    assert result is not None, program
    return all(r.status is not RequirementStatus.NOT_MET for r in result.requirements)


def rules_with(*subjects: SubjectNeed, total: int | None = None, **more: Any) -> Rules:
    """The shipped rules with one small graduation set of these subjects, for every class."""
    asked = sum(subject.credits for subject in subjects) if total is None else total
    small = GraduationSet("small", "Small", asked, subjects, 0, 9999, **more)
    by_exemption = tuple(one for one in rules().sets if one.by_exemption)
    return replace(rules(), sets=(small, *by_exemption))
