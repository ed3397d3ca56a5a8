"""A change of the master schedule: what sections and the catalog would be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.catalog.section import Section, SectionMeeting
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.misfit_records import MisfitKind
from cte_desktop.domain.planning.misfits import misfits_of
from cte_desktop.domain.planning.sections.changes import (
    CancelSection,
    MoveSection,
    RetireCourse,
    SectionChange,
    ShrinkSection,
    changed_offers,
    changed_section,
    ended_sites,
    retired_catalog,
)
from tests.builders import catalog
from tests.domain.planning.sections.timetables import NEXT, offered, section
from tests.domain.planning.situations import placed_year, situation

ONE = section("C1", "CHEM", meetings=(SectionMeeting("P1", "", room="B12"),))
OTHER = section("C2", "CHEM", "P2")
KEY = (NEXT, "C1")
LAST = NEXT - 1


@pytest.mark.parametrize(
    ("change", "after"),
    [
        (CancelSection(KEY), replace(ONE, cancelled=True)),
        (ShrinkSection(KEY, 3), replace(ONE, seats=3)),
        (
            MoveSection(KEY, "TR", 945, 1095),
            replace(ONE, meetings=(SectionMeeting("", "TR", 945, 1095, "B12"),)),
        ),
        (RetireCourse("CHEM"), ONE),
    ],
)
def test_a_change_is_about_its_own_section_alone(change: SectionChange, after: Section) -> None:
    assert changed_section(change, ONE) == after
    assert changed_section(change, OTHER) == OTHER
    if not isinstance(change, RetireCourse):
        found = changed_offers(change, offered(ONE, OTHER), LAST)
        assert found == {(NEXT, "CHEM"): (after, OTHER)}


def test_the_same_id_in_another_year_is_another_section() -> None:
    earlier = replace(ONE, school_year=LAST)
    assert changed_section(CancelSection(KEY), earlier) == earlier


def test_a_retired_course_keeps_the_sections_of_its_last_year() -> None:
    now, english = replace(ONE, school_year=LAST), section("E1", "ENG11", "P1")
    found = changed_offers(RetireCourse("CHEM"), offered(now, ONE, english), LAST)
    assert not found[LAST, "CHEM"][0].cancelled
    assert found[NEXT, "CHEM"][0].cancelled
    assert not found[NEXT, "ENG11"][0].cancelled


@pytest.mark.parametrize("code", ["ENG11", catalog().course_sites[0].course_code])
def test_nobody_teaches_a_retired_course_after_its_last_year(code: str) -> None:
    before, after = catalog(), retired_catalog(catalog(), code, LAST)
    assert after.schools_teaching(code, NEXT) == ()
    assert after.schools_teaching(code, LAST) != ()
    assert all(site.last_year is not None for site in ended_sites(before, code, LAST))
    for school in ("VL", "CN"):
        now, then = (known.approval_at(code, school, LAST) for known in (before, after))
        course = before.course_by_code[code]
        assert (now.ag_area if now else course.ag_area) == (
            then.ag_area if then else course.ag_area
        )


def test_what_starts_later_only_never_runs_and_is_no_ordinary_course() -> None:
    code = catalog().course_sites[0].course_code
    later = tuple(
        replace(site, first_year=NEXT + 1, last_year=None) if site.course_code == code else site
        for site in catalog().course_sites
    )
    after = retired_catalog(replace(catalog(), course_sites=later), code, LAST)
    assert after.schools_teaching(code, NEXT + 1) == ()
    assert ended_sites(catalog(), "NOPE", LAST) == ()


def test_the_rules_of_plans_understand_a_retired_course() -> None:
    student = situation(*placed_year("ENG11", 11, "P1"))
    retired = replace(student, catalog=retired_catalog(catalog(), "ENG11", LAST))
    assert {misfit.kind for misfit in misfits_of(retired)} == {MisfitKind.RETIRED}
    assert "site_without_course" in {finding.code for finding in conflicts(retired)}
    assert "site_without_course" not in {finding.code for finding in conflicts(student)}
