"""A case with another plan or file on the table answers as one opened with them."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.planning.sections.offers import SectionKey, key_of
from cte_desktop.domain.school_year import grade_in
from cte_desktop.services.cases import Case, open_case, open_cases, sections_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.planning import save_plan
from cte_desktop.services.sections.editing import add_section

NEW = Section(
    "VL29-0001",
    2029,
    "year",
    "GD2",
    "VL",
    SectionKind.DAY,
    (SectionMeeting("P3", "", None, None, "Lab 1"),),
    "B. Ortiz",
    2,
)


def anew(case: Case) -> Case:
    """Return the case as one that knows nothing yet."""
    return Case(case.file, case.plans, case.plan, case.sections, case.district, case.day)


def test_after_an_edit_of_the_plan_a_case_answers_as_one_opened_with_that_plan(desk: Desk) -> None:
    planned = (case for case in open_cases(desk) if case.plan is not None)
    for case in islice(planned, 12):
        assert case.plan is not None
        fewer = replace(case.plan, placements=case.plan.placements[1:])
        edited = case.with_plan(fewer)
        assert edited.situation.semesters == anew(edited).situation.semesters
        assert edited.audit == anew(edited).audit
        assert edited.findings == anew(edited).findings
        assert edited.with_plan(case.plan).findings == case.findings


def test_after_a_change_of_the_record_a_case_with_a_plan_knows_the_new_record(desk: Desk) -> None:
    case = next(c for c in open_cases(desk) if c.plan is not None and len(c.file.record) > 1)
    looked_at = case.with_plan(None)
    shorter = looked_at.with_file(replace(case.file, record=case.file.record[1:]))
    assert shorter.situation.semesters == anew(shorter).situation.semesters
    assert len(shorter.situation.semesters) == len(looked_at.situation.semesters) - 1


def _in_new_section(desk: Desk) -> tuple[Case, SectionKey]:
    """A case whose plan names a section of two seats that nobody else names."""
    add_section(desk, NEW)
    for case in open_cases(desk):
        grade = grade_in(NEW.school_year, case.file.student.graduation_year)
        placed = case.plan.placed if case.plan is not None else ()
        found = [p for p in placed if p.spot is not None and p.spot.grade_level == grade]
        if case.plan is not None and found:
            named = tuple(
                replace(p, section_id=NEW.section_id) if p == found[0] else p
                for p in case.plan.placements
            )
            save_plan(desk, replace(case.plan, placements=named), "edit_plan")
            return open_case(desk, case.file.student.student_id), key_of(NEW)
    raise AssertionError("nobody plans that year")


def test_a_case_has_the_claims_to_the_sections_that_its_plan_names(desk: Desk) -> None:
    case, key = _in_new_section(desk)
    (claim,) = case.claims[key]
    assert claim.student_id == case.file.student.student_id
    assert not claim.recorded
    assert case.situation.claims == case.claims
    assert case.with_plan(None).claims == case.claims
    every = {c.file.student.student_id: c for c in open_cases(desk)}
    assert every[case.file.student.student_id].claims == case.claims


def test_a_seat_that_the_record_has_is_not_claimed_again(desk: Desk) -> None:
    for case in open_cases(desk):
        sits = {(row.school_year, row.section_id) for row in case.file.record if not row.mark}
        assert not sits & case.claims.keys()


def test_a_section_made_known_comes_with_its_claims(desk: Desk) -> None:
    case, key = _in_new_section(desk)
    other = replace(NEW, section_id="VL29-0002")
    known = case.with_section_known(other, case.claims[key])
    assert known.sections[key_of(other)] == other
    assert known.claims[key_of(other)] == known.claims[key]
    assert known.audit == case.audit
    assert key_of(other) not in case.sections


def test_sections_of_a_course_are_those_of_every_site(desk: Desk) -> None:
    add_section(desk, NEW)
    assert sections_of(desk, NEW.course_code, NEW.school_year) == (NEW,)
    assert sections_of(desk, "NOPE", NEW.school_year) == ()
