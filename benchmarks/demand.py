"""Demand of the whole district, 22,000 students: <= 0.5 s a school year, the store read included.

Yardstick: the same count by opening every student's file and plan in the same run.
"""

from __future__ import annotations

from collections import Counter
from functools import partial

from benchmarks._measure import big_district, median_seconds, tell
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.sections.demand import demand

_ASKED = {State.IN_PROGRESS, State.PLANNED}


def main() -> None:
    """Measure this school year, which counts the record too, and the next."""
    desk = big_district()
    present = school_year_of(desk.today())
    naive = median_seconds(lambda: _counted_one_by_one(desk, present + 1), runs=1)
    for school_year, name in ((present, "this year"), (present + 1, "next year")):
        seconds = median_seconds(partial(demand, desk, school_year))
        tell(f"demand of the district, {name}", seconds, naive, "<= 0.5 s")
    desk.close()


def _counted_one_by_one(desk: Desk, school_year: int) -> int:
    wanted: Counter[tuple[str, str]] = Counter()
    for case in open_cases(desk):
        asked = {
            (s.course_code, s.site or s.school)
            for s in case.situation.semesters
            if s.school_year == school_year and s.state in _ASKED
        }
        wanted.update(asked)
    return len(wanted)


if __name__ == "__main__":
    main()
