"""Reminders: what is due is listed by caseload, ticked off, put off and undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cte_desktop.services import history
from cte_desktop.services.desk import Desk
from cte_desktop.services.reminders import (
    Reminder,
    add_reminder,
    change_reminder,
    done,
    due_reminders,
    postpone,
    reminders_of,
    remove_reminder,
    reopen,
)
from cte_desktop.services.students import StudentLine, list_students
from cte_desktop.storage.glance import Whose
from cte_desktop.system.errors import KnownError

EVERYBODY = Whose()


def reminder(desk: Desk, days: int, said: str = "Call home", whose: str = "") -> Reminder:
    return Reminder("", whose, desk.today() + timedelta(days), said)


@pytest.fixture
def line(desk: Desk) -> StudentLine:
    return next(one for one in list_students(desk) if one.counselor)


def test_what_is_due_is_listed_the_longest_due_first(desk: Desk, line: StudentLine) -> None:
    for days, said in ((0, "Today"), (-3, "Late"), (1, "Tomorrow")):
        changes = add_reminder(desk, line.uid, reminder(desk, days, said))
    assert changes.nouns == {"reminders", "history"}
    assert changes.students == {line.uid}
    due = due_reminders(desk, EVERYBODY, desk.today())
    assert [one.reminder.said for one in due] == ["Late", "Today"]
    assert {(one.student_uid, one.student_id) for one in due} == {(line.uid, line.student_id)}
    assert {one.reminder.whose for one in due} == {"A. Lee"}
    assert [one.said for one in reminders_of(desk, line.uid)] == ["Late", "Today", "Tomorrow"]


def test_a_counselor_has_what_is_about_the_caseload_and_what_waits_for_that_name(
    desk: Desk, line: StudentLine
) -> None:
    other = next(one for one in list_students(desk) if one.counselor not in ("", line.counselor))
    add_reminder(desk, line.uid, reminder(desk, 0, "Mine"))
    add_reminder(desk, other.uid, reminder(desk, 0, "For me", whose=line.counselor))
    add_reminder(desk, other.uid, reminder(desk, 0, "Theirs"))
    own = due_reminders(desk, Whose(counselor=line.counselor), desk.today())
    assert {one.reminder.said for one in own} == {"Mine", "For me"}
    of_school = due_reminders(desk, Whose(school=line.school), desk.today())
    assert "Mine" in {one.reminder.said for one in of_school}
    assert {one.school for one in of_school} == {line.school}


def test_ticking_off_and_putting_off_are_steps_that_can_be_undone(
    desk: Desk, line: StudentLine
) -> None:
    for days in (-2, -1):
        add_reminder(desk, line.uid, reminder(desk, days))
    uids = [one.uid for one in reminders_of(desk, line.uid)]
    done(desk, uids)
    assert due_reminders(desk, EVERYBODY, desk.today()) == ()
    assert {one.done_on for one in reminders_of(desk, line.uid)} == {desk.today()}
    assert done(desk, uids).step is None
    reopen(desk, uids[:1])
    postpone(desk, uids[:1], desk.today() + timedelta(7))
    assert due_reminders(desk, EVERYBODY, desk.today()) == ()
    for text in ("Put reminders off", "Mark reminders as not done yet", "Mark reminders as done"):
        undone = history.undo(desk)
        assert undone.text == text
        assert "reminders" in undone.changes.nouns
    assert len(due_reminders(desk, EVERYBODY, desk.today())) == len(uids)


def test_a_reminder_is_changed_and_removed(desk: Desk, line: StudentLine) -> None:
    add_reminder(desk, line.uid, reminder(desk, 0))
    (one,) = reminders_of(desk, line.uid)
    change_reminder(desk, replace(one, said="Write home", whose="B. Ruiz"))
    assert [(r.said, r.whose) for r in reminders_of(desk, line.uid)] == [("Write home", "B. Ruiz")]
    remove_reminder(desk, [one.uid])
    assert reminders_of(desk, line.uid) == ()
    assert remove_reminder(desk, [one.uid]).step is None
    with pytest.raises(KnownError, match="is gone"):
        done(desk, [one.uid])
    with pytest.raises(KnownError, match="is gone"):
        change_reminder(desk, one)


def test_what_can_t_be_kept_is_refused_in_a_sentence(desk: Desk, line: StudentLine) -> None:
    good = reminder(desk, 0)
    for bad, code in (
        (replace(good, said=" "), "reminder_empty"),
        (replace(good, said="x" * 301), "reminder_too_long"),
        (replace(good, due=date(1926, 11, 21)), "reminder_day"),
    ):
        with pytest.raises(KnownError) as refused:
            add_reminder(desk, line.uid, bad)
        assert refused.value.code == code
    with pytest.raises(KnownError) as gone:
        add_reminder(desk, "nobody", good)
    assert gone.value.code == "student_gone"
    assert due_reminders(desk, EVERYBODY, date(2030, 1, 1)) == ()
