"""What is kept between questions never changes an answer."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.domain.filling.programs import remembering
from cte_desktop.domain.filling.programs.remembering import remembered
from cte_desktop.domain.filling.wants import GRADUATION
from tests.builders import catalog, file_of, rules
from tests.domain.filling.programs.worlds import area_goal, drafted, problem_of

OPTIONS = ("11 year ENG11", "12 year ENG12", "11 year ALG2", "12 year SPAN3", "12 fall ECON")
RECORD = ("9 year ENG09 B", "9 year ALG1 D", "9 year SPAN1 B", "10 fall SPAN2", "10 fall GEOM")


def test_the_same_question_has_the_same_rows_in_the_same_order() -> None:
    wants = [GRADUATION, area_goal("uc"), area_goal("csu")]
    problem = problem_of(file_of(*RECORD), OPTIONS, wants)
    first, _, terms = drafted(problem)
    again, _, terms_again = drafted(problem)
    assert first.rows == again.rows
    assert terms == terms_again
    anew, _, _ = drafted(problem_of(file_of(*RECORD), OPTIONS, wants))
    assert first.rows == anew.rows


def test_a_course_that_changes_in_the_catalog_is_looked_at_again() -> None:
    known = catalog()
    drafted(problem_of(file_of(), ("11 year ENG11",), [area_goal("uc")]))
    courses = tuple(replace(c, ag_area="") if c.code == "ENG11" else c for c in known.courses)
    changed = replace(known, courses=courses, course_sites=())
    problem = problem_of(file_of(), ("11 year ENG11",), [area_goal("uc")], known=changed)
    ((_, helping),) = drafted(problem)[2].needed
    assert helping == ()


def test_what_is_kept_belongs_to_one_catalog_and_its_rules() -> None:
    known, made = catalog(), rules()
    remembered(known, made, "test")["a"] = 1
    assert remembered(known, made, "test") == {"a": 1}
    assert remembered(known, made, "other") == {}
    assert remembered(known, replace(made), "test") == {}
    assert remembered(replace(known), made, "test") == {}


def test_only_a_few_catalogs_are_kept() -> None:
    made = rules()
    several = [replace(catalog()) for _ in range(remembering.MOST_CATALOGS + 1)]
    for known in several:
        remembered(known, made, "test")["a"] = 1
    assert remembered(several[0], made, "test") == {}
