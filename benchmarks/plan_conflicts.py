"""Conflicts of a whole plan: <= 0.1 ms; the sections that fit a placement: <= 5 ms of 6,000.

Yardstick of the first line: every pair of meetings of each term compared one by one, with no rule
but overlap and travel. Yardstick of the second: the plan with each section in it, asked for all its
conflicts. The line between them is all rules of the schedule, prerequisites and load included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks._measure import TODAY, median_seconds, tell
from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.findings import Finding
from cte_desktop.domain.planning.choices import with_section
from cte_desktop.domain.planning.clashes import time_clashes
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.sections.fitting.fits import section_fits
from cte_desktop.domain.planning.sections.offers import key_of, offers_of
from cte_desktop.domain.planning.sections.rules.empty_periods import empty_period_findings
from cte_desktop.domain.planning.sections.rules.known_times import time_findings
from cte_desktop.domain.planning.sections.rules.wished_hours import wish_findings
from cte_desktop.domain.planning.sections.seats.checks import seat_findings
from cte_desktop.domain.planning.semesters import Semester, State
from cte_desktop.domain.planning.situation import Situation
from cte_desktop.domain.school_year import school_year_of_grade
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import open_desk
from cte_desktop.services.sampling import make_sample_district
from cte_desktop.system.clock import Clock

STUDENTS = 400
SAMPLED = 60
SECTIONS = 6_000
COURSES = 150
SITES = ("CN", "CS", "GV", "HT", "SG", "VL", "WR")
PERIODS = ("P1", "P2", "P3", "P4", "P5", "P6", "P7")
BY_THE_CLOCK: tuple[Callable[[Situation], Iterable[Finding]], ...] = (
    time_clashes,
    time_findings,
    empty_period_findings,
    seat_findings,
    wish_findings,
)


def main() -> None:
    """Measure both on students with a plan ahead of them."""
    plans = _plans()

    def by_the_clock() -> int:
        return sum(len(list(c(one))) for one in map(_unread, plans) for c in BY_THE_CLOCK)

    def every_rule() -> int:
        return sum(len(conflicts(one)) for one in map(_unread, plans))

    def pair_by_pair() -> int:
        return sum(_pair_by_pair(one) for one in plans)

    naive = median_seconds(pair_by_pair, runs=9) / len(plans)
    clock = median_seconds(by_the_clock, runs=9) / len(plans)
    tell("conflicts of a plan by the clock", clock, naive, "<= 0.1 ms")
    rules = median_seconds(every_rule, runs=9) / len(plans)
    tell("all rules of the schedule", rules, naive, "besides: the whole list")
    _fits(plans)


def _plans() -> list[Situation]:
    """Return students of a sample district with a plan ahead of them."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "district.cte"
        make_sample_district(file, Clock(TODAY), students=STUDENTS)
        desk = open_desk(file, None, Clock(TODAY), actor="benchmark", writable=False)
        cases = [case for case in open_cases(desk) if case.plan is not None][:SAMPLED]
        plans = [case.situation for case in cases if case.situation.semesters]
        desk.close()
    return plans


def _fits(plans: list[Situation]) -> None:
    """Measure the list of sections for a placement, among 6,000 sections of a school year."""
    asked = [(one, p) for one in plans if (p := _next_placement(one)) is not None]
    others = [course.code for course in plans[0].catalog.courses]
    courses = list(dict.fromkeys([s.course_code for _, s in asked] + others))[:COURSES]
    offers = {
        year: offers_of(_timetable(courses, year)) for year in {s.school_year for _, s in asked}
    }

    def list_them() -> int:
        listed = 0
        for one, s in asked:
            year = s.school_year
            offered = offers[year][year, s.course_code]
            uid, term = s.placement_uid, s.term.value
            listed += len(section_fits(one, s.course_code, offered, year, term, placement_uid=uid))
        return listed

    def try_each() -> int:
        return sum(
            len(conflicts(_with(one, s, section)))
            for one, s in asked
            for section in offers[s.school_year][s.school_year, s.course_code]
        )

    ours = median_seconds(list_them, runs=5) / len(asked)
    tell(
        "sections that fit a placement",
        ours,
        median_seconds(try_each, runs=1) / len(asked),
        "<= 5 ms",
    )


def _unread(one: Situation) -> Situation:
    """Return the situation as after an edit: its semesters are put together, nothing else is."""
    fresh = replace(one, recorded=one.of_record)
    fresh.__dict__["semesters"] = one.semesters
    return fresh


def _pair_by_pair(one: Situation) -> int:
    margin, hits = one.settings.travel_margin_minutes, 0
    for running in one.weeks_by_term:
        meetings = [(place, m) for place, (_, week) in enumerate(running) for m in week.meetings]
        for (first, a), (second, b) in combinations(meetings, 2):
            if first != second and a.weekday == b.weekday:
                way = one.catalog.travel_minutes(a.site, b.site)
                needed = 0 if a.site == b.site or way is None else way + margin
                hits += a.start < b.end + needed and b.start < a.end + needed
    return hits


def _next_placement(one: Situation) -> Semester | None:
    grade_12 = school_year_of_grade(12, one.file.student.graduation_year)
    planned = (s for s in one.ahead if s.state is State.PLANNED and s.school_year == grade_12)
    return next(planned, None)


def _timetable(courses: list[str], year: int) -> list[Section]:
    """Return 6,000 sections of the courses, over all sites, periods and evenings."""
    made = []
    for number in range(SECTIONS):
        code = courses[number % len(courses)]
        site = SITES[number // len(courses) % len(SITES)]
        evening = number % 5 == 0
        row = (
            SectionMeeting("", "TR", 930 + number % 4 * 15, 1040)
            if evening
            else SectionMeeting(PERIODS[number % 7], "")
        )
        kind = SectionKind.EXTENDED if evening else SectionKind.DAY
        made.append(Section(f"{number:05d}", year, "year", code, site, kind, (row,), seats=34))
    return made


def _with(one: Situation, semester: Semester, section: Section) -> Situation:
    plan = one.plan
    taken = plan and with_section(plan, semester.placement_uid, section)
    return replace(one, plan=taken, sections={**one.sections, key_of(section): section})


if __name__ == "__main__":
    main()
