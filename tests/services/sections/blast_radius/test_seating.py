"""Seats that many repairs want at once: nobody is promised one that somebody else was given."""

from __future__ import annotations

from collections import Counter

from cte_desktop.domain.planning.sections.alternatives.edits import seated
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.sections.blast_radius.radius import (
    CancelSection,
    RetireCourse,
    apply_blast,
    blast_radius,
)
from cte_desktop.services.sections.blast_radius.ways import more_ways
from cte_desktop.storage.sections.seats import tallies
from tests.services.sections.blast_radius.blasting import (
    NEXT,
    cancel_all,
    keep,
    plan_in,
    section,
    tenth_graders,
)


def retired(desk: Desk, students: int, seats: int) -> tuple[str, tuple[str, ...]]:
    """Students who plan art, with ceramics as their alternate in a section with a few seats."""
    school, cases = tenth_graders(desk, students)
    cancel_all(desk, "ART1", "CER1", "ENG11")
    art = section("T-ART1", "ART1", "P1", school)
    english = section("T-ENG3", "ENG11", "P3", school)
    keep(desk, art, english, section("T-CER3", "CER1", "P3", school))
    keep(desk, section("T-CER1", "CER1", "P1", school, seats=seats))
    for case in cases:
        plan_in(desk, case, (art, english), alternates=("CER1",))
    return school, tuple(case.file.student.uid for case in cases)


def test_what_replaces_a_retired_course_is_a_section_with_a_seat_at_a_free_time(
    desk: Desk,
) -> None:
    _, uids = retired(desk, 3, seats=2)
    radius = blast_radius(desk, RetireCourse("ART1"))
    ours = [one for one in radius.students if one.uid in uids]
    assert len(ours) == len(uids)
    taken: Counter[str] = Counter()
    for one in ours:
        assert one.repaired is not None
        ceramics = {p.section_id for p in one.repaired.placed if p.course_code == "CER1"}
        assert "" not in ceramics
        taken.update(ceramics)
    assert taken["T-CER1"] == 2  # the third one goes without, or elsewhere
    assert taken["T-CER3"] == 0  # English lies there, which has no other section


def test_other_ways_for_a_retired_course_name_sections_as_well(desk: Desk) -> None:
    _, uids = retired(desk, 1, seats=2)
    radius = blast_radius(desk, RetireCourse("ART1"))
    (one,) = (one for one in radius.students if one.uid == uids[0])
    for way in more_ways(desk, one, radius.change):
        ceramics = {p.section_id for p in way.plan.placed if p.course_code == "CER1"}
        assert ceramics <= {"T-CER1"}


def test_who_has_no_seat_among_all_chosen_repairs_is_kept_apart_and_told(desk: Desk) -> None:
    school, cases = tenth_graders(desk, 3)
    cancel_all(desk, "ART1")
    art = section("T-ART1", "ART1", "P1", school)
    full = section("T-ART5", "ART1", "P5", school, seats=1)
    keep(desk, art, full, section("T-ART6", "ART1", "P6", school))
    for case in cases:
        plan_in(desk, case, (art,))
    radius = blast_radius(desk, CancelSection((NEXT, "T-ART1")))
    everybody = {
        one.uid: seated(one.before, [p.uid for p in one.before.placements], (full,))
        for one in radius.students
        if one.before is not None
    }
    assert len(everybody) == 3
    done = apply_blast(desk, radius, repairs=everybody)
    assert (done.plans, len(done.kept_apart)) == (1, 2)
    first = min(radius.students, key=lambda one: one.student_id)  # the last word of the open order
    assert first.uid not in {apart.uid for apart in done.kept_apart}
    assert {"no seat left" in apart.text for apart in done.kept_apart} == {True}
    for apart in done.kept_apart:
        assert open_case_of(desk, apart.uid).plan == next(
            one.before for one in radius.students if one.uid == apart.uid
        )
    with desk.database.reading() as tx:
        assert tallies(tx, NEXT, desk.today())["T-ART5"] == (0, 1)
