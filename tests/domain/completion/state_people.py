"""Completers for the tests of the State's files, with whom nothing is wrong unless told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from cte_desktop.domain.audit.result import Used
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.completion.eligibility import Evidence
from cte_desktop.domain.completion.state.fields import StateFile
from cte_desktop.domain.completion.state.file import Completion, scte_file
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.school_year import SEMESTERS, Term
from cte_desktop.exchange.outgoing.state_layout import state_fields
from tests.builders import student

LEA = "1965136"
VALENCIA = "19651361995802"
YEAR = 2025
FIELDS = state_fields("scte")


def person(**more: Any) -> Any:
    """A student whom the State takes."""
    facts: dict[str, Any] = {
        "state_id": "1234567890",
        "birth_date": date(2008, 3, 9),
        "gender": "F",
        "graduation_year": 2026,
    }
    return student(**(facts | more))


def earned(level: Level, course: str, year: int, school: str = "VL", **marks: str) -> Evidence:
    """A year course with good marks: both halves, or those that are named."""
    halves = marks or {term.value: "B" for term in SEMESTERS}
    rows = tuple(
        Used(course, year, Term(term), school, mark, "", 50, State.EARNED)
        for term, mark in halves.items()
    )
    return Evidence(level, (course,), rows)


def completion(**more: Any) -> Completion:
    """A completion of 2025-26 with which nothing is wrong; fields of the student pass through."""
    own = {name: more.pop(name) for name in list(more) if name not in Completion.__slots__}
    plain = Completion(
        student=person(**own),
        pathway="Graphic Design and Animation",
        code="111",
        completed_in=YEAR,
        school="VL",
        school_code=VALENCIA,
        concentrator=earned(Level.CONCENTRATOR, "GD1", YEAR - 1),
        capstone=earned(Level.CAPSTONE, "GD2", YEAR),
    )
    return replace(plain, **more)


def sent(*completions: Completion, year: int = YEAR) -> StateFile:
    """The State's file of these completions."""
    return scte_file(completions, year, LEA, FIELDS)


def codes(made: StateFile) -> list[str]:
    """The codes of what is said of the rows, in order; the sum is not one of them."""
    return [said.code for said in made.problems if said.code != "left_out"]
