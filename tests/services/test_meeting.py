"""The meeting: since when something is new, what is new, what to decide, what is kept of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cte_desktop.domain.audit.meeting.deciding import PUT_OFF, REMINDER_DONE
from cte_desktop.domain.audit.meeting.news import NewsKind
from cte_desktop.domain.planning.plan import Plan, remove
from cte_desktop.services.approvals import propose
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.history import undo
from cte_desktop.services.meeting import (
    LastTime,
    Meeting,
    meeting,
    note_agreed,
    put_off,
    tick_off,
)
from cte_desktop.services.planning import save_plan
from cte_desktop.services.printing import Disclosure, log_print
from cte_desktop.services.reminders import Reminder, add_reminder, reminders_of
from cte_desktop.services.shared_notes import new_note, save_note
from cte_desktop.services.student_edits import keep_edit
from cte_desktop.services.student_fields import StudentFields, change_fields
from cte_desktop.services.students import list_students
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.meeting import decision_told, news_text, since_text
from cte_desktop.wording.translate import language
from tests.services.conftest import CLOCK

TODAY = CLOCK.today()


@pytest.fixture
def plan(desk: Desk) -> Plan:
    """The plan of somebody in 10th or 11th grade who plans something."""
    for line in list_students(desk):
        plan = open_case_of(desk, line.uid).plan
        if line.grade_level in {10, 11} and plan is not None and len(plan.placed) > 5:
            return plan
    raise LookupError


def _days_later(desk: Desk, days: int) -> None:
    desk.clock = desk.database.clock = Clock(TODAY + timedelta(days=days))


def _kinds(found: Meeting) -> set[NewsKind]:
    return {one.kind for one in found.looked_back.news}


def test_who_came_with_the_first_files_is_told_of_this_school_year(desk: Desk, plan: Plan) -> None:
    found = meeting(desk, plan.student_uid)
    assert (found.looked_back.how, found.looked_back.since) == (LastTime.KNOWN, TODAY)
    assert NewsKind.BEGUN in _kinds(found)
    assert not _kinds(found) & {NewsKind.PLAN, NewsKind.PROBLEM_GONE, NewsKind.CREDITS}
    assert len(found.decisions.first) <= 3


def test_without_a_meeting_everything_since_the_school_year_began_is_new(
    desk: Desk, plan: Plan
) -> None:
    _days_later(desk, 365)
    save_plan(desk, remove(plan, plan.placed[0].uid), "edit_plan")
    found = meeting(desk, plan.student_uid)
    assert (found.looked_back.how, found.looked_back.since) == (LastTime.YEAR, date(2027, 7, 1))
    [told] = [one for one in found.looked_back.news if one.kind is NewsKind.PLAN]
    assert (told.about("actor"), told.about("count"), told.day) == ("A. Lee", 1, desk.today())


def test_the_last_agreement_paper_or_note_before_today_is_the_last_time(
    desk: Desk, plan: Plan
) -> None:
    uid = plan.student_uid
    log_print(desk, "plan", open_case_of(desk, uid), Disclosure())
    assert meeting(desk, uid).looked_back.how is LastTime.KNOWN  # of today
    _days_later(desk, 1)
    assert meeting(desk, uid).looked_back.how is LastTime.PRINTED
    note_agreed(desk, uid, "An evening class")
    save_note(desk, uid, new_note(desk, "for the counselor"))
    _days_later(desk, 2)
    found = meeting(desk, uid)
    assert found.looked_back.how is LastTime.MET
    assert found.agreed is not None
    assert found.agreed.said == "An evening class"
    propose(desk, (plan.uid,), desk.today())
    _days_later(desk, 3)
    again = meeting(desk, uid).looked_back
    assert (again.how, again.since) == (LastTime.AGREED, TODAY + timedelta(days=2))


def test_what_was_done_since_is_told_and_what_was_taken_back_is_not(desk: Desk, plan: Plan) -> None:
    uid = plan.student_uid
    propose(desk, (plan.uid,), TODAY)
    _days_later(desk, 3)
    changed = save_plan(desk, remove(plan, plan.placed[-1].uid), "edit_plan")
    edit = change_fields(open_case_of(desk, uid).file.student, StudentFields(goal="Own goal"))
    assert edit is not None
    keep_edit(desk, uid, edit)
    found = meeting(desk, uid)
    assert {NewsKind.PLAN, NewsKind.GOAL} <= _kinds(found)
    assert NewsKind.BEGUN not in _kinds(found)
    assert found.standing.changed == 1
    undo(desk, changed.step)
    assert NewsKind.PLAN not in _kinds(meeting(desk, uid))


def test_nothing_new_says_so_and_nobody_unknown_is_met(desk: Desk, plan: Plan) -> None:
    propose(desk, (plan.uid,), TODAY)
    _days_later(desk, 1)
    assert meeting(desk, plan.student_uid).looked_back.news == ()
    with pytest.raises(LookupError):
        meeting(desk, "nobody")


def test_a_reminder_is_decided_on_without_its_words(desk: Desk, plan: Plan) -> None:
    secret = "ask about the divorce"
    add_reminder(desk, plan.student_uid, Reminder("", "A. Lee", TODAY, secret))
    found = meeting(desk, plan.student_uid)
    catalog = desk.catalog()
    said = [decision_told(one, catalog, TODAY) for one in found.decisions.first]
    assert secret not in str(said)
    assert any(one.action == REMINDER_DONE for one in found.decisions.first)


def test_reminders_of_these_days_are_ticked_off_or_put_off_and_no_others(
    desk: Desk, plan: Plan
) -> None:
    uid = plan.student_uid
    for days in (-3, 7, 8):
        add_reminder(desk, uid, Reminder("", "A. Lee", TODAY + timedelta(days), f"in {days}"))
    put_off(desk, uid)
    left = {one.said: one.due for one in reminders_of(desk, uid)}
    later = TODAY + timedelta(PUT_OFF)
    assert left == {"in -3": later, "in 7": later, "in 8": TODAY + timedelta(8)}
    assert not any(one.instead for one in meeting(desk, uid).decisions.first)
    add_reminder(desk, uid, Reminder("", "A. Lee", TODAY, "today"))
    tick_off(desk, uid)
    assert [one.said for one in reminders_of(desk, uid) if one.done_on] == ["today"]
    with pytest.raises(KnownError, match="reminder"):
        tick_off(desk, uid)


def test_a_problem_that_is_to_be_decided_is_not_told_a_second_time(desk: Desk, plan: Plan) -> None:
    propose(desk, (plan.uid,), TODAY)
    _days_later(desk, 1)
    save_plan(desk, replace(plan, placements=plan.placements[:1]), "edit_plan")
    found = meeting(desk, plan.student_uid)
    decided = {one.finding.subject for one in found.decisions.first if one.finding}
    new = [one.finding for one in found.looked_back.news if one.kind is NewsKind.PROBLEM_NEW]
    assert decided
    assert all(one is not None and one.subject not in decided for one in new)


@pytest.mark.parametrize("code", ["en", "es"])
def test_everything_has_its_words_in_both_languages(desk: Desk, code: str) -> None:
    catalog = desk.catalog()
    with language(code):
        for line in list_students(desk)[:8]:
            found = meeting(desk, line.uid)
            told = [news_text(one, catalog) for one in found.looked_back.news]
            told += [since_text(found.looked_back.how.value, found.looked_back.since)]
            for one in found.decisions.first:
                words = decision_told(one, catalog, TODAY)
                told += [words.title, words.why]
            assert all(told)
            assert not any("{" in one or "None" in one for one in told)
