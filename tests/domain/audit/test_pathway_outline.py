"""A pathway as one reads it: versions by class, levels in order, what is required."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.domain.audit.pathway_outline import pathway_versions, version_for
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.catalog.pathway import Pathway
from tests.builders import catalog


def shipped(name: str) -> Pathway:
    return catalog().pathway_by_name[name]


def test_a_pathway_without_changes_has_one_version_for_all_classes() -> None:
    (version,) = pathway_versions(shipped("Photography"), catalog())
    assert (version.first_class, version.last_class) == (2022, 9999)
    assert version.course_codes == ("PH1", "PH2")
    assert [level.level for level in version.levels] == [Level.CONCENTRATOR, Level.CAPSTONE]


def test_alternatives_share_an_order_and_further_steps_follow() -> None:
    (design,) = pathway_versions(shipped("Graphic Design and Animation"), catalog())
    (alternatives,) = design.levels[0].orders
    assert {step.course_code for step in alternatives} == {"AN1", "GD1"}
    (engineering,) = pathway_versions(shipped("Engineering (Project Lead the Way)"), catalog())
    introductory, concentrator, _ = engineering.levels
    assert not introductory.is_required
    assert [[s.course_code for s in order] for order in concentrator.orders] == [["POE"], ["CIM"]]
    assert concentrator.needed == {"POE"}


def test_classes_with_other_steps_are_versions_of_their_own_the_newest_first() -> None:
    shipped_catalog = catalog()
    steps = tuple(
        replace(step, last_class=2029) if step.course_code == "PH2" else step
        for step in shipped_catalog.steps
    )
    newer = next(s for s in steps if s.course_code == "PH2")
    changed = replace(
        shipped_catalog,
        steps=(*steps, replace(newer, course_code="GD2", first_class=2030, last_class=9999)),
    )
    newest, oldest = pathway_versions(shipped("Photography"), changed)
    assert (newest.first_class, newest.course_codes) == (2030, ("PH1", "GD2"))
    assert (oldest.first_class, oldest.last_class) == (2022, 2029)
    assert version_for((newest, oldest), 2028) is oldest
    assert version_for((newest, oldest), 2035) is newest
    assert version_for((newest, oldest), 1999) is newest


def test_a_pathway_without_courses_has_no_version() -> None:
    unknown = replace(shipped("Photography"), name="Basket Weaving")
    assert pathway_versions(unknown, catalog()) == ()
    assert version_for((), 2029) is None
