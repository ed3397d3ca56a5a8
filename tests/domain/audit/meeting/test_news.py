"""What is new about a student: marks, courses made good, sign-ups, goals, problems."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cte_desktop.domain.audit.meeting.news import (
    News,
    NewsKind,
    before_school_year,
    file_news,
    finding_news,
    in_order,
)
from cte_desktop.domain.audit.plan_sheet import NOT_FOR_FAMILIES
from cte_desktop.domain.findings import Finding, Severity, values
from cte_desktop.domain.grades import Thresholds
from cte_desktop.domain.students.experiences import Enrollment
from cte_desktop.domain.students.file import StudentFile
from tests.builders import file_of

AT = Thresholds()


def news(before: StudentFile, now: StudentFile) -> list[News]:
    return [*file_news(before, now, AT)]


def test_new_marks_are_one_line_a_term_and_a_failed_course_one_of_its_own() -> None:
    before = file_of("10 fall ENG10", "10 fall GEOM", "10 fall BIO")
    now = file_of("10 fall ENG10 B", "10 fall GEOM F", "10 fall BIO A")
    passed, failed = sorted(news(before, now), key=lambda one: one.kind.value, reverse=True)
    assert (passed.kind, passed.about("courses"), passed.about("marks")) == (
        NewsKind.PASSED,
        ("ENG10", "BIO"),
        ("B", "A"),
    )
    assert (failed.kind, failed.about("course"), failed.is_good) == (NewsKind.FAILED, "GEOM", False)


def test_a_course_failed_before_is_told_as_made_good() -> None:
    before = file_of("9 fall ALG1 F")
    now = file_of("9 fall ALG1 F", "10 fall ALG1 C")
    [one] = news(before, now)
    assert (one.kind, one.about("mark"), one.is_good) == (NewsKind.REPEATED, "C", True)


def test_courses_under_way_are_told_once() -> None:
    now = file_of("10 fall ENG10", "10 fall GEOM")
    [one] = news(file_of(), now)
    assert (one.kind, one.about("courses")) == (NewsKind.BEGUN, ("ENG10", "GEOM"))
    assert news(now, now) == []


def test_sign_ups_goal_major_and_school_are_told() -> None:
    before = file_of(enrollments=(Enrollment("Old", "signed_up", date(2026, 8, 1)),))
    joined = Enrollment("New", "changed", date(2026, 9, 1))
    now = replace(before, enrollments=(*before.enrollments, joined))
    now = replace(now, student=replace(now.student, goal="Work", major="Art", school="GV"))
    told = {one.kind: one for one in news(before, now)}
    assert told[NewsKind.JOINED].about("pathway") == "New"
    assert told[NewsKind.JOINED].day == date(2026, 9, 1)
    assert told[NewsKind.LEFT].about("pathway") == "Old"
    assert [told[k].about("after") for k in (NewsKind.GOAL, NewsKind.MAJOR, NewsKind.SCHOOL)] == [
        "Work",
        "Art",
        "GV",
    ]


@pytest.mark.parametrize("code", sorted(NOT_FOR_FAMILIES))
def test_what_is_the_counselors_own_is_no_news(code: str) -> None:
    own = Finding(code, Severity.WARNING)
    assert not [*finding_news((), (own,))]
    assert not [*finding_news((own,), ())]


def test_problems_come_and_go_whatever_their_figures() -> None:
    def missing(requirement: str, amount: int) -> Finding:
        about = values(program="graduation", requirement=requirement)
        return Finding("requirement_missing", Severity.MUST_FIX, about, values(missing=amount))

    note = Finding("exception_used", Severity.INFORMATION)
    before = (missing("science", 1000), missing("english", 500), note)
    now = (missing("science", 500), missing("art", 500), missing("health", 500))
    told = [*finding_news(before, now)]
    assert [(one.kind, one.finding and one.finding.about("requirement")) for one in told] == [
        (NewsKind.PROBLEM_NEW, "art"),
        (NewsKind.PROBLEM_GONE, "english"),
    ]
    assert told[0].about("more") == 1


def test_of_a_student_without_a_past_the_school_year_itself_is_told() -> None:
    now = file_of("9 year ENG09 B/B", "9 summer ALG1 C", "10 fall ENG10")
    before = before_school_year(now, 2026)
    assert [row.course_code for row in before.record] == ["ENG09", "ENG09"]
    assert [one.kind for one in news(before, now)] == [NewsKind.PASSED, NewsKind.BEGUN]


def test_the_gravest_stands_first() -> None:
    some = (News(NewsKind.PLAN), News(NewsKind.PASSED), News(NewsKind.FAILED))
    assert [one.kind for one in in_order(some)] == ["failed", "passed", "plan"]
