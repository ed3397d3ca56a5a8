"""What a person can choose for a student whom a change hits, and what becomes of the plan."""

from __future__ import annotations

import pytest

from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.history import undo
from cte_desktop.services.sections.blast_radius.radius import (
    CancelSection,
    RetireCourse,
    ShrinkSection,
    Struck,
    apply_blast,
    blast_radius,
)
from cte_desktop.services.sections.blast_radius.ways import more_ways, outlook, ways_of
from cte_desktop.storage.sections.seats import tallies
from tests.services.sections.blast_radius.blasting import (
    NEXT,
    NOW,
    cancel_all,
    content,
    keep,
    plan_in,
    section,
    tenth_graders,
)

ART = (NEXT, "T-ART1")


@pytest.fixture
def struck(desk: Desk) -> Struck:
    """Somebody whose class of art is cancelled, and for whom English has to make room."""
    school, (case,) = tenth_graders(desk, 1)
    cancel_all(desk, "ART1", "ENG11")
    first = section(ART[1], "ART1", "P1", school)
    english = section("T-ENG5", "ENG11", "P5", school)
    keep(desk, first, english, section("T-ART5", "ART1", "P5", school),
         section("T-ENG3", "ENG11", "P3", school))  # fmt: skip
    plan_in(desk, case, (first, english))
    (one,) = blast_radius(desk, CancelSection(ART)).students
    return one


def test_the_proposed_way_comes_first_and_is_the_repaired_plan(desk: Desk, struck: Struck) -> None:
    ways = ways_of(struck, CancelSection(ART), desk.catalog())
    assert (ways[0].text, ways[0].plan) == (struck.repair, struck.repaired)
    assert len({way.plan for way in ways}) == len(ways)
    assert all(way.text and way.plan.student_uid == struck.uid for way in ways)


def test_what_becomes_of_the_plan_is_said_class_by_class(desk: Desk, struck: Struck) -> None:
    assert struck.repaired is not None
    found = outlook(desk, struck, struck.repaired)
    assert [line.rpartition(" ")[2] for line in found.before] == ["T-ART1", "T-ENG5"]
    assert {line.rpartition(" ")[2] for line in found.after} == {"T-ART5", "T-ENG3"}
    graduation = found.programs[0]
    assert graduation.before == graduation.after


def test_what_nobody_looked_for_is_found_for_one_student(desk: Desk, struck: Struck) -> None:
    change = CancelSection(ART)
    ways = more_ways(desk, struck, change)
    assert ways[0] == ways_of(struck, change, desk.catalog())[0]
    assert len({way.text for way in ways}) == len(ways) > 1
    assert ways[-1].text == "Set Art 1 aside"
    parked = [placement.course_code for placement in ways[-1].plan.parked]
    assert parked == ["ART1"]


def test_another_way_than_the_proposed_one_is_applied_and_undone(
    desk: Desk, struck: Struck
) -> None:
    before = content(desk)
    radius = blast_radius(desk, CancelSection(ART))
    ways = more_ways(desk, struck, radius.change)
    apply_blast(desk, radius, repairs={struck.uid: ways[-1].plan})
    assert open_case_of(desk, struck.uid).plan == ways[-1].plan
    undo(desk)
    assert content(desk) == before


def test_ways_for_a_retired_course_are_looked_for_as_well(desk: Desk, struck: Struck) -> None:
    radius = blast_radius(desk, RetireCourse("ART1"))
    one = next(one for one in radius.students if one.uid == struck.uid)
    ways = more_ways(desk, one, radius.change)
    assert ways[0].plan == one.repaired
    for way in ways:
        assert all(p.course_code != "ART1" or p.spot is None for p in way.plan.placements)


def test_whoever_sits_in_it_now_is_left_to_the_information_system(desk: Desk) -> None:
    with desk.database.reading() as tx:
        counted = tallies(tx, NOW, desk.today())
    change = CancelSection((NOW, max(counted, key=lambda found: counted[found][0])))
    seated = [one for one in blast_radius(desk, change).students if one.seated_now]
    assert seated
    for one in seated[:3]:
        ways = more_ways(desk, one, change)
        assert all("information system" in way.text for way in ways)
        assert all(way.plan != one.before for way in ways)


def test_who_keeps_a_seat_has_nothing_to_choose(desk: Desk, struck: Struck) -> None:
    change = ShrinkSection(ART, 1)
    (one,) = blast_radius(desk, change).students
    assert ways_of(one, change, desk.catalog()) == ()
