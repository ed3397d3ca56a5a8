"""Sequences are made from the catalog: pathway steps, mathematics, world languages."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.catalog.prerequisites import Need, Prerequisites
from cte_desktop.domain.planning.sequences import (
    language_sequences,
    mathematics_sequences,
    pathway_sequence,
    sequences_of,
)
from tests.builders import catalog


def test_a_pathway_is_the_steps_that_are_asked_for_with_their_alternatives() -> None:
    assert pathway_sequence(catalog(), "Welding", 2029).steps == (("WD1",), ("WD2",))
    graphics = pathway_sequence(catalog(), "Graphic Design and Animation", 2029)
    assert [set(step) for step in graphics.steps] == [{"AN1", "GD1"}, {"AN2", "GD2"}]
    assert pathway_sequence(catalog(), "Nothing", 2029).steps == ()


def test_mathematics_goes_up_to_each_last_topic_also_with_honors() -> None:
    found = mathematics_sequences(catalog())
    assert [(one.name, one.demanding) for one in found] == [
        ("STATS", False),
        ("STATS", True),
        ("APCALAB", False),
        ("APCALAB", True),
    ]
    plain, demanding = found[2:]
    assert [step[0] for step in plain.steps] == ["ALG1", "GEOM", "ALG2", "PRECALC", "APCALAB"]
    assert [step[0] for step in demanding.steps][1:4] == ["GEOMH", "ALG2H", "PRECALCH"]
    assert {"MATH8A", "ALG1B", "GEOM", "APCALBC"} <= set(plain.served_by[0])


def test_a_language_is_its_levels() -> None:
    found = {one.name: one for one in language_sequences(catalog())}
    assert set(found) == {"ASL", "FREN", "SPAN"}
    assert found["FREN"].steps == (("FREN1",), ("FREN2",), ("FREN3",))
    assert found["SPAN"].steps[0] == ("SPAN1", "SPANSP")
    assert "SPAN1J" in found["SPAN"].served_by[0]


def test_steps_can_be_left_out() -> None:
    found = next(one for one in language_sequences(catalog()) if one.name == "FREN")
    short = found.without({2})
    assert short.steps == (("FREN1",), ("FREN2",))
    assert [one.follows for one in short.asked] == [False, True]
    assert "FREN3" in short.asked[1].served_by


def test_a_catalog_in_which_prerequisites_go_in_a_circle_still_answers() -> None:
    geometry = catalog().course_by_code["GEOM"]
    needs_itself = replace(geometry, prerequisites=Prerequisites(((Need("ALG2"),),)))
    courses = tuple(needs_itself if c.code == "GEOM" else c for c in catalog().courses)
    circle = replace(catalog(), courses=courses)
    assert all(len(set(one.steps)) == len(one.steps) for one in mathematics_sequences(circle))
    assert sequences_of(Catalog(), 2029) == ()
