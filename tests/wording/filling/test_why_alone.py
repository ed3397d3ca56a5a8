"""A wish that can't come true by itself says why: no term is left, no site, or until when."""

from __future__ import annotations

from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.solving.clash import explain
from cte_desktop.wording.filling.clash import clash_text, reason_text
from cte_desktop.wording.filling.told import told_of
from tests.solving.students import JUNIOR, SENIOR, asked, must, new_ids

AUTO = "Automotive Technology"


def test_a_pathway_without_a_term_left_says_when_it_had_to_start() -> None:
    problem = asked(must(1, "pathway", AUTO), of_class=SENIOR)
    told = told_of(problem, explain(problem, new_uid=new_ids()))
    (part,) = told.clash
    assert part.text.startswith(f"{AUTO} must be completed: ")
    assert f"no term is left for the concentrator or capstone course of {AUTO}" in part.text
    assert "the concentrator had to start in fall of 11th grade at the latest" in part.text
    assert told.why.endswith(f"{AUTO} must be completed: this can't be done.")
    assert "had to start" in told.why


def test_an_open_pathway_says_until_when_it_could_start() -> None:
    problem = asked(must(1, "pathway", AUTO), of_class=JUNIOR)
    text = clash_text(problem, (Reason(Kind.WISH, "1"),))
    assert "at the latest" in text


def test_uc_as_a_must_names_the_areas_that_are_open() -> None:
    problem = asked(must(1, "area_goal", "uc"))
    text = reason_text(problem, Reason(Kind.WISH, "1"))
    assert text.startswith("the courses for admission to UC must be there (")
    assert " still lacks " in text
