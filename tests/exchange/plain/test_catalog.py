"""The shipped catalog: whole, and the same again after a trip through its rows."""

from __future__ import annotations

import pytest

from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.catalog.course import Length, Level
from cte_desktop.domain.catalog.prerequisites import Need
from cte_desktop.exchange.plain.catalog import (
    as_rows,
    read_shipped_catalog,
    read_shipped_rules,
    with_rows,
)
from cte_desktop.exchange.plain.catalog_kinds import CATALOG_KINDS, COURSES


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return read_shipped_catalog()


def test_the_district_is_whole(catalog: Catalog) -> None:
    assert len(catalog.sectors) == 15
    assert sum(sector.offered for sector in catalog.sectors) == 13
    assert len({pathway.code for pathway in catalog.pathways}) == 58
    assert len(catalog.pathway_by_name) == 25
    assert len(catalog.schools) == 19


def test_a_course_has_its_values_in_hundredths(catalog: Catalog) -> None:
    physics = catalog.course_by_code["PHYS"]
    assert (physics.credits, physics.ag_years, physics.length) == (1000, 100, Length.YEAR)
    assert Need("ALG2", "", same_term=True) in physics.prerequisites.alternatives[0]
    assert catalog.course_by_code["GD2"].pathway_level is Level.CAPSTONE


def test_every_course_that_the_catalog_names_is_in_it(catalog: Catalog) -> None:
    codes = set(catalog.course_by_code)
    assert {step.course_code for step in catalog.steps} <= codes
    assert {site.course_code for site in catalog.course_sites} <= codes
    named = {code for course in catalog.courses for code in course.prerequisites.courses}
    assert named <= codes


@pytest.mark.parametrize("kind", CATALOG_KINDS, ids=lambda kind: kind.name)
def test_rows_of_records_make_the_same_records(catalog: Catalog, kind: object) -> None:
    for one in CATALOG_KINDS:
        if one is kind:
            rows = as_rows(catalog, one)
            assert as_rows(with_rows(Catalog(), one, rows), one) == rows
            assert with_rows(catalog, one, rows) == catalog


def test_a_row_changes_the_course_of_its_code_and_keeps_the_others(catalog: Catalog) -> None:
    first = dict(zip(COURSES.fields, as_rows(catalog, COURSES)[0], strict=True))
    row = tuple((first | {"title": "English, renamed"})[name] for name in COURSES.fields)
    changed = with_rows(catalog, COURSES, [row])
    assert changed.courses[0].title == "English, renamed"
    assert changed.courses[1:] == catalog.courses[1:]


def test_the_shipped_rules_hold_the_sets_of_graduation_and_the_areas() -> None:
    rules = read_shipped_rules()
    assert next(one["id"] for one in rules["graduation"]["set"]) == "hart-230"
    assert set(rules["ag"]["area"]) == set("ABCDEFG")
