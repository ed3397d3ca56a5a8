"""What is behind a student is taken only where it is needed, wished for or planned."""

from __future__ import annotations

from cte_desktop.domain.filling.options.behind import behind, twins_in
from tests.builders import catalog
from tests.domain.filling.small_worlds import Question, catalog_of, course, placed, want
from tests.domain.planning.situations import placed_year, year_of


def test_what_comes_before_is_behind_however_far_and_so_are_twins() -> None:
    found = behind(catalog(), {"ALG2", "GEOMH", "BIOH", "SPAN3"})
    assert {"ALG1", "MATH8A", "GEOM", "ALG2H", "BIO", "SPAN1", "SPAN2"} <= found
    assert not found & {"PRECALC", "PRECALCH", "CHEM", "APBIO", "SPAN4"}
    assert "ALG1" in behind(catalog(), {"MATH8A"})  # the same course, taken in 8th grade


def test_the_next_of_a_line_is_no_twin_but_what_it_asks_for_is_behind_it() -> None:
    twins = twins_in(catalog())
    assert "APBIO" not in twins["BIO"]
    assert "BIO" in twins["APBIO"]
    assert "ENG10H" in twins["ENG10"]  # by its title: English has no topic
    assert "SPAN2" not in twins.get("SPAN1", ())


LOW, NEXT = course("LOW"), course("NEXT", needs="LOW|OTHER")
PLAIN, HONORS = course("HISTORY"), course("AHISTORYH", title="History Honors", rigor="honors")


def codes(q: Question) -> set[str]:
    return {key.split(":")[2] for key in placed(q.best())}


def test_a_day_is_not_filled_with_what_is_behind() -> None:
    world = catalog_of(LOW, NEXT, course("OTHER"), course("AFTER", needs="NEXT"))
    done = (*year_of("OTHER", "B", 2024), *year_of("NEXT", "B", 2025))
    assert codes(Question(world, record=done)) == {"AFTER"}  # though the day stays emptier
    wished = Question(world, record=done, wishes=(want("course LOW"),))
    assert codes(wished) == {"AFTER", "LOW"}
    planned = Question(world, record=done, plan=placed_year("LOW", 11, "P1"))
    assert codes(planned) == {"AFTER", "LOW"}


def test_of_twins_one_is_taken() -> None:
    world = catalog_of(PLAIN, HONORS)
    assert len(codes(Question(world))) == 1
    both = Question(world, wishes=(want("course HISTORY"), want("course AHISTORYH")))
    assert len(codes(both)) == 2
