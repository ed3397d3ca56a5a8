"""A pathway with a level that nobody can pass, or that is not asked for, is named."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.domain.audit.pathway_checks import PathwayProblem, pathway_problems
from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.catalog.pathway import Step
from tests.builders import catalog

NAME = "Photography"


def _changed(*steps: Step, introductory: bool = False) -> Catalog:
    """The shipped catalog with other steps of a pathway."""
    kept = [step for step in catalog().steps if step.pathway != NAME]
    pathways = tuple(
        replace(p, introductory_required=introductory) if p.name == NAME else p
        for p in catalog().pathways
    )
    return replace(catalog(), steps=(*kept, *steps), pathways=pathways)


def _step(level: Level, course: str, first: int = 2022, last: int = 9999) -> Step:
    return Step(NAME, first, last, level, 10, course, required=True)


LOWER, UPPER = _step(Level.CONCENTRATOR, "PH1"), _step(Level.CAPSTONE, "PH2")


def test_the_shipped_pathways_can_all_be_completed() -> None:
    assert list(pathway_problems(catalog())) == []


def test_a_step_can_not_require_the_introductory_level() -> None:
    intro = _step(Level.INTRODUCTORY, "ART1")
    assert list(pathway_problems(_changed(intro, LOWER, UPPER))) == [
        PathwayProblem(NAME, "level_not_asked", Level.INTRODUCTORY, "")
    ]
    assert list(pathway_problems(_changed(intro, LOWER, UPPER, introductory=True))) == []


def test_a_required_level_without_a_course_is_named_with_its_classes() -> None:
    since_2028 = _step(Level.INTRODUCTORY, "ART1", first=2028)
    found = pathway_problems(_changed(since_2028, LOWER, UPPER, introductory=True))
    assert list(found) == [
        PathwayProblem(NAME, "level_without_step", Level.INTRODUCTORY, "2022-2027")
    ]


def test_a_pathway_needs_a_concentrator_course_and_a_capstone() -> None:
    assert list(pathway_problems(_changed(LOWER))) == [
        PathwayProblem(NAME, "level_without_step", Level.CAPSTONE, "2022-")
    ]


def test_a_pathway_without_any_step_is_only_a_name() -> None:
    assert list(pathway_problems(_changed())) == []
