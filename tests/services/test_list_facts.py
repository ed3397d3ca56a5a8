"""What lists show beside the line agrees with what the page Home counts and the case says."""

from __future__ import annotations

from datetime import date, timedelta

from cte_desktop.domain.students.caseload import Reminder
from cte_desktop.services.approvals import propose
from cte_desktop.services.cases import open_case_of, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.glance import (
    LAST_CHANCE,
    NO_PLAN,
    NOT_SIGNED,
    ONE_COURSE,
    Whose,
    glance_students,
)
from cte_desktop.services.list_facts import FactKind, KindRead, present, read_facts
from cte_desktop.services.reminders import add_reminder
from cte_desktop.services.standings import bring_up_to_date
from cte_desktop.services.students import list_students, student_named
from cte_desktop.services.tags import tag_many


def _one(desk: Desk, kind: FactKind) -> KindRead:
    return read_facts(desk, [kind])[kind]


def _high_school(desk: Desk) -> set[str]:
    return {one.uid for one in list_students(desk) if one.grade_level >= 9 and one.in_school}


def test_plans_are_told_apart_as_home_counts_them(desk: Desk) -> None:
    facts = _one(desk, FactKind.PLANS).by_uid
    high = _high_school(desk)
    filled = {uid for uid, one in facts.items() if one.has_courses}
    signed = {uid for uid, one in facts.items() if one.signed_on}
    assert high - filled == set(glance_students(desk, NO_PLAN, Whose()))
    assert high & filled - signed == set(glance_students(desk, NOT_SIGNED, Whose()))
    assert {facts[uid].state for uid in signed} == {"signed"}
    assert {facts[uid].state for uid in filled - signed} == {"draft"}
    assert not any(one.locked for one in facts.values())


def test_the_last_word_on_a_plan_is_its_state(desk: Desk) -> None:
    uid = glance_students(desk, NOT_SIGNED, Whose())[0]
    plan = open_case_of(desk, uid).plan
    assert plan is not None
    propose(desk, (plan.uid,), desk.today())
    assert _one(desk, FactKind.PLANS).by_uid[uid].state == "proposed"


def test_standings_agree_with_home(desk: Desk) -> None:
    bring_up_to_date(desk)
    now = present(desk)
    programs = _one(desk, FactKind.PROGRAMS)
    for case in open_cases(desk):
        kept = programs.by_uid[case.file.student.uid]
        audited = [case.audit.program(name) for name in ("graduation", "uc", "csu")]
        assert [one.status if one else "" for one in audited] == [
            *(kept.graduation, kept.uc, kept.csu)
        ]
    pathways = _one(desk, FactKind.PATHWAYS).by_uid
    open_ones = {
        uid: [
            one
            for one in those
            if one.status == "at_risk" and one.last_start is not None and one.last_start > now.begun
        ]
        for uid, those in pathways.items()
    }
    one_course = {uid for uid, those in open_ones.items() if any(one.short_of for one in those)}
    last = {
        uid
        for uid, those in open_ones.items()
        if any(one.only_year and (one.last_start or 0) // 3 == now.school_year for one in those)
    }
    assert one_course == set(glance_students(desk, ONE_COURSE, Whose()))
    assert last == set(glance_students(desk, LAST_CHANCE, Whose()))
    assert not programs.is_stale(next(iter(programs.by_uid)))


def test_standings_that_are_not_current_say_so(desk: Desk) -> None:
    bring_up_to_date(desk)
    uid = list_students(desk)[0].uid
    with desk.database.writing() as tx:
        tx.connection.exec_driver_sql(
            'INSERT INTO standing_due (student, parts, written_in) SELECT "key", 8, 1 '
            "FROM student WHERE uid = ?",
            (uid,),
        )
    assert _one(desk, FactKind.PATHWAYS).stale == frozenset({uid})
    assert _one(desk, FactKind.PROGRAMS).stale == frozenset()
    with desk.database.writing() as tx:
        tx.connection.exec_driver_sql("UPDATE standing_basis SET basis = 'of before'")
    assert _one(desk, FactKind.PATHWAYS).is_stale("anybody")


def test_the_own_row_and_tags_are_told(desk: Desk) -> None:
    student = student_named(desk, list_students(desk)[0].uid)
    about = _one(desk, FactKind.ABOUT).by_uid[student.uid]
    assert (about.language, about.goal) == (student.home_language, student.goal)
    tag_many(desk, (student.uid,), "robotics")
    tag_many(desk, (student.uid,), "AP")
    assert _one(desk, FactKind.TAGS).by_uid == {student.uid: ("AP", "robotics")}


def test_the_first_open_reminder_counts(desk: Desk) -> None:
    uid = list_students(desk)[0].uid
    for days in (9, 3, 5):
        due = desk.today() + timedelta(days=days)
        add_reminder(desk, uid, Reminder("", "A. Lee", due, "Call home"))
    first = desk.today() + timedelta(days=3)
    assert _one(desk, FactKind.REMINDERS).by_uid == {uid: first.isoformat()}
    assert date.fromisoformat(present(desk).day) == desk.today()
