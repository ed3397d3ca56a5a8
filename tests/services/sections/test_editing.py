"""Sections are added, changed, moved, cancelled and removed, each one step with a name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.sections.offers import SectionKey, key_of
from cte_desktop.domain.school_year import grade_in
from cte_desktop.services import history, planning
from cte_desktop.services.cases import Case, open_case, open_cases
from cte_desktop.services.changes import Changes
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.sections.editing import (
    add_section,
    change_section,
    check_section,
    next_section_id,
    remove_section,
    set_cancelled,
)
from cte_desktop.services.sections.listing import list_sections, section_line
from cte_desktop.system.errors import KnownError, WrongCall

NEW = Section(
    "CN29-0001",
    2029,
    "year",
    "GD2",
    "CN",
    SectionKind.EXTENDED,
    (SectionMeeting("", "TR", 945, 1065, "Lab 1"),),
    "B. Ortiz",
    24,
)
KEY = key_of(NEW)


def _told(desk: Desk, section: Section, before: SectionKey | None = None) -> list[tuple[str, str]]:
    return [(found.field, found.code) for found in check_section(desk, section, before)]


def test_what_a_person_types_is_not_kept(desk: Desk) -> None:
    check_section(desk, NEW)
    kept = len(desk.catalog().weeks)
    for minutes in range(5):
        check_section(desk, replace(NEW, seats=minutes))
    assert len(desk.catalog().weeks) == kept


def _names(desk: Desk, count: int) -> list[str]:
    return [line.text for line in history.list_history(desk, limit=count)]


def _sitting(desk: Desk) -> SectionKey:
    """A section in which somebody sits by the record."""
    return key_of(next(line for line in list_sections(desk, 2026) if line.recorded).section)


def _planned(desk: Desk) -> Case:
    """The case of a student whose plan names the new section."""
    case = next(c for c in open_cases(desk) if c.plan is not None and _ahead(c))
    assert case.plan is not None
    placements = tuple(
        replace(p, section_id=NEW.section_id) if p in _ahead(case) else p
        for p in case.plan.placements
    )
    planning.save_plan(desk, replace(case.plan, placements=placements), "edit_plan")
    return open_case(desk, case.file.student.student_id)


def _ahead(case: Case) -> tuple[object, ...]:
    grade = grade_in(2029, case.file.student.graduation_year)
    placed = case.plan.placements if case.plan is not None else ()
    found = [p for p in placed if p.spot is not None and p.spot.grade_level == grade]
    return tuple(p for p in found if p.course_code == found[0].course_code)


def test_a_new_section_is_one_step_and_is_undone(desk: Desk) -> None:
    changes = add_section(desk, NEW)
    assert changes.nouns == {"sections", "history"}
    assert changes.students == frozenset()
    line = section_line(desk, KEY)
    assert (line.section, line.title) == (NEW, "Graphic Design 2")
    assert _names(desk, 1) == ["Add section CN29-0001 of Graphic Design 2"]
    undone = history.undo(desk)
    assert "sections" in undone.changes.nouns
    assert undone.changes.students == frozenset()
    with pytest.raises(WrongCall, match='no section "CN29-0001" in 2029-30'):
        section_line(desk, KEY)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"meetings": (SectionMeeting("", "TR", 960, 1080, "Lab 1"),)}, "Move"),
        ({"cancelled": True}, "Cancel"),
        ({"teacher": "C. Diaz"}, "Change"),
        ({"teacher": "C. Diaz", "meetings": ()}, "Change"),
    ],
)
def test_a_change_is_called_what_it_is(desk: Desk, change: dict[str, object], name: str) -> None:
    add_section(desk, NEW)
    changed = replace(NEW, **change)  # type: ignore[arg-type]
    change_section(desk, changed)
    assert section_line(desk, KEY).section == changed
    assert _names(desk, 1) == [f"{name} section CN29-0001 of Graphic Design 2"]
    assert change_section(desk, changed) == Changes()
    history.undo(desk)
    assert section_line(desk, KEY).section == NEW


def test_cancelling_and_taking_it_back_are_steps(desk: Desk) -> None:
    add_section(desk, NEW)
    set_cancelled(desk, KEY, True)
    assert set_cancelled(desk, KEY, True) == Changes()
    assert section_line(desk, KEY).section.cancelled
    set_cancelled(desk, KEY, False)
    assert section_line(desk, KEY).section == NEW
    assert _names(desk, 2) == [
        "Reopen section CN29-0001 of Graphic Design 2",
        "Cancel section CN29-0001 of Graphic Design 2",
    ]


def test_plans_follow_a_section_to_its_new_id_in_the_same_step(desk: Desk) -> None:
    add_section(desk, NEW)
    case = _planned(desk)
    renamed = replace(NEW, section_id="CN29-0099", seats=12)
    changes = change_section(desk, renamed, KEY)
    assert "plans" in changes.nouns

    def named() -> set[str]:
        plan = open_case(desk, case.file.student.student_id).plan
        assert plan is not None
        return {p.section_id for p in plan.placements} - {""}

    assert "CN29-0099" in named()
    assert NEW.section_id not in named()
    assert section_line(desk, key_of(renamed)).planned == 1
    history.undo(desk)
    assert NEW.section_id in named()
    assert section_line(desk, KEY).section == NEW


def test_steps_are_undone_after_a_restart(desk: Desk) -> None:
    add_section(desk, NEW)
    set_cancelled(desk, KEY, True)
    file = desk.database.path
    assert file is not None
    desk.close()
    again = open_desk(file, None, desk.clock, actor="A. Lee", writable=True)
    assert history.undo(again).text == "Cancel section CN29-0001 of Graphic Design 2"
    assert section_line(again, KEY).section == NEW
    again.close()


def test_a_section_that_somebody_has_is_not_removed(desk: Desk) -> None:
    key = _sitting(desk)
    with pytest.raises(KnownError, match="can't be removed") as told:
        remove_section(desk, key)
    assert told.value.code == "section_in_use"
    add_section(desk, NEW)
    _planned(desk)
    with pytest.raises(KnownError, match="1 plans name it"):
        remove_section(desk, KEY)
    history.undo(desk)
    assert remove_section(desk, KEY).nouns == {"sections", "history"}
    assert list_sections(desk, 2029) == ()
    with pytest.raises(WrongCall):
        remove_section(desk, KEY)


def test_what_stops_a_section_is_told_first_and_nothing_is_kept(desk: Desk) -> None:
    wrong = replace(NEW, seats=-1, course_code="NOPE", site="??", teacher="t" * 301)
    told = _told(desk, wrong)
    assert {("seats", "negative_seats"), ("course_code", "unknown_course")} <= set(told)
    assert {("site", "unknown_site"), ("teacher", "too_long")} <= set(told)
    before = history.list_history(desk)
    with pytest.raises(WrongCall):
        add_section(desk, wrong)
    assert history.list_history(desk) == before


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("school_year", 10**25, "bad_school_year"),
        ("seats", 10**25, "too_many_seats"),
        ("grade_max", 10**25, "bad_grade"),
        ("meetings", (SectionMeeting("", "MW", 900, 10**25),), "outside_day"),
        ("teacher", "\ud800", "bad_characters"),
        ("section_id", "A\x00B", "bad_characters"),
    ],
)
def test_what_no_store_can_hold_is_told_and_not_tried(
    desk: Desk, field: str, value: object, code: str
) -> None:
    changes: dict[str, Any] = {field: value}
    with pytest.raises(WrongCall) as told:
        add_section(desk, replace(NEW, **changes))
    assert told.value.code == code


def test_the_store_s_own_checks(desk: Desk) -> None:
    add_section(desk, NEW)
    assert ("section_id", "duplicate_id") in _told(desk, NEW)
    assert _told(desk, NEW, KEY) == []
    assert ("school_year", "other_year") in _told(desk, replace(NEW, school_year=2030), KEY)
    assert ("section_id", "missing_value") in _told(desk, replace(NEW, section_id=" "))
    key = _sitting(desk)
    sitting = section_line(desk, key)
    renamed = replace(sitting.section, section_id="OTHER")
    found = {problem.code: problem for problem in check_section(desk, renamed, key)}
    assert found["in_record"].stops
    fewer = replace(sitting.section, seats=sitting.recorded - 1)
    found = {problem.code: problem for problem in check_section(desk, fewer, key)}
    assert not found["fewer_than_recorded"].stops
    assert "fewer seats" in found["fewer_than_recorded"].text


def test_a_teacher_in_two_places_is_told_and_does_not_stop(desk: Desk) -> None:
    add_section(desk, NEW)
    other = replace(NEW, section_id="VL29-0001", site="VL")
    told = [problem for problem in check_section(desk, other) if problem.code == "teacher_twice"]
    assert [problem.stops for problem in told] == [False]
    assert told[0].text == ("B. Ortiz teaches CN29-0001 at the same time on Tuesday and Thursday.")
    set_cancelled(desk, KEY, True)
    assert "teacher_twice" not in {problem.code for problem in check_section(desk, other)}


def test_the_next_id_is_one_that_nobody_has(desk: Desk) -> None:
    assert next_section_id(desk, 2029, "CN") == "CN29-0001"
    add_section(desk, NEW)
    assert next_section_id(desk, 2029, "CN") == "CN29-0002"
    assert next_section_id(desk, 2029, "VL") == "VL29-0001"
    taken = {line.section.section_id for line in list_sections(desk, 2026)}
    assert next_section_id(desk, 2026, "VL") not in taken


def test_plans_lie_where_their_section_does_once_it_has_moved(desk: Desk) -> None:
    add_section(desk, NEW)
    case = _planned(desk)
    assert case.plan is not None
    named = [p for p in case.plan.placements if p.section_id == NEW.section_id]
    kept = tuple(replace(p, site="CN") if p in named else p for p in case.plan.placements)
    planning.save_plan(desk, replace(case.plan, placements=kept), "edit_plan")
    when = (SectionMeeting("P5", ""),)
    change_section(desk, replace(NEW, site="GV", kind=SectionKind.DAY, meetings=when))
    now = open_case(desk, case.file.student.student_id).situation
    assert {
        (s.school, s.site, s.lane, s.period) for s in now.semesters if s.section_id == KEY[1]
    } == {("GV", "GV", Lane.DAY, "P5")}


def test_seats_kept_for_nobody_that_the_catalog_knows_are_told(desk: Desk) -> None:
    for known in ("grade 12", "Graphic Design and Animation=3; 11", ""):
        assert _told(desk, replace(NEW, reserved_for=known)) == []
    (found,) = check_section(desk, replace(NEW, reserved_for="12=2; foo=bar; grade 99"))
    assert (found.field, found.code, found.stops) == ("reserved_for", "reserved_for_nobody", False)
    assert '"foo=bar"' in found.text
    assert _told(desk, replace(NEW, reserved_for="grade 99")) == [
        ("reserved_for", "reserved_for_nobody")
    ]


def test_another_time_tells_how_many_students_have_the_section(desk: Desk) -> None:
    key = _sitting(desk)
    line = section_line(desk, key)
    students = line.recorded + line.planned
    moved = replace(line.section, meetings=(SectionMeeting("", "F", 1200, 1260),))
    (told,) = [p for p in check_section(desk, moved, key) if p.code == "moved_with_students"]
    assert (told.field, told.stops) == ("meetings", False)
    assert f" {students} " in told.text
    rooms = tuple(replace(row, room="elsewhere") for row in line.section.meetings)
    for kept in (replace(line.section, meetings=rooms), replace(line.section, teacher="N. New")):
        assert ("meetings", "moved_with_students") not in _told(desk, kept, key)


def test_a_class_that_another_would_be_taught_with_is_told_once_it_is_new(desk: Desk) -> None:
    add_section(desk, NEW)
    beside = replace(NEW, section_id="CN29-0002", course_code="GD1")
    (told,) = check_section(desk, beside)
    assert (told.field, told.code, told.stops) == ("meetings", "one_class", False)
    assert "B. Ortiz has CN29-0001 " in told.text
    add_section(desk, beside)
    assert _told(desk, replace(beside, seats=20), key_of(beside)) == []
    elsewhere = replace(beside, meetings=(replace(NEW.meetings[0], room="Lab 2"),))
    assert _told(desk, elsewhere, key_of(beside)) == [("teacher", "teacher_twice")]
