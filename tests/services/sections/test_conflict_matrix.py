"""Conflict matrices of a sample district, counted anew, and a student's own."""

from __future__ import annotations

from itertools import combinations

import pytest

from cte_desktop.services.cases import open_case, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.sections.conflict_matrix import (
    school_conflicts,
    student_requests,
    students_named,
)
from cte_desktop.services.sections.demand import demand, places_wanted
from cte_desktop.storage.sections.reading import sections_of

NOW = 2026


@pytest.mark.parametrize("most", [1, 3])
def test_every_pair_counts_who_wants_both(desk: Desk, most: int) -> None:
    found = school_conflicts(desk, NOW, None, most).matrix
    codes = {line.course_code for line in found.lines}
    wanted = places_wanted(desk, NOW, codes)
    both = {uid: {(p.course_code, p.site) for p in places} for uid, places in wanted.items()}
    lines = [(line.course_code, line.site) for line in found.lines]
    assert lines
    for one, other in combinations(range(len(lines)), 2):
        expected = {uid for uid, places in both.items() if {lines[one], lines[other]} <= places}
        pair = found.pair(one, other)
        assert set(pair.students if pair is not None else ()) == expected
        assert pair is None or set(pair.blocked) <= expected


def test_only_courses_with_few_sections_there_are_compared(desk: Desk) -> None:
    with desk.database.reading() as tx:
        sections = [s for s in sections_of(tx, NOW) if not s.cancelled]
    for line in school_conflicts(desk, NOW, None, 2).matrix.lines:
        there = [s for s in sections if (s.course_code, s.site) == (line.course_code, line.site)]
        assert 1 <= len(there) <= 2
        assert set(there) == set(line.sections)


def test_a_site_is_compared_with_what_its_students_want_elsewhere(desk: Desk) -> None:
    everywhere = school_conflicts(desk, NOW, None, 3)
    here = school_conflicts(desk, NOW, "VL", 3)
    assert here.sites == everywhere.sites
    assert "VL" in here.sites
    for pair in here.matrix.pairs:
        sites = {here.matrix.lines[place].site for place in (pair.one, pair.other)}
        assert "VL" in sites or len(pair.students) > 0
    assert 0 < len(here.matrix.pairs) <= len(everywhere.matrix.pairs)


def test_students_of_a_figure_are_named_in_order(desk: Desk) -> None:
    pair = school_conflicts(desk, NOW, None, 3).matrix.pairs[0]
    named = students_named(desk, pair.students)
    assert {one.uid for one in named} == set(pair.students)
    assert [one.name_key for one in named] == sorted(one.name_key for one in named)
    assert students_named(desk, ("nobody",)) == ()


def test_a_student_without_timetabled_years_has_no_matrix(desk: Desk) -> None:
    with desk.database.writing() as tx:
        tx.connection.exec_driver_sql("DELETE FROM meeting")
        tx.connection.exec_driver_sql("DELETE FROM section")
    student = next(iter(open_cases(desk))).file.student.student_id
    found = student_requests(desk, open_case(desk, student))
    assert (found.years, found.matrix) == ((), None)


def test_the_requests_of_a_student_are_the_courses_planned_for_that_year(desk: Desk) -> None:
    looked = 0
    for case in open_cases(desk):
        found = student_requests(desk, case)
        if found.matrix is None or case.plan is None:
            continue
        planned = {
            s.course_code
            for s in case.situation.ahead
            if s.placement_uid and s.school_year == found.matrix.school_year
        }
        asked = {request.course_code for request in found.matrix.requests}
        assert asked | set(found.matrix.untimetabled) == planned
        looked += 1
        if looked == 5:
            break
    assert looked
    assert demand(desk, NOW).is_timetabled
