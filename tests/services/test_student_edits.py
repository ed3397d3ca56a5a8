"""What a person changes in a student's file is one step each, undone by itself, across restarts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.decisions import (
    LONGEST_APPROVER,
    LONGEST_REASON,
    Decision,
    Wish,
)
from cte_desktop.domain.students.edits import FileEdit, edited
from cte_desktop.domain.students.experiences import BusyTime
from cte_desktop.services import added_programs, decisions, enrolments, history, planning
from cte_desktop.services.cases import Case, open_case, open_cases
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.student_edits import case_steps, keep_edit
from cte_desktop.system.errors import KnownError
from tests.services.test_planning import with_course

WAIVER = Decision(
    "waiver", "graduation", "physical_education", "", "", "", "EC 51241(b)", "A. Lee",
    date(2026, 11, 20),
)  # fmt: skip

SPORT = BusyTime(2026, Term.FALL, "MWF", 930, 1050, "sport", "VL")
SPORT_SPRING = replace(SPORT, term=Term.SPRING)
LUNCH = Wish(2, "lunch", "30", "must")


def a_case(desk: Desk) -> Case:
    return next(case for case in open_cases(desk) if case.plan is not None)


def kept(desk: Desk, case: Case, edit: FileEdit) -> Case:
    changes = keep_edit(desk, case.file.student.uid, edit)
    assert changes.students == {case.file.student.uid}
    return open_case(desk, case.file.student.student_id)


def test_every_kind_of_edit_is_stored_as_it_was_shown(desk: Desk) -> None:
    case = a_case(desk)
    for edit in (
        decisions.pin(case, "graduation", "ENG09", "elective"),
        decisions.decide(WAIVER),
        enrolments.sign_up(case, "Welding"),
        enrolments.change_to(case, "Engineering"),
        added_programs.add_program("pathway:Film Production"),
    ):
        shown = edited(case.file, edit)
        case = kept(desk, case, edit)
        assert case.file == shown
    assert case.file.pathways == ("Engineering",) or "Engineering" in case.file.pathways
    assert case.file.added_programs == ("pathway:Film Production",)


def test_edits_are_undone_by_name_in_their_order_across_a_restart(desk: Desk) -> None:
    case = a_case(desk)
    before = case.file
    kept(desk, case, decisions.decide(WAIVER))
    kept(desk, case, added_programs.add_program("pathway:Welding"))
    assert "Remove" not in history.list_history(desk)[0].text
    file = desk.database.path
    assert file is not None
    desk.close()
    desk = open_desk(file, None, desk.clock, actor="A. Lee", writable=True)
    assert history.undo(desk).text == "Add the program Welding"
    assert history.undo(desk).text == "Approve an exception (waiver)"
    assert open_case(desk, before.student.student_id).file == before
    desk.close()


def test_the_steps_of_file_and_plan_come_in_the_order_in_which_they_were_made(desk: Desk) -> None:
    case = a_case(desk)
    kept(desk, case, decisions.decide(WAIVER))
    planning.save_plan(desk, with_course(desk, case), "place_course")
    case = open_case(desk, case.file.student.student_id)
    case = kept(desk, case, decisions.pin(case, "graduation", "ENG09", "elective"))
    steps = case_steps(desk, case)[-3:]
    assert [step.edit is not None for step in steps] == [True, False, True]
    assert steps[0].edit is not None
    assert steps[0].edit.decisions_new == (WAIVER,)
    assert steps[1].after == case.plan
    assert steps[2].text == "Pin English 9 to Electives"
    history.undo(desk)
    assert case_steps(desk, case)[-1].after == case.plan


def test_fixed_times_and_wishes_are_kept_named_and_undone(desk: Desk) -> None:
    case = a_case(desk)
    before = case.file
    for edit, name in (
        (FileEdit("add_fixed_time", busy_new=(SPORT,)), "Add a fixed time"),
        (
            FileEdit("change_fixed_times", busy_gone=(SPORT,), busy_new=(SPORT_SPRING,)),
            "Change fixed times",
        ),
        (FileEdit("change_wishes", wishes_new=(LUNCH,)), "Change wishes"),
    ):
        shown = edited(case.file, edit)
        case = kept(desk, case, edit)
        assert case.file == shown
        assert history.list_history(desk)[0].text == name
        newest = case_steps(desk, case)[-1]
        assert newest.edit is not None
        assert edited(case.file, newest.edit.reversed) is not None
    assert SPORT_SPRING in case.file.busy
    assert LUNCH in case.file.wishes
    for _ in range(3):
        assert "students" in history.undo(desk).changes.nouns
    assert open_case(desk, before.student.student_id).file == before


def test_a_new_pin_takes_the_place_of_the_old_one_in_one_step(desk: Desk) -> None:
    case = a_case(desk)
    case = kept(desk, case, decisions.pin(case, "graduation", "ENG09", "elective"))
    case = kept(desk, case, decisions.pin(case, "graduation", "ENG09", "english"))
    assert [d.requirement for d in decisions.pins_of(case, "graduation", "ENG09")] == ["english"]
    history.undo(desk)
    case = open_case(desk, case.file.student.student_id)
    assert [d.requirement for d in decisions.pins_of(case, "graduation", "ENG09")] == ["elective"]
    case = kept(desk, case, decisions.unpin(case, "graduation", "ENG09"))
    assert decisions.pins_of(case, "graduation", "ENG09") == ()


def test_what_isnt_stored_any_more_cannot_go(desk: Desk) -> None:
    case = a_case(desk)
    steps = history.list_history(desk)
    for edit in (
        decisions.withdraw(WAIVER),
        enrolments.leave(case, "Welding").reversed,
        added_programs.remove_program("pathway:Welding"),
        FileEdit("change_fixed_times", busy_gone=(SPORT,)),
        FileEdit("change_wishes", wishes_gone=(LUNCH,)),
    ):
        assert edited(case.file, edit) is None
        with pytest.raises(KnownError, match="changed meanwhile"):
            keep_edit(desk, case.file.student.uid, edit)
    assert history.list_history(desk) == steps


def said(decision: Decision, case: Case) -> str:
    fault = decisions.fault_in(decision, case)
    return fault.text if fault is not None else ""


def test_a_decision_must_name_what_it_needs(desk: Desk) -> None:
    case = a_case(desk)
    kind = Decision("substitution", "graduation")
    assert said(kind, case) == "Choose the course that was taken."
    assert decisions.fault_in(WAIVER, case) is None
    wrong = Decision("also_allow", "graduation", "science", "NOPE", reason="x", approved_by="y")
    assert said(wrong, case) == 'There is no course "NOPE".'
    bare = Decision("pe_exemption", "graduation", on=date(2026, 1, 1))
    assert said(bare, case) == "Give the reason."
    unsigned = Decision("pe_exemption", "graduation", reason="EC 51241", on=date(2026, 1, 1))
    assert said(unsigned, case) == "Say who approved it."
    undated = Decision("pe_exemption", "graduation", reason="EC 51241", approved_by="A. Lee")
    assert said(undated, case) == "Give the date on which it was decided."
    elsewhere = Decision("pe_exemption", "uc", reason="EC 51241", approved_by="A. Lee")
    assert said(elsewhere, case) == "This exemption is about graduation alone."


def test_a_decision_fits_into_the_database_and_has_a_day_that_has_come(desk: Desk) -> None:
    case = a_case(desk)
    waiver = replace(WAIVER, reason="r" * LONGEST_REASON, approved_by="a" * LONGEST_APPROVER)
    assert decisions.fault_in(waiver, case) is None
    kept(desk, case, decisions.decide(waiver))
    long = "The name of who approved it is too long: at most 300 characters."
    for wrong, field, text in (
        (
            replace(waiver, reason="r" * 4001),
            "reason",
            "The reason is too long: at most 4000 characters.",
        ),
        (replace(waiver, approved_by="a" * 301), "approved_by", long),
        (
            replace(waiver, on=case.day + timedelta(days=1)),
            "on",
            "November 22, 2026 is yet to come.",
        ),
        (replace(waiver, on=date(1926, 11, 20)), "on", "November 20, 1926 is too long ago."),
    ):
        assert decisions.fault_in(wrong, case) == decisions.Fault(field, text)
    assert decisions.fault_in(replace(waiver, on=case.day), case) is None


def test_what_a_decision_would_change_is_known_before_it_is_made(desk: Desk) -> None:
    case = next(c for c in open_cases(desk) if missing(c, "health"))
    waiver = Decision("waiver", "graduation", "health", "", "", "", "ill", "A. Lee", case.day)
    changed = {shift.requirement: shift for shift in decisions.effect_of(waiver, case)}
    assert changed["health"].after.missing == 0


def test_the_categories_are_those_that_the_rules_list(desk: Desk) -> None:
    assert {"foster", "newcomer", "migratory"} <= set(decisions.categories(desk))


def test_programs_that_can_be_added_are_those_not_audited_yet(desk: Desk) -> None:
    case = a_case(desk)
    offered = added_programs.can_be_added(case)
    assert not {p.id for p in case.audit.programs} & set(offered)
    assert "pathway:Welding" in offered or "Welding" in case.file.pathways


def missing(case: Case, requirement: str) -> int:
    program = case.audit.program("graduation")
    rows = program.requirements if program is not None else ()
    return next((row.missing for row in rows if row.id == requirement), 0)
