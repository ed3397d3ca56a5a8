"""Plans that no longer fit after an import: listed, previewed, repaired in one step, undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cte_desktop.domain.planning.plan import Lane, Placement, Spot, place
from cte_desktop.domain.planning.plan import remove as without
from cte_desktop.domain.school_year import SEMESTERS, school_year_text
from cte_desktop.services import history, plan_repairs, planning
from cte_desktop.services.cases import Case, open_case, open_case_of, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.importing import import_paths
from cte_desktop.services.plan_repairs import (
    Chosen,
    MisfitKind,
    PlanMisfit,
    find_misfits,
    preview_repairs,
    recommended,
)
from tests.plan_days import keep_signed_on

HEADER = (
    "student_id,school_year,term,grade_level,course_code,mark,credits_attempted,credits_earned,"
    "school\n"
)


def year_course(case: Case) -> Placement:
    """A year course that lies ahead in the plan and gives credit once."""
    assert case.plan is not None
    for placement in case.plan.placed:
        course = case.district.catalog.course(placement.course_code)
        spot = placement.spot
        ahead = spot is not None and spot.grade_level > case.file.student.grade_level
        if ahead and course is not None and course.is_year and not course.repeatable:
            needed = [
                need.course_code
                for p in case.plan.placed
                for all_of in case.district.catalog.course_by_code[
                    p.course_code
                ].prerequisites.alternatives
                for need in all_of
            ]
            if course.code not in needed:
                return placement
    raise LookupError(case.file.student.student_id)


def planned(desk: Desk, count: int = 3) -> list[Case]:
    """Students whose unsigned plan has a year course ahead."""
    found = []
    for case in open_cases(desk):
        grade = case.file.student.grade_level
        if case.plan is not None and case.plan.signed_on is None and 10 <= grade < 12:
            try:
                year_course(case)
            except LookupError:
                continue
            found.append(case)
    assert len(found) >= count
    return found[:count]


def passed_since(desk: Desk, cases: list[Case], folder: Path) -> int:
    """Import a record in which each of them has passed the planned year course; return the step."""
    rows = []
    for case in cases:
        student, code = case.file.student, year_course(case).course_code
        year = school_year_text(student.graduation_year - 1 - (12 - student.grade_level) - 1)
        rows += [
            f"{student.student_id},{year},{term.value},{student.grade_level - 1},{code},A,5,5,"
            f"{student.school}\n"
            for term in SEMESTERS
        ]
    file = folder / "record.csv"
    file.write_text(HEADER + "".join(rows), encoding="utf-8")
    report = import_paths(desk, [file])
    assert report.step is not None
    assert sum(one.accepted for one in report.files) == len(rows)
    return report.step


def passed(found: tuple[PlanMisfit, ...]) -> list[PlanMisfit]:
    return [one for one in found if one.kind is MisfitKind.ALREADY_PASSED]


def test_an_import_that_passes_planned_courses_lists_them_with_a_repair(
    desk: Desk, tmp_path: Path
) -> None:
    assert find_misfits(desk) == ()
    cases = planned(desk)
    step = passed_since(desk, cases, tmp_path)
    touched = plan_repairs.students_of_step(desk, step)
    assert touched == frozenset(case.file.student.uid for case in cases)
    told: list[tuple[int, int]] = []
    found = find_misfits(desk, students=touched, progress=lambda *at: told.append(at))
    assert (told[0], told[-1]) == ((0, 3), (3, 3))
    assert {one.uid for one in passed(found)} == touched
    title = cases[0].district.catalog.course_by_code[year_course(cases[0]).course_code].title
    mine = next(one for one in passed(found) if one.uid == cases[0].file.student.uid)
    assert mine.text.startswith(f"{title} is passed already")
    assert mine.offers[0].text.startswith(f"Remove {title} from ")
    assert find_misfits(desk) == found


def test_repairs_are_one_step_and_one_undo_restores_every_plan(desk: Desk, tmp_path: Path) -> None:
    cases = planned(desk)
    passed_since(desk, cases, tmp_path)
    before = [open_case(desk, case.file.student.student_id).plan for case in cases]
    chosen = recommended(passed(find_misfits(desk)))
    done = plan_repairs.apply_repairs(desk, chosen)
    assert (done.plans, done.repairs, done.kept_apart) == (3, 3, ())
    assert done.students == {case.file.student.uid for case in cases}
    assert "plans" in done.nouns
    assert passed(find_misfits(desk)) == []
    newest = history.list_history(desk, limit=1)[0]
    assert (newest.number, newest.text) == (done.step, "Repair 3 plans")
    undone = history.undo(desk)
    assert undone.taken_back == done.step
    assert [open_case(desk, case.file.student.student_id).plan for case in cases] == before
    assert len(passed(find_misfits(desk))) == 3


def test_a_preview_says_before_and_after_and_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    cases = planned(desk, 1)
    passed_since(desk, cases, tmp_path)
    lines = history.list_history(desk)
    chosen = recommended(passed(find_misfits(desk)))
    (preview,) = preview_repairs(desk, chosen)
    title = cases[0].district.catalog.course_by_code[year_course(cases[0]).course_code].title
    assert [text.split(",")[0] for text in preview.before] == [title, title]
    assert preview.after == ()
    graduation = preview.programs[0]
    assert graduation.program.startswith("Graduation")
    assert graduation.before
    assert history.list_history(desk) == lines


def test_a_plan_that_was_changed_meanwhile_is_kept_apart_and_the_others_are_repaired(
    desk: Desk, tmp_path: Path
) -> None:
    cases = planned(desk)
    passed_since(desk, cases, tmp_path)
    chosen = recommended(passed(find_misfits(desk)))
    moved = open_case_of(desk, cases[0].file.student.uid)
    assert moved.plan is not None
    other = next(p for p in moved.plan.placed if p.course_code != year_course(cases[0]).course_code)
    changed = without(moved.plan, other.uid)
    planning.save_plan(desk, changed, "edit_plan")
    done = plan_repairs.apply_repairs(desk, chosen)
    assert done.plans == 2
    (apart,) = done.kept_apart
    assert apart.uid == cases[0].file.student.uid
    assert apart.text.startswith("The plan was changed meanwhile")
    assert open_case_of(desk, apart.uid).plan == changed


def test_a_repair_that_the_others_make_needless_is_passed_over(desk: Desk, tmp_path: Path) -> None:
    cases = planned(desk, 1)
    passed_since(desk, cases, tmp_path)
    (one,) = recommended(passed(find_misfits(desk)))
    done = plan_repairs.apply_repairs(desk, (one, one))
    assert (done.plans, done.repairs, done.kept_apart) == (1, 1, ())


def test_nothing_chosen_is_no_step(desk: Desk) -> None:
    lines = history.list_history(desk)
    assert plan_repairs.apply_repairs(desk, ()).step is None
    assert history.list_history(desk) == lines


def test_giving_up_while_repairing_leaves_every_plan_as_it_is(desk: Desk, tmp_path: Path) -> None:
    cases = planned(desk)
    passed_since(desk, cases, tmp_path)
    chosen = recommended(passed(find_misfits(desk)))
    lines = history.list_history(desk)

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        plan_repairs.apply_repairs(desk, chosen, progress=stop)
    assert history.list_history(desk) == lines
    assert len(passed(find_misfits(desk))) == 3


def test_looking_stops_when_it_is_cancelled(desk: Desk, tmp_path: Path) -> None:
    passed_since(desk, planned(desk), tmp_path)
    assert find_misfits(desk, cancelled=lambda: True) == ()


def test_a_signed_plan_is_repaired_only_when_it_is_chosen(desk: Desk, tmp_path: Path) -> None:
    cases = planned(desk, 1)
    assert cases[0].plan is not None
    keep_signed_on(desk, cases[0].plan, desk.today())
    passed_since(desk, cases, tmp_path)
    found = passed(find_misfits(desk))
    assert recommended(found) == ()
    assert found[0].offers[0].asks == "The plan is signed."
    done = plan_repairs.apply_repairs(desk, (Chosen(found[0], found[0].offers[0].repair),))
    assert done.plans == 1


def test_a_section_that_is_not_in_the_timetable_is_listed(desk: Desk) -> None:
    case = planned(desk, 1)[0]
    wanted = year_course(case)
    assert case.plan is not None
    edited = tuple(
        replace(p, section_id="0000-1") if p.uid == wanted.uid else p for p in case.plan.placements
    )
    planning.save_plan(desk, replace(case.plan, placements=edited), "edit_plan")
    found = [one for one in find_misfits(desk) if one.kind is MisfitKind.SECTION_GONE]
    assert [one.uid for one in found] == [case.file.student.uid]
    plan_repairs.apply_repairs(desk, recommended(found))
    plan = open_case_of(desk, case.file.student.uid).plan
    assert plan is not None
    kept = plan.find(wanted.uid)
    assert kept is not None
    assert isinstance(kept.spot, Spot)
    assert kept.section_id == ""


def test_a_course_that_a_catalog_lost_is_found_by_its_former_title(
    desk: Desk, tmp_path: Path
) -> None:
    case = planned(desk, 1)[0]
    assert case.plan is not None
    placement = year_course(case)
    old = "OLD-1"
    title = case.district.catalog.course_by_code[placement.course_code].title
    edited = tuple(
        replace(p, course_code=old) if p.uid == placement.uid else p for p in case.plan.placements
    )
    planning.save_plan(desk, replace(case.plan, placements=edited), "edit_plan")
    student = case.file.student
    file = tmp_path / "record.csv"
    row = f"{student.student_id},2020-21,fall,7,{old},B,5,5,{student.school},{title},elective\n"
    file.write_text(HEADER.rstrip() + ",course_title,subject\n" + row, encoding="utf-8")
    report = import_paths(desk, [file])
    assert sum(one.accepted for one in report.files) == 1, report
    (found,) = [one for one in find_misfits(desk) if one.misfit.about("course") == old]
    assert found.text.startswith(title)


def test_an_import_of_sections_may_concern_everyone(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "sections.csv"
    file.write_text(
        "section_id,school_year,term,course_code,site,kind\nNEW-1,2026-27,fall,HEALTH,VL,day\n",
        encoding="utf-8",
    )
    step = import_paths(desk, [file]).step
    assert step is not None
    assert plan_repairs.students_of_step(desk, step) is None


def test_an_import_that_takes_rows_away_concerns_their_students(desk: Desk, tmp_path: Path) -> None:
    cases = planned(desk, 2)
    passed_since(desk, cases, tmp_path)
    file = tmp_path / "plans.csv"
    uid, student_id = cases[0].file.student.uid, cases[0].file.student.student_id
    file.write_text(
        "student_id,plan,grade_level,term,lane,course_code,status\n"
        f"{student_id},Plan Z,12,fall,day,HEALTH,active\n",
        encoding="utf-8",
    )
    step = import_paths(desk, [file]).step
    assert step is not None
    assert plan_repairs.students_of_step(desk, step) == frozenset({uid})
    undone = history.undo(desk).changes.step
    assert undone is not None
    assert plan_repairs.find_misfits(desk, students=frozenset()) == ()


def test_a_student_whose_plan_is_gone_by_now_is_kept_apart(desk: Desk, tmp_path: Path) -> None:
    case = next(one for one in open_cases(desk) if one.plan is None)
    empty = planning.new_plan(desk, case.file.student.uid)
    course = case.district.catalog.course_by_code["HEALTH"]
    spot = Spot(12, SEMESTERS[0], Lane.DAY)
    plan = place(empty, course, spot, lambda: planning.fresh_id(desk))
    edited = tuple(replace(p, section_id="0000-1") for p in plan.placements)
    planning.save_plan(desk, replace(plan, placements=edited), "edit_plan")
    chosen = tuple(
        Chosen(one, one.offers[0].repair)
        for one in find_misfits(desk, students={case.file.student.uid})
        if one.offers
    )
    assert len(chosen) == 1
    history.undo(desk)
    done = plan_repairs.apply_repairs(desk, chosen)
    assert (done.plans, done.step, len(done.kept_apart)) == (0, None, 1)
    assert preview_repairs(desk, chosen)[0].before == ()
