"""Filling a whole school: first plans, and the proven best of everybody on two processes.

`python -m benchmarks.fill_school`. Yardstick: HiGHS without any limit on the same models of a part
of the students, on one core.
"""

from __future__ import annotations

import sys
import time
from collections import Counter

from benchmarks._filling import asked, ids, sample, some_cases
from benchmarks._measure import loop_seconds, tell
from benchmarks.fill import unlimited
from cte_desktop.domain.filling.building import model_of
from cte_desktop.domain.filling.first import first_plan
from cte_desktop.services.filling.many.filling import fill_many

DISTRICT = 5_000
SCHOOL = 2_500
PART = 60  # students that the yardstick stands for


def main() -> None:
    """Measure and print."""
    print(f"a loop of plain Python: {loop_seconds() * 1000:.1f} ms")
    size = int(sys.argv[1]) if len(sys.argv) > 1 else SCHOOL
    desk = sample(max(DISTRICT, size))
    cases = [case for case in some_cases(desk, size * 2) if case.file.student.grade_level >= 8]
    cases = cases[:size]
    begun = time.perf_counter()
    found = sum(first_plan(problem, ids()) is not None for problem in asked(desk, cases))
    first = time.perf_counter() - begun
    tell(f"{found:,} first plans", first, 0, "<= 15 s", "s")
    begun = time.perf_counter()
    for problem in asked(desk, cases[:: max(1, len(cases) // PART)][:PART]):
        unlimited(model_of(problem).model)
    plain = (time.perf_counter() - begun) * len(cases) / PART
    begun = time.perf_counter()
    fills = fill_many(desk, [case.file.student.uid for case in cases])
    whole = time.perf_counter() - begun
    print(Counter(one.outcome.value for one in fills.students))
    print(Counter(one.filled.proof.value for one in fills.students))
    tell(f"best plans of {len(cases):,}", whole, plain, "<= 240 s", "s")
    desk.close()


if __name__ == "__main__":
    main()
