"""Students whose plans are filled in the tests: a sophomore, a junior and a senior of Valencia."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

from cte_desktop.domain.audit.rules import AuditSettings
from cte_desktop.domain.catalog.section import Section
from cte_desktop.domain.filling.building import problem_of
from cte_desktop.domain.filling.problem import Problem
from cte_desktop.domain.filling.wants import Strength, Want, wants_of
from cte_desktop.domain.planning.plan import Plan
from cte_desktop.domain.planning.sections.offers import key_of, offers_of
from cte_desktop.domain.planning.situation import PlanningSettings, Situation
from cte_desktop.domain.students.experiences import BusyTime
from tests.builders import CLASS, TODAY, catalog, file_of, rules

NINTH = (
    "year ENG09 B",
    "year ALG1 B",
    "year BIO B",
    "year SPAN1 B",
    "year PE9 B",
    "fall HEALTH B",
    "spring PERSFIN B",
    "fall CCPLAN A attempted=2.5 earned=2.5",
)
TENTH = (
    "year ENG10 B",
    "year GEOM B",
    "year CHEM B",
    "year MODCIV B",
    "year SPAN2 B",
    "year PE10 B",
)
ELEVENTH = (
    "year ENG11 B",
    "year USHIST B",
    "year ALG2 B",
    "year ART1 B",
    "year ANAT B",
    "year SPAN3 B",
)
SOPHOMORE, JUNIOR, SENIOR = CLASS, CLASS - 1, CLASS - 2
_DONE = {SOPHOMORE: (NINTH,), JUNIOR: (NINTH, TENTH), SENIOR: (NINTH, TENTH, ELEVENTH)}


def must(rank: int, kind: str, value: str, **more: Any) -> Want:
    return Want(str(rank), kind, value, Strength.MUST, rank=rank, **more)


def like(rank: int, kind: str, value: str, **more: Any) -> Want:
    return Want(str(rank), kind, value, Strength.LIKE, rank=rank, **more)


def asked(
    *wants: Want,
    of_class: int = SOPHOMORE,
    plan: Plan | None = None,
    sections: tuple[Section, ...] = (),
    busy: tuple[BusyTime, ...] = (),
    without: tuple[str, ...] = (),
    **more: Any,
) -> Problem:
    """What is asked for a student with these wishes, and the defaults where none is noted.

    `without` are courses that the record lacks.
    """
    lines = [f"{9 + at} {line}" for at, year in enumerate(_DONE[of_class]) for line in year]
    running = [line.rsplit(" ", 1)[0] for line in _running(of_class)]
    record = [line for line in (*lines, *running) if line.split()[2] not in without]
    file = file_of(*record, graduation_year=of_class, **more)
    file = replace(file, busy=busy)
    situation = Situation(
        file,
        plan,
        catalog(),
        {key_of(section): section for section in sections},
        PlanningSettings(),
        TODAY,
    )
    kinds = {want.kind for want in wants}
    usual = tuple(want for want in wants_of(file, catalog()) if want.kind not in kinds)
    offers = offers_of(sections)
    return problem_of(situation, rules(), AuditSettings(), offers, (*wants, *usual))


def new_ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"new-{next(numbers)}"


def placed(plan: Plan | None) -> list[tuple[str, str, str, str]]:
    """What lies where, without ids."""
    assert plan is not None
    return sorted((str(p.spot), p.course_code, p.section_id, p.site) for p in plan.placed)


def _running(of_class: int) -> tuple[str, ...]:
    """What runs this fall, in the grade of the class: without marks."""
    grade = 10 + (CLASS - of_class)
    years = {
        10: TENTH,
        11: ELEVENTH,
        12: (
            "year ENG12 B",
            "fall USGOV B",
            "year PRECALC B",
            "fall PSYCH B",
            "year YEARBK B",
            "year PHYS B",
        ),
    }
    return tuple(f"{grade} {line.replace('year', 'fall')}" for line in years[grade])
