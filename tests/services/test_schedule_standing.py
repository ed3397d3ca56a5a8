"""What must be fixed and whose plan no longer fits is kept of everyone as an open plan tells it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.audit.parts import MISFIT, MUST_FIX, Part
from cte_desktop.domain.findings import Severity
from cte_desktop.domain.planning.plan import Lane, Placement, Spot
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.decisions import Wish
from cte_desktop.services import planning
from cte_desktop.services.cases import open_case_of, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.plan_repairs import find_misfits
from cte_desktop.services.sections.editing import set_cancelled
from cte_desktop.services.standings import bring_up_to_date, count_stale
from cte_desktop.storage.added_programs import add_program
from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.history import begin_step
from cte_desktop.storage.identity import new_id
from cte_desktop.storage.wishes import add_wish

ENGLISH_9 = "EN9"


def kept(desk: Desk, programs: str) -> set[str]:
    """The uids of those who have a kept row under a name that begins so."""
    query = (
        'SELECT DISTINCT s.uid FROM standing t JOIN student s ON s."key" = t.student '
        "WHERE substr(t.program, 1, length(?)) = ?"
    )
    with desk.database.reading() as tx:
        return {row[0] for row in fetch(tx, query, (programs, programs))}


def told(desk: Desk) -> set[str]:
    """The uids of those whose open plan has something that must be fixed."""
    return {
        case.file.student.uid
        for case in open_cases(desk)
        if any(one.severity is Severity.MUST_FIX for one in case.findings)
    }


def due(desk: Desk) -> set[tuple[str, int]]:
    query = 'SELECT s.uid, d.parts FROM standing_due d JOIN student s ON s."key" = d.student'
    with desk.database.reading() as tx:
        return {(uid, parts) for uid, parts in fetch(tx, query)}


def plan_somebody(desk: Desk, *placed: Placement, grade_level: int = 9) -> str:
    """Place courses in the plan of a student of that grade; returns the uid."""
    case = next(one for one in open_cases(desk) if one.file.student.grade_level == grade_level)
    uid = case.file.student.uid
    assert case.plan is not None
    planning.save_plan(desk, replace(case.plan, placements=placed), "edit_plan")
    return uid


def placement(desk: Desk, course: str, grade_level: int, section: str = "") -> Placement:
    spot = Spot(grade_level, Term.SPRING, Lane.DAY)
    return Placement(new_id(desk.clock.now()), course, spot, section_id=section)


def a_section(desk: Desk) -> tuple[int, str, str]:
    with desk.database.reading() as tx:
        query = (
            "SELECT school_year, section_id, course_code FROM section "
            "WHERE school_year = 2026 AND term = 'spring' AND state <> 'cancelled' "
            'ORDER BY "key" LIMIT 1'
        )
        year, section, course = fetch(tx, query)[0]
    return year, section, course


def test_whoever_has_something_that_must_be_fixed_is_kept_and_nobody_else(desk: Desk) -> None:
    everyone = [case.file.student for case in open_cases(desk)]
    with desk.database.writing() as tx:
        begin_step(tx, "edit")
        for number, student in enumerate(everyone[::3]):
            add_wish(tx, student.uid, Wish(1, "area_goal", ("uc", "csu")[number % 2], "must"))
        for student in everyone[1::4]:
            add_program(tx, student.uid, "pathway:Welding")
    plan_somebody(desk, *(placement(desk, ENGLISH_9, 10) for _ in range(2)))
    bring_up_to_date(desk)
    assert kept(desk, MUST_FIX) == told(desk)
    assert kept(desk, MUST_FIX)


def test_plans_that_no_longer_fit_are_kept(desk: Desk) -> None:
    uid = plan_somebody(desk, placement(desk, "GONE1", 11))
    bring_up_to_date(desk)
    assert kept(desk, MISFIT) == {one.uid for one in find_misfits(desk)} >= {uid}
    plan_somebody(desk)
    bring_up_to_date(desk)
    assert uid not in kept(desk, MISFIT)


def test_a_section_that_is_cancelled_makes_only_those_due_who_name_it(desk: Desk) -> None:
    year, section, course = a_section(desk)
    uid = plan_somebody(desk, placement(desk, course, 9, section))
    bring_up_to_date(desk)
    assert due(desk) == set()
    set_cancelled(desk, (year, section), True)
    assert (uid, int(Part.SCHEDULE)) in due(desk)
    assert {parts for _, parts in due(desk)} == {int(Part.SCHEDULE)}
    assert count_stale(desk) == 0  # no standing in a program rests on it
    bring_up_to_date(desk)
    findings = open_case_of(desk, uid).findings
    assert "section_gone" in {one.code for one in findings}
    assert kept(desk, MUST_FIX) == told(desk)


@pytest.mark.parametrize("seats", [1, 30])
def test_a_seat_that_somebody_takes_makes_the_others_of_a_full_section_due(
    desk: Desk, seats: int
) -> None:
    _, section, course = a_section(desk)
    with desk.database.writing() as tx:
        tx.connection.exec_driver_sql(
            "UPDATE section SET seats = ? WHERE section_id = ?", (seats, section)
        )
        tx.connection.exec_driver_sql("DELETE FROM record WHERE section_id = ?", (section,))
    first = plan_somebody(desk, placement(desk, course, 9, section))
    bring_up_to_date(desk)
    grade = 10  # another student, whose plan names the section of another year
    plan_somebody(desk, placement(desk, course, 10, section), grade_level=grade)
    assert ((first, int(Part.SCHEDULE)) in due(desk)) is (seats == 1)
