"""What would break: one section of the district cancelled, and a course of everybody retired.

* one section, over 15,500 plans: <= 300 ms; yardstick: as many single audits as students it names,
  which is what looking at each of them by hand takes the program.
* the same for a section that is moved, and for one with half its seats.
* a course retired, cancelled while it is looked at: <= 200 ms.

`python -m benchmarks.blast_radius all` also looks at everybody who plans English 11.
"""

from __future__ import annotations

import sys
import time

from benchmarks._measure import big_district, loop_seconds, median_seconds, tell
from cte_desktop.services.cases import Case, open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.sections.blast_radius.radius import (
    BlastRadius,
    CancelSection,
    MoveSection,
    RetireCourse,
    SectionChange,
    ShrinkSection,
    blast_radius,
)
from cte_desktop.storage.sections.reading import timetabled_years
from cte_desktop.storage.sections.seats import tallies

COURSE = "ENG11"
USUAL = 34  # students of a section
EVENING = ("TR", 15 * 60 + 45, 18 * 60 + 15)
STOPPED_AFTER = 200  # students of a retired course


def main() -> None:
    """Measure on the kept district; nothing is written."""
    desk = big_district()
    for year in _years(desk):
        key = (year, _usual_section(desk, year))
        changes: tuple[tuple[str, SectionChange], ...] = (
            ("cancelled", CancelSection(key)),
            ("moved", MoveSection(key, *EVENING)),
            ("half its seats", ShrinkSection(key, USUAL // 2)),
        )
        for word, change in changes:
            found = blast_radius(desk, change)
            ours = median_seconds(lambda change=change: blast_radius(desk, change))  # type: ignore[misc]
            name = f"blast radius: {year} {word}, {len(found.students)} students"
            tell(name, ours, _audits(desk, found), "<= 300 ms")
    _retire(desk, whole="all" in sys.argv[1:])
    print(f"a fixed loop of plain Python: {loop_seconds() * 1000:.2f} ms")
    desk.close()


def _years(desk: Desk) -> tuple[int, ...]:
    with desk.database.reading() as tx:
        return tuple(year for year in timetabled_years(tx) if tallies(tx, year, desk.today()))


def _usual_section(desk: Desk, year: int) -> str:
    """Return the section whose students are nearest to a usual class."""
    with desk.database.reading() as tx:
        counted = tallies(tx, year, desk.today())
    return min(sorted(counted), key=lambda one: abs(sum(counted[one]) - USUAL))


def _audits(desk: Desk, found: BlastRadius) -> float:
    """Return the time of one audit of each of these students, their files at hand."""
    cases = [open_case_of(desk, one.uid) for one in found.students]
    return median_seconds(lambda: [_audit(case) for case in cases], runs=3)


def _audit(case: Case) -> object:
    """Audit a case as if for the first time."""
    return Case(case.file, case.plans, case.plan, case.sections, case.district, case.day).audit


def _retire(desk: Desk, *, whole: bool) -> None:
    reached = [0, 0]
    asked_at = [0.0]

    def progress(done: int, total: int) -> None:
        reached[:] = [done, total]

    def enough() -> bool:
        if not asked_at[0] and reached[0] >= STOPPED_AFTER:
            asked_at[0] = time.perf_counter()
        return bool(asked_at[0])

    blast_radius(desk, RetireCourse(COURSE), progress=progress, cancelled=enough)
    tell("blast radius: cancelled", time.perf_counter() - asked_at[0], 0, "<= 200 ms")
    if whole:
        begun = time.perf_counter()
        found = blast_radius(desk, RetireCourse(COURSE))
        spent = time.perf_counter() - begun
        tell(f"blast radius: {COURSE} retired, {len(found.students):,}", spent, 0, "-", "s")


if __name__ == "__main__":
    main()
