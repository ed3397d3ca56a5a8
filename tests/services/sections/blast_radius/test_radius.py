"""What a cancelled, moved or smaller section or a retired course does to the plans that name it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.catalog.section import SectionKind, SectionMeeting
from cte_desktop.domain.planning.misfit_records import MisfitKind
from cte_desktop.services import history
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.plan_repairs import find_misfits
from cte_desktop.services.sections.blast_radius.radius import (
    BlastRadius,
    CancelSection,
    Effect,
    MoveSection,
    RetireCourse,
    ShrinkSection,
    Struck,
    apply_blast,
    blast_radius,
    find_change_target,
)
from cte_desktop.services.sections.editing import set_cancelled
from cte_desktop.storage.history import begin_step
from cte_desktop.storage.planning import delete_plan, save_plan
from cte_desktop.storage.sections.reading import find_section, sections_of
from cte_desktop.storage.sections.seats import tallies
from cte_desktop.system.errors import WrongCall
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
from tests.storage.digests import whole_digest

ART = (NEXT, "T-ART1")


def about(radius: BlastRadius, student_id: str) -> Struck:
    return next(one for one in radius.students if one.student_id == student_id)


def in_sections(struck: Struck) -> dict[str, str]:
    assert struck.repaired is not None
    return {p.course_code: p.section_id for p in struck.repaired.placed}


def art(desk: Desk, students: int = 3, seats: int = 2) -> tuple[str, ...]:
    """Students of one section of art, another section with a few seats; their ids."""
    school, cases = tenth_graders(desk, students)
    cancel_all(desk, "ART1", "ENG11")
    first = section(ART[1], "ART1", "P1", school)
    second = section("T-ART5", "ART1", "P5", school, seats=seats)
    english = section("T-ENG5", "ENG11", "P5", school)
    keep(desk, first, second, english, section("T-ENG3", "ENG11", "P3", school))
    for case in cases:
        plan_in(desk, case, (first, english))
    return tuple(case.file.student.student_id for case in cases)


def test_repairs_take_the_seats_that_there_are_and_make_room_for_them(desk: Desk) -> None:
    ids = art(desk)
    before = whole_digest(desk.database)
    radius = blast_radius(desk, CancelSection(ART))
    assert whole_digest(desk.database) == before  # thinking writes nothing
    assert {one.student_id for one in radius.students} == set(ids)
    moved = [one for one in radius.students if in_sections(one).get("ART1") == "T-ART5"]
    assert [in_sections(one)["ENG11"] for one in moved] == ["T-ENG3", "T-ENG3"]
    assert {one.effect for one in moved} == {Effect.SWAP}
    assert sum(radius.counted.values()) == len(ids)
    assert "T-ART1" in radius.title
    assert all(one.because and one.repair for one in moved)


def test_a_moved_section_breaks_only_what_it_collides_with(desk: Desk) -> None:
    school, (free, taken) = tenth_graders(desk, 2)
    first = section(ART[1], "ART1", "P1", school)
    english = section("T-ENG3", "ENG11", "P3", school)
    keep(desk, first, english)
    plan_in(desk, free, (first,))
    plan_in(desk, taken, (first, english))
    bells = desk.catalog().meetings_by_period[school, "P3"][0]
    radius = blast_radius(desk, MoveSection(ART, bells.weekday, bells.start, bells.end))
    holds = about(radius, free.file.student.student_id)
    assert (holds.effect, holds.repaired, holds.repair) == (Effect.NONE, None, "")
    breaks = about(radius, taken.file.student.student_id)
    assert breaks.effect is not Effect.NONE
    assert "English 11" in breaks.because
    assert radius.students[-1] is holds  # the gravest come first


def test_a_smaller_section_breaks_who_has_no_seat_left_in_the_open_order(desk: Desk) -> None:
    art(desk, seats=34)
    radius = blast_radius(desk, ShrinkSection(ART, 2))
    assert [one.effect for one in radius.students].count(Effect.NONE) == 2
    (lost,) = (one for one in radius.students if one.effect is not Effect.NONE)
    assert in_sections(lost)["ART1"] == "T-ART5"
    assert "3" in lost.because
    assert blast_radius(desk, ShrinkSection(ART, 3)).counted[Effect.NONE] == 3


def test_whoever_sits_in_it_now_is_named_with_and_without_a_plan(desk: Desk) -> None:
    with desk.database.reading() as tx:
        counted = tallies(tx, NOW, desk.today())
        known = {one.section_id: one for one in sections_of(tx, NOW)}
    busiest = max(counted, key=lambda found: counted[found][0])
    key = (NOW, busiest)
    evening = replace(known[busiest], section_id="T-EVENING", kind=SectionKind.EXTENDED, seats=200)
    hours = (SectionMeeting("", "MW", 17 * 60 + 30, 19 * 60),)
    keep(desk, replace(evening, meetings=hours))
    radius = blast_radius(desk, CancelSection(key))
    assert sum(one.seated_now for one in radius.students) == counted[busiest][0]
    one = next(
        one
        for one in radius.students
        if one.seated_now and one.before is not None and one.effect is Effect.SWAP
    )
    assert one.before is not None
    with desk.database.writing() as tx:
        begin_step(tx, "edit_plan")
        delete_plan(tx, one.before.uid)
    again = about(blast_radius(desk, CancelSection(key)), one.student_id)
    assert (again.before, again.seated_now) == (None, True)
    assert again.repair == (
        "Take T-EVENING (Mon/Wed 17:30–19:00, Valencia) instead "
        "(sits in it now: the information system has to move the student)"
    )
    assert (again.effect, again.repaired) == (Effect.SWAP, None)  # the record is not ours to edit


def test_the_change_and_all_repairs_are_one_step_that_is_taken_back_whole(desk: Desk) -> None:
    ids = art(desk)
    before = content(desk)
    radius = blast_radius(desk, CancelSection(ART))
    done = apply_blast(desk, radius)
    assert (done.plans, done.kept_apart) == (len(ids), ())
    assert {"sections", "plans", "history"} <= done.nouns
    with desk.database.reading() as tx:
        kept = find_section(tx, ART)
    assert kept is not None
    assert kept.cancelled
    uid = next(one.uid for one in radius.students)
    assert open_case_of(desk, uid).plan == about(radius, radius.students[0].student_id).repaired
    after = content(desk)
    newest = history.list_history(desk, limit=1)[0]
    assert newest.number == done.step
    assert "T-ART1" in newest.text
    history.undo(desk)
    assert content(desk) == before
    history.undo(desk, history.list_history(desk, limit=1)[0].number)
    assert content(desk) == after


@pytest.mark.parametrize("change", [MoveSection(ART, "TR", 945, 1095), ShrinkSection(ART, 1)])
def test_moving_and_shrinking_are_taken_back_as_well(
    desk: Desk, change: MoveSection | ShrinkSection
) -> None:
    art(desk)
    before = content(desk)
    apply_blast(desk, blast_radius(desk, change))
    with desk.database.reading() as tx:
        kept = find_section(tx, ART)
    assert kept is not None
    if isinstance(change, MoveSection):
        assert kept.meetings == (SectionMeeting("", "TR", 945, 1095, ""),)
    else:
        assert kept.seats == 1
    history.undo(desk)
    assert content(desk) == before


def test_a_plan_that_was_changed_meanwhile_is_kept_apart(desk: Desk) -> None:
    ids = art(desk)
    radius = blast_radius(desk, CancelSection(ART))
    touched = radius.students[0]
    assert touched.before is not None
    case = open_case_of(desk, touched.uid)
    kept = plan_in(desk, case, ())
    done = apply_blast(desk, radius)
    assert [one.student_id for one in done.kept_apart] == [touched.student_id]
    assert done.plans == len(ids) - 1
    assert open_case_of(desk, touched.uid).plan == kept


def test_a_repair_into_a_section_that_is_gone_meanwhile_is_kept_apart(desk: Desk) -> None:
    art(desk)
    radius = blast_radius(desk, CancelSection(ART))
    away = {one.uid for one in radius.students if in_sections(one).get("ART1") == "T-ART5"}
    set_cancelled(desk, (NEXT, "T-ART5"), cancelled=True)
    done = apply_blast(desk, radius)
    assert {one.uid for one in done.kept_apart} == away != set()
    assert {one.text for one in done.kept_apart} == {
        "A section that the repair takes is gone meanwhile; the plan was left as it is."
    }
    for one in radius.students:
        stays = one.before if one.uid in away else one.repaired
        assert open_case_of(desk, one.uid).plan == stays


def test_giving_up_while_it_is_done_keeps_nothing(desk: Desk) -> None:
    art(desk)
    before = content(desk)
    radius = blast_radius(desk, CancelSection(ART))

    def enough(done: int, total: int) -> None:
        assert total == len(radius.students)
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        apply_blast(desk, radius, progress=enough)
    assert content(desk) == before


def test_a_signed_plan_says_so_beside_its_repair(desk: Desk) -> None:
    art(desk)
    one = blast_radius(desk, CancelSection(ART)).students[0]
    assert one.before is not None
    with desk.database.writing() as tx:
        begin_step(tx, "edit_plan")
        save_plan(tx, replace(one.before, signed_on=desk.today()))
    signed = about(blast_radius(desk, CancelSection(ART)), one.student_id)
    assert signed.repair.endswith("(the plan is signed)")
    assert not one.repair.endswith("(the plan is signed)")


def test_a_signed_plan_is_left_and_named_unless_its_repair_is_chosen(desk: Desk) -> None:
    ids = art(desk)
    one = blast_radius(desk, CancelSection(ART)).students[0]
    assert one.before is not None
    with desk.database.writing() as tx:
        begin_step(tx, "edit_plan")
        save_plan(tx, replace(one.before, signed_on=desk.today()))
    radius = blast_radius(desk, CancelSection(ART))
    signed = about(radius, one.student_id)
    done = apply_blast(desk, radius)
    assert done.plans == len(ids) - 1
    assert [(left.uid, left.text) for left in done.kept_apart] == [
        (one.uid, "The plan is signed; it was left as it is.")
    ]
    assert open_case_of(desk, one.uid).plan == signed.before
    history.undo(desk)
    assert signed.repaired is not None
    chosen = apply_blast(desk, radius, repairs={one.uid: signed.repaired})
    assert (chosen.plans, chosen.kept_apart) == (1, ())
    assert open_case_of(desk, one.uid).plan == signed.repaired


def test_only_the_repairs_that_were_chosen_are_done(desk: Desk) -> None:
    art(desk)
    radius = blast_radius(desk, CancelSection(ART))
    one = next(one for one in radius.students if one.repaired is not None)
    assert one.repaired is not None
    done = apply_blast(desk, radius, repairs={one.uid: one.repaired})
    assert (done.plans, set(done.students)) == (1, {one.uid})
    assert apply_blast(desk, replace(radius, students=())).step is None  # it was so already


def test_a_retired_course_is_replaced_and_understood_by_the_rest_of_the_house(desk: Desk) -> None:
    before = content(desk)
    radius = blast_radius(desk, RetireCourse("ENG11"))
    assert radius.students
    assert radius.is_whole
    replaced = [one for one in radius.students if one.repaired is not None]
    assert all(
        "ENG11" not in {p.course_code for p in one.repaired.placed}
        for one in replaced
        if one.repaired is not None
    )
    done = apply_blast(desk, radius, repairs={})
    assert "catalog" in done.nouns
    retired = {
        line.student_id for line in find_misfits(desk) if line.misfit.kind is MisfitKind.RETIRED
    }
    assert {one.student_id for one in radius.students} <= retired
    with desk.database.reading() as tx:
        ahead = [one for one in sections_of(tx, NEXT) if one.course_code == "ENG11"]
    assert all(one.cancelled for one in ahead)
    history.undo(desk)
    assert content(desk) == before
    apply_blast(desk, radius)
    history.undo(desk)
    assert content(desk) == before


def test_the_look_can_be_cancelled_and_tells_how_far_it_is(desk: Desk) -> None:
    art(desk)
    told: list[tuple[int, int]] = []
    blast_radius(desk, CancelSection(ART), progress=lambda *done: told.append(done))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    part = blast_radius(desk, CancelSection(ART), cancelled=lambda: True)
    assert (part.students, part.is_whole) == ((), False)
    assert not blast_radius(desk, RetireCourse("ENG11"), cancelled=lambda: True).is_whole


def test_a_section_is_found_in_this_and_the_next_years_alone(desk: Desk) -> None:
    keep(desk, section("T-ONE", "ART1", "P1", "VL"), section("T-TWO", "ART1", "P1", "VL"))
    keep(desk, section("T-TWO", "ART1", "P1", "VL", school_year=NOW))
    keep(desk, section("T-OLD", "ART1", "P1", "VL", school_year=NOW - 1))
    assert find_change_target(desk, "T-ONE") == (NEXT, "T-ONE")
    assert find_change_target(desk, "T-TWO", NOW) == (NOW, "T-TWO")
    for section_id, year, code in (
        ("T-TWO", None, "ambiguous_section"),
        ("T-OLD", None, "unknown_section"),
        ("T-OLD", NOW - 1, "year_is_over"),
        ("T-ONE", NOW, "unknown_section"),
        ("NOPE", None, "unknown_section"),
    ):
        with pytest.raises(WrongCall) as refused:
            find_change_target(desk, section_id, year)
        assert refused.value.code == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (CancelSection((NEXT, "NOPE")), "unknown_section"),
        (MoveSection(ART, "XY", 900, 960), "bad_days"),
        (MoveSection(ART, "TR", 960, 900), "bad_times"),
        (MoveSection(ART, "TR", 900, 24 * 60), "bad_times"),
        (ShrinkSection(ART, -1), "bad_seats"),
        (ShrinkSection(ART, 10**25), "bad_seats"),
        (RetireCourse("NOPE"), "unknown_course"),
    ],
)
def test_a_change_that_cannot_be_is_refused(
    desk: Desk, change: CancelSection | MoveSection | ShrinkSection | RetireCourse, code: str
) -> None:
    with pytest.raises(WrongCall) as refused:
        blast_radius(desk, change)
    assert refused.value.code == code
