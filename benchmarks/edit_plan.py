"""One edit of a plan to every audit and finding refreshed: <= 4 ms in the domain.

Yardstick: a fixed loop of plain Python in the same run (16 ms a loop is about the machine of the
target). The second line is the part of it that puts record and plan together.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from benchmarks._measure import big_district, loop_seconds, median_seconds, tell
from cte_desktop.domain.planning.plan import Lane, Spot, place
from cte_desktop.domain.school_year import Term
from cte_desktop.services.cases import Case, open_cases

SAMPLED = 60


def main() -> None:
    """Measure the edit on students with a plan ahead of them."""
    desk = big_district()
    cases = [c for c in islice(open_cases(desk), 600) if c.plan is not None][:SAMPLED]
    edited = [_edited(case) for case in cases]

    def refresh() -> int:
        return sum(len(replace(case).findings) for case in edited)

    def read_again() -> int:
        return sum(len(replace(case).situation.semesters) for case in edited)

    each = median_seconds(refresh, runs=3) / len(edited)
    read = median_seconds(read_again, runs=3) / len(edited)
    tell("edit: all audits and findings", each, loop_seconds(), "<= 4 ms on the reference machine")
    tell("edit: semesters put together", read, each, "a part of it")
    desk.close()


def _edited(case: Case) -> Case:
    numbers = iter(range(10))
    course = case.district.catalog.course_by_code["PSYCH"]
    assert case.plan is not None  # noqa: S101 - chosen so
    spot = Spot(12, Term.SPRING, Lane.DAY)
    return case.with_plan(place(case.plan, course, spot, lambda: f"b{next(numbers)}"))


if __name__ == "__main__":
    main()
