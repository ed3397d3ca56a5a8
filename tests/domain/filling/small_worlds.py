"""Small worlds to fill plans in: a few courses, one school with bells, a student in 10th grade.

`Question` puts a problem to the solver and asks what can be: `q.can("ALG2", grade=11)`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import count
from typing import Any

from cte_desktop.domain.audit.rules import AuditSettings
from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.catalog.course import Course, CourseSite, ExtendedDay, Length
from cte_desktop.domain.catalog.prerequisites import parse_prerequisites
from cte_desktop.domain.catalog.school import School
from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.catalog.timetable import Bell, Travel, parse_clock
from cte_desktop.domain.filling.building import Built, model_of, plan_of, problem_of, whole_problem
from cte_desktop.domain.filling.checking import faults
from cte_desktop.domain.filling.model import Reason, Row
from cte_desktop.domain.filling.problem import Problem
from cte_desktop.domain.filling.wants import Want, wants_of
from cte_desktop.domain.planning.plan import Placement, Plan
from cte_desktop.domain.planning.sections.offers import key_of, offers_of
from cte_desktop.domain.planning.sections.seats.open_order import Claim
from cte_desktop.domain.planning.situation import PlanningSettings, Situation
from cte_desktop.domain.students.decisions import Wish
from cte_desktop.domain.students.experiences import BusyTime
from cte_desktop.domain.students.file import StudentFile
from cte_desktop.domain.students.record import RecordRow
from cte_desktop.solving.highs import Answer, Ending, Solver
from tests.builders import rules, student

DAY = date(2026, 10, 1)
"""In the fall of 10th grade of the class of 2029: its spring, 11th and 12th grade lie ahead."""
HOME, OTHER = "AA", "BB"
NODES = 10_000
GRADE_11, GRADE_12 = 2027, 2028
_PERIODS = {f"P{n}": (510 + 60 * (n - 1), 560 + 60 * (n - 1)) for n in range(1, 8)}


def course(code: str, needs: str = "", **more: Any) -> Course:
    """A year course of every grade, worth ten credits, unless told otherwise."""
    prerequisites = parse_prerequisites(needs)
    assert prerequisites is not None
    year = more.pop("year", True)
    low, high = more.pop("grades", (9, 12))
    fields: dict[str, Any] = {
        "title": code.title(),
        "rigor": "cp",
        "credits": 1000 if year else 500,
        "length": Length.YEAR if year else Length.SEMESTER,
        "offered": frozenset({"year"} if year else {"fall", "spring"}),
        "grade_min": low,
        "grade_max": high,
        "graduation_subject": "elective",
        "ag_area": "",
        "ag_years": 0,
        "ag_topic": "",
        "uc_honors": False,
        "pathway": "",
        "pathway_level": None,
        "prerequisites": prerequisites,
        "extended_day": ExtendedDay.NO,
    }
    return Course(code=code, **(fields | more))


def catalog_of(*courses: Course, sites: tuple[CourseSite, ...] = (), **more: Any) -> Catalog:
    """Two schools with the same bells, twenty minutes apart.

    They are small ones: `kind="comprehensive_high"` asks for a class in every period.
    """
    kind = more.pop("kind", "alternative")
    schools = tuple(
        School(short, short, "", kind, 9, 12, 1000, district_run=True) for short in (HOME, OTHER)
    )
    bells = tuple(
        Bell(school, "regular", "MTWRF", period, start, end, optional=period == "P7")
        for school in (HOME, OTHER)
        for period, (start, end) in _PERIODS.items()
    )
    fields: dict[str, Any] = {
        "courses": courses,
        "schools": schools,
        "bells": bells,
        "travel": (Travel(HOME, OTHER, 20),),
        "course_sites": sites,
    }
    return Catalog(**(fields | more))


def at(code: str, school: str, extended: ExtendedDay = ExtendedDay.NO) -> CourseSite:
    """A course listed at a school."""
    return CourseSite(code, school, 2000, None, frozenset({"year"}), "", False, extended)


def section(code: str, when: str, **more: Any) -> Section:
    """A section: "P3", or "TR 16:00-18:30" for an Extended Day one."""
    name = more.pop("name", f"{code}-{when}")
    if when.startswith("P"):
        meeting, kind = SectionMeeting(when, ""), SectionKind.DAY
    else:
        days, _, clock = when.partition(" ")
        start, _, end = clock.partition("-")
        meeting = SectionMeeting("", days, parse_clock(start), parse_clock(end))
        kind = SectionKind.EXTENDED
    fields: dict[str, Any] = {
        "school_year": GRADE_11,
        "term": "year",
        "site": HOME,
        "kind": kind,
        "meetings": (meeting,),
    }
    return Section(section_id=name, course_code=code, **(fields | more))


def want(text: str, strength: str = "must", days: str = "") -> Wish:
    """A wish: "course ART1", ranked in the order in which a question gets them."""
    kind, _, value = text.partition(" ")
    return Wish(0, kind, value, strength, days)


@dataclass
class Question:
    """What may be placed in a small world, put to the solver. Wishes hold, defaults do not."""

    catalog: Catalog
    record: tuple[RecordRow, ...] = ()
    plan: tuple[Placement, ...] = ()
    sections: tuple[Section, ...] = ()
    wishes: tuple[Wish, ...] = ()
    busy: tuple[BusyTime, ...] = ()
    claims: dict[str, int] = field(default_factory=dict)  # how many others claim each section
    defaults: bool = False
    whole: bool = False
    student: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def situation(self) -> Situation:
        """The student with the plan among the sections."""
        ranked = tuple(replace(w, rank=n) for n, w in enumerate(self.wishes, start=1))
        who = student(day=DAY, **({"school": HOME} | self.student))
        file = StudentFile(who, self.record, busy=self.busy, wishes=ranked)
        plan = Plan("plan", "s1", placements=self.plan) if self.plan else None
        claims = {
            key_of(s): tuple(
                Claim(f"o{n}", f"{n}", "", 12, recorded=True, pathways=(), placed=0)
                for n in range(self.claims.get(s.section_id, 0))
            )
            for s in self.sections
        }
        known = {key_of(s): s for s in self.sections}
        settings = PlanningSettings()
        return Situation(file, plan, self.catalog, known, settings, DAY, claims=claims)

    @cached_property
    def wants(self) -> tuple[Want, ...]:
        """The wishes as what is wanted, with the defaults where they are asked for."""
        found = wants_of(self.situation.file, self.catalog)
        return tuple(w for w in found if self.defaults or w.rank)

    @cached_property
    def problem(self) -> Problem:
        """The problem, pruned unless the whole one is asked for."""
        offers = offers_of(self.sections)
        asked = problem_of(self.situation, rules(), AuditSettings(), offers, self.wants)
        return whole_problem(asked) if self.whole else asked

    @cached_property
    def built(self) -> Built:
        """The problem as a model."""
        return model_of(self.problem)

    def places(self, code: str, grade: int | None = None, terms: str = "") -> list[int]:
        """The options of a course: "fall", "spring" or "year"; all of them unless told."""
        names = ("fall", "spring") if terms == "year" else (terms,)
        return [
            place
            for place, option in enumerate(self.problem.options)
            if option.course.code == code
            and grade in {None, option.grade_level}
            and (not terms or tuple(t.value for t in option.terms) == names)
        ]

    def can(self, *wanted: str, without: Iterable[Reason] = ()) -> bool:
        """Whether all of these can be had together: "ALG1", "ALG1 11", "PSYCH 11 fall"."""
        return self.solved(*wanted, without=without).ending is not Ending.NONE

    def solved(self, *wanted: str, without: Iterable[Reason] = ()) -> Answer:
        """The answer with all of these in it, whatever the goals."""
        loose = frozenset(without)
        solver = Solver(self.built.model)
        solver.loosen([n for n, row in enumerate(solver.rows) if row.reason in loose])
        for one in wanted:
            solver.add(Row(tuple((self.built.take[p], 1) for p in self.named(one)), 1, None))
        return solver.best((), NODES)

    def lying(self, answer: Answer) -> frozenset[int]:
        """The arrangements that an answer chooses."""
        return frozenset(n for n, at in enumerate(self.built.lie) if answer.values[at] > 0.5)

    def filled(self, *wanted: str) -> Plan:
        """A plan with all of these in it."""
        answer = self.solved(*wanted)
        assert answer.values
        numbers = count(1)
        return plan_of(self.built, self.lying(answer), lambda: f"new{next(numbers)}")

    def best(self, goals: int = 99) -> Plan:
        """The plan that is best in the first goals, one after the other."""
        answer = self.best_answer(goals)
        numbers = count(1)
        return plan_of(self.built, self.lying(answer), lambda: f"new{next(numbers)}")

    def best_answer(self, goals: int = 99) -> Answer:
        """The answer that is best in the first goals, one after the other."""
        solver = Solver(self.built.model)
        answer = solver.best((), NODES)
        for goal in self.built.model.goals[:goals]:
            answer = solver.best(goal.terms, NODES)
            value = round(sum(factor * answer.values[at] for at, factor in goal.terms))
            solver.add(Row(goal.terms, None, value))
        return answer

    def faults_of(self, plan: Plan) -> list[str]:
        """What the rules say of a plan."""
        return [finding.code for finding in faults(self.problem, plan).findings]

    def named(self, text: str) -> list[int]:
        """The options that a text names: "ALG1", "ALG1 11", "PSYCH 11 fall"."""
        code, grade, terms = (*text.split(), "", "")[:3]
        return self.places(code, int(grade) if grade else None, terms)


def placed(plan: Plan) -> set[str]:
    """What lies in a plan ahead: "11:fall:ALG1"."""
    return {
        f"{p.spot.grade_level}:{p.spot.term.value}:{p.course_code}"
        for p in plan.placed
        if p.spot is not None
    }
