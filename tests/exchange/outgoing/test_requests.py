"""Course requests: what a plan asks for, and how each system is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cte_desktop.domain.planning.plan import Placement
from cte_desktop.exchange.outgoing.layouts import (
    SOURCED,
    VALUES,
    layout,
    layout_names,
    read_layout,
    written,
)
from cte_desktop.exchange.outgoing.requests import Request, requests_of
from tests.builders import catalog, plan_of, student

YEAR = 2027
LANES = ("day", "extended")


def _asked(*lines: str, lanes: tuple[str, ...] = LANES, **more: Any) -> tuple[Request, ...]:
    return requests_of(student(**more), plan_of(*lines).placements, catalog(), YEAR, lanes)


def _behind(placements: tuple[Placement, ...], **codes: str) -> tuple[Placement, ...]:
    """The placements with alternates: `GEOM="ALG2 STATS"`."""
    return tuple(
        replace(p, alternates=tuple(codes.get(p.course_code, "").split())) for p in placements
    )


def test_a_year_course_is_one_request_and_keeps_its_place() -> None:
    made = _asked("11 year GD2", "11 fall PSYCH")
    assert [(r.course_code, r.term, r.priority, r.sequence) for r in made] == [
        ("GD2", "year", 1, 1),
        ("PSYCH", "fall", 2, 2),
    ]
    assert {(r.student_id, r.school, r.grade_level) for r in made} == {("000123", "VL", 11)}


def test_one_semester_of_a_year_course_asks_for_the_course() -> None:
    assert [(r.course_code, r.term) for r in _asked("11 spring GD2")] == [("GD2", "year")]


def test_alternates_stand_behind_their_request_in_their_order() -> None:
    placements = _behind(plan_of("11 year GD2", "11 year PH1").placements, GD2="AN2 WD1")
    made = requests_of(student(), placements, catalog(), YEAR, LANES)
    assert [(r.course_code, r.alternate_for, r.rank, r.priority, r.sequence) for r in made] == [
        ("GD2", "", 0, 1, 1),
        ("AN2", "GD2", 1, 1, 2),
        ("WD1", "GD2", 2, 1, 3),
        ("PH1", "", 0, 2, 4),
    ]


def test_an_alternate_that_is_asked_for_anyway_or_unknown_is_left_out() -> None:
    placements = _behind(plan_of("11 year GD2", "11 year PH1").placements, GD2="PH1 NOSUCH")
    made = requests_of(student(), placements, catalog(), YEAR, LANES)
    assert [r.course_code for r in made] == ["GD2", "PH1"]


def test_summer_and_college_are_not_asked_of_the_school() -> None:
    lines = ("11 year GD2", "11 summer PSYCH", "11 fall COC-PSYCH101 college")
    assert [r.course_code for r in _asked(*lines)] == ["GD2"]
    assert len(_asked(*lines, lanes=layout("plain").lanes)) == 3


def test_a_site_of_the_plan_wins_over_the_students_school() -> None:
    (made,) = _asked("11 year WD1 extended CS")
    assert (made.school, made.school_code[7:]) == ("CS", "0138727")


def test_a_junior_high_student_has_no_high_school_yet() -> None:
    (made,) = _asked("9 year ENG09", school="RN")
    assert (made.school, made.school_code) == ("", "")


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "plain",
            [
                "000123,2027-28,GD2,1,,,year,VL,11,Graphic Design 2",
                "000123,2027-28,AN2,1,GD2,1,year,VL,11,Animation 2",
            ],
        ),
        ("powerschool", ["000123,GD2,year,37,1995802,1,R,", "000123,AN2,year,37,1995802,1,A,GD2"]),
        ("aeries", ["VL,000123,1,GD2,,", "VL,000123,2,AN2,X,GD2"]),
        (
            "infinite-campus",
            ["000123,1995802,2028,GD2,R,1,", "000123,1995802,2028,AN2,A,1,GD2"],
        ),
    ],
)
def test_each_system_is_told_in_its_own_columns(name: str, lines: list[str]) -> None:
    made = layout(name)
    placements = _behind(plan_of("11 year GD2").placements, GD2="AN2")
    asked = requests_of(student(), placements, catalog(), YEAR, made.lanes)
    titles = {c.code: c.title for c in catalog().courses}
    rows = [",".join(written(request, made)) for request in asked]
    expected = [
        line.replace("Graphic Design 2", titles["GD2"]).replace("Animation 2", titles["AN2"])
        for line in lines
    ]
    assert rows == expected


@pytest.mark.parametrize("name", layout_names())
def test_every_layout_says_how_sure_it_is_and_where_from(name: str) -> None:
    made = layout(name)
    assert made.title
    assert made.source
    assert {made.sourced, *(column.sourced for column in made.columns)} <= set(SOURCED)
    assert len({column.heading for column in made.columns}) == len(made.columns)
    if made.sourced == "yes":
        assert all(column.sourced == "yes" for column in made.columns)
    assert {column.value for column in made.columns} <= set(VALUES)


def test_a_layout_with_an_unknown_value_is_refused() -> None:
    document = {"title": "T", "columns": [{"heading": "A", "value": "shoe_size"}]}
    with pytest.raises(ValueError, match="shoe_size"):
        read_layout("t", document)


def test_an_unknown_layout_is_none() -> None:
    with pytest.raises(LookupError):
        layout("../plain")


@pytest.mark.parametrize("name", layout_names())
def test_a_layout_without_a_term_says_how_a_course_of_two_semesters_looks(name: str) -> None:
    made = layout(name)
    has_term = any(column.value == "term" for column in made.columns)
    assert has_term != ("no column for the term" in made.note)
    both = [written(r, made) for r in _asked("11 fall PSYCH", "11 spring PSYCH")]
    assert len(set(both)) == 2
