"""What the benchmarks of filling share: students of the sample with the question asked of each."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count, islice
from typing import TypeVar
from uuid import UUID

from benchmarks._measure import TODAY, kept_folder
from cte_desktop.domain.filling.problem import Problem
from cte_desktop.domain.planning.plan import Plan
from cte_desktop.services.cases import Case, open_cases
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.filling.gathering import timetable_of_schools
from cte_desktop.services.filling.proposals import ask
from cte_desktop.services.filling.timetable import Timetable
from cte_desktop.services.sampling import make_sample_district
from cte_desktop.system.clock import Clock

R = TypeVar("R")


def sample(students: int = 600) -> Desk:
    """Open a sample district of some hundred students with their wishes, made once."""
    file = kept_folder() / f"wishing-{students}.cte"
    if not file.exists():
        make_sample_district(file, Clock(TODAY), students=students)
    return open_desk(file, None, Clock(TODAY), actor="benchmark", writable=False)


def some_cases(desk: Desk, wanted: int) -> list[Case]:
    """Return every so manyth case, so that schools and grades are mixed."""
    cases = list(open_cases(desk))
    return list(islice(cases[:: max(1, len(cases) // wanted)], wanted))


def asked(desk: Desk, cases: list[Case], *, emptied: bool = False) -> Iterator[Problem]:
    """Yield what is asked of each; `emptied` without the placements that may still move."""
    around = timetables(desk, cases)
    for case in cases:
        plan = case.plan
        if emptied and plan is not None:
            kept = tuple(p for p in plan.placements if p.locked)
            case = replace(case, plan=replace(plan, placements=kept))  # noqa: PLW2901
        yield ask(desk, case, timetable=around[case.file.student.school])


def timetables(desk: Desk, cases: list[Case]) -> dict[str, Timetable]:
    """Return the sections that students of each school may choose from."""
    schools = sorted({case.file.student.school for case in cases})
    return {school: timetable_of_schools(desk, (school,)) for school in schools}


def ids() -> Callable[[], str]:
    """Return what gives ids, the same in each run."""
    numbers = count(1)
    return lambda: str(UUID(int=next(numbers)))


def timed(work: Callable[[], R]) -> tuple[R, float]:
    """Return what the work returns, and its seconds of this process alone: others may be busy."""
    begun = time.process_time()
    answer = work()
    return answer, time.process_time() - begun


def share(times: list[float], part: float) -> float:
    """Return the time within which that part of all is done."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, round(part * (len(ordered) - 1)))] if ordered else 0.0


def placed(plan: Plan | None) -> tuple[object, ...]:
    """Return a plan without ids: what two plans have in common when they are the same."""
    found = plan.placed if plan is not None else ()
    return tuple(sorted((str(p.spot), p.course_code, p.section_id, p.site) for p in found))
