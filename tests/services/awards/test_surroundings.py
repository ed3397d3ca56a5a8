"""Preview, evidence and certificate tell the same certifications, hours and college units."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cte_desktop.domain.completion.certificates.paper import Certificate
from cte_desktop.domain.students.experiences import Experience
from cte_desktop.services.awards.awarding import award
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.awards.papers import certificates_of
from cte_desktop.services.cases import open_case
from cte_desktop.services.certificates import certificate_facts
from cte_desktop.services.desk import Desk
from cte_desktop.services.experiences import around, record_for_many
from cte_desktop.system.clock import Clock
from tests.services.awards.people import CLOCK, SPORTS, YEAR

EXPIRED = Experience(
    "certification", "CPR", passed_on=date(2024, 5, 1), expires_on=date(2026, 5, 1)
)
VALID = Experience(
    "certification", "First aid", SPORTS, passed_on=date(2026, 5, 1), expires_on=date(2028, 5, 1)
)
ELSEWHERE = Experience("certification", "Adobe", "Photography", passed_on=date(2026, 5, 1))
NOT_YET = Experience("certification", "OSHA 10", SPORTS, passed_on=date(2027, 6, 30))
CLINIC = Experience("wbl", "Clinic", SPORTS, 2026, hours=4000)
SHOP = Experience("practicum", "Practicum", "", 2026, hours=1550)
FAIR = Experience("exploration", "Career fair", "", 2026, hours=200)
NOTED = Experience("college", "Kinesiology 101", SPORTS, 2026, units=300, enrolled_as="dual")
RECORDED = Experience("college", "English 11", SPORTS, 2025, units=300, enrolled_as="dual")
EVERY = (EXPIRED, VALID, ELSEWHERE, NOT_YET, CLINIC, SHOP, FAIR, NOTED, RECORDED)


@pytest.fixture
def surrounded(desk: Desk) -> Desk:
    uid = open_case(desk, "0001").file.student.uid
    for one in EVERY:
        record_for_many(desk, (uid,), one)
    with desk.database.writing() as tx:  # a course of the record that no pathway has
        tx.connection.exec_driver_sql(
            "INSERT INTO record (student, school_year, term, course_code, course_title, mark, "
            "attempted, earned, college_units) SELECT student.key, 2025, 'fall', 'ENG11', "
            "'English 11', 'B', 500, 500, 300 FROM student WHERE student_id = '0001'"
        )
    return desk


def _printed(desk: Desk) -> Certificate:
    with desk.database.writing() as tx:
        papers = certificates_of(desk, tx, before_graduation=True).papers
    return next(one.certificate for one in papers if one.certificate.student_id == "0001")


def test_only_what_was_valid_on_the_day_of_issue_stands_on_the_certificate(
    surrounded: Desk,
) -> None:
    award(surrounded, find_completers(surrounded, YEAR).open)
    made = _printed(surrounded)
    assert made.certifications == ("First aid",)
    assert (made.hours, made.college_units) == (5550, 300)
    surrounded.clock = surrounded.database.clock = Clock(date(2029, 1, 15))
    assert _printed(surrounded).certifications == ("First aid",)  # valid when it was issued


def test_the_preview_before_the_award_and_the_evidence_say_the_same(surrounded: Desk) -> None:
    case = open_case(surrounded, "0001")
    facts, evidence = certificate_facts(case, SPORTS), around(case, SPORTS)
    assert facts.certifications == tuple(one.title for one in evidence.certifications)
    assert (facts.hours, facts.college_units) == (evidence.hours, evidence.units)
    award(surrounded, find_completers(surrounded, YEAR).open)
    made = _printed(surrounded)
    assert replace(made, serial="", code="", courses=()) == replace(facts, courses=())
    assert {(c.title, c.level) for c in made.courses} == {(c.title, c.level) for c in facts.courses}
    assert facts.issued_on == CLOCK.today()
