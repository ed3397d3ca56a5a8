"""The lists of completers: whose names, schools and standings stand beside what was found."""

from __future__ import annotations

from cte_desktop.services.awards.awarding import award, revoke, withdraw
from cte_desktop.services.awards.completers import CompleterSheet, Standing, completer_sheet
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.desk import Desk
from tests.services.awards.people import PHOTOS, SPORTS, YEAR


def standings(sheet: CompleterSheet) -> dict[str, Standing]:
    return {one.student_id: one.standing for one in sheet.completed}


def test_the_lists_hold_whom_the_search_found(desk: Desk) -> None:
    found, sheet = find_completers(desk, YEAR), completer_sheet(desk, YEAR)
    assert [one.key for one in sheet.completed] == [
        (one.student.uid, one.pathway) for one in found.completed
    ]
    assert {one.key for one in sheet.needs_a_person} == {
        (one.student_uid, one.pathway) for one in found.needs_a_person
    }
    assert {one.key for one in sheet.one_course_away} == {
        (one.student_uid, one.pathway) for one in found.one_course_away
    }
    assert (sheet.students, sheet.state_completions) == (found.students, found.state_completions)


def test_a_line_says_who_where_what_and_by_which_courses(desk: Desk) -> None:
    line = completer_sheet(desk, YEAR).completed[0]
    assert (line.student_id, line.name) == ("0001", "Núñez, Ana 0001")
    assert (line.grade_level, line.school_name) == (12, "Valencia High")
    assert (line.pathway, line.sector) == (SPORTS, "Health Science and Medical Technology")
    assert line.courses == ("Sports Medicine 1", "Sports Medicine 2 (practicum)")
    assert line.completed is not None


def test_what_was_never_looked_at_is_told_apart_from_what_may_be_awarded(desk: Desk) -> None:
    before = standings(completer_sheet(desk, YEAR))
    assert before["0001"] is Standing.TO_AWARD
    assert before["0005"] is Standing.LOOK_FIRST
    found = find_completers(desk, YEAR)
    award(desk, found.completed[:2])
    serial = completer_sheet(desk, YEAR).completed[0].serial
    withdraw(desk, serial, "The wrong student.")
    after = completer_sheet(desk, YEAR)
    assert standings(after)["0001"] is Standing.TAKEN_BACK
    assert standings(after)["0004"] is Standing.AWARDED
    assert [one.pathway for one in after.standing(Standing.AWARDED)] == [PHOTOS]


def test_who_is_not_completed_carries_the_reason_or_the_one_thing(desk: Desk) -> None:
    sheet = completer_sheet(desk, YEAR)
    pending = next(one for one in sheet.needs_a_person if one.student_id == "0007")
    assert pending.standing is Standing.NOT_COMPLETED
    assert [why.code for why in pending.because] == ["mark_pending"]
    assert pending.completed is None
    away = next(one for one in sheet.one_course_away if one.student_id == "0014")
    assert (away.standing, away.missing) == (Standing.ONE_AWAY, "capstone")


def test_a_revoked_certificate_is_told_apart_from_an_award_taken_back(desk: Desk) -> None:
    award(desk, find_completers(desk, YEAR).completed[:1])
    revoke(desk, completer_sheet(desk, YEAR).completed[0].serial, "The wrong name.")
    assert standings(completer_sheet(desk, YEAR))["0001"] is Standing.REVOKED
