"""The radar in words: until when a level can start, and what is planned."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.domain.audit.result import PathwayStage
from cte_desktop.domain.filling.radar import Closing, LastStart
from cte_desktop.domain.school_year import Term, moment
from cte_desktop.wording.radar import (
    closing_text,
    failed_text,
    standing_text,
    start_object,
    start_text,
)

FIRST = LastStart(2027, 11, Term.FALL, moment(2027, Term.FALL))
LAST = LastStart(2028, 12, Term.FALL, moment(2028, Term.FALL))
BOTH = Closing("Welding", FIRST, LAST, PathwayStage.ENROLLED, planned=False)


def test_a_last_start_is_told_with_its_school_year() -> None:
    assert start_text(FIRST) == "fall of 11th grade (2027-28)"
    assert start_text(None) == ""


def test_each_level_that_is_left_is_told() -> None:
    assert closing_text(BOTH) == (
        "The concentrator can start in fall of 11th grade (2027-28) at the latest, the capstone in "
        "fall of 12th grade (2028-29)."
    )
    capstone = replace(BOTH, concentrator_by=None)
    assert closing_text(capstone) == (
        "The capstone can start in fall of 12th grade (2028-29) at the latest."
    )
    concentrator = replace(BOTH, capstone_by=None)
    assert closing_text(concentrator).startswith("The concentrator can start in fall of 11th")


def test_what_is_closed_and_what_is_done_are_told_apart() -> None:
    nothing = replace(BOTH, concentrator_by=None, capstone_by=None)
    assert closing_text(nothing) == "Nothing is left to start."
    assert "can't be completed" in closing_text(replace(nothing, is_open=False))


def test_a_plan_that_does_the_rest_is_told() -> None:
    assert standing_text(BOTH) == "enrolled"
    assert standing_text(replace(BOTH, planned=True)) == "enrolled, the rest is planned"


def test_who_is_missing_is_named() -> None:
    assert failed_text(["100200"]) == "100200 could not be worked out and is left out."
    assert failed_text(["1", "2"]) == "1, 2 could not be worked out and are left out."


def test_json_has_the_keys_of_the_contract() -> None:
    assert start_object(FIRST) == {"school_year": "2027-28", "grade_level": 11, "term": "fall"}
    assert start_object(None) is None
