"""Demand of a district, against a count of every student's own plan and record."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from cte_desktop.domain.planning.choices import with_alternates
from cte_desktop.domain.planning.plan import PlanStatus
from cte_desktop.domain.planning.sections.demand.balance import Balance, DemandRow, Place
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.school_year import Term, grade_in
from cte_desktop.services.cases import Case, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.importing import import_paths
from cte_desktop.services.planning import save_plan
from cte_desktop.services.sections.demand import (
    Demand,
    demand,
    places_wanted,
    students_behind,
    students_of_places,
)

NOW, NEXT = 2026, 2027
STUDENTS = "student_id,last_name,first_name,grade_level,school\n"
PLANS = "student_id,plan,grade_level,term,lane,course_code,section_id,locked,site,choice,status\n"
SECTIONS = "section_id,school_year,term,course_code,site,kind,period,days,seats,state\n"


def bring(desk: Desk, folder: Path, **files: str) -> None:
    """Import files by name, each with its own heading."""
    headings = {"students": STUDENTS, "plans": PLANS, "sections": SECTIONS}
    paths = []
    for name, text in files.items():
        path = folder / f"{name}.csv"
        path.write_text(headings[name] + text, encoding="utf-8")
        paths.append(path)
    report = import_paths(desk, tuple(paths))
    assert not any(file.refused for file in report.files)


def row_of(found: Demand, course: str, site: str, term: str = "year") -> DemandRow:
    return next(row for row in found.rows if row.place == Place(course, site, term))


def counted(case: Case, school_year: int) -> set[Place]:
    """What one student wants, worked out from the student's own semesters."""
    sites: dict[str, dict[Term, str]] = defaultdict(dict)
    of_year: set[str] = set()
    home = case.situation.home_school(grade_in(school_year, case.file.student.graduation_year))
    for semester in case.situation.semesters:
        if semester.school_year != school_year or semester.state not in {
            State.IN_PROGRESS,
            State.PLANNED,
        }:
            continue
        section = case.situation.section_of(semester)
        recorded = semester.state is State.IN_PROGRESS
        site = section.site if section else semester.school if recorded else semester.site
        sites[semester.course_code][semester.term] = site
        if recorded and section is not None and section.term == "year":
            of_year.add(semester.course_code)
    wanted: set[Place] = set()
    for code, terms in sites.items():
        course = case.district.catalog.course(code)
        if course is None:
            continue
        halves = {term: site for term, site in terms.items() if term is not Term.SUMMER}
        said = next((site for site in halves.values() if site), home)
        known = {term: site or said for term, site in halves.items()}
        whole = len(known) == 2 or (known and code in of_year)
        if course.is_year and whole and len(set(known.values())) == 1:
            wanted.add(Place(code, said, "year"))
        else:
            wanted |= {Place(code, site, term.value) for term, site in known.items()}
        if Term.SUMMER in terms:
            wanted.add(Place(code, terms[Term.SUMMER] or home, "summer"))
    schools = {*case.district.catalog.school_by_short, ""}
    return {place for place in wanted if place.site in schools}


@pytest.mark.parametrize("school_year", [NOW, NEXT, NEXT + 1])
def test_the_figures_are_what_every_students_own_file_says(desk: Desk, school_year: int) -> None:
    naive: dict[Place, set[str]] = defaultdict(set)
    for case in open_cases(desk):
        for place in counted(case, school_year):
            naive[place].add(case.file.student.uid)
    found = demand(desk, school_year)
    assert {row.place: row.wanted for row in found.rows if row.wanted} == {
        place: len(uids) for place, uids in naive.items()
    }
    assert len(naive) > 20
    by_student = places_wanted(desk, school_year, {place.course_code for place in naive})
    assert {
        place: {uid for uid, places in by_student.items() if place in places} for place in naive
    } == naive


@pytest.mark.parametrize("school_year", [NOW, NEXT])
def test_every_figure_opens_as_many_students(desk: Desk, school_year: int) -> None:
    rows = [row for row in demand(desk, school_year).rows if row.wanted][::9]
    for row in rows:
        behind = students_behind(desk, row)
        assert len(behind) == len({one.uid for one in behind}) == row.wanted
        assert sum(one.how == "record" for one in behind) == row.recorded
        assert [one.name_key for one in behind] == sorted(one.name_key for one in behind)
    assert len(rows) > 5


def test_the_seats_are_those_of_the_open_sections_there(desk: Desk, tmp_path: Path) -> None:
    bring(
        desk,
        tmp_path,
        sections="X1,2029-30,year,CHEM,VL,day,P1,MTWRF,30,open\n"
        "X2,2029-30,year,CHEM,VL,day,P2,MTWRF,28,open\n"
        "X3,2029-30,year,CHEM,VL,day,P3,MTWRF,30,cancelled\n"
        "X4,2029-30,fall,CHEM,VL,day,P3,MTWRF,20,open\n"
        "X5,2029-30,year,CHEM,CN,day,P3,MTWRF,,open\n",
    )
    found = demand(desk, 2029)
    year, fall, canyon = (
        row_of(found, "CHEM", *where) for where in (("VL",), ("VL", "fall"), ("CN",))
    )
    assert (year.sections, year.seats, year.usual_seats) == (2, 58, 28)
    assert (fall.sections, fall.seats) == (1, 20)
    assert (canyon.seats, canyon.difference, canyon.balance) == (None, None, Balance.UNKNOWN)
    assert found.is_timetabled
    assert found.sites == ("CN", "VL")


def test_a_student_counts_where_section_placement_or_home_say(desk: Desk, tmp_path: Path) -> None:
    before = demand(desk, NEXT)
    bring(
        desk,
        tmp_path,
        sections="X1,2027-28,year,AN1,CN,extended,,MW,30,open\n",
        students="D1,Rivera,Ana,10,VL\nD2,Okafor,Ben,8,RN\n",
        plans="D1,Plan A,11,fall,extended,AN1,X1,no,,0,active\n"
        "D1,Plan A,11,spring,extended,AN1,,no,,0,active\n"
        "D1,Plan A,11,fall,day,ENG11,,no,,0,active\n"
        "D1,Plan A,11,fall,day,CHEM,,no,,1,active\n"
        "D1,Plan A,11,spring,day,ENG11,,no,SG,0,active\n"
        "D1,Plan B,11,fall,day,PHYS,,no,,0,named\n"
        "D2,Plan A,9,summer,summer,ALG1,,no,,0,active\n",
    )
    found = demand(desk, NEXT)
    added = {row.place: row.wanted for row in found.rows}
    for row in before.rows:
        added[row.place] = added.get(row.place, 0) - row.wanted
    assert {place for place, more in added.items() if more} == {
        Place("AN1", "CN", "year"),
        Place("ENG11", "SG", "year"),
        Place("ALG1", "", "summer"),
    }


def test_an_alternate_is_counted_apart(desk: Desk, tmp_path: Path) -> None:
    bring(
        desk,
        tmp_path,
        students="D1,Rivera,Ana,10,VL\n",
        sections="X1,2027-28,year,CHEM,SG,day,P1,MTWRF,30,open\n",
        plans="D1,Plan A,11,fall,day,PHYS,,no,SG,0,active\n"
        "D1,Plan A,11,fall,day,CHEM,,no,SG,1,active\n"
        "D1,Plan A,11,spring,day,PHYS,,no,SG,0,active\n"
        "D1,Plan A,11,spring,day,CHEM,,no,SG,1,active\n",
    )
    row = row_of(demand(desk, NEXT), "CHEM", "SG")
    assert row.would_take == 1
    (one,) = students_behind(desk, row, alternates=True)
    assert (one.student_id, one.how, one.grade_level) == ("D1", "alternate", 11)
    assert "D1" not in {other.student_id for other in students_behind(desk, row)}


@pytest.mark.parametrize("code", ['Q"X', "A\\B", '","', "\\"])
def test_an_alternate_may_have_any_code(code: str, desk: Desk) -> None:
    case = next(case for case in open_cases(desk) if case.plan is not None and case.plan.placed)
    plan = case.plan
    assert plan is not None
    before = demand(desk, NOW).rows, demand(desk, NEXT).rows
    save_plan(desk, with_alternates(plan, plan.placed[-1].uid, (code, "CHEM")), "choose_alternates")
    rows = [row for year in (NOW, NEXT) for row in demand(desk, year).rows]
    assert [row.wanted for row in rows if row.place.course_code != code] == [
        row.wanted for year in before for row in year
    ]


def test_students_of_two_places_want_both(desk: Desk) -> None:
    every = places_wanted(desk, NOW, {row.place.course_code for row in demand(desk, NOW).rows})
    uid, places = max(every.items(), key=lambda pair: len(pair[1]))
    both = tuple(sorted(places, key=str))[:2]
    found = {one.uid for one in students_of_places(desk, NOW, both)}
    assert uid in found
    assert found == {other for other, theirs in every.items() if set(both) <= theirs}


def test_a_year_that_is_over_or_that_nobody_plans_wants_nothing(desk: Desk) -> None:
    assert demand(desk, NOW - 2) == Demand(NOW - 2, is_over=True)
    assert demand(desk, 2060) == Demand(2060)
    assert places_wanted(desk, NOW - 2, ("ENG11",)) == {}


def test_only_the_plan_in_force_counts(desk: Desk) -> None:
    cases = [case for case in open_cases(desk) if case.plan is not None]
    assert all(case.plan and case.plan.status is PlanStatus.ACTIVE for case in cases)
    with desk.database.writing() as tx:
        tx.connection.exec_driver_sql("UPDATE plan SET status = 'named'")
    assert not any(row.wanted for row in demand(desk, NEXT).rows)
