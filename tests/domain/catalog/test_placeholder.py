"""Placeholders: their codes, what they stand for, and the courses that could take their place."""

from __future__ import annotations

import pytest

from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.catalog.course import Length
from cte_desktop.domain.catalog.placeholder import (
    Wanted,
    courses_for,
    is_placeholder,
    placeholders,
    wanted_by,
)
from tests.builders import catalog


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("ANY:science:D", Wanted("science", "D")),
        ("ANY:elective:S", Wanted("elective", "", one_term=True)),
        ("ANY:social_studies:A:S", Wanted("social_studies", "A", one_term=True)),
        ("ANY::G", Wanted("", "G")),
        ("ANY:health", Wanted("health")),
    ],
)
def test_a_placeholder_says_what_it_keeps_a_place_for(code: str, wanted: Wanted) -> None:
    assert wanted_by(code) == wanted
    assert wanted.code == code


@pytest.mark.parametrize(
    "code", ["ANY:", "ANY::", "ANY::S", "ANY:x:H", "ANY:x:S:D", "ANY:a:D:S:S", "any:x", "ENG09", ""]
)
def test_any_other_code_is_no_placeholder(code: str) -> None:
    assert wanted_by(code) is None
    assert not is_placeholder(code)


def test_the_catalog_knows_placeholders_and_does_not_list_them() -> None:
    science = catalog().course("ANY:science:D")
    assert science is not None
    assert (science.graduation_subject, science.ag_area) == ("science", "D")
    assert (science.credits, science.ag_years) == (1000, 100)
    assert science.title == "Any science (D)"
    assert science.repeatable
    assert not any(is_placeholder(course.code) for course in catalog().courses)
    assert not any(is_placeholder(code) for code in catalog().listed_by_code)


def test_a_placeholder_of_a_semester_brings_half() -> None:
    elective = catalog().course("ANY:elective:G:S")
    assert elective is not None
    assert elective.length is Length.SEMESTER
    assert (elective.credits, elective.ag_years) == (500, 50)
    assert {"fall", "spring"} <= elective.offered


def test_no_placeholder_stands_for_what_nobody_teaches() -> None:
    for code in ("ANY:science:A", "ANY:alchemy", "ANY:social", "ANY:same_as_recovered:S"):
        assert catalog().course(code) is None, code
    assert placeholders(()) == ()
    assert Catalog().course("ANY:science:D") is None


def test_every_placeholder_has_courses_that_could_take_its_place() -> None:
    made = catalog().placeholders
    assert len({course.code for course in made}) == len(made)
    for course in made:
        found = courses_for(course.code, catalog().courses)
        assert found, course.code
        assert not any(one.is_support or one.is_college for one in found)
        assert {one.is_year for one in found} == {course.is_year}
        if course.ag_area:
            assert {one.ag_area for one in found} == {course.ag_area}


def test_any_science_can_be_life_or_physical_science() -> None:
    subjects = {c.graduation_subject for c in courses_for("ANY:science:D", catalog().courses)}
    assert subjects == {"science_life", "science_physical"}
    life = {c.graduation_subject for c in courses_for("ANY:science_life:D", catalog().courses)}
    assert life == {"science_life"}
    assert courses_for("BIO", catalog().courses) == ()


def test_an_elective_can_be_a_course_of_any_subject() -> None:
    subjects = {c.graduation_subject for c in courses_for("ANY:elective", catalog().courses)}
    assert {"elective", "arts_language_cte", "mathematics"} <= subjects
