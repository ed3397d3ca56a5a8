"""An edit of a student's file, and the one that takes it back."""

from __future__ import annotations

from datetime import date

from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.decisions import Decision, Wish
from cte_desktop.domain.students.edits import FieldChange, FileEdit, edited
from cte_desktop.domain.students.experiences import BusyTime, Enrollment
from tests.builders import file_of

WAIVER = Decision("waiver", "graduation", "health", reason="ill", approved_by="A. Lee")
SIGNED = Enrollment("Welding", "signed_up", date(2026, 10, 1))


def test_what_comes_stands_last_and_taking_it_back_leaves_the_file_as_it_was() -> None:
    file = file_of(decisions=(Decision("pin", "uc", "G", "BIO"),))
    edit = FileEdit(
        "x", decisions_new=(WAIVER,), enrollments_new=(SIGNED,), programs_new=("pathway:Welding",)
    )
    after = edited(file, edit)
    assert after is not None
    assert after.decisions == (*file.decisions, WAIVER)
    assert after.pathways == ("Welding",)
    assert after.added_programs == ("pathway:Welding",)
    assert edited(after, edit.reversed) == file


def test_fixed_times_and_wishes_come_and_go_wishes_in_order_of_rank() -> None:
    sport = BusyTime(2026, Term.FALL, "MWF", 930, 1050, "sport")
    lunch, late = Wish(2, "lunch", "30"), Wish(1, "latest_end", "18:00")
    file = file_of(wishes=(lunch,))
    edit = FileEdit("x", busy_new=(sport,), wishes_new=(late,))
    after = edited(file, edit)
    assert after is not None
    assert (after.busy, after.wishes) == ((sport,), (late, lunch))
    assert edited(after, edit.reversed) == file
    assert edited(file, FileEdit("x", busy_gone=(sport,))) is None
    assert edited(file, FileEdit("x", wishes_gone=(late,))) is None


def test_of_two_alike_one_goes() -> None:
    file = file_of(decisions=(WAIVER, WAIVER))
    after = edited(file, FileEdit("x", decisions_gone=(WAIVER,)))
    assert after is not None
    assert after.decisions == (WAIVER,)


def test_what_isnt_there_cannot_go() -> None:
    assert edited(file_of(), FileEdit("x", decisions_gone=(WAIVER,))) is None
    assert edited(file_of(), FileEdit("x", enrollments_gone=(SIGNED,))) is None
    assert edited(file_of(), FileEdit("x", programs_gone=("pathway:Welding",))) is None


def test_a_text_changes_from_what_it_was_and_back() -> None:
    file = file_of()
    edit = FileEdit("x", fields=(FieldChange("goal", "", "Nurse"), FieldChange("major", "", "A")))
    after = edited(file, edit)
    assert after is not None
    assert (after.student.goal, after.student.major) == ("Nurse", "A")
    assert edited(after, edit.reversed) == file
    assert edited(after, edit) is None
