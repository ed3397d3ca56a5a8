"""What the audit says of sections: a capstone elsewhere, a course passed and assigned again."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.domain.audit.evaluate import audit
from cte_desktop.domain.audit.record_findings import record_findings
from cte_desktop.domain.audit.rules import AuditSettings
from cte_desktop.domain.findings import Finding, Severity
from cte_desktop.domain.grades import Thresholds
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.situation import Situation
from cte_desktop.domain.students.experiences import Enrollment
from tests.builders import catalog, rules
from tests.domain.planning.situations import (
    day_section,
    placed_year,
    section,
    situation,
    year_of,
)


def of_audit(student: Situation) -> tuple[Finding, ...]:
    everything = audit(
        student.file,
        student.plan,
        student.catalog,
        rules(),
        AuditSettings(),
        student.day,
        student.semesters,
    )
    return everything.findings


def elsewhere(student: Situation) -> list[tuple[object, ...]]:
    signed_up = Enrollment("Automotive Technology", "signed_up", None)
    student = replace(student, file=replace(student.file, enrollments=(signed_up,)))
    return [
        tuple(map(f.about, ("course", "site", "section_id", "grade_level", "term")))
        for f in of_audit(student)
        if f.code == "capstone_elsewhere"
    ]


def test_a_capstone_planned_in_a_section_at_another_site_warns() -> None:
    evening = section("AU2-1", "AU2", "CN", "TR", "16:30", "18:00")
    before = year_of("AU1", "B", 2026)
    planned = placed_year("AU2", 11, section="AU2-1", lane=Lane.EXTENDED)
    away = situation(*planned, record=before, sections=(evening,))
    assert elsewhere(away) == [("AU2", "CN", "AU2-1", 11, "fall")]
    home = situation(*planned, record=before, sections=(evening,), school="CN")
    assert elsewhere(home) == []


def again(student: Situation) -> list[Finding]:
    found = record_findings(
        student.file,
        student.plan,
        student.semesters,
        catalog(),
        rules(),
        student.day,
        Thresholds(),
    )
    return [finding for finding in found if finding.code == "repeat_51228_2"]


def test_a_course_passed_well_enough_and_assigned_again_in_a_section_warns_once() -> None:
    passed = year_of("ALG1", "B", 2025)
    planned = placed_year("ALG1", 11, section="A-1")
    third = day_section("A-1", "ALG1", "VL", "P3")
    (told,) = again(situation(*planned, record=passed, sections=(third,)))
    assert (told.severity, told.about("course")) == (Severity.WARNING, "ALG1")
    assert told.about("section_id") == "A-1"
    running = year_of("ALG1", "", 2026)
    assert len(again(situation(record=passed + running))) == 1


def test_a_course_for_a_better_mark_or_in_summer_is_assigned_freely() -> None:
    poor = year_of("ALG1", "D", 2025)
    assert again(situation(*placed_year("ALG1", 11, "P3"), record=poor)) == []
    passed = year_of("ALG1", "B", 2025)
    college = placed_year("ALG1", 11, lane=Lane.COLLEGE)
    assert again(situation(*college, record=passed)) == []
    assert catalog().course_by_code["BAND"].repeatable
    band = year_of("BAND", "A", 2025)
    assert again(situation(*placed_year("BAND", 11, "P3"), record=band)) == []
