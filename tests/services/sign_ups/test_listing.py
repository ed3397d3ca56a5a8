"""Lists of sign-ups: who has none, who is interested, what changed, a student's history."""

from __future__ import annotations

from datetime import date

from cte_desktop.services.cases import open_case, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.enrolments import change_to, note_interest
from cte_desktop.services.sign_ups.listing import (
    changed,
    history_of,
    interested,
    not_signed_up,
)
from cte_desktop.services.student_edits import keep_edit


def test_who_is_in_no_pathway_in_grades_9_and_10_is_listed_with_interests_and_workshops(
    district: Desk,
) -> None:
    found = {one.student.student_id: one for one in not_signed_up(district)}
    assert list(found) == ["0001", "0002", "0006"]
    assert found["0001"].interests == ("Welding",)
    assert [opinion for _, opinion in found["0001"].workshops] == [5, 5]
    assert found["0002"].interests == ()  # left since
    assert found["0006"].student.school_name == "Valencia High"


def test_the_lists_agree_with_the_files_of_the_students_in_a_sample_district(desk: Desk) -> None:
    expected = {
        case.file.student.uid
        for case in open_cases(desk)
        if case.file.student.grade_level in {9, 10} and not case.file.pathways
    }
    assert {one.student.uid for one in not_signed_up(desk)} == expected
    signed = {
        (case.file.student.uid, name) for case in open_cases(desk) for name in case.file.pathways
    }
    for one in interested(desk):
        assert one.signed_up == ((one.student.uid, one.pathway) in signed)


def test_the_interest_list_says_since_when_in_which_grade_and_what_came_of_it(
    district: Desk,
) -> None:
    every = {(one.pathway, one.student.student_id): one for one in interested(district)}
    assert list(every) == [("Photography", "0003"), ("Welding", "0001"), ("Welding", "0004")]
    first = every["Welding", "0001"]
    assert (first.since, first.grade_level, first.signed_up) == (date(2026, 4, 20), 8, False)
    assert (every["Photography", "0003"].signed_up, every["Photography", "0003"].in_another) == (
        False,
        True,
    )
    assert every["Welding", "0004"].signed_up
    assert [one.student.student_id for one in interested(district, "Welding")] == ["0001", "0004"]


def test_who_is_interested_again_after_leaving_is_on_the_list(district: Desk) -> None:
    case = open_case(district, "0002")
    edit = note_interest(case, "Culinary Arts")
    keep_edit(district, case.file.student.uid, edit)
    (again,) = interested(district, "Culinary Arts")
    assert (again.student.student_id, again.since) == ("0002", district.today())
    assert not again.signed_up
    unsigned = {one.student.student_id: one for one in not_signed_up(district)}
    assert unsigned["0002"].interests == ("Culinary Arts",)


def test_changes_and_leaving_of_a_school_year_come_with_reason_and_what_ended(
    district: Desk,
) -> None:
    found = changed(district)
    assert [(one.student.student_id, one.enrollment.action) for one in found] == [
        ("0002", "left"),
        ("0004", "changed"),
    ]
    assert found[0].enrollment.reason == "changed interest"
    assert found[1].left == ("Photography",)
    assert changed(district, 2025) == ()


def test_the_history_has_every_entry_in_order_and_who_wrote_it(
    district: Desk, uids: dict[str, str]
) -> None:
    case = open_case(district, "0004")
    keep_edit(district, uids["0004"], change_to(case, "Culinary Arts", "wants to cook"))
    history = history_of(district, uids["0004"])
    assert [one.enrollment.action for one in history] == [
        "interested",
        "signed_up",
        "changed",
        "changed",
    ]
    assert [one.by_hand for one in history] == [False, False, False, True]
    assert history[-1].enrollment.reason == "wants to cook"
    assert {one.actor for one in history} == {"B. Cruz"}
    assert all(one.written_at is not None for one in history)
    assert open_case(district, "0004").file.pathways == ("Culinary Arts",)
