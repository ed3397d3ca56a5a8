"""The small language of prerequisites reads back what it writes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cte_desktop.domain.catalog.prerequisites import (
    NONE,
    Need,
    Prerequisites,
    parse_prerequisites,
    prerequisites_text,
)
from cte_desktop.domain.grades import LETTERS
from tests.builders import catalog

CODES = st.text("ABCXYZ0189-", min_size=1, max_size=8)
NEEDS = st.builds(Need, CODES, st.sampled_from(("", *LETTERS)), st.booleans())
WANTED = st.lists(st.lists(NEEDS, min_size=1, max_size=3).map(tuple), max_size=3).map(
    lambda alternatives: Prerequisites(tuple(alternatives))
)


@given(WANTED)
def test_what_is_written_reads_back(wanted: Prerequisites) -> None:
    assert parse_prerequisites(prerequisites_text(wanted)) == wanted


def test_and_binds_tighter_than_or() -> None:
    assert parse_prerequisites("A & B:C | +D") == Prerequisites(
        ((Need("A"), Need("B", "C")), (Need("D", same_term=True),))
    )


@pytest.mark.parametrize("text", ["", "  "])
def test_nothing_written_asks_for_nothing(text: str) -> None:
    assert parse_prerequisites(text) is NONE


@pytest.mark.parametrize(
    "text", ["A|", "&A", "A:", "A:E", "A:c", "A:P", "+", ":C", "A||B", "A:C:D"]
)
def test_what_is_not_in_the_language_is_refused(text: str) -> None:
    assert parse_prerequisites(text) is None


def test_all_courses_that_are_named_are_known() -> None:
    wanted = parse_prerequisites("A&B:C|+D|A")
    assert wanted is not None
    assert wanted.courses == {"A", "B", "D"}


def test_the_shipped_catalog_asks_only_for_courses_that_it_has() -> None:
    known = catalog().course_by_code
    asked = {code for course in known.values() for code in course.prerequisites.courses}
    assert asked
    assert asked <= known.keys()
