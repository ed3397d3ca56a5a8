"""One clear sentence for everything in a plan that no longer fits, and for each repair."""

from __future__ import annotations

import pytest

from cte_desktop.domain.findings import Value, values
from cte_desktop.domain.planning.misfit_records import Asks, Misfit, MisfitKind, Repair
from cte_desktop.domain.planning.plan import Lane, Placement, Spot
from cte_desktop.domain.school_year import Term
from cte_desktop.wording.misfits import (
    asks_text,
    misfit_kind_label,
    misfit_text,
    placement_text,
    repair_text,
)
from tests.wording.said import catalog, holes

Named = dict[str, Value]
_AT: Named = {"course": "GEOM", "grade_level": 11, "term": "year"}
_SECTION: Named = {**_AT, "section_id": "0412"}
SAID: tuple[tuple[MisfitKind, Named, str], ...] = (
    (
        MisfitKind.ALREADY_PASSED,
        _AT,
        "Geometry is passed already, but is planned again for 11th grade.",
    ),
    (
        MisfitKind.FAILED,
        {**_AT, "term": "fall", "mark": "F"},
        "Geometry brought no credit in fall of 11th grade (mark F) and is not planned again.",
    ),
    (
        MisfitKind.TERM_OVER,
        {**_AT, "rows": 2},
        "Geometry was planned for 11th grade, which is over, but is not in the record.",
    ),
    (
        MisfitKind.OTHER_TAKEN,
        {**_AT, "other": "ALG1"},
        "Geometry was planned for 11th grade, but Algebra 1 was taken instead.",
    ),
    (
        MisfitKind.OTHER_TAKEN,
        _AT,
        "Geometry was planned for 11th grade, but other courses were taken instead.",
    ),
    (
        MisfitKind.RENAMED,
        {"course": "OLD", "title": "Geometry", "by": "GEOM"},
        "Geometry has become Geometry (GEOM).",
    ),
    (MisfitKind.RENAMED, {"course": "OLD", "by": "GEOM"}, "OLD has become Geometry."),
    (
        MisfitKind.RETIRED,
        {**_AT, "site": "VL"},
        "Geometry, planned for 11th grade, is no longer taught at Valencia High.",
    ),
    (MisfitKind.RETIRED, _AT, "Geometry, planned for 11th grade, is no longer taught."),
    (MisfitKind.RETIRED, {"course": "GEOM"}, "Geometry, set aside for later, is no longer taught."),
    (
        MisfitKind.SECTION_GONE,
        _SECTION,
        "Section 0412 of Geometry (11th grade) is no longer in the timetable.",
    ),
    (
        MisfitKind.SECTION_GONE,
        {**_SECTION, "cancelled": True},
        "Section 0412 of Geometry (11th grade) is cancelled.",
    ),
    (
        MisfitKind.SECTION_GONE,
        {**_SECTION, "other": "ALG1"},
        "Section 0412, planned for Geometry (11th grade), is Algebra 1 now.",
    ),
    (
        MisfitKind.SECTION_GONE,
        {**_SECTION, "term_lost": True},
        "Section 0412 of Geometry does not meet in 11th grade any more.",
    ),
    (
        MisfitKind.PREREQUISITE_FAILED,
        {**_AT, "needed": "ALG1", "minimum_mark": "C"},
        "Geometry (11th grade) needs Algebra 1 with C or better, which the record does not have.",
    ),
    (
        MisfitKind.PREREQUISITE_FAILED,
        {**_AT, "needed": "ALG1", "minimum_mark": ""},
        "Geometry (11th grade) needs Algebra 1, which brought no credit.",
    ),
    (
        MisfitKind.MOVED_SCHOOL,
        {**_SECTION, "site": "VL", "former": "SG"},
        (
            "Section 0412 of Geometry (11th grade) is at Saugus High; the student is at Valencia "
            "High now."
        ),
    ),
    (
        MisfitKind.MOVED_SCHOOL,
        {**_AT, "site": "VL"},
        "Geometry, planned for 11th grade, is not taught at Valencia High, the student's school.",
    ),
)
DONE: tuple[tuple[str, Named, str], ...] = (
    ("remove", {}, "Remove Geometry from 11th grade"),
    ("move", {"to_grade_level": 12, "to_term": "fall"}, "Move Geometry to fall of 12th grade"),
    ("again", {"grade_level": 12, "term": "year"}, "Take Geometry again in 12th grade"),
    ("replace", {"by": "ALG1"}, "Replace Geometry with Algebra 1"),
    ("drop_section", {"section_id": "0412"}, "Keep Geometry without section 0412"),
    ("take_section", {"section_id": "0412", "by": "0413"}, "Take section 0413 of Geometry"),
    (
        "again_first",
        {"needed": "ALG1", "grade_level": 11, "term": "year"},
        "Take Algebra 1 again in 11th grade, then Geometry a year later",
    ),
)


@pytest.mark.parametrize(("kind", "named", "sentence"), SAID)
def test_each_kind_has_its_sentence(kind: MisfitKind, named: Named, sentence: str) -> None:
    said = misfit_text(Misfit(kind, ("p1",), values(**named)), catalog())
    assert said == sentence
    assert not holes(said)


@pytest.mark.parametrize(("do", "named", "words"), DONE)
def test_each_repair_says_what_it_does(do: str, named: Named, words: str) -> None:
    misfit = Misfit(MisfitKind.RETIRED, ("p1",), values(**_AT))
    repair = Repair(do, values(placements=("p1",), course="GEOM", **named))
    assert repair_text(repair, catalog(), misfit) == words


def test_a_repair_of_what_is_set_aside_names_no_grade() -> None:
    misfit = Misfit(MisfitKind.RETIRED, ("p1",), values(course="GEOM"))
    repair = Repair("remove", values(placements=("p1",), course="GEOM"))
    assert repair_text(repair, catalog(), misfit) == "Remove Geometry from what is set aside"


def test_every_kind_and_every_reason_to_ask_has_words() -> None:
    assert len({misfit_kind_label(kind) for kind in MisfitKind}) == len(MisfitKind)
    assert {kind for kind, _, _ in SAID} == set(MisfitKind)
    assert all(asks_text(because).endswith(".") for because in Asks)
    assert asks_text(None) == ""


@pytest.mark.parametrize(
    ("placement", "words"),
    [
        (Placement("p", "GEOM", None), "Geometry, set aside"),
        (
            Placement("p", "GEOM", Spot(11, Term.FALL, Lane.DAY, "P1"), section_id="0412"),
            "Geometry, fall of 11th grade, section 0412",
        ),
        (
            Placement("p", "GEOM", Spot(11, Term.SUMMER, Lane.SUMMER)),
            "Geometry, the summer after 11th grade",
        ),
    ],
)
def test_a_planned_semester_in_words(placement: Placement, words: str) -> None:
    assert placement_text(placement, catalog()) == words
