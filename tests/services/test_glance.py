"""The figures of the page Home, compared with the cases themselves and with the other lists."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from cte_desktop.domain.completion.figures.growth import EarlierTotal
from cte_desktop.domain.findings import Severity
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.services.cases import Case, open_cases
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.figures.earlier import save_earlier_total
from cte_desktop.services.figures.sheet import figure_sheet
from cte_desktop.services.figures.year_counts import completer_counts
from cte_desktop.services.forecast.near_lists import last_chances, one_course_to_plan
from cte_desktop.services.glance import (
    COMPLETED,
    FIGURES,
    LAST_CHANCE,
    MISFIT,
    MUST_FIX,
    NO_PLAN,
    NOT_SIGNED,
    ONE_COURSE,
    Whose,
    glance,
    glance_students,
    scopes,
)
from cte_desktop.services.plan_repairs import find_misfits
from cte_desktop.services.sampling import make_sample_district
from cte_desktop.services.settings import change_setting
from cte_desktop.services.standings import bring_up_to_date
from cte_desktop.services.students import list_students
from cte_desktop.system.clock import Clock
from cte_desktop.wording.completion.glance import before_text

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def current(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A sample district in which every standing is worked out; no test changes it."""
    file = tmp_path_factory.mktemp("glance") / "sample.cte"
    make_sample_district(file, Clock(TODAY), students=120)
    desk = open_desk(file, None, Clock(TODAY), actor="A. Lee", writable=True)
    bring_up_to_date(desk)
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def cases(current: Desk) -> tuple[Case, ...]:
    return tuple(open_cases(current))


def expected(desk: Desk, cases: tuple[Case, ...]) -> dict[str, set[str]]:
    """Who is counted, worked out from the files, plans and audits themselves."""
    year = school_year_of(TODAY)
    high = [case for case in cases if 9 <= case.file.student.grade_level <= 12]
    planned = [case for case in high if case.plan is not None and case.plan.placements]
    no_plan = {c.file.student.uid for c in high} - {c.file.student.uid for c in planned}
    must_fix = {
        case.file.student.uid
        for case in cases
        if any(one.severity is Severity.MUST_FIX for one in case.findings)
    }
    completed = {
        case.file.student.uid
        for case in cases
        for program in case.audit.programs
        if program.pathway and program.completer and program.completed_in == year
    }
    return {
        NO_PLAN: no_plan,
        NOT_SIGNED: {
            c.file.student.uid for c in planned if c.plan is not None and c.plan.signed_on is None
        },
        MUST_FIX: must_fix,
        MISFIT: {one.uid for one in find_misfits(desk)},
        ONE_COURSE: {near.uid for near in one_course_to_plan(desk)},
        LAST_CHANCE: {near.uid for near in last_chances(desk) if near.last_start[0] == year},
        COMPLETED: completed,
    }


def test_every_figure_counts_whom_the_cases_say_in_every_scope(
    current: Desk, cases: tuple[Case, ...]
) -> None:
    who = expected(current, cases)
    assert sum(bool(those) for those in who.values()) >= 5
    found = scopes(current)
    every = [Whose()]
    every += [Whose(counselor=name) for name in found.counselors]
    every += [Whose(school=short) for short, _ in found.schools]
    for whose in every:
        own = {
            case.file.student.uid
            for case in cases
            if whose.counselor in {"", case.file.student.counselor}
            and whose.school in {"", case.file.student.school}
        }
        told = glance(current, whose)
        assert (told.students, told.stale) == (len(own), 0)
        for figure in FIGURES:
            listed = glance_students(current, figure, whose)
            assert set(listed) == who[figure] & own
            assert len(listed) == told.figures[figure]


def test_those_who_have_left_are_in_no_figure_but_this_years_completers(current: Desk) -> None:
    assert current.database.path is not None
    left = {line.uid for line in list_students(current) if line.grade_level == 12}
    assert left
    assert all(line.in_school for line in list_students(current))
    fall = Clock(date(2027, 9, 1))
    later = open_desk(current.database.path, None, fall, actor="", writable=False)
    with closing(later):
        assert {line.uid for line in list_students(later) if not line.in_school} == left
        told = glance(later, Whose())
        assert told.students == glance(current, Whose()).students - len(left)
        for figure in FIGURES:
            listed = glance_students(later, figure, Whose())
            assert len(listed) == told.figures[figure]
            assert figure == COMPLETED or not left & set(listed)
        assert left & set(glance_students(later, COMPLETED, Whose(), 2026)) == left & set(
            glance_students(current, COMPLETED, Whose())
        )


def test_completers_of_the_district_are_those_of_the_figures(current: Desk) -> None:
    told = glance(current, Whose())
    assert [
        (one.school_year, one.students, one.entered) for one in (told.this_year, told.last_year)
    ] == [
        (one.school_year, one.students, one.entered)
        for one in completer_counts(current, (2026, 2025))
    ]
    assert told.last_year.students
    by_school = [glance(current, Whose(school=short)) for short, _ in scopes(current).schools]
    assert sum(one.last_year.students or 0 for one in by_school) == told.last_year.students


def test_a_total_that_a_person_entered_stands_for_the_district(desk: Desk) -> None:
    save_earlier_total(desk, EarlierTotal("", 2025, students=1288, completions=1300))
    save_earlier_total(desk, EarlierTotal("", 2025, site="VL", students=3))
    told = glance(desk, Whose()).last_year
    assert (told.students, told.entered) == (1288, True)
    assert completer_counts(desk, (2025,))[0].students == 1288
    school = glance(desk, Whose(school="VL"))
    assert (school.last_year.students, school.last_year.entered) == (3, True)
    counselor = next(name for name in scopes(desk).counselors)
    assert not glance(desk, Whose(counselor=counselor)).last_year.entered
    bring_up_to_date(desk)
    for whose, narrowed in ((Whose(), ""), (Whose(school="VL"), "VL")):
        sheet = figure_sheet(desk, 2026, site=narrowed)
        assert [g.count for g in glance(desk, whose).growth] == [g.count for g in sheet.growth]
    assert before_text(2025, 1288, entered=True) == "1,288 in 2025-26, as entered"
    assert before_text(2025, None, entered=True) == "2025-26 is not known"


def test_counselors_and_schools_come_by_name(current: Desk, cases: tuple[Case, ...]) -> None:
    found = scopes(current)
    assert set(found.counselors) == {c.file.student.counselor for c in cases} - {""}
    assert [name for _, name in found.schools] == sorted(
        (name for _, name in found.schools), key=str.casefold
    )


def test_whose_standings_are_not_current_are_told(desk: Desk) -> None:
    students = glance(desk, Whose()).students
    assert glance(desk, Whose()).stale == students
    bring_up_to_date(desk)
    assert glance(desk, Whose()).stale == 0
    change_setting(desk, "capstone_minimum", "B")
    assert glance(desk, Whose()).stale == students


def test_files_that_came_long_ago_are_named_with_their_day(current: Desk) -> None:
    assert current.database.path is not None
    assert glance(current, Whose()).old_imports == {}
    later = open_desk(
        current.database.path, None, Clock(date(2026, 12, 25)), actor="", writable=False
    )
    with closing(later):
        told = glance(later, Whose())
    assert told.is_imported
    assert {"students", "record"} <= told.old_imports.keys()
    assert set(told.old_imports.values()) == {current.clock.now().astimezone().date()}
